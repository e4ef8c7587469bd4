"""Something that a session found and that is worth a closer look: what a force field on it begins with.

Every kind that finds something makes a `Finding` of it; `facilitator.following.force_field_on` opens the session.
"""

from typing import NamedTuple

from facilitator import analysis, commitments, ratings
from facilitator.candidates import candidates_in
from facilitator.errors import UserError
from facilitator.method import Activity
from facilitator.state import SessionData


class Finding(NamedTuple):
    """What was found, in the activity and under the id that keep it there.

    `now` and `wanted` draft the change; `helps` and `hinders` are first forces, one a sentence, for the room to change.
    Each may be empty.
    """

    activity_id: str
    item_id: str
    title: str
    now: str = ""
    wanted: str = ""
    helps: tuple[str, ...] = ()
    hinders: tuple[str, ...] = ()


def topic_finding(data: SessionData, topic_id: str) -> Finding:
    """Return a topic of a rating: what the bottom of its scale means is now, what the top means is wanted.

    Raises:
        UserError: the session rates no such topic.
    """
    for activity in data.method.activities:
        if activity.kind == ratings.KIND:
            for topic in ratings.topics(data, activity):
                if topic.id == topic_id:
                    return Finding(activity.id, topic.id, topic.title, topic.low, topic.high)
    raise UserError("This topic is not there any more. Look at the list again.")


def factor_finding(data: SessionData, factor_id: str) -> Finding:
    """Return a contributing factor: it is so now, and what was promised about it helps already.

    Raises:
        UserError: the session has no such factor.
    """
    home = analysis.home(data.method)
    factor = next((each for each in analysis.factors(data) if each.id == factor_id), None)
    if home is None or factor is None:
        raise UserError("This factor is not there any more. Look at the list again.")
    promised = commitments.commitments(data)
    helps = (
        each.action.text
        for each in (promised.commitments if promised is not None else ())
        if each.factor_id == factor_id
    )
    return Finding(home, factor.id, factor.text, now=factor.text, helps=tuple(helps))


HELPS, HINDERS = "helps", "hinders"
"""The settings that name the lanes of a brainstorm which are the two sides of a change."""


def has_two_sides(activity: Activity) -> bool:
    """Tell whether the lanes of an activity are what helps a change and what holds it back."""
    return bool(activity.settings.get(HELPS) and activity.settings.get(HINDERS))


def sides_finding(data: SessionData, activity_id: str) -> Finding:
    """Return the two sides of a change: each group and each loose note of their lanes is a force.

    Raises:
        UserError: the session has no such activity, or nothing stands in its lanes yet.
    """
    activity = data.method.activity(activity_id)
    if activity is None or not has_two_sides(activity):
        raise UserError("This activity has no two sides to weigh.")
    helps, hinders = (
        tuple(each.title for each in candidates_in(data, str(activity.settings[side])))
        for side in (HELPS, HINDERS)
    )
    if not helps and not hinders:
        raise UserError("Nothing is written yet. Write who gains first, then look at it.")
    return Finding(activity.id, str(activity.settings[HINDERS]), activity.title, helps=helps, hinders=hinders)
