"""Cluster on paper: the room groups its stickies on the wall, here only the names and numbers are typed."""

from __future__ import annotations

from itertools import pairwise

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes, Group
from ui.desk.context import DeskContext
from ui.desk.heading import Heading, stage_caption
from ui.desk.notes.entry_switch import WALL, entry_switch
from ui.desk.notes.wall_lane import GroupRow, WallLane
from ui.desk.stage import KeyHint
from ui.desk.stage_page import StagePage

__all__ = ["WallGroupsPage"]


class WallGroupsPage(StagePage):
    """Lanes side by side. Tab goes from name to number, and on to the next lane."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self.heading = Heading()
        self.switch = entry_switch(self.heading, WALL)
        self.switch.chosen.connect(lambda entry: self.wall_wanted.emit() if entry != WALL else None)
        self.heading.set_side(self.switch)
        self.lanes = tuple(WallLane(desk, lane, activity.lanes) for lane in activity.lanes)
        self._here = 0
        self._ordered: list[str] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 12)
        column.setSpacing(18)
        column.addWidget(self.heading)
        row = QHBoxLayout()
        row.setSpacing(32 if len(self.lanes) < 3 else 20)
        for lane in self.lanes:
            row.addWidget(lane, 1)
        column.addLayout(row, 1)

    def enter(self, phase: Phase) -> None:
        """See Stage."""
        self.heading.set_words(
            stage_caption(self.session, self.activity, phase), phase.heading or self.activity.title
        )
        self.switch.set_current(WALL)
        for lane in self.lanes:
            lane.show_data()
            lane.bring_back()
        self._order_tabs()

    def refresh(self, changes: Changes) -> None:
        if changes.touches("groups", "notes"):
            for lane in self.lanes:
                lane.show_data()
            self._order_tabs()
            self.hints_changed.emit()
        touched = {
            row.lane
            for change in changes.rows
            for row in (change.before, change.after)
            if isinstance(row, Group)
        }
        if len(touched) == 1:
            self.point_at_lane(touched.pop())

    def _order_tabs(self) -> None:
        """First the lines for new groups, lane after lane; then the groups."""
        order = [key for lane in self.lanes for key in lane.rows]
        if order == self._ordered:
            return
        self._ordered = order
        fields: list[QWidget] = []
        for lane in self.lanes:
            fields += [lane.name, lane.count]
        for lane in self.lanes:
            for row in lane.rows.values():
                fields += [row.name, row.count]
        for first, second in pairwise([*fields, self.switch]):
            QWidget.setTabOrder(first, second)

    def leave(self) -> None:
        """See Stage."""
        for lane in self.lanes:
            for row in lane.rows.values():
                row.keep()

    def room_sees(self) -> str:
        """See Stage."""
        return self.tr("The room sees the names of the groups")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        if self._row() is not None:
            return (
                KeyHint("Enter", self.tr("keep")),
                KeyHint("Ctrl+Shift+Up", self.tr("move up")),
            )
        return (KeyHint("Tab", self.tr("how many")), KeyHint("Enter", self.tr("next group")))

    def _row(self) -> GroupRow | None:
        return next((row for lane in self.lanes if (row := lane.current_row()) is not None), None)

    def command(self, name: str) -> bool:
        steps = {"line_up": -1, "line_down": 1}
        row = self._row()
        if row is None or name not in (*steps, "delete"):
            return False
        if name == "delete":
            self.desk.bridge.do(lambda: self.session.groups.delete(row.group.id))
        else:
            self._move(row, steps[name])
        return True

    def _move(self, row: GroupRow, step: int) -> None:
        row.keep()
        ids = [group.id for group in self.session.data.groups_in(row.group.lane)]
        place = ids.index(row.group.id)
        before = place - 1 if step < 0 else place + 2
        if before < 0 or (step > 0 and place + 1 >= len(ids)):
            return
        before_id = ids[before] if before < len(ids) else None
        at_count = row.count.hasFocus()
        self.desk.bridge.do(lambda: self.session.groups.move(row.group.id, before_id=before_id))
        (row.count if at_count else row.name).setFocus()

    def take_text(self, text: str) -> bool:
        """See Stage."""
        name = self.lanes[self._here].name
        name.setFocus()
        name.end(False)
        name.insert(text)
        name.textEdited.emit(name.text())
        return True

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        self.lanes[self._here].name.setFocus()
