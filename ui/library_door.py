"""Opening a library for the window: at once, or beside a dialog where an older program wrote it."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from facilitator.errors import EnvironmentFault, FacilitatorError
from facilitator.library import Library, waits_for_upgrade

if TYPE_CHECKING:
    from ui.desk.dialogs.library_in_use import Opened

__all__ = ["let_go", "open_library", "open_or_ask"]


def _nothing() -> None:
    """Prepare nothing."""


def open_or_ask(path: Path, before_asking: Callable[[], object] = _nothing) -> Library | Opened | None:
    """Return the library, or what the person chose in place of one that cannot be opened; None: they left.

    `before_asking` is called before a window of any kind is shown.
    """
    try:
        return open_library(path, before_asking=before_asking)
    except FacilitatorError:
        from ui.desk.dialogs.library_in_use import open_with_help

        before_asking()
        return open_with_help(path)


def let_go(opened: Library | Opened) -> None:
    """Close what was opened, as far as its disk allows."""
    library = opened if isinstance(opened, Library) else opened.library
    with suppress(EnvironmentFault):
        library.close()
    if not isinstance(opened, Library) and opened.folder is not None:
        opened.folder.cleanup()


def open_library(
    path: Path, parent: QWidget | None = None, before_asking: Callable[[], object] = _nothing
) -> Library | None:
    """Return the library at `path`, an empty one when there is none; None when the person stopped its upgrade.

    `before_asking` is called before a window is shown beside the upgrade.

    Raises:
        UserError: the file is no library that this program can use; it was not touched.
        EnvironmentFault: it is damaged, in use, or the disk refused.
    """
    if not (path.exists() and waits_for_upgrade(path)):
        return Library.create_or_open(path, "window")
    from ui.desk.dialogs.working import carry_out

    before_asking()
    return carry_out(
        parent,
        QCoreApplication.translate("LibraryDoor", "The library is brought up to date"),
        QCoreApplication.translate("LibraryDoor", "An earlier Facilitator wrote it. A backup is made first."),
        lambda progress: Library.create_or_open(path, "window", progress),
    )
