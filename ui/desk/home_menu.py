"""The menus of Home: of the program, and of one session in the list."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from facilitator.library import SessionSummary
from ui.icons import icon

if TYPE_CHECKING:
    from facilitator.method_headings import Heading

__all__ = ["headings_menu", "home_menu", "method_menu", "session_row_menu"]

Run = Callable[[str], None]
Line = tuple[str, str, str, str] | None
"""Id, words, icon and key of one line; None for a rule."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("HomeMenu", text)


def _menu(parent: QWidget, lines: list[Line], run: Run) -> QMenu:
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    for line in lines:
        if line is None:
            menu.addSeparator()
            continue
        identifier, words, picture, key = line
        action = menu.addAction(icon(picture), words)
        action.setObjectName(identifier)
        if key:
            # Shown only: the list and the window obey the keys.
            action.setShortcut(QKeySequence(key))
            action.setShortcutContext(Qt.ShortcutContext.WidgetShortcut)
            action.setShortcutVisibleInContextMenu(True)
        action.triggered.connect(lambda _=False, chosen=identifier: run(chosen))
    return menu


def home_menu(parent: QWidget, run: Run, *, archived_shown: bool, session_open: bool) -> QMenu:
    """Return the menu of Home; `run` gets the id of the chosen line."""
    shown = _tr("Hide what was put away") if archived_shown else _tr("Show what was put away")
    lines: list[Line] = [
        *([("back", _tr("Back to the open session"), "back", ""), None] if session_open else []),
        ("search", _tr("Search"), "search", "Ctrl+F"),
        ("actions", _tr("All next steps…"), "action", ""),
        ("communities", _tr("Communities and teams"), "community", ""),
        ("archived", shown, "archive", ""),
        ("bin", _tr("Bin…"), "trash", ""),
        None,
        ("import", _tr("Open a file…"), "import", ""),
        ("paper", _tr("Paper for the room…"), "pdf", ""),
        ("make_method", _tr("Make a method…"), "pencil", "Ctrl+Shift+N"),
        ("backups", _tr("Backups…"), "restore", ""),
        ("open_library", _tr("Open another library…"), "folder", ""),
        ("new_library", _tr("New library…"), "plus", ""),
        None,
        ("try_projector", _tr("Try the projector"), "projector", ""),
        ("settings", _tr("Settings…"), "settings", ""),
        ("help", _tr("Keys…"), "keys", "F1"),
        ("full_screen", _tr("Full screen"), "image", "F11"),
        None,
        ("quit", _tr("Quit"), "close", ""),
    ]
    return _menu(parent, lines, run)


def method_menu(parent: QWidget, run: Run, *, has_paper: bool, own: bool = False) -> QMenu:
    """Return the menu of a method's card, `own` for one of the user's; `run` gets the id of the chosen line."""
    paper: list[Line] = [("paper", _tr("Paper for the room…"), "pdf", "")]
    change: list[Line] = [("change", _tr("Change it…"), "pencil", "")]
    lines: list[Line] = [
        ("new", _tr("New session…"), "plus", "Enter"),
        *(paper if has_paper else []),
        None,
        *(change if own else []),
        ("copy", _tr("Make a copy of it…"), "duplicate", ""),
    ]
    return _menu(parent, lines, run)


def headings_menu(parent: QWidget, headings: Sequence[Heading], run: Run) -> QMenu:
    """Return a menu of methods, those of a family in one of their own; `run` gets the id of the chosen one."""
    menu = QMenu(parent)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    families: dict[str, QMenu] = {}
    for each in headings:
        place = menu
        if each.family:
            if each.family not in families:
                families[each.family] = QMenu(each.family.replace("&", "&&"), menu)
            place = families[each.family]
        action = place.addAction(icon(each.icon), each.title.replace("&", "&&"))
        action.setObjectName(each.id)
        action.triggered.connect(lambda _=False, chosen=each.id: run(chosen))
    for family in families.values():
        menu.addMenu(family)
    return menu


def session_row_menu(
    parent: QWidget, summary: SessionSummary, run: Run, *, from_backup: bool = False
) -> QMenu:
    """Return the menu of one session; `run` gets the id of the chosen line. `from_backup`: a copy is shown."""
    began = summary.state != "prepare" or summary.started is not None
    again: list[Line] = [("again", _tr("Run again…"), "redo", "")] if began else []
    away = _tr("Take out again") if summary.archived else _tr("Put away")
    lines: list[Line] = [
        ("open", _tr("Open"), "next", "Enter"),
        *([("bring", _tr("Bring it back into the library"), "restore", "")] if from_backup else []),
        ("rename", _tr("Rename…"), "pencil", "F2"),
        *again,
        *([("community", _tr("Page of its community"), "community", "")] if summary.community else []),
        ("duplicate", _tr("Duplicate"), "duplicate", ""),
        ("save", _tr("Save as a file…"), "export", ""),
        None,
        *([("forget_names", _tr("Take the names out…"), "people", "")] if summary.state == "after" else []),
        ("archive", away, "archive", ""),
        ("bin", _tr("Delete"), "trash", "Del"),
    ]
    return _menu(parent, lines, run)
