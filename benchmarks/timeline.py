"""A timeline of 500 entries on the desk: opened, scrolled, and one entry more typed into it.

The desk's window has 1920 by 1080 pixels. What counts is the time of the processor, of all threads, with everything
that is painted because of it, on the offscreen platform; the picture, which follows a moment later, is waited for.
"""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path
from statistics import median

from PySide6.QtWidgets import QApplication

from benchmarks.measuring import MILLI, Measured, percentile, took
from facilitator import method_files
from facilitator.ids import to_stamp
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from facilitator.timelines import KINDS, Written

ENTRIES = 500
FRAME = 16.7
GOAL = 100.0
STEPS = 200
TIMES = 20
_PICTURE_LATER = 0.12
"""Seconds after which the picture is there."""


def measure() -> tuple[Measured, ...]:
    """Return what opening, one entry more, and a step of scrolling cost."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from ui import fonts, style

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    style.install(application, "light")
    fonts.register_first()
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        folder = Path(name)
        with Library.create_or_open(folder / "library.db") as library:
            method = method_files.load("postmortem")
            session = open_session(library, new_session(library, method, "Measured"))
            session.timeline.set_incident(
                zone="Europe/Berlin", service="Search", resolved="2026-03-03T01:00:00Z"
            )
            session.timeline.take_many(_entries())
            return _measured(application, session, folder)


def _entries() -> Iterator[Written]:
    start = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
    for number in range(ENTRIES):
        kind = "impact" if number == 40 else KINDS[1 + number % 5]
        at = to_stamp(start + timedelta(seconds=97 * number))
        source = "https://example.org/graph" if number % 3 else ""
        yield Written(at, f"What was seen at this moment, number {number}", kind, source)


def _measured(application: QApplication, session: Session, folder: Path) -> tuple[Measured, ...]:
    from ui.desk.services import DeskServices
    from ui.desk.timeline.timeline_panel import TimelinePanel
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
    opens = []
    for _ in range(TIMES):
        session.course.go("impact")
        _settle(application)
        opens.append(_step(application, lambda: session.course.go("timeline")))
    panel = next(each for each in window.findChildren(TimelinePanel) if each.isVisibleTo(window))
    adds = []
    for number in range(TIMES):
        line = f"2026-03-02 15:{number:02d}:30 > One more"
        adds.append(_step(application, partial(session.timeline.add_line, line)))
    _settle(application)
    assert len(panel.now.entries) == ENTRIES + TIMES
    bar = panel.list.verticalScrollBar()
    bar.setValue(0)
    scrolls = []
    for _ in range(STEPS):
        scrolls.append(_step(application, lambda: bar.setValue(bar.value() + 57), waits=False))
    assert bar.value() > STEPS * 50
    window.close()
    _settle(application)
    return (
        _result(
            f"{ENTRIES} entries open", opens, median(opens), GOAL, "CPU time with the picture, 1920 by 1080"
        ),
        _result(f"one more of {ENTRIES} entries", adds, median(adds), GOAL, "stored, list and picture"),
        _result(
            f"scroll {ENTRIES} entries",
            scrolls,
            percentile(scrolls, 0.95),
            FRAME,
            "CPU time of a step at the 95th percentile, a frame at 60 Hz",
        ),
    )


def _step(application: QApplication, act: Callable[[], object], *, waits: bool = True) -> float:
    """Return the milliseconds of the processor; with `waits`, those of what is drawn a moment later count as well."""
    spent = took(act, time.process_time)
    end = time.monotonic() + (_PICTURE_LATER if waits else 0.0)
    while True:
        start = time.process_time()
        application.processEvents()
        spent += (time.process_time() - start) * MILLI
        if time.monotonic() >= end:
            return spent
        time.sleep(0.005)


def _settle(application: QApplication) -> None:
    end = time.monotonic() + 0.3
    while time.monotonic() < end:
        application.processEvents()
        time.sleep(0.01)


def _result(name: str, times: list[float], figure: float, goal: float, detail: str) -> Measured:
    return Measured(name, figure, goal, median(times), None, detail)
