"""The last line of the stage: what the room sees, and the keys that work now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.key_cap import key_text, key_width, paint_key
from ui.widgets.text_block import lay_out

__all__ = ["HintStrip"]

_HEIGHT = 44
_CARRYING_HEIGHT = 36
_ICON = 18.0
_BETWEEN = 16.0
_CAP_GAP = 4.0


class HintStrip(QWidget):
    """At rest the words about the room stand left and the keys right; while carrying the keys follow the words.

    Keys that find no room are left out from the end: F1 shows them all.
    """

    def __init__(self, margin: int = 24, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._margin = margin
        self._room = ""
        self._keys: tuple[tuple[str, str], ...] = ()
        self._carrying: str | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_room(self, text: str) -> None:
        """Say what the room sees."""
        if text != self._room:
            self._room = text
            self._renew()

    def set_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show these keys, as pairs of keys ("Ctrl+V") and words ("paste a list")."""
        if tuple(keys) != self._keys:
            self._keys = tuple(keys)
            self._renew()

    def set_carrying(self, text: str | None) -> None:
        """Say that notes are being carried ("Carrying 1 note"); None: nothing is."""
        if text != self._carrying:
            self._carrying = text
            self.updateGeometry()
            self._renew()

    def _renew(self) -> None:
        self.setAccessibleName(self._carrying or self._room)
        self.setAccessibleDescription(", ".join(f"{key_text(keys)} {words}" for keys, words in self._keys))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT if self._carrying is None else _CARRYING_HEIGHT)

    def _pair_width(self, keys: str, words: str) -> float:
        metrics = QFontMetricsF(fonts.font("small"))
        return key_width(keys) + _CAP_GAP + metrics.horizontalAdvance(words)

    def _fitting(self, room: float) -> list[tuple[str, str, float]]:
        shown: list[tuple[str, str, float]] = []
        used = 0.0
        for keys, words in self._keys:
            width = self._pair_width(keys, words)
            if used + width > room:
                break
            shown.append((keys, words, width))
            used += width + _BETWEEN
        return shown

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        carrying = self._carrying is not None
        painter.fillRect(self.rect(), theme.colour("wash" if carrying else "paper"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.colour("accent" if carrying else "line"))
        if carrying:
            self._paint_carrying(painter, theme)
        else:
            self._paint_rest(painter, theme)
        painter.end()

    def _paint_carrying(self, painter: QPainter, theme: Theme) -> None:
        words = lay_out(self._carrying or "", fonts.font("small", 600), self.width() / 2, 18, max_lines=1)
        words.draw(painter, self._margin, (self.height() - 18) / 2, theme.colour("accent"))
        x = self._margin + words.width + _BETWEEN
        for keys, text, width in self._fitting(self.width() - x - self._margin):
            self._paint_pair(painter, theme, x, keys, text)
            x += width + _BETWEEN

    def _paint_rest(self, painter: QPainter, theme: Theme) -> None:
        middle = self.height() / 2
        left = float(self._margin)
        if self._room:
            box = QRectF(left, middle - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, "projector", box, theme.colour("ink_soft"))
            left += _ICON + 8
            room = self.width() - left - self._margin
            words = lay_out(self._room, fonts.font("small"), room, 18, max_lines=1)
            words.draw(painter, left, middle - 9, theme.colour("ink_soft"))
            left += words.width + 2 * _BETWEEN
        shown = self._fitting(self.width() - left - self._margin)
        x = self.width() - self._margin - sum(width + _BETWEEN for *_, width in shown) + _BETWEEN
        for keys, text, width in shown:
            self._paint_pair(painter, theme, x, keys, text)
            x += width + _BETWEEN

    def _paint_pair(self, painter: QPainter, theme: Theme, x: float, keys: str, text: str) -> None:
        x += paint_key(painter, keys, x, self.height() / 2, theme) + _CAP_GAP
        painter.setFont(fonts.font("small"))
        painter.setPen(theme.colour("ink_soft"))
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
        painter.drawText(QRectF(x, 0, self.width(), self.height()), flags, text)
