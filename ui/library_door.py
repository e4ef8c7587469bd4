"""Opening a library for the window: at once, or beside a dialog where an older program wrote it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from facilitator.library import Library, waits_for_upgrade

__all__ = ["open_library"]


def open_library(path: Path, parent: QWidget | None = None) -> Library | None:
    """Return the library at `path`, an empty one when there is none; None when the person stopped its upgrade.

    Raises:
        UserError: the file is no library that this program can use; it was not touched.
        EnvironmentFault: it is damaged, in use, or the disk refused.
    """
    if not (path.exists() and waits_for_upgrade(path)):
        return Library.create_or_open(path, "window")
    from ui.desk.dialogs.working import carry_out

    return carry_out(
        parent,
        QCoreApplication.translate("LibraryDoor", "The library is brought up to date"),
        QCoreApplication.translate("LibraryDoor", "An earlier Facilitator wrote it. A backup is made first."),
        lambda progress: Library.create_or_open(path, "window", progress),
    )
