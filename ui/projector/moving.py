"""Moving windows between screens."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.screens import ScreenInfo, find_screen

__all__ = ["beside", "move_to_screen"]


def beside(area: QRect, share: float) -> QRect:
    """Return a rectangle of `share` of the width and height of `area`, near its upper right corner.

    There it leaves the desk's clock, its buttons and most of its stage free on a machine with one screen.
    """
    width, height = round(area.width() * share), round(area.height() * share)
    return QRect(area.right() - width - 16, area.y() + 96, width, height)


def move_to_screen(window: QWidget, wanted: ScreenInfo) -> bool:
    """Move a top-level window to the screen `wanted`, as large as it was and still full or maximised if it was.

    Returns False when that screen is gone; the window then stays where it is.
    """
    screen = find_screen(wanted)
    if screen is None:
        return False
    state = window.windowState()
    size = window.normalGeometry().size() if state else window.size()
    if state:
        window.setWindowState(Qt.WindowState.WindowNoState)
    room = screen.availableGeometry()
    place = QRect(room.topLeft(), size.boundedTo(room.size()))
    place.moveCenter(room.center())
    window.setScreen(screen)
    window.setGeometry(place)
    if state:
        window.setWindowState(state)
    return True
