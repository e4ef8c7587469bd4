"""The heads of the lanes above the board: they stay while the board scrolls below them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.desk.notes.lane_head import title_font
from ui.widgets.text_block import lay_out

__all__ = ["LaneBar"]

_HEIGHT = 33
_TOP = 4
_GAP = 8.0
_RIGHT = 20.0


class LaneBar(QWidget):
    """Titles with figures, each where its lane begins."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads: list[tuple[float, float, str, str]] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_heads(self, heads: list[tuple[float, float, str, str]]) -> None:
        """Show these: left edge and width in px, title and figures."""
        if heads != self._heads:
            self._heads = heads
            self.setAccessibleName("; ".join(f"{title}, {figures}" for *_, title, figures in heads))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        free = self.width() - _RIGHT
        narrowest = min((width for _, width, *_ in self._heads), default=0.0)
        letters = title_font([title for *_, title, _ in self._heads], narrowest)
        for x, width, title, figures in self._heads:
            room = min(width, free - x)
            if room < 24:
                continue
            words = lay_out(title, letters, room, 24, max_lines=1)
            words.draw(painter, x, _TOP, theme.colour("ink"))
            left = room - words.width - _GAP
            if left > 24:
                figure = lay_out(figures, fonts.font("body"), left, 24, max_lines=1)
                figure.draw(painter, x + words.width + _GAP, _TOP, theme.colour("ink_soft"))
        painter.end()
