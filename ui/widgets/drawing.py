"""Small strokes that several widgets share."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

__all__ = ["draw_box", "draw_dashed_box", "fill"]


def fill(painter: QPainter, box: QRectF, colour: QColor) -> None:
    """Fill `box` evenly, as QPainter.fillRect does. Leaves the painter without a pen.

    For what the first window shows: the first call of fillRect makes PySide build the 170 gradients that it takes.
    """
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawRect(box)


def draw_box(
    painter: QPainter,
    box: QRectF,
    *,
    fill: QColor | None = None,
    border: QColor | None = None,
    width: float = 1.0,
    corner: float = 4.0,
) -> None:
    """Fill and outline `box` with round corners; the border lies inside the box. All lengths in px."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(fill if fill is not None else Qt.BrushStyle.NoBrush)
    if border is None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.drawRoundedRect(box, corner, corner)
        return
    painter.setPen(QPen(border, width))
    half = width / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), corner - half, corner - half)


def draw_dashed_box(
    painter: QPainter, box: QRectF, border: QColor, *, width: float = 1.0, corner: float = 6.0
) -> None:
    """Outline `box` with dashes: a place where something may be put."""
    pen = QPen(border, width)
    pen.setDashPattern([4.0 / width, 3.0 / width])
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(pen)
    half = width / 2
    painter.drawRoundedRect(box.adjusted(half, half, -half, -half), corner - half, corner - half)
