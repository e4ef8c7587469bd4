"""A view that scrolls downwards over text of any length."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QWidget

__all__ = ["TallScroll"]

_AIR = 8
_GROWING_MS = 300
"""Texts that were just made know their height by then."""


class TallScroll(QScrollArea):
    """Shows `inside`, whose layout is given the height that its wrapped text needs at the width there is.

    The view of Qt asks for the smallest size only, which for text that wraps is one line.
    """

    def __init__(self, inside: QWidget | None = None, parent: QWidget | None = None) -> None:
        """Show `inside`; without one `hold` follows, with what was made inside the viewport already."""
        super().__init__(parent)
        self._inside: QWidget | None = None
        self._settling = QTimer(self)
        self._settling.setSingleShot(True)
        self._settling.setInterval(0)
        self._settling.timeout.connect(self._fit)
        self._wanted: tuple[QWidget, int] | None = None
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        if inside is not None:
            self.hold(inside)

    def hold(self, inside: QWidget) -> None:
        """Show `inside`."""
        self._inside = inside
        self.setWidget(inside)
        inside.setAutoFillBackground(False)

    def bring(self, widget: QWidget, around: int) -> None:
        """Scroll to a part of what is inside, `around` px of air with it; also when texts above it still grow."""
        self._wanted = (widget, around)
        self._settling.start()
        QTimer.singleShot(_GROWING_MS, widget, self._brought)

    def _brought(self) -> None:
        self._wanted = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.widget():
            if event.type() == QEvent.Type.LayoutRequest:
                # The layouts inside have to settle first.
                self._settling.start()
            elif event.type() == QEvent.Type.Resize and self._sees_focus():
                # Nothing has moved yet: what could be seen stays in sight.
                QTimer.singleShot(0, self, self._show_focus)
        return super().eventFilter(watched, event)

    def focusNextPrevChild(self, next: bool) -> bool:
        moved = super().focusNextPrevChild(next)
        self._show_focus()
        return moved

    def _focused(self) -> QWidget | None:
        """Return what has the keyboard inside the view."""
        focus, inside = QApplication.focusWidget(), self._inside
        return focus if focus is not None and inside is not None and inside.isAncestorOf(focus) else None

    def _sees_focus(self) -> bool:
        focus = self._focused()
        return focus is not None and not focus.visibleRegion().isEmpty()

    def _show_focus(self) -> None:
        """Show the whole of what has the keyboard, not only its caret; what is too high for that stays."""
        focus, inside = self._focused(), self._inside
        if focus is not None and inside is not None and focus.height() + 2 * _AIR <= self.viewport().height():
            top = focus.mapTo(inside, QPoint(0, 0)).y()
            half = focus.height() // 2
            self.ensureVisible(0, top + half, 0, half + _AIR)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        inside = self._inside
        layout = inside.layout() if inside is not None else None
        if inside is not None and layout is not None and layout.hasHeightForWidth():
            height = layout.totalHeightForWidth(self.viewport().width())
            if height != inside.minimumHeight():
                inside.setMinimumHeight(height)
            if self._wanted is not None:
                layout.activate()
                self.ensureWidgetVisible(self._wanted[0], 0, self._wanted[1])
