"""What comes first: strength times whether we can change it, the forces in that order."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import forces, scoring
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.forces.cover_row import CoverRow
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Panel
from ui.pictures.force_priorities import PriorityList

__all__ = ["PriorityPanel"]


class PriorityPanel(Panel):
    """The list of priorities, once the second scores are shown."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._home = forces.home(self.session.data.method) or activity.id
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        self._head = CoverRow(self, self._home, forces.CHANGEABILITY, "changeability")
        column.addLayout(self._head)
        self.list = PriorityList(self)
        column.addWidget(self.list)
        column.addStretch(1)
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.list

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if self._is_shown:
            return self.tr("The room sees this list")
        return self.tr("The room sees the forces, no scores")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Up Down", self.tr("other force")),) if self._is_shown else ()

    @property
    def _is_shown(self) -> bool:
        return scoring.is_shown(self.session.data, self._home, forces.CHANGEABILITY)

    def _show(self) -> None:
        field = forces.force_field(self.session.data)
        if field is None:
            return
        shown = self._is_shown
        self._head.again.setVisible(shown)
        self._head.words.setText(
            self.tr("Strong, and we can change it: work on these first. A brake comes before a push.")
            if shown
            else self.tr("Nothing is shown yet. Go back to the scores and reveal them.")
        )
        self.list.setVisible(shown)
        self.list.show_field(field)
