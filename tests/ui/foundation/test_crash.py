"""A mistake of the program: written down, everything stored, said once; faults of the machine go elsewhere."""

import datetime
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication
from pytestqt.exceptions import capture_exceptions
from pytestqt.qtbot import QtBot

from facilitator.errors import EnvironmentFault, UserError
from ui.crash import CrashGuard, write_crash_file
from ui.widgets.button import Button


class Case:
    """A guard with listeners that remember."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.saved = 0
        self.safe = True
        self.faults: list[Exception] = []
        self.guard = CrashGuard(folder, save=self.save, on_fault=self.faults.append, version="9.9")

    def save(self) -> bool:
        self.saved += 1
        return self.safe

    def files(self) -> list[str]:
        return [path.read_text(encoding="utf-8") for path in sorted(self.folder.glob("crash-*.txt"))]

    def fail(self, text: str = "boom") -> None:
        try:
            raise RuntimeError(text)
        except RuntimeError as problem:
            self.guard.handle(type(problem), problem, problem.__traceback__)


@pytest.fixture
def case(qtbot: QtBot, tmp_path: Path) -> Iterator[Case]:
    made = Case(tmp_path / "crashes")
    yield made
    made.guard.uninstall()
    if made.guard.dialog is not None:
        made.guard.dialog.close()


def test_it_is_written_down_saved_and_said(case: Case, qtbot: QtBot) -> None:
    """One mistake: one file with the way to it, one save, one window that says the data is safe."""
    case.fail()
    qtbot.waitUntil(lambda: case.guard.dialog is not None)
    dialog = case.guard.dialog
    assert dialog is not None
    (text,) = case.files()
    assert "Facilitator 9.9" in text
    assert "RuntimeError: boom" in text
    assert "test_crash.py" in text
    assert case.saved == 1
    assert "Everything you entered is stored." in dialog.question.text
    assert str(case.folder) in dialog.question.text
    copy = next(button for button in dialog.findChildren(Button) if button.words == "Copy details")
    qtbot.mouseClick(copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == dialog.question.details


def test_a_second_mistake_opens_no_second_window(case: Case, qtbot: QtBot) -> None:
    """While the window is open, further mistakes are only written down; afterwards they are told again."""
    case.fail("first")
    qtbot.waitUntil(lambda: case.guard.dialog is not None)
    shown = case.guard.dialog
    assert shown is not None
    case.fail("second")
    QCoreApplication.processEvents()
    assert case.guard.dialog is shown
    assert len(case.files()) == 2
    assert case.saved == 1
    shown.choose("go_on")
    case.fail("third")
    qtbot.waitUntil(lambda: case.guard.dialog not in (None, shown))
    assert case.saved == 2


@pytest.mark.parametrize("breaks", [False, True])
def test_it_says_when_not_everything_is_stored(case: Case, qtbot: QtBot, breaks: bool) -> None:
    """Nobody is told that data is safe when it is not, even when saving fails with a mistake of its own."""
    if breaks:
        case.guard._save = lambda: bool(1 / 0)
    case.safe = False
    case.fail()
    qtbot.waitUntil(lambda: case.guard.dialog is not None)
    assert case.guard.dialog is not None
    assert "could not be stored" in case.guard.dialog.question.text
    assert len(case.files()) == (2 if breaks else 1)


@pytest.mark.parametrize("fault", [EnvironmentFault("The disk is full."), UserError("Use a time.")])
def test_faults_of_the_machine_and_of_people_are_no_crash(case: Case, qtbot: QtBot, fault: Exception) -> None:
    """They go to their own listener: no file, no window of this kind."""
    case.guard.handle(type(fault), fault, None)
    qtbot.waitUntil(lambda: case.faults == [fault])
    assert case.files() == []
    assert case.guard.dialog is None


def test_slots_and_threads_are_caught(case: Case, qtbot: QtBot) -> None:
    """Installed, it hears of exceptions in slots and in other threads, and leaves no trace afterwards."""

    class Bell(QObject):
        rung = Signal()

    def fail_in_slot() -> None:
        raise LookupError("in a slot")

    def fail_in_thread() -> None:
        raise LookupError("in a thread")

    before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
    bell = Bell()
    bell.rung.connect(fail_in_slot)
    with capture_exceptions() as seen_by_others:
        case.guard.install()
        bell.rung.emit()
        thread = threading.Thread(target=fail_in_thread)
        thread.start()
        thread.join()
        case.guard.uninstall()
    assert seen_by_others == []
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
    qtbot.waitUntil(lambda: case.guard.dialog is not None)
    texts = "".join(case.files())
    assert "in a slot" in texts
    assert "in a thread" in texts


def test_only_the_newest_files_are_kept(tmp_path: Path) -> None:
    """Crash files do not fill the disk."""
    start = datetime.datetime(2026, 1, 1)
    for number in range(15):
        write_crash_file(tmp_path, str(number), start + datetime.timedelta(seconds=number))
    kept = [path.read_text(encoding="utf-8") for path in sorted(tmp_path.iterdir())]
    assert kept == [str(number) for number in range(5, 15)]


def test_a_full_disk_does_not_raise(tmp_path: Path) -> None:
    """When even the crash file cannot be written, the program goes on."""
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert write_crash_file(blocked / "crashes", "text", datetime.datetime(2026, 1, 1)) is None


def test_a_crash_below_python_leaves_a_trace(tmp_path: Path) -> None:
    """The last resort: a segmentation fault names the line it came from."""
    code = (
        "import ctypes, pathlib, sys; from ui.crash import watch_faults;"
        "kept = watch_faults(pathlib.Path(sys.argv[1])); ctypes.string_at(0)"
    )
    done: Any = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        capture_output=True,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert done.returncode != 0
    assert "string_at" in (tmp_path / "fault.log").read_text(encoding="utf-8")


def test_a_crash_after_the_end_writes_into_no_other_file(tmp_path: Path) -> None:
    """The log is closed then, and its number may be that of a file that was opened since."""
    code = (
        "import ctypes, pathlib, sys; from ui.crash import end_watching, watch_faults;"
        "log = watch_faults(pathlib.Path(sys.argv[1])); number = log.fileno(); end_watching(log);"
        "other = open(sys.argv[2], 'w'); assert other.fileno() == number; ctypes.string_at(0)"
    )
    other = tmp_path / "library.db"
    done: Any = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path / "crashes"), str(other)],
        capture_output=True,
        cwd=Path(__file__).parents[3],
        check=False,
    )
    assert done.returncode not in (0, 1)
    assert other.read_bytes() == b""
