"""Acts on sticky notes."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.acts.base import Acts, added, changed, position_between, removed
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.model import Changes, Note, RowChange
from facilitator.state import SessionData
from facilitator.text import required

COLOURS = ("sun", "sky", "moss", "rose", "clay", "stone")
"""The colours of notes; each has a shape of its own on screen and paper."""


class Notes(Acts):
    """Writing, moving and mending notes."""

    def add(self, lane: str, text: str, *, author_id: str | None = None, colour: str | None = None) -> Note:
        """Write a note into a lane and return it, durable unless the session says otherwise.

        The author is kept only if the session keeps authors.

        Raises:
            UserError: the text is empty or too long, or the method has no such lane.
        """
        return self.add_many(lane, [text], author_id=author_id, colour=colour)[0]

    def add_many(
        self, lane: str, texts: Sequence[str], *, author_id: str | None = None, colour: str | None = None
    ) -> list[Note]:
        """Write several notes into a lane in one act and return them in order.

        Raises:
            UserError: as `add`; nothing is written.
        """
        asked = self._data.method.lane(lane)
        if asked is None:
            raise UserError(f"This method has no lane called {lane}.")
        start = self._data.last_position("notes") + 1.0
        notes = [
            Note(
                id=new_id(),
                session_id=self._session.id,
                lane=lane,
                text=required(text),
                colour=colour or asked.colour,
                author_id=author_id if self._data.session.keep_authors else None,
                position=start + index,
            )
            for index, text in enumerate(texts)
        ]
        self._session.act("notes.add", [added(note) for note in notes])
        return notes

    def edit(self, note_id: str, text: str) -> Changes:
        """Give a note another text.

        Raises:
            UserError: the text is empty or too long, or the note is gone.
        """
        note = self._find(Note, note_id)
        return self._session.act("notes.edit", [changed(note, replace(note, text=required(text)))])

    def recolour(self, note_ids: Sequence[str], colour: str) -> Changes:
        """Give notes another colour, one of `COLOURS`."""
        if colour not in COLOURS:
            raise UserError(f"Notes come in {', '.join(COLOURS)}.")
        notes = [self._find(Note, note_id) for note_id in dict.fromkeys(note_ids)]
        return self._session.act(
            "notes.recolour", [changed(note, replace(note, colour=colour)) for note in notes]
        )

    def move(
        self,
        note_ids: Sequence[str],
        *,
        lane: str | None = None,
        group_id: str | None = None,
        before_id: str | None = None,
    ) -> Changes:
        """Put notes, in their order, into a group (or among the loose ones), in front of `before_id` or at the end.

        `lane` None keeps each note's lane; a group always brings its own. A group left without notes and without
        stickies on the wall goes away in the same act.

        Raises:
            UserError: a note, the group or the lane is gone.
        """
        notes = [self._find(Note, note_id) for note_id in dict.fromkeys(note_ids)]
        group = None if group_id is None else self._data.group(group_id)
        if group_id is not None and group is None:
            raise UserError("That group is not there any more. Undo brings it back if it was deleted.")
        if lane is not None and self._data.method.lane(lane) is None:
            raise UserError(f"This method has no lane called {lane}.")
        moving = set(note_ids)
        rows = []
        for target in {group.lane if group else lane or note.lane for note in notes}:
            standing = [
                note
                for note in self._data.notes_in(target)
                if note.group_id == group_id and note.id not in moving
            ]
            ids = [note.id for note in standing]
            index = ids.index(before_id) if before_id in ids else len(ids)
            positions = [note.position for note in standing]
            for note in notes:
                if (group.lane if group else lane or note.lane) != target:
                    continue
                position = position_between(positions, index)
                positions.insert(index, position)
                index += 1
                rows.append(changed(note, replace(note, lane=target, group_id=group_id, position=position)))
        return self._session.act("notes.move", [*rows, *emptied_groups(self._data, rows)])

    def delete(self, note_ids: Sequence[str]) -> Changes:
        """Delete notes; undo brings them back."""
        rows = [removed(self._find(Note, note_id)) for note_id in dict.fromkeys(note_ids)]
        return self._session.act("notes.delete", [*rows, *emptied_groups(self._data, rows)])

    def merge(self, note_ids: Sequence[str], *, text: str | None = None) -> Note:
        """Make one note of several that say the same: the first keeps its text, other texts follow on their own lines.

        `text` replaces all of that, where the notes differ in spelling only. Returns the note that is left.

        Raises:
            UserError: fewer than two notes, or one is gone.
        """
        notes = [self._find(Note, note_id) for note_id in dict.fromkeys(note_ids)]
        if len(notes) < 2:
            raise UserError("Choose two notes or more, then they can become one.")
        texts = list(dict.fromkeys(note.text for note in notes))
        merged = replace(notes[0], text=required("\n".join(texts) if text is None else text))
        rows = [changed(notes[0], merged), *(removed(note) for note in notes[1:])]
        self._session.act("notes.merge", [*rows, *emptied_groups(self._data, rows)])
        return merged


def emptied_groups(data: SessionData, rows: Sequence[RowChange]) -> list[RowChange]:
    """Return the removal of groups that `rows` leave with neither notes nor stickies on the wall."""
    after = data.with_changes(rows)
    left = {
        row.before.group_id
        for row in rows
        if isinstance(row.before, Note)
        and row.before.group_id
        and not (isinstance(row.after, Note) and row.after.group_id == row.before.group_id)
    }
    found = (data.group(group_id) for group_id in left)
    return [removed(each) for each in found if each and not each.stickies and not after.notes_of(each.id)]
