"""Next steps: who does what by when, each a line that can be changed in place."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from facilitator.earlier import next_steps
from facilitator.method import Activity, Phase
from facilitator.model import ActionItem, Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.action_fields import ActionFields, NewActionFields
from ui.desk.steps.actions_panel import ActionRow, ActionsPanel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tab_order import walk_in_order

__all__ = ["NextStepsPanel"]

_OFFERS_WIDE = 640
"""So wide a line of suggestions is at most, in px: what the stage has beside the private side."""


class _StepRow(ActionRow):
    """One next step: its three fields, and what takes it out."""

    def __init__(self, desk: DeskContext, item: ActionItem, names: Callable[[], list[str]]) -> None:
        super().__init__()
        self.fields = ActionFields(desk, item, names)
        self.text, self.owner, self.due = self.fields.text, self.fields.owner, self.fields.due
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(8)
        row.addWidget(self.fields, 1)
        words = self.tr("Take out {step}").format(step=item.text[:40])
        self.delete = Button(kind="quiet", icon="trash", name=words)
        self.delete.setFixedHeight(self.owner.sizeHint().height())
        row.addWidget(self.delete, 0, Qt.AlignmentFlag.AlignTop)

    @property
    def item(self) -> ActionItem:
        """The step as it is shown."""
        return self.fields.item


class NextStepsPanel(ActionsPanel):
    """A line for the next step on top, what the method suggests below it, then the steps."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_StepRow] = []
        key = activity.id
        self.next = NewActionFields(
            desk,
            (f"{key}/step", f"{key}/owner", f"{key}/due"),
            self.tr("What will be done"),
            self.names,
            splits_paste=True,
        )
        self.text, self.owner, self.due = self.next.text, self.next.owner, self.next.due
        self.text.lines_pasted.connect(self._pasted)
        self.next.finished.connect(self._take)
        column = self.lay_column(12)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.next, 1)
        row.addSpacing(40)
        column.addLayout(row)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(8)
        column.addLayout(self._offers)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._empty = PlainLabel(self.tr("No next step yet. Just type the first one."), role="ink_faint")
        column.addWidget(self._empty)
        column.addStretch(1)
        self._offered: list[str] = []
        self._show()

    def standing(self) -> Sequence[ActionItem]:
        """See ActionsPanel."""
        return next_steps(self.session.data)

    def action_rows(self) -> Sequence[ActionRow]:
        """See ActionsPanel."""
        return self.rows

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("actions"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the list: who, what, by when")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")), KeyHint("Down", self.tr("a name")))

    def names(self) -> list[str]:
        """Return who can take a step: whoever was elected first, then the people who are here."""
        leader = self.session.data.outcomes.get("leader")
        return list(dict.fromkeys([*([leader] if leader else []), *super().names()]))

    def _show(self) -> None:
        items = self.standing()
        self._empty.setVisible(not items)
        if [row.item.id for row in self.rows] == [item.id for item in items]:
            for row, item in zip(self.rows, items, strict=True):
                if row.item != item:
                    row.fields.show_item(item)
        else:
            clear_layout(self._list)
            self.rows = [_StepRow(self.desk, item, self.names) for item in items]
            for row in self.rows:
                row.delete.clicked.connect(lambda _=False, row=row: self._delete(row.item.id))
                self._list.addWidget(row)
        self._show_offers()
        walk_in_order(self, lambda: [self.next, self._offers, *self.rows])

    def _show_offers(self) -> None:
        taken = {item.text.casefold() for item in self.session.data.actions}
        offers = self.activity.settings.get("next_steps", ())
        wanted = [str(each) for each in offers if str(each).casefold() not in taken]
        if wanted == self._offered:
            return
        self._offered = wanted
        clear_layout(self._offers)
        row, room = QHBoxLayout(), 0
        for words in wanted:
            button = Button(words, icon="plus")
            button.clicked.connect(lambda _=False, words=words: self._offer(words))
            room -= button.sizeHint().width() + 8
            if room < 0:
                row = QHBoxLayout()
                row.setSpacing(8)
                row.addStretch(1)
                self._offers.addLayout(row)
                room = _OFFERS_WIDE - button.sizeHint().width()
            row.insertWidget(row.count() - 1, button)

    def _offer(self, words: str) -> None:
        if self.desk.bridge.do(lambda: self.session.actions.add(words)) is not None:
            QTimer.singleShot(0, self, self._to_the_newest)

    def _to_the_newest(self) -> None:
        """Put the keyboard where the newest step still needs a name."""
        if self.rows:
            self.rows[-1].owner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _pasted(self, lines: list[str]) -> None:
        for line in lines:
            self.desk.bridge.do(lambda line=line: self.session.actions.add(line))

    def _delete(self, item_id: str) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.actions.delete(item_id))

    def _take(self) -> None:
        def act() -> ActionItem:
            due = self.next.due_day()
            return self.session.actions.add(self.text.text(), owner=self.owner.text(), due=due)

        if self.desk.bridge.do(act) is not None:
            self.next.clear()
