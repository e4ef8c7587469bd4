"""Libraries for pictures are read beside the window."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]

_PROGRAM = """
import gc, sys
from PySide6.QtCore import QCoreApplication, QObject, QThreadPool
app = QCoreApplication([])
import ui.pictures.preloading as preloading
assert "pyqtgraph" not in sys.modules and "numpy" not in sys.modules
preloading.load_soon()
QThreadPool.globalInstance().waitForDone()
assert "pyqtgraph" in sys.modules and "numpy" in sys.modules
others = [each for each in gc.get_objects() if isinstance(each, QObject) and each.thread() is not app.thread()]
assert not others, others
"""


def test_they_are_read_in_another_thread_and_leave_nothing_of_qt_there() -> None:
    """An object of Qt that was made in that thread could not be used in the window."""
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
