"""The force field on the desk: all forces at once, with totals and balance below."""

from __future__ import annotations

from dataclasses import dataclass

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QFont,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QStyleOptionGraphicsItem, QWidget

from facilitator.forces import ForceField
from ui import fonts
from ui import theme as themes
from ui.pictures.force_rows import Look, Placed, Sizes, figure_words, place_rows, row_heights
from ui.pictures.force_words import SIDES, balance_words, legend_words, side_title, total_words
from ui.projector.sheet import Ground, Mark, Words
from ui.widgets.text_block import lay_out

__all__ = ["ForcePage", "ForcePicture", "force_page"]

_HEAD = 30.0
_FOOT = 84.0
_LEAST_ROW, _USUAL_ROW, _TALL_ROW = 21.0, 34.0, 44.0
_LABEL_SHARE = 0.30
_FIGURE_ROOM, _CHANGE_ROOM = 34.0, 70.0


@dataclass(frozen=True)
class ForcePage:
    """The whole picture: its marks, where each force is, and how high it is in px."""

    marks: tuple[Mark, ...]
    places: tuple[Placed, ...]
    height: float


def desk_sizes(width: float, room: float, rows: int, figure_room: float) -> Sizes:
    """Return the sizes for a picture `width` px wide, whose rows have `room` px in height if they need no more."""
    row = min(_TALL_ROW, max(_LEAST_ROW, room / max(rows, 1)))
    dense = row < _USUAL_ROW
    label = fonts.font("caption" if dense else "body", 400)
    arrow = row * 0.62 if dense else 22.0
    gap = 8.0
    lane = max(60.0, width / 2 - width * _LABEL_SHARE - figure_room - 2 * gap)
    return Sizes(
        label=label,
        pitch=16.0 if dense else 18.0,
        figure=fonts.font("small" if dense else "lead", 600, tabular=True),
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
        figure_room=figure_room,
    )


def force_page(field: ForceField, width: float, height: float, look: Look) -> ForcePage:
    """Arrange the whole picture in `width` px; as high as `height` px, or higher where rows need it."""
    rows = max(len(field.drivers), len(field.restrainers), 1)
    changes = field.planned and look.others and not look.after
    sizes = desk_sizes(width, height - _HEAD - _FOOT, rows, _CHANGE_ROOM if changes else _FIGURE_ROOM)
    heights = row_heights(field.drivers, field.restrainers, sizes, width)
    area = QRectF(0, _HEAD, width, sum(heights))
    marks, places = place_rows(field, field.drivers, field.restrainers, area, heights, sizes, look)
    head = fonts.font("lead", 600)
    for side, colour in SIDES:
        marks.append(_at_side(side_title(side), head, 22.0, side, width, 2.0, colour))
    bottom = _foot(marks, field, width, area.bottom() + 10.0, look)
    return ForcePage(tuple(marks), tuple(places), bottom)


def _at_side(
    text: str, font: QFont, pitch: float, side: str, width: float, y: float, colour: str, inset: float = 0.0
) -> Words:
    block = lay_out(text, font, width / 2, pitch, max_lines=1)
    x = inset if side == "driver" else width - block.width - inset
    return Words("side", text, block, float(font.pixelSize()), QRectF(x, y, block.width, pitch), colour)


def _foot(marks: list[Mark], field: ForceField, width: float, top: float, look: Look) -> float:
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
    marks.append(
        Words(
            "balance",
            words,
            block,
            float(lead.pixelSize()),
            QRectF((width - block.width) / 2, top + 3, block.width, 24),
        )
    )
    legend = lay_out(legend_words(field, look), small, width, 18.0)
    marks.append(
        Words(
            "legend",
            legend_words(field, look),
            legend,
            13.0,
            QRectF(0, top + 38, legend.width, legend.height),
            "ink_soft",
        )
    )
    return top + 38 + legend.height + 4


class _Item(pyqtgraph.GraphicsObject):  # type: ignore[misc]
    """Everything on the picture as one item: it is redrawn as a whole, and only when something changes."""

    def __init__(self) -> None:
        super().__init__()
        self.page = ForcePage((), (), 0.0)
        self.width = 0.0
        self.chosen: str | None = None
        self.focused = False

    def show_page(self, page: ForcePage, width: float) -> None:
        self.prepareGeometryChange()
        self.page, self.width = page, width
        self.update()

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.width, self.page.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = themes.current()
        chosen = next((each for each in self.page.places if each.force_id == self.chosen), None)
        if chosen is not None:
            Ground(chosen.rect, "wash").paint(painter, theme)
        for mark in self.page.marks:
            mark.paint(painter, theme)
        if chosen is not None and self.focused:
            painter.setPen(QPen(theme.colour("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(chosen.rect.adjusted(1, 1, -1, -1), 4, 4)


class ForcePicture(pyqtgraph.GraphicsView):  # type: ignore[misc]
    """Shows a force field. The arrow keys walk through the forces.

    Signals: chosen(str) with the id of the force the keyboard or the mouse is on; entered(str) when Enter is pressed.
    """

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None, look: Look | None = None) -> None:
        """Make an empty picture; `look` says whether it shows today or what the plan makes of it."""
        super().__init__(parent, useOpenGL=False)
        self.setBackground(None)
        self._field: ForceField | None = None
        self._look = look or Look()
        self._least = 0.0
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.enableMouse(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._item = _Item()
        self.addItem(self._item)
        themes.holder().changed.connect(self._theme_changed)

    @property
    def page(self) -> ForcePage:
        """What is shown, for tests and for those who cannot see it."""
        return self._item.page

    @property
    def chosen_force(self) -> str | None:
        """The id of the force the keyboard is on."""
        return self._item.chosen

    def show_field(self, field: ForceField, *, least_height: float = 0.0) -> None:
        """Show `field`, at least `least_height` px high."""
        self._field, self._least = field, least_height
        ids = [each.force.id for each in (*field.drivers, *field.restrainers)]
        if self._item.chosen not in ids:
            self._item.chosen = None
        self._arrange()
        self._tell()

    def choose(self, force_id: str | None) -> None:
        """Put the mark on a force."""
        if force_id != self._item.chosen:
            self._item.chosen = force_id
            self._item.update()
            self._tell()
            if force_id is not None:
                self.chosen.emit(force_id)

    def _tell(self) -> None:
        field = self._field
        if field is None:
            return
        if self._item.chosen is None:
            self.setAccessibleName(balance_words(field.balance_after if self._look.after else field.balance))
            return
        each = field.find(self._item.chosen)
        if each is None:
            return
        figure = figure_words(each.after if self._look.after else each.figure)
        words = self.tr("{side}: {force}, {figure}")
        self.setAccessibleName(
            words.format(side=side_title(each.force.side), force=each.force.title, figure=figure)
        )

    def _arrange(self) -> None:
        if self._field is None or self.width() < 200:
            return
        width = float(self.width())
        page = force_page(self._field, width, self._least, self._look)
        self._item.show_page(page, width)
        self.setFixedHeight(round(page.height))
        self._fit()

    def _fit(self) -> None:
        self.setRange(QRectF(0, 0, self.width(), self.height()), padding=0)

    def _theme_changed(self) -> None:
        self._item.update()

    def sizeHint(self) -> QSize:
        return QSize(600, round(self._item.page.height))

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        # The view calls this once while it is being made.
        super().resizeEvent(ev)
        if ev is None:
            return
        if ev.size().width() != ev.oldSize().width():
            self._arrange()
        else:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._item.focused = True
        if self._item.chosen is None and self._item.page.places:
            self.choose(self._item.page.places[0].force_id)
        self._item.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._item.focused = False
        self._item.update()

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        point = QPointF(ev.position())
        found = next((each for each in self._item.page.places if each.rect.contains(point)), None)
        if found is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.choose(found.force_id)
        ev.accept()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = ev.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            self._walk(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._cross("driver" if key == Qt.Key.Key_Left else "restrainer")
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._item.chosen is not None:
            self.entered.emit(self._item.chosen)
        else:
            ev.ignore()
            return
        ev.accept()

    def _walk(self, step: int) -> None:
        places = self._item.page.places
        here = next((each for each in places if each.force_id == self._item.chosen), None)
        side = [each for each in places if here is None or each.side == here.side]
        if not side:
            return
        place = -1 if here is None else side.index(here)
        self.choose(side[max(0, min(len(side) - 1, place + step))].force_id)

    def _cross(self, side: str) -> None:
        places = self._item.page.places
        here = next((each for each in places if each.force_id == self._item.chosen), None)
        others = [each for each in places if each.side == side]
        if not others or (here is not None and here.side == side):
            return
        goal = (
            others[0]
            if here is None
            else min(others, key=lambda each: abs(each.rect.top() - here.rect.top()))
        )
        self.choose(goal.force_id)
