"""Beginning a session with everything that was agreed beforehand, in one step: no act that undo could take back."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from facilitator.activities.brainstorm import ENTRY
from facilitator.errors import UserError
from facilitator.ids import new_id, utc_now
from facilitator.method import Method
from facilitator.model import ActivityValue, Community, Participant, Row, SessionRow
from facilitator.opening import first_rows
from facilitator.state import value_id
from facilitator.text import one_line

if TYPE_CHECKING:
    from facilitator.library import Library

MOST_PEOPLE = 999


@dataclass(frozen=True, slots=True)
class Beginning:
    """What is known before a session begins.

    `people` is the head count, at least as many as `names`; `minutes` the planned length, the method's own with
    None; `starts` a stamp; with `keep_authors` notes carry names; with `wall` the stickies stay on the wall.
    """

    title: str
    people: int = 10
    names: Sequence[str] = ()
    minutes: float | None = None
    starts: str | None = None
    community_id: str | None = None
    keep_authors: bool = False
    wall: bool = False


def begin_session(library: "Library", method: Method, beginning: Beginning, new_community: str = "") -> str:
    """Add a session of `method` to the library and return its id.

    `new_community` is the name of a community that is added with it and holds it; "" for none.

    Raises:
        UserError: the title or a name is empty or too long, or there are too many people; nothing was written.
        EnvironmentFault: the library cannot be written.
    """
    people = max(beginning.people, len(beginning.names))
    if not 1 <= people <= MOST_PEOPLE:
        raise UserError(f"The number of people is between 1 and {MOST_PEOPLE}.")
    community = Community(new_id(), new_community, utc_now()) if new_community else None
    first, *agenda = first_rows(
        method,
        beginning.title,
        people=people,
        minutes=beginning.minutes,
        community_id=community.id if community is not None else beginning.community_id,
    )
    assert isinstance(first, SessionRow)
    session = replace(first, starts=beginning.starts, keep_authors=beginning.keep_authors)
    rows: list[Row] = [session, *agenda]
    for index, name in enumerate(beginning.names):
        rows.append(Participant(new_id(), session.id, one_line(name, "A name"), position=float(index)))
    if beginning.wall:
        rows.append(ActivityValue(value_id("", ENTRY), session.id, "", ENTRY, {"is": "wall"}))
    return library.add_session(rows, community=community)
