"""The plan: what we do about which force, who, by when, and how strong the force is expected to be then."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forces
from facilitator.forces import ForceField, PlanItem
from facilitator.method import Activity, Phase
from facilitator.model import ActionItem, Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.action_fields import ActionFields, NewActionFields
from ui.desk.steps.actions_panel import ActionRow, ActionsPanel
from ui.pictures.force_rows import figure_words
from ui.pictures.force_words import balance_words, no_forces_words, side_title
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.select import Select

__all__ = ["PlanPanel"]


class _PlanRow(ActionRow):
    """One action of the plan: its force and score above, the three fields of an action below."""

    def __init__(self, panel: PlanPanel, item: PlanItem, field: ForceField) -> None:
        super().__init__()
        self.item = item
        self._panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 9)
        column.setSpacing(6)
        head = QHBoxLayout()
        head.setSpacing(8)
        each = field.find(item.force_id)
        title = each.force.title if each is not None else ""
        way = self.tr("Weaken") if item.way == "weaken" else self.tr("Strengthen")
        colour = "holds_back" if item.way == "weaken" else "helps"
        head.addWidget(PlainLabel(way, style="small", weight=600, role=colour))
        head.addWidget(PlainLabel(title, weight=500, elide=True), 1)
        today = figure_words(each.figure if each is not None else None)
        head.addWidget(PlainLabel(self.tr("{figure} today, expected").format(figure=today), role="ink_soft"))
        self.expected = NumberField(
            self.tr("Expected score of {force}").format(force=title), low=0, high=field.scale.most
        )
        self.expected.editingFinished.connect(self._keep_expected)
        head.addWidget(self.expected)
        self.delete = Button(kind="quiet", icon="trash", name=self._take_out(item))
        self.delete.clicked.connect(lambda: panel.delete(item.action.id))
        head.addWidget(self.delete)
        column.addLayout(head)
        self.fields = ActionFields(panel.desk, item.action, panel.names)
        self.text, self.owner, self.due = self.fields.text, self.fields.owner, self.fields.due
        column.addWidget(self.fields)
        self.show_item(item)

    def lines(self) -> tuple[QWidget, ...]:
        """See ActionRow."""
        return *self.fields.fields, self.expected

    def show_item(self, item: PlanItem) -> None:
        """Show the action as the session has it; what is being typed stays."""
        self.item = item
        self.delete.setAccessibleName(self._take_out(item))
        if self.fields.item != item.action:
            self.fields.show_item(item.action)
        expected = None if item.expected is None else round(item.expected)
        if self.expected.value() != expected and not self.expected.hasFocus():
            self.expected.set_value(expected)

    def _take_out(self, item: PlanItem) -> str:
        return self.tr("Take out {step}").format(step=item.action.text[:40])

    def _keep_expected(self) -> None:
        session, action = self._panel.session, self.item.action
        expected = self.expected.value()
        self._panel.desk.bridge.do(lambda: session.forces.set_expected(action.id, expected))


class PlanPanel(ActionsPanel):
    """A line for the next action on top, then what is planned, and what it does to the balance."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        session, key = desk.session, activity.id
        self.rows: list[_PlanRow] = []
        self._order: tuple[str, ...] = ()
        self.force = Select(self.tr("Which force"), [], least=16)
        self.force.currentIndexChanged.connect(lambda _: self._show_hint())
        keys = (f"{key}/plan", f"{key}/plan_owner", f"{key}/plan_due")
        self.next = NewActionFields(desk, keys, self.tr("What we do about it"), self.names)
        self.text, self.owner, self.due = self.next.text, self.next.owner, self.next.due
        self.expected = NumberField(self.tr("Expected score"), low=0, high=forces.scale(session.data).most)
        self._hint = PlainLabel(role="ink_soft", wrap=True)
        self._list = QVBoxLayout()
        self._empty = PlainLabel(role="ink_faint")
        self._balance = PlainLabel(style="lead", weight=600)
        self._lay_out()
        self.force.taken.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.next.finished.connect(lambda: self.expected.setFocus(Qt.FocusReason.TabFocusReason))
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 4, 24, 16)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.setSpacing(8)
        top.addWidget(self.force, 1)
        top.addWidget(PlainLabel(self.tr("Expected score"), role="ink_soft"))
        top.addWidget(self.expected)
        column.addLayout(top)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.next, 1)
        self.add = Button(icon="plus", name=self.tr("Add this action"))
        self.add.setFixedHeight(self.owner.sizeHint().height())
        self.add.clicked.connect(self._take)
        row.addWidget(self.add, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(row)
        column.addWidget(self._hint)
        column.addSpacing(6)
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addWidget(self._empty)
        column.addSpacing(6)
        column.addWidget(self._balance)
        column.addStretch(1)

    # -- the stage asks --------------------------------------------------------------------------------------------

    def standing(self) -> Sequence[ActionItem]:
        """See ActionsPanel."""
        field = forces.force_field(self.session.data)
        return [each.action for each in field.plan] if field is not None else []

    def action_rows(self) -> Sequence[ActionRow]:
        """See ActionsPanel."""
        return self.rows

    def lines(self) -> tuple[QWidget, ...]:
        """See ActionsPanel."""
        return self.force, *self.next.fields, self.expected

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the plan: what, who, by when, the score expected")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")), KeyHint("Shift+Tab", self.tr("other force")))

    # -- what stands -----------------------------------------------------------------------------------------------

    def _show(self) -> None:
        field = forces.force_field(self.session.data)
        if field is None:
            return
        order = field.by_priority()
        if tuple(each.force.id for each in order) != self._order:
            self._order = tuple(each.force.id for each in order)
            chosen = self.force.chosen_id()
            self.force.clear()
            for each in order:
                words = f"{side_title(each.force.side)}: {each.force.title}"
                figure = figure_words(each.priority if each.priority is not None else each.figure)
                self.force.addItem(
                    f"{words}  ({figure})" if each.figure is not None else words, each.force.id
                )
            self.force.choose(chosen)
        if [row.item.action.id for row in self.rows] == [each.action.id for each in field.plan]:
            for row, item in zip(self.rows, field.plan, strict=True):
                row.show_item(item)
        else:
            clear_layout(self._list)
            self.rows = [_PlanRow(self, item, field) for item in field.plan]
            for row in self.rows:
                self._list.addWidget(row)
        self._empty.setVisible(not self.rows)
        words = self.tr("No action yet. Choose a force and type what you do about it.")
        self._empty.setText(words if order else no_forces_words())
        words = self.tr("Today: {today}. After the plan: {after}.").format(
            today=balance_words(field.balance), after=balance_words(field.balance_after)
        )
        self._balance.setText(words)
        self._balance.setVisible(field.planned)
        self._show_hint()

    def _show_hint(self) -> None:
        """Say why a brake comes first, above all when somebody is about to push."""
        field = forces.force_field(self.session.data)
        each = field.find(self.force.chosen_id()) if field is not None else None
        if each is not None and field is not None and each.force.side == forces.DRIVER and field.restrainers:
            self._hint.set_role("warn")
            self._hint.setText(
                self.tr(
                    "Pushing harder often makes people push back. Is there a brake we could loosen first?"
                )
            )
        else:
            self._hint.set_role("ink_soft")
            self._hint.setText(
                self.tr(
                    "Loosening a brake usually costs less than pushing harder, and nobody has to push back."
                )
            )

    # -- acts ------------------------------------------------------------------------------------------------------

    def delete(self, action_id: str) -> None:
        """Take an action out of the plan."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.forces.delete_plan(action_id))

    def _take(self) -> None:
        if not self.force.chosen_id():
            self.desk.say(no_forces_words())
            return

        def act() -> ActionItem:
            due = self.next.due_day()
            return self.session.forces.plan(
                self.force.chosen_id(),
                self.text.text(),
                owner=self.owner.text(),
                due=due,
                expected=self.expected.value(),
            )

        if self.desk.bridge.do(act) is not None:
            self.expected.set_value(None)
            self.next.clear()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # An empty field tells nobody of Enter, yet an action need not have an expected score.
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.expected.hasFocus():
            self._take()
        else:
            super().keyPressEvent(event)
