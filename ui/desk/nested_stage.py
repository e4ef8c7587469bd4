"""A stage that shows other stages, one at a time: for kinds of which some phases are those of another kind."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint, NextStep, Stage
from ui.desk.typing_guard import printable

__all__ = ["NestedStage"]


class NestedStage(Stage):
    """Hands everything on to the stage that shows the present phase."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self._stages: dict[tuple[str, ...], Stage] = {}
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def inner(self) -> Stage:
        """The stage shown now; `enter` came first."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, Stage)
        return shown

    def enter(self, phase: Phase) -> None:
        """See Stage."""
        before = self._stack.currentWidget()
        had_focus = self.hasFocus() or (
            before is not None and before.isAncestorOf(self.focusWidget() or self)
        )
        if isinstance(before, Stage):
            before.leave()
        stage = self._stage_for(phase)
        stage.enter(self.as_inner(phase))
        self._stack.setCurrentWidget(stage)
        self.setFocusProxy(stage)
        if had_focus:
            stage.setFocus(Qt.FocusReason.OtherFocusReason)
        self.hints_changed.emit()

    def key_of(self, phase: Phase) -> tuple[str, ...]:
        """Return what tells the stage of `phase` from the others: phases of one key share it."""
        raise NotImplementedError

    def make_stage(self, phase: Phase) -> Stage:
        """Return a new stage for the key of `phase`."""
        raise NotImplementedError

    def as_inner(self, phase: Phase) -> Phase:
        """Return `phase` as its stage knows it."""
        return phase

    def _stage_for(self, phase: Phase) -> Stage:
        key = self.key_of(phase)
        if key not in self._stages:
            made = self.make_stage(phase)
            made.hints_changed.connect(self.hints_changed)
            self._stack.addWidget(made)
            self._stages[key] = made
        return self._stages[key]

    def refresh(self, changes: Changes) -> None:
        """See Stage."""
        self.inner.refresh(changes)

    def leave(self) -> None:
        """See Stage."""
        if self._stack.count():
            self.inner.leave()

    def room_sees(self) -> str:
        """See Stage."""
        return self.inner.room_sees()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        return self.inner.key_hints()

    def next_step(self) -> NextStep | None:
        """See Stage."""
        return self.inner.next_step()

    def private_words(self, phase: Phase) -> tuple[str, tuple[str, ...]]:
        """See Stage."""
        return self.inner.private_words(phase)

    def carrying(self) -> str | None:
        """See Stage."""
        return self.inner.carrying()

    def wants_width(self) -> bool:
        """See Stage."""
        return bool(self._stack.count()) and self.inner.wants_width()

    def command(self, name: str) -> bool:
        """See Stage."""
        return self.inner.command(name)

    def reach(self, row_id: str) -> bool:
        """See Stage."""
        return self.inner.reach(row_id)

    def take_text(self, text: str) -> bool:
        """See Stage."""
        return self.inner.take_text(text)

    def focus_rect(self) -> QRect:
        """See Stage."""
        return QRect()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._stack.count():
            self.inner.setFocus(event.reason())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = printable(event)
        if not text or not self.take_text(text):
            super().keyPressEvent(event)
