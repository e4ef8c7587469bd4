"""The session as Markdown, for a wiki or a repository: everything the report holds, as plain lists and tables."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from exports.dates import written_day
from exports.markdown_text import escaped, escaped_lines, table_cell
from exports.source import Source
from facilitator import activities, voting
from facilitator.acts.outcomes import bullets
from facilitator.agenda import lines, slots
from facilitator.method import Lane
from facilitator.model import Note, Protocol
from facilitator.roti import LEAST, MOST, roti_summary
from facilitator.state import SessionData

_ROUNDS = {
    voting.VOTE: "Vote",
    voting.RUN_OFF: "Run-off",
    voting.FIST: "Fist of five",
    voting.LOT: "Draw by lot",
}
_LINK = re.compile(r"https?://[A-Za-z0-9./_~%?=+-]+")
_PARKED = {
    "open": "open",
    "back": "taken back into the talk",
    "action": "became a next step",
    "dropped": "let go",
}


def markdown_text(source: Source, *, with_names: bool = False) -> str:
    """Return the session as Markdown (CommonMark, with the tables and tick boxes most renderers know).

    `with_names` adds the participants. Authors of notes stand in it only where the session keeps them.
    """
    parts = (
        _head(source, with_names),
        _canvas(source.data),
        _agenda(source),
        _notes(source.data),
        _decisions(source.data),
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


def _decisions(data: SessionData) -> Iterator[str]:
    if data.protocols:
        yield from ("## Decisions", "")
    for activity in data.method.activities:
        for protocol in data.protocols:
            if protocol.activity_id == activity.id:
                yield from (f"### {escaped(activity.title)}", "")
                yield from _decision(protocol)


def _decision(protocol: Protocol) -> Iterator[str]:
    account = protocol.entries
    chosen = _title(account.get("elected")) or _title(account.get("winner"))
    if chosen:
        how = _ROUNDS.get(str(account.get("decided_by")), "")
        yield from (f"**{escaped(chosen)}**{f', decided by: {how.lower()}' if how else ''}", "")
    for each in _list(account.get("rounds")):
        yield from _round(_map(each))
    consent = _map(account.get("consent"))
    for title, texts in (
        ("Stepped back", [_title(each) for each in _list(account.get("declined"))]),
        ("Answers", [_answer(_map(each)) for each in _list(consent.get("answers"))]),
        ("Objections", [str(each) for each in _list(account.get("objections"))]),
    ):
        if texts:
            yield from (f"{title}:", "", *(f"- {escaped_lines(text, '  ')}" for text in texts), "")


def _round(account: Mapping[str, Any]) -> Iterator[str]:
    name = str(account.get("round"))
    cast, possible, people = (escaped(str(account.get(key))) for key in ("cast", "possible", "people"))
    counted = "" if name == voting.LOT else f": {cast} of {possible} votes, {people} people"
    yield from (f"{_ROUNDS.get(name, 'Round')}{counted}", "")
    if name == voting.LOT:
        yield from (f"Seed `{_code(account.get('seed'))}`, the smallest SHA-256 wins:", "")
        for lot in map(_map, _list(account.get("lots"))):
            yield f"- {escaped(str(lot.get('text', '')))}: `{_code(lot.get('digest'))}`"
        yield ""
        return
    ranked = sorted(map(_map, _list(account.get("candidates"))), key=_weight, reverse=True)
    for each in ranked:
        fingers = _list(each.get("fingers"))
        shown = f"fingers {', '.join(map(str, fingers))}" if fingers else str(each.get("count", 0))
        yield f"- {escaped(str(each.get('title', '')))}: {escaped(shown)}"
    yield ""


def _parking(data: SessionData) -> Iterator[str]:
    if data.parked:
        yield from ("## Parking lot", "")
        yield from (
            f"- {escaped_lines(each.text, '  ')} ({_PARKED.get(each.state, 'open')})" for each in data.parked
        )
        yield ""


def _next_steps(data: SessionData) -> Iterator[str]:
    if data.actions:
        yield from ("## Next steps", "")
    for each in data.actions:
        facts = (
            escaped(each.owner),
            f"by {written_day(each.due)}" if each.due else "",
            "dropped" if each.state == "dropped" else "",
        )
        known = ", ".join(fact for fact in facts if fact)
        tick = "x" if each.state == "done" else " "
        yield f"- [{tick}] {escaped_lines(each.text, '  ')}{f' ({known})' if known else ''}"
    if data.actions:
        yield ""


def _close(data: SessionData) -> Iterator[str]:
    for activity in data.method.activities:
        kept = data.values_of(activity.id)
        answers = [
            each
            for each in _list(kept.get("roti"))
            if isinstance(each, int) and not isinstance(each, bool) and LEAST <= each <= MOST
        ]
        words = [str(each) for each in _list(kept.get("words"))]
        if answers or words:
            yield from (f"## {escaped(activity.title)}", "")
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


def _answer(answer: Mapping[str, Any]) -> str:
    said = "objection" if answer.get("answer") == "objection" else "yes"
    text = str(answer.get("text") or "")
    name = str(answer.get("name") or "somebody")
    return f"{name}: {said}{f', {text}' if text else ''}"


def _title(value: Any) -> str:
    return str(_map(value).get("title") or "")


def _code(value: Any) -> str:
    return str(value).replace("`", "'")


def _weight(candidate: Mapping[str, Any]) -> float:
    count = candidate.get("count", 0)
    fingers = [each for each in _list(candidate.get("fingers")) if isinstance(each, int)]
    return float(count if isinstance(count, int) else 0) + sum(fingers)


# A protocol may come from a document that somebody else wrote: what has another shape is as good as missing.


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []
