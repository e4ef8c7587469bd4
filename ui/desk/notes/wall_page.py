"""Solo and share on paper: the stickies stay on the wall and nothing needs to be typed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.voting import topics_in_order
from ui.desk.context import DeskContext
from ui.desk.counted import notes_text, topics_text
from ui.desk.heading import Heading, stage_caption
from ui.desk.notes.entry_switch import WALL, entry_switch
from ui.desk.notes.lane_head import LaneHead
from ui.desk.stage import KeyHint
from ui.desk.stage_page import StagePage
from ui.widgets.plain_label import PlainLabel

__all__ = ["WallPage"]


class WallPage(StagePage):
    """Calm words about what happens in the room."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self._phase_id = ""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.heading = Heading()
        self.switch = entry_switch(self.heading, WALL)
        self.switch.chosen.connect(lambda entry: self.wall_wanted.emit() if entry != WALL else None)
        self.heading.set_side(self.switch)
        self.topics = PlainLabel(style="small", role="ink_soft", wrap=True)
        self.words = PlainLabel(style="heading", wrap=True)
        self.next_words = PlainLabel(style="lead", weight=400, role="ink_soft", wrap=True)
        self.kept = PlainLabel(style="body", role="ink_faint", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.addWidget(self.heading)
        column.addWidget(self.topics)
        column.addSpacing(18)
        lanes = QHBoxLayout()
        lanes.setSpacing(32)
        for lane in activity.lanes:
            head = LaneHead(lane, activity.lanes)
            head.setFixedHeight(head.height_for(240))
            lanes.addWidget(head, 1)
        column.addLayout(lanes)
        column.addSpacing(32)
        for label in (self.words, self.next_words, self.kept):
            column.addWidget(label)
            column.addSpacing(8)
        column.addStretch(1)

    def enter(self, phase: Phase) -> None:
        """See Stage."""
        self._phase_id = phase.id
        self.heading.set_words(
            stage_caption(self.session, self.activity, phase), phase.heading or self.activity.title
        )
        self.switch.set_current(WALL)
        in_order = topics_text(topics_in_order(self.session.data, self.activity))
        self.topics.setText(in_order)
        self.topics.setVisible(bool(in_order))
        if phase.id == "solo":
            self.words.setText(self.tr("Everybody writes on paper. Nothing to type now."))
        else:
            self.words.setText(self.tr("Each note goes up on the wall as it is read. Nothing to type now."))
        self.next_words.setText(
            self.tr("When the groups have names, type those, with the number of stickies in each.")
        )
        self._show_kept()

    def _show_kept(self) -> None:
        count = sum(len(self.session.data.notes_in(lane.id)) for lane in self.activity.lanes)
        self.kept.setText(
            self.tr("{notes} typed here before: kept, and on the board.").format(notes=notes_text(count))
            if count
            else ""
        )

    def refresh(self, changes: Changes) -> None:
        if changes.touches("notes"):
            self._show_kept()
            self.hints_changed.emit()

    def room_sees(self) -> str:
        """See Stage."""
        return self.tr("The room sees the questions and the clock")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        return (KeyHint("Ctrl+Shift+W", self.tr("type notes here")),)

    def take_focus(self) -> None:
        """Put the keyboard where one goes on."""
        self.setFocus()
