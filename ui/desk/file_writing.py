"""Writing a file beside the window: a thread of its own, a line that says so, and what came of it."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QThread, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QWidget

from facilitator.errors import FacilitatorError
from ui.file_place import FilePlace
from ui.widgets.prompts import Choice, Prompts, Question
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from exports.formats import Report

__all__ = ["FileWriting", "Job"]

Job = Callable[[Path, Callable[[], bool]], "Report"]
"""Writes the file at a path, in the thread; the second one tells whether it is still wanted."""


class _Writer(QThread):
    """Writes one file. `outcome` is a Report, or the trouble that ended it; any other error is a bug in `bug`."""

    def __init__(self, job: Job, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._job = job
        self._path = path
        self._stopped = threading.Event()
        self.outcome: Report | FacilitatorError | None = None
        self.bug: Exception | None = None

    def stop(self) -> None:
        """Ask it to leave everything as it was; the part that is being written is finished first."""
        self._stopped.set()

    @property
    def stopped(self) -> bool:
        """Whether it was asked to stop."""
        return self._stopped.is_set()

    def run(self) -> None:
        """Write; called by the thread."""
        try:
            self.outcome = self._job(self._path, lambda: not self._stopped.is_set())
        except FacilitatorError as trouble:
            self.outcome = trouble
        except Exception as bug:  # noqa: BLE001 - handed to the window's thread, where bugs are shown
            self.bug = bug


class FileWriting(QObject):
    """Asks where, shows that a file is being written, and says what came of it. One file at a time.

    Signals: done(object) with the Report or the trouble, after it was said; told(str), for `tell` alone.
    """

    done = Signal(object)
    told = Signal(str)

    def __init__(self, window: QWidget, toast: Toast, prompts: Prompts, place: FilePlace) -> None:
        """Ask in `window`, beginning at `place`."""
        super().__init__(window)
        self._window = window
        self._toast = toast
        self._prompts = prompts
        self._place = place
        self._writer: _Writer | None = None
        self._title = self._saving = ""
        self.told.connect(self._show_far, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._writer is not None

    def may_ask(self) -> bool:
        """Tell whether another file can be asked for; says why not."""
        if self._writer is None:
            return True
        self._toast.show_message(
            self.tr("A file is being saved already. Wait for it, or stop it."), tone="warn"
        )
        return False

    def write(self, title: str, name: str, suffix: str, job: Job) -> None:
        """Ask where to save a file that `title` says what it is, suggesting `name` with its `suffix`, and write it."""
        heading = self.tr("Save a file")
        suggested = self._place.folder / f"{name}{suffix}"
        path = self._prompts.save_file(self._window, heading, suggested, [f"{title} (*{suffix})"])
        if path is None:
            return
        if not path.suffix:
            path = path.with_name(path.name + suffix)
            if path.exists() and not self._replace(path):
                return
        self._place.keep(path)
        self._title = title
        writer = _Writer(job, path, self)
        self._writer = writer
        writer.finished.connect(self._finished)
        self._saving = self.tr("Saving {file}…").format(file=path.name)
        self._toast.show_message(self._saving, tone="busy", action=(self.tr("Stop"), self.stop))
        writer.start()

    def tell(self, words: str) -> None:
        """Say how far a job is, beside what is said already; from its thread."""
        self.told.emit(words)

    def stop(self) -> None:
        """Leave everything as it was."""
        if self._writer is not None:
            self._writer.stop()

    def close(self) -> None:
        """Stop and wait, before the window goes away."""
        if self._writer is not None:
            self._writer.stop()
            self._writer.wait()

    def _replace(self, path: Path) -> bool:
        question = Question(
            self.tr("{file} is there already").format(file=path.name),
            self.tr("Replace it?"),
            (Choice("keep", self.tr("Keep it"), "filled"), Choice("replace", self.tr("Replace"))),
            "keep",
            "warn",
        )
        return self._prompts.ask(self._window, question) == "replace"

    def _show_far(self, words: str) -> None:
        """Show how far it is where the line is still there: it may have been put away, or say something else."""
        if (
            self._writer is not None
            and self._toast.isVisible()
            and self._toast.message.startswith(self._saving)
        ):
            self._toast.reword(self.tr("{saving} {words}").format(saving=self._saving, words=words))

    def _finished(self) -> None:
        writer, self._writer = self._writer, None
        if writer is None:
            return
        outcome, bug, stopped = writer.outcome, writer.bug, writer.stopped
        writer.deleteLater()
        if bug is not None:
            self._toast.hide()
            raise bug
        if outcome is None:
            return
        if isinstance(outcome, FacilitatorError):
            self._toast.show_message(str(outcome), tone="info" if stopped else "alarm")
        else:
            self._say_saved(outcome.path, outcome.left_out)
        self.done.emit(outcome)

    def _say_saved(self, path: Path, left_out: tuple[str, ...]) -> None:
        saved = self.tr("{title} saved as {file}.").format(title=self._title, file=path.name)
        action: tuple[str, Callable[[], None]] = (
            self.tr("Open folder"),
            lambda: _open_folder(path.parent),
        )
        if left_out:
            saved += " " + self.tr("Something in it could not be drawn: see what.")
            action = (self.tr("See what"), lambda: self._tell_left_out(left_out))
        self._toast.show_message(saved, tone="warn" if left_out else "ok", action=action)

    def _tell_left_out(self, left_out: tuple[str, ...]) -> None:
        self._prompts.tell(
            self._window,
            self.tr("What could not be drawn"),
            self.tr("Everything else is in the file."),
            details="\n".join(left_out),
        )


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
