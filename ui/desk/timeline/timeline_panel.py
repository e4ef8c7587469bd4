"""The timeline as it is written, and as the meeting walks it: incident, picture, entries, and the line to type in."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from facilitator import moments, timelines
from facilitator.activities.timeline import walked
from facilitator.errors import UserError
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.state import value_id
from facilitator.timeline_lines import MARKS, parse_line
from facilitator.timelines import KINDS, Timeline, Written
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.panel import Counted, Panel
from ui.desk.timeline import words
from ui.desk.timeline.entry_editing import EntryEditing
from ui.desk.timeline.entry_line import EntryLine, with_next_kind
from ui.desk.timeline.entry_list import EntryList
from ui.desk.timeline.entry_rows import rows_of
from ui.desk.timeline.incident_bar import IncidentBar
from ui.desk.timeline.remarks import Remarks
from ui.desk.timeline.walk import NEXT_ENTRY, Walk
from ui.pictures.timeline_axis import kind_words
from ui.pictures.timeline_picture import TimelinePicture
from ui.widgets.plain_label import PlainLabel

__all__ = ["TimelinePanel"]

_LOW, _HIGH = 128.0, 190.0
_PICTURE_LATER = 40
"""Milliseconds after which the picture follows the list."""
_ROOM_FOR_HIGH = 720
"""Height of the panel in px from which on the picture is the high one: that of a screen 1080 px high."""

_LEAST = 340
"""Height in px that picture, incident, two entries and the line take."""
_UNFOLDED = 190
"""What the fields of the incident take more than the one line."""


class TimelinePanel(Panel):
    """Written before the meeting and after it; in it, walked entry by entry, and corrected in place."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._said: tuple[str, ...] = ()
        self._keys: tuple[KeyHint, ...] = ()
        self._drawn: tuple[Timeline, float, str | None] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 12)
        column.setSpacing(6)
        self.incident = IncidentBar(desk)
        self.incident.done.connect(self._to_line)
        self.incident.turned.connect(self._make_room)
        column.addWidget(self.incident)
        self.remarks = Remarks()
        column.addWidget(self.remarks)
        self.picture = TimelinePicture(self)
        # Too narrow for a picture: it is arranged once, when its width is known.
        self.picture.resize(50, int(_LOW))
        self.picture.chosen.connect(self._choose)
        column.addWidget(self.picture)
        # Drawn a moment later, and once for several entries that come quickly.
        self._picture_due = QTimer(self)
        self._picture_due.setSingleShot(True)
        self._picture_due.setInterval(_PICTURE_LATER)
        self._picture_due.timeout.connect(self._show_picture)
        self.list = EntryList(self.tr("Begin before the incident: when was everything still normal?"))
        self.list.set_walks(self.walks)
        self._walk = Walk(desk.session, activity.id, self.list)
        self._editing = EntryEditing(desk.session, activity.id, self.list)
        column.addWidget(self.list, 1)
        self.line = EntryLine(
            desk.session,
            f"{activity.id}/entry",
            self.tr("A new entry"),
            self.tr("14:32 ? pager fires | link | what was known then"),
        )
        column.addSpacing(4)
        column.addWidget(self.line)
        self.hint = PlainLabel(style="caption", weight=400, role="ink_soft", elide=True)
        column.addWidget(self.hint)
        self._connect()
        self._show(first=True)
        self._walk_on()

    def _walk_on(self) -> None:
        """Go on in the walk where it was left for another activity; a new preparation begins it anew."""
        if self.session.place.mode == "prepare":
            self._walk.begin_anew()
        left_at = self._walk.left_at(self._now) if self.walks else None
        if left_at is not None:
            QTimer.singleShot(0, self, lambda: self._walk.talk_about(left_at))

    def _connect(self) -> None:
        self.list.edit_wanted.connect(self.edit)
        self.list.delete_wanted.connect(self._delete)
        self.list.talk_wanted.connect(self._walk.talk_about)
        self.list.step_wanted.connect(self._step)
        self.list.left_downwards.connect(self._to_line)
        self.list.typed.connect(self.take_text)
        self.list.moved.connect(self._show_hint)
        self._editing.taken.connect(self._change)
        self._editing.changed.connect(self._show_hint)
        self.line.taken.connect(self._take)
        self.line.lines_pasted.connect(lambda lines: self.import_text("\n".join(lines)))
        self.line.textChanged.connect(self._typed)
        self.line.focused.connect(lambda _: self._show_hint())

    # What the stage asks

    @property
    def walks(self) -> bool:
        """Whether the meeting walks through it now."""
        return self.phase.id == "walk" and self.session.place.mode == "run"

    @property
    def now(self) -> Timeline:
        """The timeline as the session has it."""
        found = timelines.timeline(self.session.data)
        assert found is not None
        return found

    def counted(self) -> Counted | None:
        """See Panel."""
        now = self._now
        if self.walks:
            return self._walk.counted(now)
        count, missing = len(now.entries), len(now.without_source)
        if not count:
            return None
        said = self.tr("1 entry") if count == 1 else self.tr("{count} entries").format(count=count)
        if missing:
            said = self.tr("{said}, {missing} without a source").format(said=said, missing=missing)
        return Counted(said)

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        usual = self.list if self.walks and self._now.entries else self.line
        return self._editing.line or usual

    def part_of(self, row_id: str) -> QWidget | None:
        """See Panel."""
        entry_id = row_id.removeprefix(value_id(self.activity.id, timelines.ENTRY))
        return self.list if self.list.choose(entry_id) else None

    def take_text(self, text: str) -> bool:
        """See Panel."""
        line = self._editing.line or self.line
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        line.insert(text)
        line.textEdited.emit(line.text())
        return True

    def entries(self) -> EntryList:
        """See Panel."""
        return self.list

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values") or changes.act == "focus":
            self._show()
            self._walk.keep_talking(self._now, walks=self.walks)

    def leave(self) -> None:
        """See Panel."""
        self.incident.settle()

    def room_sees(self) -> str:
        """See Panel."""
        if not self.walks:
            return self.tr("The room sees the question, no entries")
        return self._walk.room_sees(self._now)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        walk = (
            KeyHint("PgDown", self.tr("show the next entry")),
            KeyHint("PgUp", self.tr("fold it again")),
            KeyHint("Space", self.tr("show up to the chosen one")),
        )
        if self.list.hasFocus():
            here = (
                KeyHint("F2", self.tr("correct") if self.walks else self.tr("change")),
                KeyHint("Ctrl+L", self.tr("next kind")),
                KeyHint("Del", self.tr("strike out") if self.walks else self.tr("delete")),
                KeyHint("Home End", self.tr("first, last")),
            )
        else:
            here = (
                KeyHint("Enter", self.tr("store it")),
                KeyHint("Up", self.tr("the list")),
                KeyHint("Ctrl+L", self.tr("next kind")),
                KeyHint("Ctrl+V", self.tr("many lines")),
                KeyHint("Esc", self.tr("empty the line")),
            )
        return (walk[0], *here, *walk[1:]) if self.walks else here

    def next_step(self) -> NextStep | None:
        """See Panel."""
        return self._walk.next_step(self._now) if self.walks else None

    def command(self, name: str) -> bool:
        """See Panel."""
        chosen = self.list.chosen_id if self.list.hasFocus() else None
        if name == NEXT_ENTRY:
            self._step(1)
        elif name == "colour":
            self._next_kind()
        elif name == "edit" and chosen is not None:
            self.edit(chosen)
        elif name == "delete" and chosen is not None:
            self._delete(chosen)
        else:
            return False
        return True

    # What is shown

    def _show(self, *, first: bool = False) -> None:
        self._now = self.now
        now, in_talk = self._now, self._walk.in_talk if self.walks else None
        made_up = timelines.is_made_up(self.session.data.method)
        self.incident.show_incident(now, may_unfold=not self.walks and not made_up)
        self.remarks.say(now.remarks)
        self.list.show_rows(rows_of(now, walk=self.walks, in_talk=in_talk))
        self._make_room()
        if first and self.walks and not self.list.choose(in_talk):
            self.list.go_to(0)
        self._show_hint()

    def _show_picture(self) -> None:
        in_talk = self._walk.in_talk if self.walks else None
        wanted = (self._now, self._height(), in_talk)
        if self.picture.isVisibleTo(self) and wanted != self._drawn:
            self._drawn = wanted
            # Before the first entry is in talk nothing is folded on the desk, which sees them all.
            self.picture.show_timeline(self._now, height=self._height(), in_talk=in_talk, upto=in_talk)

    def _height(self) -> float:
        return _HIGH if self._room() >= _ROOM_FOR_HIGH else _LOW

    def _make_room(self) -> None:
        """Show what there is room for: the line to type in is never scrolled away."""
        room = self._room()
        wanted = 0 if self.incident.folded else _UNFOLDED
        if not self.walks:
            wanted += _LEAST
        self.picture.setVisible(bool(walked(self._now)) and room >= wanted)
        self.picture.setFixedHeight(int(self._height()))
        self.incident.setVisible(not self.walks or room >= _LEAST or not self.incident.folded)
        self._picture_due.start()

    def _room(self) -> int:
        around = self.parentWidget()
        return around.height() if around is not None else self.height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if abs(event.size().height() - event.oldSize().height()) > 0:
            self._make_room()
        if self._drawn is None:
            # Painted together with the list, so that nothing moves once it can be seen.
            self._show_picture()

    def _typed(self, _text: str) -> None:
        self._said = ()
        self._show_hint()

    def _show_hint(self) -> None:
        editing = self._editing.line_with_keyboard
        line = editing or self.line
        role = "ink_soft"
        becomes = ""
        if self.list.hasFocus():
            said = self._chosen_words()
        elif not line.text().strip():
            said = " ".join(self._said) or self._signs()
            role = "warn" if self._said else "ink_soft"
        else:
            written, mistake = self._read(line.text())
            if written is None:
                said = mistake
            else:
                said = words.written_words(written, self._now)
                becomes = self.tr("becomes: {kind}").format(kind=kind_words(written.kind))
                if written.said:
                    said, role = " ".join(written.said), "warn"
        self.line.set_becomes(becomes if editing is None else "")
        self.hint.setText(said)
        self.hint.set_role(role)
        keys = self.key_hints()
        if keys != self._keys:
            self._keys = keys
            self.hints_changed.emit()

    def _signs(self) -> str:
        signs = "   ".join(f"{sign} {kind_words(kind).lower()}" for sign, kind in MARKS.items())
        return self.tr("Begin with the time. Behind it:  {signs}").format(signs=signs)

    def _chosen_words(self) -> str:
        row = self.list.chosen
        if row is None:
            return ""
        said = words.details(row.entry)
        return said or self.tr(
            "No source, nothing on what was known then. F2 adds them: words | source | known then"
        )

    # Writing

    def _read(self, line: str) -> tuple[Written | None, str]:
        """Return what a typed line will become, or what is missing in it."""
        now, acts = self._now, self.session.timeline
        if self._editing.line_with_keyboard is not None:
            entry = now.find(self._editing.entry_id)
            before = entry.at if entry is not None else None
        else:
            before = acts.last_typed
        day = moments.local(before, now.zone).date() if before else acts.day
        try:
            return parse_line(line, day, now.zone, before), ""
        except UserError as mistake:
            return None, str(mistake)

    def _take(self, text: str) -> None:
        if not text.strip():
            return
        written, mistake = self._read(text)
        if written is None:
            self.hint.setText(mistake)
            self.hint.set_role("alarm")
            return
        found = self.desk.bridge.do(lambda: self.session.timeline.add(written))
        if found is None:
            return
        self.line.clear_draft()
        self.list.choose(found.id)
        self._said = written.said
        self._show_hint()

    def edit(self, entry_id: str) -> None:
        """Open the line of an entry in its place, as it could have been typed."""
        entry = self._now.find(entry_id)
        if entry is not None:
            self._editing.open(entry, self._now.zone, self.tr("Change this entry"))

    def _change(self, entry_id: str, text: str) -> None:
        written, mistake = self._read(text)
        if written is None:
            self.hint.setText(mistake)
            self.hint.set_role("alarm")
            return
        entry = self._now.find(entry_id)
        self._editing.leave()
        if entry is None or written[:5] == (entry.at, entry.text, entry.kind, entry.source, entry.known):
            return
        at, what, kind, source, known = written[:5]
        self.desk.bridge.do(
            lambda: self.session.timeline.edit(
                entry_id, at=at, text=what, kind=kind, source=source, known=known
            )
        )
        self.list.choose(entry_id)

    def _delete(self, entry_id: str) -> None:
        entry = self._now.find(entry_id)
        if entry is None:
            return
        acts = self.session.timeline
        act: Callable[[str], object] = acts.take_back if entry.struck else acts.delete
        self.desk.bridge.do(lambda: act(entry_id))

    def _next_kind(self) -> None:
        line = self._editing.line_with_keyboard or self.line
        if line.hasFocus():
            line.set_text(with_next_kind(line.text()))
            return
        entry = self._now.find(self.list.chosen_id)
        if entry is not None:
            kind = KINDS[(KINDS.index(entry.kind) + 1) % len(KINDS)]
            self.desk.bridge.do(lambda: self.session.timeline.edit(entry.id, kind=kind))

    def import_text(self, text: str = "") -> None:
        """Show what pasted lines or a file would become, and take what is wanted of it in one act."""
        from ui.desk.timeline.import_dialog import ImportDialog

        dialog = ImportDialog(self.desk, text, self.window())
        taken: Sequence[Written] = dialog.chosen() if dialog.exec() else ()
        dialog.deleteLater()
        if taken:
            self.desk.bridge.do(lambda: self.session.timeline.take_many(taken))
        self._to_line()

    # Walking

    def _step(self, step: int) -> None:
        self._walk.step(self._now, step)

    def _choose(self, entry_id: str) -> None:
        self.list.choose(entry_id)

    def _to_line(self) -> None:
        self.line.setFocus(Qt.FocusReason.TabFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        in_line = self.line.hasFocus()
        if key == Qt.Key.Key_Up and in_line and self.list.rows:
            if self.list.chosen_id is None:
                self.list.go_to(len(self.list.rows) - 1, -1)
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
        elif key in (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp) and self.walks and not event.modifiers():
            self._step(1 if key == Qt.Key.Key_PageDown else -1)
        elif event.matches(QKeySequence.StandardKey.Paste) and self.list.hasFocus():
            self._to_line()
            QApplication.sendEvent(self.line, event)
        elif key == Qt.Key.Key_L and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._next_kind()
        else:
            super().keyPressEvent(event)
