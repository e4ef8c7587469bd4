"""Is a library sound? What is found is told in plain words; nothing found means sound."""

import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, NamedTuple

from facilitator.dates import written_day
from facilitator.library import community_pages, places, record, schema, sessions, stranger
from facilitator.library.connection import lenient
from facilitator.library.entries import entries_of, entries_of_library
from facilitator.library.rows import SEARCHED, SHAPES, Tally, digest_as_read, is_digest
from facilitator.library.search import readable_words
from facilitator.library.shelf import communities, community_digest
from facilitator.row_words import counted, listed_counts

_MOST_LINES = 20


class Damaged(NamedTuple):
    """A row that is not as it was written: of which session, and how it reads now, by column.

    `digest` is what stands beside it.
    """

    session_id: str
    title: str
    table: str
    row_id: str
    stored: Mapping[str, Any]
    digest: str


def findings(connection: sqlite3.Connection) -> list[str]:
    """Return what is wrong with the library, an empty list when it is sound.

    Looks at the file's inner order, the links between tables, the digest of each row and each session, the chains
    of the histories and the search index. The connection must be able to write; nothing is changed.
    """
    try:
        with lenient(connection):
            return list(_all(connection))
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
            sqlite3.SQLITE_ERROR,
        ):
            raise
        return [f"The file is damaged so far that it cannot be read through ({error})."]
    except (ValueError, TypeError, LookupError, AttributeError) as error:
        return [f"The file holds values that cannot be read ({error})."]


def damaged_in_session(connection: sqlite3.Connection, session_id: str, title: str) -> list[Damaged]:
    """Return the rows of one session that are not as they were written. To be called within `lenient`."""
    return [each for _, each in _rows(connection, session_id, title) if each is not None]


def sessions_by_id(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the titles of all sessions by their ids."""
    return dict(connection.execute('SELECT "id", "title" FROM "sessions"').fetchall())


def session_name(connection: sqlite3.Connection, session_id: str, title: str) -> str:
    """Return how people know a session: its title, and the day on which it ran or was made."""
    (stamp,) = connection.execute(
        'SELECT coalesce(p."started", s."starts", s."created") FROM "sessions" AS s '
        'LEFT JOIN "places" AS p ON p."session_id" = s."id" WHERE s."id" = ?',
        (session_id,),
    ).fetchone() or ("",)
    day = written_day(stamp)
    return f"“{title}” of {day}" if day else f"“{title}”"


def _all(connection: sqlite3.Connection) -> Iterator[str]:
    yield from _file(connection)
    titles = sessions_by_id(connection)
    for session_id, title in titles.items():
        yield from _session(connection, session_id, title)
        yield from _history(connection, session_id, session_name(connection, session_id, title))
    yield from _library_history(connection)
    yield from _communities(connection)
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version > 1:
        yield from _community_values(connection)
        for session_id in places.damaged(connection):
            name = session_name(connection, session_id, titles.get(session_id, ""))
            yield f"Where {name} stands, or what was half typed there, is not as it was written."
    yield from _search(connection, [each for each in SEARCHED if version > 1 or each != "activity_values"])


def search_is_damaged(connection: sqlite3.Connection) -> bool:
    """Tell whether the search index is not that of the rows as they read now."""
    with lenient(connection):
        try:
            return any(_search(connection, SEARCHED))
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_CORRUPT:
                raise
            return True


def _file(connection: sqlite3.Connection) -> Iterator[str]:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    if version not in schema.STATEMENTS or stranger.schema_of(connection) != stranger.expected_schema(
        version
    ):
        yield "The file is not built as a library should be."
    for (line,) in connection.execute(f"PRAGMA integrity_check({_MOST_LINES})"):
        if line != "ok":
            # SQLite breaks some of its findings into lines.
            words = " ".join(line.split())
            yield f"The file is damaged: {words}."
    for table, _, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        owner = "session" if parent == "sessions" else "community"
        yield f"{counted(table, 1)} belongs to a {owner} that is not there."


def _rows(
    connection: sqlite3.Connection, session_id: str, title: str
) -> Iterator[tuple[str, Damaged | None]]:
    """Return the digest that stands beside each row of a session, and the row itself where it is damaged."""
    for table, shape in SHAPES.items():
        columns = [column for column, _ in shape.columns]
        for stored in connection.execute(shape.select_all, (session_id,)):
            values = dict(zip(columns, stored, strict=False))
            digest = stored[len(columns)]
            if digest_as_read(table, values) == digest:
                yield digest, None
            else:
                yield digest, Damaged(session_id, title, table, str(values["id"]), values, digest)


def _session(connection: sqlite3.Connection, session_id: str, title: str) -> Iterator[str]:
    name = session_name(connection, session_id, title)
    tally, damaged = Tally(), []
    for digest, row in _rows(connection, session_id, title):
        if row is not None:
            damaged.append(row.table)
        if is_digest(digest):
            tally.gained(digest)
    if damaged:
        yield f"{listed_counts(damaged)} of {name} {'is' if len(damaged) == 1 else 'are'} damaged."
    kept = connection.execute(
        'SELECT "row_count", "digest_sum", "method_title" FROM "summaries" WHERE "session_id" = ?',
        (session_id,),
    ).fetchone()
    if kept is None:
        yield f"The summary of {name} is missing."
    elif kept[0] != tally.row_count:
        yield f"{name} should have {kept[0]} entries and has {tally.row_count}."
    elif kept[1] != tally.sum_text:
        yield f"The entries of {name} are not those that were written."
    if kept is not None and kept[2] != sessions.method_title(connection, session_id):
        yield f"The name of its method in the summary of {name} is not as it was written."


def _history(connection: sqlite3.Connection, session_id: str, name: str) -> Iterator[str]:
    entries = entries_of(connection, session_id)
    first_is_cut = bool(entries) and entries[0].act == record.HISTORY_CUT
    expected = entries[0].number if first_is_cut else 1
    head = session_id
    for number, act, at, reverses, rows, digest in entries:
        if number != expected:
            yield f"In the history of {name}, step {expected} is missing."
        elif record.link(head, number, act, at, reverses, rows) != digest:
            yield f"In the history of {name}, step {number} is not as it was written."
        expected, head = number + 1, digest
    kept = connection.execute(
        'SELECT "history_number", "history_digest" FROM "summaries" WHERE "session_id" = ?', (session_id,)
    ).fetchone()
    last = (entries[-1].number, entries[-1].digest) if entries else (0, "")
    if kept is not None and tuple(kept) != last:
        yield f"The history of {name} does not end where it should."


def _library_history(connection: sqlite3.Connection) -> Iterator[str]:
    head, expected = record.LIBRARY, 1
    for number, act, at, reverses, rows, digest in entries_of_library(connection):
        if number != expected:
            yield f"In the history of the library, step {expected} is missing."
        elif record.link(head, number, act, at, reverses, rows) != digest:
            yield f"In the history of the library, step {number} is not as it was written."
        expected, head = number + 1, digest
    kept = connection.execute('SELECT "value" FROM "meta" WHERE "name" = \'library_head\'').fetchone()
    if (kept[0] if kept else record.LIBRARY) != head:
        yield "The history of the library does not end where it should."


def _communities(connection: sqlite3.Connection) -> Iterator[str]:
    kept = dict(connection.execute('SELECT "id", "digest" FROM "communities"').fetchall())
    for each in communities(connection):
        if community_digest(each) != kept[each.id]:
            yield f"The community “{each.name}” is not as it was written."
    for row_id, written in community_pages.names_written(connection).items():
        if row_id not in kept:
            yield f"The community “{written.names[-1]}” is missing."


def _community_values(connection: sqlite3.Connection) -> Iterator[str]:
    known = community_pages.digests_written(connection)
    for row_id, community_id, key, value, digest in community_pages.stored_rows(connection):
        whole = community_pages.digest_of(row_id, community_id, key, value) == digest
        if not whole or known.pop(row_id, None) != digest:
            yield f"What the page of a community keeps as “{key}” is not as it was written."
    if known:
        yield f"The page of a community lacks {len(known)} of the things that were written there."


def _search(connection: sqlite3.Connection, tables: Iterable[str]) -> Iterator[str]:
    (lines,) = connection.execute('SELECT count(*) FROM "search"').fetchone()
    expected = 0
    connection.create_function("words_in", -1, readable_words, deterministic=True)
    for table in tables:
        words = "words_in({})".format(", ".join(f'r."{each}"' for each in SEARCHED[table]))
        rows, wrong = connection.execute(
            f'SELECT count(*), count(*) FILTER (WHERE f."body" IS NOT {words} OR f."row_id" IS NOT r."id" '
            f'OR f."session_id" IS NOT r."session_id" OR f."table_name" IS NOT ?) '
            f'FROM "{table}" AS r LEFT JOIN "search" AS f ON f."rowid" = r."search_number" '
            f"WHERE {words} <> ''",
            (table,),
        ).fetchone()
        expected += rows
        if wrong:
            verb = "it is" if rows == 1 else "they are"
            yield f"The search index does not know {wrong} of {counted(table, rows)} as {verb}."
    if lines != expected:
        yield f"The search index has {lines} lines instead of {expected}."
    connection.execute("SAVEPOINT look")
    try:
        connection.execute('INSERT INTO "search" ("search") VALUES (\'integrity-check\')')
    except sqlite3.DatabaseError as error:
        yield f"The search index is damaged ({error})."
    finally:
        connection.execute("ROLLBACK TO look")
        connection.execute("RELEASE look")
