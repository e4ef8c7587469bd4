"""Putting damaged rows back as they were written: out of the session's own history, or out of a backup.

A row is put back only where its digest proves that it is the very one; nothing is guessed. What writes stands inside a
transaction.
"""

import json
import sqlite3
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from facilitator.library import chains, sessions
from facilitator.library.checking import Damaged, damaged_in_session, sessions_by_id
from facilitator.library.connection import lenient
from facilitator.library.copies import Copies
from facilitator.library.entries import entries_of
from facilitator.library.faults import UNREADABLE
from facilitator.library.past import past_rows, readable
from facilitator.library.rows import SHAPES, Tally, digest_as_read, is_digest
from facilitator.library.snapshot import method_from_snapshot
from facilitator.model import TABLE_OF, Row, columns

_LAST = {
    table: 1 if table == "groups" else 2 for table in SHAPES if table not in ("sessions", "participants")
}
"""Tables whose rows name rows of others."""


class Whole(NamedTuple):
    """A damaged row and how it was written: `stored` by column with its `digest`.

    `source` is the backup that has it, None where the library itself still tells. All three are empty when nobody does.
    """

    damaged: Damaged
    stored: Mapping[str, Any]
    digest: str
    source: Path | None

    @property
    def found(self) -> bool:
        """Whether it can be put back."""
        return bool(self.digest)


def look_for_whole(connection: sqlite3.Connection, copies: Copies) -> list[Whole]:
    """Return every damaged row of the library, with how it was written where that can be proved.

    Raises:
        sqlite3.DatabaseError: the file is damaged so far that it cannot be read through.
    """
    with lenient(connection):
        return [
            each
            for session_id, title in sessions_by_id(connection).items()
            for each in look_in_session(connection, session_id, title, copies)
        ]


def look_in_session(
    connection: sqlite3.Connection, session_id: str, title: str, copies: Copies
) -> list[Whole]:
    """Return the damaged rows of one session as `look_for_whole` does. To be called within `lenient`."""
    rows = damaged_in_session(connection, session_id, title)
    if not rows:
        return []
    past = _past(connection, session_id)
    hurt = _hurt_digests(connection, session_id, rows)
    return [_look(each, past, copies, digest_is_hurt=hurt) for each in rows]


def put_back(connection: sqlite3.Connection, rows: Sequence[Whole]) -> int:
    """Write the rows that were found as they were; returns how many. The search index kept their words meanwhile."""
    found = [each for each in rows if each.found]
    for each in found:
        _write(connection, each.damaged, each.stored, each.digest)
    return len(found)


def keep_as_read(connection: sqlite3.Connection, rows: Sequence[Whole]) -> int:
    """Let damaged rows stay as they read now, from here on as if they had been written so; returns how many.

    What is wrong in a field gives way to the field's default; a row that says nothing any more goes. A session's own
    row stays damaged when its method cannot be read.
    """
    count = 0
    # What a row may name is told by the session's own row and by groups and people, so these come first.
    for each in sorted(rows, key=lambda each: _LAST.get(each.damaged.table, 0)):
        kept = _as_read(each.damaged)
        if kept is None and each.damaged.table == "sessions":
            continue
        if kept is not None and each.damaged.table in _LAST:
            kept = _with_what_is_there(connection, each.damaged.session_id, kept)
        _replace(connection, each.damaged, kept)
        count += 1
    for session_id in {each.damaged.session_id for each in rows}:
        tally = Tally()
        for shape in SHAPES.values():
            for stored in connection.execute(shape.select_all, (session_id,)):
                tally.gained(stored[len(shape.columns)])
        connection.execute(
            'UPDATE "summaries" SET "row_count" = ?, "digest_sum" = ? WHERE "session_id" = ?',
            (tally.row_count, tally.sum_text, session_id),
        )
    return count


def _as_read(damaged: Damaged) -> Row | None:
    """Return the row as it reads now, by the rules for documents of others; None when it says nothing any more."""
    # Only a damaged library needs to know what a document may hold.
    from facilitator.document import row_as_far_as_it_goes
    from facilitator.errors import FacilitatorError

    shape = SHAPES[damaged.table]
    if damaged.table == "sessions":
        try:
            row = shape.decode(list(damaged.stored.values()))
            method_from_snapshot(columns(row)["method"])
        except (FacilitatorError, ValueError, TypeError, AttributeError):
            return None
        return row
    row_as_read = row_as_far_as_it_goes(
        damaged.table, plain_values(damaged.table, damaged.stored), damaged.session_id
    )
    return row_as_read if row_as_read is not None and row_as_read.id == damaged.row_id else None


def _with_what_is_there(connection: sqlite3.Connection, session_id: str, row: Row) -> Row | None:
    from facilitator.document import with_what_is_there

    try:
        data = sessions.load(connection, session_id)
    except (*UNREADABLE, LookupError, TypeError, AttributeError):
        # More of it is damaged than its rows: what they name cannot be looked up.
        return row
    return with_what_is_there(row, data)


def _replace(connection: sqlite3.Connection, damaged: Damaged, row: Row | None) -> None:
    shape, where = SHAPES[damaged.table], (damaged.session_id, damaged.row_id)
    number = None
    if shape.searched:
        with lenient(connection):
            number = connection.execute(shape.find, where).fetchone()[1]
    if row is None:
        connection.execute(shape.delete, where)
        if number is not None:
            connection.execute('DELETE FROM "search" WHERE "rowid" = ?', (number,))
        return
    stored = shape.encode(row)
    _write(connection, damaged, stored, shape.digest(stored))
    if number is not None:
        connection.execute('UPDATE "search" SET "body" = ? WHERE "rowid" = ?', (shape.words(stored), number))


def _write(connection: sqlite3.Connection, damaged: Damaged, stored: Mapping[str, Any], digest: str) -> None:
    names = [name for name, _ in SHAPES[damaged.table].columns]
    settings = ", ".join(f'"{name}" = ?' for name in (*names, "digest"))
    connection.execute(
        f'UPDATE "{damaged.table}" SET {settings} WHERE "session_id" = ? AND "id" = ?',
        (*(stored[name] for name in names), digest, damaged.session_id, damaged.row_id),
    )


def plain_values(table: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row's columns as a document has them; what cannot be read is left out."""
    kinds = dict(SHAPES[table].columns)
    plain: dict[str, Any] = {}
    for name, value in stored.items():
        if kinds[name] == "json":
            try:
                plain[name] = json.loads(str(value))
            except ValueError:
                continue
        else:
            plain[name] = bool(value) if kinds[name] == "flag" else value
    return plain


def _look(damaged: Damaged, past: "_Past", copies: Copies, *, digest_is_hurt: bool) -> Whole:
    now = digest_as_read(damaged.table, damaged.stored)
    if digest_is_hurt and now:
        return Whole(damaged, damaged.stored, now, None)
    row = past.rows.get((damaged.table, damaged.row_id))
    in_history = None if row is None else SHAPES[TABLE_OF[type(row)]].encode(row)
    in_copies = list(copies.rows(damaged.table, damaged.session_id, damaged.row_id))
    # What stands beside the row comes first. That it reads the same elsewhere only tells that its digest is what was
    # hurt, and a history that was hurt itself may read so, too.
    for right, believes_history in ((damaged.digest, True), (now, past.is_whole)):
        if not right:
            continue
        if in_history is not None and believes_history and _digest(damaged.table, in_history) == right:
            return Whole(damaged, in_history, right, None)
        for copied in in_copies:
            if copied.digest == right:
                return Whole(damaged, copied.stored, copied.digest, copied.path)
    return Whole(damaged, {}, "", None)


def _digest(table: str, stored: Mapping[str, Any]) -> str:
    return SHAPES[table].digest(stored)


def _hurt_digests(connection: sqlite3.Connection, session_id: str, rows: Sequence[Damaged]) -> bool:
    """Tell whether the session's sum proves that only digests are damaged, and every word is as it was written."""
    try:
        kept, _, _ = sessions.tally_of(connection, session_id)
    except (LookupError, ValueError):
        return False
    damaged = {(each.table, each.row_id) for each in rows}
    for table, shape in SHAPES.items():
        columns = len(shape.columns)
        place = [name for name, _ in shape.columns].index("id")
        for stored in connection.execute(shape.select_all, (session_id,)):
            if (table, str(stored[place])) not in damaged:
                kept.lost(stored[columns])
    for each in rows:
        now = digest_as_read(each.table, each.stored)
        if not is_digest(now):
            return False
        kept.lost(now)
    return (kept.row_count, kept.digest_sum) == (0, 0)


class _Past(NamedTuple):
    """What the history of a session tells of its rows, and whether all of it is as it was written."""

    rows: Mapping[tuple[str, str], Row | None]
    is_whole: bool


def _past(connection: sqlite3.Connection, session_id: str) -> _Past:
    entries = entries_of(connection, session_id)
    return _Past(past_rows(session_id, readable(entries)), chains.is_whole(entries, session_id, None))
