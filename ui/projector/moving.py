"""Moving windows between screens."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QWidget

from ui.screens import ScreenInfo, find_screen


def centred_in(area: QRect, share: float) -> QRect:
    """Return a rectangle in the middle of `area` with `share` of its width and height."""
    width, height = round(area.width() * share), round(area.height() * share)
    return QRect(
        area.x() + (area.width() - width) // 2, area.y() + (area.height() - height) // 2, width, height
    )


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
