"""The force field on the desk: all forces at once, with totals and balance below."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont, QFontMetricsF
from PySide6.QtWidgets import QWidget

from facilitator.forces import STRENGTH, ForceField, ForceFigures
from ui import fonts
from ui.pictures.force_rows import (
    Look,
    Sizes,
    figure_room,
    figure_words,
    place_rows,
    row_heights,
    shown_in,
)
from ui.pictures.force_words import SIDES, balance_words, legend_words, side_title, total_words
from ui.pictures.marks_view import MarksPage, MarksView, Spot
from ui.projector.sheet import Mark, Words
from ui.widgets.text_block import lay_out

__all__ = ["ForcePicture", "force_page"]

_COLUMNS = {"driver": 0, "restrainer": 1}
_LONGEST = 200
"""A title of so many letters takes all the room that titles get."""
_HEAD = 30.0
_FOOT = 84.0
_LEAST_ROW, _USUAL_ROW, _TALL_ROW = 21.0, 34.0, 44.0
_LABEL_SHARE, _LANE_SHARE = 0.25, 0.26


def desk_sizes(field: ForceField, width: float, room: float, look: Look) -> Sizes:
    """Return the sizes for a picture `width` px wide, whose rows have `room` px in height if they need no more.

    Arrows take what the longest title leaves; long titles take more than one line.
    """
    row = _row(field, room)
    dense = row < _USUAL_ROW
    label = fonts.font("caption" if dense else "body", 400)
    arrow = row * 0.62 if dense else 22.0
    gap = 10.0
    measure = QFontMetricsF(label).horizontalAdvance
    titles = [measure(each.force.title[:_LONGEST]) + 2.0 for each in field.forces]
    words = min(width * _LABEL_SHARE, max(titles, default=0.0))
    figure = fonts.font("small" if dense else "lead", 600, tabular=True)
    beside = figure_room(field, figure, look)
    lane = max(60.0, min(width * _LANE_SHARE, width / 2 - words - beside - 2 * gap - 6.0))
    return Sizes(
        label=label,
        pitch=16.0 if dense else 18.0,
        figure=figure,
        row=row,
        lane=lane,
        tip=3.0,
        centre=3.0,
        arrow=arrow,
        shaft=arrow * 0.58,
        head=arrow * 0.55,
        hatch=7.0,
        range_below=arrow / 2 + 2.5,
        tick=5.0 if dense else 6.0,
        line=1.0 if dense else 1.5,
        gap=gap,
        figure_room=beside,
    )


def _row(field: ForceField, room: float) -> float:
    """Return how high a row is where all of them have `room` px."""
    rows = max(len(field.drivers), len(field.restrainers))
    return min(_TALL_ROW, max(_LEAST_ROW, room / max(rows, 1)))


def force_page(field: ForceField, width: float, height: float, look: Look) -> MarksPage:
    """Arrange the whole picture in `width` px; as high as `height` px, or higher where rows need it."""
    field = shown_in(field, look)
    sizes = desk_sizes(field, width, height - _HEAD - _FOOT, look)
    heights = row_heights(field.drivers, field.restrainers, sizes, width)
    area = QRectF(0, _HEAD, width, sum(heights))
    marks, places = place_rows(field, field.drivers, field.restrainers, area, heights, sizes, look)
    head = fonts.font("lead", 600)
    for side, colour in SIDES:
        marks.append(_at_side(side_title(side), head, 22.0, side, width, 2.0, colour))
    bottom = _foot(marks, field, width, area.bottom() + 10.0, look)
    by_id = {each.force.id: each for each in field.forces}
    spots = tuple(
        Spot(each.force_id, each.rect, _spoken(by_id[each.force_id], look), _COLUMNS[each.side])
        for each in places
    )
    return MarksPage(tuple(marks), spots, bottom)


def _spoken(each: ForceFigures, look: Look) -> str:
    """Return what a screen reader says of a force."""
    words = QCoreApplication.translate("ForcePicture", "{side}: {force}, {figure}")
    figure = figure_words(each.after if look.after else each.figure)
    return words.format(side=side_title(each.force.side), force=each.force.title, figure=figure)


def _at_side(
    text: str, font: QFont, pitch: float, side: str, width: float, y: float, colour: str, inset: float = 0.0
) -> Words:
    block = lay_out(text, font, width / 2, pitch, max_lines=1)
    x = inset if side == "driver" else width - block.width - inset
    return Words("side", text, block, float(font.pixelSize()), QRectF(x, y, block.width, pitch), colour)


def _foot(marks: list[Mark], field: ForceField, width: float, top: float, look: Look) -> float:
    if STRENGTH in field.shown:
        _totals(marks, field, width, top, look)
        top += 38
    small, text = fonts.font("small", 400), legend_words(field, look)
    legend = lay_out(text, small, width, 18.0)
    rect = QRectF(0, top, legend.width, legend.height)
    marks.append(Words("legend", text, legend, float(small.pixelSize()), rect, "ink_soft"))
    return top + legend.height + 4


def _totals(marks: list[Mark], field: ForceField, width: float, top: float, look: Look) -> None:
    number, small = fonts.font("heading", 600, tabular=True), fonts.font("small", 400)
    for side, colour in SIDES:
        total = field.total_after(side) if look.after else field.total(side)
        shown = figure_words(total)
        marks.append(_at_side(shown, number, 28.0, side, width, top, colour))
        inset = QFontMetricsF(number).horizontalAdvance(shown) + 8.0
        marks.append(_at_side(total_words(side), small, 18.0, side, width, top + 7.0, colour, inset))
    words = balance_words(field.balance_after if look.after else field.balance)
    lead = fonts.font("lead", 600)
    block = lay_out(words, lead, width * 0.5, 24.0, max_lines=1)
    rect = QRectF((width - block.width) / 2, top + 3, block.width, 24)
    marks.append(Words("balance", words, block, float(lead.pixelSize()), rect))


class ForcePicture(MarksView):
    """Shows a force field: each force can be chosen."""

    def __init__(self, parent: QWidget | None = None, look: Look | None = None) -> None:
        """Make an empty picture; `look` says whether it shows today or what the plan makes of it."""
        super().__init__(parent)
        self._look = look or Look()
        self._shown: tuple[ForceField, float] | None = None

    def show_field(self, field: ForceField, *, least_height: float = 0.0) -> None:
        """Show `field`, at least `least_height` px high; what is shown already stays as it is."""
        # Many rows take what they need, however much room there is.
        row = _row(field, least_height - _HEAD - _FOOT)
        if self._shown == (field, row):
            return
        self._shown = (field, row)
        balance = field.balance_after if self._look.after else field.balance
        self.show_page(
            lambda width: force_page(field, width, least_height, self._look), balance_words(balance)
        )
