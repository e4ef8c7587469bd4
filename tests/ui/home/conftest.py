"""A whole desk on a library of its own: real window, real Home, real file."""

import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from ui.application import Desk
from ui.settings import Settings


@pytest.fixture
def library_file(tmp_path: Path) -> Path:
    """Where the library of this test is; its folder is there."""
    folder = tmp_path / "library"
    folder.mkdir()
    return folder / "library.db"


@pytest.fixture
def add_session(library_file: Path) -> Callable[..., str]:
    """Adds a session before the desk is open; `then` may carry out acts on it. Returns its id."""

    def add(
        title: str,
        then: Callable[[Session], object] | None = None,
        people: int = 10,
        method: str = "cop-bootstrap",
    ) -> str:
        with Library.create_or_open(library_file) as library:
            session_id = new_session(library, method_files.load(method), title, people=people)
            if then is not None:
                session = open_session(library, session_id)
                then(session)
                session.keep_place()
        return session_id

    return add


@pytest.fixture
def own_signals() -> Iterator[None]:
    """What a desk does about the system's signals ends with the test."""
    handlers = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    yield
    for number, handler in handlers.items():
        signal.signal(number, handler)


@pytest.fixture
def begin_desk(
    qtbot: Any, styled: QApplication, answers: Any, own_signals: None, library_file: Path, tmp_path: Path
) -> Iterator[Callable[..., Desk]]:
    """Begins a desk of a size, which is not furnished before the test says so; everything is closed afterwards."""
    begun: list[Desk] = []

    def start(width: int = 1280, height: int = 720) -> Desk:
        library = Library.create_or_open(library_file, "window")
        desk = Desk(styled, Settings(tmp_path / "settings.ini"), tmp_path, library)
        qtbot.addWidget(desk.window)
        desk.window.resize(width, height)
        desk.show()
        begun.append(desk)
        return desk

    yield start
    for desk in begun:
        desk.close()
        desk.deleteLater()


@pytest.fixture
def open_desk(begin_desk: Callable[..., Desk], qtbot: Any) -> Callable[[], Desk]:
    """Opens the desk and waits for its window."""

    def start() -> Desk:
        desk = begin_desk()
        # Otherwise as soon as the first frame is painted, which a test would have to wait for.
        desk.furnish()
        qtbot.waitExposed(desk.window)
        desk.window.activateWindow()
        qtbot.waitUntil(desk.window.isActiveWindow)
        return desk

    return start


@pytest.fixture
def search_for(open_desk: Callable[[], Desk], qtbot: Any) -> Callable[[str], Desk]:
    """Opens the desk, types words into Home's search and opens the only hit; returns the desk."""

    def search(words: str) -> Desk:
        desk = open_desk()
        desk.window.run("search")
        qtbot.keyClicks(desk.home.search, words)
        desk.home.search.settle()
        assert desk.home.hits.count() == 1
        qtbot.keyClick(desk.home.search, Qt.Key.Key_Return)
        return desk

    return search
