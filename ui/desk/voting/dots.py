"""Votes as a row of discs."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme as themes

__all__ = ["Dots", "DotsInList"]

_SIZE, _PITCH = 16.0, 21.0
_SMALLEST = 5.0
_BAR = 8.0


@dataclass
class DotsInList:
    """The rows of dots of one list: they have one size, so that the longer row is always that of more votes."""

    rows: list[Dots] = field(default_factory=list)

    @property
    def pitch(self) -> float:
        """How far apart dots begin, in pixels: as far as the row with the most of them has room for."""
        most = max((each.count for each in self.rows), default=0)
        room = min((each.width() for each in self.rows), default=0)
        return min(_PITCH, room / most) if most else _PITCH

    def update(self) -> None:
        """Draw every row anew."""
        for each in self.rows:
            each.update()


class Dots(QWidget):
    """Shows a number as discs; they shrink when there are many in its list. The number itself stands beside it."""

    def __init__(self, together: DotsInList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.count = 0
        self._first = False
        self._together = together
        together.rows.append(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, *, first: bool = False) -> None:
        """Show `count` discs, in the accent when they are in `first` place."""
        if (count, first) != (self.count, self._first):
            self.count, self._first = count, first
            self._together.update()

    def sizeHint(self) -> QSize:
        return QSize(120, int(_PITCH))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._together.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self.count:
            return
        pitch = self._together.pitch
        size = pitch * _SIZE / _PITCH
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.current().colour("accent" if self._first else "edge"))
        if pitch < _SMALLEST:
            # More votes than dots could be told apart: their length says the same.
            painter.drawRect(QRectF(0, (self.height() - _BAR) / 2, pitch * self.count, _BAR))
        else:
            for index in range(self.count):
                painter.drawEllipse(QRectF(index * pitch, (self.height() - size) / 2, size, size))
        painter.end()
