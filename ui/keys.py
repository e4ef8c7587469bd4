"""Every key of the desk in one table: the help shows it, the windows obey it, a test finds clashes in it.

Printable keys belong to text, so a command is a function key or goes with Ctrl or Alt. Ctrl+Alt is AltGr on German
and French keyboards and never used, nor what the systems keep for themselves (Ctrl+Space, Ctrl+H, M, Q).
"""

from __future__ import annotations

from typing import NamedTuple

from ui.translating import QT_TRANSLATE_NOOP

__all__ = ["ALIGN", "BOARD", "EVERYWHERE", "HOME", "KEYS", "PRESENTER_KEYS", "SESSION", "KeyAct", "act"]


class KeyAct(NamedTuple):
    """A command with its keys: `sequences` as Qt writes them, `where` the screen on which they work."""

    id: str
    sequences: tuple[str, ...]
    where: str
    text: str


EVERYWHERE = "everywhere"
HOME = "home"
SESSION = "session"
BOARD = "board"
ALIGN = "align"

KEYS: tuple[KeyAct, ...] = (
    KeyAct("help", ("F1",), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "All keys, for this screen first")),
    KeyAct("menu", ("F10",), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "Menu")),
    KeyAct("full_screen", ("F11",), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "Full screen")),
    KeyAct("search", ("Ctrl+F",), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "Search")),
    KeyAct("search_next", ("F3",), HOME, QT_TRANSLATE_NOOP("Keys", "Next one found")),
    KeyAct(
        "make_method",
        ("Ctrl+Shift+N",),
        HOME,
        QT_TRANSLATE_NOOP("Keys", "Make a method, or change one of yours"),
    ),
    KeyAct(
        "next_region",
        ("F6",),
        EVERYWHERE,
        QT_TRANSLATE_NOOP("Keys", "Next part of the window: agenda, work, your side, clock"),
    ),
    KeyAct(
        "previous_region", ("Shift+F6",), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "Part of the window before")
    ),
    KeyAct("undo", ("Ctrl+Z",), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "Undo")),
    KeyAct("redo", ("Ctrl+Shift+Z", "Ctrl+Y"), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "Redo")),
    KeyAct("home", ("Ctrl+O",), EVERYWHERE, QT_TRANSLATE_NOOP("Keys", "Home, everything stays as it is")),
    KeyAct("edit", ("F2",), SESSION, QT_TRANSLATE_NOOP("Keys", "Edit or rename what is chosen")),
    KeyAct("canvas", ("F4",), SESSION, QT_TRANSLATE_NOOP("Keys", "See the canvas")),
    KeyAct("projector", ("F5",), SESSION, QT_TRANSLATE_NOOP("Keys", "Projector: show, hide")),
    KeyAct("swap_screens", ("Shift+F5",), SESSION, QT_TRANSLATE_NOOP("Keys", "Swap the screens")),
    KeyAct(
        "identify_screens", ("Ctrl+F5",), SESSION, QT_TRANSLATE_NOOP("Keys", "Show a number on each screen")
    ),
    KeyAct("freeze", ("F7",), SESSION, QT_TRANSLATE_NOOP("Keys", "Freeze the room’s view")),
    KeyAct("black", ("F8",), SESSION, QT_TRANSLATE_NOOP("Keys", "Black; again: back")),
    KeyAct("park", ("F9",), SESSION, QT_TRANSLATE_NOOP("Keys", "Parking lot: write one line")),
    KeyAct(
        "deleted",
        ("Ctrl+Shift+Del",),
        SESSION,
        QT_TRANSLATE_NOOP("Keys", "Deleted notes of the last 30 days, to put them back"),
    ),
    KeyAct("private_side", ("F12",), SESSION, QT_TRANSLATE_NOOP("Keys", "Private side: show, fold away")),
    KeyAct(
        "next_phase", ("Ctrl+PgDown",), SESSION, QT_TRANSLATE_NOOP("Keys", "Next phase (the filled button)")
    ),
    KeyAct("previous_phase", ("Ctrl+PgUp",), SESSION, QT_TRANSLATE_NOOP("Keys", "Phase before")),
    KeyAct("next_activity", ("Ctrl+Shift+PgDown",), SESSION, QT_TRANSLATE_NOOP("Keys", "Next activity")),
    KeyAct("previous_activity", ("Ctrl+Shift+PgUp",), SESSION, QT_TRANSLATE_NOOP("Keys", "Activity before")),
    KeyAct("clock", ("Ctrl+T",), SESSION, QT_TRANSLATE_NOOP("Keys", "Clock: start, pause")),
    KeyAct(
        "clock_reset", ("Ctrl+Shift+T",), SESSION, QT_TRANSLATE_NOOP("Keys", "Clock: the whole time again")
    ),
    KeyAct("minute_more", ("Alt++", "Alt+="), SESSION, QT_TRANSLATE_NOOP("Keys", "One minute more")),
    KeyAct("minute_less", ("Alt+-",), SESSION, QT_TRANSLATE_NOOP("Keys", "One minute less")),
    KeyAct(
        "replan", ("Ctrl+R",), SESSION, QT_TRANSLATE_NOOP("Keys", "Plan the rest anew, with before and after")
    ),
    KeyAct("break", ("Ctrl+B",), SESSION, QT_TRANSLATE_NOOP("Keys", "A break now")),
    KeyAct("save_file", ("Ctrl+E",), SESSION, QT_TRANSLATE_NOOP("Keys", "Save a file: canvas, report, ...")),
    KeyAct("hint", ("Ctrl+I",), SESSION, QT_TRANSLATE_NOOP("Keys", "Next private hint")),
    KeyAct(
        "wall", ("Ctrl+Shift+W",), SESSION, QT_TRANSLATE_NOOP("Keys", "Notes typed here, or left on the wall")
    ),
    KeyAct("room_page_next", ("Alt+PgDown",), SESSION, QT_TRANSLATE_NOOP("Keys", "The room’s next page")),
    KeyAct("room_page_previous", ("Alt+PgUp",), SESSION, QT_TRANSLATE_NOOP("Keys", "The room’s page before")),
    KeyAct(
        "read_out", ("Ctrl+D",), SESSION, QT_TRANSLATE_NOOP("Keys", "Show the chosen note large to the room")
    ),
    KeyAct("author", ("Ctrl+Shift+A",), SESSION, QT_TRANSLATE_NOOP("Keys", "Whose note or sheet comes next")),
    *(
        KeyAct(
            f"activity_{number}",
            (f"Ctrl+{number}",),
            SESSION,
            QT_TRANSLATE_NOOP("Keys", "Jump to that activity"),
        )
        for number in range(1, 10)
    ),
    *(
        KeyAct(
            f"speaks_{number}",
            (f"Alt+{number}",),
            SESSION,
            QT_TRANSLATE_NOOP("Keys", "That person begins to speak, in a postmortem"),
        )
        for number in range(1, 10)
    ),
    KeyAct("speaks_0", ("Alt+0",), SESSION, QT_TRANSLATE_NOOP("Keys", "Nobody speaks now")),
    KeyAct("fit", ("Ctrl+0",), BOARD, QT_TRANSLATE_NOOP("Keys", "See the whole board")),
    KeyAct("zoom_in", ("Ctrl++", "Ctrl+="), BOARD, QT_TRANSLATE_NOOP("Keys", "Larger")),
    KeyAct("zoom_out", ("Ctrl+-",), BOARD, QT_TRANSLATE_NOOP("Keys", "Smaller")),
    KeyAct("group", ("Ctrl+G",), BOARD, QT_TRANSLATE_NOOP("Keys", "Make a group of what is chosen")),
    KeyAct("split", ("Ctrl+Shift+G",), BOARD, QT_TRANSLATE_NOOP("Keys", "Take a group apart")),
    KeyAct("merge", ("Ctrl+J",), BOARD, QT_TRANSLATE_NOOP("Keys", "Make one of what is chosen")),
    KeyAct("colour", ("Ctrl+L",), BOARD, QT_TRANSLATE_NOOP("Keys", "Next colour; on a timeline, next kind")),
    KeyAct("delete", ("Del",), BOARD, QT_TRANSLATE_NOOP("Keys", "Delete what is chosen")),
    KeyAct(
        "take_groups",
        ("Ctrl+Enter", "Ctrl+Return"),
        ALIGN,
        QT_TRANSLATE_NOOP("Keys", "Take the group titles"),
    ),
    KeyAct("line_up", ("Ctrl+Shift+Up",), ALIGN, QT_TRANSLATE_NOOP("Keys", "Move the line up")),
    KeyAct("line_down", ("Ctrl+Shift+Down",), ALIGN, QT_TRANSLATE_NOOP("Keys", "Move the line down")),
    KeyAct("box_before", ("Ctrl+Up",), ALIGN, QT_TRANSLATE_NOOP("Keys", "Box before")),
    KeyAct("box_next", ("Ctrl+Down",), ALIGN, QT_TRANSLATE_NOOP("Keys", "Next box")),
)

PRESENTER_KEYS: dict[str, str] = {"PgDown": "next_phase", "PgUp": "previous_phase", ".": "black"}
"""What a presenter sends, when the facilitator switched it on."""


def act(command: str) -> KeyAct:
    """Return the entry of a command. Raises KeyError for an unknown one."""
    for each in KEYS:
        if each.id == command:
            return each
    raise KeyError(command)
