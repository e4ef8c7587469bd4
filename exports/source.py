"""What every file is written from: an immutable session value, so that no export ever touches the library."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from facilitator.document import CommunityNamed
from facilitator.ids import utc_now
from facilitator.library.record import HistoryRecord
from facilitator.private import data_for_others, place_for_others, private_ids
from facilitator.session import Session
from facilitator.state import Place, SessionData, spent_at, value_id

_DATE_ACTS = frozenset({"session.title", "session.length", "session.starts"})


@dataclass(frozen=True, slots=True)
class Source:
    """A session as it stands.

    `place` has its clock at rest, `exported` is a stamp. `community` and `history` are what the library knows
    besides; `history` is None unless it was asked for. `sure` are names that give way to roles wherever they stand with
    a capital, though they are common words too. `changed` are the stamps at which the title, the length or the begin of
    a session with a set time were changed, oldest first.
    """

    data: SessionData
    place: Place
    exported: str
    community: CommunityNamed | None = None
    history: tuple[HistoryRecord, ...] | None = None
    sure: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()

    @property
    def spent(self) -> Mapping[str, float]:
        """The seconds really used by "activity/phase" or a break's id, the present timebox included."""
        return spent_at(self.place, 0.0)


def for_others(source: Source) -> Source:
    """Return a source without what its method keeps to the facilitator, its history included."""
    private = private_ids(source.data.method)
    if not private:
        return source
    history = source.history
    if history is not None:
        begins = tuple(value_id(each, "") for each in private)
        history = tuple(
            replace(
                entry,
                images=tuple(
                    image
                    for image in entry.images
                    if image["table"] != "activity_values" or not str(image["id"]).startswith(begins)
                ),
            )
            for entry in history
        )
    return replace(
        source,
        data=data_for_others(source.data, private),
        place=place_for_others(source.place, private),
        history=history,
    )


def source_of(session: Session) -> Source:
    """Return an open session as it stands now."""
    at_rest = replace(session.place, timebox=session.place.timebox.paused(session.monotonic()))
    changed = session.when(_DATE_ACTS) if session.data.session.starts else ()
    return Source(session.data, at_rest, utc_now(), changed=changed)
