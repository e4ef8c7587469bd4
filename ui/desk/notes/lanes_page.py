"""Solo and share with a scribe: the lanes side by side, the note line on top of one of them."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator.focus import Focus
from facilitator.method import Activity, Phase
from facilitator.model import Changes, Note
from facilitator.voting import topics_in_order
from ui.desk.context import DeskContext
from ui.desk.counted import notes_text, topics_text
from ui.desk.heading import Heading, stage_caption
from ui.desk.notes.entry_note import next_colour
from ui.desk.notes.entry_switch import TYPED, entry_switch
from ui.desk.notes.lane_head import LaneHead
from ui.desk.notes.note_list import BAR, REACH, NoteList
from ui.desk.notes.writer import NoteWriter
from ui.desk.person_select import PersonSelect
from ui.desk.stage import KeyHint
from ui.desk.stage_page import StagePage
from ui.widgets.plain_label import PlainLabel

__all__ = ["LanesPage"]

_PAD, _WIDE_PAD = 24, 28
_BETWEEN = 32
_NARROW_BETWEEN = 24


class LanesPage(StagePage):
    """Typing notes. The keyboard is in the note line, or in one of the lists of notes."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self._phase_id = ""
        self.heading = Heading(self)
        self.switch = entry_switch(self.heading, TYPED)
        self.switch.chosen.connect(self._switched)
        self.author = PersonSelect(self.tr("Whose note comes next"), self.session, self.heading)
        self.author.taken.connect(self.take_focus)
        self.heading.set_side(self.author)
        self.heading.set_side(self.switch)
        self.topics = PlainLabel(style="small", role="ink_soft", wrap=True)
        self.topics.setParent(self)
        self.heads = {lane.id: LaneHead(lane, activity.lanes, self) for lane in activity.lanes}
        empty = self.tr("No notes yet.")
        self.lists = {
            lane.id: NoteList(self.tr("Notes in {lane}").format(lane=lane.title), empty, self)
            for lane in activity.lanes
        }
        self.writer = NoteWriter(desk, activity.lanes, self)
        self.writer.author = lambda: self.author.person_id
        self.writer.lane_changed.connect(self._lane_changed)
        self.writer.stopped.connect(self._stopped)
        self.writer.began.connect(self._writing_began)
        self.writer.grown.connect(self._lay_out)
        self.writer.field.left_by.connect(self._left_writer)
        for lane_id, each in self.lists.items():
            each.current_changed.connect(self._current_changed)
            each.left_by.connect(lambda way, lane_id=lane_id: self._left_list(lane_id, way))
            each.edited.connect(self._edited)
            each.text_began.connect(self.take_text)
        self.setTabOrder(self.writer.field, self.author)
        self.setTabOrder(self.author, self.switch)

    # The stage asks

    def enter(self, phase: Phase) -> None:
        """See Stage."""
        self._phase_id = phase.id
        self.heading.set_words(
            stage_caption(self.session, self.activity, phase), phase.heading or self.activity.title
        )
        self.switch.set_current(TYPED)
        self.topics.setText(topics_text(topics_in_order(self.session.data, self.activity)))
        self._lay_out()
        self.author.refresh()
        self.writer.bring_back()
        for lane_id in self.lists:
            self._show_notes(lane_id)
        self._show_reading()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("notes"):
            lanes = {
                row.lane
                for change in changes.rows
                for row in (change.before, change.after)
                if isinstance(row, Note)
            }
            for lane_id in lanes & set(self.lists):
                before = self.lists[lane_id].ids()
                self._show_notes(lane_id)
                if changes.act == "notes.add" and len(self.lists[lane_id].ids()) > len(before):
                    self.lists[lane_id].show_last()
                    self._show_room_the_lane()
            self.hints_changed.emit()
        if changes.touches("participants", "sessions"):
            self.author.refresh()
        if changes.act == "focus":
            self._show_reading()
            self.hints_changed.emit()

    def leave(self) -> None:
        """See Stage."""
        for each in self.lists.values():
            each.stop_editing(keep=True)

    def room_sees(self) -> str:
        """See Stage."""
        if self._phase_id == "solo":
            count = sum(len(each.ids()) for each in self.lists.values())
            if not count:
                return self.tr("The room sees the questions and the clock")
            return self.tr("The room sees the count only: {notes}").format(notes=notes_text(count))
        note = self.session.data.note(self.session.focus.note_id or "")
        if note is not None:
            return self.tr("The room reads: {text}").format(text=" ".join(note.text.split()))
        return self.tr("The room sees the notes")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        if self._list_with_focus() is None:
            hints = [KeyHint("Enter", self.tr("next note"))]
            if len(self.activity.lanes) > 1:
                hints.append(KeyHint("Tab", self.tr("other lane")))
            return (*hints, KeyHint("Ctrl+V", self.tr("paste a list")))
        hints = [KeyHint("F2", self.tr("edit")), KeyHint("Ctrl+L", self.tr("colour"))]
        if self._phase_id != "solo":
            hints.insert(0, KeyHint("Ctrl+D", self.tr("show large")))
        return tuple(hints)

    def command(self, name: str) -> bool:
        if name == "colour" and self._list_with_focus() is None:
            self.writer.colour_on()
            return True
        if name == "read_out":
            return self._read_out()
        if name == "author":
            self.author.setFocus()
            return True
        acts = {"edit": self._edit, "delete": self._delete, "colour": self._recolour}
        act = acts.get(name)
        return act is not None and act()

    def take_text(self, text: str) -> bool:
        """See Stage."""
        self.writer.begin(text)
        return True

    def begin_in(self, lane_id: str) -> None:
        """See StagePage; a half-written note stays in the lane it was begun in."""
        if not self.writer.text():
            self.writer.go_to(lane_id)

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        self.writer.field.setFocus()

    # Notes

    def _show_notes(self, lane_id: str) -> None:
        notes = self.session.data.notes_in(lane_id)
        self.lists[lane_id].set_notes(notes)
        self.heads[lane_id].set_figure(notes_text(len(notes)) if notes else "")

    def current_list(self) -> NoteList | None:
        """Return the list that has the current note, None when no note is chosen."""
        return next((each for each in self.lists.values() if each.current), None)

    def _list_with_focus(self) -> NoteList | None:
        return next((each for each in self.lists.values() if each.hasFocus()), None)

    def _edit(self) -> bool:
        chosen = self.current_list()
        return chosen is not None and chosen.edit_current()

    def _delete(self) -> bool:
        chosen = self._list_with_focus()
        if chosen is None or not chosen.current:
            return False
        note_id = chosen.current
        self.desk.bridge.do(lambda: self.session.notes.delete([note_id]))
        return True

    def _recolour(self) -> bool:
        chosen = self._list_with_focus()
        note = self.session.data.note(chosen.current) if chosen is not None else None
        if note is None:
            return False
        self.desk.bridge.do(lambda: self.session.notes.recolour([note.id], next_colour(note.colour)))
        return True

    def _edited(self, note_id: str, text: str) -> None:
        if text.strip():
            self.desk.bridge.do(lambda: self.session.notes.edit(note_id, text))
        else:
            self.desk.bridge.do(lambda: self.session.notes.delete([note_id]))

    # What is read out

    def _read_out(self) -> bool:
        if self._phase_id == "solo":
            self.desk.say(
                self.tr("Notes are read out from the next phase on. Now the room sees their number.")
            )
            return True
        focus = self.session.focus
        chosen = self.current_list()
        note_id = chosen.current if chosen is not None else ""
        if focus.note_id and note_id in ("", focus.note_id):
            self._point_at(replace(focus, note_id=None))
        elif note_id:
            self._read(note_id)
        else:
            self.desk.say(self.tr("Choose a note first: Down goes into the notes."))
        return True

    def _read(self, note_id: str) -> None:
        note = self.session.data.note(note_id)
        if note is not None:
            self._point_at(replace(self.session.focus, note_id=note_id, group_id=None, lane=note.lane))

    def _point_at(self, focus: Focus) -> None:
        self.session.set_focus(focus)

    def _show_reading(self) -> None:
        pointed = self.session.focus.note_id or ""
        alone = self._phase_id == "solo"
        for each in self.lists.values():
            # Alone the room sees no note: what somebody searched for is chosen and not read out.
            each.set_reading("" if alone else pointed)
            if alone and pointed in each.ids():
                each.set_current(pointed)

    # Where the keyboard is

    def _current_changed(self) -> None:
        chosen = self.sender()
        if isinstance(chosen, NoteList) and chosen.current:
            for other in self.lists.values():
                if other is not chosen:
                    other.set_current("")
            if self.session.focus.note_id:
                self._read(chosen.current)
        self.hints_changed.emit()

    def _lane_changed(self) -> None:
        self._show_lane()
        self._show_room_the_lane()
        self._lay_out()

    def _show_room_the_lane(self) -> None:
        if self._phase_id not in ("", "solo"):
            self.point_at_lane(self.writer.lane.id)

    def _show_lane(self) -> None:
        ids = list(self.heads)
        here = ids.index(self.writer.lane.id)
        for place, lane_id in enumerate(ids):
            head = self.heads[lane_id]
            if place == here and len(ids) > 1:
                head.set_here(self.tr("New notes land here"))
            elif place == (here + 1) % len(ids) and place != here:
                head.set_key("Tab", self.tr("to write here"))
            else:
                head.set_key("", "")

    def _stopped(self) -> None:
        self.lists[self.writer.lane.id].setFocus()
        self.hints_changed.emit()

    def _writing_began(self) -> None:
        for each in self.lists.values():
            each.set_current("")
        self.hints_changed.emit()

    def _left_writer(self, step: int) -> None:
        here = self.lists[self.writer.lane.id]
        if step > 0 and here.ids():
            here.set_current(here.ids()[0])
            here.setFocus()

    def _left_list(self, lane_id: str, way: str) -> None:
        if way == "up":
            self.take_focus()
            return
        ids = list(self.lists)
        place = ids.index(lane_id) + (1 if way == "right" else -1)
        if 0 <= place < len(ids) and self.lists[ids[place]].ids():
            there = self.lists[ids[place]]
            there.set_current(there.ids()[0])
            there.setFocus()

    def _switched(self, entry: str) -> None:
        if entry != TYPED:
            self.wall_wanted.emit()

    # Where everything stands

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _lay_out(self) -> None:
        wide = self.width() >= 1000
        pad = _WIDE_PAD if wide else _PAD
        top = 24 if self.height() >= 420 else 12
        head_height = self.heading.sizeHint().height()
        self.heading.setGeometry(pad, top, self.width() - 2 * pad, head_height)
        count = len(self.activity.lanes)
        between = _BETWEEN if count <= 2 else _NARROW_BETWEEN
        width = (self.width() - 2 * pad - (count - 1) * between) // count
        top += head_height + 18
        self.topics.setVisible(bool(self.topics.text()))
        if self.topics.text():
            room = self.width() - 2 * pad
            self.topics.setGeometry(pad, top - 8, room, self.topics.heightForWidth(room))
            top += self.topics.height() + 8
        tallest = max(head.height_for(width) for head in self.heads.values())
        for index, lane in enumerate(self.activity.lanes):
            x = pad + index * (width + between)
            self.heads[lane.id].setGeometry(x, top, width, tallest)
            below = top + tallest + 6
            if lane.id == self.writer.lane.id:
                height = self.writer.wanted_height()
                self.writer.setGeometry(x, below + 4, width, height)
                below += height + 12
            # The lists reach out a little, so that a ring is not cut at their edges.
            room = max(0, self.height() - below)
            self.lists[lane.id].setGeometry(x - REACH, below, width + 2 * REACH + BAR, room)
        self.writer.raise_()
