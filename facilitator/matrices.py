"""Matrix: two axes that are data, and notes that stand somewhere between their ends.

An activity has one matrix. What it is about stands in the method: the setting "axes" has the axis across and the one
up, each with a title and the words at its ends, "quarters" what the quarters are called and which one to aim for,
"items" the lane whose notes are placed. A place is the value "place:NOTE" {"x", "y"} under the activity, both from 0
(left, low) to 1 (right, high).

The quarters of think big or small by work big or small are John Cutler's.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from facilitator.method import Activity, Lane
from facilitator.model import Note
from facilitator.state import SessionData

KIND_NAME = "matrix"
PLACE = "place:"
Quarter = Literal["low left", "low right", "high left", "high right"]
QUARTERS: tuple[Quarter, ...] = ("high left", "high right", "low left", "low right")
"""The quarters as one reads them: from the upper left."""


@dataclass(frozen=True, slots=True)
class Axis:
    """One axis with the words at its ends."""

    title: str
    low: str
    high: str


NO_AXIS = Axis("", "", "")
Point = tuple[float, float]


class Card(NamedTuple):
    """A card that wants its middle at (x, y), from the upper left corner of the area."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Placed:
    """A note on the matrix, or beside it while `x` and `y` are None."""

    note: Note
    x: float | None = None
    y: float | None = None

    @property
    def quarter(self) -> Quarter | None:
        """The quarter it stands in; the middle belongs to the right and the upper one."""
        if self.x is None or self.y is None:
            return None
        if self.y < 0.5:
            return "low left" if self.x < 0.5 else "low right"
        return "high left" if self.x < 0.5 else "high right"


@dataclass(frozen=True, slots=True)
class Matrix:
    """The matrix of an activity; `notes` in the order of their lane, `aim` the quarter to aim for, if there is one."""

    across: Axis
    up: Axis
    corners: Mapping[Quarter, str]
    aim: Quarter | None
    notes: tuple[Placed, ...]

    @property
    def placed(self) -> tuple[Placed, ...]:
        """The notes that have a place, in the order of their lane."""
        return tuple(each for each in self.notes if each.x is not None)

    @property
    def waiting(self) -> tuple[Placed, ...]:
        """The notes that have none yet."""
        return tuple(each for each in self.notes if each.x is None)

    def of(self, quarter: Quarter) -> tuple[Placed, ...]:
        """Return the notes in one quarter."""
        return tuple(each for each in self.notes if each.quarter == quarter)

    def words_of(self, quarter: Quarter) -> str:
        """Return where a quarter is, in the words of the axes: "think big, work small"."""
        high, left = quarter.startswith("high"), quarter.endswith("left")
        words = (self.up.high if high else self.up.low, self.across.low if left else self.across.high)
        return ", ".join(each for each in words if each)


def lane_of(data: SessionData, activity: Activity) -> Lane | None:
    """Return the lane whose notes are placed: the one its setting names, else its own first one."""
    named = activity.settings.get("items")
    if isinstance(named, str):
        return data.method.lane(named)
    return activity.lanes[0] if activity.lanes else None


def matrix(data: SessionData, activity: Activity) -> Matrix:
    """Return the matrix of an activity."""
    settings = activity.settings
    lane = lane_of(data, activity)
    found = []
    for note in data.notes:
        if lane is not None and note.lane == lane.id:
            at = data.value(activity.id, f"{PLACE}{note.id}")
            found.append(Placed(note, at["x"], at["y"]) if at else Placed(note))
    axes = [
        Axis(str(each["title"]), str(each["low"]), str(each["high"])) for each in settings.get("axes", ())
    ]
    quarters = {each["at"]: each for each in settings.get("quarters", ())}
    return Matrix(
        axes[0] if axes else NO_AXIS,
        axes[1] if len(axes) > 1 else NO_AXIS,
        {each: str(quarters.get(each, {}).get("title", "")) for each in QUARTERS},
        next((each for each in QUARTERS if quarters.get(each, {}).get("aim")), None),
        tuple(found),
    )


def spread(wanted: Sequence[Card], width: float, height: float, gap: float) -> tuple[Point, ...]:
    """Return the upper left corners of cards that do not touch: each as near as can be to where it is wanted.

    Cards are laid on an area `width` by `height` with its corner at 0, in their order; lengths are those of whoever
    draws. A card stays in the quarter in which its middle is wanted as long as there is room, and moves down, then up,
    then aside.
    """
    laid: list[tuple[float, float, float, float]] = []
    found: list[Point] = []
    for card in wanted:
        left, top = (0.0 if card.x < width / 2 else width / 2), (0.0 if card.y < height / 2 else height / 2)
        x = _within(card.x - card.width / 2, left + gap, left + width / 2 - gap - card.width)
        y = _within(card.y - card.height / 2, top + gap, top + height / 2 - gap - card.height)
        place = (x, y)
        # In its quarter by rows, then anywhere; where everything is full cards have to overlap.
        for low, high, first, last in (
            (top + gap, top + height / 2 - gap - card.height, x, x),
            (
                top + gap,
                top + height / 2 - gap - card.height,
                left + gap,
                left + width / 2 - gap - card.width,
            ),
            (gap, height - gap - card.height, gap, width - gap - card.width),
        ):
            free = _free(card, (x, y), (low, high), (first, last), laid, gap)
            if free is not None:
                place = free
                break
        laid.append((*place, card.width, card.height))
        found.append(place)
    return tuple(found)


def _free(
    card: Card,
    wish: Point,
    down: Point,
    across: Point,
    laid: Sequence[tuple[float, float, float, float]],
    gap: float,
) -> Point | None:
    """Return the free corner nearest to `wish`: there, or directly beside, over or under a card that is laid."""
    xs = {wish[0], *(x + w + gap for x, _, w, _ in laid), *(x - card.width - gap for x, _, _, _ in laid)}
    ys = {wish[1], *(y + h + gap for _, y, _, h in laid), *(y - card.height - gap for _, y, _, _ in laid)}
    places = [
        (x, y)
        for x in xs
        for y in ys
        if across[0] - 1e-6 <= x <= across[1] + 1e-6 and down[0] - 1e-6 <= y <= down[1] + 1e-6
    ]
    places.sort(
        key=lambda each: (abs(each[0] - wish[0]) * 2 + abs(each[1] - wish[1]), each[1] < wish[1], each)
    )
    for x, y in places:
        if all(
            x >= a + w + gap - 1e-6
            or a >= x + card.width + gap - 1e-6
            or y >= b + h + gap - 1e-6
            or b >= y + card.height + gap - 1e-6
            for a, b, w, h in laid
        ):
            return x, y
    return None


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))
