"""The preview of an import: what each row would become, and what keeps a row from becoming anything."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from facilitator import moments, timeline_lines, timelines
from facilitator.errors import UserError
from facilitator.pseudonyms import Pseudonyms, Replacement, Unsure
from facilitator.timeline_imports import chat, source, tables
from facilitator.timeline_imports.raw import Raw
from facilitator.timelines import Written

Form = Literal["csv", "table", "chat", "lines"]
Names = Literal["role", "drop", "keep"]
MOST_LINES = 10_000
"""The lines of a source that are looked at: more than a timeline takes, few enough for a preview at once."""
_ALARM = re.compile(
    r"\b(?:alert|alerting|alarm|firing|fires|fired|triggered|paging|critical)\b", re.IGNORECASE
)
_OVER = re.compile(
    r"\b(?:resolved?|recover(?:ed|y)|cleared|closed|acknowledged|silenced|ok)\b", re.IGNORECASE
)
_MENTION = re.compile(r"(?<![\w.@])@(?P<name>[^\W\d_][\w.-]{1,38}\w)")
_EVERYBODY = frozenset(("here", "channel", "everyone", "everybody", "all", "room", "team"))


@dataclass(frozen=True, slots=True)
class PreviewRow:
    """A row of the source: its line there, from 1, and its words; what it would become, None with a `problem`."""

    line: int
    original: str
    written: Written | None
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Preview:
    """An import before it is taken. `said` are sentences about all of it.

    `replaced` and `unsure` are the names that became roles, and words that may be names and were left.
    """

    form: Form
    rows: tuple[PreviewRow, ...]
    said: tuple[str, ...] = ()
    replaced: tuple[Replacement, ...] = ()
    unsure: tuple[Unsure, ...] = ()

    @property
    def ready(self) -> tuple[Written, ...]:
        """What can be taken as it is."""
        return tuple(row.written for row in self.rows if row.written)

    @property
    def problems(self) -> tuple[PreviewRow, ...]:
        """The rows that need a look."""
        return tuple(row for row in self.rows if row.problem)


def preview(
    text: str | bytes,
    day: date,
    zone: str,
    *,
    people: Sequence[tuple[str, str]] = (),
    names: Names = "role",
    always: Sequence[str] = (),
) -> Preview:
    """Return what a text would become: CSV, Markdown tables, a chat, or lines, whichever it is.

    `day` is the day of bare times, `zone` their zone unless the text names another. `people` are names with their
    roles. Names become roles, and who wrote a message stands before it (“role”), or not (“drop”); “keep” leaves all
    names as they are. `always` are names that are common words and still names here.

    Raises:
        UserError: it is too large, no text, or there is no time anywhere in it.
    """
    said = []
    content = source.read_bytes(text) if isinstance(text, bytes) else source.checked(text)
    lines = content.split("\n")
    if len(lines) > MOST_LINES:
        said.append(
            f"Only the first {MOST_LINES:,} of {len(lines):,} lines are looked at. "
            "Take only the hours around the incident."
        )
        content = "\n".join(lines[:MOST_LINES])
    form, raws = _raws(content, [name for name, _ in people])
    if not any(raw.when or raw.typed for raw in raws):
        raise UserError("There is no time anywhere in this. Each entry needs one, as in 14:32.")
    kept = [raw for raw in raws if not chat.is_noise(raw)]
    if len(kept) < len(raws):
        said.append(f"Lines that only say who came or went are left out: {len(raws) - len(kept)}.")
    if len(kept) > timelines.MOST_ENTRIES:
        said.append(
            f"A timeline takes {timelines.MOST_ENTRIES:,} entries. The last {len(kept) - timelines.MOST_ENTRIES:,} "
            "rows are left out. Take only the hours around the incident."
        )
        kept = kept[: timelines.MOST_ENTRIES]
    hidden = Pseudonyms(_everybody(people, raws), always) if names != "keep" else None
    rows: list[PreviewRow] = []
    before, heading = None, ""
    for raw in kept:
        if raw.day != heading:
            # A heading with a date begins anew; behind it, bare times go on over midnight.
            before, heading = None, raw.day
        row = _row(raw, day, zone, before, hidden, names)
        if row.written:
            before = row.written.at
        rows.append(row)
    return Preview(
        form,
        tuple(rows),
        tuple(said),
        hidden.replacements if hidden else (),
        hidden.unsure if hidden else (),
    )


def _raws(text: str, names: Sequence[str]) -> tuple[Form, tuple[Raw, ...]]:
    found, taken = tables.markdown_tables(text)
    if found:
        # What stands around the tables is not part of the timeline, unless it begins with a time itself.
        around = (row for row in chat.chat_rows(text, names, taken) if row.when and row.typed)
        inside = (row for table in found for row in tables.table_rows(table))
        return "table", tuple(sorted((*inside, *around), key=lambda row: row.line))
    table = tables.csv_table(text)
    if table is not None:
        return "csv", tables.table_rows(table)
    rows = chat.chat_rows(text, names)
    return ("chat" if any(row.name for row in rows) else "lines"), rows


def _everybody(people: Sequence[tuple[str, str]], raws: Iterable[Raw]) -> list[tuple[str, str]]:
    """Return the people with those that only the source names: who wrote in it, and who is mentioned."""
    found = list(people)
    known = {part.casefold() for name, _ in people for part in (name, *name.split())}
    for raw in raws:
        for name in (raw.name, *(each["name"] for each in _MENTION.finditer(raw.text))):
            bare = name.strip().lstrip("@")
            parts = {bare.casefold(), *re.split(r"[.\s_-]+", bare.casefold())}
            if bare and not chat.is_bot(bare) and bare.casefold() not in _EVERYBODY and not parts & known:
                known.add(bare.casefold())
                found.append((bare, ""))
    return found


def _row(
    raw: Raw, day: date, zone: str, before: str | None, hidden: Pseudonyms | None, names: Names
) -> PreviewRow:
    def failed(problem: str) -> PreviewRow:
        return PreviewRow(raw.line, raw.original, None, problem)

    try:
        own_day = day
        if raw.day:
            headed, _ = moments.leading_date(raw.day, day.year)
            own_day = headed or day
        if raw.typed:
            said = timeline_lines.parse_line(raw.text, own_day, raw.zone or zone, before)
        else:
            said = _written(raw, own_day, zone, before)
        if hidden is not None:
            said = said._replace(
                text=hidden.text(said.text), known=hidden.text(said.known), source=hidden.text(said.source)
            )
        if raw.name and chat.is_bot(raw.name):
            said = said._replace(source=said.source or raw.name)
            if said.kind == timelines.USUAL_KIND and _sounds_alarm(said.text):
                said = said._replace(kind="detection")
        elif raw.name and names != "drop":
            who = hidden.label(raw.name) if hidden else raw.name
            said = said._replace(text=f"{who}: {said.text}")
        return PreviewRow(raw.line, raw.original, said._replace(text=timeline_lines.text_of(said.text)))
    except UserError as error:
        return failed(str(error))


def _sounds_alarm(text: str) -> bool:
    """Tell whether a program says that something is wrong, and not that it is over."""
    return bool(_ALARM.search(text)) and not _OVER.search(text)


def _written(raw: Raw, day: date, zone: str, before: str | None) -> Written:
    if not raw.when:
        raise UserError("This row has no time.")
    reading, rest = moments.leading(raw.when)
    if reading is None or rest.strip(" .:,-–()[]"):
        raise UserError(f"“{raw.when[:40]}” is no time that can be read. Write it as in 2026-03-02 14:32.")
    placed = moments.place(reading, day, raw.zone or zone, before)
    marked, text = timeline_lines.split_kind(raw.text)
    told = list(placed.said)
    kind = timelines.kind_of(raw.kind) if raw.kind else marked
    if raw.kind and kind is None:
        told.append(f"“{raw.kind[:40]}” is no kind of entry that is known here; it is taken as context.")
    link = raw.source
    if not link:
        text, link = timeline_lines.split_link(text)
    if reading.until and text.strip():
        text = f"{text} (until {reading.until})"
    if not text.strip():
        raise UserError("This row does not say what happened.")
    return Written(
        placed.at,
        timeline_lines.text_of(text),
        kind or timelines.USUAL_KIND,
        timeline_lines.part_of(link),
        timeline_lines.part_of(raw.known),
        tuple(told),
    )
