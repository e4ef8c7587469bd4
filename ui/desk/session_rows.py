"""How a session stands in a row of a list: its words, and where each of them begins. Nothing is painted here."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QFontMetrics

from ui import fonts
from ui.desk.home_words import moment_words, people_words, planned_words, state_words

if TYPE_CHECKING:
    from facilitator.library import SessionSummary

__all__ = [
    "FOLDED_ROW",
    "NARROW",
    "PAD",
    "PAGE",
    "PITCH",
    "ROW",
    "Cell",
    "Columns",
    "cells_of",
    "columns_for",
    "folded_cells",
    "words_of",
]

PAGE = 100
"""So many sessions are read at a time."""
ROW = 36
FOLDED_ROW = 52
"""A row of two lines: its title over the rest."""
PITCH = 20
PAD = 12
_FOLDED_TOP = 6
_METHOD, _DATE, _STATE = 184, 124, 122
NARROW = 760
"""Below this width in px there is no room for every column."""
_NARROW_METHOD = 150
_BETWEEN = 24


class Columns(NamedTuple):
    """How wide the columns of a list are whose words differ in length, in px with the gap behind them."""

    methods: int = 0
    people: int = 0
    titles: int = 0


class Cell(NamedTuple):
    """Words of a row: where they begin and how much room they have in px, their colour role, weight and style."""

    text: str
    left: int
    width: int
    role: str
    weight: int
    top: int = (ROW - PITCH) // 2
    style: str = "body"


def columns_for(sessions: Iterable[SessionSummary]) -> Columns:
    """Return the columns of a list with these sessions."""
    listed = tuple(sessions)
    return Columns(
        _width_of({each.method_title for each in listed}),
        _width_of({people_words(each.head_count) for each in listed}),
        _width_of({each.title for each in listed}, weight=500),
    )


def _width_of(words: set[str], *, weight: int = 400) -> int:
    metrics = QFontMetrics(fonts.font("body", weight))
    return max(map(metrics.horizontalAdvance, words), default=0) + _BETWEEN


def words_of(summary: SessionSummary, now: datetime, open_id: str) -> tuple[str, str, str, str]:
    """Return what stands beside a session's title: method, day, people, state; `open_id` is open in the program.

    The day is the one it was begun on; before that the one it is planned for; without either the one it was made on.
    """
    if summary.starts and not summary.started:
        day = planned_words(summary.starts, now)
    else:
        day = moment_words(summary.started or summary.created, now)
    state = "open" if summary.id == open_id else summary.state
    return summary.method_title, day, people_words(summary.head_count), state_words(state)


def cells_of(
    summary: SessionSummary, width: int, columns: Columns, now: datetime, open_id: str
) -> tuple[Cell, ...]:
    """Return the words of a session in a row of `width` px, the title first."""
    narrow = width < NARROW
    method, day, people, _ = words_of(summary, now, open_id)
    state, role, weight = _state_of(summary, now, open_id)
    rest = [
        (day, _DATE, "ink_soft", 400),
        *([] if narrow else [(people, columns.people, "ink_soft", 400)]),
        (state, _STATE, role, weight),
    ]
    # What no title needs is for the names of methods.
    free = width - sum(room for _, room, _, _ in rest) - columns.titles
    methods = min(columns.methods, max(_NARROW_METHOD if narrow else _METHOD, free))
    beside = [(method, methods, "ink_soft", 400), *rest]
    left = width - sum(room for _, room, _, _ in beside)
    cells = [Cell(summary.title, PAD, left - 2 * PAD, "ink", 500)]
    for text, room, role, weight in beside:
        cells.append(Cell(text, left, room - PAD, role, weight))
        left += room
    return tuple(cells)


def folded_cells(summary: SessionSummary, width: int, now: datetime, open_id: str) -> tuple[Cell, ...]:
    """Return the words of a session in a row of two lines: method, day and people stand below the title."""
    method, day, people, _ = words_of(summary, now, open_id)
    state, role, weight = _state_of(summary, now, open_id)
    left = width - _STATE
    below = " \N{MIDDLE DOT} ".join((method, day, people))
    return (
        Cell(summary.title, PAD, left - 2 * PAD, "ink", 500, _FOLDED_TOP),
        Cell(below, PAD, width - 2 * PAD, "ink_soft", 400, _FOLDED_TOP + PITCH, "small"),
        Cell(state, left, _STATE - PAD, role, weight, _FOLDED_TOP),
    )


def _state_of(summary: SessionSummary, now: datetime, open_id: str) -> tuple[str, str, int]:
    """Return how far a session is in words, the colour role of these and their weight."""
    state = words_of(summary, now, open_id)[3]
    if summary.archived:
        state = QCoreApplication.translate("SessionList", "Put away")
    running = summary.state == "run" or summary.id == open_id
    return (state, "accent", 600) if running else (state, "ink_soft", 400)
