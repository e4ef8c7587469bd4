"""The boxes of an outcome canvas: an outcome with its key results, then and now, the band at the foot."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from exports.pdf.page import Pen
from exports.pdf.paper import DOTS, HAIR, HOUSE, INK, MM, MUTED, RULE, TINT, millimetres
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.fonts import Weight
from exports.pdf.text.wrap import Line
from facilitator.dates import written_day
from facilitator.key_results import KeyResult, Outcome

PAD = 4.0
FLOOR = 7.5
LEADING = 1.24
_BAR = 1.1
_LABEL = 0.4
"""The title of a sign takes no more of its half than this."""
_BEFORE_NEXT = 4.0
"""From the end of a sign to the next one, in mm."""
_FIGURES = (("baseline", 24.0), ("target", 24.0), ("now", 26.0), ("due", 34.0))
"""The columns behind the text of a key result, with their widths in mm."""
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
    """Key results as rows: text, where it stood, where it shall be, where it is now, by when.

    `titles` are what the method calls each by its meaning; what it does not ask for has no column.
    """

    def __init__(
        self,
        book: TextBook,
        results: Sequence[KeyResult],
        width: float,
        sizes: Sizes,
        titles: Mapping[str, str],
    ) -> None:
        self._book, self._results, self._width = book, results, width
        self._text = sizes.style("regular", 10)
        self._strong = sizes.style("semibold", 10)
        self._head = sizes.style("semibold", 8, MUTED)
        figures = [(means, width) for means, width in _FIGURES if means in titles]
        first = width - sum(each for _, each in figures)
        self._columns = [("result", first), *figures]
        self._titles = [
            list(book.wrap(titles.get(means, ""), self._head, (measure - 2.5) * MM))
            for means, measure in self._columns
        ]

    def _cells(self, place: int) -> list[str]:
        each = self._results[place]
        said = {
            "result": each.text,
            "baseline": each.baseline,
            "target": each.target,
            "now": each.now,
            "due": written_day(each.due) or each.due,
        }
        return [said[means] for means, _ in self._columns]

    def _lines(self, place: int) -> list[list[Line]]:
        return [
            list(self._book.wrap(text or "–", self._style(number), (width - 2.5) * MM))
            for number, (text, (_, width)) in enumerate(zip(self._cells(place), self._columns, strict=True))
        ]

    def _style(self, column: int) -> Style:
        return self._strong if self._columns[column][0] == "now" else self._text

    @property
    def head_height(self) -> float:
        """The height of the head with its line."""
        most = max(1, *(len(each) for each in self._titles))
        return most * millimetres(self._head.size) * LEADING + 1.6

    def row_height(self, place: int) -> float:
        """The height of one row."""
        most = max(len(each) for each in self._lines(place))
        return most * millimetres(self._text.size * LEADING) + 1.7

    def head(self, pen: Pen, x: float, y: float) -> float:
        """Draw the head from `y` down and return where the rows begin."""
        place = x
        for lines, (_, width) in zip(self._titles, self._columns, strict=True):
            pen.lines(place, y, lines, self._head, leading=LEADING, width=width - 2.5)
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


class _Sign(NamedTuple):
    """A sign to watch: its title, its text, and how far from its left edge the text begins, in mm."""

    name: list[Line]
    text: list[Line]
    left: float


class OutcomeBox:
    """One outcome: the topic, the objective, its key results, and a sign on each side, as the method calls them."""

    def __init__(self, book: TextBook, outcome: Outcome, width: float, titles: Mapping[str, str]) -> None:
        self._book, self._outcome, self._width, self._titles = book, outcome, width, titles
        self._inner = width - 2 * PAD

    def _pick(self, sizes: Sizes) -> tuple[list[Line], Style]:
        style = sizes.style("semibold", 9.5, HOUSE)
        title = self._outcome.pick or ("" if self._outcome.objective else self._titles.get("pick", ""))
        return list(self._book.wrap(title, style, self._inner * MM)) if title else [], style

    def _objective(self, sizes: Sizes) -> tuple[list[Line], Style]:
        style = sizes.style("bold", 13)
        return list(
            self._book.wrap(self._outcome.objective, style, self._inner * MM, balanced=True)
        ) if self._outcome.objective else [], style

    def _signs(self, sizes: Sizes) -> Sequence[_Sign]:
        """Return the signs that the method asks for: title and text in lines, and where the text begins."""
        style = sizes.style("regular", 9.5)
        label = Style("semibold", style.size, MUTED)
        half = self._inner / 2
        texts = {"inward": self._outcome.inward, "outward": self._outcome.outward}
        asked = [(self._titles[means], text) for means, text in texts.items() if means in self._titles]
        names = [list(self._book.wrap(title, label, half * _LABEL * MM)) for title, _ in asked]
        beside = max((line.width * label.size for lines in names for line in lines), default=0.0)
        left = millimetres(beside) + 3.0
        return [
            _Sign(
                lines,
                list(self._book.wrap(text, style, (half - left - _BEFORE_NEXT) * MM)) if text else [],
                left,
            )
            for lines, (_, text) in zip(names, asked, strict=True)
        ]

    def _signs_height(self, sizes: Sizes) -> float:
        most = max((max(1, len(each.name), len(each.text)) for each in self._signs(sizes)), default=0)
        return most * millimetres(sizes.style("regular", 9.5).size * LEADING)

    def height(self, sizes: Sizes) -> float:
        """Return what the box needs."""
        objective, style = self._objective(sizes)
        pick, pick_style = self._pick(sizes)
        table = ResultTable(self._book, self._outcome.results, self._inner, sizes, self._titles)
        rows = sum(table.row_height(place) for place in range(len(self._outcome.results)))
        return (
            _BAR
            + 2.2
            + (len(pick) * millimetres(pick_style.size * LEADING) + 0.8 if pick else 0.0)
            + (len(objective) * millimetres(style.size * 1.2) if objective else _WRITING)
            + 1.6
            + table.head_height
            + (rows or 2 * _WRITING)
            + 2.6
            + self._signs_height(sizes)
            + 2.2
        )

    def draw(self, pen: Pen, x: float, y: float, height: float, sizes: Sizes) -> None:
        """Draw the box, `height` high."""
        outcome = self._outcome
        frame_of(pen, x, y, self._width, height)
        pen.owner(f"outcome:{outcome.activity_id}")
        left, right = x + PAD, x + PAD + self._inner
        top = y + _BAR + 2.2
        pick, pick_style = self._pick(sizes)
        if pick:
            top = pen.lines(left, top, pick, pick_style, leading=LEADING) + 0.8
        objective, style = self._objective(sizes)
        if objective:
            top = pen.lines(left, top, objective, style, leading=1.2, width=self._inner)
        else:
            top += _WRITING
            line_to_write_on(pen, left, top - 1.2, right)
        top += 1.6
        table = ResultTable(pen.book, outcome.results, self._inner, sizes, self._titles)
        top = table.head(pen, left, top)
        for place in range(len(outcome.results)):
            top = table.row(pen, place, left, top)
        if not outcome.results:
            for _ in range(2):
                top += _WRITING
                line_to_write_on(pen, left, top - 1.2, right)
        # The signs stand at the foot of the box, in one line with each other.
        style, half = sizes.style("regular", 9.5), self._inner / 2
        tall = self._signs_height(sizes)
        top = y + height - 2.2 - tall
        for place, each in enumerate(self._signs(sizes)):
            start = left + place * half
            pen.lines(start, top, each.name, Style("semibold", style.size, MUTED), leading=LEADING)
            if each.text:
                width = half - each.left - _BEFORE_NEXT
                pen.lines(start + each.left, top, each.text, style, leading=LEADING, width=width)
            else:
                line_to_write_on(pen, start + each.left, top + tall - 0.8, start + half - _BEFORE_NEXT)


class ThenAndNow:
    """A box with the key results of the session before, then and now, where the first page has room for it."""

    def __init__(
        self, book: TextBook, results: Sequence[KeyResult], width: float, titles: Mapping[str, str]
    ) -> None:
        self._width = width
        self._count = len(results)
        self._table = ResultTable(book, results, width - 2 * PAD, Sizes(0.88), titles)
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
