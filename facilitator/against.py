"""The second scale of a rating against the first: where each topic stands, and where its point is drawn."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from facilitator.ratings import Rating, RatingScale, TopicFigures


@dataclass(frozen=True, slots=True)
class Point:
    """A topic on the plane: its `number` in the list, from 1, and its figure on the first and the second scale."""

    number: int
    topic_id: str
    title: str
    first: float
    second: float


def figure_of(each: TopicFigures, scale: RatingScale) -> float | None:
    """Return where a topic stands on a scale: what was agreed, else the median; None while nothing is shown."""
    agreed = each.agreed.values.get(scale.id) if each.agreed else None
    return float(agreed) if agreed is not None else each.tallies[scale.id].median


def points(rating: Rating) -> tuple[Point, ...]:
    """Return a point for each topic that has both figures; none where the picture of the rating is another one."""
    if not rating.against:
        return ()
    across, up = rating.scales[:2]
    found = []
    for number, each in enumerate(rating.topics, start=1):
        first, second = figure_of(each, across), figure_of(each, up)
        if first is not None and second is not None:
            found.append(Point(number, each.topic.id, each.topic.title, first, second))
    return tuple(found)


def side_by_side(found: Sequence[Point], step: float) -> dict[str, float]:
    """Return by topic how far its point moves across, so that equal ones stand `step` apart around their place."""
    equal: dict[tuple[float, float], list[str]] = defaultdict(list)
    for each in found:
        equal[each.first, each.second].append(each.topic_id)
    return {
        topic_id: (place - (len(ids) - 1) / 2) * step
        for ids in equal.values()
        for place, topic_id in enumerate(ids)
    }
