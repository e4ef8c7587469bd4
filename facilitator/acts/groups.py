"""Acts on groups: named clusters of notes, typed or left on the wall."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.acts.base import Acts, added, changed, last_position, position_between, removed
from facilitator.acts.notes import emptied_groups
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import Changes, Group, Note
from facilitator.text import one_line, optional


class Groups(Acts):
    """Clustering."""

    def create(self, note_ids: Sequence[str], title: str = "") -> Group:
        """Make a group of notes, at the place of the first one's lane, and return it.

        Raises:
            UserError: no note was given, or one is gone.
        """
        notes = [self._find(Note, note_id) for note_id in dict.fromkeys(note_ids)]
        if not notes:
            raise UserError("Choose a note first, then it can become a group.")
        group = self._new(notes[0].lane, optional(title, "A group’s title"))
        joined = [
            changed(note, replace(note, lane=group.lane, group_id=group.id, position=note.position))
            for note in notes
        ]
        emptied = emptied_groups(self._data, joined)
        self._session.act("groups.create", [added(group), *joined, *emptied])
        return group

    def add_named(self, lane: str, title: str, stickies: int = 0) -> Group:
        """Add a group by its name: its `stickies` paper notes stay on the wall.

        Raises:
            UserError: no title, a negative number, or no such lane.
        """
        if self._data.method.lane(lane) is None:
            raise UserError(f"This method has no lane called {lane}.")
        group = replace(self._new(lane, one_line(title, "A group")), stickies=_count(stickies))
        self._session.act("groups.add", [added(group)])
        return group

    def rename(self, group_id: str, title: str) -> Changes:
        """Give a group another title; an empty one takes it away."""
        group = self._find(Group, group_id)
        cleaned = " ".join(optional(title, "A group’s title").split())
        return self._session.act("groups.rename", [changed(group, replace(group, title=cleaned))])

    def set_stickies(self, group_id: str, count: int) -> Changes:
        """Say how many paper notes of a group hang on the wall."""
        group = self._find(Group, group_id)
        return self._session.act("groups.count", [changed(group, replace(group, stickies=_count(count)))])

    def recolour(self, group_id: str, colour: str) -> Changes:
        """Give a group and all its notes one colour."""
        group = self._find(Group, group_id)
        notes = [changed(note, replace(note, colour=colour)) for note in self._data.notes_of(group_id)]
        return self._session.act("groups.recolour", [changed(group, replace(group, colour=colour)), *notes])

    def move(self, group_id: str, *, lane: str | None = None, before_id: str | None = None) -> Changes:
        """Put a group in front of another one, or at the end; into another lane with its notes if `lane` says so."""
        group = self._find(Group, group_id)
        target = lane or group.lane
        standing = [each for each in self._data.groups_in(target) if each.id != group_id]
        ids = [each.id for each in standing]
        index = ids.index(before_id) if before_id in ids else len(ids)
        position = position_between([each.position for each in standing], index)
        notes = [changed(note, replace(note, lane=target)) for note in self._data.notes_of(group_id)]
        moved = changed(group, replace(group, lane=target, position=position))
        return self._session.act("groups.move", [moved, *notes])

    def merge(self, group_ids: Sequence[str]) -> Group:
        """Make one group of several: the first keeps its title (or takes the next one's), all notes join it.

        Raises:
            UserError: fewer than two groups, or one is gone.
        """
        groups = [self._find(Group, group_id) for group_id in dict.fromkeys(group_ids)]
        if len(groups) < 2:
            raise UserError("Choose two groups or more, then they can become one.")
        title = next((group.title for group in groups if group.title), "")
        merged = replace(groups[0], title=title, stickies=sum(group.stickies for group in groups))
        notes = [
            changed(note, replace(note, lane=merged.lane, group_id=merged.id))
            for group in groups[1:]
            for note in self._data.notes_of(group.id)
        ]
        rows = [changed(groups[0], merged), *notes, *(removed(group) for group in groups[1:])]
        self._session.act("groups.merge", rows)
        return merged

    def split(self, group_id: str) -> Changes:
        """Take a group apart: its notes are loose again."""
        group = self._find(Group, group_id)
        notes = [changed(note, replace(note, group_id=None)) for note in self._data.notes_of(group_id)]
        return self._session.act("groups.split", [*notes, removed(group)])

    def delete(self, group_id: str) -> Changes:
        """Delete a group with its notes; undo brings them back."""
        group = self._find(Group, group_id)
        notes = [removed(note) for note in self._data.notes_of(group_id)]
        return self._session.act("groups.delete", [*notes, removed(group)])

    def _new(self, lane: str, title: str) -> Group:
        position = last_position([group.position for group in self._data.groups_in(lane)])
        return Group(new_id(), self._session.id, lane, " ".join(title.split()), position=position)


def _count(number: int) -> int:
    if not 0 <= number <= 9999:
        raise UserError("The number of stickies is between 0 and 9999.")
    return number
