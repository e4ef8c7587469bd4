"""What leaves the shelf of an open library: the archive, the bin, the names of participants. A part of `Library`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from facilitator.ids import to_stamp, utc_now
from facilitator.library.handle import Handle

if TYPE_CHECKING:
    from facilitator.library.cleaning import Cleaning
    from facilitator.library.record import Image


class Removal:
    """Sessions put away, deleted, or without what names people."""

    monotonic: Callable[[], float]
    _handle: Handle

    def set_archived(self, session_id: str, archived: bool) -> None:
        """Put a session away, or take it out again."""
        act = "session.archived" if archived else "session.unarchived"
        self._change_session(act, session_id, archived=archived)

    def bin(self, session_id: str) -> None:
        """Move a session to the bin."""
        self._change_session("session.binned", session_id, deleted=utc_now())

    def restore_from_bin(self, session_id: str) -> None:
        """Take a session out of the bin."""
        self._change_session("session.unbinned", session_id, deleted=None)

    def empty_bin(self, older_than_days: int | None = None) -> int:
        """Delete what is in the bin for good, or only what lies there for so many days; returns how many sessions.

        Their words are taken out of every table, of the search index and of the histories. Emptied by hand, the file
        is written anew as well, since parts of it that are free may still hold some of them; that holds up other acts
        of a large library, so it is left out when `older_than_days` is given.
        """
        from facilitator.library import cleaning, record, sessions

        limit = "9999"
        if older_than_days is not None:
            limit = to_stamp(datetime.now(UTC) - timedelta(days=older_than_days))
        with self._handle.writing() as connection:
            found = connection.execute(
                'SELECT "id" FROM "sessions" WHERE "deleted" IS NOT NULL AND "deleted" <= ?', (limit,)
            ).fetchall()
            gone = [session_id for (session_id,) in found]
            if not gone:
                return 0
            sessions.destroy(connection, gone)
            images = [_went(session_id) for session_id in gone]
            record.append_for_library(connection, "bin.emptied", utc_now(), images)
        with self._handle.reading() as connection:
            if older_than_days is None:
                cleaning.pack(connection)
            else:
                # Otherwise the words stay readable in the pages that wait beside the file.
                connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return len(gone)

    def names_to_clean(self, session_id: str, also: Sequence[str] = (), sure: Sequence[str] = ()) -> Cleaning:
        """Return what `clean_names` would replace in a finished session: see `facilitator.library.cleaning.preview`.

        Raises:
            UserError: the session is not finished.
        """
        from facilitator.library import cleaning

        with self._handle.reading() as connection:
            return cleaning.preview(connection, session_id, also, sure)

    def clean_names(self, session_id: str, also: Sequence[str] = (), sure: Sequence[str] = ()) -> Cleaning:
        """Delete the names of participants from a finished session for good and return what was replaced.

        The session must not be open meanwhile. Nothing of it can be undone: its history goes.

        Raises:
            UserError: the session is not finished.
        """
        from facilitator.library import cleaning

        with self._handle.writing() as connection:
            found = cleaning.preview(connection, session_id, also, sure)
            cleaning.clean(connection, session_id, found, utc_now(), self.monotonic())
        with self._handle.reading() as connection:
            cleaning.pack(connection)
        return found

    def _change_session(self, act: str, session_id: str, **changed: Any) -> None:
        from facilitator.library import record, sessions

        with self._handle.writing() as connection:
            change = sessions.change_session(connection, session_id, **changed)
            if change is not None:
                record.append_for_library(connection, act, utc_now(), [record.image_of(change)])


def _went(session_id: str) -> Image:
    """Return the image of a session that went, in the history of the library: without its words."""
    return {"table": "sessions", "id": session_id, "before": {}, "after": None}
