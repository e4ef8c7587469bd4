"""A row of a list with the hairline that parts it from the next."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from ui import theme as themes
from ui.widgets.drawing import fill

__all__ = ["RuledRow"]


class RuledRow(QWidget):
    """Base of rows that differ in what they hold."""

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, QRectF(0, self.height() - 1, self.width(), 1), themes.current().colour("line"))
        painter.end()
