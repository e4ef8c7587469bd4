"""The rules of a vote: announced in words, changed by a few controls until the first vote is in."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import voting
from facilitator.acts.votes import votes_in
from facilitator.method import Activity
from ui.desk.context import DeskContext
from ui.desk.voting.words import tie_break_words
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments
from ui.widgets.select import Select

__all__ = ["HANDS", "SHEETS", "RulesBar", "entry_of"]

HANDS, SHEETS = "hands", "sheets"
_MOST_VOTES = 50
_ORDERS: tuple[tuple[str, ...], ...] = (
    (voting.RUN_OFF, voting.FIST, voting.LOT),
    (voting.RUN_OFF, voting.LOT),
    (voting.FIST, voting.LOT),
    (voting.LOT,),
)


def entry_of(desk: DeskContext, activity: Activity) -> str:
    """Return how votes are put in: counted hands, or one sheet after another."""
    return SHEETS if desk.session.data.value(activity.id, "entry", HANDS) == SHEETS else HANDS


class RulesBar(QWidget):
    """One line that says how a tie is settled, with hands or sheets; the other rules fold out below it."""

    changed = Signal()

    def __init__(self, desk: DeskContext, activity: Activity) -> None:
        """Show the rules of `activity`."""
        super().__init__()
        self._desk = desk
        self._activity = activity
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        self.entry = Segments(self.tr("How votes are put in"))
        self.entry.set_segments([(HANDS, self.tr("Counted votes")), (SHEETS, self.tr("Sheets"))])
        self.entry.chosen.connect(lambda chosen: self._set("entry", chosen))
        self._tie = PlainLabel(style="small", role="ink_soft", elide=True)
        self.more = Button(self.tr("Rules"), kind="quiet", icon="settings")
        self.more.setCheckable(True)
        self.more.toggled.connect(lambda on: self._fold.setVisible(on))
        row.addWidget(self.entry)
        row.addWidget(self._tie, 1)
        row.addWidget(self.more)
        column.addLayout(row)
        self._fold = self._make_fold()
        self._fold.hide()
        column.addWidget(self._fold)
        self.refresh()

    def _make_fold(self) -> QWidget:
        fold = QWidget()
        lines = QVBoxLayout(fold)
        lines.setContentsMargins(0, 0, 0, 0)
        lines.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(16)
        last = QHBoxLayout()
        last.setSpacing(12)
        for line in (row, last):
            lines.addLayout(line)
        self.budget = NumberField(self.tr("Votes of each person"), low=1, high=_MOST_VOTES, steps=True)
        self.budget.value_changed.connect(lambda value: value is not None and self._set("budget", value))
        self.stacking = Check(self.tr("Several on one"))
        self.stacking.clicked.connect(lambda on: self._set("stacking", on))
        self.own = Check(self.tr("Own idea too"))
        self.own.clicked.connect(lambda on: self._set("own_idea", on))
        choices = [(",".join(order), tie_break_words(order)) for order in _ORDERS]
        self.order = Select(self.tr("What settles a tie"), choices)
        self.order.activated.connect(lambda _: self._set("tie_break", self.order.chosen_id().split(",")))
        row.addWidget(self.budget)
        row.addWidget(PlainLabel(self.tr("votes each"), role="ink_soft"))
        row.addWidget(self.stacking)
        row.addWidget(self.own)
        row.addStretch(1)
        tie = PlainLabel(self.tr("A tie is settled by"), role="ink_soft")
        last.addWidget(tie)
        last.addWidget(self.order)
        # Where several are picked, no other round follows.
        for each in (tie, self.order):
            each.setVisible(voting.rules(self._desk.session.data, self._activity).picks == 1)
        last.addStretch(1)
        return fold

    def refresh(self) -> None:
        """Show the rules as the session has them."""
        data = self._desk.session.data
        rules = voting.rules(data, self._activity)
        settled = votes_in(data, self._activity.id) or bool(data.value(self._activity.id, "closed"))
        self.entry.set_current(entry_of(self._desk, self._activity))
        if rules.picks > 1:
            words = self.tr("At most {count} are picked").format(count=rules.picks)
        else:
            words = self.tr("A tie: {order}").format(order=tie_break_words(rules.tie_break))
        self._tie.setText(words)
        self.more.setVisible(not settled)
        if settled:
            self.more.setChecked(False)
        if self.budget.value() != rules.budget:
            self.budget.set_value(rules.budget)
        self.stacking.setChecked(rules.stacking)
        self.own.setChecked(rules.own_idea)
        self.order.choose(",".join(rules.tie_break))

    def _set(self, key: str, value: object) -> None:
        self._desk.bridge.do(lambda: self._desk.session.votes.set_rule(self._activity.id, key, value))
        self.changed.emit()
