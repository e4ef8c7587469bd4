"""The menus of a session: everything the frame can do, also without a key and in the compact form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.agenda import BREAK
from facilitator.model import AgendaEntry
from facilitator.postmortems import is_postmortem
from ui import keys
from ui.desk.paper_saving import session_sheets
from ui.desk.session_page import SessionPage
from ui.icons import icon

__all__ = ["row_menu", "session_menu"]

translate = QCoreApplication.translate

Run = Callable[[str], None]
_KEYS = {each.id: each.sequences[0] for each in keys.KEYS}


def _add(menu: QMenu, words: str, command: str, run: Run, picture: str | None = None) -> QAction:
    action = menu.addAction(words.replace("&", "&&"))
    if picture is not None:
        action.setIcon(icon(picture))
    if command in _KEYS:
        # Shown only: the window's own actions carry the keys.
        action.setShortcut(QKeySequence(_KEYS[command]))
        action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
        action.setShortcutVisibleInContextMenu(True)
    action.setObjectName(command)
    action.triggered.connect(lambda: run(command))
    return action


def _sub(menu: QMenu, words: str, picture: str | None = None) -> QMenu:
    below = menu.addMenu(words)
    if picture is not None:
        below.setIcon(icon(picture))
    return below


def _new(parent: QWidget) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return menu


def session_menu(page: SessionPage, run: Run) -> QMenu:
    """Return the menu of the session as it stands now; `run` gets the id of the chosen command."""
    menu = _new(page)
    mode = page.session.place.mode
    if page.way_back is not None:
        _add(menu, page.way_back.words, "way_back", run, "back")
        menu.addSeparator()
    _add(menu, translate("Menu", "People…"), "people", run, "people")
    _add(menu, translate("Menu", "Parking lot…"), "park", run, "parking")
    _add(menu, translate("Menu", "Deleted notes…"), "deleted", run, "trash")
    _agenda_menu(_sub(menu, translate("Menu", "Agenda"), "agenda"), page, run)
    if mode == "run":
        _clock_menu(_sub(menu, translate("Menu", "Clock"), "timer"), page, run)
        _add(menu, translate("Menu", "Re-plan…"), "replan", run, "replan")
    menu.addSeparator()
    if page.session.data.method.canvas is not None:
        _add(menu, translate("Menu", "See the canvas"), "canvas", run, "pdf")
    _add(menu, translate("Menu", "Save a file…"), "save_file", run, "export")
    if session_sheets(page.session.data.method):
        _add(menu, translate("Menu", "Paper for the room…"), "paper", run, "pdf")
    _add(menu, translate("Menu", "Logo…"), "logo", run, "image")
    if is_postmortem(page.session.data.method):
        _add(menu, translate("Menu", "The postmortem…"), "postmortem", run, "postmortem")
    _add(menu, translate("Menu", "Details…"), "details", run, "info")
    menu.addSeparator()
    if mode == "prepare":
        meets = is_postmortem(page.session.data.method)
        words = translate("Menu", "Start the meeting") if meets else translate("Menu", "Start the workshop")
        _add(menu, words, "start", run, "play")
    elif mode == "run":
        _add(menu, translate("Menu", "Back to preparing"), "prepare", run, "back")
        _add(menu, translate("Menu", "End the session"), "finish", run, "flag")
    else:
        _add(menu, translate("Menu", "Go on with the session"), "start", run, "back")
        _add(menu, translate("Menu", "Summary"), "summary", run, "flag")
    if page.desk.run_again is not None and page.session.place.started is not None:
        _add(menu, translate("Menu", "Run again…"), "run_again", run, "redo")
    if page.desk.forget_names is not None and mode == "after":
        _add(menu, translate("Menu", "Take the names out…"), "forget_names", run, "people")
    menu.addSeparator()
    _add(menu, translate("Menu", "Swap the screens"), "swap_screens", run, "swap")
    _add(menu, translate("Menu", "Show a number on each screen"), "identify_screens", run, "identify")
    menu.addSeparator()
    _add(menu, translate("Menu", "Settings…"), "settings", run, "settings")
    _add(menu, translate("Menu", "Keys…"), "help", run, "keys")
    _add(menu, translate("Menu", "Home"), "home", run, "home")
    _add(menu, translate("Menu", "Quit"), "quit", run, "close")
    return menu


def _agenda_menu(menu: QMenu, page: SessionPage, run: Run) -> None:
    session = page.session
    activity, phase = session.course.activity, session.course.phase
    if activity is not None:
        for each in session.course.phases(activity):
            action = _add(menu, each.title, f"phase:{each.id}", run)
            action.setCheckable(True)
            action.setChecked(phase is not None and each.id == phase.id)
        menu.addSeparator()
    _add(menu, translate("Menu", "Next activity"), "next_activity", run)
    _add(menu, translate("Menu", "Activity before"), "previous_activity", run)
    menu.addSeparator()
    _add(menu, translate("Menu", "Break…"), "break", run, "coffee")
    entry = _present_entry(page)
    if entry is not None:
        _row_acts(menu, page, entry, run)


def _clock_menu(menu: QMenu, page: SessionPage, run: Run) -> None:
    running = page.session.place.timebox.running
    _add(
        menu,
        translate("Menu", "Pause") if running else translate("Menu", "Start"),
        "clock",
        run,
        "pause" if running else "play",
    )
    _add(menu, translate("Menu", "One minute more"), "minute_more", run, "plus")
    _add(menu, translate("Menu", "One minute less"), "minute_less", run, "minus")
    _add(menu, translate("Menu", "The whole time again"), "clock_reset", run, "back")


def _present_entry(page: SessionPage) -> AgendaEntry | None:
    place = page.session.place
    return next(
        (
            entry
            for entry in page.session.data.agenda
            if (entry.id == place.break_id if place.break_id else entry.activity_id == place.activity_id)
        ),
        None,
    )


def row_menu(page: SessionPage, entry: AgendaEntry, run: Run) -> QMenu:
    """Return the menu of one line of the agenda."""
    menu = _new(page)
    _add(menu, translate("Menu", "Go there"), f"go:{entry.id}", run, "next")
    _row_acts(menu, page, entry, run)
    return menu


def _row_acts(menu: QMenu, page: SessionPage, entry: AgendaEntry, run: Run) -> None:
    activity = page.session.data.method.activity(entry.activity_id or "")
    if activity is not None and (activity.optional or entry.skipped):
        words = (
            translate("Menu", "Take in “{title}”") if entry.skipped else translate("Menu", "Skip “{title}”")
        )
        _add(menu, words.format(title=entry.title), f"skip:{entry.id}", run)
    _add(
        menu,
        translate("Menu", "Minutes of “{title}”…").format(title=entry.title),
        f"minutes:{entry.id}",
        run,
        "timer",
    )
    _add(
        menu,
        translate("Menu", "Break after “{title}”…").format(title=entry.title),
        f"break_after:{entry.id}",
        run,
        "coffee",
    )
    if entry.kind == BREAK:
        _add(menu, translate("Menu", "Take the break off"), f"remove_break:{entry.id}", run, "trash")
