"""Whole sessions in the library: adding, reading, copying, putting away, deleting. Inside a transaction."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, cast

from facilitator.errors import UserError
from facilitator.library import record, search
from facilitator.library.faults import Unreadable
from facilitator.library.record import HistoryRecord
from facilitator.library.rows import SHAPES, Tally, read_row, read_rows
from facilitator.library.snapshot import method_from_snapshot
from facilitator.library.writing import insert_row, write_change
from facilitator.model import TABLE_OF, TABLES, Row, RowChange, SessionRow
from facilitator.state import SessionData, empty_tables
from facilitator.store import HistoryEntry

SUMMARISE = (
    'INSERT INTO "summaries" ("session_id", "method_title", "updated", "turn", "row_count", "digest_sum", '
    '"history_number", "history_digest") VALUES (?, ?, ?, ?, ?, ?, ?, ?)'
)
_FOLLOW = (
    'UPDATE "summaries" SET "updated" = ?, "turn" = ?, "row_count" = ?, "digest_sum" = ?, "history_number" = ?, '
    '"history_digest" = ? WHERE "session_id" = ?'
)


def tally_of(connection: sqlite3.Connection, session_id: str) -> tuple[Tally, int, str]:
    """Return a session's tally and the number and digest of its newest history entry.

    Raises:
        LookupError: there is no such session.
    """
    found = connection.execute(
        'SELECT "row_count", "digest_sum", "history_number", "history_digest" FROM "summaries" '
        'WHERE "session_id" = ?',
        (session_id,),
    ).fetchone()
    if found is None:
        raise LookupError(f"there is no session {session_id}")
    count, total, number, head = found
    try:
        return Tally(count, int(total, 16)), number, head
    except (TypeError, ValueError):
        raise Unreadable("the sum of a session cannot be read") from None


def carry_out(
    connection: sqlite3.Connection, session_id: str, entries: Sequence[HistoryEntry], turn: int
) -> None:
    """Write the rows of `entries`, the entries themselves, and what they change about the session as a whole.

    Raises:
        LookupError: there is no such session, or it lacks a row that changes or goes.
        ValueError: an entry does not follow the one before it, or its row belongs to another session.
        sqlite3.IntegrityError: a row that comes is there already.
    """
    tally, number, head = tally_of(connection, session_id)
    for entry in entries:
        if entry.number != number + 1:
            raise ValueError(f"entry {entry.number} cannot follow entry {number} of {session_id}")
        for change in entry.rows:
            write_change(connection, session_id, change, tally)
        head = record.append(connection, session_id, record.record_of(entry), head)
        number = entry.number
    # Last in its transaction: half of one never looks sound.
    connection.execute(
        _FOLLOW, (entries[-1].at, turn, tally.row_count, tally.sum_text, number, head, session_id)
    )


def not_yet_there(
    connection: sqlite3.Connection, session_id: str, entries: Sequence[HistoryEntry]
) -> Sequence[HistoryEntry]:
    """Return the `entries` that the history does not hold: the last ones, or all of them.

    Raises:
        LookupError: there is no such session, or its history is not the one that they follow.
    """
    _, number, _ = tally_of(connection, session_id)
    there = [entry for entry in entries if entry.number <= number]
    for entry in there:
        if record.stored_record(connection, session_id, entry.number) != record.stored_form(entry):
            raise LookupError(f"entry {entry.number} of {session_id} is another one")
    left = entries[len(there) :]
    if left and left[0].number != number + 1:
        raise LookupError(f"the entries of {session_id} after {number} are missing")
    return left


def add(
    connection: sqlite3.Connection, rows: Sequence[Row], history: Sequence[HistoryRecord], at: str, turn: int
) -> SessionRow:
    """Write a session that is new: all its rows, and its history where it brings one.

    Raises:
        UserError: the library has a session with this id.
        ValueError: the rows are not those of exactly one session.
    """
    session = _only_session(rows)
    if connection.execute('SELECT 1 FROM "sessions" WHERE "id" = ?', (session.id,)).fetchone():
        raise UserError(f"The library has this very session already: “{session.title}”. Open it there.")
    tally = Tally()
    insert_row(connection, session, "sessions", tally)
    for row in rows:
        if row is not session:
            insert_row(connection, row, TABLE_OF[type(row)], tally)
    number, head = 0, ""
    for each in history:
        head = record.append(connection, session.id, each, head)
        number = each.number
    title = str(session.method.get("title", session.method_id))
    connection.execute(
        SUMMARISE, (session.id, title, at, turn, tally.row_count, tally.sum_text, number, head)
    )
    return session


def load(connection: sqlite3.Connection, session_id: str) -> SessionData:
    """Return everything a session holds.

    Raises:
        UserError: there is no such session.
    """
    return whole(session_id, stored(connection, session_id))


def stored(connection: sqlite3.Connection, session_id: str) -> Mapping[str, list[Sequence[Any]]]:
    """Return the rows of a session as SQLite keeps them, by table; `whole` reads them."""
    return {table: connection.execute(SHAPES[table].select_all, (session_id,)).fetchall() for table in TABLES}


def whole(session_id: str, rows: Mapping[str, list[Sequence[Any]]]) -> SessionData:
    """Return the session that `stored` rows are all of.

    Raises:
        UserError: there is no such session.
        Unreadable, json.JSONDecodeError: they cannot be what was written.
    """
    tables: dict[str, dict[str, Row]] = empty_tables()
    for table, found in rows.items():
        tables[table] = {row.id: row for row in map(SHAPES[table].decode, found)}
    if not tables["sessions"]:
        raise unknown()
    session = cast(SessionRow, tables["sessions"][session_id])
    return SessionData(method_from_snapshot(session.method), tables)


def copy(
    connection: sqlite3.Connection, session_id: str, copy_id: str, title: str, at: str, turn: int
) -> None:
    """Write a copy of a session under a new id, in preparation and ready to be begun: see `rows_of_copy`.

    History, place, clock and half-typed text stay with the original as well.

    Raises:
        UserError: there is no such session.
    """
    # Reading the list of sessions needs nothing of what acts know.
    from facilitator.copying import rows_of_copy

    rows: list[Row] = [row for table in TABLES for row in read_rows(connection, table, session_id)]
    if not rows:
        raise unknown()
    add(connection, rows_of_copy(rows, copy_id, title, at), (), at, turn)


def change_session(connection: sqlite3.Connection, session_id: str, **changed: Any) -> RowChange | None:
    """Change columns of a session's own row as an act on the library; its place in the list stays.

    Returns the change, None when nothing changed.

    Raises:
        UserError: there is no such session.
    """
    before = cast("SessionRow | None", read_row(connection, "sessions", session_id, session_id))
    if before is None:
        raise unknown()
    after = replace(before, **changed)
    if before == after:
        return None
    change = RowChange("sessions", session_id, before, after)
    tally, _, _ = tally_of(connection, session_id)
    write_change(connection, session_id, change, tally)
    connection.execute(
        'UPDATE "summaries" SET "digest_sum" = ? WHERE "session_id" = ?', (tally.sum_text, session_id)
    )
    return change


def destroy(connection: sqlite3.Connection, session_ids: Iterable[str]) -> None:
    """Take sessions out of every table, their history included, children first, and out of the search index."""
    tables = [*(table for table in SHAPES if table != "sessions"), "history", "places", "summaries"]
    for session_id in session_ids:
        for table in tables:
            connection.execute(f'DELETE FROM "{table}" WHERE "session_id" = ?', (session_id,))
        connection.execute('DELETE FROM "search" WHERE "session_id" = ?', (session_id,))
        connection.execute('DELETE FROM "sessions" WHERE "id" = ?', (session_id,))
    search.rebuild(connection)


def cut_history(connection: sqlite3.Connection, session_id: str, at: str) -> None:
    """Replace a session's history by one entry that says that it was cut.

    Raises:
        LookupError: there is no such session.
    """
    _, number, _ = tally_of(connection, session_id)
    connection.execute('DELETE FROM "history" WHERE "session_id" = ?', (session_id,))
    cut = HistoryRecord(number + 1, record.HISTORY_CUT, at)
    head = record.append(connection, session_id, cut, "")
    connection.execute(
        'UPDATE "summaries" SET "history_number" = ?, "history_digest" = ? WHERE "session_id" = ?',
        (cut.number, head, session_id),
    )


def activity_titles(connection: sqlite3.Connection, session_id: str) -> Mapping[str, str]:
    """Return the titles of a session's activities by their ids; empty when there is no such session."""
    row = cast("SessionRow | None", read_row(connection, "sessions", session_id, session_id))
    if row is None:
        return {}
    return {str(each["id"]): str(each["title"]) for each in row.method.get("activities", ())}


def title_of(connection: sqlite3.Connection, session_id: str) -> str:
    """Return a session's title, "" when there is no such session."""
    found = connection.execute('SELECT "title" FROM "sessions" WHERE "id" = ?', (session_id,)).fetchone()
    return "" if found is None else str(found[0])


def method_title(connection: sqlite3.Connection, session_id: str) -> str | None:
    """Return the title of a session's method as its own row tells it; None where that is damaged."""
    try:
        (text, method_id) = connection.execute(
            'SELECT "method", "method_id" FROM "sessions" WHERE "id" = ?', (session_id,)
        ).fetchone()
        return str(json.loads(text).get("title", method_id))
    except (ValueError, AttributeError, TypeError):
        return None


def ids_like(connection: sqlite3.Connection, prefix: str, limit: int = 20) -> list[str]:
    """Return the ids of sessions that begin with `prefix`: the one that is just that, then the newest first."""
    found = connection.execute(
        'SELECT s."id" FROM "sessions" AS s JOIN "summaries" AS u ON u."session_id" = s."id" '
        'WHERE s."id" >= ? AND s."id" < ? ORDER BY s."id" = ? DESC, u."turn" DESC LIMIT ?',
        (prefix, prefix + "\U0010ffff", prefix, limit),
    )
    return [session_id for (session_id,) in found]


def unknown() -> UserError:
    """Return what to raise for a session that is not there."""
    return UserError(
        "This session is not in the library any more. Home and 'facilitator list' show what is there."
    )


def _only_session(rows: Sequence[Row]) -> SessionRow:
    sessions = [row for row in rows if isinstance(row, SessionRow)]
    if len(sessions) != 1 or any(row.session_id != sessions[0].id for row in rows):
        raise ValueError("a session is added with exactly one row of its own and only rows that belong to it")
    return sessions[0]
