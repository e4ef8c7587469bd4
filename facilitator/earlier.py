"""What was promised in the session that this one follows, and what became of it: one line an action item.

A session that follows another keeps under "earlier" (of no activity) what it was told when it began: {"session",
"title", "date", "actions": [{"id", "text", "owner", "due", "state", "topic", "about"}]}. An item that was open then
came along and is in this session now, under the same id; of the others only that entry is known. "about" is the topic
or force that led to it, {"activity", "item"}, where one did.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator import forces, ratings, scoring
from facilitator.model import ActionItem
from facilitator.ratings import Agreed, Rating
from facilitator.state import SessionData

EARLIER = "earlier"
OPEN = "open"


@dataclass(frozen=True, slots=True)
class EarlierAction:
    """An action item of the session before.

    `own` says that it is open work of this session now: its state can be changed here. `then` and `now` are what its
    topic or force stood at, "red" or "4": in the earlier session, and in this one once the room has seen it.
    """

    action_id: str
    text: str
    owner: str = ""
    due: str | None = None
    state: str = "open"
    topic: str = ""
    own: bool = False
    then: str | None = None
    now: str | None = None


@dataclass(frozen=True, slots=True)
class EarlierSession:
    """The session that this one follows; `date` is an ISO date."""

    session_id: str
    title: str
    date: str


def earlier_session(data: SessionData) -> EarlierSession | None:
    """Return the session that this one follows, None when it follows none."""
    kept = data.value("", EARLIER)
    return EarlierSession(kept["session"], kept["title"], kept["date"]) if kept else None


def earlier_actions(data: SessionData) -> tuple[EarlierAction, ...]:
    """Return what was promised last time: what was open when this session began first, each part as it was said.

    So nothing changes its place while the room goes through it. Items that came along and were deleted here are left
    out.
    """
    kept = data.value("", EARLIER)
    entries = kept["actions"] if kept else ()
    here = {each.id: each for each in data.actions}
    rated = {each.activity_id: each for each in ratings.ratings_of(data)}
    found = []
    for entry in entries:
        then, now = _then_and_now(data, rated, entry.get("about"))
        row = here.get(entry["id"])
        if row is not None:
            # What a force field of a topic led to says nothing of that topic itself.
            topic = row.topic or entry.get("topic", "")
            found.append(
                EarlierAction(row.id, row.text, row.owner, row.due, row.state, topic, True, then, now)
            )
        elif entry["state"] != "open":
            said = {key: entry[key] for key in ("text", "owner", "due", "state", "topic") if key in entry}
            found.append(EarlierAction(entry["id"], **said, then=then, now=now))
    return tuple(sorted(found, key=lambda each: not each.own))


def next_steps(data: SessionData) -> tuple[ActionItem, ...]:
    """Return what is to be done from here on: not what came along from last time and was settled in this session."""
    kept = data.value("", EARLIER)
    came_along = {each["id"] for each in kept["actions"]} if kept else set()
    return tuple(each for each in data.actions if each.state == OPEN or each.id not in came_along)


def _then_and_now(
    data: SessionData, rated: Mapping[str, Rating], about: Mapping[str, Any] | None
) -> tuple[str | None, str | None]:
    """Return what the topic or force of an item stood at, in words."""
    if not about:
        return None, None
    if about["activity"] in rated:
        return _topic(rated[about["activity"]], about["item"])
    field = forces.force_field(data)
    force = next(
        (each for each in (*field.forces, *field.gone) if each.force.id == about["item"])
        if field
        else iter(()),
        None,
    )
    if force is None:
        return None, None
    figures = (force.then_figure, force.figure)
    then, now = (None if each is None else scoring.in_figures(each) for each in figures)
    return then, now


def _topic(rating: Rating, topic_id: str) -> tuple[str | None, str | None]:
    last = next((run.topics[topic_id] for run in reversed(rating.runs) if topic_id in run.topics), None)
    here = rating.find(topic_id)
    return _words(rating, last.agreed if last else None), _words(rating, here.agreed if here else None)


def _words(rating: Rating, agreed: Agreed | None) -> str | None:
    """Return agreed scores as they are said in a sentence: "red", or "4, often" on two scales."""
    scores = agreed.values if agreed else {}
    said = [scale.word(scores[scale.id]).lower() for scale in rating.scales if scale.id in scores]
    return ", ".join(said) or None
