"""How long until the first window is painted, with the newest sessions in it, against a bare QtWidgets window.

Both are whole programs, started in turn; what counts is the time from starting the process until the first paint is
done. Their modules are compiled before, as those of an installed program are. Each start finds the library as it is
after a proper end: the programs measured here are cut off, and after that a library is read through first.
"""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.measuring import MILLI, Measured

RUNS = 15
SESSIONS = 200
GOAL = 1.5
UNWANTED = ("reportlab", "pyqtgraph", "numpy", "sqlite_utils")

_WATCH = """
import os, sys
from PySide6.QtCore import QEvent, QObject, QTimer
class Watch(QObject):
    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, self.over)
        return False
    def over(self):
        os.write(1, b"painted " + " ".join(sorted(sys.modules)).encode() + b"\\n")
        os._exit(0)
"""

BARE = (
    _WATCH
    + """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1280, 720)
watch = Watch()
window.installEventFilter(watch)
window.show()
application.exec()
"""
)

# The desk imports Qt in its own way, so it is watched only once it has.
DESK = """
import sys
from ui.command_line import main
from ui.commands import desk
import_qt = desk.import_qt
def watched_import():
    import_qt()
    from PySide6.QtWidgets import QWidget
    show = QWidget.show
    def watched_show(widget):
        global watch
        if widget.isWindow():
            exec(WATCH, globals())
            watch = globals()["Watch"]()
            widget.installEventFilter(watch)
        show(widget)
    QWidget.show = watched_show
desk.import_qt = watched_import
sys.exit(main())
"""


def fill(library_path: Path) -> None:
    """Make a library with sessions in it, one of them interrupted."""
    from facilitator import method_files
    from facilitator.library import Library
    from facilitator.opening import new_session, open_session

    method = method_files.load("cop-bootstrap")
    with Library.create_or_open(library_path) as library:
        for number in range(SESSIONS):
            session_id = new_session(library, method, f"Session {number}")
        session = open_session(library, session_id)
        session.course.start()
        session.actions.add("Book the room", owner="Dana", due="2026-01-15")


def first_paint(program: str, arguments: list[str], environment: dict[str, str]) -> tuple[float, set[str]]:
    """Return the seconds from the start of a process to its first paint, and the modules it had imported by then."""
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-c", program, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
    )
    assert process.stdout is not None
    line = process.stdout.readline()
    took = time.perf_counter() - begin
    process.communicate()
    word, *modules = line.decode().split()
    assert word == "painted"
    return took, set(modules)


def measure() -> Measured:
    """Return how long the first window takes, against the bare one; what was imported too early is in the detail."""
    with tempfile.TemporaryDirectory() as name:
        library = Path(name) / "filled.db"
        fill(library)
        return with_library("first window", library, f"first paint of {SESSIONS} sessions")


def with_library(name: str, library: Path, what: str, runs: int = RUNS) -> Measured:
    """Return how long the first window takes with a library, against the bare one. The file itself is not touched."""
    with tempfile.TemporaryDirectory(dir=library.parent) as beside:
        folder = Path(beside)
        environment = {
            "QT_QPA_PLATFORM": "offscreen",
            **os.environ,
            "XDG_DATA_HOME": str(folder / "data"),
            "PYTHONPATH": str(Path(__file__).parent.parent),
            "PYTHONPYCACHEPREFIX": str(folder / "compiled"),
        }
        # Some machines keep Python from writing what it compiled: then every start would compile everything again.
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        desk = DESK.replace("WATCH,", f"{_WATCH!r},")
        used = folder / "used.db"
        arguments = ["--library", str(used)]
        pairs = []
        for number in range(runs + 2):
            used.with_name("used.db-wal").unlink(missing_ok=True)
            shutil.copyfile(library, used)
            # Otherwise the first commit waits for the disk to take the whole copy.
            os.sync()
            bare, _ = first_paint(BARE, [], environment)
            ours, modules = first_paint(desk, arguments, environment)
            # The first two only compile the modules and warm the disk's cache.
            if number >= 2:
                pairs.append((bare * MILLI, ours * MILLI))
    early = [each for each in UNWANTED if each in modules]
    return Measured(
        name,
        statistics.median(ours / bare for bare, ours in pairs),
        GOAL,
        statistics.median(ours for _, ours in pairs),
        statistics.median(bare for bare, _ in pairs),
        f"{what} against a bare QtWidgets window, whole processes; "
        f"imported too early: {', '.join(early) or 'nothing'}",
    )
