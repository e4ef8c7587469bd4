"""The heads of the lanes above the board: they stay while the board scrolls below them."""

from __future__ import annotations

from PySide6.QtCore import QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.widgets.segments import Segments
from ui.widgets.text_block import lay_out

__all__ = ["LaneBar"]

_HEIGHT = 45
_GAP = 8.0
_RIGHT = 20


class LaneBar(QWidget):
    """Titles with figures, each where its lane begins; at the right the switch between typed and wall."""

    def __init__(self, switch: Segments, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._heads: list[tuple[float, float, str, str]] = []
        self._switch = switch
        switch.setParent(self)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_heads(self, heads: list[tuple[float, float, str, str]]) -> None:
        """Show these: left edge and width in px, title and figures."""
        if heads != self._heads:
            self._heads = heads
            self.setAccessibleName("; ".join(f"{title}, {figures}" for *_, title, figures in heads))
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, _HEIGHT)

    def resizeEvent(self, event: QResizeEvent) -> None:
        size = self._switch.sizeHint()
        self._switch.setGeometry(self.width() - _RIGHT - size.width(), 7, size.width(), size.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        free = float(self._switch.x()) - 12
        for x, width, title, figures in self._heads:
            room = min(width, free - x)
            if room < 24:
                continue
            words = lay_out(title, fonts.font("lead"), room, 24, max_lines=1)
            words.draw(painter, x, 16, theme.colour("ink"))
            left = room - words.width - _GAP
            if left > 24:
                figure = lay_out(figures, fonts.font("body"), left, 24, max_lines=1)
                figure.draw(painter, x + words.width + _GAP, 16, theme.colour("ink_soft"))
        painter.end()
