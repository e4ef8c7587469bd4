"""What was done on Home, so that Ctrl+Z takes it back as the button beside the words does."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication

from ui.desk.window import DeskWindow

__all__ = ["HomeAct", "HomeHistory"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("HomeHistory", text)


class HomeAct(NamedTuple):
    """An act that can be taken back: `done` and `undone` say what happened, `again` and `back` tell whether it did."""

    done: str
    undone: str
    again: Callable[[], bool]
    back: Callable[[], bool]


class HomeHistory:
    """The acts on Home since the library was opened, the newest last. What was done in a session is undone there."""

    def __init__(self, window: DeskWindow, changed: Callable[[], None]) -> None:
        """`changed` is called after each act, and after each that was taken back, for what is shown beside Home."""
        self._window = window
        self._changed = changed
        self._done: list[HomeAct] = []
        self._undone: list[HomeAct] = []

    def carry_out(self, act: HomeAct) -> None:
        """Do `act` and say so; a mistake has been said already and leaves nothing to undo."""
        done = act.again()
        self._changed()
        if done:
            self._undone.clear()
            self._keep_done(act)

    def forget(self) -> None:
        """Know of nothing that could be undone."""
        self._done.clear()
        self._undone.clear()

    def undo(self) -> None:
        """Take the newest act back."""
        if not self._done:
            self._window.say(_tr("Nothing was done on Home that could be undone."))
        elif (act := self._done.pop()).back():
            self._changed()
            self._undone.append(act)
            self._window.toast.show_message(act.undone, action=(_tr("Redo"), self.redo))

    def redo(self) -> None:
        """Do again what was taken back last."""
        if not self._undone:
            self._window.say(_tr("Nothing was undone on Home."))
        elif (act := self._undone.pop()).again():
            self._changed()
            self._keep_done(act)

    def _keep_done(self, act: HomeAct) -> None:
        self._done.append(act)
        self._window.toast.show_message(act.done, action=(_tr("Undo"), self.undo))
