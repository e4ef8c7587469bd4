"""Votes as a row of discs."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import theme as themes

__all__ = ["Dots"]

_SIZE, _PITCH = 16.0, 21.0
_SMALLEST = 5.0


class Dots(QWidget):
    """Shows a number as discs; they shrink when there are many. The number itself stands beside it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._first = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_count(self, count: int, *, first: bool = False) -> None:
        """Show `count` discs, in the accent when they are in `first` place."""
        if (count, first) != (self._count, self._first):
            self._count, self._first = count, first
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(120, int(_PITCH))

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._count:
            return
        pitch = max(_SMALLEST, min(_PITCH, self.width() / self._count))
        size = pitch * _SIZE / _PITCH
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.current().colour("accent" if self._first else "edge"))
        for index in range(min(self._count, int(self.width() / pitch))):
            painter.drawEllipse(QRectF(index * pitch, (self.height() - size) / 2, size, size))
        painter.end()
