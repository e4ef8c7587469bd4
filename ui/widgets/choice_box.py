"""A list to choose one thing from, closed to one line with an arrow."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QComboBox, QWidget

from ui import theme as themes
from ui.icons import paint_icon

__all__ = ["ChoiceBox"]


class ChoiceBox(QComboBox):
    """A combo box with the program's own arrow; `name` is what a screen reader says.

    The wheel scrolls what lies around it and never changes the choice by accident.
    """

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(36)

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        role = "ink_soft" if self.isEnabled() else "ink_faint"
        box = QRectF(self.width() - 28, (self.height() - 18) / 2, 18, 18)
        paint_icon(painter, "chevron_down", box, themes.current().colour(role))
        painter.end()
