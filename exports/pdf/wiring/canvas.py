"""The wiring canvas: the map, the matrix, the moves, and four figures at the head. One page, vectors throughout.

Text becomes smaller before anything moves to another page; nothing is cut. A map of many parties has a page of its own
behind the canvas, where all names can be read, and so has a matrix with more notes than its quarters hold there.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exports.coupling_words import chain, key_figures
from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK, MUTED, RULE, Paper, millimetres, paper_named
from exports.pdf.picture import Sketch, draw_picture, wrapped
from exports.pdf.ratings.sheet import missing
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.record import Recorder
from exports.pdf.wiring.map_picture import LEGEND, MapPicture
from exports.pdf.wiring.matrix_picture import draw_matrix
from exports.pdf.wiring.moves import MovesTable, Row
from exports.pdf.wiring.sizes import LEADING, Sizes, sizes_of
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
_FIGURE = 0.2
"""A figure at the head takes no more of the width than this: a long name goes on more lines."""
_FOOT_LINES = 2
_MOST_TITLE = 3
"""Lines of a title at the head."""


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
    sizes = sizes_of(sheet)

    def drawn(*, crowded: bool, dry: bool) -> _Pages:
        pen = Pen(
            str(path),
            title=f"{source.data.session.title}: wiring canvas",
            author=whose(source),
            subject=source.data.method.title,
            recorder=None if dry else recorder,
            dry=dry,
        )
        pages = _Pages(pen, source, now, sheet, sizes, crowded=crowded)
        pages.draw()
        return pages

    crowded = drawn(crowded=False, dry=True).left_out > 0
    pen = drawn(crowded=crowded, dry=False).pen
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
    """Draws the pages one after the other; with `crowded` the matrix has one of its own.

    `left_out` is how many notes found no room on the matrix of the first page.
    """

    def __init__(
        self, pen: Pen, source: Source, now: CouplingMap, sheet: Paper, sizes: Sizes, *, crowded: bool
    ) -> None:
        self.left_out = 0
        self._pen = pen
        self._crowded = crowded
        self._source = source
        self._now = now
        self._sheet = sheet
        self._sizes = sizes
        self._figures: Figures = figures(now)
        self._matrix = matrix_of(source.data)
        self._moves = moves_of(source.data)
        self._many = len(now.parties) > _MANY

    @property
    def pen(self) -> Pen:
        """What they are drawn with."""
        return self._pen

    def draw(self) -> None:
        """Draw the canvas, what did not fit it, and the whole of a large map."""
        sizes = self._sizes
        room = sizes.bottom - sizes.top
        # What the moves may take below map and matrix, and on a page of their own; without the head of their box.
        beside = room - _SHORTEST * sizes.height / 297.0 - sizes.gutter - self._around
        moves = self._moves
        table = MovesTable(self._pen.book, moves, sizes, beside) if moves and moves.rows else None
        shares = table.share_out(beside, room - self._around) if table is not None else []
        own = max(1, len(shares)) + 1
        pages = own - 1 + self._crowded + self._many
        self._page(1, pages)
        below = table.height(shares[0]) + self._around if table is not None else 0.0
        box = room - below - sizes.gutter if below else room
        self._upper(sizes.top, box, own)
        if table is not None:
            self._moves_box(table, shares[0], sizes.top + box + sizes.gutter)
        self._foot(1, pages)
        for number, rows in enumerate(shares[1:], start=2):
            assert table is not None
            self._page(number, pages)
            self._moves_box(table, rows, sizes.top)
            self._foot(number, pages)
        if self._crowded:
            self._page(own, pages)
            self._matrix_box(sizes.margin, sizes.top, sizes.inner, room)
            self._foot(own, pages)
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
        said = ", ".join(each for each in words if each)
        pen.text(sizes.margin, sizes.top - 4.0, said, style)
        self._initiative(sizes.margin + _width(pen.book, said, style) + 4.0, right - 8)

    def _initiative(self, left: float, right: float) -> None:
        """Say what the map is about behind the date, cut where it is longer than what is left."""
        words = _initiative(self._source.data).split()
        style, book = Style("semibold", self._sizes.body, INK), self._pen.book
        shown = " ".join(words)
        while words and left + _width(book, shown, style) > self._sizes.margin + right:
            words.pop()
            shown = " ".join(words) + "\N{HORIZONTAL ELLIPSIS}"
        if words:
            self._pen.text(left, self._sizes.top - 4.0, shown, style)

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
            top = sizes.head - 1.0 - (len(lines) - 1) * millimetres(style.size * LEADING)
            for place, line in enumerate(lines):
                pen.line(x, top + place * millimetres(style.size * LEADING), line, style)
            pen.text(x, sizes.head + sizes.body * 0.42, words, label)
            x -= sizes.gutter * 1.6
        return x - sizes.margin

    def _upper(self, top: float, height: float, own: int) -> None:
        """Draw map and matrix beside each other; `own` is the page of a matrix with many notes."""
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
        more = f"on page {own}" if self._crowded else ""
        self.left_out = self._matrix_box(
            sizes.margin + left + sizes.gutter, top, width - left - sizes.gutter, height, more
        )

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

    def _matrix_box(self, x: float, top: float, width: float, height: float, more: str = "") -> int:
        """Draw the matrix and return how many notes found no room; `more` says where they stand."""
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
            notes = "1 more note stands" if left_out == 1 else f"{left_out} more notes stand"
            words, style = f"{notes} {more or 'in the report'}.", Style("regular", sizes.label, MUTED)
            pen.text(x + width - sizes.pad, y - 2.0, words, style, align="right")
        return left_out

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
            self._pen.line(x, baseline + place * millimetres(style.size * LEADING), line, style)
        return baseline + max(0, len(lines) - 1) * millimetres(style.size * LEADING)

    # The moves

    @property
    def _around(self) -> float:
        """What the box of the moves takes besides its table: title and question, white space at its foot."""
        sizes = self._sizes
        return 4.5 + millimetres(sizes.title) + millimetres(sizes.question) * 1.35 + 3.0

    def _moves_box(self, table: MovesTable, rows: Sequence[Row], top: float) -> None:
        sizes = self._sizes
        assert self._moves is not None
        question = "What we change, what it buys, and which sign tells us early that it fails again"
        height = table.height(rows) + self._around
        y = self._box(self._moves.spec.title, question, sizes.margin, top, sizes.inner, height)
        table.draw(self._pen, sizes.margin + sizes.pad, y, rows)

    def _foot(self, number: int, pages: int) -> None:
        pen, sizes = self._pen, self._sizes
        pen.owner("foot")
        words = credit(self._source.data.method, "Wiring review")
        style, ids = Style("regular", sizes.foot, MUTED), self._figures.chain
        if number == pages and self._many and ids:
            words = f"Longest chain: {chain(self._now, ids)}"
            shown = len(ids) - 1
            while shown > 2 and len(wrapped(pen.book, words, style, sizes.inner - 30)) > _FOOT_LINES:
                # Where it begins and where it ends; the map shows what is between.
                shown -= 1
                begins, ends = chain(self._now, ids[:shown]), chain(self._now, ids[-1:])
                words = f"Longest chain: {begins} → {len(ids) - shown - 1} more → {ends}"
        lines = wrapped(pen.book, words, style, sizes.inner - 30)[:_FOOT_LINES]
        pen.foot(
            (sizes.margin, sizes.inner),
            sizes.height - sizes.margin + 5.0,
            (words, f"Page {number} of {pages}"),
            sizes.foot,
            lines=lines,
        )


def _width(book: TextBook, text: str, style: Style) -> float:
    return millimetres(book.line(text, style).width * style.size)


def _initiative(data: SessionData) -> str:
    """Return what was written first before the map was drawn: the initiative that the map is about."""
    home = couplings.home(data.method)
    for activity in data.method.activities:
        if activity.id == home:
            break
        if activity.kind == forms.KIND and not is_private(activity):
            said = [each.text for each in forms.form(data, activity).fields if each.text]
            if said:
                return said[0]
    return ""
