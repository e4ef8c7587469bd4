"""What undo and redo did, said where it cannot be seen on the present screen."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator.model import Changes, RowChange
from facilitator.session import Session
from facilitator.state import SessionData
from facilitator.whereabouts import place_of
from ui.desk.act_names import act_words

__all__ = ["undone_words"]


def undone_words(session: Session, before: SessionData, changes: Changes) -> str:
    """Return what `changes`, which came from undo or redo, did; "" where it shows on the present screen.

    `before` is the session as it was before them: a row that they took away is looked up there.
    """
    if any(_seen(session, before, change) for change in changes.rows):
        return ""
    words = (
        QCoreApplication.translate("TakenBack", "Undone: {act}")
        if changes.origin == "undo"
        else QCoreApplication.translate("TakenBack", "Done again: {act}")
    )
    return words.format(act=act_words(changes.act))


def _seen(session: Session, before: SessionData, change: RowChange) -> bool:
    """Tell whether the row belongs to the activity on the screen; lines of a box show while the room agrees."""
    here = session.place
    activity = session.data.method.activity(here.activity_id)
    if here.mode != "run" or here.break_id or activity is None:
        return False
    row = change.after or change.before
    if change.table == "parked":
        return activity.kind == "closing"
    owner = getattr(row, "activity_id", None)
    if owner is not None:
        return change.table != "agenda" and owner == here.activity_id
    if change.table == "outcomes" and activity.kind == "brainstorm" and here.phase != "align":
        return False
    data = session.data if change.after is not None else before
    found = place_of(data, change.table, change.id)
    return found is not None and found.activity_id == here.activity_id
