"""Which postmortems have to be thought of now: a meeting that is near, or a last day that comes without one.

Everybody should have the written part 24 hours ahead (`postmortems.AHEAD`); whoever has to send it hears of it half a
day earlier, so that a morning is enough. Only sessions that are still being prepared count, none of them closed.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, NamedTuple

from facilitator import deadlines, moments
from facilitator.deadlines import Rule
from facilitator.ids import from_stamp, to_stamp
from facilitator.postmortems import AHEAD, postmortem
from facilitator.timelines import INCIDENT

if TYPE_CHECKING:
    from facilitator.library import Library

NOTICE = AHEAD + timedelta(hours=12)
"""How long before its meeting a postmortem is thought of."""
NO_PLAN = timedelta(days=1)
"""How long before its last day a postmortem without a meeting is thought of."""
FORGOTTEN = timedelta(days=30)
"""How long after its last day it still is."""


class Ahead(NamedTuple):
    """A postmortem to think of.

    With a meeting, `starts` is its stamp and `send_by` the one by which everybody should have the written part. Without
    one, `meeting_by` is the last day for it and `starts` None.
    """

    session_id: str
    title: str
    word: str
    severity: str
    starts: str | None
    send_by: str | None
    meeting_by: date | None


def ahead(
    library: "Library", now: datetime, meetings: Mapping[int, Rule] = deadlines.MEETINGS
) -> tuple[Ahead, ...]:
    """Return the postmortems to think of at `now`, which has a zone: meetings first, each group by its day.

    Raises:
        EnvironmentFault: the library cannot be read.
    """
    found = []
    for session_id, starts in library.planned(INCIDENT).items():
        if not starts or _near(starts, now):
            # A whole session takes a while to read: only those that may be meant are.
            said = _of(library, session_id, now, meetings)
            if said is not None:
                found.append(said)
    return tuple(
        sorted(found, key=lambda each: (not each.starts, each.starts or str(each.meeting_by), each.title))
    )


def _near(starts: str, now: datetime) -> bool:
    return timedelta() < from_stamp(starts) - now <= NOTICE


def _of(library: "Library", session_id: str, now: datetime, meetings: Mapping[int, Rule]) -> Ahead | None:
    data, _ = library.load(session_id)
    whole = postmortem(data, meetings)
    if whole is None or whole.status == "closed":
        return None
    starts = data.session.starts
    if not starts:
        if whole.meeting_by is None:
            return None
        left = whole.meeting_by - moments.local(to_stamp(now), whole.incident.zone).date()
        if not -FORGOTTEN <= left <= NO_PLAN:
            return None
    return Ahead(
        session_id,
        data.session.title,
        whole.word,
        whole.incident.severity,
        starts,
        whole.send_by,
        None if starts else whole.meeting_by,
    )
