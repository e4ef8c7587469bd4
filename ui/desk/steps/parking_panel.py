"""The parking lot at the close: each topic goes back, becomes a next step, or is dropped."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes, ParkedItem
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Counted, Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

__all__ = ["ParkingPanel"]


class _ParkedRow(RuledRow):
    """One topic with what can be done about it, or what was decided."""

    decided = Signal(str, str)

    def __init__(self, item: ParkedItem) -> None:
        super().__init__()
        self.item = item
        self.buttons: list[Button] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 6, 0, 7)
        row.setSpacing(8)
        is_open = item.state == "open"
        words = PlainLabel(item.text, role="ink" if is_open else "ink_faint", wrap=True)
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        if is_open:
            self._add(row, "action", self.tr("Next step"), "action")
            self._add(row, "back", self.tr("Back to the room"), "undo")
            self._add(row, "dropped", self.tr("Let it go"), "close")
            return
        states = {
            "back": self.tr("Back in the room"),
            "action": self.tr("A next step"),
            "dropped": self.tr("Dropped"),
        }
        row.addWidget(PlainLabel(states.get(item.state, item.state), weight=600, role="ink_soft"))
        if item.state != "action":
            self._add(row, "open", self.tr("Park again"), None)

    def _add(self, row: QHBoxLayout, state: str, words: str, icon: str | None) -> None:
        button = Button(words, icon=icon, kind="plain" if state != "open" else "quiet")
        button.clicked.connect(lambda: self.decided.emit(self.item.id, state))
        self.buttons.append(button)
        row.addWidget(button)


class ParkingPanel(Panel):
    """Arrows walk through topics and choices, Enter decides; the keyboard goes on to the next open topic."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_ParkedRow] = []
        column = self.lay_column(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._empty = PlainLabel(self.tr("Nothing is parked. Go on to the next steps."), role="ink_soft")
        column.addWidget(self._empty)
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        left = sum(item.state == "open" for item in self.session.data.parked)
        if not self.session.data.parked:
            return None
        if not left:
            return Counted(self.tr("Nothing left open"), "ok")
        return Counted(
            self.tr("1 still open") if left == 1 else self.tr("{count} still open").format(count=left)
        )

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        buttons = [row.buttons[0] for row in self.rows if row.item.state == "open"]
        return buttons[0] if buttons else None

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("parked"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees what was parked and what becomes of it")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Up Down", self.tr("topics")), KeyHint("Enter", self.tr("decide")))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        moves = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        move = moves.get(Qt.Key(event.key()))
        here = self._focused()
        if move is None or here is None:
            super().keyPressEvent(event)
            return
        rows = [row for row in self.rows if row.buttons]
        row_at = min(len(rows) - 1, max(0, rows.index(self.rows[here[0]]) + move[0]))
        buttons = rows[row_at].buttons
        buttons[min(len(buttons) - 1, max(0, here[1] + move[1]))].setFocus(Qt.FocusReason.TabFocusReason)

    def _focused(self) -> tuple[int, int] | None:
        for index, row in enumerate(self.rows):
            for place, button in enumerate(row.buttons):
                if button.hasFocus():
                    return index, place
        return None

    def _show(self) -> None:
        parked = self.session.data.parked
        self._empty.setVisible(not parked)
        if [row.item for row in self.rows] == parked:
            return
        here = self._focused()
        clear_layout(self._list)
        self.rows = [_ParkedRow(item) for item in parked]
        for row in self.rows:
            row.decided.connect(self._decide)
            self._list.addWidget(row)
            row.show()
        if here is not None:
            later = [row for row in self.rows[here[0] :] if row.item.state == "open"]
            goal = later[0].buttons[here[1]] if later else self.first_focus()
            (goal or self).setFocus(Qt.FocusReason.OtherFocusReason)

    def _decide(self, item_id: str, state: str) -> None:
        parking = self.session.parking
        acts = {
            "action": parking.to_action,
            "back": parking.bring_back,
            "dropped": parking.drop,
            "open": parking.reopen,
        }
        self.desk.bridge.do(lambda: acts[state](item_id))
