"""Rating topics on one or two scales, again and again over time: what the topics are, what was said, what was agreed.

What a rating keeps under its activity, as values:

- "items": the topics in their order, once somebody changed those of the method; dropped ones stay in the list;
- "agreed": {topic: {"values": {scale: score}, "trend": "better" | "same" | "worse" | None, "why": text}};
- "plan": {action item: {"topic": id}};
- "current": the topic the room is at;
- "runs": what earlier sessions found, oldest first: {"session", "title", "date", "topics": {topic: {"title",
  "counts": {scale: {score: number}}, "values", "trend", "why"}}}.

Scores stand where `facilitator.scoring` keeps them: a scale's id is the name of the round, a topic's id the item.
There is no figure over several topics, and none that compares people or communities: that is not what a rating is for.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Literal

from facilitator import scoring
from facilitator.method import Activity
from facilitator.model import ActionItem
from facilitator.scoring import SCALES, USUAL, Scale, Tally
from facilitator.state import SessionData

KIND = "rating"
Trend = Literal["better", "same", "worse"]
TRENDS: tuple[Trend, ...] = ("better", "same", "worse")
AGAINST = "against"
"""The picture that has the second scale against the first, a point a topic."""
MOST_TOPICS = 40
"""How many topics a room can rate; dropped ones do not count."""


@dataclass(frozen=True, slots=True)
class Topic:
    """What is rated. `high`, `middle` and `low` say what the top, the middle and the bottom of the scale mean."""

    id: str
    title: str
    icon: str = ""
    high: str = ""
    middle: str = ""
    low: str = ""
    dropped: bool = False


@dataclass(frozen=True, slots=True)
class RatingScale:
    """One of the scales topics are rated on; its `id` is the name of its round of scores."""

    id: str
    title: str
    scale: Scale

    def word(self, value: int) -> str:
        """Return what a score is called: "Red" on the scale of colours, "4" where the scale has no words."""
        return self.scale.words.get(value, str(value))


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the room agreed on for a topic: a score on each scale, how it moves, and why."""

    values: Mapping[str, int] = field(default_factory=dict)
    trend: Trend | None = None
    why: str = ""

    def __bool__(self) -> bool:
        """Tell whether anything was agreed."""
        return bool(self.values or self.trend or self.why)


@dataclass(frozen=True, slots=True)
class TopicRun:
    """What an earlier session found about a topic: how many gave each score, and what was agreed."""

    title: str
    counts: Mapping[str, Mapping[int, int]]
    agreed: Agreed


@dataclass(frozen=True, slots=True)
class Run:
    """What an earlier session found, by topic. `date` is an ISO date."""

    session_id: str
    title: str
    date: str
    topics: Mapping[str, TopicRun]


@dataclass(frozen=True, slots=True)
class TopicFigures:
    """A topic with what is known of it. `tallies` are by scale, each empty until the room has seen it.

    `was` is what the last session that rated the topic agreed on, at `was_date`. `differs` marks the topics that the
    room should talk about first, as `facilitator.scoring.most_differing` finds them.
    """

    topic: Topic
    tallies: Mapping[str, Tally]
    agreed: Agreed | None = None
    was: Agreed | None = None
    was_date: str | None = None
    differs: bool = False

    @property
    def shown(self) -> bool:
        """Whether the room has seen scores of this topic."""
        return any(not each.empty for each in self.tallies.values())


@dataclass(frozen=True, slots=True)
class Planned:
    """An action item that a topic led to."""

    action: ActionItem
    topic_id: str


@dataclass(frozen=True, slots=True)
class Rating:
    """The whole of a rating as the room knows it: no score that was not shown is in it.

    `voters` is the largest number of scores that one topic got; `current` the topic the room is at, None without
    topics. With `trend` the room says how each topic moves, with `evidence` also why; with `against` the picture
    has the second scale against the first.
    """

    activity_id: str
    title: str
    scales: tuple[RatingScale, ...]
    topics: tuple[TopicFigures, ...]
    runs: tuple[Run, ...]
    plan: tuple[Planned, ...]
    voters: int
    current: str | None
    trend: bool
    evidence: bool
    against: bool = False

    def find(self, topic_id: str | None) -> TopicFigures | None:
        """Return the figures of a topic, None when it is not rated here."""
        return next((each for each in self.topics if each.topic.id == topic_id), None)

    def scale(self, scale_id: str) -> RatingScale | None:
        """Return a scale by its id."""
        return next((each for each in self.scales if each.id == scale_id), None)


def scales(activity: Activity) -> tuple[RatingScale, ...]:
    """Return the scales of a rating, with the words that the method gives them."""
    return tuple(_scale(each) for each in activity.settings.get("scales", ()))


def _scale(entry: Mapping[str, Any]) -> RatingScale:
    scale = SCALES.get(entry.get("scale", ""), USUAL)
    own = {int(number): str(word) for number, word in entry.get("words", {}).items()}
    return RatingScale(entry["id"], entry.get("title", ""), replace(scale, words=own) if own else scale)


def topics(data: SessionData, activity: Activity, *, dropped_too: bool = False) -> tuple[Topic, ...]:
    """Return the topics in their order: as the session keeps them, else those of the method."""
    kept = data.value(activity.id, "items")
    found = usual_topics(activity) if kept is None else _topics(kept)
    return tuple(each for each in found if dropped_too or not each.dropped)


def usual_topics(activity: Activity) -> tuple[Topic, ...]:
    """Return the topics that the method names, without any session."""
    return _topics(activity.settings.get("items", ()))


def _topics(entries: Iterable[Mapping[str, Any]]) -> tuple[Topic, ...]:
    return tuple(Topic(**{name: each[name] for name in Topic.__slots__ if name in each}) for each in entries)


def current_topic(data: SessionData, activity: Activity) -> str | None:
    """Return the topic the room is at: the first one until somebody goes to another, None without topics."""
    ids = [each.id for each in topics(data, activity)]
    chosen = data.value(activity.id, "current")
    return chosen if chosen in ids else next(iter(ids), None)


def is_shown(data: SessionData, activity: Activity, topic_id: str) -> bool:
    """Tell whether the room has seen the scores of a topic, on any scale."""
    return any(scoring.is_shown(data, activity.id, each.id, topic_id) for each in scales(activity))


def agreed_on(data: SessionData, activity: Activity, topic_id: str) -> Agreed | None:
    """Return what was agreed about a topic, shown to the room or not."""
    return _agreed(data.value(activity.id, "agreed", {}).get(topic_id), scales(activity))


def runs(data: SessionData, activity: Activity) -> tuple[Run, ...]:
    """Return what earlier sessions found, oldest first."""
    on = scales(activity)
    return tuple(_run(each, on) for each in data.value(activity.id, "runs", ()))


def planned(data: SessionData, activity: Activity) -> tuple[Planned, ...]:
    """Return the action items that topics of this rating led to, in their order."""
    plan: Mapping[str, Any] = data.value(activity.id, "plan", {})
    led_by = {action_id: entry["topic"] for action_id, entry in plan.items() if "topic" in entry}
    return tuple(Planned(each, led_by[each.id]) for each in data.actions if each.id in led_by)


def rating(data: SessionData, activity: Activity) -> Rating:
    """Return the rating of an activity as the room knows it."""
    on = scales(activity)
    rated = topics(data, activity)
    ids = [each.id for each in rated]
    by_scale = {each.id: scoring.shown_tallies(data, activity.id, each.id, ids) for each in on}
    differing = {item for found in by_scale.values() for item in scoring.most_differing(found)}
    earlier = runs(data, activity)
    figures = tuple(
        _figures(data, activity, each, {key: found[each.id] for key, found in by_scale.items()}, earlier)
        for each in rated
    )
    return Rating(
        activity_id=activity.id,
        title=activity.title,
        scales=on,
        topics=tuple(replace(each, differs=each.topic.id in differing) for each in figures),
        runs=earlier,
        plan=planned(data, activity),
        voters=max((each.voters for found in by_scale.values() for each in found.values()), default=0),
        current=current_topic(data, activity),
        trend=bool(activity.settings.get("trend", False)),
        evidence=bool(activity.settings.get("evidence", False)),
        against=activity.settings.get("picture") == AGAINST and len(on) > 1,
    )


def _figures(
    data: SessionData,
    activity: Activity,
    topic: Topic,
    tallies: Mapping[str, Tally],
    earlier: tuple[Run, ...],
) -> TopicFigures:
    last = next(
        (run for run in reversed(earlier) if topic.id in run.topics and run.topics[topic.id].agreed), None
    )
    return TopicFigures(
        topic,
        tallies,
        agreed_on(data, activity, topic.id) if is_shown(data, activity, topic.id) else None,
        last.topics[topic.id].agreed if last else None,
        last.date if last else None,
    )


def ratings_of(data: SessionData) -> tuple[Rating, ...]:
    """Return every rating of a session, in the order of its activities."""
    return tuple(rating(data, each) for each in data.method.activities if each.kind == KIND)


def run_now(now: Rating, session_id: str, title: str, date: str) -> Run:
    """Return what the room knows of the present rating as a run, to stand behind the earlier ones."""
    found = {
        each.topic.id: TopicRun(
            each.topic.title,
            {
                scale.id: {value: each.tallies[scale.id].count(value) for value in scale.scale.values}
                for scale in now.scales
            },
            each.agreed or Agreed(),
        )
        for each in now.topics
        if each.shown
    }
    return Run(session_id, title, date, found)


def run_entry(run: Run) -> dict[str, Any]:
    """Return a run as an entry of "runs"."""
    found = {
        topic_id: {
            "title": each.title,
            "counts": {
                scale_id: {str(value): number for value, number in counts.items()}
                for scale_id, counts in each.counts.items()
            },
            **agreed_entry(each.agreed),
        }
        for topic_id, each in run.topics.items()
    }
    return {"session": run.session_id, "title": run.title, "date": run.date, "topics": found}


def agreed_entry(agreed: Agreed) -> dict[str, Any]:
    """Return what was agreed on a topic as an entry of "agreed"."""
    return {"values": dict(agreed.values), "trend": agreed.trend, "why": agreed.why}


def history(rating_now: Rating, topic_id: str) -> Iterator[tuple[Run, TopicRun]]:
    """Yield the earlier runs that rated a topic, oldest first, each with what it found."""
    for run in rating_now.runs:
        if topic_id in run.topics:
            yield run, run.topics[topic_id]


def _agreed(entry: Mapping[str, Any] | None, on: tuple[RatingScale, ...]) -> Agreed | None:
    """Return what an entry says was agreed; a score off its scale is as good as none."""
    if entry is None:
        return None
    said = entry.get("values", {})
    trend = next((each for each in TRENDS if each == entry.get("trend")), None)
    return Agreed(
        {each.id: said[each.id] for each in on if said.get(each.id) in each.scale.values},
        trend,
        entry.get("why", ""),
    )


def _run(entry: Mapping[str, Any], on: tuple[RatingScale, ...]) -> Run:
    found = {
        topic_id: TopicRun(
            each["title"],
            {
                scale.id: {value: each["counts"][scale.id].get(str(value), 0) for value in scale.scale.values}
                for scale in on
                if scale.id in each["counts"]
            },
            _agreed(each, on) or Agreed(),
        )
        for topic_id, each in entry["topics"].items()
    }
    return Run(entry["session"], entry["title"], entry["date"], found)
