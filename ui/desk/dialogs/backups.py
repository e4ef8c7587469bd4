"""The backups of a library: make one now, look into one, put one in the library's place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.errors import FacilitatorError
from facilitator.ids import from_stamp
from facilitator.library import Backup, Library, backup_folder, list_backups
from facilitator.private_files import make_private_folder
from ui.desk.dialogs.base import DeskDialog, scrolled
from ui.desk.dialogs.working import carry_out
from ui.desk.home_words import day_words, time_words
from ui.widgets import prompts
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Question

__all__ = ["BackupsDialog", "backup_day", "backup_words", "size_words"]

_HEIGHT = 320
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def size_words(size: int) -> str:
    """Return a file's size in bytes as people say it: "48 KB", "3.2 MB"."""
    return f"{size / 1_000_000:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} KB"


def backup_day(backup: Backup, now: datetime, *, inside: bool = False) -> str:
    """Return when a backup was written, "12 Nov 09:30"; `inside` as part of a sentence."""
    return _moment_words(from_stamp(backup.at).astimezone(now.tzinfo), now, inside=inside)


def backup_words(path: Path, now: datetime, *, inside: bool = False) -> str:
    """Return when the backup at `path` was written, "12 Nov 09:30"; its name when the file cannot be asked.

    `inside`: as part of a sentence.
    """
    try:
        return _moment_words(datetime.fromtimestamp(path.stat().st_mtime, now.tzinfo), now, inside=inside)
    except OSError:
        return path.name


def _moment_words(moment: datetime, now: datetime, *, inside: bool = False) -> str:
    return f"{day_words(moment.date(), now.date(), inside=inside)} {time_words(moment)}"


class BackupsDialog(DeskDialog):
    """After it was accepted `wish` is "look" or "restore" with `chosen`, "check", or "" when nothing is to be done."""

    def __init__(self, library: Library, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=600)
        self.set_title(self.tr("Backups"))
        self.wish = ""
        self.chosen: Path | None = None
        self.buttons: list[Button] = []
        self._library = library
        self._now = now
        folder = backup_folder(library.path)
        words = self.tr(
            "One is made every day, and before an import or an upgrade. They are kept in {folder}."
        ).format(folder=folder)
        self.body.addWidget(PlainLabel(words, role="ink_soft", wrap=True))
        inside = QWidget()
        self._list = QGridLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setVerticalSpacing(8)
        self._list.setHorizontalSpacing(8)
        self._list.setColumnStretch(1, 1)
        self.body.addWidget(scrolled(inside, _HEIGHT, beside_bar=8))
        self.now_button = Button(self.tr("Back up now"), icon="file")
        self.now_button.clicked.connect(self._back_up)
        self.check_button = Button(self.tr("Check the library"), icon="search")
        self.check_button.clicked.connect(self._check)
        self.add_left(self.check_button)
        self.add_left(self.now_button)
        self._close = self.add_close()
        self._show()
        self._close.setFocus()

    def _show(self) -> None:
        clear_layout(self._list)
        self.buttons = []
        found = list_backups(backup_folder(self._library.path))
        for line, backup in enumerate(found):
            self._add_row(line, backup)
        if not found:
            self._list.addWidget(PlainLabel(self.tr("No backups yet."), role="ink_faint"), 0, 0)
        self._list.setRowStretch(self._list.rowCount(), 1)

    def _add_row(self, line: int, backup: Backup) -> None:
        day = backup_day(backup, self._now())
        size = PlainLabel(size_words(backup.size), role="ink_soft", alignment=_RIGHT)
        for column, widget in enumerate(
            (PlainLabel(day, weight=500), PlainLabel(self._kind(backup), role="ink_soft"), size)
        ):
            self._list.addWidget(widget, line, column)
        for column, (wish, words) in enumerate(
            (("look", self.tr("Look into it")), ("restore", self.tr("Restore"))), start=3
        ):
            button = Button(words, name=f"{words}: {day}")
            button.setProperty("wish", wish)
            button.setProperty("backup", str(backup.path))
            button.setProperty("day", backup_day(backup, self._now(), inside=True))
            button.clicked.connect(self._wished)
            self.buttons.append(button)
            self._list.addWidget(button, line, column)

    def _kind(self, backup: Backup) -> str:
        """Return what a backup was made for; nothing for that of a day or one that was asked for."""
        if "-before-import-" in backup.path.name:
            return self.tr("before an import")
        return self.tr("before an upgrade") if "-before-upgrade-" in backup.path.name else ""

    def _wished(self) -> None:
        button = self.sender()
        if button is None:
            return
        wish, path, day = (str(button.property(name)) for name in ("wish", "backup", "day"))
        if wish == "restore":
            question = Question(
                self.tr("Restore the backup of {day}?").format(day=day),
                self.tr("It takes the place of the library. What is there now is kept beside it."),
                (Choice("back", self.tr("Go back"), "filled"), Choice("restore", self.tr("Restore it"))),
                "back",
                "warn",
            )
            if prompts.current().ask(self, question) != "restore":
                return
        self.wish, self.chosen = wish, Path(path)
        self.accept()

    def _check(self) -> None:
        self.wish = "check"
        self.accept()

    def _back_up(self) -> None:
        folder = backup_folder(self._library.path)
        stamp = f"{self._now():%Y-%m-%d-%H%M%S}"
        try:
            make_private_folder(folder)
            path = folder / f"{self._library.path.stem}-{stamp}.db"
            carry_out(
                self,
                self.tr("A backup is made"),
                self.tr("You can stop it: the library stays as it is."),
                lambda progress: self._library.backup_to(path, progress),
            )
        except OSError as error:
            reason = self.tr("The folder {folder} cannot be made: {reason}.")
            text = reason.format(folder=folder, reason=error.strerror or str(error))
            prompts.current().tell(self, self.tr("No backup was made"), text, tone="warn")
        except FacilitatorError as trouble:
            prompts.current().tell(self, self.tr("No backup was made"), str(trouble), tone="warn")
        self._show()
        self._close.setFocus()
