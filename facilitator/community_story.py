"""A community as a whole: its page, its sessions in order, what is open, its canvas and its ratings over time."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from facilitator import ratings
from facilitator.communities import CommunityPage, page_of
from facilitator.model_listed import Community
from facilitator.state import SessionData

if TYPE_CHECKING:
    from facilitator.library import ActionListing, Library, SessionSummary


@dataclass(frozen=True, slots=True)
class CommunityStory:
    """What is known of a community.

    `sessions` are in the order in which they were run. `canvas` is the id of the newest session whose canvas has
    anything in it, `rated` the newest run of each method that rates topics: it knows the runs before it. Both leave out
    what was never begun.
    """

    community: Community
    page: CommunityPage
    sessions: tuple["SessionSummary", ...]
    actions: tuple["ActionListing", ...]
    canvas: str | None
    rated: tuple[str, ...]

    @property
    def newest(self) -> "SessionSummary | None":
        """The session that was run last."""
        return next(iter(self.sessions[::-1]), None)


def community_story(library: "Library", community_id: str) -> CommunityStory:
    """Return a community as a whole.

    Raises:
        UserError: there is no such community.
        EnvironmentFault: the library cannot be read.
    """
    community = library.community(community_id)
    sessions = tuple(library.community_sessions(community_id))
    canvas: str | None = None
    rated: list[str] = []
    looked_at: set[str] = set()
    for each in reversed(sessions):
        if each.started is None or (canvas is not None and each.method_id in looked_at):
            continue
        data, _ = library.load(each.id)
        if canvas is None and has_canvas(data):
            canvas = each.id
        if each.method_id not in looked_at and has_ratings(data):
            rated.append(each.id)
        looked_at.add(each.method_id)
    return CommunityStory(
        community,
        page_of(library.community_values(community_id)),
        sessions,
        tuple(library.community_actions(community_id)),
        canvas,
        tuple(rated),
    )


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
