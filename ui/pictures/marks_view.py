"""A view on the desk that shows marks and lets one of several places be chosen by mouse and keys."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import pyqtgraph
from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QFrame, QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from ui import theme as themes
from ui.projector.sheet import Ground, Mark

__all__ = ["MarksPage", "MarksView", "Spot"]

_BLEED = 4.0
"""How far the line or the letters of a mark may reach over its box."""

_BEYOND = 4.0
"""Pens and rings reach so many px over the edge of what they belong to."""
_NO_ROOM = 100
"""The width of a widget that has not found its place yet."""


class Spot(NamedTuple):
    """Something on the page that can be chosen: `column` tells spots side by side apart, `words` says what it is."""

    id: str
    rect: QRectF
    words: str = ""
    column: int = 0


@dataclass(frozen=True)
class MarksPage:
    """Everything on the page, and its height in px."""

    marks: tuple[Mark, ...] = ()
    spots: tuple[Spot, ...] = ()
    height: float = 0.0


def _nothing(width: float) -> MarksPage:
    return MarksPage()


def _changed(before: Sequence[Mark], now: Sequence[Mark]) -> QRectF:
    """Return the box around all marks that are not the same as before: empty where all are."""
    shorter = min(len(before), len(now))
    first = next((place for place in range(shorter) if before[place] != now[place]), shorter)
    last = next(
        (place for place in range(shorter - first) if before[-1 - place] != now[-1 - place]), shorter - first
    )
    box = QRectF()
    for mark in (*before[first : len(before) - last], *now[first : len(now) - last]):
        box = box.united(mark.rect)
    return box


class _Item(pyqtgraph.GraphicsObject):
    """Everything on the page as one item: what lies where something changed is redrawn."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(pyqtgraph.GraphicsObject.GraphicsItemFlag.ItemUsesExtendedStyleOption)
        self.page = MarksPage()
        self.width = 0.0
        self.chosen: str | None = None
        self.focused = False
        # Else everything would be drawn where one row changed.
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def show_page(self, page: MarksPage, width: float) -> None:
        before = self.page
        if (page.height, width) == (before.height, self.width):
            self.page = page
            changed = _changed(before.marks, page.marks)
            if before.spots != page.spots:
                self.update()
            elif not changed.isNull():
                self.update(changed.adjusted(-_BLEED, -_BLEED, _BLEED, _BLEED))
            return
        self.prepareGeometryChange()
        self.page, self.width = page, width
        self.update()

    def choose(self, spot_id: str | None) -> None:
        """Mark another spot; only the two rows are drawn again."""
        both = (self.chosen, spot_id)
        self.chosen = spot_id
        for spot in self.page.spots:
            if spot.id in both:
                self.update(spot.rect.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND))

    def boundingRect(self) -> QRectF:
        return QRectF(0, 0, self.width, self.page.height)

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        theme = themes.current()
        chosen = next((each for each in self.page.spots if each.id == self.chosen), None)
        if chosen is not None:
            Ground(chosen.rect, "wash").paint(painter, theme)
        exposed = option.exposedRect.adjusted(-_BEYOND, -_BEYOND, _BEYOND, _BEYOND)
        for mark in self.page.marks:
            rect = mark.rect
            if rect.bottom() >= exposed.top() and rect.top() <= exposed.bottom():
                mark.paint(painter, theme)
        if chosen is not None and self.focused:
            painter.setPen(QPen(theme.colour("accent"), 2.0))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(chosen.rect.adjusted(1, 1, -1, -1), 4, 4)


class MarksView(pyqtgraph.GraphicsView):
    """Shows a page as wide as the view is; the view is as high as its page. The arrow keys walk through its spots.

    Signals: chosen(str) with the id of the spot the keyboard or the mouse is on; entered(str) when Enter is pressed.
    """

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, useOpenGL=False)
        self._make: Callable[[float], MarksPage] = _nothing
        self._name = ""
        self.setBackground(None)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.enableMouse(False)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._item = _Item()
        self.addItem(self._item)
        themes.holder().changed.connect(self._theme_changed)

    @property
    def page(self) -> MarksPage:
        """What is shown, for tests and for those who cannot see it."""
        return self._item.page

    @property
    def chosen_spot(self) -> str | None:
        """The id of the spot the keyboard is on."""
        return self._item.chosen

    def show_page(self, make: Callable[[float], MarksPage], name: str) -> None:
        """Show what `make` returns for the width of the view; `name` is what a screen reader says of the whole."""
        self._make, self._name = make, name
        self._arrange()
        if all(each.id != self._item.chosen for each in self.page.spots):
            self._item.chosen = None
        self._tell()

    def choose(self, spot_id: str | None) -> None:
        """Put the mark on a spot."""
        if spot_id != self._item.chosen:
            self._item.choose(spot_id)
            self._tell()
            if spot_id is not None:
                self.chosen.emit(spot_id)

    def _here(self) -> Spot | None:
        return next((each for each in self.page.spots if each.id == self._item.chosen), None)

    def _tell(self) -> None:
        here = self._here()
        self.setAccessibleName(self._name if here is None else here.words)

    def _arrange(self) -> None:
        width = float(self.width())
        # As long as there is nothing to show, whoever holds the view knows best how much room it will take.
        if width <= _NO_ROOM or self._make is _nothing:
            return
        page = self._make(width)
        self._item.show_page(page, width)
        self.setFixedHeight(max(1, round(page.height)))
        self._fit()

    def _fit(self) -> None:
        # Its way of fitting shrinks everything by a margin of two px, and blurs letters and lines with that.
        self.setRange(QRectF(0, 0, self.width(), self.height()), padding=0, disableAutoPixel=False)

    def _theme_changed(self) -> None:
        self._item.update()

    def sizeHint(self) -> QSize:
        return QSize(600, max(1, round(self.page.height)))

    def resizeEvent(self, ev: QResizeEvent | None) -> None:
        # The view calls this once while it is being made.
        super().resizeEvent(ev)
        if ev is None:
            return
        # It may have been arranged already, as soon as its place was known.
        if ev.size().width() != self._item.width:
            self._arrange()
        else:
            self._fit()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self._item.focused = True
        if self._item.chosen is None and self.page.spots:
            self.choose(self.page.spots[0].id)
        self._item.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._item.focused = False
        self._item.update()

    def mousePressEvent(self, ev: QMouseEvent) -> None:
        point = QPointF(ev.position())
        found = next((each for each in self.page.spots if each.rect.contains(point)), None)
        if found is not None:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.choose(found.id)
        ev.accept()

    def keyPressEvent(self, ev: QKeyEvent) -> None:
        key = ev.key()
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if key in steps:
            self._walk(steps[Qt.Key(key)])
        elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self._cross(-1 if key == Qt.Key.Key_Left else 1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._item.chosen is not None:
            self.entered.emit(self._item.chosen)
        else:
            ev.ignore()
            return
        ev.accept()

    def _walk(self, step: int) -> None:
        here = self._here()
        column: Sequence[Spot] = [
            each for each in self.page.spots if here is None or each.column == here.column
        ]
        if column:
            place = -1 if here is None else list(column).index(here)
            self.choose(column[max(0, min(len(column) - 1, place + step))].id)

    def _cross(self, step: int) -> None:
        here = self._here()
        if here is None:
            return
        others = [each for each in self.page.spots if each.column == here.column + step]
        if others:
            self.choose(min(others, key=lambda each: abs(each.rect.top() - here.rect.top())).id)
