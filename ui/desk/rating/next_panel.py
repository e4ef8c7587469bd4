"""What we do about a topic: an action with a name and a date, or a closer look at what helps and what hinders."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import ratings
from facilitator.findings import topic_finding
from facilitator.method import Activity, Phase
from facilitator.model import ActionItem, Changes
from facilitator.ratings import Planned, Rating
from ui.desk.context import DeskContext
from ui.desk.rating.colour_sign import ScoreSign
from ui.desk.stage import KeyHint
from ui.desk.steps.action_fields import ActionFields, NewActionFields
from ui.desk.steps.actions_panel import ActionRow, ActionsPanel
from ui.pictures.rating_marks import value_words
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.select import Select

__all__ = ["NextPanel"]


class _PlannedRow(ActionRow):
    """An action with the topic it came from; text, owner and day can be changed in place."""

    def __init__(self, panel: NextPanel, item: Planned, now: Rating) -> None:
        super().__init__()
        self.item = item
        self._panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 9)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        each = now.find(item.topic_id)
        scale = now.scales[0]
        sign = ScoreSign(22)
        sign.show_score(scale, each.agreed.values.get(scale.id) if each is not None and each.agreed else None)
        head.addWidget(sign)
        head.addWidget(PlainLabel(item.action.topic, weight=500, elide=True), 1)
        delete = Button(
            kind="quiet", icon="trash", name=self.tr("Take out {step}").format(step=item.action.text[:40])
        )
        delete.clicked.connect(lambda: panel.delete(item.action.id))
        head.addWidget(delete)
        column.addLayout(head)
        self.fields = ActionFields(panel.desk, item.action, panel.names)
        self.text, self.owner, self.due = self.fields.text, self.fields.owner, self.fields.due
        column.addWidget(self.fields)

    def show_item(self, item: Planned) -> None:
        """Show the action as the session has it; what is being typed stays."""
        self.item = item
        if self.fields.item != item.action:
            self.fields.show_item(item.action)


class NextPanel(ActionsPanel):
    """A topic to choose, a line for what we do about it, and what was planned."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        key = activity.id
        self.rows: list[_PlannedRow] = []
        self._offered: tuple[tuple[str, str], ...] = ()
        self.topic = Select(self.tr("Which topic"), [], least=16)
        self.deeper = Button(self.tr("Look at what helps and hinders"), icon="force_field")
        self.deeper.clicked.connect(self._look_deeper)
        self.deeper.setVisible(desk.look_into is not None)
        keys = (f"{key}/next", f"{key}/next_owner", f"{key}/next_due")
        self.next = NewActionFields(desk, keys, self.tr("What we do about it"), self.names)
        self.text, self.owner, self.due = self.next.text, self.next.owner, self.next.due
        self.topic.taken.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.next.finished.connect(self._take)
        self._lay_out()
        self._show()

    def _lay_out(self) -> None:
        column = self.lay_column(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.topic, 1)
        top.addWidget(self.deeper)
        column.addLayout(top)
        column.addWidget(self.next)
        column.addSpacing(6)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._empty = PlainLabel(
            self.tr("No action yet. One or two topics are enough for one time."), role="ink_faint"
        )
        column.addWidget(self._empty)
        column.addStretch(1)

    def standing(self) -> Sequence[ActionItem]:
        """See ActionsPanel."""
        return [each.action for each in ratings.planned(self.session.data, self.activity)]

    def action_rows(self) -> Sequence[ActionRow]:
        """See ActionsPanel."""
        return self.rows

    def lines(self) -> tuple[QWidget, ...]:
        """See ActionsPanel."""
        return self.topic, *self.next.fields

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees what we do, who and by when")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")), KeyHint("Shift+Tab", self.tr("other topic")))

    def _show(self) -> None:
        now = ratings.rating(self.session.data, self.activity)
        scale = now.scales[0]
        offered = []
        for each in now.topics:
            value = each.agreed.values.get(scale.id) if each.agreed is not None else None
            words = (
                each.topic.title if value is None else f"{each.topic.title}  ({value_words(scale, value)})"
            )
            offered.append((each.topic.id, words))
        if tuple(offered) != self._offered:
            self._offered = tuple(offered)
            chosen = self.topic.chosen_id() or self._worst(now, scale.id) or (now.current or "")
            self.topic.clear()
            for topic_id, words in offered:
                self.topic.addItem(words, topic_id)
            self.topic.choose(chosen)
        self.deeper.setEnabled(bool(offered))
        self._show_rows(now)
        self._empty.setVisible(not self.rows)

    def _worst(self, now: Rating, scale_id: str) -> str:
        """Return the first of the topics with the lowest agreed value, the one a room most often works on."""
        agreed = [
            (each.agreed.values[scale_id], each.topic.id)
            for each in now.topics
            if each.agreed is not None and scale_id in each.agreed.values
        ]
        return min(agreed, key=lambda pair: pair[0])[1] if agreed else ""

    def _show_rows(self, now: Rating) -> None:
        """Show what is planned; a row that stands is kept, with what is being typed in it."""
        standing = {row.item.action.id: row for row in self.rows}
        rows: list[_PlannedRow] = []
        for place, item in enumerate(now.plan):
            row = standing.pop(item.action.id, None)
            if row is None:
                row = _PlannedRow(self, item, now)
            else:
                row.show_item(item)
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
            rows.append(row)
        for row in standing.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = rows

    def delete(self, action_id: str) -> None:
        """Take an action out."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.actions.delete(action_id))

    def _take(self) -> None:
        def act() -> ActionItem:
            due = self.next.due_day()
            return self.session.ratings.plan(
                self.activity.id, self.topic.chosen_id(), self.text.text(), owner=self.owner.text(), due=due
            )

        if self.desk.bridge.do(act) is not None:
            self.next.clear()

    def _look_deeper(self) -> None:
        if self.desk.look_into is not None and self.topic.chosen_id():
            self.desk.look_into(topic_finding(self.session.data, self.topic.chosen_id()))
