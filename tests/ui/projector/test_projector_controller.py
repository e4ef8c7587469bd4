"""The projector as the desk works it: what the room sees while frozen, and where its window goes."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from facilitator import method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.bridge import Bridge
from ui.projector.controller import ProjectorController
from ui.projector.window import ProjectorWindow
from ui.screens import ScreenWatcher
from ui.settings import Settings


class Watch:
    """A moment that a test moves on by hand."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def session(watch: Watch) -> Session:
    made = rehearse(method_files.load("cop-bootstrap"), "Kick-off")
    made.monotonic = watch
    made.course.start()
    made.course.go("vision-importance", "solo")
    return made


@pytest.fixture
def bridge(session: Session) -> Iterator[Bridge]:
    made = Bridge(session)
    yield made
    made.close()


@pytest.fixture
def desk(qtbot: QtBot) -> QMainWindow:
    made = QMainWindow()
    qtbot.addWidget(made)
    made.setGeometry(QRect(0, 0, 640, 400))
    made.show()
    return made


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "settings.ini")
    made.keep("reduced_motion", True)
    return made


@pytest.fixture
def projector(settings: Settings, desk: QMainWindow, bridge: Bridge) -> Iterator[ProjectorController]:
    made = ProjectorController(settings, desk, ScreenWatcher(), bridge)
    yield made
    made.close()


def window_of(projector: ProjectorController) -> ProjectorWindow:
    assert projector.window is not None
    return projector.window


def shown(projector: ProjectorController) -> str:
    arranged = window_of(projector).shown
    return arranged.sheet.text if arranged else ""


def left(projector: ProjectorController) -> float:
    view = window_of(projector).view
    assert view is not None
    assert view.clock is not None
    return view.clock.remaining


def test_on_one_screen_it_is_an_ordinary_window_that_says_so(
    projector: ProjectorController, desk: QMainWindow
) -> None:
    said: list[str] = []
    projector.said.connect(said.append)
    projector.show()
    window = window_of(projector)
    assert projector.visible
    assert projector.single_screen
    assert not window.isFullScreen()
    assert said == ["One screen only. The room’s view opens in a window."]
    assert "one screen only" in window.windowTitle()
    taken_back: list[str] = []
    projector.unsaid.connect(taken_back.append)
    projector.toggle()
    assert not projector.visible
    assert not window.isVisible()
    assert taken_back == said, "what is said of a window that is gone holds no more"


def test_the_room_follows_every_act(projector: ProjectorController, session: Session) -> None:
    projector.show()
    session.notes.add("vision", "First")
    assert "1 note so far" in shown(projector)
    session.course.go("vision-importance", "share")
    assert "First" in shown(projector)
    session.undo()
    session.undo()
    assert "First" not in shown(projector)


def test_frozen_keeps_the_view_while_the_desk_looks_ahead(
    projector: ProjectorController, session: Session
) -> None:
    projector.show()
    projector.set_frozen(True)
    session.notes.add("vision", "Not for the room yet")
    session.course.go("vision-importance", "share")
    assert "Not for the room yet" not in shown(projector)
    assert "so far" not in shown(projector)
    projector.set_frozen(False)
    assert "Not for the room yet" in shown(projector)


def test_the_clock_of_a_frozen_view_stays_true(
    projector: ProjectorController, session: Session, bridge: Bridge, watch: Watch
) -> None:
    """It follows pause and minutes in the same phase; once the desk is ahead it runs on by itself."""
    projector.show()
    session.course.start_clock()
    projector.set_frozen(True)
    watch.now += 60
    bridge.ticked.emit()
    assert left(projector) == 240
    session.course.add_minutes(1)
    bridge.ticked.emit()
    assert left(projector) == 300
    session.course.go("vision-importance", "share")
    watch.now += 10
    bridge.ticked.emit()
    assert left(projector) == 290
    session.course.pause_clock()
    watch.now += 10
    bridge.ticked.emit()
    assert left(projector) == 280


def test_black_and_back(projector: ProjectorController, session: Session) -> None:
    """Black can be chosen before the window is there, and ends with the session."""
    projector.set_black(True)
    projector.show()
    assert window_of(projector).accessibleDescription() == "Black"
    projector.set_bridge(None)
    assert not projector.black
    assert window_of(projector).view is None


def test_keys_typed_on_the_room_reach_the_desk(
    projector: ProjectorController, desk: QMainWindow, qtbot: QtBot
) -> None:
    """Commands are carried out, letters are typed where the desk's focus is."""
    line = QLineEdit()
    desk.setCentralWidget(line)
    line.show()
    line.setFocus()
    done: list[str] = []
    action = QAction("Black", desk)
    action.setShortcuts(["F8"])
    action.triggered.connect(lambda: done.append("black"))
    desk.addAction(action)
    projector.show()
    qtbot.keyClicks(window_of(projector), "hi")
    qtbot.keyClick(window_of(projector), Qt.Key.Key_F8)
    assert line.text() == "hi"
    assert done == ["black"]


def test_pages_are_turned_by_the_desk_and_end_where_something_else_is_pointed_at(
    projector: ProjectorController, session: Session
) -> None:
    notes = session.notes.add_many("vision", [f"Note {number}" for number in range(40)])
    session.course.go("vision-importance", "share")
    session.set_focus(replace(session.focus, lane="vision"))
    projector.show()
    window_of(projector).resize(1280, 720)
    assert projector.pages == 3
    projector.turn_page(1)
    assert "page 2 of 3" in shown(projector)
    projector.turn_page(-2)
    assert "page 3 of 3" in shown(projector)
    session.set_focus(replace(session.focus, note_id=notes[0].id))
    assert session.focus.page == 0


def test_the_colours_of_the_room_are_a_setting_of_their_own(
    projector: ProjectorController, settings: Settings
) -> None:
    projector.show()
    settings.keep("projector_theme", "dark")
    projector.apply_settings()
    assert window_of(projector).theme.dark
