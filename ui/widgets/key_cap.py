"""The little picture of a key: how a key is named on this system, and how its cap is drawn."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.theme import Theme
from ui.widgets.drawing import draw_box

__all__ = ["KeyCap", "key_text", "key_width", "paint_key"]

CAP_HEIGHT = 18.0
_PAD = 5.0
_ARROWS = {"Up": "↑", "Down": "↓", "Left": "←", "Right": "→"}


def key_text(keys: str) -> str:
    """Return how this system writes `keys` ("Ctrl+Shift+Up" in Qt's portable form, or any words) on a cap.

    Arrow keys become arrows; several keys may be parted by spaces ("Up Down").
    """
    return " ".join(_one_key(part) for part in keys.split(" "))


def _one_key(keys: str) -> str:
    if keys in _ARROWS:
        return _ARROWS[keys]
    sequence = QKeySequence(keys, QKeySequence.SequenceFormat.PortableText)
    known = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    text = sequence.toString(QKeySequence.SequenceFormat.NativeText) if known == keys else keys
    for word, arrow in _ARROWS.items():
        if text.endswith("+" + word):
            text = text.removesuffix(word) + arrow
    return text


def key_width(keys: str) -> float:
    """Return how wide the cap of `keys` is, in px."""
    metrics = QFontMetricsF(fonts.font("caption"))
    return max(CAP_HEIGHT, metrics.horizontalAdvance(key_text(keys)) + 2 * _PAD)


def paint_key(painter: QPainter, keys: str, left: float, middle: float, theme: Theme) -> float:
    """Draw the cap of `keys` with its left edge at `left`, centred on `middle`; returns its width in px."""
    width = key_width(keys)
    box = QRectF(round(left), round(middle - CAP_HEIGHT / 2), width, CAP_HEIGHT)
    draw_box(painter, box, fill=theme.colour("sheet"), border=theme.colour("line"), corner=3.0)
    painter.setFont(fonts.font("caption"))
    painter.setPen(theme.colour("ink_soft"))
    painter.drawText(box, Qt.AlignmentFlag.AlignCenter, key_text(keys))
    return width


class KeyCap(QWidget):
    """Shows one key or combination of keys, such as "F5" or "Ctrl+T"."""

    def __init__(self, keys: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._keys = keys
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(key_text(keys))

    def sizeHint(self) -> QSize:
        return QSize(int(key_width(self._keys)) + 1, int(CAP_HEIGHT))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_key(painter, self._keys, 0.0, self.height() / 2, themes.current())
        painter.end()
