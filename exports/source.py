"""What every file is written from: an immutable session value, so that no export ever touches the library."""

from dataclasses import dataclass, replace

from facilitator.document import CommunityNamed
from facilitator.ids import utc_now
from facilitator.library.record import HistoryRecord
from facilitator.session import Session
from facilitator.state import Place, SessionData, spent_at


@dataclass(frozen=True, slots=True)
class Source:
    """A session as it stands.

    `place` has its clock at rest with all seconds spent so far, `exported` is a stamp. `community` and `history` are
    what the library knows besides; `history` is None unless it was asked for.
    """

    data: SessionData
    place: Place
    exported: str
    community: CommunityNamed | None = None
    history: tuple[HistoryRecord, ...] | None = None


def source_of(session: Session) -> Source:
    """Return an open session as it stands now."""
    now = session.monotonic()
    place = session.place
    at_rest = replace(place, timebox=place.timebox.paused(now))
    if place.timebox.running:
        at_rest = replace(at_rest, spent=spent_at(place, now))
    return Source(session.data, at_rest, utc_now())
