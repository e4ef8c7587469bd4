"""Cluster with notes on the board: what the keyboard does there, and how acts come about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.board.carrying import Carrying
from ui.desk.board.dropping import drop_notes, drop_tray
from ui.desk.board.in_place import InPlace
from ui.desk.board.lane_bar import LaneBar
from ui.desk.board.scene import BoardScene
from ui.desk.board.selection import Selection
from ui.desk.board.view import BoardView
from ui.desk.context import DeskContext
from ui.desk.counted import groups_text, notes_text
from ui.desk.heading import stage_caption
from ui.desk.notes.entry_note import next_colour
from ui.desk.notes.entry_switch import TYPED, entry_switch
from ui.desk.notes.writer import NoteWriter
from ui.desk.stage import KeyHint
from ui.desk.stage_page import StagePage
from ui.widgets.plain_label import PlainLabel

__all__ = ["BoardPage"]

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_WRITER_WIDTH = 344


class BoardPage(StagePage):
    """Notes in groups. The keyboard is on the board, in an editor on it, or in the note line."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        still = desk.settings.switch("reduced_motion", False)
        self.scene = BoardScene(activity.lanes, still=still, parent=self)
        self.selection = Selection(self.scene)
        self.carried = Carrying(self.scene, self.tr("Drop here"))
        self.view = BoardView(self.scene, self.selection, self.carried)
        self.switch = entry_switch(self, TYPED)
        self.bar = LaneBar()
        self.editor = InPlace(self.view.viewport())
        self.writer = NoteWriter(desk, activity.lanes, self)
        self.writer.hide()
        self._joining: tuple[str, ...] = ()
        self._figures = [""] * len(activity.lanes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(self.bar)
        column.addWidget(self.view, 1)
        self._connect()

    def _head(self) -> QHBoxLayout:
        """Return the line over the lanes: where we are, and at the right how notes come in."""
        self.caption = PlainLabel(style="small", role="ink_soft", elide=True)
        head = QHBoxLayout()
        head.setContentsMargins(20, 8, 20, 0)
        head.setSpacing(16)
        head.addWidget(self.caption, 1)
        head.addWidget(self.switch)
        return head

    def _connect(self) -> None:
        self.switch.chosen.connect(lambda entry: self.wall_wanted.emit() if entry != TYPED else None)
        self.selection.changed.connect(self._selection_changed)
        self.carried.changed.connect(self.hints_changed)
        self.view.edit_wanted.connect(self._edit)
        self.view.dropped.connect(self._drop)
        self.view.pressed_on.connect(self._pressed)
        self.view.keys_pressed.connect(self._key_pressed)
        self.view.text_began.connect(self.take_text)
        self.view.moved.connect(self._view_moved)
        self.editor.closed.connect(self.take_focus)
        self.writer.stopped.connect(self._stop_writing)
        self.writer.began.connect(self.hints_changed)
        self.writer.lane_changed.connect(self._place_writer)
        self.writer.grown.connect(self._place_writer)
        self.writer.field.left_by.connect(lambda _: self._stop_writing())

    # The stage asks

    def enter(self, phase: Phase) -> None:
        self.caption.setText(stage_caption(self.session, self.activity, phase))
        self.switch.set_current(TYPED)
        self.scene.show_data(self.session.data)
        self.selection.forget_lost()
        self._count_lanes()
        self._show_reading()
        self.view.to_top()
        self.writer.bring_back()
        self._place_writer()
        self.writer.setVisible(bool(self.writer.text()))

    def refresh(self, changes: Changes) -> None:
        if changes.touches("notes", "groups"):
            if self.carried:
                self.carried.put_back()
            self.scene.show_data(self.session.data, changes.ids("notes"))
            self.selection.forget_lost()
            self._count_lanes()
            self.hints_changed.emit()
        if changes.act == "focus":
            self._show_reading()
            self.hints_changed.emit()

    def leave(self) -> None:
        self.editor.close(keep=True)
        self.carried.put_back()
        self._joining = ()

    def wants_width(self) -> bool:
        return True

    def room_sees(self) -> str:
        data, focus = self.session.data, self.session.focus
        note = data.note(focus.note_id or "")
        if note is not None:
            return self.tr("The room reads: {text}").format(text=" ".join(note.text.split()))
        group = data.group(focus.group_id or "")
        if group is not None and group.title:
            return self.tr("The room sees: {title}").format(title=group.title)
        return self.tr("The room sees the board")

    def carrying(self) -> str | None:
        if self._joining:
            return self.tr("Becoming one: choose the other")
        if not self.carried:
            return None
        if self.carried.is_tray:
            return self.tr("Carrying a group")
        return self.tr("Carrying {notes}").format(notes=notes_text(len(self.carried.ids)))

    def key_hints(self) -> tuple[KeyHint, ...]:
        if self.writer.field.hasFocus():
            other = (KeyHint("Tab", self.tr("other lane")),) if len(self.activity.lanes) > 1 else ()
            return (KeyHint("Enter", self.tr("next note")), *other, KeyHint("Esc", self.tr("stop")))
        if self._joining:
            return (
                KeyHint("Up Down Left Right", self.tr("choose")),
                KeyHint("Enter", self.tr("make one")),
                KeyHint("Esc", self.tr("leave it")),
            )
        if self.carried:
            group = () if self.carried.is_tray else (KeyHint("Ctrl+G", self.tr("new group with it")),)
            return (
                KeyHint("Up Down Left Right", self.tr("choose a place")),
                KeyHint("Enter", self.tr("drop")),
                *group,
                KeyHint("Esc", self.tr("put it back")),
            )
        if self.selection.trays:
            return (
                KeyHint("F2", self.tr("name")),
                KeyHint("Space", self.tr("pick up")),
                KeyHint("Ctrl+Shift+G", self.tr("take apart")),
            )
        if self.selection.notes:
            return (
                KeyHint("Space", self.tr("pick up")),
                KeyHint("Ctrl+G", self.tr("group")),
                KeyHint("Ctrl+L", self.tr("colour")),
            )
        return (KeyHint("Right", self.tr("choose")), KeyHint("Ctrl+0", self.tr("fit")))

    def command(self, name: str) -> bool:
        acts: dict[str, Callable[[], object]] = {
            "edit": lambda: self._edit(self.selection.current),
            "group": self._group,
            "split": self._split,
            "merge": self._merge,
            "colour": self._recolour,
            "delete": self._delete,
            "read_out": self._read_out,
            "fit": self.view.fit_all,
            "zoom_in": lambda: self.view.zoom_by(1),
            "zoom_out": lambda: self.view.zoom_by(-1),
        }
        if name not in acts:
            return False
        acts[name]()
        return True

    def take_text(self, text: str) -> bool:
        lane = self._lane_of(self.selection.current)
        if not self.writer.text() and lane:
            self.writer.go_to(lane)
        self.writer.show()
        self._place_writer()
        self.writer.begin(text)
        return True

    def take_focus(self) -> None:
        if self.editor.open:
            return
        self.view.setFocus()

    # Keys

    def _key_pressed(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = held == Qt.KeyboardModifier.ShiftModifier
        if held and not (shift and key in _ARROWS):
            return
        taken = True
        if key in _ARROWS:
            self._arrow(key, extend=shift)
        elif key == Qt.Key.Key_Space or key in _ENTER:
            taken = self._space_or_enter(key)
        elif key == Qt.Key.Key_Escape:
            taken = self._escape()
        else:
            taken = False
        event.setAccepted(taken)

    def _arrow(self, key: Qt.Key, *, extend: bool) -> None:
        if self.carried:
            self.carried.step(key)
            if self.carried.place is not None:
                self.view.ensureVisible(self.carried.place.box, 24, 24)
            return
        found = self.selection.next_in(key)
        if found is None:
            return
        if extend:
            self.selection.add(found)
        else:
            self.selection.choose([found])
        self.view.bring_into_view(found)

    def _space_or_enter(self, key: Qt.Key) -> bool:
        if self.carried:
            self._drop()
        elif self._joining:
            self._join(self.selection.current)
        elif key == Qt.Key.Key_Space:
            self._pick_up()
        else:
            self._edit(self.selection.current)
        return True

    def _escape(self) -> bool:
        if self.carried:
            self.carried.put_back()
            self.selection.mark()
        elif self._joining:
            self._joining = ()
            self.hints_changed.emit()
        elif self.session.focus.note_id:
            self.session.set_focus(replace(self.session.focus, note_id=None))
        elif self.selection.current:
            self.selection.choose([])
        else:
            return False
        return True

    def _pick_up(self) -> None:
        ids = self.selection.notes or self.selection.trays[:1]
        if ids:
            self.carried.begin(ids, QRectF().topLeft())
            self.carried.to_start()

    # Acts

    def _drop(self) -> None:
        is_tray = self.carried.is_tray
        contents = self.scene.contents
        ids, place = self.carried.end()
        made = None
        if place is not None and is_tray:
            drop_tray(self.desk.bridge, contents, ids[0], place)
        elif place is not None:
            made = drop_notes(self.desk.bridge, contents, ids, place)
        self.scene.let_go()
        self.selection.choose(ids)
        self.selection.mark()
        self._count_lanes()
        self.hints_changed.emit()
        if made is not None:
            self._name_new(made.id)

    def _name_new(self, group_id: str) -> None:
        self.selection.choose([group_id])
        self._edit(group_id)

    def _group(self) -> None:
        ids = list(self.carried.ids) if self.carried and not self.carried.is_tray else self.selection.notes
        if self.carried:
            self.carried.end()
            self.scene.let_go()
        if not ids:
            self.desk.say(self.tr("Choose a note first, then it can become a group."))
            return
        made = self.desk.bridge.do(lambda: self.session.groups.create(ids))
        if made is not None:
            self._name_new(made.id)

    def _split(self) -> None:
        group_ids = self.selection.trays
        if not group_ids and self.selection.notes:
            note = self.session.data.note(self.selection.notes[0])
            group_ids = [note.group_id] if note is not None and note.group_id else []
        for group_id in group_ids:
            self.desk.bridge.do(lambda group_id=group_id: self.session.groups.split(group_id))

    def _merge(self) -> None:
        if self._joining:
            self._join(self.selection.current)
            return
        chosen = self.selection.trays or self.selection.notes
        if len(chosen) > 1:
            self._make_one(chosen)
        elif chosen:
            self._joining = tuple(chosen)
            self.hints_changed.emit()

    def _join(self, other: str) -> None:
        first, self._joining = self._joining, ()
        if other and other not in first:
            self._make_one([*first, other])
        self.hints_changed.emit()

    def _make_one(self, ids: list[str]) -> None:
        groups = [each for each in ids if self.session.data.group(each) is not None]
        if groups and len(groups) < len(ids):
            self.desk.say(self.tr("A note and a group cannot become one. Drop the note into the group."))
            return
        acts = self.session.groups.merge if groups else self.session.notes.merge
        left = self.desk.bridge.do(lambda: acts(ids))
        if left is not None:
            self.selection.choose([left.id])

    def _recolour(self) -> None:
        session, do = self.session, self.desk.bridge.do
        if self.writer.field.hasFocus():
            self.writer.colour_on()
            return
        notes = self.selection.notes
        if notes:
            first = session.data.note(notes[0])
            if first is not None:
                do(lambda: session.notes.recolour(notes, next_colour(first.colour)))
        for group_id in self.selection.trays:
            members = self.scene.contents.members[group_id]
            now = members[0].colour if members else self.scene.contents.trays[group_id].colour
            do(lambda group_id=group_id, now=now: session.groups.recolour(group_id, next_colour(now)))

    def _delete(self) -> None:
        session, do = self.session, self.desk.bridge.do
        notes, trays = self.selection.notes, self.selection.trays
        onward = self.selection.next_in(Qt.Key.Key_Right) or self.selection.next_in(Qt.Key.Key_Left)
        if notes:
            do(lambda: session.notes.delete(notes))
        for group_id in trays:
            do(lambda group_id=group_id: session.groups.delete(group_id))
        if (
            (notes or trays)
            and onward
            and (onward in self.scene.note_items or onward in self.scene.tray_items)
        ):
            self.selection.choose([onward])

    def _edit(self, key: str) -> None:
        data = self.session.data
        note, group = data.note(key), data.group(key)
        self.view.bring_into_view(key)
        if note is not None:
            box = self.view.place_of(self.scene.rect_of(key))
            self.editor.edit_note(note, box, lambda text: self._keep_note(note.id, text))
        elif group is not None and key in self.scene.tray_items:
            item = self.scene.tray_items[key]
            corner = self.scene.rect_of(key).topLeft()
            box = self.view.place_of(item.title_text_box().translated(corner))
            self.editor.edit_title(group, box, lambda text: self._keep_title(group.id, text))

    def _keep_title(self, group_id: str, text: str) -> None:
        self.desk.bridge.do(lambda: self.session.groups.rename(group_id, text))

    def _keep_note(self, note_id: str, text: str) -> None:
        session = self.session
        if text.strip():
            self.desk.bridge.do(lambda: session.notes.edit(note_id, text))
        else:
            self.desk.bridge.do(lambda: session.notes.delete([note_id]))

    # What the room looks at

    def _read_out(self) -> None:
        notes = self.selection.notes
        focus = self.session.focus
        if not notes or focus.note_id == notes[-1]:
            self.session.set_focus(replace(focus, note_id=None))
        else:
            self._point_at(notes[-1], read=True)

    def _point_at(self, key: str, *, read: bool) -> None:
        data, focus = self.session.data, self.session.focus
        note, group = data.note(key), data.group(key)
        if note is not None:
            self.session.set_focus(
                replace(
                    focus, note_id=note.id if read else None, group_id=note.group_id, lane=note.lane, page=0
                )
            )
        elif group is not None:
            self.session.set_focus(replace(focus, note_id=None, group_id=group.id, lane=group.lane, page=0))

    def _selection_changed(self) -> None:
        current = self.selection.current
        if current:
            self._point_at(current, read=bool(self.session.focus.note_id))
        self.view.setAccessibleDescription(self._spoken(current))
        self.hints_changed.emit()

    def _spoken(self, key: str) -> str:
        """Return what a screen reader says of a note or a tray."""
        data = self.session.data
        note, group = data.note(key), data.group(key)
        if note is not None:
            home = data.group(note.group_id) if note.group_id else None
            where = home.title if home is not None and home.title else self.tr("loose")
            return self.tr("Note: {text}. In: {where}").format(text=note.text, where=where)
        if group is not None:
            count = notes_text(len(self.scene.contents.members.get(key, ())))
            return self.tr("Group: {title}, {notes}").format(
                title=group.title or self.tr("no name yet"), notes=count
            )
        return ""

    def _show_reading(self) -> None:
        reading = self.session.focus.note_id
        for key, item in self.scene.note_items.items():
            item.set_state(reading=key == reading)

    # Where things are

    def _lane_of(self, key: str) -> str:
        note, group = self.session.data.note(key), self.session.data.group(key)
        return note.lane if note is not None else group.lane if group is not None else ""

    def _pressed(self, key: str) -> None:
        self.editor.close(keep=True)
        if self._joining and key:
            self._join(key)

    def _stop_writing(self) -> None:
        self.writer.setVisible(bool(self.writer.text()))
        self.take_focus()
        self.hints_changed.emit()

    def _view_moved(self) -> None:
        self.editor.close(keep=True)
        self._show_heads()

    def _count_lanes(self) -> None:
        """Work out what the heads of the lanes say; scrolling only moves them."""
        self._figures = []
        for lane in self.activity.lanes:
            count = self.scene.contents.note_count(lane.id)
            groups = len(self.scene.contents.groups[lane.id])
            figures = [notes_text(count)] if count else []
            figures += [groups_text(groups)] if groups else []
            self._figures.append(", ".join(figures))
        self._show_heads()

    def _show_heads(self) -> None:
        heads: list[tuple[float, float, str, str]] = []
        spans = zip(self.activity.lanes, self.scene.board.lanes, self._figures, strict=True)
        for lane, span, figures in spans:
            left = self.view.mapFromScene(span.x, 0.0).x()
            heads.append((float(left), span.width * self.view.zoom, lane.title, figures))
        self.bar.set_heads(heads)

    def _place_writer(self) -> None:
        """The note line lies over the foot of its lane, where the loose notes are."""
        ids = [lane.id for lane in self.activity.lanes]
        place = ids.index(self.writer.lane.id)
        span = self.scene.board.lanes[place]
        left = self.view.mapFromScene(span.x, 0.0).x()
        width = int(min(_WRITER_WIDTH, max(180.0, span.width)))
        height = self.writer.wanted_height()
        self.writer.setGeometry(left, self.height() - height - 12, width, height)
        self.writer.raise_()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_writer()
