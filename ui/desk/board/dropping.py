"""What a drop does to the session: one act, and nothing when it would change nothing."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.model import Group
from ui.bridge import Bridge
from ui.desk.board.contents import Contents
from ui.desk.board.places import Place

__all__ = ["drop_notes", "drop_tray"]


def drop_notes(bridge: Bridge, contents: Contents, ids: Sequence[str], place: Place) -> Group | None:
    """Put notes where they were dropped; returns the group that came about, if one did."""
    session = bridge.session
    if place.kind == "note":
        return bridge.do(lambda: session.groups.create([place.id, *ids]))
    if place.kind == "loose":
        lane = place.lane or None
        moving = [
            note_id
            for note_id in ids
            if contents.notes[note_id].group_id is not None
            or (lane is not None and contents.notes[note_id].lane != lane)
        ]
        if moving:
            bridge.do(lambda: session.notes.move(moving, lane=lane, group_id=None))
        return None
    members = [note.id for note in contents.members[place.id]]
    others = [note_id for note_id in members if note_id not in ids]
    before_id = others[place.index] if place.index < len(others) else None
    wanted = [*others[: place.index], *ids, *others[place.index :]]
    if wanted != members:
        bridge.do(lambda: session.notes.move(list(ids), group_id=place.id, before_id=before_id))
    return None


def drop_tray(bridge: Bridge, contents: Contents, group_id: str, place: Place) -> None:
    """Put a tray in front of another one, or at the end of a lane."""
    order = [group.id for group in contents.groups[place.lane]]
    others = [each for each in order if each != group_id]
    index = others.index(place.id) if place.id in others else len(others)
    if [*others[:index], group_id, *others[index:]] != order:
        session = bridge.session
        bridge.do(lambda: session.groups.move(group_id, lane=place.lane, before_id=place.id or None))
