"""Icons in the colours of the moment, drawn from path data at any size and resolution."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from facilitator.icon_paths import GRID, STROKE, icon_path
from ui import theme as themes

if TYPE_CHECKING:
    # Its enumerations take time to build, and the first window shows no picture of an icon.
    from PySide6.QtGui import QIcon, QPixmap

__all__ = ["icon", "paint_icon", "pixmap"]

_RATIOS = (1.0, 1.5, 2.0, 3.0)


@lru_cache(maxsize=256)
def _path(name: str) -> QPainterPath:
    made = QPainterPath()
    for segment in icon_path(name):
        match segment:
            case ("M", x, y):
                made.moveTo(x, y)
            case ("L", x, y):
                made.lineTo(x, y)
            case ("C", x1, y1, x2, y2, x, y):
                made.cubicTo(QPointF(x1, y1), QPointF(x2, y2), QPointF(x, y))
            case _:
                made.closeSubpath()
    return made


def paint_icon(painter: QPainter, name: str, box: QRectF, colour: QColor) -> None:
    """Stroke the icon `name` into the square `box`, in `colour`. Raises KeyError for an unknown name."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(box.topLeft())
    painter.scale(box.width() / GRID, box.height() / GRID)
    pen = QPen(colour, STROKE)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(_path(name))
    painter.restore()


@lru_cache(maxsize=512)
def _pixmap(name: str, colour: str, size: int, ratio: float) -> QPixmap:
    from PySide6.QtGui import QPixmap

    made = QPixmap(round(size * ratio), round(size * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    paint_icon(painter, name, QRectF(0, 0, size, size), QColor(colour))
    painter.end()
    return made


def pixmap(name: str, role: str = "ink_soft", size: int = 20, ratio: float = 1.0) -> QPixmap:
    """Return the icon `name` as a picture `size` px wide in the colour of `role` of the current theme.

    `ratio` is the device pixel ratio it is meant for. Raises KeyError for an unknown name.
    """
    return _pixmap(name, themes.current().hex(role), size, ratio)


def icon(name: str, role: str = "ink_soft", size: int = 20) -> QIcon:
    """Return the icon `name` for a menu or a window, sharp at usual resolutions, faint when disabled.

    It keeps the colours of the theme that holds now: ask again after the theme changed.
    """
    from PySide6.QtGui import QIcon

    made = QIcon()
    for ratio in _RATIOS:
        made.addPixmap(pixmap(name, role, size, ratio), QIcon.Mode.Normal)
        made.addPixmap(pixmap(name, "edge", size, ratio), QIcon.Mode.Disabled)
    return made
