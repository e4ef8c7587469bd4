"""The boxes of an outcome canvas: an outcome with its key results, then and now, the band at the foot."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.pdf.page import Pen
from exports.pdf.paper import DOTS, HAIR, HOUSE, INK, MM, MUTED, RULE, TINT, millimetres
from exports.pdf.ratings.sheet import fitted
from exports.pdf.text import Line, Style, TextBook
from exports.pdf.text.fonts import Weight
from facilitator.dates import written_day
from facilitator.key_results import KeyResult, Outcome

PAD = 4.0
FLOOR = 7.5
LEADING = 1.24
_BAR = 1.1
_WRITING = 7.0
"""From one line to write on to the next, in mm."""


@dataclass(frozen=True, slots=True)
class Sizes:
    """Type of an outcome at one scale; nothing is smaller than what can be read."""

    scale: float

    def style(self, weight: Weight, size: float, colour: str = INK) -> Style:
        """Return a style, its size times the scale."""
        return Style(weight, max(FLOOR, size * self.scale), colour)


def frame_of(pen: Pen, x: float, y: float, width: float, height: float) -> None:
    """Draw the frame of a box, its bar on top."""
    pen.outline(x, y, width, height, RULE, 0.6)
    pen.fill(x, y, width, _BAR, HOUSE)


class ResultTable:
    """Key results as rows: text, where it stood, where it shall be, by when; `then` has a column for now as well."""

    def __init__(
        self, book: TextBook, results: Sequence[KeyResult], width: float, sizes: Sizes, *, then: bool = False
    ) -> None:
        self._book, self._results, self._width = book, results, width
        self._text = sizes.style("regular", 10)
        self._strong = sizes.style("semibold", 10)
        self._head = sizes.style("semibold", 8, MUTED)
        figures = [("Then" if then else "Baseline", 24.0), ("Target", 24.0)]
        figures += [("Now", 26.0)] if then else []
        figures.append(("By", 34.0))
        first = width - sum(each for _, each in figures)
        self._columns = [("Key result", first), *figures]
        self._then = then

    def _cells(self, place: int) -> list[str]:
        each = self._results[place]
        now = [each.now] if self._then else []
        return [each.text, each.baseline, each.target, *now, written_day(each.due) or each.due]

    def _lines(self, place: int) -> list[list[Line]]:
        return [
            list(self._book.wrap(text or "–", self._style(number), (width - 2.5) * MM))
            for number, (text, (_, width)) in enumerate(zip(self._cells(place), self._columns, strict=True))
        ]

    def _style(self, column: int) -> Style:
        return self._strong if self._columns[column][0] == "Now" else self._text

    @property
    def head_height(self) -> float:
        """The height of the head with its line."""
        return millimetres(self._head.size) * LEADING + 1.6

    def row_height(self, place: int) -> float:
        """The height of one row."""
        most = max(len(each) for each in self._lines(place))
        return most * millimetres(self._text.size * LEADING) + 1.7

    def head(self, pen: Pen, x: float, y: float) -> float:
        """Draw the head from `y` down and return where the rows begin."""
        place = x
        for title, width in self._columns:
            pen.text(place, y + millimetres(self._head.size), title, self._head)
            place += width
        below = y + self.head_height
        pen.rule(x, below - 0.6, x + self._width, below - 0.6, INK, 0.8)
        return below

    def row(self, pen: Pen, place: int, x: float, y: float) -> float:
        """Draw one row from `y` down and return where the next begins."""
        height = self.row_height(place)
        for number, (lines, (_, width)) in enumerate(zip(self._lines(place), self._columns, strict=True)):
            pen.lines(x, y + 0.5, lines, self._style(number), leading=LEADING, width=width - 2.5)
            x += width
        pen.rule(x - self._width, y + height - 0.2, x, y + height - 0.2, HAIR, 0.5)
        return y + height


class OutcomeBox:
    """One outcome: the topic, the objective, its key results, and a sign on each side."""

    def __init__(self, book: TextBook, outcome: Outcome, width: float) -> None:
        self._book, self._outcome, self._width = book, outcome, width
        self._inner = width - 2 * PAD

    def _objective(self, sizes: Sizes) -> tuple[list[Line], Style]:
        style = sizes.style("bold", 13)
        return list(
            self._book.wrap(self._outcome.objective, style, self._inner * MM, balanced=True)
        ) if self._outcome.objective else [], style

    def _signs(self, sizes: Sizes) -> Iterator[tuple[str, list[Line], Style]]:
        style = sizes.style("regular", 9.5)
        width = self._inner / 2 - 18.0
        for title, text in (("Inward", self._outcome.inward), ("Outward", self._outcome.outward)):
            yield title, list(self._book.wrap(text, style, width * MM)) if text else [], style

    def height(self, sizes: Sizes) -> float:
        """Return what the box needs."""
        objective, style = self._objective(sizes)
        pick = sizes.style("semibold", 9.5)
        table = ResultTable(self._book, self._outcome.results, self._inner, sizes)
        rows = sum(table.row_height(place) for place in range(len(self._outcome.results)))
        signs = max(
            max(1, len(lines)) * millimetres(one.size * LEADING) for _, lines, one in self._signs(sizes)
        )
        return (
            _BAR
            + 2.2
            + millimetres(pick.size * LEADING)
            + 0.8
            + (len(objective) * millimetres(style.size * 1.2) if objective else _WRITING)
            + 1.6
            + table.head_height
            + (rows or 2 * _WRITING)
            + 2.6
            + signs
            + 2.2
        )

    def draw(self, pen: Pen, x: float, y: float, height: float, sizes: Sizes) -> None:
        """Draw the box, `height` high."""
        outcome = self._outcome
        frame_of(pen, x, y, self._width, height)
        pen.owner(f"outcome:{outcome.activity_id}")
        left, right = x + PAD, x + PAD + self._inner
        pick = sizes.style("semibold", 9.5, HOUSE)
        top = y + _BAR + 2.2
        title = outcome.pick or ("Element or mindset" if not outcome.objective else "")
        shown = fitted(pen.book, title, pick, self._inner, sizes=(FLOOR,))
        top = pen.lines(left, top, shown.lines, shown.style, leading=LEADING) + 0.8
        objective, style = self._objective(sizes)
        if objective:
            top = pen.lines(left, top, objective, style, leading=1.2, width=self._inner)
        else:
            top += _WRITING
            line_to_write_on(pen, left, top - 1.2, right)
        top += 1.6
        table = ResultTable(pen.book, outcome.results, self._inner, sizes)
        top = table.head(pen, left, top)
        for place in range(len(outcome.results)):
            top = table.row(pen, place, left, top)
        if not outcome.results:
            for _ in range(2):
                top += _WRITING
                line_to_write_on(pen, left, top - 1.2, right)
        # The signs stand at the foot of the box, in one line with each other.
        signs = list(self._signs(sizes))
        tall = max(max(1, len(lines)) * millimetres(one.size * LEADING) for _, lines, one in signs)
        top = y + height - 2.2 - tall
        for place, (name, lines, one) in enumerate(signs):
            start = left + place * self._inner / 2
            label = Style("semibold", one.size, MUTED)
            pen.text(start, top + millimetres(one.size), name, label)
            if lines:
                pen.lines(start + 16.0, top, lines, one, leading=LEADING, width=self._inner / 2 - 18.0)
            else:
                line_to_write_on(pen, start + 16.0, top + tall - 0.8, start + self._inner / 2 - 2.0)


class ThenAndNow:
    """A box with the key results of the session before, then and now, where the first page has room for it."""

    def __init__(self, book: TextBook, results: Sequence[KeyResult], width: float) -> None:
        self._width = width
        self._count = len(results)
        self._table = ResultTable(book, results, width - 2 * PAD, Sizes(0.88), then=True)
        rows = sum(self._table.row_height(place) for place in range(self._count))
        self.height = _BAR + 9.0 + self._table.head_height + rows + 2.2

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it from `y` down."""
        frame_of(pen, x, y, self._width, self.height)
        pen.owner("then and now")
        pen.text(x + PAD, y + _BAR + 6.0, "Then and now", Style("bold", 11.5, INK))
        top = self._table.head(pen, x + PAD, y + _BAR + 9.0)
        for place in range(self._count):
            top = self._table.row(pen, place, x + PAD, top)


class Band:
    """The tinted band at the foot: whom we ask, and when we look back."""

    def __init__(self, book: TextBook, texts: Sequence[tuple[str, str]], width: float) -> None:
        self._width = width
        self._style = Style("regular", 9.5, INK)
        self._label = Style("semibold", 9.5, INK)
        self._rows = [
            (title, list(book.wrap(text, self._style, (width - 2 * PAD - 30.0) * MM)) if text else [])
            for title, text in texts
        ]
        self._step = millimetres(self._style.size * LEADING)
        self.height = 4.4 + sum(max(1, len(lines)) * self._step for _, lines in self._rows) + 1.6

    def draw(self, pen: Pen, x: float, y: float) -> None:
        """Draw it from `y` down."""
        pen.fill(x, y, self._width, self.height, TINT)
        pen.owner("band")
        top = y + 2.2
        for title, lines in self._rows:
            pen.text(x + PAD, top + millimetres(self._style.size), title, self._label)
            if lines:
                pen.lines(x + PAD + 30.0, top, lines, self._style, leading=LEADING)
            else:
                line_to_write_on(pen, x + PAD + 30.0, top + self._step, x + self._width - PAD)
            top += max(1, len(lines)) * self._step + 1.6


def line_to_write_on(pen: Pen, x: float, y: float, right: float) -> None:
    """Draw a dotted line from `x` to `right`."""
    pen.rule(x, y, right, y, DOTS, 0.5, dashes=(0.6, 2.2))
