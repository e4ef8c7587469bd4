"""The force field as the room sees it: at most eight forces a side on a page, strongest first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import ceil

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.audience import AudienceView
from facilitator.forces import STRENGTH, ForceField, ForceFigures
from ui import fonts
from ui.pictures.force_rows import Look, Sizes, figure_room, figure_words, place_rows, row_heights, shown_in
from ui.pictures.force_words import SIDES, balance_words, legend_words, side_title, total_words
from ui.projector.fitting import fit, one_line, wrapped
from ui.projector.parts import CAPTION, CAPTION_TOP, caption_of
from ui.projector.sheet import Pen, Screen, Sheet

__all__ = ["force_sheets"]

MOST_ROWS = 8
_SIDE = 0.04
_TITLE_TOP = 0.09
_HEAD = 0.185
_ROWS_TOP = 0.245
_ROWS_BOTTOM = 0.815
_ROW, _LEAST_ROW = 0.103, 0.062
_POINT, _PLANNED_POINT = 0.055, 0.044
_USUAL_MOST = 5
_FIGURE = 0.042


def force_sheets(
    view: AudienceView,
    field: ForceField,
    screen: Screen,
    look: Look,
    caption: str = "",
    in_talk: str | None = None,
) -> list[Sheet]:
    """Return the picture, in pages of as many rows as are well read; the totals on each page count all forces.

    The page with the force `in_talk` is the one to show.
    """
    field = shown_in(field, look)
    area = _area(screen)
    sizes = _sizes(field, screen, screen.h(_LEAST_ROW), look)
    room = screen.h(_ROWS_BOTTOM - _ROWS_TOP)
    heights = row_heights(field.drivers, field.restrainers, sizes, area.width())
    pages = _pages(heights, room) or [range(0)]
    found: list[Sheet] = []
    for page in pages:
        drivers, restrainers = (
            field.drivers[page.start : page.stop],
            field.restrainers[page.start : page.stop],
        )
        # The strongest come first, so that only what is on later pages is weaker.
        weaker = len(field.drivers[page.stop :]) + len(field.restrainers[page.stop :])
        sheet = _page(view, field, drivers, restrainers, screen, look, caption, weaker)
        talk = any(each.force.id == in_talk for each in (*drivers, *restrainers))
        found.append(replace(sheet, talk=talk))
    return found


def _pages(heights: Sequence[float], room: float) -> list[range]:
    """Return which rows stand on each page: as few pages as they need, about the same number of rows on each."""
    found: list[range] = []
    start, used = 0, 0.0
    for place, height in enumerate(heights):
        if place > start and (used + height > room or place - start == MOST_ROWS):
            found.append(range(start, place))
            start, used = place, 0.0
        used += height
    if start < len(heights):
        found.append(range(start, len(heights)))
    each = ceil(len(heights) / max(1, len(found)))
    even = [range(first, min(first + each, len(heights))) for first in range(0, len(heights), each or 1)]
    fits = all(sum(heights[page.start : page.stop]) <= room for page in even)
    return even if fits and len(even) == len(found) else found


def _area(screen: Screen) -> QRectF:
    side = max(screen.h(_SIDE), screen.width * 0.022)
    return QRectF(side, screen.h(_ROWS_TOP), screen.width - 2 * side, screen.h(_ROWS_BOTTOM - _ROWS_TOP))


def _sizes(field: ForceField, screen: Screen, row: float, look: Look) -> Sizes:
    h = screen.h
    tight = row < h(0.085)
    # On a narrow screen, and where two figures stand beside them, the arrows give way to the words.
    two = field.planned and look.others and not look.after
    lane = min(h((_PLANNED_POINT if two else _POINT) * _USUAL_MOST), screen.width * 0.165)
    figure = fonts.projector_font(_FIGURE, screen.height, 600, tabular=True)
    arrow = h(0.05) if tight else h(0.076)
    return Sizes(
        label=fonts.projector_font(0.034, screen.height, 400),
        pitch=float(round(h(0.034) * 1.19)),
        figure=figure,
        row=row,
        lane=lane,
        tip=h(0.011),
        centre=max(3.0, h(0.0083)),
        arrow=arrow,
        shaft=arrow * 0.58,
        head=arrow * 0.58,
        hatch=h(0.0125),
        range_below=arrow / 2 - h(0.002) if tight else h(0.036),
        tick=h(0.011) if tight else h(0.0155),
        line=max(1.5, h(0.0028)),
        gap=h(0.02),
        figure_room=figure_room(field, figure, look),
    )


def _page(
    view: AudienceView,
    field: ForceField,
    drivers: Sequence[ForceFigures],
    restrainers: Sequence[ForceFigures],
    screen: Screen,
    look: Look,
    caption: str,
    weaker: int,
) -> Sheet:
    pen = Pen(screen)
    area = _area(screen)
    _head(pen, view, field, area, caption)
    rows = max(len(drivers), len(restrainers), 1)
    sizes = _sizes(field, screen, min(screen.h(_ROW), area.height() / rows), look)
    heights = row_heights(drivers, restrainers, sizes, area.width())
    if sum(heights) > area.height():
        sizes = _sizes(field, screen, screen.h(_LEAST_ROW), look)
        heights = row_heights(drivers, restrainers, sizes, area.width())
    marks, _ = place_rows(field, drivers, restrainers, area, heights, sizes, look)
    pen.put(*marks)
    below = area.top() + sum(heights)
    if STRENGTH in field.shown:
        _totals(pen, field, area, max(below + screen.h(0.008), screen.h(0.808)), look)
    _legend(pen, field, area, look, weaker)
    return pen.done()


def _head(pen: Pen, view: AudienceView, field: ForceField, area: QRectF, caption: str) -> None:
    screen = pen.screen
    line = one_line(caption or caption_of(view), screen, area.width(), CAPTION, weight=600)
    pen.put(line.words("caption", area.left(), screen.h(CAPTION_TOP - 0.008), "accent"))
    title = fit(
        change_words(field.now, field.wanted),
        screen,
        area.width(),
        screen.h(0.085),
        0.056,
        0.034,
        most_lines=2,
    )
    pen.put(title.words("title", area.left(), screen.h(_TITLE_TOP)))
    for side, colour in SIDES:
        words = one_line(side_title(side), screen, area.width() / 2, 0.039, weight=600)
        x = area.left() if side == "driver" else area.right() - words.block.width
        pen.put(words.words("side", x, screen.h(_HEAD), colour))


def change_words(now: str, wanted: str) -> str:
    """Return the change in one line, as far as it is written."""
    if now and wanted:
        words = QCoreApplication.translate("Projector", "{now} \N{RIGHTWARDS ARROW} {wanted}")
        return words.format(now=now, wanted=wanted)
    return wanted or now


def _totals(pen: Pen, field: ForceField, area: QRectF, top: float, look: Look) -> None:
    screen = pen.screen
    middle = top + screen.h(0.037)
    for side, colour in SIDES:
        total = field.total_after(side) if look.after else field.total(side)
        number = one_line(figure_words(total), screen, area.width() / 3, 0.064, weight=600)
        words = one_line(total_words(side), screen, area.width() / 3, 0.034)
        y, small = middle - number.block.height / 2, middle - words.block.height / 2 + screen.h(0.008)
        gap = screen.h(0.014)
        left = side == "driver"
        x = area.left() if left else area.right() - number.block.width
        pen.put(number.words("total", x, y, colour))
        beside = x + number.block.width + gap if left else x - gap - words.block.width
        pen.put(words.words("total_name", beside, small, colour))
    balance = field.balance_after if look.after else field.balance
    line = one_line(balance_words(balance), screen, area.width() * 0.4, 0.042, weight=600, floor=0.034)
    x = area.center().x() - line.block.width / 2
    pen.put(line.words("balance", x, middle - line.block.height / 2 + screen.h(0.004)))


def _legend(pen: Pen, field: ForceField, area: QRectF, look: Look, weaker: int) -> None:
    screen = pen.screen
    words = legend_words(field, look)
    if weaker:
        more = QCoreApplication.translate("Projector", "And {count} weaker.")
        words = f"{more.format(count=weaker)} {words}"
    line = wrapped(words, screen, area.width(), 0.032, most_lines=2)
    pen.put(line.words("footer", area.left(), screen.h(0.975) - line.block.height, "ink_soft"))
