"""The room's window: it knows audience views only, its clock costs little, keys typed on it go to the desk."""

import gc
from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtGui import QColor, QKeyEvent
from pytestqt.qtbot import QtBot

from facilitator import audience, method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector.window import ProjectorWindow


@pytest.fixture
def session() -> Session:
    made = rehearse(method_files.load("cop-bootstrap"), "Kick-off")
    made.course.start()
    return made


@pytest.fixture
def window(qtbot: QtBot) -> Iterator[ProjectorWindow]:
    made = ProjectorWindow()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.reduced_motion = True
    yield made
    made.hide()


def reachable(root: object) -> Iterator[object]:
    """Everything that can be reached from an object by attributes, items and closures; modules and types aside."""
    seen: set[int] = set()
    queue = [root, *vars(root).values()]
    while queue:
        found = queue.pop()
        if id(found) in seen or isinstance(found, type | str | bytes):
            continue
        seen.add(id(found))
        yield found
        if type(found).__module__.startswith(("PySide6", "shiboken6")) and not isinstance(found, QObject):
            continue
        if type(found).__name__ in ("module", "function", "builtin_function_or_method"):
            continue
        queue.extend(gc.get_referents(found))


def test_nothing_of_the_window_reaches_the_session(window: ProjectorWindow, session: Session) -> None:
    """What the room must not see cannot leak through a window that has no way to it."""
    session.notes.add_many("vision", ["A secret for the solo phase"])
    session.course.go("vision-importance", "solo")
    window.show_view(audience.view(session))
    window.show()
    window.grab()
    everything = list(reachable(window))
    assert any(isinstance(each, audience.AudienceView) for each in everything)
    assert not any(isinstance(each, Session) for each in everything)
    assert "A secret" not in repr(everything)
    assert "A secret" not in window.accessibleDescription()


def test_the_solo_phase_shows_the_number_of_notes_only(window: ProjectorWindow, session: Session) -> None:
    session.course.go("vision-importance", "solo")
    window.show_view(audience.view(session))
    assert window.shown is not None
    assert "so far" not in window.shown.sheet.text
    session.notes.add_many("vision", ["One", "Two", "Three"])
    window.show_view(audience.view(session))
    assert "3 notes so far" in window.shown.sheet.text
    assert "What do we want to reach together?" in window.shown.sheet.text


def test_a_second_of_the_clock_arranges_nothing(window: ProjectorWindow, session: Session) -> None:
    """A tick changes the clock and leaves everything else as it was drawn."""
    session.course.go("vision-importance", "solo")
    view = audience.view(session)
    window.show_view(view)
    before = window.shown
    assert view.clock is not None
    window.show_clock(replace(view.clock, remaining=view.clock.remaining - 1))
    assert window.shown is before
    assert window.view is not None
    assert window.view.clock is not None
    assert window.view.clock.remaining == view.clock.remaining - 1


def test_black_is_black(window: ProjectorWindow, session: Session) -> None:
    window.show_view(audience.view(session))
    window.set_black(True)
    picture = window.grab().toImage()
    corners = [QPoint(5, 5), QPoint(640, 360), QPoint(100, 120)]
    assert all(picture.pixelColor(corner) == QColor("black") for corner in corners)
    assert window.accessibleDescription() == "Black"
    window.set_black(False)
    assert window.grab().toImage().pixelColor(5, 5) == window.theme.colour("paper")


def test_without_a_session_the_room_sees_nothing(window: ProjectorWindow) -> None:
    window.show_view(None)
    assert window.shown is None
    assert window.grab().toImage().pixelColor(640, 360) == window.theme.colour("paper")


def test_a_key_typed_on_the_window_is_handed_on(window: ProjectorWindow, qtbot: QtBot) -> None:
    """The window never keeps the keyboard for itself."""
    heard: list[QKeyEvent] = []
    window.key_typed.connect(heard.append)
    window.show()
    qtbot.keyClicks(window, "a")
    assert [event.text() for event in heard] == ["a"]
    assert window.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_another_activity_fades_in_unless_motion_is_reduced(
    window: ProjectorWindow, session: Session, qtbot: QtBot
) -> None:
    window.reduced_motion = False
    window.show_view(audience.view(session))
    window.show()
    window.grab()
    session.course.go("check-in")
    window.show_view(audience.view(session))
    assert window.fading
    qtbot.waitUntil(lambda: not window.fading, timeout=3000)
    window.reduced_motion = True
    session.course.go("welcome")
    window.show_view(audience.view(session))
    assert not window.fading


def test_a_tall_window_shows_the_page_of_a_projector_in_its_middle(
    window: ProjectorWindow, session: Session
) -> None:
    """Letters follow the height, so a tall window on the only screen would else cut every word."""
    session.course.go("vision-importance", "solo")
    window.resize(600, 1000)
    window.show_view(audience.view(session))
    window.show()
    screen = window.screen_size
    assert (screen.width, screen.height) == (600, 480)
    picture = window.grab().toImage()
    paper = window.theme.colour("paper").rgb()
    ratio = picture.height() / 1000

    def inked(top: int, bottom: int) -> bool:
        rows = range(round(top * ratio), round(bottom * ratio))
        return any(picture.pixel(x, y) != paper for y in rows for x in range(picture.width()))

    assert not inked(0, 260)
    assert inked(260, 740)
    assert not inked(740, 1000)
    face = window.shown.sheet.clock if window.shown else None
    assert face is not None
    clock = face.rect.translated(0, 260)
    assert inked(round(clock.top()) + 10, round(clock.bottom()) - 10)
    window.resize(1000, 600)
    assert window.screen_size.height == 600
