"""What was promised last time: each with what became of it, and what it was meant to move, then and now."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.acts.actions import CARRIED
from facilitator.earlier import EarlierAction, earlier_actions, earlier_session
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.home_words import due_words
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import ROW_ID, Counted, Panel
from ui.desk.steps.promise_words import counted_promises, from_words, state_words, states
from ui.then_now import then_now_words
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.segments import Segments

__all__ = ["PromisesPanel"]

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
_WALK = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}


class _PromiseRow(RuledRow):
    """One promise. The keyboard is on the whole row: Left and Right say what became of it, Up and Down walk.

    Signals: decided(str) with another state, walked(int) one row up (-1) or down (1), entered() with the keyboard.
    """

    decided = Signal(str)
    walked = Signal(int)

    def __init__(self, promise: EarlierAction, today: date) -> None:
        super().__init__()
        self.promise = promise
        self.setProperty(ROW_ID, promise.action_id)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 10, 0, 11)
        row.setSpacing(16)
        words = QVBoxLayout()
        words.setSpacing(2)
        self.text = PlainLabel(weight=500, wrap=True)
        wide = self.text.sizePolicy()
        wide.setHorizontalPolicy(QSizePolicy.Policy.Expanding)
        self.text.setSizePolicy(wide)
        words.addWidget(self.text)
        line = QHBoxLayout()
        line.setSpacing(0)
        self.due = PlainLabel(style="small", weight=600)
        line.addWidget(self.due)
        self.owner = PlainLabel(style="small", role="ink_soft", elide=True)
        line.addWidget(self.owner, 1)
        words.addLayout(line)
        self.moved = PlainLabel(style="small", role="ink_soft", wrap=True)
        words.addWidget(self.moved)
        row.addLayout(words, 1)
        self.states = Segments(self.tr("What became of it"))
        self.states.chosen.connect(self.decided)
        self.fixed = PlainLabel(style="small", weight=600, role="ink_soft")
        row.addWidget(self.states, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.fixed, 0, Qt.AlignmentFlag.AlignTop)
        self.show_promise(promise, today)

    @property
    def can_change(self) -> bool:
        """Whether what became of it is said here: it is work of this session, and did not go on in a later one."""
        return self.promise.own and self.promise.state != CARRIED

    def show_promise(self, promise: EarlierAction, today: date) -> None:
        """Show the promise as it stands."""
        self.promise = promise
        still = promise.state == "open"
        due, role = due_words(promise.due, today) if still else ("", "ink_soft")
        self.text.setText(promise.text)
        self.text.set_role("ink" if still else "ink_soft")
        self.due.setText(due)
        self.due.set_role(role)
        self.due.setVisible(bool(due))
        self.owner.setText(f" \N{MIDDLE DOT} {promise.owner}" if due and promise.owner else promise.owner)
        self.owner.setVisible(bool(promise.owner))
        figures = then_now_words(promise)
        self.moved.setText(" \N{MIDDLE DOT} ".join(part for part in (promise.topic, figures) if part))
        self.moved.setVisible(bool(self.moved.text()))
        self.states.setVisible(self.can_change)
        self.fixed.setVisible(not self.can_change)
        self.fixed.setText(state_words(promise.state))
        if self.can_change:
            self.states.set_segments(states())
            self.states.set_current(promise.state)
            for each in self.states.findChildren(QAbstractButton):
                # The row has the keyboard: a second stop inside it would say the same.
                each.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        said = (promise.text, promise.owner, due, self.moved.text(), state_words(promise.state))
        self.setAccessibleName(", ".join(part for part in said if part))

    def focus_rect(self) -> QRect:
        """Keep the ring off the hairlines, and as far from the words as from the states."""
        return self.rect().adjusted(-6, 4, 6, -5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in _WALK:
            self.walked.emit(_WALK[key])
        elif key in _STEPS and self.can_change:
            ids = [state for state, _ in states()]
            place = ids.index(self.promise.state) + _STEPS[key]
            if 0 <= place < len(ids):
                self.decided.emit(ids[place])
        elif key not in _STEPS:
            super().keyPressEvent(event)


class PromisesPanel(Panel):
    """One row a promise; a row stays where it is while its state changes."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_PromiseRow] = []
        column = self.lay_column(8)
        before = earlier_session(desk.session.data)
        words = self.tr("This session follows no other, so nothing was promised before it.")
        if before is not None:
            words = from_words(before, date.today())
        self.origin = PlainLabel(words, role="ink_soft", wrap=True)
        column.addWidget(self.origin)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self.empty = PlainLabel(self.tr("Nothing was promised last time."), role="ink_faint", wrap=True)
        column.addWidget(self.empty)
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        return counted_promises([row.promise for row in self.rows])

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        here = next((row for row in self.rows if row.hasFocus()), None)
        still = next((row for row in self.rows if row.promise.state == "open"), None)
        return here or still or next(iter(self.rows), None)

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if not self.rows:
            return self.tr("The room sees the question")
        return self.tr("The room sees each promise and what became of it")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        if not self.rows:
            return ()
        return (
            KeyHint("Up Down", self.tr("other promise")),
            KeyHint("Left Right", self.tr("what became of it")),
        )

    def _show(self) -> None:
        promises = earlier_actions(self.session.data)
        today = date.today()
        if [row.promise.action_id for row in self.rows] == [each.action_id for each in promises]:
            for row, promise in zip(self.rows, promises, strict=True):
                if row.promise != promise:
                    row.show_promise(promise, today)
        else:
            clear_layout(self._list)
            self.rows = [_PromiseRow(promise, today) for promise in promises]
            for row in self.rows:
                row.decided.connect(lambda state, row=row: self._decide(row, state))
                row.walked.connect(lambda step, row=row: self._walk(row, step))
                self._list.addWidget(row)
        self.empty.setVisible(not self.rows and earlier_session(self.session.data) is not None)

    def _decide(self, row: _PromiseRow, state: str) -> None:
        action_id = row.promise.action_id
        self.desk.bridge.do(lambda: self.session.actions.set_state(action_id, state))

    def _walk(self, row: _PromiseRow, step: int) -> None:
        place = self.rows.index(row) + step
        if 0 <= place < len(self.rows):
            self.rows[place].setFocus(Qt.FocusReason.TabFocusReason)
