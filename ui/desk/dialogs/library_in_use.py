"""When the library cannot be opened: say why in one sentence, and offer every way on."""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from shutil import copyfile

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from facilitator.errors import EnvironmentFault, FacilitatorError, UserError
from facilitator.library import Library, LibraryInUse, backup_folder, day_of, list_backups, restore
from facilitator.library.lock import host_name
from facilitator.library.paths import data_folder
from facilitator.library.stranger import NewerLibrary
from ui.desk.home_words import moment_words
from ui.front import call_to_front
from ui.widgets import prompts
from ui.widgets.prompts import Choice, Question

__all__ = ["LIBRARIES", "Opened", "is_a_window", "look_into", "open_with_help", "rescued"]

LIBRARIES = "Libraries (*.db)"
_LEAST_LIBRARY = 4096


def _tr(text: str) -> str:
    return QCoreApplication.translate("LibraryDoor", text)


@dataclass(frozen=True)
class Opened:
    """A library that is open.

    For a copy of a backup `copy_of` says of when and `day` of which day, both "" for a copy of a library that may only
    be read; `origin` is the library that it is a copy of, `folder` where it lies.
    """

    library: Library
    copy_of: str = ""
    day: str = ""
    origin: Path | None = None
    folder: tempfile.TemporaryDirectory[str] | None = None


def look_into(backup: Path, origin: Path, moment: str) -> Opened:
    """Open a copy of `backup`, of the library at `origin`, in a temporary place; the backup itself is only read.

    `moment` says when it was made.

    Raises:
        UserError, EnvironmentFault: the backup is no sound library, or it cannot be copied.
    """
    folder = tempfile.TemporaryDirectory(prefix="facilitator-look-")
    try:
        copy = Path(folder.name) / backup.name
        try:
            copyfile(backup, copy)
            if (waiting := backup.with_name(f"{backup.name}-wal")).exists():
                copyfile(waiting, copy.with_name(f"{copy.name}-wal"))
            day = day_of(backup)
        except OSError as error:
            reason = error.strerror or str(error)
            raise EnvironmentFault(f"{backup} cannot be copied: {reason}.") from error
        return Opened(Library.open_existing(copy, "window"), moment, day if moment else "", origin, folder)
    except FacilitatorError:
        folder.cleanup()
        raise


def is_a_window(trouble: LibraryInUse) -> bool:
    """Tell whether a window of this machine holds the library, so that it can be called."""
    holder = trouble.holder
    return holder is not None and holder.program == "window" and holder.host == host_name()


def open_with_help(path: Path, parent: QWidget | None = None) -> Opened | None:
    """Open the library at `path`; where that fails ask how to go on, until one is open. None: the person left."""
    while True:
        try:
            return Opened(Library.create_or_open(path, "window"))
        except FacilitatorError as trouble:
            answer = prompts.current().ask(parent, _question(path, trouble))
        if answer == "front":
            if call_to_front(path):
                return None
            prompts.current().tell(
                parent,
                _tr("That window does not answer"),
                _tr("Look for it among the open windows, or choose another way."),
                tone="warn",
            )
        elif answer == "other":
            path = _other(path, parent) or path
        elif answer == "rescue":
            opened = rescued(path, parent)
            if opened is not None:
                return opened
        elif answer == "copy":
            opened = _copied(path, parent)
            if opened is not None:
                return opened
        elif answer in ("look", "restore"):
            opened = _with_backup(path, answer, parent)
            if opened is not None:
                return opened
        elif answer != "again":
            return None


def _question(path: Path, trouble: FacilitatorError) -> Question:
    other = Choice("other", _tr("Open another library"))
    quit_ = Choice("quit", _tr("Quit"))
    backups = _has_backups(path)
    if isinstance(trouble, LibraryInUse):
        first = (
            Choice("front", _tr("Bring that window to the front"), "filled")
            if is_a_window(trouble)
            else Choice("again", _tr("Try again"), "filled")
        )
        look = (Choice("look", _tr("Look into the newest backup")),) if backups else ()
        return Question(
            _tr("The library is in use"), str(trouble), (first, other, *look, quit_), "quit", "warn"
        )
    if path.is_file() and not _may_write(path):
        ways = (Choice("copy", _tr("Look into a copy of it"), "filled"), other, quit_)
        return Question(_tr("The library cannot be opened"), str(trouble), ways, "quit", "warn")
    rescue = (Choice("rescue", _tr("Get out what is left")),) if _may_be_damaged(path, trouble) else ()
    restore = (Choice("restore", _tr("Restore a backup")),) if backups else ()
    # A file that says to be something else may be the wrong one; it may have lost its head as well.
    ways = (*restore, other, *rescue) if isinstance(trouble, UserError) else (*restore, *rescue, other)
    ways = (Choice(ways[0].id, ways[0].text, "filled"), *ways[1:])
    return Question(_tr("The library cannot be opened"), str(trouble), (*ways, quit_), "quit", "alarm")


def _may_write(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _may_be_damaged(path: Path, trouble: FacilitatorError) -> bool:
    """Tell whether a rescue could bring anything: not for a file that is whole, empty or not there."""
    try:
        return (
            not isinstance(trouble, NewerLibrary) and path.is_file() and path.stat().st_size > _LEAST_LIBRARY
        )
    except OSError:
        return False


def rescued(path: Path, parent: QWidget | None) -> Opened | None:
    """Rescue what is left, say what came of it, and put that in the library's place if the person agrees."""
    from facilitator.rescue import rescue, rescued_path
    from ui.desk.dialogs.working import carry_out

    saved = rescued_path(path)
    try:
        found = carry_out(
            parent,
            _tr("What is left is got out"),
            _tr(
                "Each page of the library is read, and what is damaged is looked for in its history and in backups."
            ),
            lambda progress: rescue(path, saved, methods=data_folder() / "methods", progress=progress),
            lambda percent: _tr("{percent} % done").format(percent=percent),
        )
        if found is None:
            return None
        question = Question(
            _tr("This could be got out of the library"),
            "\n".join(
                (
                    found.in_words(where=False),
                    _tr("It can take the library’s place. The damaged file is kept beside it."),
                )
            ),
            (Choice("take", _tr("Go on with it"), "filled"), Choice("back", _tr("Go back"))),
            "back",
            details="\n".join(found.lost),
        )
        if prompts.current().ask(parent, question) == "take":
            restore(saved, path, program="window")
            return Opened(Library.open_existing(path, "window"))
    except FacilitatorError as trouble:
        prompts.current().tell(parent, _tr("That did not work"), str(trouble), tone="alarm")
    finally:
        saved.unlink(missing_ok=True)
    return None


def _copied(path: Path, parent: QWidget | None) -> Opened | None:
    """Open a copy of a library that may only be read."""
    try:
        return look_into(path, path, "")
    except FacilitatorError as trouble:
        prompts.current().tell(parent, _tr("That did not work"), str(trouble), tone="alarm")
        return None


def _has_backups(path: Path) -> bool:
    try:
        return bool(list_backups(backup_folder(path)))
    except EnvironmentFault:
        return False


def _other(path: Path, parent: QWidget | None) -> Path | None:
    return prompts.current().open_file(parent, _tr("Open another library"), path.parent, [LIBRARIES])


def _with_backup(path: Path, answer: str, parent: QWidget | None) -> Opened | None:
    newest = list_backups(backup_folder(path))[0]
    words = moment_words(newest.at, datetime.now().astimezone(), inside=True)
    try:
        if answer == "look":
            return look_into(newest.path, path, words)
        question = Question(
            _tr("Restore the backup of {day}?").format(day=words),
            _tr("It takes the place of the library. What is there now is kept beside it."),
            (Choice("restore", _tr("Restore it"), "filled"), Choice("back", _tr("Go back"))),
            "back",
        )
        if prompts.current().ask(parent, question) == "restore":
            restore(newest.path, path, program="window")
            return Opened(Library.open_existing(path, "window"))
    except FacilitatorError as trouble:
        prompts.current().tell(parent, _tr("That did not work"), str(trouble), tone="alarm")
    return None
