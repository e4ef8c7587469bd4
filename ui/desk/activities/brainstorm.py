"""Brainstorm on the desk: writing, the board, and what was agreed. Each of them is a page of its own."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from PySide6.QtCore import Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QStackedLayout, QWidget

from facilitator.activities.brainstorm import ENTRY, entry
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.notes.entry_switch import TYPED, WALL
from ui.desk.stage import KeyHint, Stage
from ui.desk.stage_page import StagePage
from ui.desk.typing_guard import printable

__all__ = ["KindStage"]

_PAGES: dict[tuple[str, str], tuple[str, str]] = {
    ("solo", TYPED): ("ui.desk.notes.lanes_page", "LanesPage"),
    ("share", TYPED): ("ui.desk.notes.lanes_page", "LanesPage"),
    ("solo", WALL): ("ui.desk.notes.wall_page", "WallPage"),
    ("share", WALL): ("ui.desk.notes.wall_page", "WallPage"),
    ("cluster", TYPED): ("ui.desk.board.board_page", "BoardPage"),
    ("cluster", WALL): ("ui.desk.notes.wall_groups_page", "WallGroupsPage"),
    ("align", TYPED): ("ui.desk.align.align_page", "AlignPage"),
    ("align", WALL): ("ui.desk.align.align_page", "AlignPage"),
}
"""Which page shows a phase, notes typed here or on the wall; read when it is first shown."""


class KindStage(Stage):
    """Shows the page for the phase, and for how notes come in."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self._pages: dict[str, StagePage] = {}
        self._phase: Phase | None = None
        self._stack = QStackedLayout(self)
        self._stack.setContentsMargins(0, 0, 0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    @property
    def page(self) -> StagePage:
        """The page shown now; `enter` came first."""
        shown = self._stack.currentWidget()
        assert isinstance(shown, StagePage)
        return shown

    def enter(self, phase: Phase) -> None:
        """See Stage."""
        before = self._stack.currentWidget()
        page = self._page_for(phase)
        had_focus = before is not None and before.isAncestorOf(self.focusWidget() or self)
        if isinstance(before, StagePage):
            before.leave()
        self._phase = phase
        page.enter(phase)
        self._stack.setCurrentWidget(page)
        if had_focus or self.hasFocus():
            page.take_focus()
        self.hints_changed.emit()

    def _page_for(self, phase: Phase) -> StagePage:
        # Without a box of a canvas there is nothing to fill: what the room comes to goes on with the notes.
        fills = any(lane.box for lane in self.activity.lanes)
        step = "share" if phase.id == "align" and not fills else phase.id
        module, name = _PAGES[(step, entry(self.session.data, self.activity))]
        if name not in self._pages:
            made: Callable[[DeskContext, Activity], StagePage] = getattr(import_module(module), name)
            page = made(self.desk, self.activity)
            page.hints_changed.connect(self.hints_changed)
            page.wall_wanted.connect(self._change_entry)
            self._stack.addWidget(page)
            self._pages[name] = page
        return self._pages[name]

    def refresh(self, changes: Changes) -> None:
        if self._phase is not None and self._page_for(self._phase) is not self.page:
            self.enter(self._phase)
            return
        self.page.refresh(changes)

    def leave(self) -> None:
        """See Stage."""
        if self._stack.count():
            self.page.leave()

    def room_sees(self) -> str:
        """See Stage."""
        return self.page.room_sees()

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        return self.page.key_hints()

    def carrying(self) -> str | None:
        """Return what is being carried over the board, in words."""
        return self.page.carrying()

    def wants_width(self) -> bool:
        """See Stage."""
        return bool(self._stack.count()) and self.page.wants_width()

    def begin_in(self, lane_id: str) -> None:
        """Begin in a lane that is not the first; `enter` came before."""
        self.page.begin_in(lane_id)

    def command(self, name: str) -> bool:
        if name == "wall":
            self._change_entry()
            return True
        return self.page.command(name)

    def take_text(self, text: str) -> bool:
        """See Stage."""
        return self.page.take_text(text)

    def _change_entry(self) -> None:
        """Let notes be typed here, or stay on the wall. Nothing that was written goes away."""
        now = entry(self.session.data, self.activity)
        wanted = TYPED if now == WALL else WALL
        self.desk.bridge.do(lambda: self.session.values.set(self.activity.id, ENTRY, wanted))

    def focusInEvent(self, event: QFocusEvent) -> None:
        if self._stack.count():
            self.page.take_focus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        text = printable(event)
        if not text or not self.take_text(text):
            super().keyPressEvent(event)
