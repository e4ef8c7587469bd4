"""The ring shows where the keyboard is: after keys, not after clicks, and never in the wrong place."""

from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator.library import ActionListing
from facilitator.model import ActionItem
from ui.desk.home_actions import ActionRow
from ui.widgets.button import Button
from ui.widgets.focus_ring import FocusRing


class Room:
    """A window with two buttons, a field and a ring."""

    def __init__(self, qtbot: QtBot) -> None:
        self.window = QWidget()
        qtbot.addWidget(self.window)
        column = QVBoxLayout(self.window)
        self.first, self.second, self.field = Button("First"), Button("Second"), QLineEdit()
        for widget in (self.first, self.second, self.field):
            column.addWidget(widget)
        self.ring = FocusRing(self.window)
        self.window.resize(300, 200)
        self.window.show()
        self.window.activateWindow()
        qtbot.waitUntil(self.window.isActiveWindow)

    def press(self, key: Qt.Key) -> None:
        """A key as it comes from the system: to the window, not to a widget."""
        QTest.keyClick(self.window.windowHandle(), key)


@pytest.fixture
def room(qtbot: QtBot) -> Room:
    return Room(qtbot)


def test_ring_appears_after_tab_and_goes_round_the_button(room: Room) -> None:
    """Tab moves the focus, the ring lies 4 px outside of it."""
    room.first.setFocus()
    assert room.ring.isHidden()
    room.press(Qt.Key.Key_Tab)
    assert room.second.hasFocus()
    assert room.ring.isVisible()
    assert room.ring.geometry() == room.second.geometry().adjusted(-4, -4, 4, 4)


def test_ring_hides_after_a_click(room: Room) -> None:
    """With a mouse in the hand nobody needs the ring."""
    room.first.setFocus()
    room.press(Qt.Key.Key_Tab)
    QTest.mouseClick(
        room.window.windowHandle(), Qt.MouseButton.LeftButton, pos=room.first.geometry().center()
    )
    assert room.first.hasFocus()
    assert room.ring.isHidden()


def test_ring_goes_whole_round_the_box_of_a_next_step(room: Room) -> None:
    """The area that can be hit reaches beyond its row and under its words: the ring is cut by neither."""
    action = ActionItem("1", "2", "Ask the night shift")
    row = ActionRow(ActionListing(action, "Kick-off", "Found a community"), datetime(2026, 3, 2, tzinfo=UTC))
    layout = room.window.layout()
    assert layout is not None
    layout.addWidget(row)
    QTest.qWait(0)
    room.field.setFocus()
    room.press(Qt.Key.Key_Tab)
    assert row.check.hasFocus()
    assert room.ring.isVisible()
    assert room.ring.mask().isEmpty(), "no part of it is cut off"
    title = QRect(row.title.mapTo(room.window, QPoint(0, 0)), row.title.size())
    assert not room.ring.geometry().intersects(title)


def test_ring_stays_off_fields(room: Room) -> None:
    """A field being typed in has a border of its own."""
    room.second.setFocus()
    room.press(Qt.Key.Key_Tab)
    assert room.field.hasFocus()
    assert room.ring.isHidden()


def test_ring_follows_its_button(room: Room) -> None:
    """When the layout moves, so does the ring; when the button hides, it goes where the focus went."""
    room.first.setFocus()
    room.ring.note_input(True)
    room.first.move(60, 90)
    assert room.ring.geometry().topLeft() == room.first.geometry().topLeft() - QRect(4, 4, 0, 0).topLeft()
    room.first.hide()
    assert room.second.hasFocus()
    assert room.ring.target is room.second
    room.window.clearFocus()
    room.second.clearFocus()
    assert room.ring.isHidden()


def test_ring_survives_the_end_of_its_button(room: Room, qtbot: QtBot) -> None:
    """A button that is deleted while it has the focus leaves no ring and no error."""
    room.first.setFocus()
    room.ring.note_input(True)
    assert room.ring.target is room.first
    with qtbot.waitSignal(room.first.destroyed, timeout=1000):
        room.first.deleteLater()
    assert room.ring.target is not room.first


def test_ring_is_not_in_the_way(room: Room) -> None:
    """Clicks go through the ring, Tab never stops on it."""
    assert room.ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
    assert room.ring.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_ring_hides_when_its_button_scrolls_away(qtbot: QtBot) -> None:
    """No ring floats over something else when the list was scrolled."""
    area = QScrollArea()
    qtbot.addWidget(area)
    inner = QWidget()
    inner.resize(200, 2000)
    button = Button("Top", parent=inner)
    button.resize(button.sizeHint())
    area.setWidget(inner)
    ring = FocusRing(area)
    area.resize(220, 200)
    area.show()
    area.activateWindow()
    qtbot.waitUntil(area.isActiveWindow)
    button.setFocus()
    ring.note_input(True)
    assert ring.isVisible()
    area.verticalScrollBar().setValue(1000)
    assert ring.isHidden()


def test_ring_does_not_paint_over_what_stands_above_a_view(qtbot: QtBot) -> None:
    """Half scrolled away, a button has a ring round the half that is seen, and none on the bar above."""
    window = QWidget()
    qtbot.addWidget(window)
    bar, area, inner = QWidget(window), QScrollArea(window), QWidget()
    bar.setGeometry(0, 0, 220, 40)
    area.setGeometry(0, 40, 220, 200)
    inner.resize(200, 2000)
    button = Button("Top", parent=inner)
    button.setGeometry(20, 20, 120, 60)
    area.setWidget(inner)
    ring = FocusRing(window)
    window.resize(220, 240)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    button.setFocus()
    ring.note_input(True)
    assert ring.mask().isEmpty(), "whole"
    area.verticalScrollBar().setValue(50)
    painted = ring.mask().boundingRect().translated(ring.pos())
    assert painted.top() >= area.y()
    assert painted.bottom() > button.mapTo(window, button.rect().bottomLeft()).y(), "below it has its air"
    area.verticalScrollBar().setValue(0)
    assert ring.mask().isEmpty()
