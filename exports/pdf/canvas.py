"""The canvas on paper: head, boxes and foot, and as many further pages as the text asks for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.pdf.canvas_bullets import BoxText, Item, Measure
from exports.pdf.canvas_flow import Page, Placed, Planner, more_text, shown_title
from exports.pdf.canvas_layout import Frame, Grid, grid_for
from exports.pdf.logo import read_logo
from exports.pdf.page import ASCENT, Pen
from exports.pdf.paper import HOUSE, INK, MM, MUTED, RULE, TINT, Paper, millimetres, paper_named
from exports.pdf.target import Target
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.pdf.text.wrap import Line
from exports.source import Source
from facilitator.acts.outcomes import bullets
from facilitator.acts.pictures import logo
from facilitator.dates import written_day
from facilitator.errors import UserError
from facilitator.method import Method

_LOGO_LEFT_OUT = "the logo (the picture cannot be read; choose another PNG or JPEG file)"


@dataclass(frozen=True, slots=True)
class CanvasText:
    """All that a canvas shows. `columns`: relative width and boxes of each, from the left."""

    title: str
    name: str
    leader: str
    date: str
    credit: str
    subject: str
    columns: tuple[tuple[float, tuple[BoxText, ...]], ...]
    logo: bytes | None = None


def canvas_text(source: Source) -> CanvasText:
    """Return what the canvas of a session shows.

    Raises:
        UserError: the method has no canvas.
    """
    data = source.data
    canvas = data.method.canvas
    if canvas is None:
        raise no_canvas(data.method)
    outcomes = data.outcomes
    columns = tuple(
        (
            weight,
            tuple(
                BoxText(
                    box.id,
                    box.icon,
                    box.title,
                    box.question,
                    box.share,
                    tuple(Item(each.level, each.text) for each in bullets(outcomes.get(box.id, ""))),
                )
                for box in canvas.boxes
                if box.column == place
            ),
        )
        for place, weight in enumerate(canvas.columns, start=1)
    )
    return CanvasText(
        title=canvas.title,
        name=_joined(outcomes.get(canvas.name_from, "")) or data.session.title,
        leader=_joined(outcomes.get(canvas.leader_from, "")),
        date=written_day(source.place.started or data.session.created),
        credit=canvas.credit,
        subject=data.session.title,
        columns=columns,
        logo=logo(data.pictures),
    )


def write_canvas(
    source: Source, target: Target, paper: str = "A3", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the canvas as a PDF file and return what could not be drawn, in words, () when all was.

    paper: a name of `exports.pdf.page.PAPERS`.

    Raises:
        UserError: the method has no canvas, or there is no such paper.
        OSError: the file cannot be written.
    """
    text = canvas_text(source)
    named = paper_named(paper)
    pen = Pen(
        target,
        title=f"{text.name}: {text.title}",
        author=text.name,
        subject=text.subject,
        recorder=recorder,
    )
    sheets = CanvasSheets(pen, text, named)
    for number in range(1, len(sheets.pages) + 1):
        pen.page(named, sheets.size)
        sheets.draw(number)
    pen.finish()
    return left_out(pen, sheets)


def left_out(pen: Pen, sheets: CanvasSheets) -> tuple[str, ...]:
    """Return in words what could not be drawn."""
    missing = [f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing]
    return (*missing, *([_LOGO_LEFT_OUT] if sheets.logo_broken else []))


def no_canvas(method: Method) -> UserError:
    """Return the error for a method without a canvas."""
    return UserError(f"“{method.title}” has no canvas. Choose another file to export, such as the report.")


def _joined(text: str) -> str:
    return ", ".join(each.text for each in bullets(text))


@dataclass(frozen=True, slots=True)
class _Head:
    """The head of a page, laid out: name lines and their size, facts as (x, label, value lines, value style)."""

    name: tuple[Line, ...]
    name_style: Style
    facts: tuple[tuple[float, str, tuple[Line, ...], Style], ...]
    logo: Frame | None
    rests: tuple[BoxText, ...]


class CanvasSheets:
    """A canvas laid out for one paper: `pages` tells where all stands, `draw` draws one of them.

    `size` is the width and height of the pages as they are drawn; a larger paper shows them enlarged.
    """

    def __init__(self, pen: Pen, text: CanvasText, paper: Paper) -> None:
        self._pen = pen
        self._text = text
        self._grid = grid_for(paper)
        credit_style = Style("regular", self._grid.furniture_size)
        credit_width = self._grid.inner - 45 * self._grid.unit
        self._credit = tuple(pen.book.wrap(text.credit, credit_style, credit_width * MM))
        if len(self._credit) > 2:
            step = millimetres(self._grid.furniture_size) * 1.28
            self._grid = replace(self._grid, bottom=self._grid.bottom - step * (len(self._credit) - 2))
        picture = read_logo(text.logo) if text.logo is not None else None
        self.logo_broken = text.logo is not None and picture is None
        self._picture = picture
        self._head = self._lay_out_head()
        self._measure = Measure(pen.book, self._grid)
        self.pages: list[Page] = Planner(self._measure, self._grid).plan(text.columns, self._head.rests)

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the pages as they are drawn."""
        return self._grid.width, self._grid.height

    def draw(self, number: int, *, bookmarks: bool = True, page_words: str = "") -> None:
        """Draw page `number` (from 1) onto the page the pen has open, in reading order.

        `page_words` stand at the foot instead of the number, where the page is one of a larger file.
        """
        page = self.pages[number - 1]
        self._draw_head(continued=number > 1)
        if bookmarks:
            title = self._text.title if number == 1 else f"{self._text.title}, page {number}"
            self._pen.bookmark(title, 0)
        for placed in page.boxes:
            if bookmarks:
                self._pen.bookmark(shown_title(placed.box.title, placed.continued), 1, placed.frame.y)
            self._draw_box(placed, page.size)
        self._draw_foot(page_words or f"Page {number} of {len(self.pages)}")

    # Head and foot

    def _lay_out_head(self) -> _Head:
        grid, book = self._grid, self._pen.book
        right = grid.width - grid.margin
        frame = None
        if self._picture is not None:
            _, shape = self._picture
            width, height = grid.logo * min(1.0, shape), grid.logo / max(1.0, shape)
            bottom = grid.subtitle + 0.6 * grid.unit
            frame = Frame(right - width, bottom - grid.logo + (grid.logo - height) / 2, width, height)
            right = frame.x - 8 * grid.unit
        rests: list[BoxText] = []
        facts: list[tuple[float, str, tuple[Line, ...], Style]] = []
        for label, value in (("Date", self._text.date), ("Leader", self._text.leader)):
            if not value:
                continue
            room = grid.inner * 0.26
            style = Style("semibold", grid.fact_size, INK)
            wide = self._pen.width_of(value, style)
            if wide > room:
                style = replace(style, size=max(grid.floor, grid.fact_size * room / wide))
            lines = book.wrap(value, style, room * MM)
            shown = tuple(lines)[:2]
            rests += _rest(label, tuple(lines)[2:])
            label_width = self._pen.width_of(label, Style("regular", grid.furniture_size))
            x = right - max(label_width, *(millimetres(line.width * style.size) for line in shown))
            facts.append((x, label, shown, style))
            right = x - 10 * grid.unit
        name, name_style, name_rest = self._lay_out_name(right - grid.margin)
        return _Head(name, name_style, tuple(reversed(facts)), frame, (*name_rest, *rests))

    def _lay_out_name(self, room: float) -> tuple[tuple[Line, ...], Style, tuple[BoxText, ...]]:
        """One line; a long name shrinks to 60 percent, then takes two lines; an endless one goes on on page 2."""
        grid, book = self._grid, self._pen.book
        style = Style("bold", grid.name_size, INK)
        wide = self._pen.width_of(self._text.name, style)
        if wide <= room:
            return (book.line(self._text.name, style),), style, ()
        if wide * 0.6 <= room:
            style = replace(style, size=int(grid.name_size * room / wide * 4) / 4)
            return (book.line(self._text.name, style),), style, ()
        style = replace(style, size=grid.name_size * 0.6)
        lines = tuple(book.wrap(self._text.name, style, room * MM))
        if len(lines) <= 2:
            return tuple(book.wrap(self._text.name, style, room * MM, balanced=True)), style, ()
        return lines[:2], style, _rest("Name", lines[2:])

    def _draw_head(self, *, continued: bool) -> None:
        grid, pen, head = self._grid, self._pen, self._head
        pen.owner("head")
        step = millimetres(head.name_style.size) * 1.15
        for place, line in enumerate(head.name):
            baseline = grid.title - step * (len(head.name) - 1 - place)
            pen.line(grid.margin, baseline, line, head.name_style)
        subtitle = Style("regular", grid.subtitle_size, MUTED)
        pen.text(grid.margin, grid.subtitle, shown_title(self._text.title, continued), subtitle)
        for x, label, lines, style in head.facts:
            step = millimetres(style.size) * 1.15
            above = step * (len(lines) - 1)
            label_style = Style("regular", grid.furniture_size, MUTED)
            pen.text(x, grid.title - above - millimetres(style.size) * 1.42, label, label_style)
            for place, line in enumerate(lines):
                pen.line(x, grid.title - above + place * step, line, style)
        if head.logo is not None and self._picture is not None:
            frame = head.logo
            pen.picture(self._picture[0], frame.x, frame.y, frame.width, frame.height)

    def _draw_foot(self, label: str) -> None:
        grid = self._grid
        self._pen.owner("foot")
        self._pen.foot(
            (grid.margin, grid.inner),
            grid.footer,
            (self._text.credit, label),
            grid.furniture_size,
            lines=self._credit,
        )

    # Boxes

    def _draw_box(self, placed: Placed, size: float) -> None:
        grid, pen, frame = self._grid, self._pen, placed.frame
        pen.owner(f"box:{placed.box.id}")
        title = shown_title(placed.box.title, placed.continued)
        draw_box_frame(pen, grid, frame, placed.box, title)
        for place, items in enumerate(placed.columns):
            x = frame.x + grid.pad + place * (placed.text_width + 10 * grid.unit)
            self._draw_items(items, x, frame.y + placed.head, placed.text_width, size)
        more = more_text(placed)
        if more:
            top = frame.bottom - grid.more_height
            edge = millimetres(0.3)
            pen.fill(frame.x + edge, top, frame.width - 2 * edge, grid.more_height - edge, TINT)
            style = Style("semibold", grid.question_size, HOUSE)
            baseline = top + grid.more_height / 2 + millimetres(style.size) * 0.36
            pen.text(frame.x + frame.width - grid.pad, baseline, more, style, align="right")

    def _draw_items(self, items: Sequence[Item], x: float, top: float, width: float, size: float) -> None:
        grid, pen = self._grid, self._pen
        for item in items:
            style = Style("regular", grid.level_size(item.level, size), INK)
            indent = grid.indent(item.level, size)
            room = width - indent
            count = self._measure.count_lines(item, size, width)
            lines = pen.book.wrap(item.text, style, room * MM, balanced=1 < count <= 4)
            top += grid.space_before(item.level, size)
            if item.begins:
                baseline = top + ASCENT * millimetres(style.size)
                mark = indent - 0.2 * size
                from_right = lines[0].right_to_left
                pen.bullet(item.level, x + width - mark if from_right else x + mark, baseline, style.size)
            left = x if lines[0].right_to_left else x + indent
            step = grid.line_height(item.level, size)
            for line in lines:
                pen.line(left, top + ASCENT * millimetres(style.size), line, style, width=room)
                top += step


def draw_box_frame(pen: Pen, grid: Grid, frame: Frame, box: BoxText, title: str) -> None:
    """Draw what every box has: hairline, bar, icon, title and question."""
    unit = grid.unit
    pen.outline(frame.x, frame.y, frame.width, frame.height, RULE, 0.6)
    pen.fill(frame.x - 0.1, frame.y - 0.1, frame.width + 0.2, 1.1 * max(unit, 0.8), HOUSE)
    pen.icon(box.icon, frame.x + 3.5 * unit, frame.y + 4.6 * unit, 9.2 * unit)
    x = frame.x + grid.title_indent
    room = (frame.width - grid.title_indent - grid.pad) * MM
    title_style = Style("bold", grid.box_size, INK)
    question_style = Style("regular", grid.question_size, MUTED)
    baseline = frame.y + 9 * unit
    lines = pen.book.wrap(title, title_style, room, balanced=True)
    for line in lines:
        pen.line(x, baseline, line, title_style, width=room / MM)
        baseline += millimetres(grid.box_size) * 1.15
    if box.question:
        baseline += 5.2 * unit - millimetres(grid.box_size) * 1.15
        for line in pen.book.wrap(box.question, question_style, room, balanced=True):
            pen.line(x, baseline, line, question_style, width=room / MM)
            baseline += millimetres(grid.question_size) * 1.28


def _rest(label: str, lines: Sequence[Line]) -> tuple[BoxText, ...]:
    """Return what found no place in the head as a box of its own for the next page."""
    text = "".join(line.source for line in lines).strip()
    if not text:
        return ()
    return (BoxText(f"{label.casefold()}-rest", "", label, "", 1.0, (Item(0, text, begins=False),)),)
