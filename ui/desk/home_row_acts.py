"""What can be done to one session of Home's list: another title, a copy, put away, deleted, saved, without names."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from ui.desk.home_history import HomeAct, HomeHistory
from ui.desk.home_reach import HomeReach
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from ui.desk.home import Home

__all__ = ["RowActs"]


class RowActs(QObject):
    """Carries out what is asked for on a row of `home`; what can be taken back goes to `history`."""

    def __init__(self, window: DeskWindow, home: Home, reach: HomeReach, history: HomeHistory) -> None:
        super().__init__(window)
        self._window = window
        self._home = home
        self._reach = reach
        self._history = history
        self._prompts = window.services.prompts

    def rename(self, session_id: str) -> None:
        """Ask for another title; undo gives the old one back."""
        summary = self._reach.summary(session_id)
        if summary is None:
            return
        title = self._prompts.ask_text(
            self._window,
            self.tr("Rename the session"),
            self.tr("Title"),
            value=summary.title,
            accept=self.tr("Rename"),
            check=lambda text: None if text.strip() else self.tr("A session needs a title."),
        )
        if title is None:
            return
        act = HomeAct(
            self.tr("Renamed: {title}").format(title=title),
            self.tr("Named as before: {title}").format(title=summary.title),
            lambda: self._reach.change(session_id, lambda session: session.values.set_title(title)),
            lambda: self._reach.change(session_id, lambda session: session.values.set_title(summary.title)),
        )
        self._history.carry_out(act)

    def duplicate(self, session_id: str) -> None:
        """Add a copy of a session."""
        summary = self._reach.summary(session_id)
        if summary is not None:
            title = self.tr("{title}, copy").format(title=summary.title)
            self._reach.do(lambda: self._reach.library.copy_session(session_id, title))
            self._home.refresh()

    def forget_names(self, session_id: str) -> None:
        """Show what would be replaced in a finished session, then take the names out of it for good."""
        from facilitator.library import backup_folder, list_backups
        from ui.desk.dialogs.forget_names import ForgetNamesDialog

        library, standing = self._reach.library, self._window.session
        summary = self._reach.do(lambda: library.summary(session_id))
        # What is not stored yet would come back with the names.
        if standing is not None and standing.id == session_id and not standing.store_waiting():
            self._window.say(str(standing.trouble))
            return
        backups = self._reach.do(lambda: list_backups(backup_folder(library.path)))
        looked = self._reach.do(lambda: library.names_to_clean(session_id))
        if summary is None or looked is None:
            return
        dialog = ForgetNamesDialog(
            summary.title,
            lambda also, sure: library.names_to_clean(session_id, also, sure),
            len(backups or ()),
            self._window,
        )
        if not self._reach.carry_out(dialog):
            return
        if not self._reach.let_go(session_id):
            return
        # Undoing what was done on Home before would bring names back.
        self._history.forget()
        if self._in_library(lambda: library.clean_names(session_id, dialog.also, dialog.sure)):
            self._window.toast.show_message(self.tr("The names are gone from this session."))

    def archive(self, session_id: str) -> None:
        """Put a session away, or take it out again; undo takes that back."""
        summary = self._reach.summary(session_id)
        if summary is None:
            return
        away = self.tr("{title} is put away.").format(title=summary.title)
        here = self.tr("{title} is back in the list.").format(title=summary.title)
        done, undone = (here, away) if summary.archived else (away, here)
        act = HomeAct(
            done,
            undone,
            lambda: self._set_archived(session_id, not summary.archived),
            lambda: self._set_archived(session_id, summary.archived),
        )
        self._history.carry_out(act)

    def _set_archived(self, session_id: str, archived: bool) -> bool:
        library = self._reach.library
        return self._reach.let_go(session_id) and self._in_library(
            lambda: library.set_archived(session_id, archived)
        )

    def bin(self, session_id: str) -> None:
        """Move a session to the bin; undo takes that back."""
        summary = self._reach.summary(session_id)
        if summary is None:
            return
        act = HomeAct(
            self.tr("{title} is in the bin.").format(title=summary.title),
            self.tr("{title} is back in the list.").format(title=summary.title),
            lambda: self._bin(session_id),
            lambda: self._in_library(lambda: self._reach.library.restore_from_bin(session_id)),
        )
        self._history.carry_out(act)

    def _bin(self, session_id: str) -> bool:
        return self._reach.let_go(session_id) and self._in_library(
            lambda: self._reach.library.bin(session_id)
        )

    def _in_library(self, act: Callable[[], object]) -> bool:
        """Change the library and show it; tell whether that went well."""
        done = self._reach.done(act)
        self._home.refresh()
        return done

    def save(self, session_id: str) -> None:
        """Save a session as a file that another library can take in."""
        from exports.files import safe_name
        from exports.formats import export
        from exports.source import source_of

        session = self._reach.session(session_id)
        if session is None:
            return
        name = f"{safe_name(session.data.session.title)}.json"
        place = self._window.services.file_place
        title = self.tr("Save as a file")
        path = self._prompts.save_file(self._window, title, place.folder / name, ["Sessions (*.json)"])
        if path is None:
            return
        place.keep(path)
        if self._reach.done(lambda: export(source_of(session), "json", path, force=True)):
            self._window.toast.show_message(self.tr("Saved as {path}.").format(path=path))
