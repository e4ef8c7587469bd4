"""The stage of a briefing: what the room is told, and how many have come."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Panel, PanelStage
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel

__all__ = ["KindStage"]

MOST_PEOPLE = 999
MOST_RULES = 6


class _BriefingPanel(Panel):
    """Title, purpose and rules as the room sees them; the only field is the head count."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(8)
        column.addWidget(PlainLabel(activity.question or activity.title, style="title", wrap=True))
        if activity.purpose:
            column.addWidget(
                PlainLabel(activity.purpose, style="lead", weight=400, role="ink_soft", wrap=True)
            )
        column.addSpacing(16)
        column.addLayout(self._rules(activity.rules[:MOST_RULES]))
        column.addSpacing(24)
        self.people = NumberField(self.tr("People in the room"), low=1, high=MOST_PEOPLE, steps=True)
        self.people.value_changed.connect(self._count)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.people)
        row.addWidget(PlainLabel(self.tr("people in the room"), role="ink_soft"))
        self._names = PlainLabel(role="ink_soft", elide=True)
        row.addWidget(self._names, 1)
        column.addLayout(row)
        column.addStretch(1)
        self._show()

    def _rules(self, rules: tuple[str, ...]) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(32)
        grid.setVerticalSpacing(20)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        for index, rule in enumerate(rules):
            title, _, meaning = rule.partition("\n")
            words = QVBoxLayout()
            words.setSpacing(2)
            words.addWidget(PlainLabel(title, style="lead", wrap=True))
            if meaning:
                words.addWidget(PlainLabel(meaning, role="ink_soft", wrap=True))
            words.addStretch(1)
            grid.addLayout(words, index // 2, index % 2, Qt.AlignmentFlag.AlignTop)
        return grid

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.people

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("sessions", "participants"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the title, the purpose and the rules")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        onward = self.tr("start") if self.session.place.mode == "prepare" else self.tr("go on")
        return (KeyHint("0–9", self.tr("people")), KeyHint("Ctrl+PgDown", onward))

    def _show(self) -> None:
        data = self.session.data
        if self.people.value() != data.people_present:
            self.people.set_value(data.people_present)
        present = [person.name for person in data.participants if person.present]
        self._names.setText(", ".join(" ".join(name.split()) for name in present))

    def _count(self, value: int | None) -> None:
        if value is not None:
            self.desk.bridge.do(lambda: self.session.people.set_head_count(value))


class KindStage(PanelStage):
    """Nothing to write: the room listens."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        return _BriefingPanel(self.desk, self.activity, phase)
