"""The second scale of a rating against the first: where each topic stands, and where its point is drawn."""

from collections import defaultdict
from collections.abc import Callable, Sequence
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


def side_by_side(
    found: Sequence[Point], step: float, middle: Callable[[float], float], least: float, most: float
) -> dict[str, float]:
    """Return by topic where its point stands across, in the unit of `step`, all between `least` and `most`.

    `middle` tells where a figure of the first scale stands. Equal points stand `step` apart around it; at an edge
    they move inwards together, and where there is no room for all they stand closer.
    """
    equal: dict[tuple[float, float], list[str]] = defaultdict(list)
    for each in found:
        equal[each.first, each.second].append(each.topic_id)
    places = {}
    for (first, _), ids in equal.items():
        apart = min(step, (most - least) / max(1, len(ids) - 1))
        width = apart * (len(ids) - 1)
        begin = min(max(middle(first) - width / 2, least), most - width)
        places.update({topic_id: begin + apart * place for place, topic_id in enumerate(ids)})
    return places
