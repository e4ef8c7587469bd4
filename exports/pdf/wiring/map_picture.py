"""A coupling map as plain shapes: boxes, arrows as wide as their wait, days beside them. Lengths in millimetres."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot, sqrt

from exports.force_words import figure
from exports.pdf.page import ASCENT
from exports.pdf.paper import INK, MUTED, millimetres
from exports.pdf.picture import Point, Segment, Sketch, rectangle, wrapped
from exports.pdf.text.book import Style
from facilitator.coupling_figures import Figures, waits_along
from facilitator.coupling_layout import BOX_HEIGHT, BOX_WIDTH, Places
from facilitator.coupling_lines import Box, Curve, Lines
from facilitator.couplings import CouplingMap, Wait

BAND = "#E3E8EB"
LEGEND = 7.0
"""The height of the legend below a map."""
_LARGEST, _FLOOR = 11.0, 7.5
_LEADING = 1.18
_MOST_X, _MOST_Y = 52.0, 25.0
"""No step is longer than this, so that a map of two parties is no poster."""
_WIDE_BOX = 0.88
_TRIES = 4
_PIECES = 24

Area = tuple[float, float, float, float]
"""Left, top, width, height."""


class MapPicture:
    """A map laid into an area; `draw` puts it onto a sketch."""

    def __init__(
        self,
        sketch: Sketch,
        now: CouplingMap,
        places: Places,
        found: Figures,
        area: Area,
    ) -> None:
        """`area` is left, top, width and height; the map is as large as fits, in its middle."""
        self._sketch = sketch
        self._now = now
        self._most = set(found.waited_for)
        self._strong = {each.id for each in waits_along(now, found.chain)}
        self._longest = max((each.days for each in now.waits), default=0.0)
        self._size = _FLOOR
        self._set_size(_FLOOR)
        self.lines = self._laid_out(places, area)
        inner = area
        for _ in range(_TRIES):
            left, top, right, bottom = self.lines.bounds()
            # Arrows that go round the outermost boxes must stay on the page: then the boxes get less of it.
            over = (
                max(0.0, area[0] - left),
                max(0.0, area[1] - top),
                max(0.0, right - area[0] - area[2]),
                max(0.0, bottom - area[1] - area[3]),
            )
            if not any(over):
                break
            inner = (
                inner[0] + over[0],
                inner[1] + over[1],
                inner[2] - over[0] - over[2],
                inner[3] - over[1] - over[3],
            )
            self.lines = self._laid_out(places, inner)

    def _laid_out(self, places: Places, area: Area) -> Lines:
        left, top, width, height = area
        xs = [x for x, _ in places.values()] or [0.0]
        ys = [y for _, y in places.values()] or [0.0]
        across, down = max(xs) - min(xs), max(ys) - min(ys)
        step_x = min(_MOST_X, width / (across + BOX_WIDTH + 0.1))
        step_y = min(_MOST_Y, height / (down + BOX_HEIGHT + 0.1))
        box = (step_x * BOX_WIDTH, step_y * BOX_HEIGHT)
        self._set_size(self._letters(box))
        if not self._fits(self._size, box):
            # Many parties on a narrow page: words stay whole, and arrows get shorter.
            box = (min(step_x * _WIDE_BOX, width / (across * step_x + 1e-9) * step_x), box[1])
            self._set_size(self._letters(box))
            step_x = min(step_x, (width - box[0]) / max(across, 1e-9))
        x0 = left + (width - across * step_x) / 2
        y0 = top + (height - down * step_y) / 2
        boxes = {
            each: Box(x0 + (x - min(xs)) * step_x, y0 + (y - min(ys)) * step_y, *box)
            for each, (x, y) in places.items()
        }
        waits = sorted(self._now.waits, key=lambda each: (each.id not in self._strong, -each.days))
        return Lines(boxes, waits, self._label)

    def _set_size(self, size: float) -> None:
        self._size = size
        self._days = Style("regular", max(_FLOOR, size * 0.9), INK, tabular=True)
        self._days_strong = Style("semibold", self._days.size, INK, tabular=True)

    def _letters(self, box: tuple[float, float]) -> float:
        """Return the largest letters in which every name fits its box in whole words, the floor where none do."""
        size = _LARGEST
        while size > _FLOOR and not self._fits(size, box):
            size -= 0.5
        return size

    def _fits(self, size: float, box: tuple[float, float]) -> bool:
        book, inner = self._sketch.book, box[0] - 2.0
        style = Style("semibold", size, INK)
        lines = [wrapped(book, each.name, style, inner, balanced=True) for each in self._now.parties]
        words = {word for each in self._now.parties for word in each.name.split()}
        high = max((len(each) for each in lines), default=0) * millimetres(size * _LEADING)
        wide = max((book.line(word, style).width for word in words), default=0.0)
        return high <= box[1] - 1.2 and millimetres(wide * size) <= inner

    def draw(self) -> None:
        """Draw arrows, boxes and days, in this order."""
        sketch = self._sketch
        for wait in sorted(self.lines.waits, key=lambda each: each.id in self._strong):
            sketch.owner = f"wait:{wait.id}"
            self._arrow(wait, self.lines.curves[wait.id])
        for party in self._now.parties:
            sketch.owner = f"party:{party.id}"
            self._box(party.name, self.lines.boxes[party.id], most=party.id in self._most)
        for wait in self.lines.waits:
            sketch.owner = f"days:{wait.id}"
            self._figure(wait, self.lines.curves[wait.id])
        sketch.owner = "body"

    def legend(self, left: float, baseline: float, *, days: bool = True) -> None:
        """Draw what the lines mean; `days` says what the figures are."""
        sketch = self._sketch
        style = Style("regular", 8.0, MUTED)
        sketch.owner = "legend"
        middle = baseline - 1.0
        sketch.strokes([(left, middle, left + 9, middle)], INK, 1.4)
        left += 11 + sketch.text(left + 11, baseline, "longest waiting chain", style) + 6
        sketch.strokes([(left, middle, left + 9, middle)], MUTED, 0.7, (2.2, 1.6))
        left += 11 + sketch.text(left + 11, baseline, "other waiting", style) + 6
        sketch.box(left, middle - 1.6, 7, 3.2, BAND, INK, 1.2)
        left += 9 + sketch.text(left + 9, baseline, "most waited for", style) + 6
        if days:
            left += sketch.text(left, baseline, "The figure is days.", style) + 6
        if any(not each.days for each in self._now.waits):
            sketch.text(left, baseline, "?  nobody knows yet", style)
        sketch.owner = "body"

    def _width(self, wait: Wait) -> float:
        share = sqrt(wait.days / self._longest) if self._longest else 0.0
        return 0.6 + 2.0 * share

    def _label(self, wait: Wait) -> Point:
        style = self._days_strong
        line = self._sketch.book.line(_words(wait), style)
        return millimetres(line.width * style.size) + 1.0, millimetres(style.size * 1.05)

    def _arrow(self, wait: Wait, curve: Curve) -> None:
        strong = wait.id in self._strong
        colour, width = (INK if strong else MUTED), self._width(wait)
        toward = hypot(curve.end[0] - curve.bend[0], curve.end[1] - curve.bend[1]) or 1.0
        along = ((curve.end[0] - curve.bend[0]) / toward, (curve.end[1] - curve.bend[1]) / toward)
        whole = hypot(curve.end[0] - curve.start[0], curve.end[1] - curve.start[1])
        head = min(1.6 + millimetres(width) * 2.2, whole * 0.6)
        base = (curve.end[0] - along[0] * head, curve.end[1] - along[1] * head)
        shaft = curve._replace(end=base)
        points = [shaft.at(number / _PIECES) for number in range(_PIECES + 1)]
        pieces = _solid(points) if strong else _dashed(points, 1.6, 1.1)
        self._sketch.strokes(pieces, colour, width)
        half = head * 0.42
        sides = [(base[0] - along[1] * turn, base[1] + along[0] * turn) for turn in (half, -half)]
        self._sketch.polygon([curve.end, *sides], colour)

    def _box(self, name: str, box: Box, *, most: bool) -> None:
        sketch, size = self._sketch, self._size
        style = Style("semibold", size, INK)
        corners = rectangle(box.x - box.width / 2, box.y - box.height / 2, box.width, box.height)
        lines = wrapped(sketch.book, name, style, box.width - 2.0, balanced=True)
        step = millimetres(size * _LEADING)
        # A name longer than its box makes the box taller: nothing is cut.
        need = len(lines) * step + 1.2
        if need > box.height:
            corners = rectangle(box.x - box.width / 2, box.y - need / 2, box.width, need)
        sketch.polygon(corners, BAND if most else "#FFFFFF", INK, 1.6 if most else 0.8)
        top = box.y - len(lines) * step / 2
        for number, line in enumerate(lines):
            baseline = top + number * step + millimetres(size * (ASCENT - (1 - _LEADING) / 2 - 0.09))
            sketch.line(box.x, baseline, line, style, "centre")

    def _figure(self, wait: Wait, curve: Curve) -> None:
        if curve.label is None:
            return
        sketch = self._sketch
        style = self._days_strong if wait.id in self._strong else self._days
        width, height = self._label(wait)
        x, y = curve.label
        sketch.box(x - width / 2, y - height / 2, width, height, "#FFFFFF")
        sketch.text(x, y + millimetres(style.size * 0.36), _words(wait), style, "centre")


def _words(wait: Wait) -> str:
    return figure(wait.days) if wait.days else "?"


def _solid(points: list[Point]) -> Iterator[Segment]:
    for one, other in pairwise(points):
        yield (*one, *other)


def _dashed(points: list[Point], on: float, off: float) -> Iterator[Segment]:
    """Yield the dashes of a line through `points`; a dash that goes round a bend is two pieces."""
    drawn, left = True, on
    for one, other in pairwise(points):
        length = hypot(other[0] - one[0], other[1] - one[1])
        done = 0.0
        while length - done > 1e-9:
            step = min(left, length - done)
            if drawn:
                a, b = done / length, (done + step) / length
                yield (
                    one[0] + (other[0] - one[0]) * a,
                    one[1] + (other[1] - one[1]) * a,
                    one[0] + (other[0] - one[0]) * b,
                    one[1] + (other[1] - one[1]) * b,
                )
            done += step
            left -= step
            if left <= 1e-9:
                drawn = not drawn
                left = on if drawn else off
