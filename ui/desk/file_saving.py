"""Saving a file beside the window: asked for here, written in a thread of its own from a value that cannot change."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThread, QUrl, Signal
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QDialog, QWidget

from facilitator.errors import FacilitatorError
from ui.desk.context import DeskContext
from ui.widgets.prompts import Choice, Question
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from exports.formats import Options, Report
    from exports.source import Source
    from ui.desk.window import DeskServices

__all__ = ["FileSaving", "FileWriter"]


class FileWriter(QThread):
    """Writes one file. `outcome` is a Report, or the trouble that ended it; any other error is a bug in `bug`."""

    def __init__(
        self, source: Source, format_id: str, path: Path, options: Options, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._what = (source, format_id, path, options)
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
        from exports.formats import export

        source, format_id, path, options = self._what
        try:
            self.outcome = export(
                source,
                format_id,
                path,
                options=options,
                force=True,
                still_wanted=lambda: not self._stopped.is_set(),
            )
        except FacilitatorError as trouble:
            self.outcome = trouble
        except Exception as bug:  # noqa: BLE001 - handed to the window's thread, where bugs are shown
            self.bug = bug


class FileSaving(QObject):
    """Asks what and where, shows that it is being written, and says what came of it.

    Signals: done(object) with the Report or the trouble, after it was said.
    """

    done = Signal(object)

    def __init__(self, window: QWidget, desk: DeskContext, toast: Toast, services: DeskServices) -> None:
        """Serve one session; the folder of `services` is offered first."""
        super().__init__(window)
        self._window = window
        self._desk = desk
        self._toast = toast
        self._services = services
        self._folder = services.files
        self._writer: FileWriter | None = None
        self._title = ""

    @property
    def busy(self) -> bool:
        """Whether a file is being written."""
        return self._writer is not None

    def ask(self, format_id: str = "") -> None:
        """Ask which file, and save it."""
        if self._writer is not None:
            self._desk.say(self.tr("A file is being saved already. Wait for it, or stop it."))
            return
        from ui.desk.dialogs.save_file import SaveFileDialog

        dialog = SaveFileDialog(self._desk, format_id, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen, options = dialog.format_id, dialog.options
        dialog.deleteLater()
        if accepted:
            self.save(chosen, options)

    def save(self, format_id: str, options: Options) -> None:
        """Ask where, and write the file beside the window."""
        from exports.files import safe_name
        from exports.formats import find_format

        chosen = find_format(format_id, self._desk.session.data.method)
        title = self._desk.session.data.session.title
        suggested = self._folder / f"{safe_name(title)}{chosen.suffix}"
        if format_id not in ("pdf", "json", "md", "csv", "png", "svg"):
            suggested = self._folder / f"{safe_name(f'{title} {format_id}')}{chosen.suffix}"
        filters = [f"{self.tr(chosen.title)} (*{chosen.suffix})"]
        path = self._desk.prompts.save_file(self._window, self.tr("Save a file"), suggested, filters)
        if path is None:
            return
        if not path.suffix:
            path = path.with_name(path.name + chosen.suffix)
            if path.exists() and not self._replace(path):
                return
        self._folder = path.parent
        self._title = self.tr(chosen.title)
        writer = FileWriter(self._source(), format_id, path, options, self)
        self._writer = writer
        writer.finished.connect(self._finished)
        self._toast.show_message(
            self.tr("Saving {file}…").format(file=path.name), tone="busy", action=(self.tr("Stop"), self.stop)
        )
        writer.start()

    def stop(self) -> None:
        """Leave everything as it was."""
        if self._writer is not None:
            self._writer.stop()

    def close(self) -> None:
        """Stop and wait, before the window goes away."""
        if self._writer is not None:
            self._writer.stop()
            self._writer.wait()

    def _source(self) -> Source:
        """Return the session as it stands, with the community it belongs to."""
        from exports.source import source_of
        from facilitator.document import CommunityNamed

        found = source_of(self._desk.session)
        wanted = found.data.session.community_id
        known = next((each for each in self._services.communities() if each.id == wanted), None)
        return found if known is None else replace(found, community=CommunityNamed(known.id, known.name))

    def _replace(self, path: Path) -> bool:
        question = Question(
            self.tr("{file} is there already").format(file=path.name),
            self.tr("Replace it?"),
            (Choice("keep", self.tr("Keep it"), "filled"), Choice("replace", self.tr("Replace"))),
            "keep",
            "warn",
        )
        return self._desk.prompts.ask(self._window, question) == "replace"

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
        self._desk.prompts.tell(
            self._window,
            self.tr("What could not be drawn"),
            self.tr("Everything else is in the file."),
            details="\n".join(left_out),
        )


def _open_folder(folder: Path) -> None:
    QDesktopServices.openUrl(QUrl.fromLocalFile(str(folder)))
