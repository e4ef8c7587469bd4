"""Beginning and opening sessions: a method, a store and a title become a `Session`."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator import activities
from facilitator.acts.agenda import entries_for
from facilitator.ids import new_id, utc_now
from facilitator.library.snapshot import snapshot_of
from facilitator.method import Method
from facilitator.model import Row, SessionRow
from facilitator.session import Session
from facilitator.state import Place, SessionData, empty_tables
from facilitator.store import MemoryStore
from facilitator.text import one_line

if TYPE_CHECKING:
    from facilitator.library import Library


def first_rows(
    method: Method,
    title: str,
    *,
    people: int = 10,
    minutes: float | None = None,
    community_id: str | None = None,
    follows_id: str | None = None,
    planned: Mapping[str, float] | None = None,
) -> list[Row]:
    """Return the rows with which a session of `method` begins, its own row first.

    `people` is the head count, `minutes` the planned length (`planned_length` with None), `planned` other minutes by
    "activity/phase". What only makes sense after an earlier session is skipped unless it follows one.

    Raises:
        UserError: the title is empty or too long.
    """
    needless = frozenset() if follows_id is not None else only_after_another(method)
    session_id = new_id()
    row = SessionRow(
        id=session_id,
        session_id=session_id,
        title=one_line(title),
        method_id=method.id,
        method=snapshot_of(method),
        community_id=community_id,
        follows_id=follows_id,
        created=utc_now(),
        minutes=planned_length(method, follows=follows_id is not None) if minutes is None else minutes,
        head_count=people,
    )
    entries = entries_for(method, session_id, planned)
    return [row, *(replace(each, skipped=each.id in needless) for each in entries)]


def planned_length(method: Method, *, follows: bool) -> float:
    """Return how many minutes a session of `method` is planned for: without what only makes sense after another one.

    The method's own length where nothing in it depends on that.
    """
    needless = only_after_another(method)
    if not needless:
        return method.minutes
    return sum(each.minutes for each in method.activities if follows or each.id not in needless)


def only_after_another(method: Method) -> frozenset[str]:
    """Return the ids of the activities that only make sense in a session that follows an earlier one."""
    return frozenset(
        each.id
        for each in method.activities
        if activities.kind(each.kind).only_after_another(phase.id for phase in each.phases)
    )


def new_session(library: "Library", method: Method, title: str, *, people: int = 10) -> str:
    """Add a session of `method` to the library and return its id.

    Raises:
        UserError: the title is empty or too long.
        EnvironmentFault: the library cannot be written.
    """
    return library.add_session(first_rows(method, title, people=people))


def open_session(library: "Library", session_id: str) -> Session:
    """Open a session of the library where it stood, its clock at rest.

    Raises:
        UserError: the library has no such session.
        EnvironmentFault: it cannot be read.
    """
    data, place = library.load(session_id)
    return Session(data, library, place)


def rehearse(method: Method, title: str = "Rehearsal") -> Session:
    """Return a session that is kept nowhere: to try a method, and for tests."""
    tables = empty_tables()
    for row in first_rows(method, title):
        tables["sessions" if isinstance(row, SessionRow) else "agenda"][row.id] = row
    return Session(SessionData(method, tables), MemoryStore(), Place())
