"""Watching for crashes while the desk runs, and telling of the one that ended it last time."""

from __future__ import annotations

from pathlib import Path
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QObject

from facilitator import __version__
from ui.crash import CrashGuard, end_watching, mark_told, untold_crashes, watch_faults
from ui.widgets import prompts

if TYPE_CHECKING:
    from facilitator.errors import EnvironmentFault, UserError
    from ui.desk.window import DeskWindow

__all__ = ["CrashWatch"]


class CrashWatch(QObject):
    """Guards the program from when it is made until `close`: faults are written down, what is open is stored.

    The guard itself is `guard`.
    """

    def __init__(self, window: DeskWindow, folder: Path) -> None:
        """Begin to watch. `folder` is where crash files are; what `window` has open is stored when one happens."""
        super().__init__(window)
        self._window = window
        self._faults: IO[str] | None = watch_faults(folder)
        self._tell_of_earlier(folder)
        self.guard = CrashGuard(folder, save=self._save, on_fault=self._say, version=__version__, parent=self)
        self.guard.install()

    def close(self) -> None:
        """Watch no longer."""
        self.guard.uninstall()
        if self._faults is not None:
            end_watching(self._faults)
            self._faults = None

    def show(self, path: Path) -> None:
        """Show what a crash file says."""
        try:
            details = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            self._window.say(
                self.tr("{path} cannot be read ({reason}).").format(path=path, reason=error.strerror)
            )
            return
        words = self.tr("Everything that was stored is here. To have it mended, send what happened: {path}")
        prompts.current().tell(
            self._window,
            self.tr("What went wrong last time"),
            words.format(path=path),
            tone="warn",
            details=details,
        )

    def _tell_of_earlier(self, folder: Path) -> None:
        earlier = untold_crashes(folder)
        if earlier:
            mark_told(folder, earlier[0])
            self._window.toast.show_message(
                self.tr("Something went wrong in the program last time. What happened is written down."),
                tone="warn",
                action=(self.tr("Look at it"), lambda: self.show(earlier[0])),
            )

    def _save(self) -> bool:
        session = self._window.session
        if session is None:
            return True
        session.keep_place()
        return session.store_waiting()

    def _say(self, trouble: UserError | EnvironmentFault) -> None:
        self._window.say(str(trouble))
