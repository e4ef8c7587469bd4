"""Sums over the rows of sessions: written anew where they follow from the rows, else a sign that rows are missing."""

import sqlite3
from collections.abc import Iterator
from functools import partial
from typing import Any

from facilitator.ids import utc_now
from facilitator.library import mending, sessions, shelf
from facilitator.library.checking import session_name
from facilitator.library.copies import Copies
from facilitator.library.entries import entries_of
from facilitator.library.hurt import Hurt
from facilitator.library.hurt_histories import end_undo_where_rows_differ
from facilitator.library.past import past_rows, readable
from facilitator.library.rows import SHAPES, Tally, is_digest
from facilitator.library.writing import insert_row
from facilitator.model import TABLE_OF, Row


def hurt_summary(
    connection: sqlite3.Connection, session_id: str, title: str, copies: Copies
) -> Iterator[Hurt]:
    name = session_name(connection, session_id, title)
    kept = connection.execute(
        'SELECT "row_count", "digest_sum", "method_title" FROM "summaries" WHERE "session_id" = ?',
        (session_id,),
    ).fetchone()
    anew = partial(_sum_anew, session_id=session_id)
    comes = "It follows from the entries, and is written anew."
    if kept is None:
        yield Hurt(
            "summaries",
            f"The summary of {name}",
            comes,
            True,
            partial(_summarise_anew, session_id=session_id),
        )
        return
    method_title = sessions.method_title(connection, session_id)
    if method_title is not None and kept[2] != method_title:
        put = partial(_name_method, session_id=session_id, title=method_title)
        yield Hurt("summaries", f"The name of the method in the summary of {name}", comes, True, put)
    found = _rows_of(connection, session_id)
    tally = Tally()
    for digest in found.values():
        if is_digest(digest):
            tally.gained(digest)
    if (kept[0], kept[1]) == (tally.row_count, tally.sum_text):
        return
    if kept[1] == tally.sum_text:
        yield Hurt("summaries", f"The number of entries in {name}", comes, True, anew)
        return
    if mending.look_in_session(connection, session_id, title, copies):
        # Their digests tell more than the sum, and once they stand it may be right.
        return
    right = _rows_that_fit(connection, session_id, kept, found, copies)
    if right is not None:
        put = partial(_exchange, session_id=session_id, rows=right)
        comes = "The session’s own history or a backup has them as they were written."
        yield Hurt(
            "summaries", f"{_entries(len(right))} of {name} that are missing or older", comes, True, put
        )
        return
    missing = kept[0] - tally.row_count
    keep = partial(_keep_rows, session_id=session_id)
    if missing > 0:
        yield Hurt(
            "summaries",
            f"{_entries(missing)} of {name}",
            "They are missing, and nobody has them.",
            False,
            keep,
        )
    else:
        words = "Some of it may be older than what was written last. It can stay as it reads."
        yield Hurt("summaries", f"The sum over all entries of {name}", words, False, keep)


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"


def _rows_of(connection: sqlite3.Connection, session_id: str) -> dict[tuple[str, str], str]:
    """Return the digests that stand beside the rows of a session."""
    found = {}
    for table, shape in SHAPES.items():
        place = [name for name, _ in shape.columns].index("id")
        for stored in connection.execute(shape.select_all, (session_id,)):
            found[table, str(stored[place])] = str(stored[len(shape.columns)])
    return found


def _rows_that_fit(
    connection: sqlite3.Connection,
    session_id: str,
    kept: tuple[Any, ...],
    found: dict[tuple[str, str], str],
    copies: Copies,
) -> dict[tuple[str, str], Row | None] | None:
    """Return rows that make the session's sum right, None for each that should not be there; None when none do."""
    past = past_rows(session_id, readable(entries_of(connection, session_id)))
    exchanged: dict[tuple[str, str], Row | None] = {}
    for key, row in past.items():
        digest = "" if row is None else _digest(row)
        if found.get(key, "") != digest:
            exchanged[key] = row
    more: dict[tuple[str, str], Row | None] = {
        key: SHAPES[each.table].decode(list(each.stored.values()))
        for each in copies.session(session_id)
        if (key := (each.table, str(each.stored["id"]))) not in found and past.get(key, each) is not None
    }
    for tried in (exchanged, {**more, **exchanged}, more):
        digests = {**found, **{key: "" if row is None else _digest(row) for key, row in tried.items()}}
        tally = Tally()
        for digest in filter(is_digest, digests.values()):
            tally.gained(digest)
        if tried and (kept[0], kept[1]) == (tally.row_count, tally.sum_text):
            return tried
    return None


def _digest(row: Row) -> str:
    shape = SHAPES[TABLE_OF[type(row)]]
    return shape.digest(shape.encode(row))


def _exchange(
    connection: sqlite3.Connection, *, session_id: str, rows: dict[tuple[str, str], Row | None]
) -> None:
    for (table, row_id), row in rows.items():
        shape = SHAPES[table]
        if shape.searched:
            connection.execute(
                'DELETE FROM "search" WHERE "session_id" = ? AND "table_name" = ? AND "row_id" = ?',
                (session_id, table, row_id),
            )
        connection.execute(shape.delete, (session_id, row_id))
        if row is not None:
            insert_row(connection, row, table, Tally())


def _sum_anew(connection: sqlite3.Connection, *, session_id: str) -> None:
    tally = Tally()
    for digest in filter(is_digest, _rows_of(connection, session_id).values()):
        tally.gained(digest)
    connection.execute(
        'UPDATE "summaries" SET "row_count" = ?, "digest_sum" = ? WHERE "session_id" = ?',
        (tally.row_count, tally.sum_text, session_id),
    )


def _keep_rows(connection: sqlite3.Connection, *, session_id: str) -> None:
    _sum_anew(connection, session_id=session_id)
    end_undo_where_rows_differ(connection, session_id)


def _summarise_anew(connection: sqlite3.Connection, *, session_id: str) -> None:
    last = connection.execute(
        'SELECT "number", "digest", "at" FROM "history" WHERE "session_id" = ? ORDER BY "number" DESC LIMIT 1',
        (session_id,),
    ).fetchone() or (0, "", utc_now())
    title = sessions.method_title(connection, session_id) or ""
    turn = shelf.newest_turn(connection) + 1
    connection.execute(sessions.SUMMARISE, (session_id, title, last[2], turn, 0, "", last[0], last[1]))
    _sum_anew(connection, session_id=session_id)


def _name_method(connection: sqlite3.Connection, *, session_id: str, title: str) -> None:
    connection.execute(
        'UPDATE "summaries" SET "method_title" = ? WHERE "session_id" = ?', (title, session_id)
    )
