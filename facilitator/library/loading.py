"""Reading a whole session, also where it was damaged: what is proved is put back first, and nothing is guessed."""

from collections.abc import Collection, Mapping, Sequence
from contextlib import suppress
from sqlite3 import Connection
from typing import Any, NamedTuple

from facilitator.errors import EnvironmentFault, FacilitatorError
from facilitator.library import places, sessions
from facilitator.library.connection import lenient
from facilitator.library.faults import UNREADABLE, Unreadable
from facilitator.library.handle import Handle
from facilitator.library.rows import SHAPES, digest_as_read, is_digest
from facilitator.row_words import listed_counts
from facilitator.state import Place, SessionData

_Stored = Mapping[str, list[Sequence[Any]]]


class SessionDamaged(EnvironmentFault):
    """A session cannot be used as it reads now; the rest of its library can."""


class _Read(NamedTuple):
    rows: _Stored
    place: Mapping[str, Any] | None
    is_summed: bool


def load(handle: Handle, session_id: str) -> tuple[SessionData, Place]:
    """Return everything a session holds and where it stands, its clock at rest.

    Where it was damaged, what a digest proves is put back before, and `handle.notices` says so; a place that nobody
    has as it was written is kept as far as it reads, and so are words that are only not as they were.

    Raises:
        UserError: there is no such session.
        SessionDamaged: what is left of it cannot be used.
        EnvironmentFault: the library cannot be read.
    """
    read = _read(handle, session_id)
    damaged = _damaged(read.rows)
    if not damaged and read.is_summed:
        data = sessions.whole(session_id, read.rows)
        if read.place is None or places.fits(read.place, data):
            return data, places.place_of(read.place, data)
    if not read.rows["sessions"]:
        raise sessions.unknown()
    _settle(handle, session_id)
    read = _read(handle, session_id)
    damaged = _damaged(read.rows)
    try:
        data = sessions.whole(session_id, read.rows)
        if damaged:
            _expect_usable(data, damaged)
    except (*UNREADABLE, TypeError, LookupError, AttributeError) as error:
        words = listed_counts(damaged) if damaged else "a part"
        title = _title(read.rows)
        raise SessionDamaged(
            f"“{title}” cannot be opened: {words} of it cannot be read any more. Check the library under Backups on "
            "the first screen, or with 'facilitator check': it says what can be done."
        ) from error
    return data, places.place_of(read.place, data)


def _read(handle: Handle, session_id: str) -> _Read:
    with handle.reading() as connection, lenient(connection):
        return _Read(
            sessions.stored(connection, session_id),
            places.stored(connection, session_id),
            _is_summed(connection, session_id),
        )


def _is_summed(connection: Connection, session_id: str) -> bool:
    """Tell whether the session's summary can be followed: it ends where the history does, and its sum is a number."""
    kept = connection.execute(
        'SELECT "history_number", "history_digest", "digest_sum" FROM "summaries" WHERE "session_id" = ?',
        (session_id,),
    ).fetchone()
    last = connection.execute(
        'SELECT "number", "digest" FROM "history" WHERE "session_id" = ? ORDER BY "number" DESC LIMIT 1',
        (session_id,),
    ).fetchone() or (0, "")
    return kept is not None and tuple(kept[:2]) == tuple(last) and is_digest(kept[2])


def _damaged(rows: _Stored) -> list[str]:
    """Return the tables of the rows that are not as they were written, one for each row."""
    found = []
    for table, lines in rows.items():
        names = [name for name, _ in SHAPES[table].columns]
        for line in lines:
            if digest_as_read(table, dict(zip(names, line, strict=False))) != line[len(names)]:
                found.append(table)
    return found


def _settle(handle: Handle, session_id: str) -> None:
    """Put back what can be, where the library can be written; what was put back is said by `handle.notices`."""
    # Few libraries are ever damaged.
    from facilitator.library.copies import Copies
    from facilitator.library.settling import settle_session

    with suppress(EnvironmentFault), Copies.of(handle.path) as copies, handle.writing() as connection:
        if settle_session(connection, session_id, copies):
            name = sessions.title_of(connection, session_id)
            handle.notices.append(f"Something of “{name}” was damaged on the disk. It was put right.")


def _expect_usable(data: SessionData, damaged: Collection[str]) -> None:
    """Let words pass that only read differently; refuse what no window could show.

    Raises:
        Unreadable: it cannot be used.
    """
    from facilitator.document import expect_usable

    try:
        expect_usable(data, damaged)
    except FacilitatorError as error:
        raise Unreadable(str(error)) from error


def _title(rows: _Stored) -> str:
    place = [name for name, _ in SHAPES["sessions"].columns].index("title")
    return " ".join(str(rows["sessions"][0][place]).split()) if rows["sessions"] else ""
