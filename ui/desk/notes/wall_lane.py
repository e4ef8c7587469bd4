"""One lane whose stickies hang on the wall: group names with their numbers, typed and mended by keys."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from facilitator.method import Lane
from facilitator.model import Group
from ui import fonts
from ui.desk.context import DeskContext
from ui.desk.counted import groups_text, notes_text, stickies_text
from ui.desk.notes.lane_head import LaneHead
from ui.widgets.button import Button
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel

__all__ = ["GroupRow", "WallLane", "wall_draft"]

_MOST = 9999
_COUNT_WIDTH, _AWAY_WIDTH, _GAP = 72, 32, 8


def wall_draft(lane_id: str) -> str:
    """Return the name under which a half-typed group name of a lane is kept."""
    return f"wall:{lane_id}"


class _Name(QLineEdit):
    """A name; Enter tells `entered`. The Enter of a dialog or a button does not follow."""

    entered = Signal()
    left = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setMaxLength(300)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
            return
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class GroupRow(QWidget):
    """A group as name and number. What is typed is kept by Enter and when the keyboard leaves the field."""

    stepped = Signal(str, int)

    def __init__(self, desk: DeskContext, group: Group, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self.group = group
        self.name = _Name(self.tr("Name of the group"))
        self.count = NumberField(self.tr("Stickies on the wall"), high=_MOST)
        self.count.setFixedWidth(_COUNT_WIDTH)
        self.typed = PlainLabel(style="small", role="ink_faint")
        self.away = Button(kind="quiet", icon="trash", name=self.tr("Delete the group"))
        self.away.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.away.setFixedWidth(_AWAY_WIDTH)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(_GAP)
        for widget in (self.name, self.typed, self.count, self.away):
            row.addWidget(widget, 1 if widget is self.name else 0)
        self.name.entered.connect(self._name_entered)
        self.name.left.connect(self.keep)
        self.count.returnPressed.connect(self.keep)
        self.count.editingFinished.connect(self.keep)
        self.away.clicked.connect(lambda: desk.bridge.do(lambda: desk.session.groups.delete(self.group.id)))
        self.show_group(group, 0)

    def show_group(self, group: Group, typed: int) -> None:
        """Show a group as it is now, with the number of its typed notes."""
        if group.title != self.group.title or not self.name.hasFocus():
            self.name.setText(group.title)
            self.name.setCursorPosition(0)
        if group.stickies != self.group.stickies or not self.count.hasFocus():
            self.count.set_value(group.stickies)
        self.group = group
        self.typed.setText(self.tr("{count} typed").format(count=typed) if typed else "")
        self.typed.setVisible(bool(typed))

    def _name_entered(self) -> None:
        session = self._desk.session
        if not self.name.text().strip() and not session.data.notes_of(self.group.id):
            self._desk.bridge.do(lambda: session.groups.delete(self.group.id))
            return
        self.keep()
        self.stepped.emit(self.group.id, 1)

    def keep(self) -> None:
        """Keep what was typed, if it is anything else than before."""
        session, group = self._desk.session, self.group
        if session.data.group(group.id) is None:
            return
        title, count = self.name.text(), self.count.value()
        if title.strip() != group.title and (title.strip() or session.data.notes_of(group.id)):
            self._desk.bridge.do(lambda: session.groups.rename(group.id, title))
        elif title.strip() != group.title:
            self.name.setText(group.title)
        if count is not None and count != group.stickies:
            self._desk.bridge.do(lambda: session.groups.set_stickies(group.id, count))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        if step and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            self.stepped.emit(self.group.id, step)
            return
        super().keyPressEvent(event)


class WallLane(QWidget):
    """Head, the line for a new group, and the groups so far."""

    def __init__(
        self, desk: DeskContext, lane: Lane, beside: Sequence[Lane], parent: QWidget | None = None
    ) -> None:
        """`beside` are all lanes that stand side by side, this one included."""
        super().__init__(parent)
        self._desk = desk
        self.lane = lane
        self.rows: dict[str, GroupRow] = {}
        self.head = LaneHead(lane, beside)
        self.head.setFixedHeight(self.head.height_for(240))
        self.name = _Name(self.tr("New group in {lane}").format(lane=lane.title))
        self.name.setPlaceholderText(self.tr("Name of a group"))
        self.count = NumberField(self.tr("How many stickies"), high=_MOST)
        self.count.setPlaceholderText(self.tr("number"))
        self.count.setFont(fonts.font("body"))
        self.count.setFixedWidth(_COUNT_WIDTH)
        self.empty = PlainLabel(
            self.tr("No groups yet. Type a name, Tab, how many stickies, Enter."), role="ink_faint", wrap=True
        )
        self.loose = PlainLabel(style="small", role="ink_faint", wrap=True)
        self._lay_out()
        self.name.entered.connect(self._enter)
        self.name.textEdited.connect(lambda text: desk.session.course.keep_draft(wall_draft(lane.id), text))
        self.count.returnPressed.connect(self._enter)

    def _lay_out(self) -> None:
        entry = QHBoxLayout()
        entry.setSpacing(_GAP)
        entry.addWidget(self.name, 1)
        entry.addWidget(self.count)
        # The figures of the groups stand below this one, beside what takes a group away.
        entry.addSpacing(_GAP + _AWAY_WIDTH)
        groups = QWidget()
        groups.setAutoFillBackground(False)
        self._column = QVBoxLayout(groups)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        self._column.addWidget(self.empty)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.viewport().setAutoFillBackground(False)
        scroll.setWidget(groups)
        self._scroll = scroll
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.head)
        column.addLayout(entry)
        column.addWidget(scroll, 1)
        column.addWidget(self.loose)

    def show_data(self) -> None:
        """Show the groups of the lane; rows that are the same stay as they are."""
        data = self._desk.session.data
        groups = data.groups_in(self.lane.id)
        for gone in [key for key in self.rows if key not in {group.id for group in groups}]:
            row = self.rows.pop(gone)
            if row.isAncestorOf(row.focusWidget() or row):
                self.name.setFocus()
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        for place, group in enumerate(groups):
            row = self.rows.get(group.id)
            if row is None:
                row = GroupRow(self._desk, group)
                row.stepped.connect(self._step)
                self.rows[group.id] = row
            row.show_group(group, len(data.notes_of(group.id)))
            if self._column.indexOf(row) != place:
                self._column.removeWidget(row)
                self._column.insertWidget(place, row)
                row.show()
        self.rows = {group.id: self.rows[group.id] for group in groups}
        self.empty.setVisible(not groups)
        stickies = sum(group.stickies for group in groups)
        figures = [stickies_text(stickies)] if stickies else []
        figures += [groups_text(len(groups))] if groups else []
        self.head.set_figure(", ".join(figures))
        loose = len(data.loose_in(self.lane.id))
        self.loose.setText(
            self.tr("{notes} typed here, in no group: on the board.").format(notes=notes_text(loose))
            if loose
            else ""
        )

    def bring_back(self) -> None:
        """Show a half-typed name that was kept."""
        if not self.name.text():
            self.name.setText(self._desk.session.place.drafts.get(wall_draft(self.lane.id), ""))

    def _enter(self) -> None:
        title, count = self.name.text(), self.count.value() or 0
        if not title.strip():
            self.name.setFocus()
            return
        session = self._desk.session
        made = self._desk.bridge.do(lambda: session.groups.add_named(self.lane.id, title, count))
        if made is not None:
            self.name.clear()
            self.count.set_value(None)
            session.course.keep_draft(wall_draft(self.lane.id), "")
            row = self.rows.get(made.id)
            if row is not None:
                self._scroll.ensureWidgetVisible(row)
        self.name.setFocus()

    def current_row(self) -> GroupRow | None:
        """Return the row with the keyboard, None while it is elsewhere."""
        return next((row for row in self.rows.values() if row.name.hasFocus() or row.count.hasFocus()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        rows = list(self.rows.values())
        if event.key() == Qt.Key.Key_Down and rows and (self.name.hasFocus() or self.count.hasFocus()):
            (rows[0].count if self.count.hasFocus() else rows[0].name).setFocus()
            return
        super().keyPressEvent(event)

    def _step(self, group_id: str, step: int) -> None:
        ids = list(self.rows)
        at_count = self.rows[group_id].count.hasFocus()
        place = ids.index(group_id) + step
        if place < 0 or place >= len(ids):
            self.name.setFocus()
            return
        row = self.rows[ids[place]]
        (row.count if at_count else row.name).setFocus()
        self._scroll.ensureWidgetVisible(row)
