"""Rows of a table: CSV with any delimiter, or Markdown. What its columns mean is guessed from headings and cells."""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from facilitator import moments
from facilitator.errors import UserError
from facilitator.timeline_imports.raw import Raw

_DELIMITERS = "\t;,|"
_LOOKED_AT = 60
"""Rows from which a table is understood."""
_HEADINGS: Mapping[str, frozenset[str]] = {
    "time": frozenset(
        ("time", "timestamp", "datetime", "when", "at", "utc", "uhrzeit", "zeit", "zeitpunkt", "heure", "ts")
    ),
    "date": frozenset(("date", "day", "datum", "tag", "fecha", "jour")),
    "text": frozenset(
        (
            *("event", "events", "what", "text", "description", "message", "summary", "details", "entry"),
            *("happened", "note", "notes", "action", "update", "activity", "ereignis", "beschreibung"),
        )
    ),
    "kind": frozenset(("kind", "type", "category", "art", "typ")),
    "source": frozenset(
        ("source", "link", "url", "evidence", "reference", "metric", "quelle", "sources", "links")
    ),
    "known": frozenset(("known", "knowledge", "understanding", "bekannt")),
    "name": frozenset(
        ("who", "name", "user", "author", "by", "owner", "person", "from", "wer", "username", "actor")
    ),
}
_SEPARATOR = re.compile(r"(?:\|\s*)?:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?")
_MOST_COLUMNS = 300
"""No table of an incident is wider; each cell is looked at in several ways."""
_CELL_END = re.compile(r"(?<!\\)\|")
_BREAK = re.compile(r"<br\s*/?>", re.IGNORECASE)
_LINK = re.compile(r"!?\[([^\[\]]*)\]\(<?([^\s()<>]+)>?(?:\s+\"[^\"]*\")?\)")
_WEEKDAY = re.compile(r"(?:mon|tue|wed|thu|fri|sat|sun)[a-z]*\.?", re.IGNORECASE)
_ZONE = re.compile(r"[(\[]\s*(?P<zone>[A-Za-z_/+-]{3,40})\s*[)\]]|\b(?P<bare>UTC|GMT)\b")


class Table(NamedTuple):
    """A table: its heading cells, () without; and its rows: line in the source, words there, cells."""

    heading: tuple[str, ...]
    rows: tuple[tuple[int, str, tuple[str, ...]], ...]


def csv_table(text: str) -> Table | None:
    """Return the table in a CSV text, with the delimiter that makes the most even columns; None where there is none."""
    for delimiter in sorted(_DELIMITERS, key=lambda each: -_evenness(text, each)):
        if _evenness(text, delimiter) < 0.8:
            return None
        table = _csv_rows(text, delimiter)
        if table is not None and columns(table).get("time") is not None:
            return table
    return None


def markdown_tables(text: str) -> tuple[tuple[Table, ...], frozenset[int]]:
    """Return the tables of a Markdown text that have a column of times, and the lines that they take, from 1."""
    lines = text.split("\n")
    found, taken = [], set()
    number = 1
    while number < len(lines):
        if "|" not in lines[number - 1] or not _SEPARATOR.fullmatch(lines[number].strip()):
            number += 1
            continue
        end = number + 1
        while end < len(lines) and "|" in lines[end]:
            end += 1
        rows = tuple((each + 1, lines[each], markdown_cells(lines[each])) for each in range(number + 1, end))
        table = Table(markdown_cells(lines[number - 1]), rows)
        if columns(table).get("time") is not None:
            found.append(table)
            taken |= set(range(number, end + 1))
        number = end + 1
    return tuple(found), frozenset(taken)


def markdown_cells(line: str) -> tuple[str, ...]:
    """Return the cells of a row of a Markdown table."""
    inner = line.strip().removeprefix("|")
    cells = [each.replace(r"\|", "|").strip() for each in _CELL_END.split(inner)]
    return tuple(cells[:-1] if len(cells) > 1 and not cells[-1] else cells)


def columns(table: Table) -> dict[str, int]:
    """Return which column holds what: “time”, “date”, “text”, “kind”, “source”, “known”, “name”, “weekday”.

    A column of times is one whose cells are times, whatever it is called; the text is the one called so, or else the
    one with the most words.
    """
    found: dict[str, int] = {}
    for number, cell in enumerate(table.heading):
        words = set(re.findall(r"[a-zà-ÿ]+", cell.casefold()))
        for role, known in _HEADINGS.items():
            if words & known and role not in found:
                found[role] = number
                break
    sample = [cells for _, _, cells in table.rows[:_LOOKED_AT]]
    width = max((len(cells) for cells in sample), default=0)
    looks = {
        number: [cells[number] for cells in sample if number < len(cells) and cells[number]]
        for number in range(width)
    }
    times = [number for number in range(width) if _mostly(looks[number], _is_moment)]
    if found.get("time") not in times:
        found.pop("time", None)
        if times:
            found = {role: number for role, number in found.items() if number != times[0]} | {
                "time": times[0]
            }
    dates = [number for number in range(width) if number not in times and _mostly(looks[number], _is_date)]
    found = {role: number for role, number in found.items() if role != "date"}
    if dates:
        found["date"] = dates[0]
    days = [
        number
        for number in range(width)
        if _mostly(looks[number], lambda cell: bool(_WEEKDAY.fullmatch(cell)))
    ]
    taken = {*times, *dates, *days}
    if found.get("text") in (None, *taken):
        free = [number for number in range(width) if number not in taken and number not in found.values()]
        found.pop("text", None)
        if free:
            found["text"] = max(free, key=lambda number: sum(len(cell) for cell in looks[number]))
    return found


def table_rows(table: Table) -> tuple[Raw, ...]:
    """Return the rows of a table with a column of times; an empty date is the one of the row above."""
    where = columns(table)
    zone = _zone(table.heading[where["time"]]) if where["time"] < len(table.heading) else ""
    found, date = [], ""
    for line, original, cells in table.rows:
        if not any(cells):
            continue

        def cell(role: str, cells: Sequence[str] = cells) -> str:
            number = where.get(role)
            return plain(cells[number]) if number is not None and number < len(cells) else ""

        date = cell("date") or date
        text, _ = unlinked(_at(cells, where.get("text")))
        links = [link for each in cells for link in unlinked(each)[1]]
        source, named = unlinked(_at(cells, where.get("source")))
        found.append(
            Raw(
                line,
                original.strip(),
                f"{date} {cell('time')}".strip(),
                text,
                cell("kind"),
                " ".join(named) or source or " ".join(links),
                cell("known"),
                cell("name"),
                zone=zone,
            )
        )
    return tuple(found)


def plain(cell: str) -> str:
    """Return a cell without the marks of Markdown around it."""
    return _BREAK.sub(" ", cell).strip().strip("*_`").strip()


def unlinked(cell: str) -> tuple[str, list[str]]:
    """Return a cell with the words of its links only, and their addresses."""
    links = [found[2] for found in _LINK.finditer(cell)]
    return _LINK.sub(r"\1", _BREAK.sub(" ", cell)).strip(), links


def _at(cells: Sequence[str], number: int | None) -> str:
    return cells[number] if number is not None and number < len(cells) else ""


def _csv_rows(text: str, delimiter: str) -> Table | None:
    reader = csv.reader(io.StringIO(text), delimiter=delimiter, skipinitialspace=True)
    rows: list[tuple[int, str, tuple[str, ...]]] = []
    lines = text.split("\n")
    begins = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                original = "\n".join(lines[begins - 1 : reader.line_num])
                rows.append((begins, original, tuple(cell.strip() for cell in cells)))
            begins = reader.line_num + 1
    except csv.Error:
        return None
    if not rows:
        return None
    first = rows[0][2]
    known = sum(
        bool(set(re.findall(r"[a-zà-ÿ]+", cell.casefold())) & words)
        for cell in first
        for words in _HEADINGS.values()
    )
    if known and not any(_is_moment(cell) for cell in first):
        return Table(first, tuple(rows[1:]))
    if delimiter == "\t" and len(first) == 3:
        # Chat programs write time, name and text with tabs between them.
        return Table(("time", "name", "text"), tuple(rows))
    return Table((), tuple(rows))


def _evenness(text: str, delimiter: str) -> float:
    """Return which share of the first rows has as many cells as most of them; 0 for a single column."""
    sample = text[:200_000].split("\n")[:_LOOKED_AT]
    try:
        counts = [
            len(row) for row in csv.reader(sample, delimiter=delimiter, skipinitialspace=True) if any(row)
        ]
    except csv.Error:
        return 0.0
    most = max(set(counts), key=counts.count, default=0)
    return counts.count(most) / len(counts) if 1 < most <= _MOST_COLUMNS else 0.0


def _mostly(cells: Sequence[str], fits: Callable[[str], bool]) -> bool:
    return bool(cells) and sum(fits(cell) for cell in cells) * 2 > len(cells)


def _is_moment(cell: str) -> bool:
    try:
        reading, rest = moments.leading(plain(cell))
    except UserError:
        return True
    return reading is not None and reading.clock is not None and not rest.strip(" .:,-–()[]")


def _is_date(cell: str) -> bool:
    try:
        day, rest = moments.leading_date(plain(cell), 2024)
    except UserError:
        return True
    return day is not None and not rest.strip(" .:,-–()[]")


def _zone(heading: str) -> str:
    found = _ZONE.search(heading)
    if not found:
        return ""
    try:
        return moments.zone_name(found["zone"] or found["bare"])
    except UserError:
        return ""
