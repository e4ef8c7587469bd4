"""When the program itself fails: keep what can be kept, write down what happened, say what to do.

Faults of the machine (disk, permissions) and mistakes of the user are not failures of the program: they go to a
listener of their own and never open the window of this module.
"""

from __future__ import annotations

import contextlib
import datetime
import faulthandler
import platform
import sys
import threading
import time
import traceback
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import IO, TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, Qt, Signal, qVersion
from PySide6.QtWidgets import QApplication

from facilitator.errors import EnvironmentFault, UserError
from facilitator.private_files import begin_private, make_private_folder

if TYPE_CHECKING:
    from ui.widgets.dialogs import QuestionDialog

__all__ = ["CrashGuard", "end_watching", "mark_told", "untold_crashes", "watch_faults", "write_crash_file"]

_KEPT_FILES = 10
_SAME_SECONDS = 10.0
_FAULTS, _TOLD = "fault.log", "told"
Save = Callable[[], bool]
"""Stores what is not stored yet; answers whether all of it is safe."""


def watch_faults(folder: Path) -> IO[str] | None:
    """Let a crash below Python leave its trace in `folder`/fault.log; returns the open file, None if it cannot.

    Only `end_watching` may close it: Python writes by its number. What an earlier crash wrote there becomes a crash
    file of its own.
    """
    try:
        make_private_folder(folder)
        _keep_earlier(folder / _FAULTS)
        begin_private(folder / _FAULTS)
        file = (folder / _FAULTS).open("w", encoding="utf-8")
    except OSError:
        return None
    faulthandler.enable(file=file, all_threads=True)
    return file


def end_watching(file: IO[str]) -> None:
    """Let crashes leave their trace in `file` no longer, and close it."""
    # Its number may soon be that of another file.
    faulthandler.disable()
    file.close()


def _keep_earlier(log: Path) -> None:
    if log.exists() and log.stat().st_size:
        moment = datetime.datetime.fromtimestamp(log.stat().st_mtime)
        log.replace(log.with_name(f"crash-{moment:%Y%m%d-%H%M%S-%f}.txt"))


def untold_crashes(folder: Path) -> list[Path]:
    """Return the crash files that no start has mentioned yet, newest first."""
    try:
        told = (folder / _TOLD).read_text(encoding="utf-8") if (folder / _TOLD).exists() else ""
        return sorted((each for each in folder.glob("crash-*.txt") if each.name > told), reverse=True)
    except (OSError, UnicodeDecodeError):
        return []


def mark_told(folder: Path, newest: Path) -> None:
    """Note that crash files up to `newest` have been mentioned."""
    with contextlib.suppress(OSError):
        (folder / _TOLD).write_text(newest.name, encoding="utf-8")


def write_crash_file(folder: Path, details: str, now: datetime.datetime) -> Path | None:
    """Write `details` into a new file in `folder` and drop the oldest ones; None when the disk refuses."""
    try:
        make_private_folder(folder)
        path = folder / f"crash-{now:%Y%m%d-%H%M%S-%f}.txt"
        # A trace can hold words that people wrote.
        begin_private(path)
        path.write_text(details, encoding="utf-8", errors="backslashreplace")
        for old in sorted(folder.glob("crash-*.txt"))[:-_KEPT_FILES]:
            old.unlink(missing_ok=True)
    except OSError:
        return None
    return path


def describe(
    kind: type[BaseException], value: BaseException | None, trace: TracebackType | None, version: str
) -> str:
    """Return what a person who mends the program needs: versions and the way to the mistake."""
    lines = [
        f"Facilitator {version}",
        f"Python {platform.python_version()}, Qt {qVersion()}, {platform.platform()}",
        "",
        *traceback.format_exception(kind, value, trace),
    ]
    return "\n".join(line.rstrip("\n") for line in lines) + "\n"


class CrashGuard(QObject):
    """Catches whatever nobody caught: in slots, in Qt's own calls into Python, in threads, in clean-up code.

    In: the folder for crash files, `save` (stores what is not stored yet, answers whether all is safe), `on_fault`
    (shows the one sentence of a UserError or EnvironmentFault), the program's version.
    """

    _caught = Signal(object)

    def __init__(
        self,
        folder: Path,
        *,
        save: Save,
        on_fault: Callable[[UserError | EnvironmentFault], None],
        version: str,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._folder = folder
        self._save = save
        self._on_fault = on_fault
        self._version = version
        self._busy = False
        self._last_seen: dict[str, float] = {}
        self._dialog: QuestionDialog | None = None
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        self._installed = False
        # Queued: the mistake may have happened in another thread, or while a window is being painted.
        self._caught.connect(self._deal_with, Qt.ConnectionType.QueuedConnection)

    @property
    def dialog(self) -> QuestionDialog | None:
        """The window that is open now because of a mistake; None if there is none."""
        return self._dialog

    def install(self) -> None:
        """Begin to catch."""
        self._before = (sys.excepthook, threading.excepthook, sys.unraisablehook)
        sys.excepthook = self.handle
        threading.excepthook = self._handle_thread
        sys.unraisablehook = self._handle_unraisable
        self._installed = True

    def uninstall(self) -> None:
        """Leave everything as it was before `install`."""
        if self._installed:
            sys.excepthook, threading.excepthook, sys.unraisablehook = self._before
            self._installed = False

    def handle(
        self, kind: type[BaseException], value: BaseException | None, trace: TracebackType | None = None
    ) -> None:
        """Take one exception that nobody caught. Safe in any thread, never raises."""
        if issubclass(kind, KeyboardInterrupt):
            QCoreApplication.quit()
            return
        if isinstance(value, UserError | EnvironmentFault):
            self._caught.emit(value)
            return
        details = describe(kind, value, trace, self._version)
        if self._goes_on(details):
            return
        if sys.stderr is not None:
            with contextlib.suppress(OSError, ValueError):
                sys.stderr.write(details)
        write_crash_file(self._folder, details, datetime.datetime.now())
        if QApplication.instance() is not None and not QCoreApplication.closingDown():
            self._caught.emit(details)

    def _goes_on(self, details: str) -> bool:
        """Tell whether the very same happened a moment ago.

        A window that fails to paint fails at each paint: that is told once, and pushes no other file out.
        """
        now = time.monotonic()
        before = self._last_seen.get(details)
        self._last_seen[details] = now
        return before is not None and now - before < _SAME_SECONDS

    def _handle_thread(self, args: threading.ExceptHookArgs) -> None:
        self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def _handle_unraisable(self, args: sys.UnraisableHookArgs) -> None:
        self.handle(args.exc_type, args.exc_value, args.exc_traceback)

    def _deal_with(self, what: object) -> None:
        """Save and tell. A second mistake while that goes on has its file and gets no second window."""
        if isinstance(what, UserError | EnvironmentFault):
            self._on_fault(what)
            return
        if self._busy:
            return
        self._busy = True
        self._show(str(what), self._try_to_save())

    def _try_to_save(self) -> bool:
        try:
            return self._save()
        except Exception as problem:  # noqa: BLE001 - a second mistake must not hide the first
            details = describe(type(problem), problem, problem.__traceback__, self._version)
            write_crash_file(self._folder, details, datetime.datetime.now())
            return False

    def _show(self, details: str, safe: bool) -> None:
        # A program that does not fail never needs these.
        from ui.widgets.dialogs import QuestionDialog
        from ui.widgets.prompts import Choice, Question

        kept = (
            self.tr("Everything you entered is stored.")
            if safe
            else self.tr("What was stored before is safe, but the last entries could not be stored.")
        )
        advice = self.tr(
            "You can go on. If something looks odd, close the program and start it again: "
            "it goes on in the same place."
        )
        where = self.tr("What happened is written down in {folder}.").format(folder=self._folder)
        choices = (
            Choice("close", self.tr("Close the program")),
            # Somebody may be typing notes: the Enter that lands here must not end the session.
            Choice("go_on", self.tr("Go on"), "filled"),
        )
        question = Question(
            title=self.tr("Something went wrong in the program"),
            text="\n".join((kept, advice, where)),
            choices=choices,
            cancel="go_on",
            tone="alarm",
            details=details,
        )
        self._dialog = QuestionDialog(question, QApplication.activeWindow())
        self._dialog.finished.connect(self._answered)
        self._dialog.open()

    def _answered(self) -> None:
        dialog = self._dialog
        self._dialog = None
        self._busy = False
        if dialog is not None:
            dialog.deleteLater()
            if dialog.chosen == "close":
                QCoreApplication.quit()
