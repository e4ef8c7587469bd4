"""Keys that were typed on the room's window, brought to the desk."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget

__all__ = ["DeskKeys"]


class DeskKeys:
    """Hands key presses to the desk as if they had been typed there: first its commands, then its text."""

    def __init__(self, desk: QWidget) -> None:
        """Belong to the desk's top-level window."""
        self._desk = desk

    def __call__(self, event: QKeyEvent) -> None:
        """Bring the desk to the front and carry out the command of this key, or type it where the desk's focus is."""
        self._desk.activateWindow()
        action = self._action(QKeySequence(event.keyCombination()))
        if action is not None:
            action.trigger()
            return
        target = self._desk.focusWidget() or self._desk
        QCoreApplication.sendEvent(target, event)

    def _action(self, keys: QKeySequence) -> QAction | None:
        actions = [*self._desk.actions(), *self._desk.findChildren(QAction)]
        return next((each for each in actions if each.isEnabled() and keys in each.shortcuts()), None)
