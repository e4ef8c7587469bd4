"""The forces in the order in which to work on them, each with its two figures and their product."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont
from PySide6.QtWidgets import QWidget

from facilitator.forces import DRIVER, ForceField, ForceFigures
from ui import fonts
from ui.pictures.force_rows import figure_words
from ui.pictures.force_words import side_title
from ui.pictures.marks_view import MarksPage, MarksView, Spot
from ui.projector.sheet import Ground, Mark, Words
from ui.widgets.text_block import lay_out

__all__ = ["PriorityList", "priority_page"]

_PAD = 8.0
_GAP = 12.0
_NUMBER, _SIDE, _PRODUCT, _FIGURE, _TALK = 32.0, 84.0, 72.0, 44.0, 92.0
_PITCH = 20.0


def product_words(each: ForceFigures) -> str:
    """Return the two figures of a force as they are multiplied."""
    words = QCoreApplication.translate("ForcePriorities", "{strength} × {change}")
    return words.format(strength=figure_words(each.figure), change=figure_words(each.changeability.median))


def priority_page(field: ForceField, width: float) -> MarksPage:
    """Arrange the list in `width` px; a long name takes as many lines as it needs."""
    marks: list[Mark] = []
    spots: list[Spot] = []
    top = 0.0
    for number, each in enumerate(field.by_priority(), start=1):
        height = _row(marks, each, number, top, width)
        spots.append(Spot(each.force.id, QRectF(0, top, width, height), _spoken(each, number)))
        top += height
    return MarksPage(tuple(marks), tuple(spots), top + 1.0)


def _row(marks: list[Mark], each: ForceFigures, number: int, top: float, width: float) -> float:
    body, small, lead = fonts.font("body", 500), fonts.font("small", 600), fonts.font("lead", 600)
    right = width - _TALK - _FIGURE - _PRODUCT - _SIDE - 4 * _GAP
    left = _PAD + _NUMBER
    name = lay_out(each.force.title, body, max(60.0, right - left), _PITCH)
    box = QRectF(left, top + _PAD, max(60.0, right - left), name.height)
    marks.append(Words("force", each.force.title, name, float(body.pixelSize()), box))
    place = str(number) if each.priority is not None else figure_words(None)
    _put(marks, place, lead, _PAD, _NUMBER, top, "ink_soft")
    colour = "helps" if each.force.side == DRIVER else "holds_back"
    x = right + _GAP
    talk = QCoreApplication.translate("ForcePriorities", "differs: talk") if each.change_differs else ""
    for text, font, room, role in (
        (side_title(each.force.side), small, _SIDE, colour),
        (product_words(each), fonts.font("body", 400, tabular=True), _PRODUCT, "ink_soft"),
        (figure_words(each.priority), fonts.font("lead", 600, tabular=True), _FIGURE, "ink"),
        (talk, small, _TALK, "warn"),
    ):
        _put(marks, text, font, x, room, top, role)
        x += room + _GAP
    height = name.height + 2 * _PAD
    marks.append(Ground(QRectF(0, top + height - 1.0, width, 1.0), "line", role="rule"))
    return height


def _put(marks: list[Mark], text: str, font: QFont, x: float, room: float, top: float, role: str) -> None:
    if text:
        block = lay_out(text, font, room, _PITCH, max_lines=1, alignment=Qt.AlignmentFlag.AlignLeft)
        rect = QRectF(x, top + _PAD, room, _PITCH)
        marks.append(Words("figure", text, block, float(font.pixelSize()), rect, role))


def _spoken(each: ForceFigures, number: int) -> str:
    words = QCoreApplication.translate("ForcePriorities", "{number}: {force}, {side}, {product} is {figure}")
    return words.format(
        number=number,
        force=each.force.title,
        side=side_title(each.force.side),
        product=product_words(each),
        figure=figure_words(each.priority),
    )


class PriorityList(MarksView):
    """Shows the list; the arrow keys walk through it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: ForceField | None = None

    def show_field(self, field: ForceField) -> None:
        """Show the forces of `field`; what is shown already stays as it is."""
        if field != self._shown:
            self._shown = field
            words = QCoreApplication.translate("ForcePriorities", "What comes first")
            self.show_page(lambda width: priority_page(field, width), words)
