"""What comes first: strength times whether we can change it, the forces in that order."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forces, scoring
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Panel
from ui.pictures.force_priorities import PriorityList
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["PriorityPanel"]


class PriorityPanel(Panel):
    """The list of priorities, once the second scores are shown."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._home = forces.home(self.session.data.method) or activity.id
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(12)
        self._note = PlainLabel(role="ink_soft", wrap=True)
        row.addWidget(self._note, 1)
        self.again = Button(self.tr("Cover them again"), kind="quiet", icon="eye_off")
        self.again.clicked.connect(self._cover)
        row.addWidget(self.again)
        column.addLayout(row)
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
        self.again.setVisible(shown)
        self._note.setText(
            self.tr("Strong, and we can change it: work on these first. A brake comes before a push.")
            if shown
            else self.tr("Nothing is shown yet. Go back to the scores and reveal them.")
        )
        self.list.setVisible(shown)
        self.list.show_field(field)

    def _cover(self) -> None:
        def act() -> bool:
            self.session.scores.cover(self._home, forces.CHANGEABILITY)
            if any(each.id == "changeability" for each in self.session.course.phases(self.activity)):
                self.session.course.go(self.activity.id, "changeability")
            return True

        self.desk.bridge.do(act)
