"""Rating: topics on one or two scales, voted blind, agreed together, compared with earlier sessions."""

from collections.abc import Mapping
from dataclasses import dataclass

from facilitator import ratings, scoring
from facilitator.activities.kind import Kind
from facilitator.against import Point, points
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.model import ActivityValue, Row
from facilitator.ratings import Agreed, Rating, RatingScale, Run, Topic, TopicFigures
from facilitator.scoring import Scale
from facilitator.setting_shapes import Entries, OneOf, WordsOfNumbers
from facilitator.state import SessionData, value_id

RANGES = {each.id: (each.least, each.most) for each in scoring.SCALES.values() if not each.dots}
"""The scales of a rating, each with its lowest and highest score. Dots are for choosing among topics: not here."""
MOST_SCALES = 2


@dataclass(frozen=True, slots=True)
class TopicView:
    """A topic as the room sees it."""

    title: str
    high: str
    middle: str
    low: str
    icon: str = ""


@dataclass(frozen=True, slots=True)
class PlanView:
    """What somebody will do about a topic; `due` is an ISO date."""

    topic: str
    text: str
    owner: str
    due: str | None


@dataclass(frozen=True, slots=True)
class RatingView:
    """What the room sees.

    In "rate": the topic, `number` of `count`, and once its votes are shown `counts` (by scale, how many gave each
    score, the lowest first), what is `agreed`, and what `was` agreed at `was_date`. Before that these are None, the
    last run too: nobody votes after a figure. In the other phases `overview` has all topics, with what was shown of
    them; in "picture" and "plan" the earlier `runs` come along, in "plan" the action items, in "picture" the `points`
    where one scale stands against the other.
    """

    phase: str
    question: str
    number: int
    count: int
    topic: TopicView | None
    scales: tuple[RatingScale, ...]
    counts: Mapping[str, tuple[int, ...]] | None = None
    agreed: Agreed | None = None
    was: Agreed | None = None
    was_date: str | None = None
    overview: tuple[TopicFigures, ...] = ()
    runs: tuple[Run, ...] = ()
    plan: tuple[PlanView, ...] = ()
    page: int = 0
    points: tuple[Point, ...] = ()


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> RatingView:
    """Return what the room may see: no vote of a topic before it is shown."""
    now = ratings.rating(data, activity)
    if phase == "rate":
        return _rating_one(now, activity, focus)
    later = phase in ("picture", "plan")
    return RatingView(
        phase=phase,
        question=activity.question,
        number=0,
        count=len(now.topics),
        topic=None,
        scales=now.scales,
        overview=now.topics if later else tuple(TopicFigures(each.topic, {}) for each in now.topics),
        runs=now.runs if later else (),
        plan=_plan(now) if phase == "plan" else (),
        page=focus.page,
        points=points(now) if phase == "picture" else (),
    )


def _rating_one(now: Rating, activity: Activity, focus: Focus) -> RatingView:
    here = now.find(now.current)
    return RatingView(
        phase="rate",
        question=activity.question,
        number=now.topics.index(here) + 1 if here else 0,
        count=len(now.topics),
        topic=_topic_view(here.topic) if here else None,
        scales=now.scales,
        counts=_counts(now, here) if here and here.shown else None,
        agreed=here.agreed if here and here.shown else None,
        was=here.was if here and here.shown else None,
        was_date=here.was_date if here and here.shown else None,
        page=focus.page,
    )


def _topic_view(topic: Topic) -> TopicView:
    return TopicView(topic.title, topic.high, topic.middle, topic.low, topic.icon)


def _counts(now: Rating, here: TopicFigures) -> dict[str, tuple[int, ...]]:
    """Return how many gave each score; of two scales only those that were shown."""
    return {
        each.id: tuple(here.tallies[each.id].count(value) for value in each.scale.values)
        for each in now.scales
        if not here.tallies[each.id].empty
    }


def _plan(now: Rating) -> tuple[PlanView, ...]:
    return tuple(
        PlanView(each.action.topic, each.action.text, each.action.owner, each.action.due) for each in now.plan
    )


def scale(data: SessionData, activity: Activity, round_name: str) -> Scale:
    """Return the scale that a round of scores is on."""
    found = {each.id: each.scale for each in ratings.scales(activity)}
    return found.get(round_name, scoring.USUAL)


def scored(data: SessionData, activity: Activity, round_name: str) -> tuple[str, ...] | None:
    """Return the topics: each scale has a round over all of them."""
    if all(each.id != round_name for each in ratings.scales(activity)):
        return None
    return tuple(each.id for each in ratings.topics(data, activity))


def carries(data: SessionData, activity: Activity, session_id: str) -> list[Row]:
    """Return what the next session begins with: the topics, how votes come in, what was found so far, open plans."""
    session = data.session
    run = ratings.run_now(
        ratings.rating(data, activity), session.id, session.title, (session.starts or session.created)[:10]
    )
    plan = {
        each.action.id: {"topic": each.topic_id}
        for each in ratings.planned(data, activity)
        if each.action.state == "open"
    }
    kept = {
        "items": data.value(activity.id, "items"),
        scoring.ENTRY: data.value(activity.id, scoring.ENTRY),
        "runs": [*data.value(activity.id, "runs", []), *([ratings.run_entry(run)] if run.topics else [])],
        "plan": plan,
    }
    return [
        ActivityValue(value_id(activity.id, key), session_id, activity.id, key, {"is": value})
        for key, value in kept.items()
        if value
    ]


KIND = Kind(
    ratings.KIND,
    ("topics", "rate", "picture", "plan"),
    audience,
    settings={
        "items": Entries(
            {"id": "id", "title": "line", "icon": "icon", "high": "line", "middle": "line", "low": "line"},
            needed=("id", "title"),
            most=ratings.MOST_TOPICS,
        ),
        "scales": Entries(
            {
                "id": "id",
                "title": "line",
                "scale": OneOf(tuple(RANGES)),
                "words": WordsOfNumbers("scale", RANGES),
            },
            needed=("id", "scale"),
            most=MOST_SCALES,
        ),
        "trend": bool,
        "evidence": bool,
        "entry": OneOf((scoring.SHEETS, scoring.HANDS)),
        "picture": OneOf(("rows", ratings.AGAINST)),
    },
    needs=("settings.items", "settings.scales"),
    scale=scale,
    scored=scored,
    usual_entry="hands",
    carries=carries,
)
