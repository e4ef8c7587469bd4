"""Questions at the close that the room answers with raised hands: a number for each."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.activities.closing import raised
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Counted, Panel
from ui.desk.voting.dots import Dots, DotsInList
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel

__all__ = ["HandsUpPanel"]


class HandsUpPanel(Panel):
    """A field for each question; Enter and the arrows move."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.fields: list[NumberField] = []
        self._dots: list[Dots] = []
        together = DotsInList()
        column = self.lay_column(10)
        for each in raised(self.session.data, activity):
            column.addWidget(PlainLabel(each.question, style="lead", weight=500, wrap=True))
            row = QHBoxLayout()
            row.setSpacing(12)
            field, dots = NumberField(each.question, high=999), Dots(together)
            field.value_changed.connect(lambda _: self._counted())
            self.fields.append(field)
            self._dots.append(dots)
            row.addWidget(field)
            row.addWidget(dots, 1)
            column.addLayout(row)
        if not self.fields:
            column.addWidget(PlainLabel(self.tr("This method asks nothing here."), role="ink_soft"))
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        found = raised(self.session.data, self.activity)
        done = sum(each.count is not None for each in found)
        if not found:
            return None
        words = self.tr("{count} of {all} counted").format(count=done, all=len(found))
        return Counted(words, "ok" if done == len(found) else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        wanted = sorted(self.fields, key=lambda each: (not each.hasFocus(), each.value() is not None))
        return wanted[0] if wanted else None

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "sessions"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the questions and how many raised a hand")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("0–9", self.tr("hands")), KeyHint("Down", self.tr("next question")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        here = next((place for place, each in enumerate(self.fields) if each.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        goal = min(len(self.fields) - 1, max(0, here + step))
        self.fields[goal].setFocus(Qt.FocusReason.TabFocusReason)

    def _show(self) -> None:
        found = raised(self.session.data, self.activity)
        for field, dots, each in zip(self.fields, self._dots, found, strict=True):
            if field.value() != each.count and not field.hasFocus():
                field.set_value(each.count)
            dots.show_count(each.count or 0)

    def _counted(self) -> None:
        counts = [field.value() for field in self.fields]
        people = self.session.data.people_present
        self.desk.bridge.do(
            lambda: self.session.values.set_many(self.activity.id, {"raised": counts, "raised_of": people})
        )
