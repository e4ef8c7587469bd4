"""Running a method again, and going deeper into one of its topics: sessions that follow an earlier one."""

from dataclasses import replace
from typing import TYPE_CHECKING

from facilitator import forces, method_files, ratings
from facilitator.beginning import Beginning, begin_session
from facilitator.carrying import ABOUT, session_to_follow
from facilitator.errors import UserError
from facilitator.model import ActivityValue, Row, SessionRow
from facilitator.opening import first_rows
from facilitator.session import Session
from facilitator.state import value_id

if TYPE_CHECKING:
    from facilitator.library import Library

FORCE_FIELD = "force-field"
"""The method with which a topic is looked into."""


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

    The change is drafted from the topic: what the bottom of its scale means is now, what the top means is wanted.

    Raises:
        UserError: the session rates no such topic, or the title is empty or too long; nothing was written.
        EnvironmentFault: the library cannot be written.
    """
    data = session.data
    activity, topic = next(
        (
            (activity, topic)
            for activity in data.method.activities
            if activity.kind == ratings.KIND
            for topic in ratings.topics(data, activity)
            if topic.id == topic_id
        ),
        (None, None),
    )
    if activity is None or topic is None:
        raise UserError("This topic is not there any more. Look at the list again.")
    method = method_files.load(FORCE_FIELD)
    home = forces.home(method)
    assert home is not None
    row, *agenda = first_rows(
        method,
        f"{topic.title}: what helps, what hinders" if title is None else title,
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
    about = {"session": session.id, "activity": activity.id, "item": topic.id, "title": topic.title}
    rows: list[Row] = [row, *agenda]
    for activity_id, key, value in (
        ("", ABOUT, about),
        (home, "change", {"now": topic.low, "wanted": topic.high}),
    ):
        rows.append(ActivityValue(value_id(activity_id, key), row.id, activity_id, key, {"is": value}))
    return library.add_session(rows)
