"""Return on time invested: how many show one to five fingers, hidden from the room until it is shown."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator.errors import UserError
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.roti import LEAST, MOST, roti_summary
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel
from ui.desk.voting.dots import Dots, DotsInList
from ui.widgets.button import Button
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel

__all__ = ["RotiPanel"]


class RotiPanel(Panel):
    """Five fields for counted hands, and a line for one figure a person."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.fields: list[NumberField] = []
        self._dots: list[Dots] = []
        self._together = DotsInList()
        column = self.lay_column(8)
        for value, words in self._scale():
            column.addLayout(self._row(value, words))
        column.addSpacing(12)
        self.line = DraftLine(
            desk.session,
            f"{activity.id}/roti",
            self.tr("One figure a person"),
            self.tr("Or type one figure a person, such as 4 5 3 5, then Enter"),
        )
        self.line.taken.connect(self._take)
        column.addWidget(self.line)
        self._summary = PlainLabel(style="lead", weight=500)
        column.addSpacing(8)
        column.addWidget(self._summary)
        self.hide_again = Button(self.tr("Hide it again"), icon="eye_off")
        self.hide_again.clicked.connect(lambda: self._set_shown(False))
        column.addWidget(self.hide_again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._show()

    def _scale(self) -> tuple[tuple[int, str], ...]:
        words = (
            self.tr("not worth it at all"),
            self.tr("less than it cost"),
            self.tr("as much as it cost"),
            self.tr("more than it cost"),
            self.tr("far more than it cost"),
        )
        return tuple(zip(range(LEAST, MOST + 1), words, strict=True))

    def _row(self, value: int, words: str) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(12)
        digit = PlainLabel(str(value), style="lead")
        digit.setFixedWidth(16)
        field = NumberField(self.tr("People who show {value}").format(value=value), high=999)
        field.value_changed.connect(lambda _: self._counted())
        dots = Dots(self._together)
        self.fields.append(field)
        self._dots.append(dots)
        meaning = PlainLabel(words, role="ink_soft", elide=True)
        row.addWidget(digit)
        row.addWidget(meaning, 3)
        row.addWidget(field)
        row.addWidget(dots, 6)
        return row

    def counted(self) -> Counted | None:
        """See Panel."""
        count, people = len(self._answers()), self.session.data.people_present
        words = self.tr("{count} of {people} answers").format(count=count, people=people)
        return Counted(words, "ok" if count == people else "warn" if count > people else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return next((each for each in (*self.fields, self.line) if each.hasFocus()), self.fields[0])

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "sessions"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if self._is_shown:
            return self.tr("The room sees how many gave which figure")
        return self.tr("The room sees the question, no figures")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("0–9", self.tr("hands")), KeyHint("Down", self.tr("next figure")))

    def next_step(self) -> NextStep | None:
        """See Panel."""
        if self._is_shown or not self._answers():
            return None
        return NextStep(self.tr("Show the room"), "roti.show")

    def command(self, name: str) -> bool:
        """See Panel."""
        if name != "roti.show":
            return False
        self._set_shown(True)
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        places: list[QWidget] = [*self.fields, self.line]
        here = next((index for index, each in enumerate(places) if each.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        places[min(len(places) - 1, max(0, here + step))].setFocus(Qt.FocusReason.TabFocusReason)

    @property
    def _is_shown(self) -> bool:
        return bool(self.session.data.value(self.activity.id, "roti_shown"))

    def _answers(self) -> list[int]:
        return list(self.session.data.value(self.activity.id, "roti", []))

    def _show(self) -> None:
        answers = self._answers()
        for value, field, dots in zip(range(LEAST, MOST + 1), self.fields, self._dots, strict=True):
            count = answers.count(value)
            if (field.value() or 0) != count:
                field.set_value(count or None)
            dots.show_count(count)
        found = roti_summary(answers)
        words = ""
        if self._is_shown and found.median is not None:
            words = self.tr("In the middle: {median}. Answers from {lowest} to {highest}.").format(
                median=f"{found.median:g}", lowest=found.lowest, highest=found.highest
            )
        self._summary.setText(words)
        self.hide_again.setVisible(self._is_shown)

    def _keep(self, answers: list[int]) -> object:
        return self.desk.bridge.do(
            lambda: self.session.values.set(self.activity.id, "roti", sorted(answers) or None)
        )

    def _counted(self) -> None:
        answers: list[int] = []
        for value, field in zip(range(LEAST, MOST + 1), self.fields, strict=True):
            answers += [value] * (field.value() or 0)
        self._keep(answers)

    def _take(self, text: str) -> None:
        figures = [each for each in text if not each.isspace() and each not in ",;"]
        if not figures:
            return

        def act() -> object:
            if any(each not in "12345" for each in figures):
                raise UserError(
                    self.tr("Each person gives 1 to 5. Type one figure a person, such as 4 5 3 5.")
                )
            answers = sorted([*self._answers(), *(int(each) for each in figures)])
            return self.session.values.set(self.activity.id, "roti", answers)

        if self.desk.bridge.do(act) is not None:
            self.line.clear_draft()

    def _set_shown(self, shown: bool) -> None:
        self.desk.bridge.do(lambda: self.session.values.set(self.activity.id, "roti_shown", shown or None))
