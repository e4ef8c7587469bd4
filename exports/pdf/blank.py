"""The canvas without an answer on it: to print, to hang up and to fill by hand."""

from __future__ import annotations

from pathlib import Path

from exports.pdf.canvas import draw_box_frame, no_canvas
from exports.pdf.canvas_bullets import BoxText, Measure
from exports.pdf.canvas_flow import Placed, Planner
from exports.pdf.canvas_layout import Grid, grid_for
from exports.pdf.page import Pen
from exports.pdf.paper import DOTS, FAINT, MM, MUTED, RULE, millimetres, paper_named
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from facilitator.method import Canvas, Method

_ADVICE = "One idea a line, three to seven words. Agree first, then write."
# Shares of the width: a name is long, a date is short.
_LINES = (("Name", 0.5), ("Leader", 0.28), ("Date", 0.22))


def write_blank(
    method: Method, path: Path | str, paper: str = "A3", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the blank canvas of a method as a PDF file and return what could not be drawn, in words.

    Raises:
        UserError: the method has no canvas, or there is no such paper.
        OSError: the file cannot be written.
    """
    canvas = method.canvas
    if canvas is None:
        raise no_canvas(method)
    sheet = paper_named(paper)
    grid = grid_for(sheet)
    pen = Pen(str(path), title=f"{canvas.title}, to fill in", subject=method.title, recorder=recorder)
    planner = Planner(Measure(pen.book, grid), grid)
    columns = [
        (
            weight,
            [
                BoxText(box.id, box.icon, box.title, box.question, box.share, ())
                for box in canvas.boxes
                if box.column == place
            ],
        )
        for place, weight in enumerate(canvas.columns, start=1)
    ]
    pages = planner.plan(columns)
    for number, page in enumerate(pages, start=1):
        pen.page(sheet, (grid.width, grid.height))
        pen.bookmark(canvas.title, 0)
        _draw_head(pen, grid, canvas)
        for placed in page.boxes:
            pen.owner(f"box:{placed.box.id}")
            pen.bookmark(placed.box.title, 1, placed.frame.y)
            _draw_box(pen, grid, canvas, placed)
        pen.owner("foot")
        texts = (canvas.credit, f"Page {number} of {len(pages)}")
        pen.foot((grid.margin, grid.inner), grid.footer, texts, grid.furniture_size)
    pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def _draw_head(pen: Pen, grid: Grid, canvas: Canvas) -> None:
    pen.owner("head")
    label_style = Style("semibold", grid.question_size + 1, MUTED)
    gap = 10 * grid.unit
    room = grid.inner - gap * (len(_LINES) - 1)
    baseline = grid.title - 5.2 * grid.unit
    x = grid.margin
    for label, share in _LINES:
        start = x + pen.text(x, baseline, label, label_style) + 3 * grid.unit
        x += room * share
        pen.rule(start, grid.title - 1.5 * grid.unit, x, grid.title - 1.5 * grid.unit, RULE, 0.6)
        x += gap
    style = Style("regular", grid.subtitle_size, MUTED)
    pen.text(grid.margin, grid.subtitle - 2.2 * grid.unit, f"{canvas.title}. {_ADVICE}", style)


def _draw_box(pen: Pen, grid: Grid, canvas: Canvas, placed: Placed) -> None:
    """Draw the frame, the prompt and dotted lines to write on."""
    frame, unit = placed.frame, grid.unit
    draw_box_frame(pen, grid, frame, placed.box, placed.box.title)
    top = frame.y + placed.head
    left, width = frame.x + grid.pad, frame.width - 2 * grid.pad
    box = canvas.box(placed.box.id)
    prompt = box.prompt if box is not None else ""
    step = max(10 * unit, 8.0)
    line = top + 1.5 * step
    if prompt:
        style = Style("regular", grid.question_size, FAINT)
        lines = pen.book.wrap(prompt, style, width * MM)
        below = pen.lines(left, top + 0.4 * unit, lines, style, leading=1.28, width=width)
        line = max(line, below - millimetres(style.size) + step)
    while line <= frame.bottom - 4 * unit:
        pen.rule(left, line, left + width, line, DOTS, 0.5, dashes=(0.6, 2.2))
        line += step
