"""Draws the pictures of the documents anew, from the real windows and the sample session: `make pictures`.

The clock of the session and the time of day are given, so the same program draws the same pictures.
"""

from __future__ import annotations

import io
import json
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path

# Times of day are written as the machine's zone has them.
os.environ["TZ"] = "UTC"
if hasattr(time, "tzset"):
    time.tzset()

from PIL import Image
from PySide6.QtCore import QBuffer, QIODevice, Qt
from PySide6.QtGui import QCursor, QFontDatabase
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

import resources
from exports.pdf.images import canvas_picture
from exports.source import source_of
from facilitator import audience, forces, ratings, timelines
from facilitator.demo import SampleClock, build_samples
from facilitator.focus import Focus
from facilitator.ids import from_stamp, repeatable
from facilitator.library import Library
from facilitator.method_headings import headings
from facilitator.opening import open_session
from facilitator.session import Session
from facilitator.state import Place
from facilitator.store import MemoryStore
from ui import style
from ui import theme as themes
from ui.bridge import Bridge
from ui.desk.home import Home
from ui.desk.services import DeskServices
from ui.desk.window import DeskWindow
from ui.projector.controller import ProjectorController
from ui.projector.window import ProjectorWindow
from ui.screens import ScreenWatcher
from ui.settings import Settings

FOLDER = Path(__file__).parent.parent / "docs" / "pictures"
SIZE = (1280, 720)
CANVAS_WIDTH = 1600
TITLE = "Reliability guild kick-off"
LARGEST_BYTES = 200_000
_TODAY = datetime.fromisoformat("2026-03-17T08:40:00+00:00")
_BEGAN = "2026-03-12T09:03:00Z"
# What the room has decided only after the moment that the pictures show.
_LATER = ("outcomes", "ballots", "hands", "protocols", "actions", "parked", "activity_values")


def main() -> int:
    """Draw every picture into docs/pictures and print each path; 1 when one became too large."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        # Nobody's own methods belong into these pictures.
        os.environ["XDG_DATA_HOME"] = str(folder)
        os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={_two_screens(folder)}"
        application = QApplication.instance() or QApplication([])
        assert isinstance(application, QApplication)
        # The mouse is nowhere near a button.
        QCursor.setPos(SIZE[0] - 2, SIZE[1] // 2)
        for face in resources.names("fonts", ".ttf"):
            QFontDatabase.addApplicationFont(str(resources.path(f"fonts/{face}")))
        holder = style.install(application, "light")
        settings = Settings(folder / "settings.ini")
        settings.keep("reduced_motion", True)
        FOLDER.mkdir(parents=True, exist_ok=True)
        small = True
        with Library.create_or_open(folder / "library.db") as library:
            build_samples(library)
            for stem, picture in _pictures(library, settings, holder):
                small &= _keep(picture, FOLDER / f"{stem}.png")
    return 0 if small else 1


def _two_screens(folder: Path) -> Path:
    """Write what Qt's offscreen platform reads: the desk's screen, and the projector beside it."""
    config = folder / "screens.json"
    screens = [
        {"name": name, "x": x, "y": 0, "width": SIZE[0], "height": SIZE[1], "logicalDpi": 96, "dpr": 1}
        for name, x in (("Desk", 0), ("Room", SIZE[0]))
    ]
    config.write_text(json.dumps({"synchronousWindowSystemEvents": False, "screens": screens}), "utf-8")
    return config


def _pictures(
    library: Library, settings: Settings, holder: themes.ThemeHolder
) -> Iterator[tuple[str, Image.Image]]:
    with _home(library, settings) as window:
        yield "home", _grab(window)
    for mode, stem in (("light", "desk"), ("dark", "desk-dark")):
        holder.set_mode(mode)
        with _desk(_clustering(library), settings) as window:
            yield stem, _grab(window)
    holder.set_mode("light")
    yield "projector", _room(_solo(library))
    yield "projector-board", _room(_clustering(library))
    with _desk(_scoring(library), settings, in_talk=False) as window:
        yield "force-scores", _grab(window)
    yield "projector-force-field", _room(_at(library, "force-field", "picture", "picture"))
    yield "projector-health", _room(_rated(library))
    with _desk(_at(library, "wiring-review", "map", "draw"), settings, in_talk=False) as window:
        yield "wiring-map", _grab(window)
    yield "projector-timeline", _room(_walked(library))
    yield "projector-outcomes", _room(_at(library, "outcome-review", "elements", "picture"))
    found = canvas_picture(source_of(_finished(library)), CANVAS_WIDTH)
    yield "canvas", Image.frombytes("RGBA", (found.width, found.height), found.rgba)


def _at(library: Library, method_id: str, activity: str, phase: str) -> Session:
    """Return the newest finished session of a method, once more in one of its phases."""
    for each in library.summaries():
        session = open_session(library, each.id)
        if session.data.method.id == method_id and session.place.mode == "after":
            clock = SampleClock(from_stamp(_BEGAN))
            again = Session(session.data, MemoryStore(), Place(), monotonic=clock.monotonic, wall=clock.wall)
            again.course.start()
            again.course.go(activity, phase)
            return again
    raise LookupError(method_id)


def _scoring(library: Library) -> Session:
    """Return the force field while the seventh slip is typed."""
    session = _at(library, "force-field", "strength", "strength")
    home = forces.home(session.data.method)
    assert home is not None
    session.scores.cover(home, forces.STRENGTH)
    ids = [each.id for each in forces.forces(session.data)]
    for number in range(7, 11):
        for place, force_id in enumerate(ids):
            if number > 7 or place >= len(ids) // 2:
                session.scores.set(home, forces.STRENGTH, number, force_id, None)
    return session


def _rated(library: Library) -> Session:
    """Return the health check at its second topic, with everything agreed."""
    session = _at(library, "cop-health-check", "health", "rate")
    activity = session.data.method.activity("health")
    assert activity is not None
    session.ratings.go_to("health", ratings.topics(session.data, activity)[1].id)
    return session


def _walked(library: Library) -> Session:
    """Return a postmortem with half of its timeline shown."""
    session = _at(library, "postmortem", "timeline", "walk")
    entries = timelines.timeline(session.data).entries
    session.set_focus(Focus(note_id=entries[len(entries) // 2].id))
    return session


def _finished(library: Library) -> Session:
    for each in library.summaries():
        if each.title == TITLE:
            return open_session(library, each.id)
    raise LookupError(TITLE)


def _running(library: Library) -> tuple[Session, SampleClock]:
    """Return the sample session as it was while the vision was worked on, at its beginning."""
    data = _finished(library).data
    tables = {name: {} if name in _LATER else rows for name, rows in data.tables.items()}
    clock = SampleClock(from_stamp(_BEGAN))
    data = replace(data, tables=tables)
    session = Session(data, MemoryStore(), Place(), monotonic=clock.monotonic, wall=clock.wall)
    session.course.start()
    session.course.start_clock()
    _go_on(session, clock, 204.0, 276.0)
    return session, clock


def _go_on(session: Session, clock: SampleClock, *seconds: float) -> None:
    """Let that much of each phase pass; notes are mixed in the same way each time."""
    with repeatable("pictures"):
        for each in seconds:
            clock.go_on(each)
            session.course.next_phase()


def _solo(library: Library) -> Session:
    session, clock = _running(library)
    clock.go_on(102.0)
    return session


def _clustering(library: Library) -> Session:
    session, clock = _running(library)
    _go_on(session, clock, 330.0, 468.0)
    clock.go_on(79.0)
    session.parking.park("Who pays for pager phones?")
    return session


@contextmanager
def _home(library: Library, settings: Settings) -> Iterator[DeskWindow]:
    home = Home(library, now=lambda: _TODAY)
    home.show_methods(headings(None))
    home.refresh()
    window = DeskWindow(settings)
    window.furnish(_services(settings), home)
    home.focus_first()
    with _shown(window):
        yield window


@contextmanager
def _desk(session: Session, settings: Settings, *, in_talk: bool = True) -> Iterator[DeskWindow]:
    window = DeskWindow(settings)
    window.furnish(_services(settings))
    window.resize(*SIZE)
    window.open_session(session)
    with _shown(window):
        assert window.desk is not None
        assert window.page is not None
        window.desk.projector.toggle()
        window.activateWindow()
        window.page.focus_stage()
        # A group is in talk, as it is while people work.
        QTest.qWait(100)
        if in_talk:
            QTest.keyClick(_with_focus(window), Qt.Key.Key_Down)
        yield window


def _with_focus(window: QWidget) -> QWidget:
    found = QApplication.focusWidget()
    assert found is not None
    assert window.isAncestorOf(found)
    return found


@contextmanager
def _shown(window: DeskWindow) -> Iterator[DeskWindow]:
    window.resize(*SIZE)
    window.show()
    try:
        yield window
    finally:
        window.close_session()
        window.close()
        window.deleteLater()


def _services(settings: Settings) -> DeskServices:
    def make_projector(bridge: Bridge, window: QWidget) -> ProjectorController:
        return ProjectorController(settings, window, ScreenWatcher(window), bridge, window)

    return DeskServices(settings=settings, make_projector=make_projector)


def _room(session: Session) -> Image.Image:
    window = ProjectorWindow()
    window.reduced_motion = True
    window.resize(*SIZE)
    window.show_view(audience.view(session))
    window.show()
    try:
        return _grab(window)
    finally:
        window.close()
        window.deleteLater()


def _grab(window: QWidget) -> Image.Image:
    # Layouts settle, and what glides arrives.
    QTest.qWait(300)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    window.grab().save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def _keep(picture: Image.Image, path: Path) -> bool:
    """Write a picture with 128 colours, which its flat areas need no more of; tell whether it is small enough."""
    few = picture.convert("RGB").quantize(128, Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
    few.save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(FOLDER.parent.parent)} ({size / 1000:.0f} kB)")
    return size < LARGEST_BYTES


if __name__ == "__main__":
    sys.exit(main())
