"""What the commands do while a session is open: keys, menus and buttons all end here."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint

from facilitator.session import Session
from ui import keys
from ui.desk.menu import session_menu
from ui.desk.session_page import SessionPage
from ui.widgets.prompts import Choice, Question
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from ui.desk.window import DeskServices, DeskWindow

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
        self._places = {each.id: each.where for each in keys.KEYS}
        self._does: dict[str, Callable[[], object]] = self._table()

    @property
    def session(self) -> Session:
        """The open session."""
        return self._page.session

    def _table(self) -> dict[str, Callable[[], object]]:
        page, projector = self._page, self._page.desk.projector
        session, do = page.session, page.desk.bridge.do
        course = session.course
        table: dict[str, Callable[[], object]] = {
            "help": self.keys_help,
            "menu": self.open_menu,
            "next_region": lambda: page.walk(1),
            "previous_region": lambda: page.walk(-1),
            "undo": lambda: do(session.undo),
            "redo": lambda: do(session.redo),
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
            "prepare": lambda: do(course.prepare),
            "finish": lambda: do(course.finish),
        }
        for number in range(1, 10):
            table[f"activity_{number}"] = lambda number=number: self.jump(number)
        return table

    def run(self, command: str) -> None:
        """Carry out a command; what the frame does not know goes to the stage."""
        does = self._does.get(command)
        if does is not None:
            does()
            return
        stage = self._page.stage
        if self._places.get(command) in _ONLY_IN_STAGE and not self._page.stage_has_focus():
            return
        if (stage is None or not stage.command(command)) and command == "search":
            self._window.search()

    def jump(self, number: int) -> None:
        """Jump to an activity by its number on the rail."""
        activities = self.session.data.method.activities
        items = [item for item in self._page.rail.items() if item.number == number]
        if items and number <= len(activities):
            self._page.go_to_entry(items[0].entry_id)

    def close(self) -> None:
        """End what still runs beside the window."""

    def open_menu(self) -> None:
        """Open the menu below its button."""
        menu = session_menu(self._page, self.run)
        menu.popup(self._window.menu_place())

    def open_row_menu(self, entry_id: str, place: QPoint) -> None:
        """Open the menu of one line of the agenda."""

    def keys_help(self) -> None:
        """Show all keys, those of this screen first."""

    def people(self) -> None:
        """Show who is in the room."""

    def save_file(self, format_id: str) -> None:
        """Save a file."""

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
