"""Four hours of acts at ten a second, run faster: memory, windows and clock stay as they were."""

import ctypes
import gc
import random
import re
import sys
from collections import Counter
from collections.abc import Callable
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from tests.torture.random_acts import Drawer
from ui.desk.services import DeskServices
from ui.desk.window import DeskWindow
from ui.projector.controller import ProjectorController
from ui.screens import ScreenWatcher
from ui.settings import Settings

ACTS_A_SECOND = 10
HOURS = 4
MOST_GROWTH = 20.0
"""Megabytes that memory may grow after the first quarter."""

_SEED = 20
_BLOCK = 20
"""So many acts are carried out and then taken back, so that the session itself does not grow."""


class Meeting:
    """A session in both windows, whose clock goes a tenth of a second an act."""

    def __init__(self, library: Library, folder: Path, application: QApplication) -> None:
        self.now = 1000.0
        self.acts = 0
        self.application = application
        method = method_files.load("cop-bootstrap")
        self.session = open_session(library, new_session(library, method, "A long meeting"))
        self.session.monotonic = lambda: self.now
        settings = Settings(folder / "settings.ini")
        watcher = ScreenWatcher(application)
        self.window = DeskWindow(settings)
        self.window.furnish(
            DeskServices(settings, lambda bridge, desk: ProjectorController(settings, desk, watcher, bridge))
        )
        self.window.open_session(self.session)
        self.window.resize(1280, 720)
        self.window.show()
        assert self.window.desk is not None
        self.desk = self.window.desk
        self.desk.projector.show()
        self._moves = 0.0
        self.drawer = Drawer(self.session, random.Random(_SEED))
        # What a kind keeps is written by the acts of that kind, in values that its windows know.
        self.drawer.acts = tuple(act for act in self.drawer.acts if act.subject != "values")
        course = self.session.course
        places = [(each.id, phase.id) for each in method.activities for phase in course.phases(each)]
        self.first, self.places = places[0], cycle(places)
        self.session.course.start()
        # What is read or made once, when a page is shown for the first time, is no growth.
        for place in places:
            course.go(*place)
            application.processEvents()
        self.session.people.add(["Ada"])
        self.session.notes.add_many("vision", [f"Note {number}" for number in range(60)])

    def block(self) -> None:
        """Carry out some acts and take them back again."""
        before = self.session.last_number
        for _ in range(_BLOCK):
            self._step(self.drawer.act)
        made = self.session.last_number - before
        for _ in range(made):
            self._step(self.session.undo)

    def move(self) -> None:
        """Show another phase of the workshop each minute, the first one again after the last."""
        if self.now >= self._moves:
            self._moves = self.now + 60
            self.session.course.go(*next(self.places))

    def _step(self, act: Callable[[], object]) -> None:
        act()
        self.acts += 1
        self.now += 1 / ACTS_A_SECOND
        if self.acts % ACTS_A_SECOND == 0:
            self.desk.bridge.beat()
            self._events()

    def _events(self) -> None:
        self.application.processEvents()
        # A running event loop takes away what is to be deleted each time it comes round; this call alone does not.
        self.application.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def work(self, acts: int) -> None:
        """Go on until there were so many acts, and end where the workshop begins."""
        while self.acts < acts:
            self.move()
            self.block()
        self.session.course.go(*self.first)
        self._events()
        gc.collect()

    def windows(self) -> Counter[str]:
        """Return how many windows and widgets of each kind there are."""
        return Counter(type(each).__name__ for each in self.application.allWidgets())

    def drift(self) -> float:
        """Return by how many seconds the clock of a timebox is wrong after ten seconds of acts."""
        self.session.course.go(*self.first)
        self.session.course.start_clock()
        begin, planned = self.now, self.session.course.remaining()
        while self.now < begin + 10:
            self.block()
        return (planned - self.session.course.remaining()) - (self.now - begin)

    def close(self) -> None:
        """Close both windows."""
        self.window.close()
        self._events()


def memory() -> int:
    """Return the bytes that this process has for itself: not what it reads of files, such as fonts and libraries."""
    # What is free and only kept for later use is no growth.
    ctypes.CDLL(None).malloc_trim(0)
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(re.search(r"RssAnon:\s+(\d+) kB", status)[1]) * 1024  # type: ignore[index]


@pytest.mark.torture
@pytest.mark.timeout(3600)
@pytest.mark.skipif(sys.platform != "linux", reason="how much memory is needed is asked of Linux")
def test_hours_of_acts_leave_memory_windows_and_clock_as_they_were(
    styled: Any,
    answers: Any,
    tmp_path: Path,
    rounds: Callable[[int, int], int],
    figures: Callable[..., None],
) -> None:
    """Four hours at ten acts a second: at most 20 MB more, not a widget left over, and a clock that is right."""
    wanted = rounds(400, HOURS * 3600 * ACTS_A_SECOND)
    with Library.create_or_open(tmp_path / "library.db") as library:
        meeting = Meeting(library, tmp_path, styled)
        try:
            meeting.work(wanted // 4)
            memory_before, windows_before = memory(), meeting.windows()
            meeting.work(wanted)
            growth, windows = memory() - memory_before, meeting.windows()
            drift = meeting.drift()
        finally:
            meeting.close()
        assert library.check() == []
    megabytes = growth / 2**20
    figures("hours", acts=meeting.acts, megabytes=round(megabytes, 1), drift=round(drift, 3))
    assert windows == windows_before
    assert megabytes <= MOST_GROWTH
    assert abs(drift) < 0.001
