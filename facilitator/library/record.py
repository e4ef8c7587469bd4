"""The history as it is stored: row images, and a chain of digests that shows a changed or missing entry.

An image is {"table", "id", "before", "after"}: the whole row where it came or went, only the columns that changed
where it changed. The session's id is left out, so that a history can travel with a copy. Each digest covers the one
before it; the first covers the id of its session, or "library".
"""

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from facilitator.library.rows import canonical_json, read_json, read_row
from facilitator.model import Row, RowChange, columns, row_from
from facilitator.store import EntryDamaged, HistoryEntry

LIBRARY = "library"
"""What stands in for a session's id at the start of the library's own chain."""

HISTORY_CUT = "history.cut"
"""The act of an entry that stands for what was taken out or is lost: undo ends there."""

Image = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class HistoryRecord:
    """One entry as it is stored and as it travels in a document: `images` are plain JSON values."""

    number: int
    act: str
    at: str
    images: tuple[Image, ...] = ()
    reverses: int | None = None


def image_of(change: RowChange) -> Image:
    """Return the image of a changed row."""
    before, after = change.before, change.after
    if before is None or after is None:
        sides = (None if before is None else _values(before), None if after is None else _values(after))
    else:
        old, new = columns(before), columns(after)
        names = [name for name, value in new.items() if old[name] != value]
        sides = ({name: old[name] for name in names}, {name: new[name] for name in names})
    return {"table": change.table, "id": change.id, "before": sides[0], "after": sides[1]}


def record_of(entry: HistoryEntry) -> HistoryRecord:
    """Return an entry as it is stored."""
    images = tuple(image_of(change) for change in entry.rows)
    return HistoryRecord(entry.number, entry.act, entry.at, images, entry.reverses)


def append(connection: sqlite3.Connection, session_id: str, record: HistoryRecord, head: str) -> str:
    """Write one record behind the one whose digest is `head` ("" at the start) and return the new digest."""
    rows = canonical_json(record.images)
    digest = link(head or session_id, record.number, record.act, record.at, record.reverses, rows)
    connection.execute(
        'INSERT INTO "history" ("session_id", "number", "act", "at", "reverses", "rows", "digest") '
        "VALUES (?, ?, ?, ?, ?, ?, ?)",
        (session_id, record.number, record.act, record.at, record.reverses, rows, digest),
    )
    return digest


def append_for_library(
    connection: sqlite3.Connection, act: str, at: str, images: Sequence[Image] = ()
) -> None:
    """Write one act on the library itself into the library's own history."""
    last = connection.execute(
        'SELECT "number", "digest" FROM "library_history" ORDER BY "number" DESC LIMIT 1'
    ).fetchone()
    number, head = (last[0] + 1, last[1]) if last else (1, LIBRARY)
    rows = canonical_json(tuple(images))
    digest = link(head, number, act, at, None, rows)
    connection.execute(
        'INSERT INTO "library_history" ("number", "act", "at", "reverses", "rows", "digest") '
        "VALUES (?, ?, ?, NULL, ?, ?)",
        (number, act, at, rows, digest),
    )
    connection.execute(
        'INSERT INTO "meta" ("name", "value") VALUES (\'library_head\', ?) '
        'ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"',
        (digest,),
    )


def link(head: str, number: int, act: str, at: str, reverses: int | None, rows: str) -> str:
    """Return the digest of an entry that follows `head`."""
    # The canonical JSON of these five as a list, put together by hand: an encoder for lists takes three times as long.
    back = "null" if reverses is None else str(reverses)
    words = (str(number), canonical_json(act), canonical_json(at), back, canonical_json(rows))
    return hashlib.sha256(f"{head}\n[{','.join(words)}]".encode()).hexdigest()


def headings(connection: sqlite3.Connection, session_id: str) -> list[HistoryEntry]:
    """Return the entries of a session in order, without rows."""
    found = connection.execute(
        'SELECT "number", "act", "at", "reverses" FROM "history" WHERE "session_id" = ? ORDER BY "number"',
        (session_id,),
    )
    return [HistoryEntry(number, act, at, (), reverses) for number, act, at, reverses in found]


def records(connection: sqlite3.Connection, session_id: str) -> list[HistoryRecord]:
    """Return the entries of a session in order, as they are stored."""
    found = connection.execute(
        'SELECT "number", "act", "at", "rows", "reverses" FROM "history" '
        'WHERE "session_id" = ? ORDER BY "number"',
        (session_id,),
    )
    return [
        HistoryRecord(number, act, at, tuple(read_json(rows)), reverses)
        for number, act, at, rows, reverses in found
    ]


def stored_form(entry: HistoryEntry) -> tuple[str, str, int | None, str]:
    """Return an entry as its row in the history says it, but for its number."""
    record = record_of(entry)
    return record.act, record.at, record.reverses, canonical_json(record.images)


def stored_record(
    connection: sqlite3.Connection, session_id: str, number: int
) -> tuple[str, str, int | None, str] | None:
    """Return what the history holds under a number, None when that is nothing."""
    found: tuple[str, str, int | None, str] | None = connection.execute(
        'SELECT "act", "at", "reverses", "rows" FROM "history" WHERE "session_id" = ? AND "number" = ?',
        (session_id, number),
    ).fetchone()
    return found


def entry(connection: sqlite3.Connection, session_id: str, number: int) -> HistoryEntry:
    """Return one entry with whole rows: where an image has only the columns that changed, the others are as now.

    Raises:
        KeyError: there is no entry with this number.
        EntryDamaged: it is not as it was written, or an entry that it needs is not.
    """
    found = connection.execute(
        'SELECT h."act", h."at", h."reverses", h."rows", h."digest", b."digest" FROM "history" AS h '
        'LEFT JOIN "history" AS b ON b."session_id" = h."session_id" AND b."number" = h."number" - 1 '
        'WHERE h."session_id" = ? AND h."number" = ?',
        (session_id, number),
    ).fetchone()
    if found is None:
        raise KeyError(number)
    act, at, reverses, rows, digest, head = found
    if link(head or session_id, number, act, at, reverses, rows) != digest:
        raise EntryDamaged
    try:
        changes = tuple(_change(connection, session_id, number, image) for image in read_json(rows))
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise EntryDamaged from error
    return HistoryEntry(number, act, at, changes, reverses)


def _values(row: Row) -> dict[str, Any]:
    values = columns(row)
    del values["id"], values["session_id"]
    return values


def _change(connection: sqlite3.Connection, session_id: str, number: int, image: Image) -> RowChange:
    table, row_id, before, after = image["table"], image["id"], image["before"], image["after"]
    whole: Mapping[str, Any] = {}
    if before is not None and after is not None:
        row = read_row(connection, table, session_id, row_id)
        whole = _later_image(connection, session_id, number, table, row_id) if row is None else _values(row)
    return RowChange(
        table,
        row_id,
        _row(table, session_id, row_id, whole, before),
        _row(table, session_id, row_id, whole, after),
    )


def _row(
    table: str, session_id: str, row_id: str, whole: Mapping[str, Any], values: Mapping[str, Any] | None
) -> Row | None:
    if values is None:
        return None
    return row_from(table, {**whole, **values, "id": row_id, "session_id": session_id})


def _later_image(
    connection: sqlite3.Connection, session_id: str, number: int, table: str, row_id: str
) -> Mapping[str, Any]:
    """Return a row that is gone by now, as it was when it went."""
    later = connection.execute(
        'SELECT "rows" FROM "history" WHERE "session_id" = ? AND "number" > ? ORDER BY "number"',
        (session_id, number),
    )
    for (rows,) in later:
        for image in read_json(rows):
            if (image["table"], image["id"], image["after"]) == (table, row_id, None):
                whole: Mapping[str, Any] = image["before"]
                return whole
    raise LookupError(f"{table} {row_id} of session {session_id} is neither there nor deleted")
