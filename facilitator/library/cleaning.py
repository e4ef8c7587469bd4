"""Deleting the names of participants from a finished session, everywhere in the library, for good.

In the rows and their texts a role stands for each name. What was half typed, the history and the words that the search
index kept go altogether, since they hold what was taken back as well. Afterwards the file is packed anew: pages that
SQLite gave free may still hold old words, also where it overwrites what it deletes.
"""

import sqlite3
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from facilitator.errors import UserError
from facilitator.library import places, record, search, sessions
from facilitator.library.writing import write_change
from facilitator.model import RowChange
from facilitator.pseudonyms import Replacement, Unsure
from facilitator.state import Place, SessionData
from facilitator.veiling import Veil, people

_AS_PARTICIPANT = 'SELECT DISTINCT "session_id" FROM "participants" WHERE "name" = ?'
_AS_OWNER = 'SELECT DISTINCT "session_id" FROM "actions" WHERE "owner" = ?'
_IN_TEXTS = 'SELECT DISTINCT "session_id" FROM "search" WHERE "search" MATCH ?'
NAMES_CLEANED = "names.cleaned"
"""The act in the library's history; it tells which session, and nothing else."""


@dataclass(frozen=True, slots=True)
class Cleaning:
    """What cleaning a session replaces, before it is done.

    `people` are those whose names go; `unsure` was left, since it may be a common word. `drafts` tells that something
    half typed goes, `history` how many entries of the history do.
    """

    people: tuple[str, ...]
    replacements: tuple[Replacement, ...]
    unsure: tuple[Unsure, ...]
    changes: tuple[RowChange, ...]
    drafts: bool
    history: int
    unreached: "Unreached"


@dataclass(frozen=True, slots=True)
class Unreached:
    """What of the library may name the same people afterwards.

    `sessions` are the titles of others that name somebody as well, and of those before and after this one, since they
    took something along; `community` is the name of its community when that holds a name, `page` when its page does,
    "" otherwise.
    """

    sessions: tuple[str, ...] = ()
    community: str = ""
    page: str = ""


def preview(
    connection: sqlite3.Connection, session_id: str, also: Collection[str] = (), sure: Collection[str] = ()
) -> Cleaning:
    """Return what cleaning a session would replace; nothing is changed.

    `also` are further names, of people whom the session names in its texts only; `sure` are names that are replaced
    wherever they stand, though they are common words too.

    Raises:
        UserError: there is no such session, or it is not finished.
    """
    data = sessions.load(connection, session_id)
    place = places.place_of(places.stored(connection, session_id), data)
    if place.mode != "after":
        raise UserError(
            f"“{data.session.title}” is not finished. End it first; then the names can be taken out of it."
        )
    known = dict(people(data))
    for name in also:
        if any(each.isalpha() for each in name):
            known.setdefault(" ".join(name.split()), "")
    veil = Veil(data, known.items(), (*sure, *also))
    changes = tuple(
        RowChange(table, row.id, row, after)
        for table, rows in data.tables.items()
        for row in rows.values()
        if (after := veil.row(row)) != row
    )
    return Cleaning(
        tuple(known),
        veil.names.replacements,
        veil.names.unsure,
        changes,
        bool(place.drafts),
        len(record.headings(connection, session_id)),
        _unreached(connection, data, known),
    )


def clean(connection: sqlite3.Connection, session_id: str, cleaning: Cleaning, at: str, now: float) -> None:
    """Carry out what was looked at, inside a transaction; `at` is a stamp, `now` a reading of the clock."""
    tally, _, _ = sessions.tally_of(connection, session_id)
    for change in cleaning.changes:
        write_change(connection, session_id, change, tally)
    connection.execute(
        'UPDATE "summaries" SET "digest_sum" = ? WHERE "session_id" = ?', (tally.sum_text, session_id)
    )
    place = places.place_of(places.stored(connection, session_id), sessions.load(connection, session_id))
    if place.drafts:
        _forget_drafts(connection, session_id, place, now)
    sessions.cut_history(connection, session_id, at)
    search.rebuild(connection)
    image = {"table": "sessions", "id": session_id, "before": {}, "after": {}}
    record.append_for_library(connection, NAMES_CLEANED, at, [image])


def pack(connection: sqlite3.Connection) -> None:
    """Write the file anew, so that no page of it holds a word that was taken out, and empty what waits beside it."""
    # Pages are packed through the file beside the library, which is emptied before and behind it.
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.execute("VACUUM")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")


def _forget_drafts(connection: sqlite3.Connection, session_id: str, place: Place, now: float) -> None:
    titles: Mapping[str, str] = sessions.activity_titles(connection, session_id)
    places.keep(connection, session_id, replace(place, drafts={}), titles.get(place.activity_id, ""), now)


def _unreached(connection: sqlite3.Connection, data: SessionData, known: Collection[str]) -> Unreached:
    session = data.session
    ids = {
        each
        for (each,) in connection.execute(
            'SELECT "id" FROM "sessions" WHERE "follows_id" = ? OR "id" = ?',
            (session.id, session.follows_id or ""),
        )
    }
    for name in known:
        for statement in (_AS_PARTICIPANT, _AS_OWNER):
            ids |= {each for (each,) in connection.execute(statement, (name,))}
        phrase = search.match_expression(name)
        if phrase is not None:
            ids |= {each for (each,) in connection.execute(_IN_TEXTS, (phrase,))}
    titles = [
        title
        for each in sorted(ids - {session.id})
        for (title,) in connection.execute('SELECT "title" FROM "sessions" WHERE "id" = ?', (each,))
    ]
    found = connection.execute(
        'SELECT "name" FROM "communities" WHERE "id" = ?', (session.community_id or "",)
    ).fetchone()
    community = str(found[0]) if found else ""
    named = _holds(community, known)
    values = connection.execute(
        'SELECT "value" FROM "community_values" WHERE "community_id" = ?', (session.community_id or "",)
    )
    on_page = any(_holds(value, known) for (value,) in values)
    return Unreached(tuple(sorted(titles)), community if named else "", community if on_page else "")


def _holds(text: str, names: Collection[str]) -> bool:
    return any(name.casefold() in text.casefold() for name in names)
