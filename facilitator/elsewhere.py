"""Keeping an open session in another library when its own cannot be written to: nothing typed is lost."""

from pathlib import Path

from facilitator.errors import EnvironmentFault
from facilitator.library import Library
from facilitator.library.record import HISTORY_CUT, HistoryRecord, record_of
from facilitator.model import Community, Row
from facilitator.session import Session


def save_elsewhere(session: Session, old: Library, path: Path) -> Library:
    """Write `session` as it stands, waiting acts included, to the library at `path` and go on with it there.

    The library is made when it is not there. `old`, where the session came from, gives the history and the name of
    the community where it can still be read; otherwise undo begins anew. Returns the library, open; `old` stays
    open.

    Raises:
        UserError: the file at `path` is no library, or it holds this session already; the session stays where it was.
        EnvironmentFault: it cannot be written either, or is in use; the session stays where it was.
    """
    library = Library.create_or_open(path, "window")
    try:
        library.monotonic = session.monotonic
        rows: list[Row] = [row for table in session.data.tables.values() for row in table.values()]
        library.add_session(
            rows, place=session.place, history=_history(session, old), community=_community(session, old)
        )
    except BaseException:
        library.close()
        raise
    session.move_to_store(library)
    return library


def _history(session: Session, old: Library) -> list[HistoryRecord]:
    waiting = [record_of(entry) for entry in session.waiting_entries()]
    try:
        return [*old.history(session.id), *waiting]
    except EnvironmentFault:
        # Later acts are numbered on from the last one, so that one entry has to stand for all that is not known.
        return [HistoryRecord(session.last_number, HISTORY_CUT, session.wall())]


def _community(session: Session, old: Library) -> Community | None:
    wanted = session.data.session.community_id
    if wanted is None:
        return None
    try:
        return next((each for each in old.communities() if each.id == wanted), None)
    except EnvironmentFault:
        return None
