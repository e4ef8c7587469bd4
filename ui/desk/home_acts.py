"""What Home's cards, rows and menus do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QObject, QPoint, Signal

from facilitator.errors import UserError
from ui.desk.home_communities import HomeCommunities
from ui.desk.home_history import HomeAct, HomeHistory
from ui.desk.home_library_acts import LibraryActs
from ui.desk.home_making import HomeMaking
from ui.desk.home_reach import HomeReach
from ui.desk.home_reminder import HomeReminder
from ui.desk.home_starts import HomeStarts
from ui.desk.window import DeskWindow
from ui.widgets.prompts import Choice, Question

if TYPE_CHECKING:
    from facilitator.library import ActionListing, Hit
    from facilitator.session import Session
    from ui.desk.home import Home
    from ui.desk.home_row_acts import RowActs

__all__ = ["HomeActs"]


class HomeActs(QObject):
    """Carries out what is asked for on `home`, in `window`.

    Signals: library_wanted(Path) to go on with another library, look_wanted(Path) and restore_wanted(Path) with a
    backup, bring_wanted(str) with a session of the copy that is shown, check_wanted() to have the library read
    through, opened(Session) after a session was opened.
    """

    library_wanted = Signal(object)
    look_wanted = Signal(object)
    restore_wanted = Signal(object)
    bring_wanted = Signal(str)
    check_wanted = Signal()
    opened = Signal(object)

    def __init__(self, window: DeskWindow, home: Home, method_folder: Path) -> None:
        """`method_folder` holds the user's own methods; it need not be there."""
        super().__init__(window)
        self._window = window
        self._home = home
        self._method_folder = method_folder
        self._prompts = window.services.prompts
        self._reach = HomeReach(window, home)
        self._history = HomeHistory(window, lambda: self.communities.show_again())
        self._rows: RowActs | None = None
        self.looks_at_copy: Callable[[], bool] = lambda: False
        self._library_acts = LibraryActs(window, home, self._reach)
        self.starts = HomeStarts(window, home, self._reach, method_folder, self.open_session)
        self.communities = HomeCommunities(
            window,
            home,
            self._reach,
            self.starts,
            self.open_session,
            self.tick,
            self.show_row_menu,
            self.run_on,
        )
        self._library_acts.library_wanted.connect(self.library_wanted)
        self._library_acts.look_wanted.connect(self.look_wanted)
        self._library_acts.restore_wanted.connect(self.restore_wanted)
        self._library_acts.check_wanted.connect(self.check_wanted)
        self.reminder = HomeReminder(window, home, self.open_session)
        home.session_wanted.connect(self.open_session)
        home.go_on_wanted.connect(self.open_session)
        home.method_wanted.connect(self.starts.new_session)
        home.method_menu_wanted.connect(self.starts.show_method_menu)
        home.file_wanted.connect(self.open_file)
        self.making = HomeMaking(window, home, self._reach, method_folder, self._show)
        home.make_wanted.connect(self.making.make)
        self.starts.making = self.making
        home.hit_wanted.connect(self.open_hit)
        home.row_menu_wanted.connect(self.show_row_menu)
        home.rename_wanted.connect(lambda session_id: self.rows.rename(session_id))
        home.bin_wanted.connect(lambda session_id: self.rows.bin(session_id))
        home.ticked.connect(self.tick)
        home.all_actions_wanted.connect(self.all_actions)
        home.asked.connect(window.run)
        home.troubled.connect(window.say)
        home.open_session_id = self._open_session_id
        window.home_wanted.connect(home.refresh)
        window.home_wanted.connect(home.take_focus)
        window.home_asked.connect(self.run)
        window.search_wanted.connect(home.start_search)
        window.search_next_wanted.connect(home.search_next)

    def run(self, command: str) -> None:
        """Carry out a command of Home, of its menu or of a key."""
        table: dict[str, Callable[[], object]] = {
            "actions": self.all_actions,
            "archived": lambda: self._home.set_include_archived(not self._home.include_archived),
            "back": self._window.back_to_session,
            "backups": self.backups,
            "bin": self._library_acts.show_bin,
            "communities": self.communities.open,
            "help": self.keys_help,
            "import": self.open_file,
            "make_method": self.making.make,
            "menu": self.show_menu,
            "new_library": self._library_acts.new_library,
            "next_region": lambda: self._home.next_region(1),
            "paper": self.starts.paper,
            "open_library": self._library_acts.open_library,
            "previous_region": lambda: self._home.next_region(-1),
            "redo": self._history.redo,
            "settings": self.settings,
            "try_projector": self.try_projector,
            "undo": self._history.undo,
        }
        if not self.communities.command(command) and command in table:
            table[command]()

    def forget(self) -> None:
        """Know of nothing that could be undone: another library is shown, to which it was not done."""
        self._history.forget()

    # -- opening ---------------------------------------------------------------------------------------------------

    def open_session(self, session_id: str) -> Session | None:
        """Open a session where it stood, its clock at rest; the one that is open already is shown again."""
        session = self._reach.session(session_id)
        if session is not None and session is self._window.session:
            self._window.back_to_session()
        elif session is not None:
            self._show(session)
        return session if session is self._window.session else None

    def _open_session_id(self) -> str:
        session = self._window.session
        return session.id if session is not None else ""

    def _show(self, session: Session) -> None:
        self._window.open_session(session)
        # One that was open and is not stored yet may have stayed.
        if self._window.session is session:
            self.opened.emit(session)

    def open_file(self) -> None:
        """Take in a session that somebody sent, or a postmortem written elsewhere, and open it."""
        from facilitator.importing import import_session

        title = self.tr("Open a file")
        path = self._prompts.open_file(
            self._window,
            title,
            self._window.services.file_place.folder,
            ["Sessions, written postmortems and methods (*.json *.md *.markdown *.txt *.toml)"],
        )
        if path is None:
            return
        if path.suffix.casefold() in _WRITTEN:
            self.starts.open_written(path)
            return
        if path.suffix.casefold() == ".toml":
            self.making.open_file(path)
            return
        if not self._backed_up():
            return
        imported = self._reach.do(lambda: import_session(self._reach.library, _read(path)))
        if imported is None:
            return
        self._home.refresh()
        self.open_session(imported.session_id)
        if imported.is_copy:
            words = self.tr("This library has that session already: the file came in as a copy.")
            self._window.toast.show_message(words, tone="info")

    def _backed_up(self) -> bool:
        """Back the library up before something comes in; tell whether to go on."""
        from ui.desk.dialogs.working import carry_out

        library = self._reach.library

        def job(progress: Callable[[int, int], None]) -> bool:
            library.backup_before_import(self._home.now(), progress)
            return True

        title, text = self.tr("A backup is made first"), self.tr("Then the file comes in.")
        return bool(self._reach.do(lambda: carry_out(self._window, title, text, job)))

    def open_hit(self, hit: Hit) -> None:
        """Open the place where something was found: its community, or its session, its activity, its note or group."""
        from ui.desk.search_list import COMMUNITIES

        if hit.table == COMMUNITIES:
            self.communities.open_at(hit.place, hit.row_id)
            return
        session = self.open_session(hit.session_id)
        desk = self._window.desk
        if session is None or desk is None:
            return
        from facilitator.whereabouts import place_of

        found = place_of(session.data, hit.table, hit.row_id)
        if found is not None and not self._is_at(session, *found):
            if session.place.mode == "run" and not self._may_move(session, found.activity_id):
                return
            desk.bridge.do(lambda: session.course.go(found.activity_id, found.phase or None))
        if found is not None and self._window.page is not None:
            self._window.page.leave_summary()
        if hit.table == "notes":
            session.set_focus(replace(session.focus, note_id=hit.row_id, lane=hit.place or None))
        elif hit.table == "groups":
            session.set_focus(replace(session.focus, group_id=hit.row_id, lane=hit.place or None))
        stage = self._window.page.stage if self._window.page is not None else None
        if stage is not None:
            stage.reach(hit.row_id)

    def _is_at(self, session: Session, activity_id: str, phase: str) -> bool:
        return session.place.activity_id == activity_id and phase in ("", session.place.phase)

    def _may_move(self, session: Session, activity_id: str) -> bool:
        """Ask before a session that runs is moved, since that ends the timebox it is in."""
        found = session.data.method.activity(activity_id)
        question = Question(
            self.tr("Go to {activity}?").format(activity=found.title if found else activity_id),
            self.tr("The session is running. Going there ends the timebox it is in."),
            (Choice("stay", self.tr("Stay here"), "filled"), Choice("go", self.tr("Go there"))),
            "stay",
        )
        return self._prompts.ask(self._window, question) == "go"

    def try_projector(self) -> None:
        """Open a rehearsal, kept nowhere, with the room's window beside it."""
        from facilitator import method_files
        from facilitator.opening import rehearse

        method = method_files.available(self._method_folder)[0]
        self._show(rehearse(method, self.tr("Rehearsal")))
        self._window.run("projector")
        self._window.toast.show_message(
            self.tr("A rehearsal to try things out: nothing of it is kept."), tone="info"
        )

    # -- one session of the list -----------------------------------------------------------------------------------

    @property
    def rows(self) -> RowActs:
        """What can be done to one session of the list."""
        if self._rows is None:
            from ui.desk.home_row_acts import RowActs

            self._rows = RowActs(self._window, self._home, self._reach, self._history)
        return self._rows

    def show_row_menu(self, session_id: str, place: QPoint) -> None:
        """Show the menu of a session at `place` on the screen."""
        from ui.desk.home_menu import session_row_menu

        summary = self._reach.summary(session_id)
        if summary is not None:
            menu = session_row_menu(
                self._window,
                summary,
                lambda chosen: self.run_on(chosen, session_id),
                from_backup=self.looks_at_copy(),
            )
            menu.popup(place)

    def run_on(self, command: str, session_id: str) -> None:
        """Carry out a command of a session's menu."""
        table: dict[str, Callable[[str], object]] = {
            "archive": self.rows.archive,
            "bin": self.rows.bin,
            "bring": self.bring_wanted.emit,
            "duplicate": self.rows.duplicate,
            "forget_names": self.rows.forget_names,
            "again": self.starts.run_again,
            "community": self.communities.open_of,
            "open": self.open_session,
            "rename": self.rows.rename,
            "save": self.rows.save,
        }
        table[command](session_id)
        self.communities.show_again()

    # -- actions ---------------------------------------------------------------------------------------------------

    def tick(self, listing: ActionListing, done: bool) -> None:
        """Say that an action is done, or open again; undo takes that back."""
        text = " ".join(listing.action.text.split())
        words = (self.tr("Done: {text}").format(text=text), self.tr("Open again: {text}").format(text=text))
        said, taken_back = words if done else words[::-1]
        act = HomeAct(
            said, taken_back, lambda: self._set_done(listing, done), lambda: self._set_done(listing, not done)
        )
        self._history.carry_out(act)

    def _set_done(self, listing: ActionListing, done: bool) -> bool:
        action, state = listing.action, "done" if done else "open"
        return self._reach.change(
            action.session_id, lambda session: session.actions.set_state(action.id, state)
        )

    def all_actions(self) -> None:
        """Show every action of every session."""
        from ui.desk.dialogs.all_actions import AllActionsDialog

        dialog = AllActionsDialog(self._reach.library, self._home.now, self._window)
        dialog.ticked.connect(self.tick)
        if self._reach.carry_out(dialog) and dialog.session_id:
            self.open_session(dialog.session_id)

    # -- menu and settings -----------------------------------------------------------------------------------------

    def show_menu(self) -> None:
        """Show the menu of Home below its button."""
        from ui.desk.home_menu import home_menu

        button = self.communities.menu_button or self._home.bar.menu
        menu = home_menu(
            self._window,
            self._window.run,
            archived_shown=self._home.include_archived,
            session_open=self._window.session is not None,
        )
        menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))

    def backups(self) -> None:
        """Show the backups."""
        self._library_acts.backups()

    def keys_help(self) -> None:
        """Show all keys, those of Home first."""
        from ui import keys
        from ui.desk.dialogs.keys_help import KeysHelp

        self._reach.carry_out(KeysHelp(keys.HOME, self._home.key_hints(), self._window))

    def settings(self) -> None:
        """Show the settings."""
        from ui.desk.dialogs.settings import SettingsDialog

        self._reach.carry_out(SettingsDialog(self._window.services.settings, self._window))


_WRITTEN = (".md", ".markdown", ".txt")
"""Files in which postmortems are written elsewhere."""


def _read(path: Path) -> bytes:
    from facilitator.strict_json import read_start

    try:
        return read_start(path)
    except OSError as error:
        words = QCoreApplication.translate("HomeActs", "{path} cannot be read: {reason}.")
        raise UserError(words.format(path=path, reason=error.strerror or error)) from error
