"""Running a method again, and going deeper into something it found: sessions that follow an earlier one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator import forces, method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.carrying import ABOUT, session_to_follow
from facilitator.findings import Finding, topic_finding
from facilitator.ids import new_id
from facilitator.method import Method
from facilitator.model import ActivityValue, Note, Row, SessionRow
from facilitator.opening import first_rows
from facilitator.session import Session
from facilitator.state import value_id
from facilitator.text import clean, required, shorten

if TYPE_CHECKING:
    from facilitator.library import Library

FORCE_FIELD = "force-field"
"""The method with which something that was found is looked into."""


def follow(
    library: "Library",
    earlier_id: str,
    *,
    title: str | None = None,
    people: int | None = None,
    created: str | None = None,
) -> str:
    """Begin a session that follows an earlier one, and return its id.

    It has the same method, to the word, the same community, and what the kinds of its activities carry; open action
    items move into it (`facilitator.carrying`). Title and number of people are those of the earlier one unless given;
    `created` is a stamp, now with None. Whoever has the earlier session open opens it anew afterwards.

    Raises:
        UserError: there is no such session, it is in the bin, the title is empty or too long, or too many people;
            nothing was written.
        EnvironmentFault: the library cannot be read or written; nothing was written.
    """
    data = session_to_follow(library, earlier_id)
    session = data.session
    beginning = Beginning(
        title=session.title if title is None else title,
        people=session.head_count if people is None else people,
        community_id=session.community_id,
        keep_authors=session.keep_authors,
        follows_id=earlier_id,
        created=created,
    )
    return begin_session(library, data.method, beginning)


def topic_force_field(
    library: "Library",
    session: Session,
    topic_id: str,
    *,
    title: str | None = None,
    created: str | None = None,
) -> str:
    """Begin a force field on a topic that `session` rates, and return its id.

    Raises:
        UserError, EnvironmentFault: as `force_field_on`, or the session rates no such topic.
    """
    return force_field_on(
        library, session, topic_finding(session.data, topic_id), title=title, created=created
    )


def force_field_on(
    library: "Library",
    session: Session,
    finding: Finding,
    *,
    title: str | None = None,
    created: str | None = None,
) -> str:
    """Begin a force field on something that `session` found, and return its id.

    It belongs to the same community and follows `session`, so that the next run of that looks at what was promised
    here. The change is drafted from the finding, and its first forces stand in their lanes. `created` is a stamp.

    Raises:
        UserError: the title is empty or too long; nothing was written.
        EnvironmentFault: the library cannot be written.
    """
    data = session.data
    method = method_files.load(FORCE_FIELD)
    home = forces.home(method)
    assert home is not None
    row, *agenda = first_rows(
        method,
        f"{shorten(finding.title)}: what helps, what hinders" if title is None else title,
        people=data.session.head_count,
        community_id=data.session.community_id,
    )
    assert isinstance(row, SessionRow)
    row = replace(
        row,
        follows_id=session.id,
        keep_authors=data.session.keep_authors,
        created=row.created if created is None else created,
    )
    about = {
        "session": session.id,
        "activity": finding.activity_id,
        "item": finding.item_id,
        "title": finding.title,
    }
    change = {"now": finding.now, "wanted": finding.wanted}
    rows: list[Row] = [row, *agenda, *_first_forces(method, row.id, finding)]
    for activity_id, key, value in (("", ABOUT, about), (home, "change", change)):
        rows.append(ActivityValue(value_id(activity_id, key), row.id, activity_id, key, {"is": value}))
    return library.add_session(rows)


def _first_forces(method: Method, session_id: str, finding: Finding) -> list[Row]:
    sides: tuple[tuple[forces.Side, tuple[str, ...]], ...] = (
        (forces.DRIVER, finding.helps),
        (forces.RESTRAINER, finding.hinders),
    )
    said = [
        (lane, text)
        for side, texts in sides
        if (lane := forces.lane_of(method, side)) is not None
        for text in texts
        if clean(text)
    ]
    return [
        Note(new_id(), session_id, lane.id, required(text), lane.colour, position=float(number))
        for number, (lane, text) in enumerate(said, start=1)
    ]
