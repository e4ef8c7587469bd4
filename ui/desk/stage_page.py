"""A page of a stage that has several: what `ui.desk.stage.Stage` asks, asked of the page shown now."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.session import Session
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint

__all__ = ["StagePage"]


class StagePage(QWidget):
    """Base of the pages. Keys that the page does not take go on to the stage.

    Signals:
        hints_changed: what the room sees or the keys that work are different now.
        wall_wanted: notes should be typed here, or stay on the wall: the other of the two.
    """

    hints_changed = Signal()
    wall_wanted = Signal()

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.desk = desk
        self.activity = activity

    @property
    def session(self) -> Session:
        """The open session."""
        return self.desk.session

    def enter(self, phase: Phase) -> None:
        """Show everything as the session has it now."""
        raise NotImplementedError

    def refresh(self, changes: Changes) -> None:
        """Take in what changed."""
        raise NotImplementedError

    def leave(self) -> None:
        """Keep half-typed text."""

    def room_sees(self) -> str:
        """Return what the room sees now."""
        raise NotImplementedError

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys that work now."""
        return ()

    def point_at_lane(self, lane_id: str) -> None:
        """Let the room see the lane in which the work is; what is read out to it stays."""
        if len(self.activity.lanes) > 1:
            self.session.set_focus(replace(self.session.focus, lane=lane_id))

    def carrying(self) -> str | None:
        """Return what is being carried, in words; None while nothing is."""
        return None

    def command(self, name: str) -> bool:
        """Carry out a command of this page; tell whether it was one."""
        return False

    def take_text(self, text: str) -> bool:
        """Begin writing with `text`; tell whether it was taken."""
        return False

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        raise NotImplementedError

    def wants_width(self) -> bool:
        """Tell whether the private side should fold away."""
        return False
