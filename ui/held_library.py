"""The library that the window shows, and its exchange for another one: a second library, a backup, what was rescued."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator.errors import EnvironmentFault, FacilitatorError
from facilitator.library import Library
from ui.background import Worker
from ui.library_door import open_library, open_or_ask
from ui.widgets import prompts

if TYPE_CHECKING:
    from facilitator.session import Session
    from ui.desk.dialogs.leave_copy import CopyChanges
    from ui.desk.dialogs.library_in_use import Opened
    from ui.desk.home import Home
    from ui.desk.window import DeskWindow

__all__ = ["HeldLibrary"]


class HeldLibrary(QObject):
    """Holds one library open, with a worker beside it, until another takes its place.

    Signals: leaving() before it is closed, while what is being typed can still be kept in it; exchanged() when another
    is held from now on, and no session of the earlier one is open any more; abandoned() when none could be opened and
    the person left.
    """

    leaving = Signal()
    exchanged = Signal()
    abandoned = Signal()

    def __init__(self, opened: Library | Opened, window: DeskWindow, home: Home) -> None:
        """Hold what was opened first; `window` shows sessions of it, `home` what day it is."""
        super().__init__(window)
        self._window = window
        self._home = home
        self._elsewhere: list[Library] = []
        self._copy: Opened | None = None
        self._copy_changes: CopyChanges | None = None
        self.worker = Worker(self)
        self.library = self._take(opened)
        self._mark()

    @property
    def is_copy(self) -> bool:
        """Whether what is shown is only a copy of a backup, which goes when it is left."""
        return self._copy is not None

    def close(self) -> None:
        """Let every library go, after the jobs that read them have ended."""
        self.worker.drain()
        for library in (*self._elsewhere, self.library):
            with contextlib.suppress(EnvironmentFault):
                library.close()
        if self._copy is not None and self._copy.folder is not None:
            self._copy.folder.cleanup()

    # -- another library -------------------------------------------------------------------------------------------

    def go_to(self, path: Path) -> None:
        """Close this library and open the one at `path`; if that fails this one stays."""
        if _is_at(self.library, path) or not self._may_go():
            return
        try:
            other = self._saved_to(path) or open_library(path, self._window)
        except FacilitatorError as trouble:
            prompts.current().tell(
                self._window, self.tr("The library cannot be opened"), str(trouble), tone="warn"
            )
            return
        if other is not None:
            self._exchange(other)

    def _saved_to(self, path: Path) -> Library | None:
        """Return the library at `path` where the session was saved to it: it is open already, for that session."""
        found = next((each for each in self._elsewhere if _is_at(each, path)), None)
        if found is not None:
            self._elsewhere.remove(found)
        return found

    def rescue(self) -> None:
        """Put what can be got out of this library in its place, if the person agrees; otherwise it stays."""
        from ui.desk.dialogs.library_in_use import rescued

        path = self.library.path
        if not self._may_go():
            return
        self._close_library()
        self._exchange_closed(rescued(path, self._window) or open_or_ask(path))

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of this library; what was there is kept beside it."""
        from facilitator.library import restore

        path = self.library.path
        if not self._may_go():
            return
        self._close_library()
        kept: Path | None = None
        trouble: FacilitatorError | None = None
        try:
            kept = restore(backup, path, program="window")
        except FacilitatorError as error:
            trouble = error
        if not self._exchange_closed(open_or_ask(path)):
            return
        if trouble is not None:
            self._window.say(str(trouble))
        elif kept is not None:
            words = self.tr("Restored. The library of before is kept as {name}.")
            self._window.toast.show_message(words.format(name=kept.name))

    def save_elsewhere(self, session: Session) -> None:
        """Keep the open session in another library file, because its own cannot be written to."""
        from exports.files import safe_name
        from facilitator.elsewhere import save_elsewhere

        suggested = self._window.services.file_place.folder / f"{safe_name(session.data.session.title)}.db"
        title = self.tr("Save to another place")
        path = prompts.current().save_file(self._window, title, suggested, ["Libraries (*.db)"])
        if path is None:
            return
        try:
            self._elsewhere.append(save_elsewhere(session, self.library, path))
        except FacilitatorError as trouble:
            prompts.current().tell(self._window, title, str(trouble), tone="alarm")
            return
        if self._window.desk is not None:
            self._window.desk.bridge.beat()
        words = self.tr("Everything is kept in {path} now. Open that library to find it again.")
        self._window.toast.show_message(words.format(path=path))

    def _take(self, opened: Library | Opened) -> Library:
        if isinstance(opened, Library):
            return opened
        self._copy = opened if opened.origin is not None else None
        return opened.library

    def _exchange_closed(self, opened: Library | Opened | None) -> bool:
        """Go on with another library after this one was closed; False: there is none, and the person left."""
        if opened is None:
            self._window.hide()
            self.abandoned.emit()
            return False
        self._exchange(opened, close_old=False)
        return True

    def _exchange(self, other: Library | Opened, *, close_old: bool = True) -> None:
        self._window.close_session()
        # What a message offers is for the library that goes.
        self._window.toast.hide()
        old, folder = self.library, self._copy.folder if self._copy is not None else None
        self._wait_for_worker()
        if close_old:
            try:
                old.close()
            except EnvironmentFault as trouble:
                self._window.say(str(trouble))
        if folder is not None:
            folder.cleanup()
        self._copy = None
        self.library = self._take(other)
        self._mark()
        self.exchanged.emit()

    def _close_library(self) -> None:
        """Let go of the library, so that another file can take its place."""
        self._window.close_session()
        self._wait_for_worker()
        # A damaged file may refuse its last step: it is free all the same, and another takes its place.
        with contextlib.suppress(EnvironmentFault):
            self.library.close()

    def _wait_for_worker(self) -> None:
        """Let no job go on with a library that is about to be closed."""
        self.worker.drain()
        self.worker.deleteLater()
        self.worker = Worker(self)

    def _may_go(self) -> bool:
        """Tell whether another library may take the place of this one: nothing is lost, or somebody gave it up."""
        may_go = self._window.may_let_go() and self.may_leave_copy()
        if may_go:
            self.leaving.emit()
        return may_go

    # -- the copy of a backup --------------------------------------------------------------------------------------

    def look_into(self, backup: Path) -> None:
        """Go on with a copy of a backup, marked as such."""
        from ui.desk.dialogs.backups import backup_words
        from ui.desk.dialogs.library_in_use import look_into

        if not self._may_go():
            return
        try:
            opened = look_into(backup, self.library.path, backup_words(backup, self._home.now(), inside=True))
        except FacilitatorError as trouble:
            self._window.say(str(trouble))
            return
        self._exchange(opened)

    def bring(self, session_id: str) -> None:
        """Bring one session out of the copy of a backup that is shown into the library it is a backup of."""
        if self._copy_changes is None:
            return
        try:
            is_copy = self._copy_changes.bring(session_id)
        except FacilitatorError as trouble:
            self._window.say(str(trouble))
            return
        words = (
            self.tr("It is in the library again, beside the one that is there: its title says so.")
            if is_copy
            else self.tr("It is in the library again.")
        )
        self._window.toast.show_message(words, action=(self.tr("Back to the library"), self._leave_copy))

    def may_leave_copy(self) -> bool:
        """Tell whether nothing would be lost with the copy that is shown, asking where something would."""
        return self._copy_changes is None or self._copy_changes.may_leave(self._window)

    def _leave_copy(self) -> None:
        if self._copy is not None and self._copy.origin is not None:
            self.go_to(self._copy.origin)

    def _mark(self) -> None:
        """Say all the time that what is shown is only a copy of a backup, and remember what is changed in it."""
        self._copy_changes = None
        if self._copy is None or self._copy.origin is None:
            self._window.setMenuWidget(cast(QWidget, None))
            return
        from ui.desk.dialogs.leave_copy import CopyChanges
        from ui.desk.home_copy_mark import CopyMark

        self._copy_changes = CopyChanges(self.library, self._copy.origin, self._copy.day)
        mark = CopyMark(self._copy.copy_of)
        mark.leave_wanted.connect(self._leave_copy)
        self._window.setMenuWidget(mark)


def _is_at(library: Library, path: Path) -> bool:
    """Tell whether the file of a library is the one at `path`; it may be gone with its disk."""
    try:
        return library.path.samefile(path)
    except OSError:
        return False
