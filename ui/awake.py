"""Keeping the machine from blanking its screen while a session runs, where the platform lets us."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import AbstractContextManager

__all__ = ["Awake"]

Hold = Callable[[], AbstractContextManager[object]]


def _hold() -> AbstractContextManager[object]:
    """Return what keeps the screen on while it is entered."""
    # Imported late, and in the thread below: it is slow, and asks the desktop.
    from wakepy import keep

    return keep.presenting(on_fail="pass")


class Awake:
    """Holds the screen on between `set_running(True)` and `set_running(False)`; says nothing when it cannot."""

    def __init__(self, hold: Hold = _hold) -> None:
        """`hold` makes what is entered to keep the screen on."""
        self._hold = hold
        self._release: threading.Event | None = None
        self._thread: threading.Thread | None = None

    @property
    def running(self) -> bool:
        """Whether the screen is to be kept on."""
        return self._release is not None

    def set_running(self, running: bool) -> None:
        """Begin or end; the same again changes nothing. Returns at once."""
        if running == self.running:
            return
        if self._release is not None:
            self._release.set()
            self._release = None
            return
        self._release = threading.Event()
        # One thread enters and leaves: the desktop ties the request to whoever made it.
        self._thread = threading.Thread(
            target=self._keep, args=(self._release,), name="facilitator-awake", daemon=True
        )
        self._thread.start()

    def close(self, patience: float = 1.0) -> None:
        """Let the screen go, waiting at most `patience` seconds for the desktop to take note."""
        self.set_running(False)
        if self._thread is not None:
            self._thread.join(patience)

    def _keep(self, release: threading.Event) -> None:
        try:
            with self._hold():
                release.wait()
        # Whatever a desktop answers, a workshop is not interrupted by it.
        except Exception:  # noqa: BLE001
            release.wait()
