"""Where the parts of Home stand, in px: the first frame is painted before Home itself is made. No widgets here."""

from __future__ import annotations

from typing import NamedTuple

from ui.desk.frame import TOP_BAR, frame_for
from ui.desk.session_rows import ROW

__all__ = [
    "GO_ON",
    "METHODS",
    "SEARCH",
    "Places",
    "around",
    "beside",
    "methods_height",
    "methods_kept",
    "places",
    "steps_width",
]

TOP = 24
GO_ON, AFTER_GO_ON = 60, 20
UNDER_HEADING = 12
ABOVE_SESSIONS = 20
SEARCH = (248, 32)
UNDER_SEARCH = 8
HEADING = 28
"""The line of a heading: see `ui.fonts.STYLES`."""
METHODS = 364
"""How high the cards of the methods that Facilitator brings are together, in a window of the usual size."""
SCROLL_BAR = 10


class Places(NamedTuple):
    """The left edge and the width of the main column, how far down its parts begin, and the column of next steps."""

    left: int
    width: int
    go_on: int
    start: int
    sessions: int
    rows: int
    steps_left: int
    steps_width: int


def around(width: int, height: int) -> int:
    """Return how far Home's columns stand from the edges of a window of this size."""
    return 24 if frame_for(width, height).compact else 40


def beside(width: int, height: int) -> int:
    """Return how far the two columns stand from each other."""
    return 32 if frame_for(width, height).compact else 48


def steps_width(width: int, height: int) -> int:
    """Return how wide the column of next steps is."""
    form = frame_for(width, height)
    return 240 if form.compact else 400 if form.wide else 320


def methods_kept(width: int, height: int, methods: int) -> str:
    """Return a note for the next start: in a Home of this size the cards of the methods are `methods` high."""
    return f"{width}x{height}: {methods}"


def methods_height(kept: str, width: int, height: int) -> int:
    """Return how high the cards will be in a Home of this size, as far as an earlier start noted it."""
    size, _, methods = kept.partition(": ")
    return int(methods) if size == f"{width}x{height}" and methods.isdecimal() else METHODS


def places(width: int, height: int, rows: int, *, goes_on: bool, methods: int) -> Places:
    """Return where everything stands in a window of `width` and `height` that lists so many `rows`.

    `goes_on` tells whether a session is offered to go on with, `methods` how high the cards of the methods are.
    """
    top = TOP_BAR + TOP
    start = top + (GO_ON + AFTER_GO_ON if goes_on else 0)
    sessions = start + HEADING + UNDER_HEADING + methods + ABOVE_SESSIONS
    first_row = sessions + SEARCH[1] + UNDER_SEARCH + 1
    scrolls = first_row + rows * ROW + TOP > height
    edge, steps = around(width, height), steps_width(width, height)
    steps_left = width - (SCROLL_BAR if scrolls else 0) - edge - steps
    return Places(
        edge, steps_left - beside(width, height) - edge, top, start, sessions, first_row, steps_left, steps
    )
