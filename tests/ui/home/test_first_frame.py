"""The first frame: the newest sessions are where Home lists them, and nothing that is not seen yet is read for it."""

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from facilitator.errors import EnvironmentFault
from facilitator.library import Library
from ui import application
from ui.application import Desk
from ui.desk.first_frame import FirstFrame
from ui.desk.home import Home
from ui.desk.home_places import METHODS, methods_height

TITLES = ["Steady Hands", "Night Shift", "Harbour lights", "Quiet deploys"]

# Starts the desk, and instead of furnishing it says what was read until its first frame was painted.
PROGRAM = """
import sys
from pathlib import Path
from ui import application
from ui.desk.first_frame import FirstFrame

class Desk(application.Desk):
    def furnish(self):
        import PySide6.QtCore
        assert self.window.findChild(FirstFrame).isVisible()
        print(*sorted(sys.modules), "Qt" if "Qt" in vars(PySide6.QtCore) else "", flush=True)
        self.leave()

application.Desk = Desk
sys.exit(application.run_desk(Path(sys.argv[1])))
"""
LATER = {
    *("Qt", "PySide6.QtSvg", "PySide6.QtNetwork", "PySide6.QtMultimedia"),
    *("reportlab", "pyqtgraph", "numpy", "sqlite_utils", "wakepy", "importlib.resources", "zoneinfo"),
    *("dataclasses", "hashlib", "signal", "concurrent.futures", "configparser"),
    *("facilitator.action_item", "facilitator.model", "facilitator.method", "facilitator.session"),
    *("facilitator.method_files", "facilitator.method_headings", "facilitator.library.migrations"),
    *("facilitator.library.rows", "facilitator.library.search", "ui.background", "ui.crash_watch"),
    *(
        "ui.desk.commands",
        "ui.desk.home",
        "ui.desk.home_acts",
        "ui.desk.home_methods",
        "ui.desk.home_sessions",
    ),
    *("ui.desk.services", "ui.front", "ui.held_library", "ui.icons", "ui.keys", "ui.library_care"),
    *("ui.session_needs", "ui.widgets.button", "ui.widgets.focus_ring", "ui.widgets.prompts"),
}
"""What is read for Home, for sessions and for files, and never before the first frame."""


def picture(desk: Desk, area: QRect) -> QImage:
    """Return what the window shows in `area`."""
    QApplication.sendPostedEvents()
    return desk.window.grab(area).toImage()


def listed(home: Home) -> QRect:
    """Return where Home lists sessions, as far as it can be seen, in the window."""
    corner = home.sessions.mapTo(home.window(), home.sessions.rect().topLeft())
    return QRect(corner, home.sessions.size()).intersected(home.window().rect())


def run(session: Any) -> None:
    """Begin a session, so that Home offers to go on with it."""
    session.course.start()


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080), (1100, 1040)])
@pytest.mark.parametrize("goes_on", [True, False])
def test_the_first_frame_shows_the_sessions_as_home_does(
    begin_desk: Callable[..., Desk],
    add_session: Callable[..., str],
    size: tuple[int, int],
    goes_on: bool,
) -> None:
    """Nothing jumps: the rows of the first frame are, pixel by pixel, those of Home after it."""
    for number, title in enumerate(TITLES):
        add_session(title, run if goes_on and not number else None, people=4 + number)
    # An earlier start saw this size.
    before = begin_desk(*size)
    before.furnish()
    QApplication.sendPostedEvents()
    before.close()
    before.window.hide()
    desk = begin_desk(*size)
    frame = desk.window.findChild(FirstFrame)
    assert frame is not None
    whole = picture(desk, desk.window.rect())
    desk.furnish()
    # At once: a press on what was seen is answered next.
    rows = listed(desk.home)
    QApplication.sendPostedEvents()
    assert rows == listed(desk.home)
    assert desk.home.sessions.sessions.rowCount() == len(TITLES)
    assert rows.height() > 0
    # The row that the keyboard is on may be marked.
    desk.home.search.setFocus()
    desk.home.sessions.clearFocus()
    assert whole.copy(rows) == picture(desk, rows)


def test_another_size_forgets_what_was_noted(
    begin_desk: Callable[..., Desk], add_session: Callable[..., str]
) -> None:
    """What a large window noted does not push the sessions out of a small one; nor does what was unfolded by hand."""
    add_session("Steady Hands")
    large = begin_desk(1920, 1080)
    large.furnish()
    QApplication.sendPostedEvents()
    large.home.methods.unfold("Short formats", False)
    assert large.home.note_for_first_frame() == ""
    assert methods_height("1920x1080: 480", 1920, 1080) == 480
    assert methods_height("1920x1080: 480", 1280, 720) == METHODS
    assert methods_height("1280x720: many", 1280, 720) == METHODS


def test_the_usual_window_has_room_for_the_usual_methods(
    begin_desk: Callable[..., Desk], add_session: Callable[..., str]
) -> None:
    """Before any start was remembered, the first frame already knows where the list begins."""
    add_session("Steady Hands")
    desk = begin_desk()
    desk.furnish()
    QApplication.sendPostedEvents()
    assert desk.home.methods.height() == METHODS


def test_what_is_not_seen_is_not_read_before_the_first_frame(
    library_file: Path, add_session: Callable[..., str]
) -> None:
    """Neither Home's parts nor sessions, files or Qt's own namespace are read until the first frame is painted."""
    add_session("Steady Hands")
    add_session("Everybody who carries a pager meets to say how nights could become quiet again", run)
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM, str(library_file)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(application.__file__).parent.parent,
    )
    read = set(done.stdout.split())
    assert "ui.desk.first_frame" in read
    assert read & LATER == set()


def test_what_keeps_home_from_being_made_ends_the_program(
    begin_desk: Callable[..., Desk],
    add_session: Callable[..., str],
    qtbot: Any,
    monkeypatch: pytest.MonkeyPatch,
    library_file: Path,
) -> None:
    """No window is left in which nothing can be done: the fault is kept for whoever started it, the library is free."""

    def fail(*_: object) -> None:
        raise RuntimeError("no Home today")

    add_session("Steady Hands")
    ends: list[bool] = []
    monkeypatch.setattr(Home, "show_methods", fail)
    desk = begin_desk()
    monkeypatch.setattr(desk, "_application", type("Ending", (), {"quit": lambda _: ends.append(True)})())
    qtbot.waitUntil(lambda: bool(ends))
    assert str(desk.fault) == "no Home today"
    desk.close()
    with Library.open_existing(library_file) as library:
        assert library.summaries()[0].title == "Steady Hands"


def test_a_window_closed_at_once_leaves_the_library_free(
    begin_desk: Callable[..., Desk], add_session: Callable[..., str], library_file: Path
) -> None:
    """Before Home is there the window closes like any other."""
    add_session("Steady Hands")
    desk = begin_desk()
    assert desk.window.close()
    desk.close()
    with Library.open_existing(library_file) as library:
        assert library.check() == []


def test_a_library_that_cannot_be_read_has_a_first_frame_all_the_same(
    begin_desk: Callable[..., Desk], add_session: Callable[..., str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its list is empty; Home says why."""

    def refuse(*_: object, **__: object) -> None:
        raise EnvironmentFault("The disk is away.")

    add_session("Steady Hands")
    monkeypatch.setattr(Library, "summaries", refuse)
    desk = begin_desk()
    assert desk.window.findChild(FirstFrame) is not None
    desk.furnish()
    assert desk.window.toast.message == "The disk is away."
