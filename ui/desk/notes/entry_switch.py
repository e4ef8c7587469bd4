"""The switch between notes typed here and stickies that stay on the wall."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.segments import Segments

__all__ = ["TYPED", "WALL", "entry_switch"]

TYPED, WALL = "typed", "wall"


def entry_switch(parent: QWidget, now: str) -> Segments:
    """Return the two joined buttons, at `now`; whoever listens to `chosen` changes the session."""
    made = Segments(_tr("How notes come in"), parent)
    made.set_segments([(TYPED, _tr("Typed here")), (WALL, _tr("On the wall"))])
    made.set_current(now)
    made.setToolTip(_tr("Ctrl+Shift+W changes it, at any moment"))
    return made


def _tr(text: str) -> str:
    return QCoreApplication.translate("EntrySwitch", text)
