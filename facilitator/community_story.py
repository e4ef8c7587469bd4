"""A community as a whole: its page, its sessions in order, what is open, its canvas and its ratings over time."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from facilitator import ratings
from facilitator.communities import CommunityPage, page_of
from facilitator.state import Place, SessionData

if TYPE_CHECKING:
    from facilitator.library import ActionListing, Library, SessionSummary
    from facilitator.library.shelf import Traces
    from facilitator.model_listed import Community

Load = Callable[[str], tuple[SessionData, Place]]
"""Reads a session by its id, as `Library.load` does."""


@dataclass(frozen=True, slots=True)
class CommunityStory:
    """What lists know of a community. `sessions` are in the order in which they were run."""

    community: "Community"
    page: CommunityPage
    sessions: tuple["SessionSummary", ...]
    actions: tuple["ActionListing", ...]

    @property
    def newest(self) -> "SessionSummary | None":
        """The session that comes last: run, or in preparation."""
        return next(iter(self.sessions[::-1]), None)

    @property
    def held(self) -> "SessionSummary | None":
        """The session that was run last; None while none was."""
        return next((each for each in self.sessions[::-1] if each.started is not None), None)

    def planned(self, now: str) -> "SessionSummary | None":
        """The first session that is planned for later than `now`, a stamp; None without any."""
        coming = [each for each in self.sessions if each.started is None and (each.starts or "") > now]
        return min(coming, key=lambda each: each.starts or "", default=None)


class Held(NamedTuple):
    """A session that was begun, with all that it holds and where it stands."""

    data: SessionData
    place: Place


@dataclass(frozen=True, slots=True)
class Newest:
    """What the sessions of a community say now: for this they are read as a whole.

    `canvas` is the newest session whose canvas has anything in it, `rated` the newest run of each method that rates
    topics: it knows the runs before it. Both leave out what was never begun.
    """

    canvas: Held | None = None
    rated: tuple[Held, ...] = ()


def community_story(library: "Library", community_id: str) -> CommunityStory:
    """Return what lists know of a community, without reading any of its sessions.

    Raises:
        UserError: there is no such community.
        EnvironmentFault: the library cannot be read.
    """
    return CommunityStory(
        library.community(community_id),
        page_of(library.community_values(community_id)),
        tuple(library.community_sessions(community_id)),
        tuple(library.community_actions(community_id)),
    )


def newest_of(story: CommunityStory, traces: "Traces", load: Load) -> Newest:
    """Return what the sessions of a community say now; only those are loaded that can matter, see `traces`."""
    canvas: Held | None = None
    rated: dict[str, Held] = {}
    for each in reversed(story.sessions):
        may_fill = canvas is None and each.id in traces.filled
        may_rate = each.method_id not in rated and each.id in traces.scored
        if each.started is None or not (may_fill or may_rate):
            continue
        held = Held(*load(each.id))
        if may_fill and has_canvas(held.data):
            canvas = held
        if may_rate and has_ratings(held.data):
            rated[each.method_id] = held
    return Newest(canvas, tuple(rated.values()))


def has_canvas(data: SessionData) -> bool:
    """Tell whether anything stands on the canvas of a session."""
    canvas = data.method.canvas
    return canvas is not None and any(data.outcomes.get(box.id) for box in canvas.boxes)


def has_ratings(data: SessionData) -> bool:
    """Tell whether the room agreed on any topic, in this run or an earlier one."""
    return any(
        each.runs or any(topic.agreed is not None for topic in each.topics)
        for each in ratings.ratings_of(data)
    )
