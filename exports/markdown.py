"""The session as Markdown, for a wiki or a repository: everything the report holds, as plain lists and tables."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from exports.accounts import ROUNDS, Answer, RoundAccount, account_of
from exports.closing import NEXT_STEPS, PARKED, closing_words, hands_in_words, roti_answers
from exports.markdown_forces import force_lines
from exports.markdown_ratings import rating_lines
from exports.markdown_review import review_lines
from exports.markdown_text import escaped, escaped_lines, table_cell
from exports.markdown_wiring import wiring_lines
from exports.source import Source
from facilitator import activities, voting
from facilitator.activities.brainstorm import objections, resolved
from facilitator.acts.outcomes import bullets
from facilitator.agenda import lines, slots
from facilitator.dates import written_day
from facilitator.method import Lane
from facilitator.model import Note, Protocol
from facilitator.postmortems import is_postmortem
from facilitator.roti import LEAST, MOST, roti_summary
from facilitator.state import SessionData

_LINK = re.compile(r"https?://[A-Za-z0-9./_~%?=+-]+")


def markdown_text(source: Source, *, with_names: bool = False) -> str:
    """Return the session as Markdown (CommonMark, with the tables and tick boxes most renderers know).

    `with_names` adds the participants. Authors of notes stand in it only where the session keeps them.
    """
    run = (_agenda(source), _notes(source.data))
    # Of a postmortem one reads what happened, not how the meeting went.
    looks_back = is_postmortem(source.data.method)
    parts = (
        _head(source, with_names),
        _canvas(source.data),
        *(() if looks_back else run),
        force_lines(source.data),
        rating_lines(source),
        wiring_lines(source.data),
        review_lines(source.data),
        *(reversed(run) if looks_back else ()),
        _decisions(source.data, with_names),
        _parking(source.data),
        _next_steps(source.data),
        _close(source.data),
        _credits(source.data),
    )
    return "\n".join(line for part in parts for line in part).rstrip("\n") + "\n"


def _head(source: Source, with_names: bool) -> Iterator[str]:
    data = source.data
    canvas = data.method.canvas
    outcomes = data.outcomes
    name = outcomes.get(canvas.name_from, "") if canvas else ""
    leader = outcomes.get(canvas.leader_from, "") if canvas else ""
    yield f"# {escaped(name or data.session.title)}"
    yield ""
    facts = {
        "Workshop": data.session.title if name else "",
        "Method": data.method.title,
        "Community": source.community.name if source.community and source.community.name != name else "",
        "Date": written_day(source.place.started or data.session.starts or data.session.created),
        "People": str(data.session.head_count),
        "Leader": leader,
    }
    for title, value in facts.items():
        if value:
            yield f"- **{title}:** {escaped(value)}"
    if with_names and data.participants:
        names = (
            f"{person.name} ({person.role})" if person.role else person.name for person in data.participants
        )
        yield f"- **Present:** {escaped(', '.join(names))}"
    yield ""


def _canvas(data: SessionData) -> Iterator[str]:
    canvas = data.method.canvas
    if canvas is None:
        return
    yield from (f"## {escaped(canvas.title)}", "")
    for box in canvas.boxes:
        yield from (f"### {escaped(box.title)}", "")
        if box.question:
            yield from (f"*{escaped(box.question)}*", "")
        agreed = bullets(data.outcomes.get(box.id, ""))
        yield from (f"{'  ' * each.level}- {escaped(each.text)}" for each in agreed)
        yield from ([""] if agreed else ["Nothing agreed yet.", ""])


def _agenda(source: Source) -> Iterator[str]:
    data = source.data
    phases = {each.id: activities.kind(each.kind).phases_now(data, each) for each in data.method.activities}
    place = replace(source.place, spent=source.spent)
    agenda = lines(slots(data, place, lambda activity: phases[activity.id]))
    yield from ("## Agenda", "", "| Step | Planned | Real |", "| --- | ---: | ---: |")
    for line in agenda:
        real = f"{line.spent / 60:.0f} min" if line.spent else "left out" if line.state == "skipped" else "–"
        yield f"| {table_cell(line.title)} | {line.planned / 60:.0f} min | {real} |"
    yield ""


def _notes(data: SessionData) -> Iterator[str]:
    if not data.notes and not data.groups:
        return
    authors = {person.id: person.name for person in data.participants}

    def note_line(note: Note) -> str:
        by = authors.get(note.author_id or "", "")
        return escaped_lines(note.text, "  ") + (f" ({escaped(by)})" if by else "")

    yield from ("## Notes", "")
    for activity in data.method.activities:
        written = [lane for lane in activity.lanes if data.notes_in(lane.id) or data.groups_in(lane.id)]
        if written:
            yield from (f"### {escaped(activity.title)}", "")
        for lane in written:
            if len(activity.lanes) > 1 or lane.title != activity.title:
                yield from (f"#### {escaped(lane.title)}", "")
            yield from _lane(data, lane, note_line)
        said = objections(data, activity.id) if written else ()
        if said:
            answered = resolved(data, activity.id)
            yield from ("**Objections**", "")
            for each in said:
                yield f"- {escaped_lines(each, '  ')}" + (" (resolved)" if each in answered else "")
            yield ""


def _lane(data: SessionData, lane: Lane, note_line: Callable[[Note], str]) -> Iterator[str]:
    groups = data.groups_in(lane.id)
    for group in groups:
        on_wall = f" ({group.stickies} on the wall)" if group.stickies else ""
        yield from (f"**{escaped(group.title) or 'Without a title'}**{on_wall}", "")
        notes = data.notes_of(group.id)
        yield from (f"- {note_line(note)}" for note in notes)
        if notes:
            yield ""
    loose = data.loose_in(lane.id)
    if loose and groups:
        yield from ("**On their own**", "")
    yield from (f"- {note_line(note)}" for note in loose)
    if loose:
        yield ""


def _decisions(data: SessionData, with_names: bool) -> Iterator[str]:
    if data.protocols:
        yield from ("## Decisions", "")
    for activity in data.method.activities:
        for protocol in data.protocols:
            if protocol.activity_id == activity.id:
                yield from (f"### {escaped(activity.title)}", "")
                yield from _decision(protocol, with_names)


def _decision(protocol: Protocol, with_names: bool) -> Iterator[str]:
    account = account_of(protocol)
    if account.chosen:
        how = ROUNDS.get(account.decided_by, "")
        yield from (f"**{escaped(account.chosen)}**{f', decided by: {how.lower()}' if how else ''}", "")
    for each in account.rounds:
        yield from _round(each)
    for title, texts in (
        ("Stepped back", account.declined),
        ("Answers", [_answer(each, with_names) for each in account.answers]),
        ("Objections", account.objections),
    ):
        if texts:
            yield from (f"{title}:", "", *(f"- {escaped_lines(text, '  ')}" for text in texts), "")


def _round(account: RoundAccount) -> Iterator[str]:
    if account.name == voting.LOT:
        yield from (account.title, "", f"Seed `{_code(account.seed)}`, the smallest SHA-256 wins:", "")
        yield from (f"- {escaped(text)}: `{_code(digest)}`" for text, digest in account.lots)
        yield ""
        return
    yield from (f"{account.title}: {account.cast} of {account.possible} votes, {account.people} people", "")
    for each in account.candidates:
        shown = f"fingers {', '.join(map(str, each.fingers))}" if each.fingers else str(each.count)
        yield f"- {escaped(each.title)}: {shown}"
    yield ""


def _parking(data: SessionData) -> Iterator[str]:
    if data.parked:
        yield from ("## Parking lot", "")
        yield from (
            f"- {escaped_lines(each.text, '  ')} ({PARKED.get(each.state, 'open')})" for each in data.parked
        )
        yield ""


def _next_steps(data: SessionData) -> Iterator[str]:
    if data.actions:
        yield from ("## Next steps", "")
    for each in data.actions:
        facts = (
            escaped(each.owner),
            f"by {written_day(each.due)}" if each.due else "",
            "" if each.state == "done" else NEXT_STEPS[each.state],
        )
        known = ", ".join(fact for fact in facts if fact)
        tick = "x" if each.state == "done" else " "
        yield f"- [{tick}] {escaped_lines(each.text, '  ')}{f' ({known})' if known else ''}"
    if data.actions:
        yield ""


def _close(data: SessionData) -> Iterator[str]:
    for activity in data.method.activities:
        answers, words = roti_answers(data, activity.id), closing_words(data, activity.id)
        hands = hands_in_words(data, activity) if activity.kind == "closing" else []
        if answers or words or hands:
            yield from (f"## {escaped(activity.title)}", "")
        if hands:
            yield from (*(f"- {escaped(each)}" for each in hands), "")
        if answers:
            summary = roti_summary(answers)
            counts = ", ".join(f"{value}: {count}" for value, count in enumerate(summary.distribution, LEAST))
            yield from (
                f"Return on time, {LEAST} to {MOST}: median {summary.median:g} of {summary.count} answers ({counts})",
                "",
            )
        if words:
            yield from (f"One word each: {escaped(', '.join(words))}", "")


def _credits(data: SessionData) -> Iterator[str]:
    if data.method.references:
        yield from ("## Sources of the method", "")
    for each in data.method.references:
        link = f", <{each.link}>" if _LINK.fullmatch(each.link) else ""
        yield f"- {escaped(each.author)}: {escaped(each.title)}{link}"


def _answer(answer: Answer, with_names: bool) -> str:
    said = "objection" if answer.objection else "yes"
    name = answer.name if with_names else ""
    return f"{name or 'somebody'}: {said}{f', {answer.text}' if answer.text else ''}"


def _code(text: str) -> str:
    return text.replace("`", "'")
