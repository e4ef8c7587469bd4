"""Histories whose chains of digests are damaged: what is proved is put back, and undo ends at an entry that is lost."""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial

from facilitator.library import chains, record
from facilitator.library.checking import session_name
from facilitator.library.copies import Copies
from facilitator.library.entries import (
    WRITE_FOR_LIBRARY,
    WRITE_FOR_SESSION,
    Entry,
    as_record,
    entries_of,
    entries_of_library,
)
from facilitator.library.hurt import Hurt
from facilitator.library.mending import plain_values
from facilitator.library.rows import SHAPES
from facilitator.library.unfit import cut_where_rows_differ


def hurt_history(
    connection: sqlite3.Connection, session_id: str, title: str, copies: Copies
) -> Iterator[Hurt]:
    entries = entries_of(connection, session_id)
    kept = connection.execute(
        'SELECT "history_number", "history_digest" FROM "summaries" WHERE "session_id" = ?', (session_id,)
    ).fetchone()
    end = None if kept is None else (kept[0], kept[1])
    if chains.is_whole(entries, session_id, end):
        return
    found = chains.mended(entries, session_id, end, partial(copies.history, session_id))
    name = session_name(connection, session_id, title)
    put = partial(_write_history, session_id=session_id, before=entries, found=found)
    yield from _told(found, "history", f"the history of {name}", put)


def hurt_library_history(connection: sqlite3.Connection, copies: Copies) -> Iterator[Hurt]:
    entries = entries_of_library(connection)
    kept = connection.execute('SELECT "value" FROM "meta" WHERE "name" = \'library_head\'').fetchone()
    last = entries[-1].number if entries else 0
    end = (last, kept[0] if kept else "") if entries or kept else (0, "")
    if chains.is_whole(entries, record.LIBRARY, end):
        return
    found = chains.mended(entries, record.LIBRARY, end, copies.library_history)
    put = partial(_write_library_history, before=entries, found=found)
    yield from _told(found, "library_history", "the history of the library", put)


def _told(
    found: chains.Mended, table: str, name: str, put: Callable[[sqlite3.Connection], None]
) -> Iterator[Hurt]:
    """Return one line for what is put back and one for what is lost; the first of them writes both."""
    nothing: Callable[[sqlite3.Connection], None] = lambda connection: None  # noqa: E731
    lines = []
    if found.restored or not found.lost:
        what = f"{_steps(len(found.restored))} in {name}" if found.restored else f"The end of {name}"
        lines.append((what, "Another entry or a backup proves how it was written."))
    if found.lost:
        comes = "Nobody knows them any more. Undo ends there, and everything that is there stays."
        if found.lost == 1:
            comes = "Nobody knows it any more. Undo ends there, and everything that is there stays."
        lines.append((f"{_steps(found.lost)} in {name}", comes))
    for number, (what, comes) in enumerate(lines):
        yield Hurt(table, what, comes, True, nothing if number else put)


def _steps(count: int) -> str:
    return "1 step" if count == 1 else f"{count} steps"


def _write_history(
    connection: sqlite3.Connection, *, session_id: str, before: Sequence[Entry], found: chains.Mended
) -> None:
    gone, changed = _difference(before, found.entries)
    connection.executemany(
        'DELETE FROM "history" WHERE "session_id" = ? AND "number" = ?', [(session_id, each) for each in gone]
    )
    connection.executemany(WRITE_FOR_SESSION, [(session_id, *each) for each in changed])
    connection.execute(
        'UPDATE "summaries" SET "history_number" = ?, "history_digest" = ? WHERE "session_id" = ?',
        (*found.end, session_id),
    )


def _write_library_history(
    connection: sqlite3.Connection, *, before: Sequence[Entry], found: chains.Mended
) -> None:
    gone, changed = _difference(before, found.entries)
    connection.executemany('DELETE FROM "library_history" WHERE "number" = ?', [(each,) for each in gone])
    connection.executemany(WRITE_FOR_LIBRARY, changed)
    connection.execute(
        'INSERT OR REPLACE INTO "meta" ("name", "value") VALUES (\'library_head\', ?)',
        (found.end[1] or record.LIBRARY,),
    )


def end_undo_where_rows_differ(connection: sqlite3.Connection, session_id: str) -> None:
    """Cut a history, whose chain is whole, behind the newest entry that does not lead to the rows as they read now."""
    rows = {}
    for table, shape in SHAPES.items():
        names = [name for name, _ in shape.columns]
        for line in connection.execute(shape.select_all, (session_id,)):
            stored = dict(zip(names, line, strict=False))
            rows[table, str(stored["id"])] = plain_values(table, stored)
    records = [as_record(each) for each in entries_of(connection, session_id)]
    history, unfit = cut_where_rows_differ(records, rows)
    if not unfit:
        return
    connection.execute('DELETE FROM "history" WHERE "session_id" = ?', (session_id,))
    head = ""
    for each in history:
        head = record.append(connection, session_id, each, head)
    connection.execute(
        'UPDATE "summaries" SET "history_number" = ?, "history_digest" = ? WHERE "session_id" = ?',
        (history[-1].number, head, session_id),
    )


def _difference(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[set[int], list[Entry]]:
    known = set(before)
    return {each.number for each in before} - {each.number for each in after}, [
        each for each in after if each not in known
    ]
