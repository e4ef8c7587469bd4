"""The line at the foot of the window stands on the foot, whatever the size of the window."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint


@pytest.mark.parametrize("size", [(960, 540), (1280, 720), (1920, 1080)])
def test_the_line_stands_on_the_foot(open_desk: Any, qtbot: Any, size: tuple[int, int]) -> None:
    """It covers as little of the work as it can, and nothing of the clock."""
    desk = open_desk()
    desk.window.resize(800, 500)
    desk.window.toast.show_message("Saved.")
    desk.window.resize(*size)
    foot = desk.window.page.foot
    qtbot.waitUntil(lambda: foot.mapTo(desk.window, QPoint(0, foot.height())).y() == size[1])
    lower_edge = desk.window.toast.geometry().bottom() + 1
    assert lower_edge == foot.mapTo(desk.window, QPoint(0, 0)).y()


def test_what_the_projector_said_goes_when_it_holds_no_more(open_desk: Any) -> None:
    """Once the room's window is hidden nothing speaks of it; a line about something else stays."""
    desk = open_desk()
    toast, words = desk.window.toast, "One screen only."
    desk.projector.said.emit(words)
    assert toast.isVisible()
    desk.projector.unsaid.emit(words)
    assert not toast.isVisible()
    desk.projector.said.emit(words)
    toast.show_message("Saved.")
    desk.projector.unsaid.emit(words)
    assert toast.isVisible()
    assert toast.message == "Saved."
