"""The moves of a wiring canvas as a table: laid out in the largest letters with which it finds room, row by row."""

from __future__ import annotations

from collections.abc import Sequence

from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HAIR, INK, MUTED, millimetres
from exports.pdf.picture import wrapped
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.wrap import Line
from exports.pdf.wiring.sizes import FLOOR, LEADING, Sizes
from facilitator.forms import FilledRows

_GAP = 4.0
_NARROWEST, _WIDEST = 20.0, 80.0
"""What a column asks for, in mm: no less than a date does."""
_ABOVE, _BELOW = 2.0, 1.6

Row = tuple[tuple[Line, ...], ...]
"""The lines of each cell."""


class MovesTable:
    """Rows with the lines of their cells, and the titles over them; columns that nobody has filled in are left out."""

    def __init__(self, book: TextBook, found: FilledRows, sizes: Sizes, room: float) -> None:
        """Lay out the rows in the largest letters at which they take no more than `room` mm, as far as that goes."""
        self._book, self._found, self._sizes = book, found, sizes
        columns = range(len(found.spec.fields))
        self._used = [place for place in columns if any(row.cells[place].text for row in found.rows)]
        self._used = self._used or list(columns)
        self._lay_out(sizes.body)
        while self.height(self.rows) > room and self._body > FLOOR:
            self._lay_out(max(FLOOR, self._body - 0.5))

    def _lay_out(self, body: float) -> None:
        self._body = body
        self._widths = self._widths_at(body)
        self._titles = [
            wrapped(self._book, self._found.spec.fields[place].title, self._head, width)
            for place, width in zip(self._used, self._widths, strict=True)
        ]
        self.rows: tuple[Row, ...] = tuple(
            tuple(
                tuple(wrapped(self._book, text, self._style(number), width))
                if (text := row.cells[place].text)
                else ()
                for number, (place, width) in enumerate(zip(self._used, self._widths, strict=True))
            )
            for row in self._found.rows
        )

    def _widths_at(self, body: float) -> list[float]:
        style = Style("regular", body, INK)
        wish = []
        for place in self._used:
            texts = (
                self._found.spec.fields[place].title,
                *(row.cells[place].text for row in self._found.rows),
            )
            longest = max(millimetres(self._book.measure(text, style)) for text in texts)
            wish.append(min(max(longest, _NARROWEST), _WIDEST))
        scale = (self._measure - _GAP * (len(self._used) - 1)) / sum(wish)
        return [each * scale for each in wish]

    @property
    def _measure(self) -> float:
        return self._sizes.inner - 2 * self._sizes.pad

    @property
    def _head(self) -> Style:
        return Style("semibold", max(FLOOR, self._body - 2), MUTED)

    def _style(self, column: int) -> Style:
        return Style("semibold" if column == 1 else "regular", self._body, INK)

    @property
    def _head_height(self) -> float:
        most = max(1, *(len(each) for each in self._titles))
        return _ABOVE + most * millimetres(self._head.size * LEADING) + _BELOW

    def _row_height(self, row: Row) -> float:
        return max(1, *(len(lines) for lines in row)) * millimetres(self._body * LEADING) + 2.4

    def height(self, rows: Sequence[Row]) -> float:
        """Return how high the head and some rows are, in mm."""
        return self._head_height + sum(map(self._row_height, rows))

    def share_out(self, first: float, further: float) -> list[tuple[Row, ...]]:
        """Return the rows of each page: the first has room for `first` mm of the table, the others for `further`."""
        pages: list[tuple[Row, ...]] = []
        left, room = list(self.rows), first
        while left:
            taken = 1
            while taken < len(left) and self.height(left[: taken + 1]) <= room:
                taken += 1
            pages.append(tuple(left[:taken]))
            left, room = left[taken:], further
        return pages

    def draw(self, pen: Pen, x: float, y: float, rows: Sequence[Row]) -> None:
        """Draw the head and some rows, their upper left corner at (x, y)."""
        lefts = [x + sum(self._widths[:place]) + _GAP * place for place in range(len(self._widths))]
        for left, title in zip(lefts, self._titles, strict=True):
            pen.lines(left, y + _ABOVE, title, self._head, leading=LEADING)
        y += self._head_height
        pen.rule(x, y, x + self._measure, y, INK, 0.8)
        step = millimetres(self._body * LEADING)
        for row in rows:
            for column, (left, lines) in enumerate(zip(lefts, row, strict=True)):
                for number, line in enumerate(lines):
                    baseline = y + 1.0 + number * step + millimetres(self._body * ASCENT)
                    pen.line(left, baseline, line, self._style(column), width=self._widths[column])
            y += self._row_height(row)
            pen.rule(x, y, x + self._measure, y, HAIR, 0.4)
