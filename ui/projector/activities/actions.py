"""Actions: what was promised last time, ideas, commitments, and what will not be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.actions import ActionsView, CommitmentView, CommittingView
from facilitator.audience import AudienceView
from facilitator.earlier import EarlierAction
from ui.projector.activities.closing import date_words
from ui.projector.asking import asking_sheets
from ui.projector.listing import Entry, list_sheets
from ui.projector.sheet import Screen, Sheet
from ui.then_now import then_now_words


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put each promise with what became of it; while there is none, nothing but the question."""
    if isinstance(view.part, CommittingView):
        return _committing(view, view.part, screen)
    part = cast(ActionsView, view.part)
    if not part.actions:
        return asking_sheets(view, screen, part.question, ())
    entries = [Entry(each.text, _detail(each)) for each in part.actions]
    return list_sheets(view, screen, part.question, entries)


def _committing(view: AudienceView, part: CommittingView, screen: Screen) -> Sequence[Sheet]:
    if part.phase == "commit":
        entries = [Entry(each.text, _promise(each)) for each in part.commitments]
        # Until there is a promise the room chooses, so it has to see from what.
        entries = entries or [Entry(each.text, "", each.in_talk) for each in part.ideas if not each.taken]
        if part.leaders:
            behind = QCoreApplication.translate("Projector", "Behind it: {names}")
            entries.append(Entry(behind.format(names=", ".join(part.leaders)), ""))
    elif part.phase == "declined":
        entries = [Entry(text, reason) for text, reason in part.not_done]
    else:
        taken = QCoreApplication.translate("Projector", "we do this")
        parked = QCoreApplication.translate("Projector", "from the parking lot")
        entries = [Entry(each.text, taken if each.taken else "", each.in_talk) for each in part.ideas]
        entries += [Entry(each, parked) for each in part.parked]
    if not entries:
        return asking_sheets(view, screen, part.question, ())
    return list_sheets(view, screen, part.question, entries)


def _promise(each: CommitmentView) -> str:
    """Return who and by when; what it works on stands on paper, where there is room for it."""
    return " \N{MIDDLE DOT} ".join(words for words in (each.owner, date_words(each.due)) if words)


def _detail(action: EarlierAction) -> str:
    """Return the state first, then who took it, by when if it is still open, and what it was meant to move."""
    due = date_words(action.due) if action.state == "open" else ""
    moved = ", ".join(_whole(part) for part in then_now_words(action).split(", "))
    words = (state_words(action.state), action.owner, due, moved)
    return " \N{MIDDLE DOT} ".join(each for each in words if each)


def _whole(words: str) -> str:
    """Return words that no end of a line parts: a figure with what it is of."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def state_words(state: str) -> str:
    """Return what became of a promise."""
    if state == "done":
        return QCoreApplication.translate("Projector", "done")
    if state == "open":
        return QCoreApplication.translate("Projector", "open")
    if state == "dropped":
        return QCoreApplication.translate("Projector", "dropped")
    return QCoreApplication.translate("Projector", "went on later")
