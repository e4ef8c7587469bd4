"""Writing the rows of a session: each with its digest and its line in the search index. Inside a transaction."""

import sqlite3
from typing import Any

from facilitator.library.rows import SHAPES, Shape, Tally, words_in
from facilitator.library.search import ENTER
from facilitator.model import Row, RowChange

_FIND_CHANGED = 'UPDATE "search" SET "body" = ? WHERE "rowid" = ?'
_FIND_NO_MORE = 'DELETE FROM "search" WHERE "rowid" = ?'


def write_change(connection: sqlite3.Connection, session_id: str, change: RowChange, tally: Tally) -> None:
    """Write one changed row of a session and keep `tally` in step.

    Raises:
        LookupError: the row that changes or goes is not there; whoever made the change did not see the session.
        ValueError: the row belongs to another session.
        sqlite3.IntegrityError: a row that comes is there already.
    """
    shape = SHAPES[change.table]
    if change.after is not None and (change.after.session_id, change.after.id) != (session_id, change.id):
        raise ValueError(f"{change.table} {change.id} does not belong to session {session_id}")
    if change.after is None:
        if change.before is not None:
            _remove(connection, shape, session_id, change.id, tally)
    elif change.before is None:
        insert_row(connection, change.after, change.table, tally)
    else:
        _update(connection, shape, change.after, tally)


def insert_row(connection: sqlite3.Connection, row: Row, table: str, tally: Tally) -> None:
    """Write one row that is new.

    Raises:
        sqlite3.IntegrityError: it is there already.
    """
    shape = SHAPES[table]
    stored = shape.encode(row)
    digest = shape.digest(stored)
    values = [*stored.values(), digest]
    if shape.searched:
        values.append(_enter_search(connection, shape, row, shape.words(stored)))
    connection.execute(shape.insert, values)
    tally.gained(digest)


def _update(connection: sqlite3.Connection, shape: Shape, row: Row, tally: Tally) -> None:
    old = _find(connection, shape, row.session_id, row.id)
    stored = shape.encode(row)
    digest = shape.digest(stored)
    values = [*stored.values(), digest]
    if shape.searched:
        _, number, *said = old
        values.append(_follow_search(connection, shape, row, shape.words(stored), number, words_in(*said)))
    connection.execute(shape.update, [*values, row.session_id, row.id])
    tally.lost(old[0])
    tally.gained(digest)


def _remove(connection: sqlite3.Connection, shape: Shape, session_id: str, row_id: str, tally: Tally) -> None:
    old = _find(connection, shape, session_id, row_id)
    if shape.searched and old[1] is not None:
        connection.execute(_FIND_NO_MORE, (old[1],))
    connection.execute(shape.delete, (session_id, row_id))
    tally.lost(old[0])


def _find(connection: sqlite3.Connection, shape: Shape, session_id: str, row_id: str) -> tuple[Any, ...]:
    """Return a stored row's digest and, where it is searched, its number in the index and what says its words."""
    found: tuple[Any, ...] | None = connection.execute(shape.find, (session_id, row_id)).fetchone()
    if found is None:
        raise LookupError(f"{shape.table} {row_id} is not in session {session_id}")
    return found


def _enter_search(connection: sqlite3.Connection, shape: Shape, row: Row, words: str) -> int | None:
    if not words:
        return None
    return connection.execute(ENTER, (words, row.session_id, shape.table, row.id)).lastrowid


def _follow_search(
    connection: sqlite3.Connection, shape: Shape, row: Row, words: str, number: int | None, old: str
) -> int | None:
    if words == old:
        return number
    if number is None:
        return _enter_search(connection, shape, row, words)
    if not words:
        connection.execute(_FIND_NO_MORE, (number,))
        return None
    connection.execute(_FIND_CHANGED, (words, number))
    return number
