"""Bringing the window that holds a library to the front, asked for by a second start of the program.

The second start puts a small file beside the library; the window that holds the library takes it away and comes.
No socket: a file works on every system, and only for those who may write beside the library anyway.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QWidget

__all__ = ["FrontWatch", "call_to_front", "raise_window", "request_path"]

PULSE_MS = 500
_PATIENCE = 3.0
_STEP = 0.05


def request_path(library: Path) -> Path:
    """Return the file that asks for the window of a library."""
    return library.with_name(library.name + ".front")


def call_to_front(library: Path, patience: float = _PATIENCE) -> bool:
    """Ask the window that holds `library` to come to the front; tell whether it answered within `patience` seconds."""
    path = request_path(library)
    try:
        path.touch()
    except OSError:
        return False
    end = time.monotonic() + patience
    while time.monotonic() < end:
        if not path.exists():
            return True
        time.sleep(_STEP)
    with suppress(OSError):
        path.unlink()
    return False


def raise_window(window: QWidget) -> None:
    """Bring a window to the front, as far as the system lets a program do that."""
    window.setWindowState(
        (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
    )
    window.show()
    window.raise_()
    window.activateWindow()
    QApplication.alert(window)


class FrontWatch(QObject):
    """Looks twice a second whether somebody asks. Signals: called()."""

    called = Signal()

    def __init__(self, library: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._path = request_path(library)
        # Python sees a signal of the system (Ctrl+C) only between two of its own calls, so this serves it as well.
        self._timer = QTimer(self)
        self._timer.setInterval(PULSE_MS)
        self._timer.timeout.connect(self.look)
        self._timer.start()

    def watch(self, library: Path) -> None:
        """Look beside another library from now on."""
        self._path = request_path(library)

    def look(self) -> None:
        """Answer if somebody asks."""
        if self._path.exists():
            with suppress(OSError):
                self._path.unlink()
            self.called.emit()
