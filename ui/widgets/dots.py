"""The quiet line of dots under words."""

from __future__ import annotations

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter, QPen

from ui.theme import Theme

__all__ = ["draw_dots"]

_DOT = 2.0


def draw_dots(painter: QPainter, theme: Theme, left: float, right: float, y: float) -> None:
    """Draw a quiet line of dots under words."""
    if right - left < _DOT:
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    pen = QPen(theme.colour("accent"), _DOT)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setDashPattern([0.1, 1.6])
    painter.setPen(pen)
    painter.drawLine(QPointF(left + 1, y), QPointF(right - 1, y))
    painter.restore()
