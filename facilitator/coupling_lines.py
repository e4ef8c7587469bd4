"""The arrows of a coupling map as curves: round the boxes that are not theirs, with a place for their figure.

Lengths are those of whoever draws: pixels, millimetres. Every picture of a map is made of these curves, so that screen,
room and paper show the same arrows.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from copy import copy
from math import hypot
from typing import NamedTuple

from facilitator.couplings import Wait

Point = tuple[float, float]
_Kept = tuple[str, float, float, float, float]
"""A party with the left, top, right and bottom that a foreign curve keeps clear of."""

_BOWS = (0.0, 1.1, -1.1, 1.6, -1.6, 2.4, -2.4, 3.6, -3.6)
"""How far a curve leaves the straight line at its middle, in half boxes seen along it, tried in this order."""
_FAR_BOWS = (5.0, -5.0, 6.5, -6.5)
"""Where few arrows are, one may go a long way round."""
_FEW = 60
_BOTH = 1.0
"""The least bow of two arrows that lead from one to the other and back."""
_ALONG = (0.5, 0.42, 0.58, 0.34, 0.66, 0.28, 0.74)
"""Where on its arrow a figure can stand, tried in this order."""
_SHORT = 2.6
"""An arrow of so many figures’ length would be hidden by its own."""
_LEAST_LOOKS, _MOST_LOOKS = 8, 64
"""At so many places, the longer an arrow the more, it is looked whether a foreign box is in the way."""
_NEAR = 0.15
"""A curve stays so far away from a foreign box, in heights of a box."""
_A_BOX = 2.3
"""To run through a foreign box costs as much as to leave the map by so many heights of a box."""
_MANY_CHANGED = 12
"""Where so many boxes are others, nothing of an earlier map is looked through."""
_OUT = 0.4
"""A curve may reach so far beyond the outermost boxes, in heights of a box."""


class Box(NamedTuple):
    """A box by its middle."""

    x: float
    y: float
    width: float
    height: float

    def holds(self, point: Point, around: float = 0.0) -> bool:
        """Tell whether a point lies in the box, or nearer to it than `around`."""
        return (
            abs(point[0] - self.x) <= self.width / 2 + around
            and abs(point[1] - self.y) <= self.height / 2 + around
        )

    def meets(self, other: "Box") -> bool:
        """Tell whether two boxes share some area."""
        return (
            abs(self.x - other.x) < (self.width + other.width) / 2
            and abs(self.y - other.y) < (self.height + other.height) / 2
        )


class Curve(NamedTuple):
    """An arrow from `start` to `end`, bent towards `bend` (a quadratic Bézier curve).

    `label` is the middle of its figure, None where no place is free for it. `clear` is False where it crosses a box
    that is not its own.
    """

    wait: str
    start: Point
    bend: Point
    end: Point
    label: Point | None = None
    clear: bool = True

    def at(self, share: float) -> Point:
        """Return the point that is `share` of the way along, 0 to 1."""
        return _at(self.start, self.bend, self.end, share)

    def shifted(self, x: float, y: float) -> "Curve":
        """Return the same curve so much further right and down."""
        start, bend, end = ((each[0] + x, each[1] + y) for each in (self.start, self.bend, self.end))
        label = None if self.label is None else (self.label[0] + x, self.label[1] + y)
        return Curve(self.wait, start, bend, end, label, self.clear)


class Lines:
    """The arrows of one map; when a box moves, only its own arrows are drawn anew."""

    def __init__(
        self,
        boxes: Mapping[str, Box],
        waits: Iterable[Wait],
        label: Callable[[Wait], Point] | None = None,
        before: "Lines | None" = None,
    ) -> None:
        """Take the boxes by party; `label` says how wide and high the figure of an arrow is.

        Arrows of `before`, which were drawn for a map much like this one, are taken over where they would be the same.
        """
        self.boxes = dict(boxes)
        self.waits = tuple(waits)
        self._label = label
        self._pairs = {(each.who, each.whom) for each in self.waits}
        sizes = list(self.boxes.values())
        self._high = max((each.height for each in sizes), default=1.0)
        self._cell = max((each.width for each in sizes), default=1.0) + 2 * _NEAR * self._high
        self._grid: dict[tuple[int, int], list[_Kept]] = {}
        for each in self.boxes:
            self._put(each)
        self._edges = self._outermost()
        self._labels: dict[str, Box] = {}
        self._label_grid: dict[tuple[int, int], list[str]] = {}
        self.curves: dict[str, Curve] = {}
        same = self._unchanged(before) if before is not None else {}
        for wait in self.waits:
            self._draw(wait, same.get(wait.id))

    def shifted(self, x: float, y: float) -> "Lines":
        """Return the same arrows so much further right and down."""
        found = copy(self)
        found.boxes = {each: box._replace(x=box.x + x, y=box.y + y) for each, box in self.boxes.items()}
        found._grid = {}
        for each in found.boxes:
            found._put(each)
        found._edges = found._outermost()
        found._labels, found._label_grid = {}, {}
        for each, box in self._labels.items():
            found._keep_label(each, box._replace(x=box.x + x, y=box.y + y))
        found.curves = {each: curve.shifted(x, y) for each, curve in self.curves.items()}
        return found

    def _unchanged(self, before: "Lines") -> dict[str, Curve]:
        """Return the curves of `before` that would be drawn the same: nothing changed that they end at or go round."""
        if self._is_few != before._is_few or self._edges != before._edges or self._high != before._high:
            return {}
        changed = [
            box
            for one, other in ((before.boxes, self.boxes), (self.boxes, before.boxes))
            for each, box in one.items()
            if other.get(each) != box
        ]
        if len(changed) > _MANY_CHANGED:
            return {}
        were = {each.id: each for each in before.waits}
        found: dict[str, Curve] = {}
        for wait in self.waits:
            was, back = were.get(wait.id), (wait.whom, wait.who)
            if was is None or (was.who, was.whom) != (wait.who, wait.whom):
                continue
            one, other = self.boxes[wait.who], self.boxes[wait.whom]
            if before.boxes[wait.who] != one or before.boxes[wait.whom] != other:
                continue
            if (back in self._pairs) == (back in before._pairs) and not self._in_reach(one, other, changed):
                found[wait.id] = before.curves[wait.id]
        return found

    def _in_reach(self, one: Box, other: Box, boxes: Iterable[Box]) -> bool:
        """Tell whether a curve between two boxes may have to go round any of the others."""
        out = max(map(abs, self._bows)) * _half(one, _along(one, other)[1]) + 2 * _NEAR * self._high
        left, right = min(one.x, other.x) - out, max(one.x, other.x) + out
        top, bottom = min(one.y, other.y) - out, max(one.y, other.y) + out
        return any(
            left <= each.x + each.width / 2
            and each.x - each.width / 2 <= right
            and top <= each.y + each.height / 2
            and each.y - each.height / 2 <= bottom
            for each in boxes
        )

    @property
    def _is_few(self) -> bool:
        return len(self.waits) <= _FEW

    @property
    def _bows(self) -> tuple[float, ...]:
        return (*_BOWS, *_FAR_BOWS) if self._is_few else _BOWS[:7]

    def move(self, party_id: str, x: float, y: float) -> tuple[Curve, ...]:
        """Put the middle of a party's box at (x, y) and return its arrows as they are now."""
        before = self.boxes[party_id]
        for cell in self._cells(before):
            self._grid[cell] = [each for each in self._grid[cell] if each[0] != party_id]
        self.boxes[party_id] = before._replace(x=x, y=y)
        self._put(party_id)
        self._edges = self._outermost()
        touched = [wait for wait in self.waits if party_id in (wait.who, wait.whom)]
        for wait in touched:
            self._drop_label(wait.id)
        for wait in touched:
            self._draw(wait)
        return tuple(self.curves[wait.id] for wait in touched)

    def _draw(self, wait: Wait, same: Curve | None = None) -> None:
        curve = self._curve(wait) if same is None else same
        self.curves[wait.id] = curve._replace(label=self._free_label(wait, curve))

    def _curve(self, wait: Wait) -> Curve:
        one, other = self.boxes[wait.who], self.boxes[wait.whom]
        own = {wait.who, wait.whom}
        length, along = _along(one, other)
        back = (wait.whom, wait.who) in self._pairs
        half = _half(one, along)
        best: tuple[int, float, Point] | None = None
        few = self._is_few
        for bow in self._bows:
            if back and bow < _BOTH:
                continue
            # A curve reaches half as far out as the point it is bent towards.
            out = 2 * bow * half
            looks = int((length + abs(out)) / self._high * (4.0 if few else 1.0))
            looks = max(_LEAST_LOOKS, min(_MOST_LOOKS if few else _MOST_LOOKS // 4, looks))
            bend = (
                (one.x + other.x) / 2 - along[1] * out,
                (one.y + other.y) / 2 + along[0] * out,
            )
            hits, cost = self._hits(((one.x, one.y), bend, (other.x, other.y)), own, looks)
            if best is None or cost < best[1]:
                best = (hits, cost, bend)
            if cost == 0.0:
                break
        assert best is not None
        gap = 0.06 * self._high
        start, end = _leaving(one, best[2], other, gap), _leaving(other, best[2], one, gap)
        return Curve(wait.id, start, best[2], end, clear=best[0] == 0)

    def _hits(self, curve: tuple[Point, Point, Point], own: set[str], looks: int) -> tuple[int, float]:
        """Return how many foreign boxes a curve meets, and what that and leaving the map costs."""
        (x0, y0), (x1, y1), (x2, y2) = curve
        cell, grid = self._cell, self._grid
        hit: set[str] = set()
        # Written out, since a map of 150 arrows asks some ten thousand times.
        for number in range(1, looks):
            share = number / looks
            rest = 1.0 - share
            one, two, three = rest * rest, 2 * rest * share, share * share
            x, y = one * x0 + two * x1 + three * x2, one * y0 + two * y1 + three * y2
            for each, left, top, right, bottom in grid.get((int(x // cell), int(y // cell)), ()):
                if left <= x <= right and top <= y <= bottom and each not in own:
                    hit.add(each)
        middle = _at(*curve, 0.5)
        left, top, right, bottom = self._edges
        x, y = middle
        beyond = max(left - x, x - right, top - y, y - bottom, 0.0) / self._high
        return len(hit), len(hit) * _A_BOX + beyond

    def _free_label(self, wait: Wait, curve: Curve) -> Point | None:
        if self._label is None:
            return None
        width, height = self._label(wait)
        for point in _label_places(curve, width, height):
            box = Box(*point, width, height)
            cells = list(self._cells(box))
            near = {kept[0] for cell in cells for kept in self._grid.get(cell, ())}
            if any(self.boxes[each].meets(box) for each in near):
                continue
            beside = {each for cell in cells for each in self._label_grid.get(cell, ())}
            if any(self._labels[each].meets(box) for each in beside):
                continue
            self._keep_label(wait.id, box)
            return point
        return None

    def _keep_label(self, wait_id: str, box: Box) -> None:
        self._labels[wait_id] = box
        for cell in self._cells(box):
            self._label_grid.setdefault(cell, []).append(wait_id)

    def _drop_label(self, wait_id: str) -> None:
        box = self._labels.pop(wait_id, None)
        if box is not None:
            for cell in self._cells(box):
                self._label_grid[cell].remove(wait_id)

    def _outermost(self) -> tuple[float, float, float, float]:
        """Return how far left, up, right and down a curve may go, so that nothing cuts it."""
        boxes, out = self.boxes.values(), _OUT * self._high
        return (
            min((each.x - each.width / 2 for each in boxes), default=0.0) - out,
            min((each.y - each.height / 2 for each in boxes), default=0.0) - out,
            max((each.x + each.width / 2 for each in boxes), default=0.0) + out,
            max((each.y + each.height / 2 for each in boxes), default=0.0) + out,
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """Return the left, top, right and bottom of everything that is drawn: boxes, curves and figures."""
        xs, ys = [], []
        for box in (*self.boxes.values(), *self._labels.values()):
            xs += [box.x - box.width / 2, box.x + box.width / 2]
            ys += [box.y - box.height / 2, box.y + box.height / 2]
        for curve in self.curves.values():
            for step in range(1, 8):
                x, y = curve.at(step / 8)
                xs.append(x)
                ys.append(y)
        return (min(xs), min(ys), max(xs), max(ys)) if xs else (0.0, 0.0, 0.0, 0.0)

    def _put(self, party_id: str) -> None:
        box, near = self.boxes[party_id], _NEAR * self._high
        across, down = box.width / 2 + near, box.height / 2 + near
        kept = (party_id, box.x - across, box.y - down, box.x + across, box.y + down)
        for cell in self._cells(box):
            self._grid.setdefault(cell, []).append(kept)

    def _cell_of(self, point: Point) -> tuple[int, int]:
        return int(point[0] // self._cell), int(point[1] // self._cell)

    def _cells(self, box: Box) -> Iterator[tuple[int, int]]:
        near = _NEAR * self._high
        left, top = self._cell_of((box.x - box.width / 2 - near, box.y - box.height / 2 - near))
        right, bottom = self._cell_of((box.x + box.width / 2 + near, box.y + box.height / 2 + near))
        for column in range(left, right + 1):
            for row in range(top, bottom + 1):
                yield column, row


def _along(one: Box, other: Box) -> tuple[float, Point]:
    """Return how far it is from one box to another, and which way."""
    length = max(hypot(other.x - one.x, other.y - one.y), 1e-6)
    return length, ((other.x - one.x) / length, (other.y - one.y) / length)


def _half(box: Box, along: Point) -> float:
    """Return half of how wide a box is, seen along a way."""
    return (abs(along[1]) * box.width + abs(along[0]) * box.height) / 2


def _label_places(curve: Curve, width: float, height: float) -> Iterator[Point]:
    """Yield where the figure of an arrow can stand: on it, or beside an arrow that the figure would hide."""
    across, down = curve.end[0] - curve.start[0], curve.end[1] - curve.start[1]
    length = hypot(across, down)
    reach = (abs(across) * width + abs(down) * height) / max(length, 1e-6)
    if length < _SHORT * reach:
        x, y = curve.at(0.5)
        out = (abs(down) * width + abs(across) * height) / max(length, 1e-6) / 2 + height * 0.35
        for side in (1.0, -1.0):
            yield x + side * out * down / max(length, 1e-6), y - side * out * across / max(length, 1e-6)
    for share in _ALONG:
        yield curve.at(share)


def _at(start: Point, bend: Point, end: Point, share: float) -> Point:
    rest = 1.0 - share
    one, two, three = rest * rest, 2 * rest * share, share * share
    return (
        one * start[0] + two * bend[0] + three * end[0],
        one * start[1] + two * bend[1] + three * end[1],
    )


def _leaving(box: Box, bend: Point, other: Box, gap: float) -> Point:
    """Return where the curve from the middle of `box` towards `other` leaves it, `gap` off its edge."""
    inside, outside = 0.0, 1.0
    for _ in range(9):
        middle = (inside + outside) / 2
        if box.holds(_at((box.x, box.y), bend, (other.x, other.y), middle), gap):
            inside = middle
        else:
            outside = middle
    return _at((box.x, box.y), bend, (other.x, other.y), outside)
