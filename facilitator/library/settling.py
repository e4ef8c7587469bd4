"""Putting right what is damaged beside the rows of sessions: histories, places, sums, communities and their pages.

What a digest proves is put back as it was written. What nobody wrote as words is settled so that work goes on: an
entry of a history that is lost ends what can be undone there, a place is kept as far as it reads. Names and pages of
communities stay as they read only where somebody says so. What writes stands inside a transaction.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

from facilitator.errors import FacilitatorError
from facilitator.ids import utc_now
from facilitator.library import chains, community_pages, mending, places, record, sessions, shelf
from facilitator.library.chains import Entry
from facilitator.library.checking import session_name, sessions_by_id
from facilitator.library.connection import lenient
from facilitator.library.copies import Copies
from facilitator.library.past import past_rows
from facilitator.library.record import HistoryRecord
from facilitator.library.rows import SHAPES, Tally, is_digest
from facilitator.library.writing import insert_row
from facilitator.model import TABLE_OF, Row
from facilitator.model_listed import Community

_ENTRY = '"number", "act", "at", "reverses", "rows", "digest"'
_PAGE = community_pages.TABLE


class Hurt(NamedTuple):
    """Something that is not as it was written: `what` names it, `comes` says what comes of it, both for people.

    `table` says what kind of thing it is, as in `facilitator.row_words`.

    `settled` tells that no word of anybody changes by `put`, which puts it right; otherwise somebody has to agree.
    """

    table: str
    what: str
    comes: str
    settled: bool
    put: Callable[[sqlite3.Connection], None]


def hurt_beside(connection: sqlite3.Connection, copies: Copies) -> list[Hurt]:
    """Return what is damaged beside the rows of sessions.

    Raises:
        sqlite3.DatabaseError: the file is damaged so far that it cannot be read through.
    """
    with lenient(connection):
        found = [
            each
            for session_id, title in sessions_by_id(connection).items()
            for each in hurt_in_session(connection, session_id, title, copies)
        ]
        return [*found, *_library_history(connection, copies), *_communities(connection, copies)]


def settle(connection: sqlite3.Connection, copies: Copies, *, keep_the_rest: bool = False) -> int:
    """Put right what can be, with `keep_the_rest` all of it; returns how much that was."""
    count = 0
    # Pages are proved by the library's history, and sums by those of sessions, so each comes after what it needs.
    with lenient(connection):
        for session_id, title in sessions_by_id(connection).items():
            for part in (_history, _summary, _place):
                count += _put(connection, part(connection, session_id, title, copies), keep_the_rest)
        count += _put(connection, _library_history(connection, copies), keep_the_rest)
        count += _put(connection, _communities(connection, copies), keep_the_rest)
    return count


def settle_session(connection: sqlite3.Connection, session_id: str, copies: Copies) -> int:
    """Put right what can be of one session, its rows included where they are proved; returns how much that was."""
    with lenient(connection):
        title = sessions_by_id(connection).get(session_id, "")
        rows = mending.look_in_session(connection, session_id, title, copies)
        count = mending.put_back(connection, rows)
        for part in (_history, _summary, _place):
            count += _put(connection, part(connection, session_id, title, copies), False)
    return count


def hurt_in_session(
    connection: sqlite3.Connection, session_id: str, title: str, copies: Copies
) -> Iterator[Hurt]:
    """Return what is damaged beside the rows of one session."""
    for part in (_history, _summary, _place):
        yield from part(connection, session_id, title, copies)


def _put(connection: sqlite3.Connection, found: Iterator[Hurt], keep_the_rest: bool) -> int:
    count = 0
    for each in [each for each in found if each.settled or keep_the_rest]:
        each.put(connection)
        count += 1
    return count


# -- histories -----------------------------------------------------------------------------------------------------


def _history(connection: sqlite3.Connection, session_id: str, title: str, copies: Copies) -> Iterator[Hurt]:
    query = f'SELECT {_ENTRY} FROM "history" WHERE "session_id" = ? ORDER BY "number"'
    entries = [Entry(*line) for line in connection.execute(query, (session_id,))]
    kept = connection.execute(
        'SELECT "history_number", "history_digest" FROM "summaries" WHERE "session_id" = ?', (session_id,)
    ).fetchone()
    end = None if kept is None else (kept[0], kept[1])
    if chains.is_whole(entries, session_id, end):
        return

    def copied() -> list[dict[int, Entry]]:
        return [{line[0]: Entry(*line) for line in each} for each in copies.ask(query, (session_id,))]

    found = chains.mended(entries, session_id, end, copied)
    name = session_name(connection, session_id, title)
    put = partial(_write_history, session_id=session_id, before=entries, found=found)
    yield from _told(found, "history", f"the history of {name}", put)


def _library_history(connection: sqlite3.Connection, copies: Copies) -> Iterator[Hurt]:
    query = f'SELECT {_ENTRY} FROM "library_history" ORDER BY "number"'
    entries = [Entry(*line) for line in connection.execute(query)]
    kept = connection.execute('SELECT "value" FROM "meta" WHERE "name" = \'library_head\'').fetchone()
    last = entries[-1].number if entries else 0
    end = (last, kept[0] if kept else "") if entries or kept else (0, "")
    if chains.is_whole(entries, record.LIBRARY, end):
        return

    def copied() -> list[dict[int, Entry]]:
        return [{line[0]: Entry(*line) for line in each} for each in copies.ask(query, ())]

    found = chains.mended(entries, record.LIBRARY, end, copied)
    put = partial(_write_library_history, before=entries, found=found)
    yield from _told(found, "library_history", "the history of the library", put)


def _told(
    found: chains.Mended, table: str, name: str, put: Callable[[sqlite3.Connection], None]
) -> Iterator[Hurt]:
    """Return one line for what is put back and one for what is lost; the first of them writes both."""
    nothing: Callable[[sqlite3.Connection], None] = lambda connection: None  # noqa: E731
    lines = []
    if found.restored or not found.cut:
        what = f"{_steps(len(found.restored))} in {name}" if found.restored else f"The end of {name}"
        lines.append((what, "Another entry or a backup proves how it was written."))
    if found.cut:
        comes = "Nobody knows them any more. Undo ends there, and everything that is there stays."
        if len(found.cut) == 1:
            comes = "Nobody knows it any more. Undo ends there, and everything that is there stays."
        lines.append((f"{_steps(len(found.cut))} in {name}", comes))
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
    connection.executemany(
        f'INSERT OR REPLACE INTO "history" ("session_id", {_ENTRY}) VALUES (?, ?, ?, ?, ?, ?, ?)',
        [(session_id, *each) for each in changed],
    )
    connection.execute(
        'UPDATE "summaries" SET "history_number" = ?, "history_digest" = ? WHERE "session_id" = ?',
        (*found.end, session_id),
    )


def _write_library_history(
    connection: sqlite3.Connection, *, before: Sequence[Entry], found: chains.Mended
) -> None:
    gone, changed = _difference(before, found.entries)
    connection.executemany('DELETE FROM "library_history" WHERE "number" = ?', [(each,) for each in gone])
    connection.executemany(
        f'INSERT OR REPLACE INTO "library_history" ({_ENTRY}) VALUES (?, ?, ?, ?, ?, ?)', changed
    )
    connection.execute(
        'INSERT OR REPLACE INTO "meta" ("name", "value") VALUES (\'library_head\', ?)',
        (found.end[1] or record.LIBRARY,),
    )


def _difference(before: Sequence[Entry], after: Sequence[Entry]) -> tuple[set[int], list[Entry]]:
    known = set(before)
    return {each.number for each in before} - {each.number for each in after}, [
        each for each in after if each not in known
    ]


# -- sums ----------------------------------------------------------------------------------------------------------


def _summary(connection: sqlite3.Connection, session_id: str, title: str, copies: Copies) -> Iterator[Hurt]:
    name = session_name(connection, session_id, title)
    kept = connection.execute(
        'SELECT "row_count", "digest_sum", "method_title" FROM "summaries" WHERE "session_id" = ?',
        (session_id,),
    ).fetchone()
    anew = partial(_sum_anew, session_id=session_id)
    comes = "It follows from the rows, and is written anew."
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
        yield Hurt("summaries", f"The number of rows in {name}", comes, True, anew)
        return
    if mending.look_in_session(connection, session_id, title, copies):
        # Their digests tell more than the sum, and once they stand it may be right.
        return
    right = _rows_that_fit(connection, session_id, kept, found, copies)
    if right is not None:
        put = partial(_exchange, session_id=session_id, rows=right)
        comes = "The session’s own history or a backup has them as they were written."
        yield Hurt("summaries", f"{_rows(len(right))} of {name} that are missing or older", comes, True, put)
        return
    missing = kept[0] - tally.row_count
    if missing > 0:
        yield Hurt(
            "summaries", f"{_rows(missing)} of {name}", "They are missing, and nobody has them.", False, anew
        )
    else:
        words = "Some of it may be older than what was written last. It can stay as it reads."
        yield Hurt("summaries", f"The sum over all rows of {name}", words, False, anew)


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count} rows"


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
    past = past_rows(session_id, _records(connection, session_id))
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


def _records(connection: sqlite3.Connection, session_id: str) -> Iterator[HistoryRecord]:
    query = f'SELECT {_ENTRY} FROM "history" WHERE "session_id" = ? ORDER BY "number"'
    for number, act, at, reverses, rows, _ in connection.execute(query, (session_id,)):
        try:
            images = json.loads(rows)
        except ValueError:
            continue
        if isinstance(images, list) and all(isinstance(each, dict) for each in images):
            yield HistoryRecord(number, act, at, tuple(images), reverses)


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


# -- places --------------------------------------------------------------------------------------------------------


def _place(connection: sqlite3.Connection, session_id: str, title: str, copies: Copies) -> Iterator[Hurt]:
    stored = places.stored(connection, session_id)
    if stored is None or not stored["digest"] or places.digest_of(stored) == stored["digest"]:
        return
    name = session_name(connection, session_id, title)
    what = f"Where {name} stands, or what was half typed there"
    for copy in copies.places(session_id):
        if copy["digest"] == stored["digest"]:
            put = partial(places.put, stored=copy)
            yield Hurt("places", what, "A backup has it as it was written.", True, put)
            return
    yield Hurt(
        "places", what, "It is kept as far as it reads.", True, partial(_keep_place, session_id=session_id)
    )


def _keep_place(connection: sqlite3.Connection, *, session_id: str) -> None:
    try:
        data = sessions.load(connection, session_id)
    except (FacilitatorError, sqlite3.Error, ValueError, TypeError, LookupError, AttributeError):
        # Its rows are damaged as well: what they are settled with comes first.
        return
    place = places.as_far_as_it_goes(places.stored(connection, session_id) or {}, data)
    title = sessions.activity_titles(connection, session_id).get(place.activity_id, "")
    places.keep(connection, session_id, place, title, 0.0)


# -- communities ---------------------------------------------------------------------------------------------------


def _communities(connection: sqlite3.Connection, copies: Copies) -> Iterator[Hurt]:
    digests = dict(connection.execute('SELECT "id", "digest" FROM "communities"').fetchall())
    for each in shelf.communities(connection):
        if shelf.community_digest(each) != digests[each.id]:
            yield _community(connection, each, digests[each.id], copies)
    known = community_pages.digests_written(connection)
    for row in list(community_pages.stored_rows(connection)):
        row_id, community_id, key, value, digest = row
        wanted = known.pop(row_id, None)
        if community_pages.digest_of(row_id, community_id, key, value) != digest or wanted != digest:
            yield _page_value(row, wanted, copies)
    for row_id, digest in known.items():
        found = next((each for each in copies.pages(row_id) if each[4] == digest), None)
        what = "An entry on the page of a community that is missing"
        if found is not None:
            yield Hurt(
                _PAGE, what, "A backup has it as it was written.", True, partial(_keep_page, row=found)
            )
        else:
            yield Hurt(
                _PAGE,
                what,
                "Nobody has it any more.",
                False,
                partial(_forget_page, row_id=row_id, digest=digest),
            )


def _community(connection: sqlite3.Connection, damaged: Community, digest: str, copies: Copies) -> Hurt:
    what = f"The name of the community “{damaged.name}”"
    names, created = _names_in_history(connection, damaged.id)
    candidates = [
        Community(damaged.id, name, at)
        for name in (*reversed(names), damaged.name)
        for at in (damaged.created, created)
    ]
    right = next((each for each in candidates if shelf.community_digest(each) == digest), None)
    if right is not None:
        comes = "The library’s own history has it as it was written."
        return Hurt("communities", what, comes, True, partial(shelf.keep_whole_community, kept=right))
    copied = [each for each, beside in copies.communities(damaged.id) if beside == digest or each == damaged]
    if copied:
        put = partial(shelf.keep_whole_community, kept=copied[0])
        return Hurt("communities", what, "A backup has it as it was written.", True, put)
    if names and (damaged.name, damaged.created) == (names[-1], created):
        comes = "The library’s own history has it just so: only its digest was damaged."
        return Hurt("communities", what, comes, True, partial(shelf.keep_whole_community, kept=damaged))
    put = partial(shelf.keep_whole_community, kept=damaged)
    return Hurt("communities", what, "Nothing has it as it was written.", False, put)


def _names_in_history(connection: sqlite3.Connection, community_id: str) -> tuple[list[str], str]:
    """Return the names that a community had, the last one last, and when it came."""
    names, created = [], ""
    for act, at, rows in connection.execute(
        'SELECT "act", "at", "rows" FROM "library_history" WHERE "act" LIKE \'community.%\' ORDER BY "number"'
    ):
        try:
            found = [
                each for each in json.loads(rows) if each["id"] == community_id and "name" in each["after"]
            ]
        except (ValueError, TypeError, LookupError):
            continue
        names += [str(each["after"]["name"]) for each in found]
        if found and act == "community.added":
            created = at
    return names, created


_PageRow = tuple[str, str, str, str, str]


def _page_value(row: _PageRow, wanted: str | None, copies: Copies) -> Hurt:
    row_id, community_id, key, value, digest = row
    what = f"What the page of a community keeps as “{key}”"
    now = community_pages.digest_of(row_id, community_id, key, value)
    if now == wanted:
        comes = "The library’s own history proves it: only its digest was damaged."
        return Hurt(
            _PAGE, what, comes, True, partial(_keep_page, row=(row_id, community_id, key, value, now))
        )
    for copied in copies.pages(row_id):
        if copied[4] in (wanted, digest):
            return Hurt(
                _PAGE, what, "A backup has it as it was written.", True, partial(_keep_page, row=copied)
            )
    if now == digest and wanted is None:
        # The history lost that it was written; what stands there proves itself.
        comes = "Its digest proves it: only the library’s history lacks it."
        return Hurt(_PAGE, what, comes, True, partial(_enter_page, row=row, before=None))
    put = partial(_enter_page, row=(row_id, community_id, key, value, now), before=wanted)
    return Hurt(_PAGE, what, "Nothing has it as it was written. It can stay as it reads.", False, put)


def _keep_page(connection: sqlite3.Connection, *, row: _PageRow) -> None:
    connection.execute(
        'INSERT OR REPLACE INTO "community_values" ("id", "community_id", "key", "value", "digest") '
        "VALUES (?, ?, ?, ?, ?)",
        row,
    )


def _enter_page(connection: sqlite3.Connection, *, row: _PageRow, before: str | None) -> None:
    """Keep a row as it is from here on, and have the library's history know it."""
    try:
        json.loads(row[3])
    except ValueError:
        connection.execute('DELETE FROM "community_values" WHERE "id" = ?', (row[0],))
        _forget_page(connection, row_id=row[0], digest=before)
        return
    _keep_page(connection, row=row)
    sides = [None if each is None else {"key": row[2], "digest": each} for each in (before, row[4])]
    _note_page(connection, row[0], *sides)


def _forget_page(connection: sqlite3.Connection, *, row_id: str, digest: str | None) -> None:
    if digest is not None:
        _note_page(connection, row_id, {"key": "", "digest": digest}, None)


def _note_page(
    connection: sqlite3.Connection, row_id: str, before: dict[str, str] | None, after: dict[str, str] | None
) -> None:
    image = {"table": community_pages.TABLE, "id": row_id, "before": before, "after": after}
    record.append_for_library(connection, "community.page", utc_now(), [image])
