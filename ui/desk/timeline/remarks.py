"""What cannot be right in a timeline, or is missing at its beginning: a sign and a sentence for each."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ui import theme as themes
from ui.icons import paint_icon
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["Remarks"]

_SIGN = 16.0


class _Remark(QWidget):
    """One sentence with its sign."""

    def __init__(self, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(int(_SIGN) + 8, 0, 0, 0)
        column.addWidget(PlainLabel(text, style="small", role="warn", elide=True))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        box = QRectF(0, (self.height() - _SIGN) / 2, _SIGN, _SIGN)
        paint_icon(painter, "warning", box, themes.current().colour("warn"))
        painter.end()


class Remarks(QWidget):
    """Hidden while there is nothing to say."""

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[str, ...] = ()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 2)
        self._column.setSpacing(2)
        self.hide()

    def say(self, texts: Sequence[str]) -> None:
        """Say these sentences."""
        if tuple(texts) == self._shown:
            return
        self._shown = tuple(texts)
        clear_layout(self._column)
        for text in self._shown:
            self._column.addWidget(_Remark(text))
        self.setVisible(bool(self._shown))
