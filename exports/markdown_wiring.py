"""A coupling map and a matrix as Markdown: figures in sentences, every wait, and the notes by quarter."""

from collections.abc import Iterator

from exports.coupling_words import days, reading
from exports.markdown_text import escaped, table_cell
from facilitator import couplings
from facilitator.activities.coupling_map import figures_then
from facilitator.coupling_figures import figures
from facilitator.matrices import KIND_NAME, QUARTERS, matrix
from facilitator.state import SessionData


def wiring_lines(data: SessionData) -> Iterator[str]:
    """Return the chapters line by line, nothing where no party is on the map and no note on a matrix."""
    now = couplings.coupling_map(data)
    if now is not None and now.parties:
        yield from ("## Coupling map", "")
        yield from (f"- {escaped(each)}" for each in reading(now, figures(now), figures_then(data)))
        yield ""
        name = {each.id: each.name for each in now.parties}
        if now.waits:
            yield from ("| Who waits | For whom | How long |", "|---|---|---:|")
            for each in sorted(now.waits, key=lambda each: (-each.days, each.position)):
                cells = (name[each.who], name[each.whom], days(each.days))
                yield f"| {' | '.join(table_cell(cell) for cell in cells)} |"
            yield ""
        alone = [each.name for each in now.parties if not now.waits_of(each.id)]
        if alone:
            yield from (f"Waiting for nobody: {escaped(', '.join(alone))}", "")
    for activity in data.method.activities:
        if activity.kind != KIND_NAME:
            continue
        found = matrix(data, activity)
        if not found.notes:
            continue
        yield from (f"## {escaped(activity.title)}", "")
        for quarter in QUARTERS:
            notes = found.of(quarter)
            if notes:
                title, words = found.corners[quarter], found.words_of(quarter)
                yield from (f"### {escaped(f'{title}: {words}' if title else words)}", "")
                yield from (f"- {escaped(' '.join(each.note.text.split()))}" for each in notes)
                yield ""
        if found.waiting:
            yield from ("### Not placed", "")
            yield from (f"- {escaped(' '.join(each.note.text.split()))}" for each in found.waiting)
            yield ""
