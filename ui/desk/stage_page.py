"""A page of a stage that has several: a stage in small, to which the stage hands on what it is asked."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Signal

from ui.desk.stage import Stage

__all__ = ["StagePage"]


class StagePage(Stage):
    """Base of the pages. Keys that the page does not take go on to the stage.

    Signals:
        wall_wanted: notes should be typed here, or stay on the wall: the other of the two.
    """

    wall_wanted = Signal()

    def point_at_lane(self, lane_id: str) -> None:
        """Let the room see the lane in which the work is; what is read out to it stays."""
        if len(self.activity.lanes) > 1:
            self.session.set_focus(replace(self.session.focus, lane=lane_id))

    def begin_in(self, lane_id: str) -> None:
        """Put the work into a lane as the page is entered, where it is not the first. Pages without one stay."""

    def take_focus(self) -> None:
        """Put the keyboard where the work is."""
        raise NotImplementedError
