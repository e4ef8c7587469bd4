"""The words about the board: what the room sees, what a screen reader says, and what the lanes hold."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator.session import Session
from ui.desk.board.contents import Contents
from ui.desk.counted import groups_text, notes_text

__all__ = ["lane_words", "room_words", "spoken_words"]


def room_words(session: Session) -> str:
    """Return what the room sees of the board now."""
    data, focus = session.data, session.focus
    note = data.note(focus.note_id or "")
    if note is not None:
        return _tr("The room reads: {text}").format(text=" ".join(note.text.split()))
    group = data.group(focus.group_id or "")
    if group is not None and group.title:
        return _tr("The room sees: {title}").format(title=group.title)
    return _tr("The room sees the board")


def spoken_words(session: Session, contents: Contents, key: str) -> str:
    """Return what a screen reader says of a note or a group; "" for neither."""
    data = session.data
    note, group = data.note(key), data.group(key)
    if note is not None:
        home = data.group(note.group_id) if note.group_id else None
        where = home.title if home is not None and home.title else _tr("loose")
        return _tr("Note: {text}. In: {where}").format(text=note.text, where=where)
    if group is not None:
        count = notes_text(len(contents.members.get(key, ())))
        return _tr("Group: {title}, {notes}").format(title=group.title or _tr("no name yet"), notes=count)
    return ""


def lane_words(contents: Contents, lane_id: str) -> str:
    """Return how many notes and groups a lane holds; "" for none."""
    count, groups = contents.note_count(lane_id), len(contents.groups[lane_id])
    figures = [notes_text(count)] if count else []
    figures += [groups_text(groups)] if groups else []
    return ", ".join(figures)


def _tr(text: str) -> str:
    return QCoreApplication.translate("BoardWords", text)
