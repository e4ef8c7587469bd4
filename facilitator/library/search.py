"""Searching the words of every session: the query as people type it, and the newest places that have its words."""

import json
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, NamedTuple

from facilitator.dates import written_day
from facilitator.library import schema
from facilitator.library.rows import SEARCHED, words_in

_MOST_TOKENS = 12
_LONGEST_TOKEN = 60
_LONGEST_ROW = 300

_PLACES = {
    "notes": "lane",
    "groups": "lane",
    "outcomes": "box",
    "parked": "activity_id",
    "activity_values": "activity_id",
}

ENTER = 'INSERT INTO "search" ("body", "session_id", "table_name", "row_id") VALUES (?, ?, ?, ?)'
"""Enters the words of a row: the words, its session, its table, its id."""

# The index stands first in the join: newest lines are read until there are enough, whatever the library's size.
_FIND = """
    SELECT s."id", s."title", f."table_name", f."row_id", snippet("search", 0, '', '', '…', 16)
    FROM "search" AS f CROSS JOIN "sessions" AS s ON s."id" = f."session_id"
    WHERE "search" MATCH ? AND s."deleted" IS NULL
    ORDER BY f."rowid" DESC LIMIT ?
"""


# SQLite reads a method in a tenth of a millisecond; building it as a value would take fifty times as long.
_NAMED = """
    SELECT coalesce(json_extract(asked."value", ?), json_extract(asked."value", '$.title')),
        json_extract(asked."value", '$.fields'), json_extract(asked."value", '$.type')
    FROM "sessions" AS s, json_each(s."method", '$.activities') AS part, json_each(part."value", ?) AS asked
    WHERE s."id" = ? AND json_extract(part."value", '$.id') = ? AND json_extract(asked."value", '$.id') = ?
"""
_ASKED = {"field": ("$.settings.fields", "title"), "row": ("$.settings.rows", "one")}
"""Where a method has what is kept under keys of this beginning, and what names a single one of it."""


_DAY = re.compile("(?m)^(…?)([0-9]{4}-[0-9]{2}-[0-9]{2})(…?)$")
"""A line that holds nothing but a day, as forms keep it."""


class _Asked(NamedTuple):
    """What a form calls a field or one row of it, the fields of that row, and whether any of it is a day."""

    what: str = ""
    fields: Sequence[Mapping[str, Any]] = ()
    has_days: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    """A place whose words match: which row of which session, an excerpt, and its lane, box or activity ("" if none).

    For a session's title `table` is "sessions" and `row_id` the session's id. `what` is what the method of the session
    calls a field of a form or one row of it, "" for everything else.
    """

    session_id: str
    session_title: str
    table: str
    row_id: str
    excerpt: str
    place: str
    what: str = ""


def match_expression(text: str) -> str | None:
    """Return the query for SQLite's full-text index: every word must occur, the last one may be only begun.

    Each word is quoted, so nothing of the query's language comes out of what was typed. None when the text holds
    nothing that can be searched.
    """
    # Half a character, as some keyboards leave it behind, is in no word that was ever kept.
    known = text.replace("\0", " ").encode("utf-8", "ignore").decode("utf-8")
    words = [word for word in known.split() if any(each.isalnum() for each in word)]
    quoted = ['"' + word[:_LONGEST_TOKEN].replace('"', '""') + '"' for word in words[:_MOST_TOKENS]]
    if not quoted:
        return None
    finished = text[-1:].isspace() or len(words) > _MOST_TOKENS
    return " ".join(quoted) + ("" if finished else "*")


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """Return the newest places that match `text`, at most `limit`; sessions in the bin are left out."""
    expression = match_expression(text)
    if expression is None:
        return []
    found = connection.execute(_FIND, (expression, limit)).fetchall()
    return [_hit(connection, *each) for each in found]


def rebuild(connection: sqlite3.Connection) -> None:
    """Build the index anew from the lines it indexes, so that nothing of what was taken out lingers in it."""
    connection.execute('INSERT INTO "search" ("search") VALUES (\'rebuild\')')


def make_anew(connection: sqlite3.Connection) -> None:
    """Put a new index in the place of a damaged one, from the rows alone; the newest lines stay the newest.

    What of a row cannot be read is not entered. Stands inside a transaction.
    """
    before: list[tuple[int, str, str, str, str]] = []
    for table, names in SEARCHED.items():
        said = ", ".join(f'"{each}"' for each in names)
        for number, session_id, row_id, *texts in connection.execute(
            f'SELECT "search_number", "session_id", "id", {said} FROM "{table}"'
        ):
            if words := readable_words(*texts):
                before.append((number or 0, words, session_id, table, row_id))
        connection.execute(f'UPDATE "{table}" SET "search_number" = NULL')
    # Taking lines out one by one would have to read what is damaged.
    connection.execute('DROP TABLE "search"')
    connection.execute(schema.statement("search"))
    for _, words, session_id, table, row_id in sorted(before, key=itemgetter(0)):
        number = connection.execute(ENTER, (words, session_id, table, row_id)).lastrowid
        connection.execute(
            f'UPDATE "{table}" SET "search_number" = ? WHERE "session_id" = ? AND "id" = ?',
            (number, session_id, row_id),
        )


def readable_words(*said: str) -> str | None:
    """Return the words of a row as `words_in` does, None where they are damaged."""
    try:
        return words_in(*said)
    except (AttributeError, TypeError, ValueError, RecursionError):
        return None


def enter_values(connection: sqlite3.Connection) -> None:
    """Enter what activities keep into the index, where none of it is yet."""
    found = connection.execute('SELECT "session_id", "id", "key", "value" FROM "activity_values"').fetchall()
    for session_id, row_id, key, stored in found:
        if words := words_in(key, stored):
            number = connection.execute(ENTER, (words, session_id, "activity_values", row_id)).lastrowid
            connection.execute(
                'UPDATE "activity_values" SET "search_number" = ? WHERE "session_id" = ? AND "id" = ?',
                (number, session_id, row_id),
            )


def _hit(
    connection: sqlite3.Connection, session_id: str, title: str, table: str, row_id: str, excerpt: str
) -> Hit:
    place = _place(connection, session_id, table, row_id)
    key = row_id.removeprefix(f"{place}:") if table == "activity_values" else ""
    if key:
        asked = _asked(connection, session_id, place, key)
        whole = _row_words(connection, session_id, row_id, asked.fields) if asked.fields else ""
        if not whole:
            whole = _DAY.sub(_written, excerpt) if asked.has_days else excerpt
        return Hit(session_id, title, table, row_id, whole, place, asked.what)
    return Hit(session_id, title, table, row_id, excerpt, place)


def _row_words(
    connection: sqlite3.Connection, session_id: str, row_id: str, fields: Sequence[Mapping[str, Any]]
) -> str:
    """Return a row of a form in the order of its fields, a line each with its title; "" for a long one, better cut.

    The first one needs no title: it is what the whole row is called after.
    """
    found = connection.execute(
        'SELECT "value" FROM "activity_values" WHERE "session_id" = ? AND "id" = ?', (session_id, row_id)
    ).fetchone()
    try:
        row = json.loads(found[0])["is"]
        cells = [(each["title"], _as_read(row.get(each["id"]), each)) for each in fields]
    except (TypeError, ValueError, KeyError, AttributeError):
        return ""
    words = "\n".join(
        f"{title}: {cell}" if number else cell
        for number, (title, cell) in enumerate(cells)
        if isinstance(cell, str) and cell.strip()
    )
    return words if len(words) <= _LONGEST_ROW else ""


def _written(found: re.Match[str]) -> str:
    return f"{found[1]}{written_day(found[2]) or found[2]}{found[3]}"


def _as_read(cell: Any, spec: Mapping[str, Any]) -> Any:
    """Return what a cell holds as people read it: a day in words, everything else as it is kept."""
    return (written_day(cell) or cell) if spec.get("type") == "date" and isinstance(cell, str) else cell


def _asked(connection: sqlite3.Connection, session_id: str, activity_id: str, key: str) -> _Asked:
    """Return what a form says of the field or the single row that it keeps under `key`; nothing of other values."""
    kind, _, rest = key.partition(":")
    if kind not in _ASKED:
        return _Asked()
    path, name = _ASKED[kind]
    wanted = (path, session_id, activity_id, rest.partition(":")[0])
    try:
        found = connection.execute(_NAMED, (f"$.{name}", *wanted)).fetchone()
    except sqlite3.OperationalError:
        # A damaged method is told by the check; what was found in its session is still there.
        return _Asked()
    called, kept, kind_of_answer = found or (None, None, None)
    fields = json.loads(kept) if kept else ()
    dated = kind_of_answer == "date" or any(each.get("type") == "date" for each in fields)
    return _Asked(called or "", fields, dated)


def _place(connection: sqlite3.Connection, session_id: str, table: str, row_id: str) -> str:
    column = _PLACES.get(table)
    if column is None:
        return ""
    found = connection.execute(
        f'SELECT "{column}" FROM "{table}" WHERE "session_id" = ? AND "id" = ?', (session_id, row_id)
    ).fetchone()
    return (found[0] if found else None) or ""
