"""A mistake of the program, wherever Qt calls it: everything is stored first, then it is said; the next start knows."""

import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from facilitator.errors import EnvironmentFault
from ui.application import Desk
from ui.crash import untold_crashes
from ui.widgets.button import Button

Open = Callable[[], Desk]
Add = Callable[..., str]


class BrokenPicture(QWidget):
    """Fails at each paint."""

    def paintEvent(self, event: QPaintEvent) -> None:
        raise LookupError("while painting")


class BrokenField(QLineEdit):
    """Fails at each key."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        raise LookupError("at a key")


class BrokenWatch(QObject):
    """Fails at what it watches for."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.User:
            raise LookupError("in an event filter")
        return False


def fail() -> None:
    """Fail."""
    raise LookupError("somewhere")


def in_paint(desk: Desk, qtbot: QtBot) -> QObject:
    """Show a widget that cannot be painted."""
    picture = BrokenPicture(desk.window)
    picture.resize(50, 50)
    picture.show()
    return picture


def at_key(desk: Desk, qtbot: QtBot) -> QObject:
    """Press a key in a field that cannot take it."""
    field = BrokenField(desk.window)
    field.show()
    # Posted, as the window system does: nothing of Python stands between the key and the field.
    key = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, Qt.KeyboardModifier.NoModifier, "a")
    QCoreApplication.postEvent(field, key)
    return field


def in_slot(desk: Desk, qtbot: QtBot) -> QObject:
    """Click a button whose act fails."""
    button = Button("Break", parent=desk.window)
    button.clicked.connect(fail)
    button.show()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    return button


def in_filter(desk: Desk, qtbot: QtBot) -> QObject:
    """Let something happen that is watched badly."""
    watch = BrokenWatch(desk.window)
    shown = QWidget(desk.window)
    shown.installEventFilter(watch)
    QCoreApplication.postEvent(shown, QEvent(QEvent.Type.User))
    return shown


def in_timer(desk: Desk, qtbot: QtBot) -> QObject:
    """Let time pass."""
    QTimer.singleShot(0, fail)
    return desk


def in_worker(desk: Desk, qtbot: QtBot) -> QObject:
    """Give the worker beside the windows a job that fails."""
    desk.held.worker.run(fail)
    return desk


def in_thread(desk: Desk, qtbot: QtBot) -> QObject:
    """Start a thread that fails."""
    thread = threading.Thread(target=fail)
    thread.start()
    thread.join()
    return desk


@pytest.fixture
def guarded(open_desk: Open, add_session: Add, qtbot: QtBot) -> Iterator[Desk]:
    """A desk with an open session, after its guard has been set up."""
    session_id = add_session("Kick-off")
    desk = open_desk()
    qtbot.waitUntil(lambda: desk.crash_watch is not None)
    desk.acts.open_session(session_id)
    yield desk
    if desk.crash_watch is not None and desk.crash_watch.guard.dialog is not None:
        desk.crash_watch.guard.dialog.choose("go_on")


@pytest.mark.parametrize("place", [in_paint, at_key, in_slot, in_filter, in_timer, in_worker, in_thread])
def test_wherever_it_fails_everything_is_stored_and_it_is_said(
    guarded: Desk,
    qtbot: QtBot,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    place: Callable[[Desk, QtBot], QObject],
) -> None:
    """What still waited for the disk is on it before the dialog; the details can be copied; one local file."""
    session, library = guarded.window.session, guarded.library
    assert session is not None

    def refuse(*_: Any) -> None:
        raise EnvironmentFault("The disk is full.")

    with monkeypatch.context() as full:
        full.setattr(library, "commit", refuse)
        session.notes.add("vision", "not stored yet")
    assert session.waiting == 1
    broken = place(guarded, qtbot)
    assert guarded.crash_watch is not None
    guard = guarded.crash_watch.guard
    qtbot.waitUntil(lambda: guard.dialog is not None)
    dialog = guard.dialog
    assert dialog is not None
    assert session.waiting == 0
    assert [note.text for note in library.load(session.id)[0].notes] == ["not stored yet"]
    assert "Everything you entered is stored." in dialog.question.text
    copy = next(button for button in dialog.findChildren(Button) if button.words == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert "LookupError" in QGuiApplication.clipboard().text()
    (file,) = (tmp_path / "crashes").glob("crash-*.txt")
    assert "LookupError" in file.read_text(encoding="utf-8")
    if isinstance(broken, QWidget) and broken is not guarded.window:
        broken.deleteLater()
    dialog.choose("go_on")
    session.notes.add("vision", "and on it goes")
    assert len(library.load(session.id)[0].notes) == 2


def test_the_next_start_mentions_it_once(open_desk: Open, qtbot: QtBot, tmp_path: Path, answers: Any) -> None:
    """A crash below Python leaves only the interpreter’s log: it becomes a file, and the next start offers it."""
    folder = tmp_path / "crashes"
    folder.mkdir()
    (folder / "fault.log").write_text("Fatal Python error: Segmentation fault", encoding="utf-8")
    desk = open_desk()
    qtbot.waitUntil(lambda: "last time" in desk.window.toast.message)
    (file,) = folder.glob("crash-*.txt")
    assert "Segmentation" in file.read_text(encoding="utf-8")
    assert desk.crash_watch is not None
    desk.crash_watch.show(file)
    assert answers.asked[-1] == ("tell", "What went wrong last time")
    # What the next start asks for.
    assert untold_crashes(folder) == []
