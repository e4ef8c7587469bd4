"""A strip over everything while a copy of a backup is shown: nobody should work in it by mistake."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme as themes
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["CopyMark"]


class CopyMark(QWidget):
    """Signals: leave_wanted() to go back to the library itself."""

    leave_wanted = Signal()

    def __init__(self, day: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(44)
        row = QHBoxLayout(self)
        row.setContentsMargins(44, 0, 12, 1)
        row.setSpacing(12)
        words = (
            self.tr("You look into a copy of the backup of {day}. Nothing you change here is kept.")
            if day
            else self.tr(
                "The library may only be read: this is a copy of it. Nothing you change here is kept."
            )
        )
        self.words = PlainLabel(words.format(day=day), weight=600, role="warn", elide=True)
        row.addWidget(self.words, 1)
        self.leave = Button(self.tr("Back to the library"))
        self.leave.clicked.connect(self.leave_wanted)
        row.addWidget(self.leave)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("sheet"))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), theme.colour("line"))
        paint_icon(painter, "warning", QRectF(14, (self.height() - 20) / 2, 20, 20), theme.colour("warn"))
        painter.end()
