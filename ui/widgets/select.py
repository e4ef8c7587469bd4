"""A list to choose one line from, with the chevron of the program."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QMetaMethod, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui import theme as themes
from ui.icons import paint_icon

__all__ = ["Select"]

_ICON = 16.0
_ICON_ROOM = 36


class Select(QComboBox):
    """Shows `choices`, pairs of id and words; `chosen_id()` is the id of the line that is shown.

    With `least` it is as wide as that many letters at least, however long its lines are; else as its longest line.

    Signals: taken() when Enter goes on from the closed list. Where nobody hears it, Enter is left to what lies around.
    """

    taken = Signal()

    def __init__(
        self,
        name: str,
        choices: Sequence[tuple[str, str]],
        parent: QWidget | None = None,
        *,
        least: int | None = None,
    ) -> None:
        super().__init__(parent)
        if least is not None:
            self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            self.setMinimumContentsLength(least)
        self.setAccessibleName(name)
        for identifier, words in choices:
            self.addItem(words, identifier)

    def chosen_id(self) -> str:
        """Return the id of the chosen line, "" when there are no lines."""
        return str(self.currentData() or "")

    def choose(self, identifier: str) -> None:
        """Show the line with this id; an unknown one changes nothing."""
        place = self.findData(identifier)
        if place >= 0:
            self.setCurrentIndex(place)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.isSignalConnected(QMetaMethod.fromSignal(self.taken)):
            self.taken.emit()
        else:
            super().keyPressEvent(event)

    def showPopup(self) -> None:
        view = self.view()
        view.setMinimumWidth(view.sizeHintForColumn(0) + _ICON_ROOM)
        super().showPopup()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Scrolling a page must not change what was chosen in passing.
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        box = QRectF(self.width() - _ICON - 10, (self.height() - _ICON) / 2, _ICON, _ICON)
        role = "ink_soft" if self.isEnabled() else "ink_faint"
        paint_icon(painter, "chevron_down", box, themes.current().colour(role))
        painter.end()
