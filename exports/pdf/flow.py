"""Text that runs down pages: headings that stay with what follows, and tables whose rows do not break.

Lengths are millimetres, sizes of type points (see `exports.pdf.page`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HAIR, HOUSE, INK, MM, MUTED, Paper, millimetres
from exports.pdf.text.book import Align, Style
from exports.pdf.text.wrap import Line

TITLE = Style("bold", 20, INK)
SECTION = Style("semibold", 13, INK)
GROUP = Style("semibold", 10.5, INK)
BODY = Style("regular", 10, INK)
STRONG = Style("semibold", 10, INK)
SOFT = Style("regular", 10, MUTED)
CELL = Style("regular", 9.5, INK)
CELL_STRONG = Style("semibold", 9.5, INK)
CELL_SOFT = Style("regular", 9.5, MUTED)
TABLE_HEAD = Style("semibold", 8, MUTED)
CAPTION = Style("regular", 9, MUTED)
FURNITURE = 8.0

MARGIN = 18.0
TOP = 18.0
CELL_PADDING = 1.7
CELL_GAP = 4.0
_LONG_BULLET = 12
"""A bullet with as many lines may break, and need not stay with what is under it."""
_SMALL, _SMALL_ROWS = 45.0, 6
"""A table up to this height (mm) and so many rows stays on one page with its heading."""

Draw = Callable[[Pen, float, float], None]
"""Draws something into a cell: pen, x, y of the row's first baseline."""


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table: its `title`, its width as a share of the measure, and where its text stands."""

    title: str
    share: float
    align: Align = "start"


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell: text in a style, or something drawn beside or instead of it."""

    text: str = ""
    style: Style = CELL
    draw: Draw | None = None


@dataclass(slots=True)
class Furniture:
    """What stands at the foot of each page, and how many pages there are in all (0 while that is not known)."""

    left: str
    first: str
    pages: int = 0


@dataclass(frozen=True, slots=True)
class _Over:
    """A heading that is not drawn yet: its height in mm, and what draws it."""

    height: float
    draw: Callable[[], None]


@dataclass(slots=True)
class Flow:
    """A place on a page that moves down as things are drawn, and on to the next page when it is full.

    `with_names` says whether this report may name who took part and who answered what.
    """

    pen: Pen
    paper: Paper
    furniture: Furniture
    with_names: bool = False
    y: float = 0.0
    _on_page: bool = field(default=False)
    _waiting: _Over | None = field(default=None)

    @property
    def left(self) -> float:
        """Where text begins."""
        return MARGIN

    @property
    def width(self) -> float:
        """The measure."""
        return self.paper.width - 2 * MARGIN

    @property
    def bottom(self) -> float:
        """Where the body ends."""
        return self.paper.height - 22.0

    @property
    def room(self) -> float:
        """What is left of the page."""
        return self.bottom - self.y

    def new_page(self) -> None:
        """End the page with its foot, and begin the next one."""
        self.end_page()
        self.pen.page(self.paper)
        self._on_page = True
        self.y = TOP

    def end_page(self) -> None:
        """Draw the foot of the page that is open: last, since the order of drawing is the order of reading."""
        if not self._on_page:
            return
        self._on_page = False
        self.pen.owner("foot")
        number = self.pen.page_number
        words = f"Page {number} of {self.furniture.pages}"
        left = self.furniture.first if number == 1 else self.furniture.left
        wrapped = self.pen.book.wrap(left, Style("regular", FURNITURE, MUTED), (self.width - 35) * MM)
        band, baseline = (self.left, self.width), self.paper.height - 12.0
        self.pen.foot(band, baseline, (left, words), FURNITURE, lines=list(wrapped)[:1])
        self.pen.owner("body")

    def need(self, height: float) -> None:
        """Go to the next page unless `height` is left on this one."""
        over, self._waiting = self._waiting, None
        if self.room < height + (over.height if over is not None else 0.0):
            self.new_page()
        if over is not None:
            over.draw()

    def space(self, height: float) -> None:
        """Leave white space; none at the top of a page."""
        if self.y > TOP:
            self.y += height

    def chapter(self, title: str, subtitle: str = "") -> str:
        """Begin a chapter, on a new page if less than a third of this one is left; return its bookmark."""
        if self.room < (self.bottom - TOP) / 3 or self.y == 0.0:
            self.new_page()
        else:
            self.space(12.0)
        key = self.pen.bookmark(title, 0, self.y)
        self.lines(title, TITLE, 1.2)
        if subtitle:
            self.y += 0.6
            self.lines(subtitle, SOFT)
        self.y += 4.0
        return key

    def over(self, title: str, subtitle: str, style: Style) -> None:
        """Write a heading over what comes next, wherever that finds room: its own heading and what that keeps."""
        self.space(7.0)

        def draw() -> None:
            wrapped = self.pen.book.wrap(title, style, self.width * MM, balanced=True)
            self.y = self.pen.lines(self.left, self.y, wrapped, style, leading=1.25) + 2.2
            if subtitle:
                self.lines(subtitle, SOFT)
                self.y += 1.6

        lines = len(self.pen.book.wrap(title, style, self.width * MM, balanced=True))
        below = self.height_of(subtitle, SOFT) + 1.6 if subtitle else 0.0
        self._waiting = _Over(lines * millimetres(style.size * 1.25) + 2.2 + below, draw)

    def heading(self, title: str, *, keep: float = 16.0, style: Style = SECTION, icon: str = "") -> None:
        """Write a heading that keeps `keep` of what follows on its page; with an icon it stands over a rule."""
        measure = self.width - (11.0 if icon else 0.0)
        wrapped = self.pen.book.wrap(title, style, measure * MM, balanced=True)
        height = len(wrapped) * millimetres(style.size * 1.25)
        if self._waiting is None:
            self.space(7.0)
            self.need(height + keep)
        else:
            self.need(7.0 + height + keep)
            self.space(7.0)
        x = self.left
        if icon:
            self.pen.icon(icon, x, self.y - 1.4, 7.2)
            x += 11.0
        self.y = self.pen.lines(x, self.y, wrapped, style, leading=1.25)
        if icon:
            self.y += 1.6
            self.pen.rule(self.left, self.y, self.left + self.width, self.y, HOUSE, 1.0)
        self.y += 2.2

    def height_of(self, text: str, style: Style = BODY, leading: float = 1.32) -> float:
        """Return how high in mm `lines` would set the text over the whole measure."""
        return len(self.pen.book.wrap(text, style, self.width * MM)) * millimetres(style.size * leading)

    def lines(self, text: str, style: Style = BODY, leading: float = 1.32, *, indent: float = 0.0) -> None:
        """Write a text over the whole measure, line by line over as many pages as it takes."""
        for line in self.pen.book.wrap(text, style, (self.width - indent) * MM):
            height = millimetres(style.size * leading)
            self.need(height)
            self.pen.lines(
                self.left + indent, self.y, [line], style, leading=leading, width=self.width - indent
            )
            self.y += height

    def bullets(self, lines: Iterable[tuple[int, str]]) -> None:
        """Write bullets as (level, text); none ends a page whose first one under it begins the next."""
        found = list(lines)
        height = millimetres(BODY.size * 1.32)
        for place, (level, text) in enumerate(found):
            indent = 4.6 + 5.0 * level
            wrapped = self.pen.book.wrap(text, BODY, (self.width - indent) * MM)
            leads = place + 1 < len(found) and found[place + 1][0] > level
            if leads and len(wrapped) < _LONG_BULLET:
                self.need(height * (len(wrapped) + 1))
            for number, line in enumerate(wrapped):
                self.need(height)
                baseline = self.y + millimetres(BODY.size * ASCENT)
                mark = indent - 3.0 if number == 0 else None
                self.pen.item(
                    self.left, baseline, line, BODY, width=self.width, indent=indent, mark=mark, level=level
                )
                self.y += height

    def table(
        self,
        columns: Sequence[Column],
        rows: Sequence[Sequence[Cell]],
        *,
        title: str = "",
        style: Style = SECTION,
    ) -> None:
        """Draw a table. Rows do not break unless taller than half a page; the head repeats on each page.

        With a `title` it stands under a heading that never ends a page without it. The last row does not begin a page
        alone.
        """
        if title:
            self.heading(title, keep=self.table_keep(columns, rows), style=style)
        Table(self, columns).draw(rows)

    def table_keep(self, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> float:
        """Return how many mm a heading over the table has to keep: all of a small one, else its beginning."""
        return Table(self, columns).keep(rows)


class Table:
    """Draws one table into a flow."""

    def __init__(self, flow: Flow, columns: Sequence[Column]) -> None:
        """Lay out `columns` over the whole measure."""
        self._flow = flow
        self._columns = columns
        whole = sum(column.share for column in columns)
        measure = flow.width - CELL_GAP * (len(columns) - 1)
        self._widths = [measure * column.share / whole for column in columns]
        self._lefts = [
            flow.left + sum(self._widths[:number]) + CELL_GAP * number for number in range(len(columns))
        ]

    def draw(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Draw the head and all rows."""
        self._flow.need(self._beginning(rows))
        self._head()
        for number, row in enumerate(rows):
            if number == len(rows) - 2 and number:
                self._keep_two(rows[number:])
            self._row(row)
        self._flow.y += 2.0

    def _keep_two(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Take the last row but one along to the page that the last one begins."""
        first, both = self._whole(rows[0]), sum(map(self._whole, rows))
        if first <= self._flow.room < both <= self._most_whole:
            self._flow.new_page()
            self._head()

    def keep(self, rows: Sequence[Sequence[Cell]]) -> float:
        """Return how high in mm the head and all rows of a small table are, of another one its beginning."""
        heights = [self._whole(row) for row in rows[:_SMALL_ROWS]]
        whole = self._head_height() + sum(heights)
        return whole if len(rows) <= _SMALL_ROWS and whole <= _SMALL else self._beginning(rows)

    def _beginning(self, rows: Sequence[Sequence[Cell]]) -> float:
        """Return how high the head and the first row are; of a row that may break over pages two lines."""
        wholes = [self._whole(row) for row in rows[:1]]
        two_lines = self._row_height(2, CELL.size)
        return self._head_height() + sum(each if each <= self._most_whole else two_lines for each in wholes)

    @property
    def _most_whole(self) -> float:
        return (self._flow.bottom - TOP) / 2

    def _whole(self, row: Sequence[Cell]) -> float:
        return self._row_height(self._lines(self._wrapped(row)), max(cell.style.size for cell in row))

    def _wrapped(self, row: Sequence[Cell]) -> list[list[Line]]:
        return [
            list(self._flow.pen.book.wrap(cell.text, cell.style, width * MM)) if cell.text else []
            for cell, width in zip(row, self._widths, strict=True)
        ]

    def _lines(self, wrapped: Sequence[Sequence[Line]]) -> int:
        return max([1, *(len(lines) for lines in wrapped)])

    def _head_height(self) -> float:
        return millimetres(TABLE_HEAD.size * 1.3) + 1.4 if any(each.title for each in self._columns) else 0.0

    def _row_height(self, lines: int, size: float) -> float:
        return lines * millimetres(size * 1.3) + 2 * CELL_PADDING

    def _head(self) -> None:
        flow, pen = self._flow, self._flow.pen
        baseline = flow.y + millimetres(TABLE_HEAD.size * ASCENT)
        for column, x, width in zip(self._columns, self._lefts, self._widths, strict=True):
            pen.text(x, baseline, column.title, TABLE_HEAD, align=column.align, width=width)
        flow.y += self._head_height()
        pen.rule(flow.left, flow.y, flow.left + flow.width, flow.y, INK, 0.8)

    def _row(self, row: Sequence[Cell]) -> None:
        flow = self._flow
        wrapped = self._wrapped(row)
        size = max(cell.style.size for cell in row)
        most = self._lines(wrapped)
        whole = self._row_height(most, size)
        if whole > flow.room and whole <= self._most_whole:
            flow.new_page()
            self._head()
        done = 0
        while done < most:
            step = millimetres(size * 1.3)
            fit = max(1, int((flow.room - 2 * CELL_PADDING + 1e-6) / step))
            if flow.room < self._row_height(1, size):
                flow.new_page()
                self._head()
                continue
            count = min(fit, most - done)
            self._part(row, wrapped, done, count, size)
            done += count

    def _part(
        self, row: Sequence[Cell], wrapped: Sequence[Sequence[Line]], done: int, count: int, size: float
    ) -> None:
        flow, pen = self._flow, self._flow.pen
        step = millimetres(size * 1.3)
        baseline = flow.y + CELL_PADDING + millimetres(size * ASCENT)
        for cell, lines, column, x, width in zip(
            row, wrapped, self._columns, self._lefts, self._widths, strict=True
        ):
            for number, line in enumerate(lines[done : done + count]):
                pen.line(x, baseline + number * step, line, cell.style, align=column.align, width=width)
            if cell.draw is not None and done == 0:
                cell.draw(pen, x, baseline)
        flow.y += self._row_height(count, size)
        pen.rule(flow.left, flow.y, flow.left + flow.width, flow.y, HAIR, 0.4)
