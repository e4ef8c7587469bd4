"""What stands on the board, read from the session once for each change: groups and notes in their order, by lane."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator.method import Lane
from facilitator.model import Group, Note
from facilitator.state import SessionData

__all__ = ["Contents", "contents_of", "empty_contents"]


@dataclass(frozen=True)
class Contents:
    """Groups by lane, notes by group and loose notes by lane, all in order; every note and group by id."""

    lanes: tuple[Lane, ...]
    groups: dict[str, list[Group]] = field(default_factory=dict)
    members: dict[str, list[Note]] = field(default_factory=dict)
    loose: dict[str, list[Note]] = field(default_factory=dict)
    notes: dict[str, Note] = field(default_factory=dict)
    trays: dict[str, Group] = field(default_factory=dict)

    def all_loose(self) -> list[Note]:
        """Return the loose notes of all lanes."""
        return [note for lane in self.lanes for note in self.loose[lane.id]]

    def note_count(self, lane_id: str) -> int:
        """Return how many notes a lane has, stickies on the wall included."""
        grouped = sum(len(self.members[group.id]) + group.stickies for group in self.groups[lane_id])
        return grouped + len(self.loose[lane_id])


def empty_contents(lanes: Iterable[Lane]) -> Contents:
    """Return a board of `lanes` with nothing on it."""
    found = Contents(tuple(lanes))
    for lane in found.lanes:
        found.groups[lane.id], found.loose[lane.id] = [], []
    return found


def contents_of(data: SessionData, lanes: Iterable[Lane]) -> Contents:
    """Return what the board of `lanes` holds."""
    found = empty_contents(lanes)
    for group in data.groups:
        if group.lane in found.groups:
            found.groups[group.lane].append(group)
            found.trays[group.id] = group
            found.members[group.id] = []
    for note in data.notes:
        if note.lane in found.loose:
            found.notes[note.id] = note
            where = found.members.get(note.group_id or "")
            (found.loose[note.lane] if where is None else where).append(note)
    return found
