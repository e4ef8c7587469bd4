"""The library: one SQLite file with all sessions, seen from the rest of the program."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitator.errors import EnvironmentFault
from facilitator.ids import new_id, utc_now
from facilitator.library import shelf, standing
from facilitator.library.circles import Communities
from facilitator.library.faults import told
from facilitator.library.handle import Handle
from facilitator.library.lock import LibraryLock
from facilitator.library.opening import create
from facilitator.library.paths import make_own_folder
from facilitator.library.removal import Removal
from facilitator.library.shelf import ActionListing, SessionSummary
from facilitator.library.standing import Standing
from facilitator.library.stranger import read_version
from facilitator.library.upkeep import Upkeep
from facilitator.model_listed import Community
from facilitator.text import one_line

# The first window lists what is there. What reads, writes and copies whole sessions is loaded when it is first used,
# which is why methods below import for themselves.
if TYPE_CHECKING:
    from sqlite_utils import Database

    from facilitator.library.backups import Progress
    from facilitator.library.record import HistoryRecord, Image
    from facilitator.library.search import Hit
    from facilitator.model import Row
    from facilitator.state import Place, SessionData
    from facilitator.store import HistoryEntry


class Library(Upkeep, Communities, Removal):
    """An open library: the store of every open session, and what lists and searches all of them.

    Only one thread writes. `backup_to`, `backup_if_due` and `check_copy` may run in one worker thread meanwhile,
    `load` and other reading in others; a job that comes when the library is closed meets `LibraryClosed`.
    Every method raises `EnvironmentFault` when the disk, the file or its place refuses; then nothing was written.
    Methods that take a session's id raise `UserError` when there is no such session.

    Attributes:
        path: the file.
    """

    def __init__(self, handle: Handle) -> None:
        """Take an opened file; use `create_or_open` or `open_existing`."""
        self.path = handle.path
        self.monotonic: Callable[[], float] = time.monotonic
        self._handle = handle
        self._utils: Database | None = None
        self._place_title = ("", "", "")
        self._times_found = 0
        try:
            with handle.reading() as connection:
                self._turn = shelf.newest_turn(connection)
        except BaseException:
            # Nobody else could give its lock back.
            handle.close()
            raise

    @classmethod
    def create_or_open(
        cls, path: Path, program: str = "command", progress: Progress | None = None
    ) -> Library:
        """Open the library at `path`, an empty one when there is none. `program` is "window" or "command".

        `progress` hears how far the backup before an upgrade is; what it raises leaves the library as it was.

        The folder has to be there, unless it is the user's own data folder.

        Raises:
            UserError: the file is no library that this program can use; it was not touched.
            EnvironmentFault: it is damaged, or the disk refused.
            LibraryInUse: another program has it open.
        """
        if path.exists():
            return cls.open_existing(path, program, progress)
        with told(path):
            make_own_folder(path)
            lock = LibraryLock(path, program)
            try:
                if not path.exists():
                    create(path)
            finally:
                lock.release()
        return cls(Handle(path, program))

    @classmethod
    def open_existing(cls, path: Path, program: str = "command", progress: Progress | None = None) -> Library:
        """Open the library at `path`, which has to be there; `progress` as for `create_or_open`.

        Raises:
            UserError: there is none, or the file is no library that this program can use; it was not touched.
            EnvironmentFault: it is damaged, or the disk refused.
            LibraryInUse: another program has it open.
        """
        # Before the lock, so that a stranger's file does not get a lock file put beside it.
        read_version(path)
        return cls(Handle(path, program, progress))

    def close(self) -> None:
        """Write everything back, leave one file and give the library free; harmless when closed already.

        Raises:
            EnvironmentFault: the disk refused; what was committed is safe beside the file.
        """
        self._utils = None
        self._handle.close()

    def __enter__(self) -> Library:
        """Return the library itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it."""
        self.close()

    @property
    def utils(self) -> Database:
        """The same connection as sqlite-utils sees it: for maintenance, never for the acts of a session."""
        connection = self._handle.connection
        if self._utils is None or self._utils.conn is not connection:
            # Slow to import and not needed for the first window.
            from sqlite_utils import Database

            self._utils = Database(connection)
        return self._utils

    # -- the store of open sessions ------------------------------------------------------------------------------

    def commit(self, session_id: str, entries: Sequence[HistoryEntry]) -> None:
        """See `facilitator.store.Store.commit`."""
        from facilitator.library.sessions import carry_out, not_yet_there

        if not entries:
            return
        with self._handle.writing() as connection:
            if self._handle.times_found:
                # The disk may have taken what it never said that it took.
                try:
                    entries = not_yet_there(connection, session_id, entries)
                except LookupError as error:
                    raise self._another_library() from error
            turn = self._newest_turn(connection) + 1
            if entries:
                carry_out(connection, session_id, entries, turn)
        self._turn = turn

    def keep_place(self, session_id: str, place: Place) -> None:
        """See `facilitator.store.Store.keep_place`. The timebox is read by this library's `monotonic`."""
        from facilitator.library import places, sessions

        try:
            with self._handle.writing() as connection:
                if self._place_title[:2] != (session_id, place.activity_id):
                    title = sessions.activity_titles(connection, session_id).get(place.activity_id, "")
                    self._place_title = (session_id, place.activity_id, title)
                places.keep(connection, session_id, place, self._place_title[2], self.monotonic())
        except sqlite3.IntegrityError as error:
            if not self._handle.times_found:
                raise
            raise self._another_library() from error

    def headings(self, session_id: str) -> list[HistoryEntry]:
        """See `facilitator.store.Store.headings`."""
        from facilitator.library import record

        with self._handle.reading() as connection:
            return record.headings(connection, session_id)

    def entry(self, session_id: str, number: int) -> HistoryEntry:
        """See `facilitator.store.Store.entry`."""
        from facilitator.library import record

        with self._handle.reading() as connection:
            return record.entry(connection, session_id, number)

    # -- sessions ------------------------------------------------------------------------------------------------

    def summaries(
        self, *, limit: int = 100, offset: int = 0, include_archived: bool = False, binned: bool = False
    ) -> list[SessionSummary]:
        """Return sessions, the last changed first; with `binned` only those in the bin, the last deleted first."""
        with self._handle.reading() as connection:
            return shelf.summaries(connection, limit, offset, include_archived, binned)

    def summary(self, session_id: str) -> SessionSummary | None:
        """Return a session as lists show it, None when there is none with this id or it is in the bin."""
        with self._handle.reading() as connection:
            return shelf.summary(connection, session_id)

    def newest_run(self, method_id: str, community_id: str) -> SessionSummary | None:
        """Return the session in which a community ran a method last, None when it never began one."""
        with self._handle.reading() as connection:
            return shelf.newest_run(connection, method_id, community_id)

    def values_of(self, key: str, method_id: str | None = None) -> dict[str, Any]:
        """Return what each session that is not in the bin keeps under a key of its activities, by the session's id."""
        with self._handle.reading() as connection:
            return shelf.values_of(connection, key, method_id)

    def planned(self, key: str) -> dict[str, str | None]:
        """Return when sessions in preparation begin that keep something under a key; None where no time is set."""
        with self._handle.reading() as connection:
            return shelf.planned(connection, key)

    def newest_with_open(self, community_id: str) -> SessionSummary | None:
        """Return the session of a community that began last among those with open next steps, None without any."""
        with self._handle.reading() as connection:
            return shelf.newest_with_open(connection, community_id)

    def interrupted(self) -> Standing | None:
        """Return the session that ran last and was not ended, None when there is none."""
        with self._handle.reading() as connection:
            return standing.interrupted(connection)

    def load(self, session_id: str) -> tuple[SessionData, Place]:
        """Return everything a session holds and where it stands, its clock at rest. May run in a worker thread."""
        from facilitator.library import loading

        return loading.load(self._handle, session_id)

    def session_ids_like(self, prefix: str) -> list[str]:
        """Return at most 20 ids of sessions that begin with `prefix`: `prefix` itself first, then the newest."""
        from facilitator.library import sessions

        with self._handle.reading() as connection:
            return sessions.ids_like(connection, prefix)

    def add_session(
        self,
        rows: Sequence[Row],
        *,
        place: Place | None = None,
        history: Sequence[HistoryRecord] = (),
        community: Community | None = None,
        elsewhere: Mapping[str, HistoryEntry] | None = None,
    ) -> str:
        """Write a whole session: exactly one `SessionRow` and rows that belong to it, in any order.

        `history` is written as it is, its rows are not carried out again. `community` is the one it belongs to, as it
        is known elsewhere: written with the session where the library has none with its id. `elsewhere` are acts on
        other sessions by their ids: written with this one or not at all. Returns the session's id.

        Raises:
            UserError: the library has a session with this id, or the community's name is empty.
            ValueError: the rows are not those of one session, or an act elsewhere does not follow the one before it.
        """
        from facilitator.library import places, record, sessions

        now = utc_now()
        with self._handle.writing() as connection:
            if community is not None and not shelf.has_community(connection, community.id):
                self._write_community(connection, community)
            turn = self._newest_turn(connection)
            for other_id, entry in (elsewhere or {}).items():
                turn += 1
                sessions.carry_out(connection, other_id, [entry], turn)
            turn += 1
            session = sessions.add(connection, rows, history, now, turn)
            if place is not None:
                titles = sessions.activity_titles(connection, session.id)
                title = titles.get(place.activity_id, "")
                places.keep(connection, session.id, place, title, self.monotonic())
            record.append_for_library(connection, "session.added", now, [_came(session.id)])
        self._turn = turn
        return session.id

    def copy_session(self, session_id: str, title: str) -> str:
        """Write a copy to be run anew under `title` and return its id: what was set, not what was written."""
        from facilitator.library import record, sessions

        copy_id, now = new_id(), utc_now()
        with self._handle.writing() as connection:
            turn = self._newest_turn(connection) + 1
            sessions.copy(connection, session_id, copy_id, one_line(title), now, turn)
            record.append_for_library(
                connection, "session.copied", now, [_came(copy_id, {"from": session_id})]
            )
        self._turn = turn
        return copy_id

    def followers(self, session_id: str) -> list[str]:
        """Return the ids of the sessions that follow this one, oldest first; those in the bin are left out."""
        with self._handle.reading() as connection:
            found = connection.execute(
                'SELECT "id" FROM "sessions" WHERE "follows_id" = ? AND "deleted" IS NULL ORDER BY "created", "id"',
                (session_id,),
            )
            return [each for (each,) in found]

    def history(self, session_id: str) -> list[HistoryRecord]:
        """Return a session's history with its row images, as documents carry it."""
        from facilitator.library import record

        with self._handle.reading() as connection:
            return record.records(connection, session_id)

    # -- action items and words ----------------------------------------------------------------------------------

    def open_actions(self, limit: int = 500) -> list[ActionListing]:
        """Return open action items of all sessions: by the day they are due, so the overdue first, undated last."""
        with self._handle.reading() as connection:
            return shelf.actions(connection, only_open=True, limit=limit)

    def all_actions(self, limit: int = 500) -> list[ActionListing]:
        """Return action items of all sessions, open ones first, each part in the order of `open_actions`."""
        with self._handle.reading() as connection:
            return shelf.actions(connection, only_open=False, limit=limit)

    def search(self, text: str, limit: int = 50) -> list[Hit]:
        """Return the newest places with every word of `text`, the last word as the beginning of one."""
        from facilitator.library import search

        with self._handle.reading() as connection:
            return search.find(connection, text, limit)

    # -- inside --------------------------------------------------------------------------------------------------

    def _another_library(self) -> EnvironmentFault:
        """Return what to tell people when the file that was found again is not the one that an open session is in."""
        return EnvironmentFault(
            f"{self.path} is not as it was before its disk was away: this session does not go on from it. Save to "
            "another place."
        )

    def _newest_turn(self, connection: sqlite3.Connection) -> int:
        """Return the turn of the act written last; asked for again once the file was found again."""
        if self._times_found != self._handle.times_found:
            self._turn = shelf.newest_turn(connection)
            self._times_found = self._handle.times_found
        return self._turn


def _came(session_id: str, after: dict[str, Any] | None = None) -> Image:
    """Return the image of a session that came. Without its words: those are deleted with the session."""
    return {"table": "sessions", "id": session_id, "before": None, "after": after or {}}
