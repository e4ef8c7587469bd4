"""Actions: what was promised last time, and what became of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.actions import ActionsView
from facilitator.audience import AudienceView
from facilitator.earlier import EarlierAction
from ui.projector.activities.closing import date_words
from ui.projector.asking import asking_sheets
from ui.projector.listing import Entry, list_sheets
from ui.projector.sheet import Screen, Sheet


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put each promise with what became of it; while there is none, nothing but the question."""
    part = cast(ActionsView, view.part)
    if not part.actions:
        return asking_sheets(view, screen, part.question, ())
    entries = [Entry(each.text, _detail(each)) for each in part.actions]
    return list_sheets(view, screen, part.question, entries)


def _detail(action: EarlierAction) -> str:
    """Return the state first, then who took it, by when if it is still open, and what it was meant to move."""
    due = date_words(action.due) if action.state == "open" else ""
    moved = " \N{RIGHTWARDS ARROW} ".join(each for each in (action.then, action.now) if each)
    words = (state_words(action.state), action.owner, due, moved)
    return " \N{MIDDLE DOT} ".join(each for each in words if each)


def state_words(state: str) -> str:
    """Return what became of a promise."""
    if state == "done":
        return QCoreApplication.translate("Projector", "done")
    if state == "open":
        return QCoreApplication.translate("Projector", "open")
    if state == "dropped":
        return QCoreApplication.translate("Projector", "dropped")
    return QCoreApplication.translate("Projector", "went on later")
