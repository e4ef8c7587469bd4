"""The board under the hand: CPU time for each step of a drag and of a pan, with 2,000 notes and both windows open.

The desk's window has 1920 by 1080 pixels and shows a board of 90 groups with most of the notes in them; the room's
window is shown beside it. A step is one movement of the mouse, or of the scroll bar, with everything that is painted
because of it, on the offscreen platform. What counts is the time of the processor, of all threads, not of the clock.
"""

from __future__ import annotations

import math
import os
import tempfile
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from benchmarks.measuring import Measured, percentile, took
from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session

GOAL = 5.0
NOTES = 2000
STEPS = 400
TEXTS = (
    "Nobody is alone with a page at night",
    "One shared way to run an incident, with one channel, one leader and one log",
    "Runbooks that are read",
    "Three teams solved the same problem last spring, and none of them knew of the others",
    "Knowledge leaves with people",
    "Share what nearly went wrong",
)


def measure() -> tuple[Measured, ...]:
    """Return what a step of a pan and of a drag costs, at the 95th percentile."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui import fonts, style

    application = QApplication.instance() or QApplication([])
    style.install(application, "light")
    fonts.register_first()
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        folder = Path(name)
        with Library.create_or_open(folder / "library.db") as library:
            session = open_session(
                library, new_session(library, method_files.load("cop-bootstrap"), "Measured")
            )
            fill(session)
            return _measured(application, session, folder)


def fill(session: Session) -> None:
    """Put the session at its board, with notes of which nine in ten are in groups."""
    session.course.start()
    session.course.go("vision-importance", "cluster")
    for lane in ("vision", "importance"):
        texts = [f"{TEXTS[number % len(TEXTS)]} ({number})" for number in range(NOTES // 2)]
        notes = session.notes.add_many(lane, texts)
        for start in range(0, NOTES // 2 * 9 // 10, 20):
            ids = [note.id for note in notes[start : start + 20]]
            session.groups.create(ids, f"Group {start // 20 + 1}")


def _measured(application: QApplication, session: Session, folder: Path) -> tuple[Measured, ...]:
    from ui.desk.services import DeskServices
    from ui.desk.window import DeskWindow
    from ui.projector.controller import ProjectorController
    from ui.screens import ScreenWatcher
    from ui.settings import Settings

    settings = Settings(folder / "settings.ini")
    watcher = ScreenWatcher(application)
    window = DeskWindow(settings)
    window.furnish(
        DeskServices(settings, lambda bridge, desk: ProjectorController(settings, desk, watcher, bridge))
    )
    window.open_session(session)
    window.resize(1920, 1080)
    window.show()
    page, desk = window.page, window.desk
    assert page is not None
    assert desk is not None
    desk.projector.show()
    room = desk.projector.window
    assert room is not None
    board = page.stage.page  # type: ignore[attr-defined]
    view = board.view
    _settle(application)
    assert room.isVisible()
    # A line at the foot is shown all the while: one that reached over the board would cost 4 ms a step, since nothing
    # can be copied below it.
    window.toast.show_message("The groups are made.", tone="busy")
    _settle(application)
    painted = _Painted(view.viewport())
    bar = view.verticalScrollBar()
    pans = [_step(application, lambda: bar.setValue(bar.value() + 23)) for _ in range(STEPS)]
    assert painted.count >= STEPS * 9 // 10, painted.count
    bar.setValue(0)
    _settle(application)
    hand = _Hand(view.viewport())
    note = session.data.notes_in("vision")[0]
    start = view.mapFromScene(board.scene.rect_of(note.id).topLeft() + QPointF(24, 12))
    hand.send(QEvent.Type.MouseButtonPress, start)
    hand.send(QEvent.Type.MouseMove, start + QPoint(30, 30))
    _settle(application)
    assert board.carried
    painted.count = 0
    drags = [_step(application, partial(hand.move, _place(number))) for number in range(STEPS)]
    assert painted.count >= STEPS * 9 // 10, painted.count
    hand.send(QEvent.Type.MouseButtonRelease, _place(STEPS))
    _settle(application)
    window.close()
    _settle(application)
    return (
        _result("pan with 2,000 notes", pans),
        _result("drag with 2,000 notes", drags),
    )


class _Painted(QObject):
    """Counts the paintings of a widget: a step that painted nothing would measure nothing."""

    def __init__(self, widget: QObject) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: N802
        self.count += event.type() == QEvent.Type.Paint
        return False


class _Hand:
    """A mouse with its left button down."""

    def __init__(self, target: QObject) -> None:
        self._target = target

    def send(self, kind: QEvent.Type, place: QPoint) -> None:
        released = kind == QEvent.Type.MouseButtonRelease
        down = Qt.MouseButton.NoButton if released else Qt.MouseButton.LeftButton
        changed = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        point = QPointF(place)
        event = QMouseEvent(kind, point, point, changed, down, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(self._target, event)

    def move(self, place: QPoint) -> None:
        self.send(QEvent.Type.MouseMove, place)


def _place(number: int) -> QPoint:
    """Return where the mouse is: it wanders over groups, notes and the room between them."""
    return QPoint(int(420 + 300 * math.sin(number / 37)), int(420 + 280 * math.sin(number / 23)))


def _step(application: QApplication, act: Callable[[], object]) -> float:
    def whole() -> None:
        act()
        application.processEvents()

    return took(whole, time.process_time)


def _settle(application: QApplication) -> None:
    """Let animations, timers and later fonts come to rest."""
    end = time.monotonic() + 1.0
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)


def _result(name: str, times: list[float]) -> Measured:
    return Measured(
        name,
        percentile(times, 0.95),
        GOAL,
        median(times),
        None,
        "CPU time of a step at the 95th percentile, desk and room shown, 1920 by 1080",
    )
