"""The canvas as a poster on sheets of ordinary paper: an assembly plan, then sheet by sheet with its marks."""

from __future__ import annotations

from pathlib import Path

from exports.pdf.canvas import CanvasSheets, canvas_text, left_out
from exports.pdf.page import Pen
from exports.pdf.paper import FAINT, HOUSE, INK, MM, MUTED, RULE, Paper, millimetres, paper_named
from exports.pdf.poster_layout import MARGIN, OVERLAP, Tiling, tile
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.source import Source
from facilitator.errors import UserError

_NUMBERS = (
    *("no", "one", "two", "three", "four", "five", "six"),
    *("seven", "eight", "nine", "ten", "eleven", "twelve"),
)
_EDGE = 15.0
_STEP_WIDTH = 64.0
_MARK = 5.0
_MARK_GAP = 1.5


def write_poster(
    source: Source,
    path: Path | str,
    sheet: str = "A4",
    target: str = "A1",
    *,
    exact: bool = False,
    recorder: Recorder | None = None,
) -> tuple[str, ...]:
    """Write the canvas as a poster on sheets and return what could not be drawn, in words.

    sheet, target: names of papers. The poster fills its sheets and comes close to `target`; with `exact` it has
    that size. A canvas of several pages becomes as many posters.

    Raises:
        UserError: no canvas, no such paper, or the poster is no larger than a sheet.
        OSError: the file cannot be written.
    """
    text = canvas_text(source)
    on, wished = paper_named(sheet), paper_named(target)
    if wished.width <= on.width * 1.1:
        raise UserError(
            f"A poster of {wished.name} fits on a sheet of {on.name}. Print the canvas on {wished.name} instead."
        )
    pen = Pen(
        str(path), title=f"{text.name}: poster", author=text.name, subject=text.subject, recorder=recorder
    )
    sheets = CanvasSheets(pen, text, wished)
    tiling = tile(sheets.size, wished, on, exact=exact)
    posters = len(sheets.pages)
    total = 1 + posters * tiling.count
    foot = f"{text.name}, {text.title}"
    _draw_plan(pen, tiling, wished, posters, foot, total)
    for number in range(1, posters + 1):
        for row in range(1, tiling.rows + 1):
            for column in range(1, tiling.columns + 1):
                pen.page(tiling.sheet)
                name = f"{row}.{column}"
                pen.bookmark(f"Sheet {name}" if posters == 1 else f"Page {number}, sheet {name}", 0)
                with pen.part_of(
                    sheets.size, tiling.scale, tiling.corner(row, column), (MARGIN, MARGIN, *tiling.area)
                ):
                    sheets.draw(number, bookmarks=False)
                    pen.outline(0, 0, *sheets.size, INK, 0.8 / tiling.scale)
                whose = text.name if posters == 1 else f"{text.name}, canvas page {number} of {posters}"
                _draw_marks(pen, tiling, row, column)
                _draw_caption(pen, tiling, name, f"{whose}, sheet {pen.page_number} of {total}")
    pen.finish()
    return left_out(pen, sheets)


# The assembly plan


def _draw_plan(pen: Pen, tiling: Tiling, wished: Paper, posters: int, foot: str, total: int) -> None:
    paper = tiling.sheet.landscape
    pen.page(paper)
    pen.bookmark("How to put it together", 0)
    pen.owner("plan")
    count = tiling.count * posters
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    pen.text(_EDGE, 24, f"Poster on {number} {paper.name} sheets", Style("bold", 22, INK))
    steps_x = paper.width - _EDGE - _STEP_WIDTH - 11
    inner = paper.width - 2 * _EDGE
    about = Style("regular", 10.5, MUTED)
    lines = pen.book.wrap(_about(tiling, wished, posters), about, inner * MM)
    top = pen.lines(_EDGE, 27.5, lines, about, leading=1.35) + 6
    bottom = paper.height - 44
    scale = min((steps_x - 7 - _EDGE) / tiling.plane_width, (bottom - top) / tiling.plane_height)
    _draw_grid(pen, tiling, (_EDGE, top), scale)
    _draw_steps(pen, steps_x, top, _steps(tiling))
    _draw_bar(pen, paper.height - 34)
    size = 8.0
    shown = pen.book.wrap(foot, Style("regular", size), (inner - 40) * MM)
    pen.foot((_EDGE, inner), paper.height - 10, (foot, f"Page 1 of {total}"), size, lines=[shown[0]])


def _about(tiling: Tiling, wished: Paper, posters: int) -> str:
    rows = "1 row" if tiling.rows == 1 else f"{tiling.rows} rows"
    size = f"{tiling.width:.0f} × {tiling.height:.0f} mm"
    near = "the size of" if abs(tiling.width - wished.width) < 4 else "close to"
    way = "landscape" if tiling.sheet.width > tiling.sheet.height else "upright"
    text = f"{rows} of {tiling.columns}, finished size {size}, {near} {wished.name}. "
    if posters > 1:
        text += f"The canvas has {posters} pages, each makes a poster of its own. "
    return text + f"Print at 100 percent, {way}, one-sided; check the 50 mm bar below with a ruler."


def _steps(tiling: Tiling) -> list[str]:
    if tiling.rows == 1:
        join = "Join the sheets from left to right."
    elif tiling.columns == 1:
        join = "Join the sheets from top to bottom."
    else:
        rows = " to ".join(str(row) for row in range(1, tiling.rows + 1))
        join = f"Join each row first, then row {rows}."
    return [
        "Trim the left and the upper edge of every sheet along the solid marks. Leave the right and the lower edge: "
        "they are the glue strips.",
        f"Begin with sheet 1.1. Lay the next sheet over the strip, its trimmed edge on the dashed marks. "
        f"The picture repeats there by {OVERLAP:.0f} mm.",
        join,
        "Trim the outside along the thin frame.",
    ]


def _draw_grid(pen: Pen, tiling: Tiling, corner: tuple[float, float], scale: float) -> None:
    """Draw all sheets small, the picture's frame over them and the name of each sheet in its middle."""
    x, y = corner
    width, height = tiling.plane_width * scale, tiling.plane_height * scale
    step_x, step_y = ((side - OVERLAP) * scale for side in tiling.area)
    pen.outline(x, y, width, height, RULE, 0.6)
    for column in range(1, tiling.columns):
        pen.rule(x + column * step_x, y, x + column * step_x, y + height, RULE, 0.6)
    for row in range(1, tiling.rows):
        pen.rule(x, y + row * step_y, x + width, y + row * step_y, RULE, 0.6)
    left, top = x + tiling.left * scale, y + tiling.top * scale
    pen.outline(left, top, tiling.width * scale, tiling.height * scale, INK, 1.2)
    style = Style("bold", max(7.5, min(22.0, step_y * 1.2, step_x * 0.9)), HOUSE)
    for row in range(1, tiling.rows + 1):
        for column in range(1, tiling.columns + 1):
            middle = x + (column - 0.5) * step_x
            baseline = y + (row - 0.5) * step_y + millimetres(style.size) * 0.36
            pen.text(middle, baseline, f"{row}.{column}", style, align="centre")


def _draw_steps(pen: Pen, x: float, top: float, steps: list[str]) -> None:
    style = Style("regular", 11, INK)
    number_style = Style("bold", 10.5, HOUSE)
    for number, text in enumerate(steps, start=1):
        pen.disc(x + 3.4, top + 3.1, 3.4, fill=None, stroke=HOUSE, thickness=1.0)
        pen.text(x + 3.4, top + 3.1 + millimetres(10.5) * 0.36, str(number), number_style, align="centre")
        balanced = pen.book.count_lines(text, style, _STEP_WIDTH * MM) <= 4
        lines = pen.book.wrap(text, style, _STEP_WIDTH * MM, balanced=balanced)
        top = pen.lines(x + 10.5, top + 0.1, lines, style, leading=1.32) + 3.6


def _draw_bar(pen: Pen, y: float) -> None:
    """Draw a bar of 50 mm: on paper it tells whether the printer kept the scale."""
    pen.rule(_EDGE, y, _EDGE + 50, y, INK, 1.0)
    for end in (_EDGE, _EDGE + 50):
        pen.rule(end, y - 1.8, end, y + 1.8, INK, 1.0)
    style = Style("regular", 9, MUTED)
    pen.text(_EDGE + 25, y + 5.5, "50 mm", style, align="centre")
    hint = "Shorter or longer than 50 mm? Switch off “fit to page” in the print dialogue."
    pen.text(_EDGE + 57, y + 1.1, hint, style)


# One sheet


def _draw_marks(pen: Pen, tiling: Tiling, row: int, column: int) -> None:
    """Solid marks at the corners of what the sheet shows, dashed ones where its neighbours will lie."""
    width, height = tiling.area
    left, top, right, bottom = MARGIN, MARGIN, MARGIN + width, MARGIN + height
    outer = _MARK + _MARK_GAP
    for x in (left, right):
        pen.rule(x, top - outer, x, top - _MARK_GAP, INK, 0.4)
        pen.rule(x, bottom + _MARK_GAP, x, bottom + outer, INK, 0.4)
    for y in (top, bottom):
        pen.rule(left - outer, y, left - _MARK_GAP, y, INK, 0.4)
        pen.rule(right + _MARK_GAP, y, right + outer, y, INK, 0.4)
    if column < tiling.columns:
        x = right - OVERLAP
        pen.rule(x, top - outer, x, top - _MARK_GAP, HOUSE, 0.5, dashes=(2, 1.4))
        pen.rule(x, bottom + _MARK_GAP, x, bottom + outer, HOUSE, 0.5, dashes=(2, 1.4))
    if row < tiling.rows:
        y = bottom - OVERLAP
        pen.rule(left - outer, y, left - _MARK_GAP, y, HOUSE, 0.5, dashes=(2, 1.4))
        pen.rule(right + _MARK_GAP, y, right + outer, y, HOUSE, 0.5, dashes=(2, 1.4))


def _draw_caption(pen: Pen, tiling: Tiling, name: str, right_text: str) -> None:
    pen.owner("caption")
    baseline = tiling.sheet.height - 6.0
    left, right = MARGIN + 10, tiling.sheet.width - MARGIN - OVERLAP - 2
    used = pen.text(left, baseline, name, Style("bold", 11, HOUSE))
    style = Style("regular", 7.5, FAINT)
    hint = "Solid marks: trim here, left and top. Dashed marks: lay the next sheet here."
    hint_width = pen.text(left + used + 2.5, baseline, hint, style)
    room = right - (left + used + 2.5 + hint_width + 6)
    lines = pen.book.wrap(right_text, style, max(room, 20) * MM)
    # A long name must not run into the hint: its end says which sheet this is.
    pen.line(right, baseline, lines[len(lines) - 1], style, align="right")
