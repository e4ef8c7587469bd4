"""The two ways to elect somebody, chosen before it begins."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.activities.election import way, ways
from facilitator.acts.votes import votes_in
from facilitator.method import Activity
from ui.desk.context import DeskContext
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["WaySwitch"]


class WaySwitch(QWidget):
    """Quick or by consent, each with its minutes."""

    def __init__(self, desk: DeskContext, activity: Activity) -> None:
        """Switch the way of `activity`."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        self.segments = Segments(self.tr("How we elect"))
        words = {"quick": self.tr("Quick, {minutes} min"), "consent": self.tr("By consent, {minutes} min")}
        offered = ways(activity)
        self.segments.set_segments(
            [(each, words[each].format(minutes=self._minutes(each))) for each in offered]
        )
        if len(offered) < 2:
            # A method that has phases for one way only leaves nothing to choose.
            self.segments.hide()
        self.segments.chosen.connect(self._choose)
        self._said = PlainLabel(style="small", role="ink_soft", elide=True)
        row.addWidget(self.segments)
        row.addWidget(self._said, 1)
        self.refresh()

    def refresh(self) -> None:
        """Show the way as the session has it."""
        data = self._desk.session.data
        chosen = way(data, self._activity)
        self.segments.set_current(chosen)
        self._said.setText(
            self.tr("Reasons first, then one proposal")
            if chosen == "consent"
            else self.tr("A secret vote, then consent")
        )
        begun = votes_in(data, self._activity.id) or bool(data.value(self._activity.id, "nominations"))
        self.segments.setEnabled(not begun)

    def _minutes(self, name: str) -> str:
        course = self._desk.session.course
        # A run-off comes only with a tie; the agenda does not count it before either.
        phases = (
            phase for phase in self._activity.phases if phase.way in (None, name) and phase.id != "run_off"
        )
        return f"{sum(course.minutes(self._activity, phase) for phase in phases):g}"

    def _choose(self, chosen: str) -> None:
        votes = self._desk.session.votes
        self._desk.bridge.do(lambda: votes.set_rule(self._activity.id, "way", chosen))
