"""Timeline, forms, factors and commitments in Markdown."""

from collections.abc import Iterator

from exports.form_words import before_words, value_words
from exports.markdown_text import escaped, table_cell
from exports.timeline_words import durations_in_words, entry_notes, notes_in_words, times_of
from facilitator import analysis, commitments, forms, timelines
from facilitator.dates import written_day
from facilitator.state import SessionData


def review_lines(data: SessionData) -> Iterator[str]:
    """Yield what a session holds of these kinds, nothing where it holds none; forms where their method has them."""
    order = [each.id for each in data.method.activities]
    begins = order.index(timelines.home(data.method) or order[0])
    filled = [each for each in forms.forms_of(data) if not each.empty]
    for found in filled:
        if order.index(found.activity_id) < begins:
            yield from _form(found)
    yield from _timeline(data)
    for found in filled:
        if order.index(found.activity_id) >= begins:
            yield from _form(found)
    yield from _factors(data)
    yield from _commitments(data)


def _timeline(data: SessionData) -> Iterator[str]:
    found = timelines.timeline(data)
    if found is None or not (found.entries or found.struck):
        return
    yield from ("## Timeline", "")
    for sentence in durations_in_words(found):
        yield from (escaped(sentence), "")
    yield from ("| Time | Kind | What happened | Source |", "| --- | --- | --- | --- |")
    for each, time in times_of(found):
        notes = [*entry_notes(each), *([f"Known then: {each.known}"] if each.known else [])]
        more = "; ".join(note.rstrip(".") for note in notes)
        said = f"{each.text} ({more})" if more else each.text
        cells = (time.replace("\n", " "), each.kind, said, each.source or "–")
        yield f"| {' | '.join(table_cell(cell) for cell in cells)} |"
    yield ""
    for sentence in notes_in_words(found):
        yield from (escaped(sentence), "")


def _form(found: forms.Form) -> Iterator[str]:
    yield from (f"## {escaped(found.title)}", "")
    for each in found.fields:
        if each.value is not None:
            before = f" (corrected in the meeting; before: {before_words(each)})" if each.was else ""
            yield f"- **{escaped(each.spec.title)}:** {escaped(value_words(each) + before)}"
    yield ""
    for rows in found.rows:
        if not rows.rows:
            continue
        yield from (f"### {escaped(rows.spec.title)}", "")
        yield f"| {' | '.join(table_cell(each.title) for each in rows.spec.fields)} |"
        yield f"| {' | '.join('---' for _ in rows.spec.fields)} |"
        for row in rows.rows:
            yield f"| {' | '.join(table_cell(value_words(cell)) for cell in row.cells)} |"
        yield ""


def _factors(data: SessionData) -> Iterator[str]:
    found = analysis.analysis(data)
    if found is None or not found.factors:
        return
    yield from ("## Contributing factors", "")
    for each in found.factors:
        field = f" ({each.category})" if each.category else ""
        yield f"- {escaped(each.text + field)}"
    yield ""


def _commitments(data: SessionData) -> Iterator[str]:
    found = commitments.commitments(data)
    if found is None or not (found.commitments or found.not_done):
        return
    if found.commitments:
        yield from ("## What we do", "")
        yield from (
            "| Action | Done when | Owner | Due | Works on | Priority |",
            "| --- | --- | --- | --- | --- | --- |",
        )
        for each in found.commitments:
            cells = (
                each.action.text,
                each.done_when or "–",
                each.action.owner or "–",
                written_day(each.action.due) or "–",
                each.factor or "–",
                each.priority or "–",
            )
            yield f"| {' | '.join(table_cell(cell) for cell in cells)} |"
        yield ""
    if found.not_done:
        yield from ("## Left undone on purpose", "")
        yield from (f"- {escaped(each.text)}: {escaped(each.reason)}" for each in found.not_done)
        yield ""
