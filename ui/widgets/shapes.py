"""The shapes that say the same as a colour: on notes, and for green, amber and red."""

from __future__ import annotations

import math
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPainterPath, QPolygonF

from ui import fonts
from ui.theme import Theme

__all__ = ["paint_shape", "paint_state", "shape_path"]

_LETTER_SHARE = 15 / 32


def shape_path(shape: str, box: QRectF) -> QPainterPath:
    """Return "disc", "square", "triangle", "diamond", "cross" or "ring" inside `box`, to be filled.

    Raises ValueError for any other name.
    """
    return _path(shape, box.width() / 2).translated(box.center())


@lru_cache(maxsize=256)
def _path(shape: str, half: float) -> QPainterPath:
    """Return a shape around the point 0, 0; remembered, since pictures draw the same few hundreds of times."""
    path = QPainterPath()
    middle = QPointF(0.0, 0.0)
    match shape:
        case "disc":
            path.addEllipse(middle, half * 0.78, half * 0.78)
        case "ring":
            path.setFillRule(Qt.FillRule.OddEvenFill)
            path.addEllipse(middle, half * 0.84, half * 0.84)
            path.addEllipse(middle, half * 0.44, half * 0.44)
        case "square":
            side = half * 0.7
            path.addRect(QRectF(middle.x() - side, middle.y() - side, 2 * side, 2 * side))
        case "diamond":
            path.addPolygon(_polygon(middle, [(0, -half), (half, 0), (0, half), (-half, 0)]))
            path.closeSubpath()
        case "triangle":
            high = half * math.sqrt(3) / 2
            path.addPolygon(_polygon(middle, [(0, -high), (half, high), (-half, high)]))
            path.closeSubpath()
        case "cross":
            arm, thick = half * 0.9, half * 0.32
            path.setFillRule(Qt.FillRule.WindingFill)
            path.addRect(QRectF(middle.x() - arm, middle.y() - thick, 2 * arm, 2 * thick))
            path.addRect(QRectF(middle.x() - thick, middle.y() - arm, 2 * thick, 2 * arm))
        case _:
            raise ValueError(f"no such shape: {shape!r}")
    return path


def _polygon(middle: QPointF, points: list[tuple[float, float]]) -> QPolygonF:
    return QPolygonF([QPointF(middle.x() + x, middle.y() + y) for x, y in points])


def paint_shape(painter: QPainter, shape: str, box: QRectF, colour: QColor) -> None:
    """Fill a shape in `box` with `colour`."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPath(shape_path(shape, box))


def paint_state(painter: QPainter, state: str, letter: str, box: QRectF, theme: Theme) -> None:
    """Draw "green", "amber" or "red" as its shape with `letter` on it, filling the square `box`."""
    look = theme.states[state]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(look.fill))
    text_box = QRectF(box)
    if look.shape == "disc":
        painter.drawEllipse(box)
    elif look.shape == "square":
        inset = box.width() * 0.05
        painter.drawRoundedRect(box.adjusted(inset, inset, -inset, -inset), inset, inset)
    else:
        painter.drawPath(shape_path("triangle", box))
        text_box.translate(0.0, box.height() * 0.13)
    font = QFont(fonts.font("body", 600))
    font.setPixelSize(max(1, round(box.height() * _LETTER_SHARE)))
    painter.setFont(font)
    painter.setPen(QColor(look.letter))
    painter.drawText(text_box, Qt.AlignmentFlag.AlignCenter, letter)
