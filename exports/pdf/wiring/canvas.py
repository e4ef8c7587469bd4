"""The wiring canvas: the map, the matrix, the moves, and four figures at the head. One page, vectors throughout.

Text becomes smaller before anything moves to another page; nothing is cut. A map of many parties has a page of its own
behind the canvas, where all names can be read, and a list of every wait.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.coupling_words import chain, key_figures
from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HAIR, HOUSE, INK, MUTED, RULE, Paper, millimetres, paper_named
from exports.pdf.picture import Sketch, draw_picture, wrapped
from exports.pdf.ratings.sheet import missing
from exports.pdf.text import Line, Recorder, Style, TextBook
from exports.pdf.wiring.map_picture import LEGEND, MapPicture
from exports.pdf.wiring.matrix_picture import draw_matrix
from exports.rating_words import credit, day_of, whose
from exports.source import Source
from facilitator import coupling_layout, couplings, forms
from facilitator.coupling_figures import Figures, figures
from facilitator.couplings import CouplingMap
from facilitator.dates import written_day
from facilitator.errors import UserError
from facilitator.forms import FilledRows
from facilitator.matrices import KIND_NAME as MATRIX
from facilitator.matrices import Matrix, matrix
from facilitator.method import Activity
from facilitator.private import is_private
from facilitator.state import SessionData

_BAR = 1.1
_MANY = 18
"""With more parties than this the map has a page of its own, and the canvas shows the longest chain."""
_SHORTEST = 92.0
"""So high the map and the matrix are at least, on A3."""
_FLOOR = 7.5
_FIGURE = 0.2
"""A figure at the head takes no more of the width than this: a long name goes on more lines."""
_LEADING = 1.26
_MOST_TITLE = 3
"""Lines of a title at the head."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Lengths of a page in millimetres and letters in points."""

    width: float
    height: float
    margin: float
    name: float
    figure: float
    label: float
    title: float
    question: float
    body: float
    foot: float
    head: float
    top: float
    gutter: float
    pad: float

    @property
    def inner(self) -> float:
        """The measure between the margins."""
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where the body ends."""
        return self.height - self.margin - 6.0


def _sizes(paper: Paper) -> _Sizes:
    """Return the sizes of a page: A4 and Letter are laid out by themselves, larger sheets are A3 enlarged."""
    if paper.name in ("A4", "Letter"):
        return _Sizes(
            paper.width, paper.height, 12.0, 22.0, 12.0, 8.0, 12.0, 8.5, 9.0, 7.5, 18.5, 28.0, 4.0, 3.0
        )
    height = 297.0
    width = height * paper.width / paper.height
    return _Sizes(width, height, 15.0, 32.0, 16.0, 9.0, 16.0, 10.5, 11.0, 9.0, 25.5, 38.0, 6.0, 4.0)


@dataclass(frozen=True, slots=True)
class _Table:
    """The moves, laid out: titles, widths in mm, and the lines of each cell."""

    titles: tuple[str, ...]
    widths: tuple[float, ...]
    rows: tuple[tuple[tuple[Line, ...], ...], ...]
    body: float

    def height_of(self, row: tuple[tuple[Line, ...], ...]) -> float:
        """Return how high a row is."""
        return max(1, *(len(lines) for lines in row)) * millimetres(self.body * _LEADING) + 2.4

    @property
    def height(self) -> float:
        """Return how high all rows and the head are."""
        return 6.5 + sum(self.height_of(row) for row in self.rows)


def write_wiring(
    source: Source, path: Path | str, paper: str = "A3", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the wiring canvas of a session as a PDF file and return what could not be drawn, in words.

    Raises:
        UserError: the method has no coupling map, or there is no such paper.
        OSError: the file cannot be written.
    """
    now = couplings.coupling_map(source.data)
    if now is None:
        raise UserError(f"“{source.data.method.title}” has no coupling map. Choose the report instead.")
    sheet = paper_named(paper)
    sizes = _sizes(sheet)
    name = whose(source)
    pen = Pen(
        str(path),
        title=f"{source.data.session.title}: wiring canvas",
        author=name,
        subject=source.data.method.title,
        recorder=recorder,
    )
    _Pages(pen, source, now, sheet, sizes).draw()
    pen.finish()
    return missing(pen)


def moves_of(data: SessionData) -> FilledRows | None:
    """Return the moves: the rows of the first form behind the map that has rows."""
    seen = False
    for activity in data.method.activities:
        seen = seen or activity.kind == couplings.KIND_NAME
        if seen and activity.kind == forms.KIND and not is_private(activity):
            found = forms.form(data, activity)
            if found.rows:
                return found.rows[0]
    return None


def matrix_of(data: SessionData) -> tuple[Activity, Matrix] | None:
    """Return the first matrix of a method, with its activity."""
    found = next((each for each in data.method.activities if each.kind == MATRIX), None)
    return None if found is None else (found, matrix(data, found))


class _Pages:
    """Draws the pages one after the other."""

    def __init__(self, pen: Pen, source: Source, now: CouplingMap, sheet: Paper, sizes: _Sizes) -> None:
        self._pen = pen
        self._source = source
        self._now = now
        self._sheet = sheet
        self._sizes = sizes
        self._figures: Figures = figures(now)
        self._matrix = matrix_of(source.data)
        self._moves = moves_of(source.data)
        self._many = len(now.parties) > _MANY

    def draw(self) -> None:
        """Draw the canvas, what did not fit it, and the whole of a large map."""
        sizes = self._sizes
        room = sizes.bottom - sizes.top
        table = self._table(room - _SHORTEST * sizes.height / 297.0 - sizes.gutter - 13.0)
        first, rest = self._share_out(table, room)
        pages = 1 + len(rest) + self._many
        self._page(1, pages)
        below = self._table_height(table, first)
        box = room - below - sizes.gutter if first else room
        self._upper(sizes.top, box)
        if first and table is not None:
            self._moves_box(table, first, sizes.top + box + sizes.gutter, below)
        self._foot(1, pages)
        for number, rows in enumerate(rest, start=2):
            assert table is not None
            self._page(number, pages)
            self._moves_box(table, rows, sizes.top, self._table_height(table, rows))
            self._foot(number, pages)
        if self._many:
            self._page(pages, pages)
            self._map_box("Coupling map", sizes.margin, sizes.top, sizes.inner, room, self._now)
            self._foot(pages, pages)

    # The parts of a page

    def _page(self, number: int, pages: int) -> None:
        pen, sizes = self._pen, self._sizes
        pen.page(self._sheet, (sizes.width, sizes.height))
        pen.bookmark("Wiring canvas" if number == 1 else f"Wiring canvas, page {number}", 0)
        pen.owner("head")
        right = self._key_figures()
        title = self._source.data.session.title
        size = sizes.name
        while size > sizes.name * 0.5 and _width(pen.book, title, Style("bold", size, INK)) > right - 8:
            size -= 1.0
        lines = wrapped(pen.book, title, Style("bold", size, INK), right - 8)[:_MOST_TITLE]
        top = sizes.head - (len(lines) - 1) * millimetres(size * 1.1) * 0.8
        for place, line in enumerate(lines):
            pen.line(sizes.margin, top + place * millimetres(size * 1.1), line, Style("bold", size, INK))
        words = ["Wiring canvas" + (", continued" if number > 1 else ""), written_day(day_of(self._source))]
        if self._source.community is not None:
            words.insert(0, self._source.community.name)
        style = Style("regular", sizes.body, MUTED)
        pen.text(sizes.margin, sizes.top - 4.0, ", ".join(each for each in words if each), style)

    def _key_figures(self) -> float:
        """Draw the four figures at the right of the head and return how much is left for the name."""
        pen, sizes = self._pen, self._sizes
        value, label = Style("semibold", sizes.figure, HOUSE), Style("regular", sizes.label, MUTED)
        x = sizes.width - sizes.margin
        for text, words in reversed(key_figures(self._now, self._figures)):
            style = value
            while _width(pen.book, text, style) > sizes.inner * _FIGURE and style.size > sizes.label:
                style = Style("semibold", style.size - 0.5, HOUSE)
            lines = wrapped(pen.book, text, style, sizes.inner * _FIGURE, balanced=True)
            widths = [millimetres(line.width * style.size) for line in lines]
            x -= max(*widths, _width(pen.book, words, label))
            top = sizes.head - 1.0 - (len(lines) - 1) * millimetres(style.size * _LEADING)
            for place, line in enumerate(lines):
                pen.line(x, top + place * millimetres(style.size * _LEADING), line, style)
            pen.text(x, sizes.head + sizes.body * 0.42, words, label)
            x -= sizes.gutter * 1.6
        return x - sizes.margin

    def _upper(self, top: float, height: float) -> None:
        sizes = self._sizes
        width = sizes.inner
        shown, title = self._now, "Coupling map"
        if self._many:
            shown, title = self._chain_alone(), "Longest waiting chain"
        if self._matrix is None:
            self._map_box(title, sizes.margin, top, width, height, shown)
            return
        left = (width - sizes.gutter) * 0.5
        self._map_box(title, sizes.margin, top, left, height, shown)
        self._matrix_box(sizes.margin + left + sizes.gutter, top, width - left - sizes.gutter, height)

    def _chain_alone(self) -> CouplingMap:
        ids = {*self._figures.chain[:_MANY], *self._figures.waited_for[:1]}
        return CouplingMap(
            tuple(each for each in self._now.parties if each.id in ids),
            tuple(each for each in self._now.waits if each.who in ids and each.whom in ids),
        )

    def _map_box(
        self, title: str, x: float, top: float, width: float, height: float, shown: CouplingMap
    ) -> None:
        pen, sizes = self._pen, self._sizes
        question = "An arrow says: waits for. The figure is days; the longer, the wider."
        if shown is not self._now:
            question = f"{len(self._now.parties)} parties in all; the last page has them."
        y = self._box(title, question, x, top, width, height)
        if not shown.parties:
            pen.text(
                x + sizes.pad, y + 6.0, "No party is on the map yet.", Style("regular", sizes.body, MUTED)
            )
            return
        sketch = Sketch(pen.book)
        # A part of the map is laid out by itself, the whole keeps its places.
        where = coupling_layout.places(shown) if shown is self._now else coupling_layout.arranged(shown)
        area = (x + sizes.pad, y + 2.0, width - 2 * sizes.pad, top + height - y - LEGEND - 3.0)
        picture = MapPicture(sketch, shown, where, self._figures, area)
        picture.draw()
        picture.legend(x + sizes.pad, top + height - 3.0, days=False)
        draw_picture(pen, sketch.shapes)

    def _matrix_box(self, x: float, top: float, width: float, height: float) -> None:
        pen, sizes = self._pen, self._sizes
        assert self._matrix is not None
        activity, now = self._matrix
        y = self._box(activity.title, activity.question, x, top, width, height)
        sketch = Sketch(pen.book)
        left_out = draw_matrix(
            sketch, now, x + sizes.pad, y + 1.0, width - 2 * sizes.pad, top + height - y - sizes.pad
        )
        draw_picture(pen, sketch.shapes)
        if left_out:
            words = f"{left_out} more notes stand in the report."
            pen.text(
                x + width - sizes.pad, y - 2.0, words, Style("regular", sizes.label, MUTED), align="right"
            )

    def _box(self, title: str, question: str, x: float, top: float, width: float, height: float) -> float:
        """Draw a frame with its title and question and return where its content begins."""
        pen, sizes = self._pen, self._sizes
        pen.owner(title)
        pen.outline(x, top, width, height, RULE, 0.6)
        pen.fill(x, top, width, _BAR, HOUSE)
        inner = width - 2 * sizes.pad
        size = sizes.title
        while size > sizes.question and _width(pen.book, title, Style("bold", size, INK)) > inner:
            size -= 0.5
        baseline = top + 2.5 + millimetres(sizes.title)
        baseline = self._sentence(x + sizes.pad, baseline, title, Style("bold", size, INK), inner)
        below = baseline + millimetres(sizes.question) * 1.35
        style = Style("regular", sizes.question, MUTED)
        return self._sentence(x + sizes.pad, below, question, style, inner) + 2.0

    def _sentence(self, x: float, baseline: float, text: str, style: Style, width: float) -> float:
        """Draw a text on as many lines as it needs and return the last baseline."""
        lines = wrapped(self._pen.book, text, style, width)
        for place, line in enumerate(lines):
            self._pen.line(x, baseline + place * millimetres(style.size * _LEADING), line, style)
        return baseline + max(0, len(lines) - 1) * millimetres(style.size * _LEADING)

    # The moves

    def _table(self, room: float) -> _Table | None:
        """Return the table in the largest letters at which it takes no more than `room`."""
        rows = self._moves
        if rows is None or not rows.rows:
            return None
        size = self._sizes.body
        while True:
            table = self._laid_out(rows, size)
            if table.height <= room or size <= _FLOOR:
                return table
            size = max(_FLOOR, size - 0.5)

    def _laid_out(self, found: FilledRows, size: float) -> _Table:
        book, sizes = self._pen.book, self._sizes
        measure = sizes.inner - 2 * sizes.pad
        # Columns take what their texts ask for, none less than a date does.
        columns = list(range(len(found.spec.fields)))
        used = [place for place in columns if any(row.cells[place].text for row in found.rows)] or columns
        gap = 4.0
        wish = []
        for place in used:
            texts = [found.spec.fields[place].title, *(row.cells[place].text for row in found.rows)]
            longest = max(_width(book, text, Style("regular", size, INK)) for text in texts)
            wish.append(min(max(longest, 20.0), 80.0))
        scale = (measure - gap * (len(used) - 1)) / sum(wish)
        widths = tuple(each * scale for each in wish)
        rows = tuple(
            tuple(
                tuple(
                    wrapped(book, row.cells[place].text, self._style(number, size), width)
                    if row.cells[place].text
                    else ()
                )
                for number, (place, width) in enumerate(zip(used, widths, strict=True))
            )
            for row in found.rows
        )
        titles = tuple(found.spec.fields[place].title for place in used)
        return _Table(titles, widths, rows, size)

    @staticmethod
    def _style(column: int, size: float) -> Style:
        return Style("semibold" if column == 1 else "regular", size, INK)

    def _share_out(
        self, table: _Table | None, room: float
    ) -> tuple[tuple[tuple[tuple[Line, ...], ...], ...], list[tuple[tuple[tuple[Line, ...], ...], ...]]]:
        """Return the rows of the first page, and those of each further one."""
        if table is None:
            return (), []
        pages: list[tuple[tuple[tuple[Line, ...], ...], ...]] = []
        left = list(table.rows)
        space = room - _SHORTEST * self._sizes.height / 297.0 - self._sizes.gutter
        while left:
            taken = 1
            while taken < len(left) and self._table_height(table, tuple(left[: taken + 1])) <= space:
                taken += 1
            pages.append(tuple(left[:taken]))
            left = left[taken:]
            space = room
        return pages[0], pages[1:]

    def _table_height(self, table: _Table | None, rows: Sequence[tuple[tuple[Line, ...], ...]]) -> float:
        if table is None or not rows:
            return 0.0
        sizes = self._sizes
        head = 4.5 + millimetres(sizes.title) + millimetres(sizes.question) * 1.35 + 6.5
        return head + sum(table.height_of(row) for row in rows) + 3.0

    def _moves_box(
        self, table: _Table, rows: Sequence[tuple[tuple[Line, ...], ...]], top: float, height: float
    ) -> None:
        pen, sizes = self._pen, self._sizes
        assert self._moves is not None
        question = "What we change, what it buys, and which sign tells us early that it fails again"
        y = self._box(self._moves.spec.title, question, sizes.margin, top, sizes.inner, height)
        x = sizes.margin + sizes.pad
        lefts = [x + sum(table.widths[:place]) + 4.0 * place for place in range(len(table.widths))]
        for left, title in zip(lefts, table.titles, strict=True):
            pen.text(left, y + 2.6, title, Style("semibold", max(_FLOOR, table.body - 2), MUTED))
        y += 4.2
        pen.rule(x, y, x + sizes.inner - 2 * sizes.pad, y, INK, 0.8)
        for row in rows:
            step = millimetres(table.body * _LEADING)
            for column, (left, lines) in enumerate(zip(lefts, row, strict=True)):
                style = self._style(column, table.body)
                for number, line in enumerate(lines):
                    pen.line(left, y + 1.0 + number * step + millimetres(table.body * ASCENT), line, style)
            y += table.height_of(row)
            pen.rule(x, y, x + sizes.inner - 2 * sizes.pad, y, HAIR, 0.4)

    def _foot(self, number: int, pages: int) -> None:
        pen, sizes = self._pen, self._sizes
        pen.owner("foot")
        words = credit(self._source.data.method, "Wiring review")
        if number == pages and self._many and self._figures.chain:
            words = f"Longest chain: {chain(self._now, self._figures.chain)}"
        lines = wrapped(pen.book, words, Style("regular", sizes.foot, MUTED), sizes.inner - 30)[:2]
        pen.foot(
            (sizes.margin, sizes.inner),
            sizes.height - sizes.margin + 5.0,
            (words, f"Page {number} of {pages}"),
            sizes.foot,
            lines=lines,
        )


def _width(book: TextBook, text: str, style: Style) -> float:
    return millimetres(book.line(text, style).width * style.size)
