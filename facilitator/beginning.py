"""Beginning a session with everything that was agreed beforehand, in one step: no act that undo could take back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitator.activities.brainstorm import ENTRY
from facilitator.carrying import carried, session_to_follow
from facilitator.errors import UserError
from facilitator.ids import new_id, utc_now
from facilitator.method import Method
from facilitator.model import ActivityValue, Community, Participant, Row, SessionRow
from facilitator.opening import first_rows
from facilitator.state import value_id
from facilitator.store import HistoryEntry
from facilitator.text import one_line
from facilitator.variants import in_variant

if TYPE_CHECKING:
    from facilitator.library import Library

MOST_PEOPLE = 999


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before a session begins.

    `people` is the head count, at least as many as `names`; `minutes` the planned length, the method's own with
    None; `starts` and `created` are stamps, `created` now with None; with `keep_authors` notes carry names; with
    `wall` the stickies stay on the wall; `follows_id` is the session that this one follows; `variant` is the id of one
    of the method's variants, of no matter to a session that follows: it has the timeboxes of the earlier one.
    """

    title: str
    people: int = 10
    names: Sequence[str] = ()
    minutes: float | None = None
    starts: str | None = None
    community_id: str | None = None
    keep_authors: bool = False
    wall: bool = False
    follows_id: str | None = None
    created: str | None = None
    variant: str | None = None


def begin_session(library: "Library", method: Method, beginning: Beginning, new_community: str = "") -> str:
    """Add a session of `method` to the library and return its id.

    A session that follows one of the same method has that method as it was then, and takes along what was found and
    what is still to be done there (`facilitator.carrying`); after one of another method only the promises come along.
    `new_community` is the name of a community that is added with it and holds it.

    Raises:
        UserError: the title or a name is empty or too long, there are too many people, the method has no such variant,
            or the session to follow is gone, in the bin, or of another method that this one does not look back at;
            nothing was written.
        EnvironmentFault: the library cannot be written.
    """
    people = max(beginning.people, len(beginning.names))
    if not 1 <= people <= MOST_PEOPLE:
        raise UserError(f"The number of people is between 1 and {MOST_PEOPLE}.")
    earlier = session_to_follow(library, beginning.follows_id, method) if beginning.follows_id else None
    other = earlier is not None and earlier.method.id != method.id
    community = Community(new_id(), new_community, utc_now()) if new_community else None
    first, *agenda = first_rows(
        earlier.method if earlier is not None and not other else in_variant(method, beginning.variant),
        beginning.title,
        people=people,
        minutes=beginning.minutes,
        community_id=community.id if community is not None else beginning.community_id,
        follows_id=beginning.follows_id,
    )
    assert isinstance(first, SessionRow)
    session = replace(
        first,
        starts=beginning.starts,
        keep_authors=beginning.keep_authors,
        created=beginning.created or first.created,
    )
    rows: list[Row] = [session, *agenda]
    for index, name in enumerate(beginning.names):
        rows.append(Participant(new_id(), session.id, one_line(name, "A name"), position=float(index)))
    if beginning.wall:
        rows.append(ActivityValue(value_id("", ENTRY), session.id, "", ENTRY, {"is": "wall"}))
    elsewhere: Mapping[str, HistoryEntry] = {}
    if earlier is not None:
        taken = carried(library, earlier, session.id, session.created, promises_only=other)
        rows += taken.rows
        elsewhere = taken.elsewhere
    return library.add_session(rows, community=community, elsewhere=elsewhere)
