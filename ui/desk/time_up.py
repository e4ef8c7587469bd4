"""The question when a timebox is over: go on for two minutes, or move on?"""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Signal
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ui import theme as themes
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["EXTRA_MINUTES", "TimeUpStrip"]

EXTRA_MINUTES = 2


class TimeUpStrip(QWidget):
    """Stands above the last line of the stage and never takes the keyboard away from anybody.

    Signals: ask() to put the question to the room, more() for two minutes more, onward() for the next phase.
    """

    ask = Signal()
    more = Signal()
    onward = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = self._row = QHBoxLayout(self)
        row.setContentsMargins(50, 0, 24, 0)
        row.setSpacing(12)
        self._whole = self.tr("Time is up. Two more minutes, or move on?")
        self.words = PlainLabel(self._whole, weight=600, elide=True)
        row.addWidget(self.words, 1)
        self.ask_room = Button(self.tr("Ask the room"), icon="hand")
        self.ask_room.setToolTip(
            self.tr("Shows the question on the projector: thumbs up, sideways, down, all at once")
        )
        self.go_on = Button(self.tr("Two more minutes"), icon="plus")
        self.next = Button(self.tr("Move on"), trailing_icon="next")
        self.ask_room.clicked.connect(self.ask)
        self.go_on.clicked.connect(self.more)
        self.next.clicked.connect(self.onward)
        row.addWidget(self.ask_room)
        row.addWidget(self.go_on)
        row.addWidget(self.next)
        self.setAccessibleName(self._whole)
        self.setFixedHeight(48)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        # The buttons say the rest where the question finds no room.
        fits = QFontMetricsF(self.words.font()).horizontalAdvance(self._whole) <= self._room()
        self.words.setText(self._whole if fits else self.tr("Time is up."))

    def _room(self) -> int:
        row = self._row
        buttons = (self.ask_room, self.go_on, self.next)
        taken = sum(each.sizeHint().width() + row.spacing() for each in buttons)
        return (
            self.contentsRect().width() - row.contentsMargins().left() - row.contentsMargins().right() - taken
        )

    def sizeHint(self) -> QSize:
        return QSize(400, 48)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("wash"))
        painter.fillRect(QRectF(0, 0, self.width(), 1), theme.colour("accent"))
        paint_icon(painter, "timer", QRectF(24, 15, 18, 18), theme.colour("alarm"))
        painter.end()
