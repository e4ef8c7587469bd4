"""The force field drawn: the change in the middle, arrows as long as the medians, whiskers below them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import zip_longest

from exports.force_words import (
    SIDES,
    figure,
    is_weighed,
)
from exports.pdf.forces.frame import Frame
from exports.pdf.forces.signs import ALIGN, COLOURS, DIRECTIONS, SMALLEST, diamond, draw_arrow, whisker
from exports.pdf.page import ASCENT
from exports.pdf.paper import HAIR, HOUSE, INK, MUTED, TINT, millimetres
from exports.pdf.picture import Segment, Sketch, wrapped
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.wrap import Line
from facilitator.forces import ForceField, ForceFigures, Side

LARGEST = 12.5
HEADS = 8.6
"""From the baseline of the heads of the sides to the first row."""

_LEADING = 1.18
_LEAST_ROW = 4.9
_BESIDE = 2.2
_MOST_EXTRA = 16.0
_MOST_LINES = 8
_LONGEST_READ = 1500
_DIFFERS = "differs: talk"
_IN_REPORT = "the whole text is in the report"
_NOT_SAID = "The change is not written down yet."
_STEPS = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000)

Row = tuple[ForceFigures | None, ForceFigures | None]


def rows_of(field: ForceField) -> list[Row]:
    """Return what stands beside each other: the strongest of both sides first."""
    return list(zip_longest(field.drivers, field.restrainers))


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale of both lanes: `most` at the full length, and the scores that get a line and a word."""

    most: float
    ticks: tuple[tuple[float, str], ...]


def axis_of(field: ForceField, lane: float, book: TextBook) -> Axis:
    """Return the axis for lanes of `lane` millimetres; sums of dots have no end, so their axis takes the largest."""
    scale = field.scale
    most = float(scale.most)
    if scale.dots:
        reached = [
            value
            for each in (*field.drivers, *field.restrainers)
            for value in (each.figure, each.expected, each.then_figure)
            if value is not None
        ]
        most = max([1.0, *reached])
    step = next((step for step in _STEPS if lane * step / most >= 4.1), _STEPS[-1])
    most = most if not scale.dots else step * max(1, -int(-most // step))
    values = range(step, int(most) + 1, step)
    words = {value: scale.words.get(value, "") for value in values}
    style = Style("regular", SMALLEST, MUTED)
    widest = max((book.measure(word, style) for word in words.values()), default=0.0)
    # Words stand at the marks only where each mark has one, and all of them fit beside each other.
    named = all(words.values()) and millimetres(widest) + 1.5 < lane * step / most
    return Axis(most, tuple((float(each), words[each] if named else str(each)) for each in values))


class Diagram:
    """Draws a force field into a sketch; rows can be drawn in parts, on several pages."""

    def __init__(self, sketch: Sketch, field: ForceField, frame: Frame) -> None:
        self._sketch = sketch
        self._field = field
        self._frame = frame
        self.axis = axis_of(field, frame.lane, sketch.book)

    # Heights

    def needs(self, rows: Sequence[Row], size: float) -> list[float]:
        """Return the least height of each row with labels of `size` points."""
        return [max(self._need(each, size) for each in row) for row in rows]

    def fit(self, rows: Sequence[Row], height: float) -> tuple[float, list[float]] | None:
        """Return the largest size of labels with which all rows fit, and their least heights; None if none does."""
        # Halves of a point from the largest to the smallest; what fits at one size fits at all smaller ones.
        steps = round((LARGEST - SMALLEST) * 2)
        if sum(self.needs(rows, SMALLEST)) > height:
            return None
        low, high = 0, steps
        while low < high:
            middle = (low + high + 1) // 2
            if sum(self.needs(rows, SMALLEST + middle / 2)) <= height:
                low = middle
            else:
                high = middle - 1
        size = SMALLEST + low / 2
        return size, self.needs(rows, size)

    def _need(self, forces: ForceFigures | None, size: float) -> float:
        if forces is None:
            return _LEAST_ROW
        style = Style("regular", size)
        width = self._frame.label / millimetres(1)
        lines = self._sketch.book.count_lines(forces.force.title[:_LONGEST_READ], style, width)
        height = min(lines, _MOST_LINES) * millimetres(size * _LEADING)
        if forces.differs and not self._fits_beside(forces, size):
            height += millimetres(_small(size) * _LEADING)
        return max(_LEAST_ROW, height + 0.9)

    def _fits_beside(self, forces: ForceFigures, size: float) -> bool:
        """Tell whether the label leaves room on its line for the words that its force differs."""
        title = self._sketch.book.measure(forces.force.title[:_LONGEST_READ], Style("regular", size))
        note = self._sketch.book.measure(_DIFFERS, Style("semibold", _small(size)))
        return millimetres(title + note) + _BESIDE <= self._frame.label

    @staticmethod
    def spread_out(needs: Sequence[float], height: float) -> list[float]:
        """Return heights of rows that share what is left of `height`, none more than is good to look at."""
        extra = min(_MOST_EXTRA, max(0.0, height - sum(needs)) / max(1, len(needs)))
        return [need + extra for need in needs]

    # Drawing

    def draw(
        self, rows: Sequence[Row], top: float, heights: Sequence[float], size: float, *, least: float = 0.0
    ) -> float:
        """Draw heads, axis, block and rows from `top` downwards, and return where they end.

        size: of the labels, in points. least: the least height of the block, for texts of a change with few forces.
        """
        frame, sketch = self._frame, self._sketch
        body = top + HEADS
        bottom = body + max(sum(heights) + 1.0, least)
        self._heads(top)
        segments: list[Segment] = []
        for direction in DIRECTIONS.values():
            for value, _ in self.axis.ticks:
                x = frame.at(direction, value / self.axis.most)
                segments.append((x, body - 2.2, x, bottom))
        sketch.owner = "axis"
        sketch.strokes(segments, HAIR, 0.5)
        self._block(top + 1.0, bottom)
        middles: list[float] = []
        y = body
        for height in heights:
            middles.append(y + height / 2)
            y += height
        shaft = min(5.8, max(2.3, 0.24 * min(heights, default=20.0) + 1.1))
        for row, middle in zip(rows, middles, strict=True):
            for side, forces in zip(SIDES, row, strict=True):
                if forces is not None:
                    self._force(side, forces, middle, shaft, size)
        return bottom

    def _heads(self, top: float) -> None:
        frame, sketch = self._frame, self._sketch
        small = Style("regular", SMALLEST, MUTED)
        size = 12.5 if frame.label > 40 else 10.0
        for side, title in SIDES.items():
            direction = DIRECTIONS[side]
            align = ALIGN[direction]
            edge = frame.label_edge(direction)
            sketch.owner = f"head:{side}"
            sketch.text(edge, top, title, Style("semibold", size, COLOURS[side]), align)
            if is_weighed(self._field):
                sketch.text(edge, top + 4.8, "strongest first", small, align)
            sketch.owner = "axis"
            for value, word in self.axis.ticks:
                sketch.text(frame.at(direction, value / self.axis.most), top + 4.8, word, small, "centre")

    def _block(self, top: float, bottom: float) -> None:
        """Draw the change: what is now, an arrow, what is wanted."""
        frame, sketch, field = self._frame, self._sketch, self._field
        left = frame.middle - frame.block / 2
        sketch.owner = "block"
        sketch.box(left, top, frame.block, bottom - top, TINT, HOUSE, 1.1)
        width, room = frame.block - 6.0, bottom - top - 6.0
        now, wanted = field.now.strip()[:_LONGEST_READ], field.wanted.strip()[:_LONGEST_READ]
        size = 11.0 if frame.block > 35 else 9.0
        parts = self._block_parts(now, wanted, size, width)
        while size > SMALLEST and sum(each[2] for each in parts) > room:
            size -= 0.5
            parts = self._block_parts(now, wanted, size, width)
        if sum(each[2] for each in parts) > room:
            # Each of the two texts gets half of the block, so that a long one does not push the other out.
            parts = self._block_parts(now, wanted, size, width, room / 2)
        y = top + 3.0 + max(0.0, (room - sum(each[2] for each in parts)) / 2)
        for lines, style, height in parts:
            if lines:
                self._centred(lines, style, y)
            else:
                sketch.arrow((frame.middle, y + 1.6), (frame.middle, y + height - 2.0), HOUSE, 1.6)
            y += height

    def _block_parts(
        self, now: str, wanted: str, size: float, width: float, most: float | None = None
    ) -> list[tuple[list[Line], Style, float]]:
        """Return (lines, style, height) of each part of the block; no lines stand for the arrow.

        With `most`, neither of the two texts is higher than that with all that stands over it.
        """
        book = self._sketch.book
        label = Style("semibold", max(SMALLEST, size - 3.0), MUTED)
        note = Style("regular", SMALLEST, MUTED)
        step = millimetres(size * 1.25)
        parts: list[tuple[list[Line], Style, float]] = []
        for title, text, style in (
            ("Now", now, Style("regular", size, INK)),
            ("Wanted", wanted, Style("bold", size, INK)),
        ):
            if not text:
                continue
            if parts:
                parts.append(([], label, 11.0))
            parts.append((wrapped(book, title, label, width), label, millimetres(label.size * 1.4)))
            lines = wrapped(book, text, style, width, balanced=True)
            fits = len(lines) if most is None else int((most - 11.0 - parts[-1][2]) / step)
            if len(lines) <= fits:
                parts.append((lines, style, len(lines) * step))
                continue
            more = wrapped(book, _IN_REPORT, note, width)
            shown = lines[: max(1, fits - len(more))]
            parts.append((shown, style, len(shown) * step))
            parts.append((more, note, len(more) * millimetres(note.size * 1.25)))
        if not parts:
            lines = wrapped(book, _NOT_SAID, label, width, balanced=True)
            parts.append((lines, label, len(lines) * millimetres(label.size * 1.25)))
        return parts

    def _centred(self, lines: Sequence[Line], style: Style, top: float) -> None:
        for number, line in enumerate(lines):
            baseline = top + millimetres(style.size * (ASCENT + number * 1.25))
            self._sketch.line(self._frame.middle, baseline, line, style, "centre")

    def _force(self, side: Side, forces: ForceFigures, middle: float, shaft: float, size: float) -> None:
        sketch, direction = self._sketch, DIRECTIONS[side]
        sketch.owner = f"label:{forces.force.id}"
        self._label(forces, direction, middle, size)
        sketch.owner = f"score:{forces.force.id}"
        self._score(forces, side, middle, size)
        today = forces.figure
        if today is not None and today > 0:
            sketch.owner = f"arrow:{forces.force.id}"
            tail = self._frame.at(direction, min(1.0, today / self.axis.most))
            draw_arrow(sketch, (tail, middle), self._frame.zero(direction), shaft, side)
        self._whisker(forces, direction, middle + shaft / 2 + max(0.95, 0.3 * shaft))
        earlier = forces.then_figure
        if earlier is not None:
            sketch.owner = f"then:{forces.force.id}"
            x = self._frame.at(direction, min(1.0, earlier / self.axis.most))
            slot = 0.9 + 0.06 * shaft
            sketch.box(x - slot / 2, middle - shaft / 2 - 0.8, slot, shaft + 1.6, "#FFFFFF", INK, 0.6)
        if forces.expected is not None:
            sketch.owner = f"expected:{forces.force.id}"
            x = self._frame.at(direction, min(1.0, forces.expected / self.axis.most))
            sketch.polygon(diamond(x, middle, shaft), "#FFFFFF", INK, 0.9)

    def _label(self, forces: ForceFigures, direction: int, middle: float, size: float) -> None:
        sketch, frame = self._sketch, self._frame
        style = Style("regular", size, INK)
        note = Style("semibold", _small(size), MUTED)
        lines = wrapped(sketch.book, forces.force.title[:_LONGEST_READ], style, frame.label, balanced=True)
        shown = [(line, style) for line in lines]
        if len(lines) > _MOST_LINES:
            cut = Style("regular", _small(size), MUTED)
            shown = [*shown[: _MOST_LINES - 1], (sketch.book.line(_IN_REPORT, cut), cut)]
        edge, align = frame.label_edge(direction), ALIGN[direction]
        beside = forces.differs and self._fits_beside(forces, size)
        if forces.differs and not beside:
            shown.append((sketch.book.line(_DIFFERS, note), note))
        y = middle - sum(millimetres(each.size * _LEADING) for _, each in shown) / 2
        baseline = y
        for line, each in shown:
            baseline = y + millimetres(each.size * ASCENT)
            sketch.line(edge, baseline, line, each, align)
            y += millimetres(each.size * _LEADING)
        if beside:
            away = millimetres(lines[0].width * size) + _BESIDE
            sketch.text(edge + direction * away, baseline, _DIFFERS, note, align)

    def _score(self, forces: ForceFigures, side: Side, middle: float, size: float) -> None:
        """Write the score; with a plan what it is and what it is to become, and an arrow between."""
        sketch, frame = self._sketch, self._frame
        colour = COLOURS[side] if forces.figure is not None else MUTED
        today = figure(forces.figure)
        after = "" if forces.expected in (None, forces.figure) else figure(forces.expected)
        text_size = min(11.5, size)
        while True:
            style = Style("semibold", text_size, colour)
            first = millimetres(sketch.book.measure(today, style))
            second = millimetres(sketch.book.measure(after, style)) if after else 0.0
            gap, shaft = 0.09 * text_size, 0.3 * text_size
            whole = first + (2 * gap + shaft + second if after else 0.0)
            if whole <= frame.score - 2.4 or text_size <= SMALLEST:
                break
            text_size -= 0.5
        x = frame.score_middle(DIRECTIONS[side]) - whole / 2
        baseline = middle + 0.36 * millimetres(text_size)
        sketch.text(x, baseline, today, style)
        if after:
            start, y = x + first + gap, baseline - 0.33 * millimetres(text_size)
            sketch.arrow((start, y), (start + shaft, y), colour, 0.09 * text_size)
            sketch.text(start + shaft + gap, baseline, after, style)

    def _whisker(self, forces: ForceFigures, direction: int, y: float) -> None:
        """Draw the spread below the arrow; dots have none, since what was given adds up."""
        low, high = forces.strength.low, forces.strength.high
        if low is None or high is None or self._field.scale.dots:
            return
        self._sketch.owner = f"whisker:{forces.force.id}"
        one, two = (self._frame.at(direction, value / self.axis.most) for value in (low, high))
        if low == high:
            self._sketch.disc(one, y, 0.55)
        else:
            self._sketch.strokes(whisker(one, two, y), INK, 0.8)


def _small(size: float) -> float:
    return max(SMALLEST, 0.8 * size)
