"""What Home's menu does with the library: its bin, its backups, another one."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from ui.desk.home import Home
from ui.desk.home_reach import HomeReach
from ui.desk.window import DeskWindow

__all__ = ["LibraryActs"]


class LibraryActs(QObject):
    """Carries out what is asked for of the library.

    Signals: library_wanted(Path) to go on with another library, look_wanted(Path) and restore_wanted(Path) with a
    backup, check_wanted() to have the library read through.
    """

    library_wanted = Signal(object)
    look_wanted = Signal(object)
    restore_wanted = Signal(object)
    check_wanted = Signal()

    def __init__(self, window: DeskWindow, home: Home, reach: HomeReach) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._reach = reach
        self._prompts = window.services.prompts

    def show_bin(self) -> None:
        """Show the bin."""
        from ui.desk.dialogs.bin import BinDialog

        dialog = BinDialog(self._reach.library, self._home.now, self._window)
        self._reach.carry_out(dialog)
        if dialog.changed:
            self._home.refresh()

    def backups(self) -> None:
        """Show the backups."""
        from ui.desk.dialogs.backups import BackupsDialog

        dialog = BackupsDialog(self._reach.library, self._home.now, self._window)
        if not self._reach.carry_out(dialog):
            return
        if dialog.wish == "check":
            self.check_wanted.emit()
        elif dialog.chosen is not None:
            (self.look_wanted if dialog.wish == "look" else self.restore_wanted).emit(dialog.chosen)

    def open_library(self) -> None:
        """Go on with another library."""
        title = self.tr("Open another library")
        folder = self._reach.library.path.parent
        path = self._prompts.open_file(self._window, title, folder, ["Libraries (*.db)"])
        if path is not None:
            self.library_wanted.emit(path)

    def new_library(self) -> None:
        """Make a library and go on with it."""
        suggested = self._reach.library.path.parent / "library-2.db"
        title = self.tr("New library")
        path: Path | None = self._prompts.save_file(self._window, title, suggested, ["Libraries (*.db)"])
        if path is None:
            return
        if path.exists():
            # A library is never written over; one that is there is opened.
            words = self.tr("There is a file with this name already. Choose another name, or open it.")
            self._prompts.tell(self._window, self.tr("No library was made"), words, tone="warn")
            return
        self.library_wanted.emit(path)
