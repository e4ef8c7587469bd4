"""What comes first: strength times whether we can change it, the forces in that order."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forces
from facilitator.forces import ForceFigures
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.force_rows import figure_words
from ui.pictures.force_words import side_title
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

__all__ = ["PriorityPanel", "PriorityRow"]

_FIGURE = 74


class PriorityRow(RuledRow):
    """A force with its two figures and their product."""

    def __init__(self, number: int, each: ForceFigures) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 7, 0, 8)
        row.setSpacing(12)
        place = PlainLabel(str(number) if each.priority is not None else "–", style="lead", role="ink_soft")
        place.setFixedWidth(24)
        row.addWidget(place)
        row.addWidget(PlainLabel(each.force.title, weight=500, wrap=True), 1)
        colour = "helps" if each.force.side == forces.DRIVER else "holds_back"
        side = PlainLabel(side_title(each.force.side), style="small", weight=600, role=colour)
        side.setFixedWidth(86)
        row.addWidget(side)
        words = self.tr("{strength} × {change}").format(
            strength=figure_words(each.figure), change=figure_words(each.changeability.median)
        )
        product = PlainLabel(words, role="ink_soft")
        product.setFixedWidth(_FIGURE)
        row.addWidget(product)
        figure = PlainLabel(figure_words(each.priority), style="lead", weight=600)
        figure.setFixedWidth(44)
        row.addWidget(figure)
        talk = PlainLabel(
            self.tr("differs: talk") if each.change_differs else "", style="small", weight=600, role="warn"
        )
        talk.setFixedWidth(86)
        row.addWidget(talk)


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
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        column.addStretch(1)
        self.rows: list[PriorityRow] = []
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        return None

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return None

    def take_text(self, text: str) -> bool:
        """See Panel."""
        return False

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees this list")

    def _show(self) -> None:
        field = forces.force_field(self.session.data)
        if field is None:
            return
        shown = forces.CHANGEABILITY in field.shown
        self.again.setVisible(shown)
        self._note.setText(
            self.tr("Strong, and we can change it: work on these first. A brake comes before a push.")
            if shown
            else self.tr("Nothing is shown yet. Go back to the scores and reveal them.")
        )
        clear_layout(self._list)
        self.rows = [PriorityRow(number, each) for number, each in enumerate(field.by_priority(), start=1)]
        for row in self.rows:
            self._list.addWidget(row)

    def _cover(self) -> None:
        def act() -> bool:
            self.session.scores.cover(self._home, forces.CHANGEABILITY)
            if any(each.id == "changeability" for each in self.session.course.phases(self.activity)):
                self.session.course.go(self.activity.id, "changeability")
            return True

        self.desk.bridge.do(act)
