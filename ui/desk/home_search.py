"""The search line of Home, with its sign and its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import theme as themes
from ui.desk.home_places import SEARCH
from ui.icons import paint_icon
from ui.widgets.key_cap import key_width, paint_key

__all__ = ["SearchLine"]

_PAUSE_MS = 120
_KEY = "Ctrl+F"
_SIGN = 36


class SearchLine(QLineEdit):
    """Signals: wanted(str) shortly after typing, entered() on Enter, downwards() on Down, left() on Esc when empty."""

    wanted = Signal(str)
    entered = Signal()
    downwards = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(self.tr("Search"))
        self.setAccessibleName(self.tr("Search sessions, communities and methods"))
        self.setMaxLength(500)
        self.setFixedSize(*SEARCH)
        self.setTextMargins(_SIGN - 12, 0, int(key_width(_KEY)) + 8, 0)
        # The room for the sign comes on top of the padding that fields have, and this line is lower than a field.
        self.setProperty("number", False)
        self.setStyleSheet("QLineEdit { padding: 5px 11px; } QLineEdit:focus { padding: 4px 10px; }")
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_PAUSE_MS)
        self._timer.timeout.connect(self._tell)
        self.textChanged.connect(self._timer.start)

    def settle(self) -> None:
        """Search at once for what is typed."""
        if self._timer.isActive():
            self._timer.stop()
            self._tell()

    def _tell(self) -> None:
        self.wanted.emit(self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.settle()
            self.entered.emit()
        elif key == Qt.Key.Key_Down:
            self.settle()
            self.downwards.emit()
        elif key == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
                self.settle()
            else:
                self.left.emit()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        theme = themes.current()
        painter = QPainter(self)
        middle = self.height() / 2
        paint_icon(painter, "search", QRectF(12, middle - 8, 16, 16), theme.colour("ink_soft"))
        if not self.text():
            paint_key(painter, _KEY, self.width() - key_width(_KEY) - 12, middle, theme)
        painter.end()
