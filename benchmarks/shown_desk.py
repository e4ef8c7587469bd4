"""A whole desk on a library of its own, and how long an act holds the thread of its window."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtWidgets import QApplication

from benchmarks.measuring import MILLI
from facilitator.library import Library
from ui import fonts, style
from ui.application import Desk
from ui.settings import Settings

WIDTH, HEIGHT = 1920, 1080
SETTLED = 0.4
"""Seconds after which everything that was done beside the window is shown."""


@contextmanager
def shown_desk(folder: Path) -> Iterator[Desk]:
    """Show the desk with the library in `folder`, 1920 by 1080 pixels, on the offscreen platform."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    style.install(application, "light")
    fonts.register_first()
    library = Library.create_or_open(folder / "library.db", "window")
    desk = Desk(application, Settings(folder / "settings.ini"), folder, library)
    try:
        desk.furnish()
        desk.window.resize(WIDTH, HEIGHT)
        desk.show()
        held(lambda: None)
        yield desk
    finally:
        desk.close()
        desk.window.close()


def held(act: Callable[[], object], seconds: float = SETTLED) -> float:
    """Return how many milliseconds the window's thread is held at most, in its own time of the processor.

    That is by the act until what it shows is painted, or by any later turn of the event loop, whichever is longest.
    """
    start = time.thread_time()
    act()
    QApplication.processEvents()
    longest = time.thread_time() - start
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        start = time.thread_time()
        QApplication.processEvents()
        longest = max(longest, time.thread_time() - start)
        time.sleep(0.002)
    return longest * MILLI
