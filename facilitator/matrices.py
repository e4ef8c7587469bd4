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
Area = tuple[float, float, float, float]
"""Left, top, right, bottom."""
_Laid = tuple[float, float, float, float]
"""Left, top, width, height of a card."""
_CLOSE = 1e-6
"""Cards may come so much nearer than the gap: lengths are floats."""


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


def spread(
    wanted: Sequence[Card], width: float, height: float, gap: float, head: float = 0.0, *, astray: bool = True
) -> tuple[Point, ...]:
    """Return the upper left corners of cards that do not touch: each as near as can be to where it is wanted.

    Cards are laid on an area `width` by `height` with its corner at 0, in their order; lengths are those of whoever
    draws. A card stays in the quarter in which its middle is wanted as long as there is room, and moves down, then up,
    then aside; without `astray` it stays there in any case, and lies over others where there is no room. What each
    quarter is called takes `head` of its height, and is covered only where room is short.
    """
    laid: list[_Laid] = []
    # Where no card of a size had room, none that is as large has any later: there are only more of them.
    full: dict[Area, list[Point]] = {}
    for number, card in enumerate(wanted):
        left, top = (0.0 if card.x < width / 2 else width / 2), (0.0 if card.y < height / 2 else height / 2)
        quarter = (left + gap, top + gap, left + width / 2 - gap, top + height / 2 - gap)
        below = min(quarter[1] + head, max(quarter[1], quarter[3] - card.height))
        x = _within(card.x - card.width / 2, quarter[0], quarter[2] - card.width)
        y = _within(card.y - card.height / 2, below, quarter[3] - card.height)
        place = (x, y)
        # In its quarter up and down, then anywhere in it, then anywhere; where everything is full cards overlap.
        inside: tuple[Area, ...] = (
            (x, below, x + card.width, quarter[3]),
            (quarter[0], below, quarter[2], quarter[3]),
            quarter,
        )
        for area in (*inside, (gap, gap, width - gap, height - gap))[: None if astray else 3]:
            if any(card.width >= wide and card.height >= high for wide, high in full.get(area, ())):
                continue
            free = _free(card, (x, y), area, laid, gap)
            moved = None
            if free is None and area in inside[1:]:
                moved = _closed_up(wanted[: number + 1], (x, y), area, laid, gap)
            if moved is not None:
                laid, free = moved[:-1], moved[-1][:2]
            if free is not None:
                place = free
                break
            full.setdefault(area, []).append((card.width, card.height))
        laid.append((*place, card.width, card.height))
    return tuple((x, y) for x, y, _, _ in laid)


def _free(card: Card, wish: Point, area: Area, laid: Sequence[_Laid], gap: float) -> Point | None:
    """Return the free corner in `area` nearest to `wish`: there, or directly beside, over or under a laid card."""
    left, top, right, bottom = area
    xs = {wish[0], *(x + w + gap for x, _, w, _ in laid), *(x - card.width - gap for x, _, _, _ in laid)}
    inside = (x for x in xs if left - _CLOSE <= x <= right - card.width + _CLOSE)
    best: tuple[float, bool, Point] | None = None
    for x in sorted(inside, key=lambda each: abs(each - wish[0])):
        aside = abs(x - wish[0]) * 2
        if best is not None and aside > best[0]:
            break
        beside = [
            (b - card.height - gap + _CLOSE, b + h + gap - _CLOSE, b - card.height - gap, b + h + gap)
            for a, b, w, h in laid
            if x < a + w + gap - _CLOSE and a < x + card.width + gap - _CLOSE
        ]
        for y in _nearest_gaps(wish[1], beside):
            if top - _CLOSE <= y <= bottom - card.height + _CLOSE:
                offered = (aside + abs(y - wish[1]), y < wish[1], (x, y))
                best = offered if best is None else min(best, offered)
    return best[2] if best is not None else None


def _closed_up(
    wanted: Sequence[Card], wish: Point, quarter: Area, laid: Sequence[_Laid], gap: float
) -> list[_Laid] | None:
    """Return all cards with the last one at `wish`, those over and under it in its quarter moved up and down for it.

    None where they have no room over each other, or would touch one that stands beside them.
    """
    card, now = wanted[-1], [*laid, (*wish, wanted[-1].width, wanted[-1].height)]
    column = [
        number
        for number, (x, y, w, h) in enumerate(now)
        if x < wish[0] + card.width + gap
        and wish[0] < x + w + gap
        and quarter[1] <= y
        and y + h <= quarter[3]
        and quarter[0] <= x
        and x + w <= quarter[2]
    ]
    column.sort(key=lambda number: wanted[number].y)
    end = quarter[3]
    for number in reversed(column):
        x, y, w, h = now[number]
        now[number] = (x, min(y, end - h), w, h)
        end = now[number][1] - gap
    end = quarter[1]
    for number in column:
        x, y, w, h = now[number]
        now[number] = (x, max(y, end), w, h)
        end = now[number][1] + h + gap
    if end - gap > quarter[3] + _CLOSE:
        return None
    for number in column:
        x, y, w, h = now[number]
        for other, (a, b, wide, high) in enumerate(now):
            if other != number and x < a + wide and a < x + w and y < b + high and b < y + h:
                return None
    return now


def _nearest_gaps(wish: float, taken: Sequence[tuple[float, float, float, float]]) -> tuple[float, float]:
    """Return the heights nearest to `wish`, at or below it and at or above it, that are not inside what is taken.

    What is taken is a stretch from its first to its second figure, and one comes out of it at its third or fourth.
    """
    below = above = wish
    for low, high, _, end in sorted(taken):
        if low < below < high:
            below = end
    for low, high, end, _ in sorted(taken, key=lambda each: -each[1]):
        if low < above < high:
            above = end
    return below, above


def _within(value: float, least: float, most: float) -> float:
    return max(least, min(value, most))
