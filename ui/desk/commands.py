"""The commands of the desk as actions of its window: each made once, from the one table of keys."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QWidget

from ui import keys

__all__ = ["Commands"]


class Commands(QObject):
    """One action for each entry of `keys.KEYS`, all handed to one place with their id.

    Those of a session are made when the first one is shown: Home, which is painted before, has no use for them.
    """

    def __init__(self, window: QWidget, carry_out: Callable[[str], None]) -> None:
        """Add the actions to `window`; `carry_out` gets the id of the command that was asked for."""
        super().__init__(window)
        self._window = window
        self._carry_out = carry_out
        self._actions: dict[str, QAction] = {}
        self.set_in_session(False)

    def action(self, command: str) -> QAction:
        """Return the action of a command. Raises KeyError for an unknown one, or one that was not made yet."""
        return self._actions[command]

    def run(self, command: str) -> None:
        """Carry out a command, as its key would."""
        self._carry_out(command)

    def set_in_session(self, in_session: bool) -> None:
        """Let what belongs to Home work on Home only, and what belongs to a session only while one is open."""
        for each in keys.KEYS:
            works = each.where == keys.EVERYWHERE or (each.where == keys.HOME) is not in_session
            if works and each.id not in self._actions:
                self._actions[each.id] = self._made(each)
            elif each.id in self._actions:
                self._actions[each.id].setEnabled(works)

    def _made(self, act: keys.KeyAct) -> QAction:
        action = QAction(self)
        action.setText(QCoreApplication.translate("Keys", act.text))
        action.setObjectName(act.id)
        action.setShortcuts([QKeySequence(sequence) for sequence in act.sequences])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.triggered.connect(self._triggered)
        self._window.addAction(action)
        return action

    def _triggered(self) -> None:
        action = self.sender()
        if action is not None:
            self._carry_out(action.objectName())
