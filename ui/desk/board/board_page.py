"""Cluster with notes on the board: what mouse and keyboard do there."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.errors import UserError
from facilitator.findings import has_two_sides, sides_finding
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.board.board_acts import BoardActs
from ui.desk.board.board_words import lane_words, room_words, spoken_words
from ui.desk.board.carrying import Carrying
from ui.desk.board.dropping import drop_notes, drop_tray
from ui.desk.board.in_place import InPlace
from ui.desk.board.lane_bar import LaneBar
from ui.desk.board.scene import BoardScene
from ui.desk.board.selection import Selection
from ui.desk.board.view import BoardView
from ui.desk.context import DeskContext
from ui.desk.counted import notes_text
from ui.desk.heading import stage_caption
from ui.desk.notes.entry_switch import TYPED, entry_switch
from ui.desk.notes.writer import NoteWriter
from ui.desk.stage import KeyHint
from ui.desk.stage_page import StagePage
from ui.widgets.button import Button
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
        self.acts = BoardActs(desk, self.scene, self.selection)
        self.carried = Carrying(self.scene, self.tr("Drop here"))
        self.view = BoardView(self.scene, self.selection, self.carried)
        self.switch = entry_switch(self, TYPED)
        self.bar = LaneBar()
        self.editor = InPlace(self.view.viewport())
        self.writer = NoteWriter(desk, activity.lanes, self)
        self.writer.hide()
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
        if self.desk.look_into is not None and has_two_sides(self.activity):
            self.deeper = Button(self.tr("Look at what helps and hinders"), icon="force_field")
            self.deeper.clicked.connect(self._look_deeper)
            head.addWidget(self.deeper)
        head.addWidget(self.switch)
        return head

    def _look_deeper(self) -> None:
        """Open a force field on the two lanes, with their groups as its first forces."""
        if self.desk.look_into is None:
            return
        try:
            finding = sides_finding(self.session.data, self.activity.id)
        except UserError as mistake:
            self.desk.say(str(mistake))
            return
        self.desk.look_into(finding)

    def _connect(self) -> None:
        self.switch.chosen.connect(lambda entry: self.wall_wanted.emit() if entry != TYPED else None)
        self.selection.changed.connect(self._selection_changed)
        self.acts.joining_changed.connect(self.hints_changed)
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
        """See Stage."""
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
        """See Stage."""
        self.editor.close(keep=True)
        self.carried.put_back()
        self.acts.joining = ()

    def wants_width(self) -> bool:
        """See Stage."""
        return True

    def room_sees(self) -> str:
        """See Stage."""
        return room_words(self.session)

    def carrying(self) -> str | None:
        """See Stage."""
        if self.acts.joining:
            return self.tr("Becoming one: choose the other")
        if not self.carried:
            return None
        if self.carried.is_tray:
            return self.tr("Carrying a group")
        return self.tr("Carrying {notes}").format(notes=notes_text(len(self.carried.ids)))

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        if self.writer.field.hasFocus():
            other = (KeyHint("Tab", self.tr("other lane")),) if len(self.activity.lanes) > 1 else ()
            return (KeyHint("Enter", self.tr("next note")), *other, KeyHint("Esc", self.tr("stop")))
        if self.acts.joining:
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
            "split": self.acts.split,
            "merge": self.acts.merge,
            "colour": self._recolour,
            "delete": self.acts.delete,
            "read_out": self.acts.read_out,
            "fit": self.view.fit_all,
            "zoom_in": lambda: self.view.zoom_by(1),
            "zoom_out": lambda: self.view.zoom_by(-1),
        }
        if name not in acts:
            return False
        acts[name]()
        return True

    def take_text(self, text: str) -> bool:
        """See Stage."""
        lane = self._lane_of(self.selection.current)
        if not self.writer.text() and lane:
            self.writer.go_to(lane)
        self.writer.show()
        self._place_writer()
        self.writer.begin(text)
        return True

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
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
        elif self.acts.joining:
            self.acts.join(self.selection.current)
        elif key == Qt.Key.Key_Space:
            self._pick_up()
        else:
            self._edit(self.selection.current)
        return True

    def _escape(self) -> bool:
        if self.carried:
            self.carried.put_back()
            self.selection.mark()
        elif self.acts.joining:
            self.acts.stop_joining()
        elif self.session.focus.note_id:
            self.acts.stop_reading()
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
        # The same is chosen as before, but somewhere else: the room looks there too.
        self._selection_changed()
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
        made = self.acts.group(ids)
        if made is not None:
            self._name_new(made.id)

    def _recolour(self) -> None:
        if self.writer.field.hasFocus():
            self.writer.colour_on()
        else:
            self.acts.recolour()

    def _edit(self, key: str) -> None:
        data = self.session.data
        note, group = data.note(key), data.group(key)
        self.view.bring_into_view(key)
        if note is not None:
            box = self.view.place_of(self.scene.rect_of(key))
            self.editor.edit_note(note, box, lambda text: self.acts.rewrite(note.id, text))
        elif group is not None and key in self.scene.tray_items:
            item = self.scene.tray_items[key]
            corner = self.scene.rect_of(key).topLeft()
            box = self.view.place_of(item.title_text_box().translated(corner))
            self.editor.edit_title(group, box, lambda text: self.acts.rename(group.id, text))

    # What the room looks at

    def _selection_changed(self) -> None:
        current = self.selection.current
        if current:
            self.acts.point_at(current, read=bool(self.session.focus.note_id))
        self.view.setAccessibleDescription(spoken_words(self.session, self.scene.contents, current))
        self.hints_changed.emit()

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
        if self.acts.joining and key:
            self.acts.join(key)

    def _stop_writing(self) -> None:
        self.writer.setVisible(bool(self.writer.text()))
        self.take_focus()
        self.hints_changed.emit()

    def _view_moved(self) -> None:
        self.editor.close(keep=True)
        self._show_heads()

    def _count_lanes(self) -> None:
        """Work out what the heads of the lanes say; scrolling only moves them."""
        contents = self.scene.contents
        self._figures = [lane_words(contents, lane.id) for lane in self.activity.lanes]
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
