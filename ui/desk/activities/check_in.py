"""The stage of a check-in: the question, whose turn it is, who has spoken."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.activities.check_in import have_spoken, speaking_order, still_to_speak
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel, PanelStage
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["KindStage"]

_COLUMNS = 3


class _RoundPanel(Panel):
    """By names: the order of speaking, ticked off. Without names: a count up to the number of people."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._ticks: list[tuple[str, Check]] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(8)
        column.addWidget(PlainLabel(activity.question, style="title", wrap=True))
        column.addSpacing(16)
        self._label = PlainLabel(style="small", weight=500, role="ink_soft")
        self.turn = PlainLabel(style="heading", elide=True)
        column.addWidget(self._label)
        column.addWidget(self.turn)
        column.addSpacing(4)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.spoken = Button(self.tr("Has spoken"), icon="check")
        self.spoken.clicked.connect(lambda: self._next(passed=False))
        self.passes = Button(self.tr("Passes"))
        self.passes.clicked.connect(lambda: self._next(passed=True))
        self.back = Button(self.tr("One back"), kind="quiet", icon="undo")
        self.back.clicked.connect(self._one_back)
        for button in (self.spoken, self.passes, self.back):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        column.addSpacing(16)
        self._names = QHBoxLayout()
        self._names.setSpacing(16)
        column.addLayout(self._names)
        column.addSpacing(8)
        self.late = DraftLine(desk.session, f"{activity.id}/late", self.tr("Add a name"))
        self.late.taken.connect(self._late_entered)
        self.late.lines_pasted.connect(self._add_all)
        column.addWidget(self.late)
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        order = speaking_order(self.session.data, self.activity)
        people = len(order) or self.session.data.people_present
        heard = len(order) - len(self._waiting()) if order else min(self._heard(), people)
        words = self.tr("{heard} of {people} have spoken").format(heard=heard, people=people)
        return Counted(words, "ok" if heard == people else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.spoken if self.spoken.isEnabled() else self.late

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.late.setFocus(Qt.FocusReason.OtherFocusReason)
        self.late.insert(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("participants", "activity_values", "sessions"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        waiting = self._waiting()
        if waiting:
            return self.tr("The room sees the question, and that {name} speaks").format(name=waiting[0])
        return self.tr("The room sees the question")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        named = bool(speaking_order(self.session.data, self.activity))
        voice = KeyHint("Enter", self.tr("next voice"))
        return (voice, KeyHint("Tab Enter", self.tr("passes"))) if named else (voice,)

    def _waiting(self) -> tuple[str, ...]:
        return still_to_speak(self.session.data, self.activity)

    def _heard(self) -> int:
        kept = self.session.data.value(self.activity.id, "heard", 0)
        return kept if isinstance(kept, int) else 0

    def _show(self) -> None:
        data = self.session.data
        order = speaking_order(data, self.activity)
        waiting = self._waiting()
        named = bool(order)
        self._label.setText(self.tr("Now speaks"))
        if named:
            self.turn.setText(waiting[0] if waiting else self.tr("Everybody has spoken"))
        else:
            people = data.people_present
            heard = min(self._heard(), people)
            words = self.tr("Voice {number} of {people}").format(number=heard + 1, people=people)
            self.turn.setText(self.tr("Everybody has spoken") if heard >= people else words)
        left = bool(waiting) if named else self._heard() < data.people_present
        self.spoken.setEnabled(left)
        self.passes.setEnabled(left)
        self.passes.setVisible(named)
        self.back.setVisible(bool(data.value(self.activity.id, "said") or self._heard()))
        self.late.setPlaceholderText(
            self.tr("Somebody came late? Type the name, Enter")
            if named
            else self.tr("Type names to keep an order of speaking, Enter after each")
        )
        self._show_names(order, waiting)

    def _show_names(self, order: tuple[str, ...], waiting: tuple[str, ...]) -> None:
        if [name for name, _ in self._ticks] != list(order):
            clear_layout(self._names)
            self._ticks = []
            columns = [QVBoxLayout() for _ in range(_COLUMNS)]
            each_column = max(1, -(-len(order) // _COLUMNS))
            for index, name in enumerate(order):
                tick = Check(name)
                tick.clicked.connect(lambda on, name=name: self._tick(name, on))
                self._ticks.append((name, tick))
                columns[index // each_column].addWidget(tick)
            for column in columns:
                column.setSpacing(0)
                column.addStretch(1)
                self._names.addLayout(column, 1)
        left = list(waiting)
        passed = self.session.data.value(self.activity.id, "passed", [])
        # Of two with one name the later one has not spoken yet.
        for name, tick in reversed(self._ticks):
            done = name not in left
            if not done:
                left.remove(name)
            tick.setChecked(done)
            tick.set_words(self.tr("{name}, passed").format(name=name) if done and name in passed else name)

    def _said(self) -> list[str]:
        return have_spoken(self.session.data, self.activity)

    def _keep(self, said: list[str], passed: list[str]) -> None:
        # Who has spoken is known by name from here on; voices that were only counted are among them.
        values = {"said": said or None, "passed": passed or None, "heard": None}
        self.desk.bridge.do(lambda: self.session.values.set_many(self.activity.id, values))

    def _next(self, *, passed: bool) -> None:
        waiting = self._waiting()
        if not speaking_order(self.session.data, self.activity):
            heard = self._heard() + 1
            self.desk.bridge.do(lambda: self.session.values.set(self.activity.id, "heard", heard))
        elif waiting:
            who = list(self.session.data.value(self.activity.id, "passed", []))
            self._keep([*self._said(), waiting[0]], [*who, waiting[0]] if passed else who)
            if self.spoken.isEnabled():
                # One passes, not the next one too: Enter means "has spoken" again.
                self.spoken.setFocus(Qt.FocusReason.OtherFocusReason)

    def _one_back(self) -> None:
        said = self._said()
        if said:
            last = said.pop()
            passed = list(self.session.data.value(self.activity.id, "passed", []))
            self._keep(said, [name for name in passed if name != last])
        elif self._heard():
            heard = self._heard() - 1
            self.desk.bridge.do(lambda: self.session.values.set(self.activity.id, "heard", heard or None))

    def _tick(self, name: str, on: bool) -> None:
        said, passed = self._said(), list(self.session.data.value(self.activity.id, "passed", []))
        if on:
            said.append(name)
        elif name in said:
            said.remove(name)
        self._keep(said, [each for each in passed if each in said])

    def _late_entered(self, text: str) -> None:
        if text.strip():
            self._add(text)
        elif self.spoken.isEnabled():
            self.spoken.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, text: str) -> None:
        if self.desk.bridge.do(lambda: self.session.people.add([text])) is not None:
            self.late.clear_draft()

    def _add_all(self, names: list[str]) -> None:
        self.desk.bridge.do(lambda: self.session.people.add(names))


class KindStage(PanelStage):
    """One voice after another."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        return _RoundPanel(self.desk, self.activity, phase)
