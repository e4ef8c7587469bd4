"""What the board's commands do to the notes and groups that are chosen: one act each, for undo."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, Qt, Signal

from facilitator.model import Group
from facilitator.session import Session
from ui.desk.board.scene import BoardScene
from ui.desk.board.selection import Selection
from ui.desk.context import DeskContext
from ui.desk.notes.entry_note import next_colour

__all__ = ["BoardActs"]


class BoardActs(QObject):
    """Acts on what `selection` holds. `joining` are the ids that wait for another one to become one with.

    Signals: joining_changed() when that begins or ends.
    """

    joining_changed = Signal()

    def __init__(self, desk: DeskContext, scene: BoardScene, selection: Selection) -> None:
        super().__init__(scene)
        self._desk = desk
        self._scene = scene
        self._selection = selection
        self.joining: tuple[str, ...] = ()

    @property
    def _session(self) -> Session:
        return self._desk.session

    # Groups

    def group(self, ids: list[str]) -> Group | None:
        """Make a group of these notes; says what is missing when there are none."""
        if not ids:
            self._desk.say(self.tr("Choose a note first, then it can become a group."))
            return None
        return self._desk.bridge.do(lambda: self._session.groups.create(ids))

    def split(self) -> None:
        """Take the chosen groups apart, or the one that the chosen note is in."""
        group_ids = self._selection.trays
        if not group_ids and self._selection.notes:
            note = self._session.data.note(self._selection.notes[0])
            group_ids = [note.group_id] if note is not None and note.group_id else []
        for group_id in group_ids:
            self._desk.bridge.do(lambda group_id=group_id: self._session.groups.split(group_id))

    def rename(self, group_id: str, title: str) -> None:
        """Give a group another title."""
        self._desk.bridge.do(lambda: self._session.groups.rename(group_id, title))

    # Becoming one

    def merge(self) -> None:
        """Make one of what is chosen; of a single one with the next that is chosen."""
        if self.joining:
            self.join(self._selection.current)
            return
        chosen = self._selection.trays or self._selection.notes
        if len(chosen) > 1:
            self._make_one(chosen)
        elif chosen:
            self.joining = tuple(chosen)
            self.joining_changed.emit()

    def join(self, other: str) -> None:
        """Make one of what waits and `other`."""
        first, self.joining = self.joining, ()
        if other and other not in first:
            self._make_one([*first, other])
        self.joining_changed.emit()

    def stop_joining(self) -> None:
        """Wait no longer."""
        self.joining = ()
        self.joining_changed.emit()

    def _make_one(self, ids: list[str]) -> None:
        groups = [each for each in ids if self._session.data.group(each) is not None]
        if groups and len(groups) < len(ids):
            self._desk.say(self.tr("A note and a group cannot become one. Drop the note into the group."))
            return
        acts = self._session.groups.merge if groups else self._session.notes.merge
        left = self._desk.bridge.do(lambda: acts(ids))
        if left is not None:
            self._selection.choose([left.id])

    # Notes and groups

    def recolour(self) -> None:
        """Give the chosen notes and groups the next colour."""
        session, do = self._session, self._desk.bridge.do
        notes = self._selection.notes
        if notes:
            first = session.data.note(notes[0])
            if first is not None:
                do(lambda: session.notes.recolour(notes, next_colour(first.colour)))
        for group_id in self._selection.trays:
            members = self._scene.contents.members[group_id]
            now = members[0].colour if members else self._scene.contents.trays[group_id].colour
            do(lambda group_id=group_id, now=now: session.groups.recolour(group_id, next_colour(now)))

    def delete(self) -> None:
        """Delete what is chosen, and choose what lies beside it."""
        session, do, selection = self._session, self._desk.bridge.do, self._selection
        notes, trays = selection.notes, selection.trays
        onward = selection.next_in(Qt.Key.Key_Right) or selection.next_in(Qt.Key.Key_Left)
        if notes:
            do(lambda: session.notes.delete(notes))
        for group_id in trays:
            do(lambda group_id=group_id: session.groups.delete(group_id))
        there = onward in self._scene.note_items or onward in self._scene.tray_items
        if (notes or trays) and onward and there:
            selection.choose([onward])

    def rewrite(self, note_id: str, text: str) -> None:
        """Give a note another text; an empty one deletes it."""
        session = self._session
        if text.strip():
            self._desk.bridge.do(lambda: session.notes.edit(note_id, text))
        else:
            self._desk.bridge.do(lambda: session.notes.delete([note_id]))

    # What the room looks at

    def read_out(self) -> None:
        """Let the room read the chosen note; the second time it reads none."""
        notes = self._selection.notes
        focus = self._session.focus
        if not notes or focus.note_id == notes[-1]:
            self.stop_reading()
        else:
            self.point_at(notes[-1], read=True)

    def stop_reading(self) -> None:
        """Let the room read no single note."""
        self._session.set_focus(replace(self._session.focus, note_id=None))

    def point_at(self, key: str, *, read: bool) -> None:
        """Let the room look at where a note or a group is; with `read` it reads the note."""
        data, focus = self._session.data, self._session.focus
        note, group = data.note(key), data.group(key)
        if note is not None:
            self._session.set_focus(
                replace(
                    focus, note_id=note.id if read else None, group_id=note.group_id, lane=note.lane, page=0
                )
            )
        elif group is not None:
            self._session.set_focus(replace(focus, note_id=None, group_id=group.id, lane=group.lane, page=0))
