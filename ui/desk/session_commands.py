"""What the commands do while a session is open: keys, menus and buttons all end here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QDialog

from facilitator.model import AgendaEntry
from facilitator.session import Session
from ui import keys
from ui.desk.file_saving import FileSaving
from ui.desk.menu import row_menu, session_menu
from ui.desk.paper_saving import PaperSaving, session_sheets
from ui.desk.session_page import SessionPage
from ui.desk.taken_back import undone_words
from ui.widgets.prompts import Choice, Question
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.desk.services import DeskServices
    from ui.desk.window import DeskWindow

__all__ = ["SessionCommands"]

_ONLY_IN_STAGE = (keys.BOARD, keys.ALIGN)


class SessionCommands(QObject):
    """Carries out commands for one open session. Dialogs are loaded when they are first wanted."""

    def __init__(self, window: DeskWindow, page: SessionPage, services: DeskServices, toast: Toast) -> None:
        """Serve `page`; its menus and the files it asks for come here too."""
        super().__init__(page)
        self._window = window
        self._page = page
        self._services = services
        self._toast = toast
        page.menu_wanted.connect(self.open_menu)
        page.row_menu_wanted.connect(self.open_row_menu)
        page.save_wanted.connect(self.save_file)
        page.rail.people_wanted.connect(self.people)
        self._in_trouble = page.session.trouble is not None
        page.desk.bridge.stored.connect(self._stored)
        self._saving = FileSaving(window, page.desk, toast, services)
        self._paper = PaperSaving(window, toast, services)
        self._places = {each.id: each.where for each in keys.KEYS}
        self._does: dict[str, Callable[[], object]] = self._table()

    @property
    def session(self) -> Session:
        """The open session."""
        return self._page.session

    def _stored(self, trouble: object) -> None:
        """Say that everything is saved again, in place of why it was not."""
        if self._in_trouble and not trouble:
            self._toast.show_message(self.tr("Everything is saved again."))
        self._in_trouble = bool(trouble)

    def _table(self) -> dict[str, Callable[[], object]]:
        page, projector = self._page, self._page.desk.projector
        session, do = page.session, page.desk.bridge.do
        course = session.course
        table: dict[str, Callable[[], object]] = {
            "help": self.keys_help,
            "menu": self.open_menu,
            "next_region": lambda: page.walk(1),
            "previous_region": lambda: page.walk(-1),
            "undo": lambda: self._take_back("undo"),
            "redo": lambda: self._take_back("redo"),
            "projector": projector.toggle,
            "swap_screens": projector.swap,
            "identify_screens": projector.identify,
            "freeze": lambda: projector.set_frozen(not projector.frozen),
            "black": lambda: projector.set_black(not projector.black),
            "private_side": page.toggle_private_side,
            "next_phase": page.forward,
            "previous_phase": lambda: do(course.previous_phase),
            "next_activity": lambda: do(course.next_activity),
            "previous_activity": lambda: do(course.previous_activity),
            "clock": lambda: do(course.toggle_clock),
            "clock_reset": lambda: do(course.reset_clock),
            "minute_more": lambda: do(lambda: course.add_minutes(1)),
            "minute_less": lambda: do(lambda: course.add_minutes(-1)),
            "hint": page.next_hint,
            "start": page.start,
            "summary": page.show_summary,
            "way_back": self.way_back,
            "canvas": self.canvas,
            "park": self.parking,
            "deleted": self.deleted,
            "people": self.people,
            "replan": self.replan,
            "break": self.take_break,
            "save_file": self.save_file,
            "paper": self.paper,
            "run_again": self.run_again,
            "forget_names": self.forget_names,
            "settings": self.settings,
            "details": self.details,
            "postmortem": self.postmortem,
            "logo": self.logo,
            "prepare": lambda: do(course.prepare),
            "finish": lambda: do(course.finish),
        }
        for number in range(1, 10):
            table[f"activity_{number}"] = lambda number=number: self.jump(number)
        for number in range(10):
            table[f"speaks_{number}"] = lambda number=number: page.turns.begin_number(number)
        return table

    def run(self, command: str) -> None:
        """Carry out a command; "skip:ID" and the like come from the menus. What the frame does not know goes to
        the stage.
        """
        does = self._does.get(command)
        name, _, identifier = command.partition(":")
        if does is not None:
            does()
        elif identifier:
            self._about(name, identifier)
        elif self._places.get(command) not in _ONLY_IN_STAGE or self._page.stage_has_focus():
            self._leave_to_stage(command)

    def _take_back(self, way: str) -> None:
        """Undo or redo, by `way`; what does not show on the present screen is told, and can be turned round."""
        session, before = self.session, self.session.data
        changes = self._page.desk.bridge.do(session.undo if way == "undo" else session.redo)
        words = undone_words(session, before, changes) if changes is not None else ""
        if words:
            other, label = ("redo", self.tr("Redo")) if way == "undo" else ("undo", self.tr("Undo"))
            self._toast.show_message(words, action=(label, lambda: self._take_back(other)))

    def way_back(self) -> None:
        """Go back to where the session was opened from."""
        way = self._page.way_back
        if way is not None:
            way.go()

    def _leave_to_stage(self, command: str) -> None:
        """Hand a command to the stage; a few have a meaning of their own where the stage knows none."""
        stage = self._page.stage
        if stage is not None and stage.command(command):
            return
        if command == "search":
            self._window.search()
        elif command == "room_page_next":
            self._page.desk.projector.turn_page(1)
        elif command == "room_page_previous":
            self._page.desk.projector.turn_page(-1)

    def _about(self, name: str, identifier: str) -> None:
        """Carry out a command of a menu about one phase or one line of the agenda."""
        session, do = self.session, self._page.desk.bridge.do
        if name == "phase":
            do(lambda: session.course.go(session.place.activity_id, identifier))
            return
        entry = next((each for each in session.data.agenda if each.id == identifier), None)
        if entry is None:
            return
        if name == "go":
            self._page.go_to_entry(entry.id)
        elif name == "skip" and entry.activity_id is not None:
            activity_id = entry.activity_id
            do(lambda: session.agenda.skip(activity_id, not entry.skipped))
        elif name == "minutes":
            self._show_minutes(entry)
        elif name == "break_after":
            self.take_break(entry.id)
        elif name == "remove_break":
            self._remove_break(entry)

    def _remove_break(self, entry: AgendaEntry) -> None:
        session, do = self.session, self._page.desk.bridge.do
        if session.place.break_id == entry.id:
            do(session.course.next_activity)
        do(lambda: session.agenda.remove_break(entry.id))

    def jump(self, number: int) -> None:
        """Jump to an activity by its number on the rail."""
        activities = self.session.data.method.activities
        items = [item for item in self._page.rail.items() if item.number == number]
        if items and number <= len(activities):
            self._page.go_to_entry(items[0].entry_id)

    def close(self) -> None:
        """End what still runs beside the window."""
        self._saving.close()
        self._paper.close()

    @property
    def saving(self) -> FileSaving:
        """What saves files."""
        return self._saving

    def open_menu(self) -> None:
        """Open the menu below its button."""
        menu = session_menu(self._page, self._window.run)
        menu.popup(self._window.menu_place())

    def open_row_menu(self, entry_id: str, place: QPoint) -> None:
        """Open the menu of one line of the agenda."""
        entry = next((each for each in self.session.data.agenda if each.id == entry_id), None)
        if entry is not None:
            row_menu(self._page, entry, self._window.run).popup(place)

    def _show(self, dialog: QDialog) -> None:
        dialog.exec()
        dialog.deleteLater()

    def keys_help(self) -> None:
        """Show all keys, those of this screen first."""
        from ui.desk.dialogs.keys_help import KeysHelp

        stage = self._page.stage
        here = [(hint.keys, hint.text) for hint in stage.key_hints()] if stage is not None else []
        self._show(KeysHelp(keys.SESSION, here, self._window))

    def people(self) -> None:
        """Show who is in the room."""
        from ui.desk.dialogs.people import PeopleDialog

        self._show(PeopleDialog(self._page.desk, self._window))

    def parking(self) -> None:
        """Show the parking lot, ready to write."""
        from ui.desk.dialogs.parking import ParkingDialog

        self._show(ParkingDialog(self._page.desk, self._window))

    def deleted(self) -> None:
        """Show what was deleted, to put it back."""
        from ui.desk.dialogs.deleted import DeletedDialog

        self._show(DeletedDialog(self._page.desk, self._window))

    def canvas(self) -> None:
        """Show the canvas as it is now."""
        if self.session.data.method.canvas is None:
            self._page.desk.say(self._instead_of_canvas())
            return
        from ui.desk.dialogs.canvas import CanvasDialog

        self._show(CanvasDialog(self._page.desk, lambda: self.save_file("pdf"), self._window))

    def _instead_of_canvas(self) -> str:
        """Return what is said where there is no canvas to look at: many methods have a page of their own to save."""
        from exports.formats import find_format

        method = self.session.data.method
        page, report = find_format("pdf", method), find_format("report", method)
        if page.write is report.write:
            return self.tr("This method has no canvas. Ctrl+E saves its report.")
        words = self.tr("No preview of “{page}” here. Ctrl+E saves it.")
        return words.format(page=self.tr(page.title))

    def replan(self) -> None:
        """Show how the rest can be made to fit."""
        from ui.desk.dialogs.replan import ReplanDialog

        self._show(ReplanDialog(self._page.desk, self._window))

    def take_break(self, after_id: str | None = None) -> None:
        """Put a break in, now or after a line of the agenda."""
        from ui.desk.dialogs.agenda_entry import BreakDialog

        self._show(BreakDialog(self._page.desk, after_id, self._window))

    def _show_minutes(self, entry: AgendaEntry) -> None:
        from ui.desk.dialogs.agenda_entry import MinutesDialog

        self._show(MinutesDialog(self._page.desk, entry, self._window))

    def settings(self) -> None:
        """Show the settings of this machine."""
        from ui.desk.dialogs.settings import SettingsDialog

        dialog = SettingsDialog(self._services.settings, self._window)
        dialog.changed.connect(self._page.desk.projector.apply_settings)
        self._show(dialog)

    def details(self) -> None:
        """Show the details of the session."""
        from ui.desk.dialogs.details import DetailsDialog

        services = self._services
        self._show(
            DetailsDialog(
                self._page.desk,
                services.communities(),
                services.add_community,
                self._window,
                rename_community=services.rename_community,
                find_session=services.find_session,
            )
        )

    def postmortem(self) -> None:
        """Show the postmortem as a whole, with those of the same service from before."""
        from facilitator.postmortems import MOST_EARLIER
        from ui.desk.dialogs.postmortem import PostmortemDialog

        desk = self._page.desk
        earlier = desk.bridge.do(desk.earlier_postmortems)
        meetings = desk.bridge.do(lambda: desk.meetings(MOST_EARLIER))
        self._show(PostmortemDialog(desk, earlier or (), self._window, meetings=meetings or ()))

    def logo(self) -> None:
        """Show the logo."""
        from ui.desk.dialogs.logo import LogoDialog

        self._show(LogoDialog(self._page.desk, self._services.file_place.folder, self._window))

    def save_file(self, format_id: str = "") -> None:
        """Save a file of this format, or ask which."""
        self._saving.ask(format_id)

    def paper(self) -> None:
        """Ask what to print of the session's method, and save it."""
        self._paper.ask([self.session.data.method], session_sheets)

    def run_again(self) -> None:
        """Begin a session that follows this one."""
        again = self._page.desk.run_again
        if again is not None:
            again()

    def forget_names(self) -> None:
        """Take the names out of the finished session."""
        forget = self._page.desk.forget_names
        if forget is not None:
            forget()

    def ask_about_sleep(self, seconds: float) -> None:
        """Ask whether the time that the machine slept counts."""
        minutes = max(1, round(seconds / 60))
        question = Question(
            self.tr("The laptop slept"),
            self.tr("The laptop slept for {minutes} minutes. Count them?").format(minutes=minutes),
            (Choice("no", self.tr("Do not count them")), Choice("yes", self.tr("Count them"), "filled")),
            "no",
        )
        if self._page.desk.prompts.ask(self._window, question) == "yes":
            self._page.desk.bridge.do(lambda: self.session.course.count_sleep(seconds))
