"""What the plan would do: the picture of today and the one after it, with both balances."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forces
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.forces.picture_panel import room_for
from ui.desk.steps.panel import Panel
from ui.pictures.force_picture import ForcePicture
from ui.pictures.force_rows import Look
from ui.pictures.force_words import balance_words
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["AfterPanel"]

_SIDE_BY_SIDE = 1150


class AfterPanel(Panel):
    """Two pictures: side by side where there is room, else one of them at a time."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._room = 0.0
        self._chosen = "after"
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(10)
        self._words = PlainLabel(style="lead", weight=600, wrap=True)
        column.addWidget(self._words)
        titles = {"after": self.tr("After the plan"), "today": self.tr("Today")}
        self.which = Segments(self.tr("Which picture"))
        self.which.set_segments(list(titles.items()))
        self.which.set_current(self._chosen)
        self.which.chosen.connect(self._choose)
        column.addWidget(self.which, 0, Qt.AlignmentFlag.AlignLeft)
        pair = QHBoxLayout()
        pair.setSpacing(24)
        self.today = ForcePicture(self, Look(others=False))
        self.after = ForcePicture(self, Look(after=True))
        self._sides: dict[str, QWidget] = {}
        self._titles: list[PlainLabel] = []
        for key, picture in (("today", self.today), ("after", self.after)):
            self._sides[key] = QWidget(self)
            self._sides[key].hide()
            side = QVBoxLayout(self._sides[key])
            side.setContentsMargins(0, 0, 0, 0)
            side.setSpacing(4)
            self._titles.append(PlainLabel(titles[key], style="lead", weight=600))
            side.addWidget(self._titles[-1])
            side.addWidget(picture)
            side.addStretch(1)
            pair.addWidget(self._sides[key], 1)
        column.addLayout(pair)
        column.addStretch(1)
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.today if self._sides["after"].isHidden() else self.after

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the picture after the plan, then today’s")

    def _show(self) -> None:
        field = forces.force_field(self.session.data)
        if field is None:
            return
        if field.planned:
            words = self.tr("Today: {today}. After the plan: {after}.").format(
                today=balance_words(field.balance), after=balance_words(field.balance_after)
            )
        else:
            words = self.tr("No action has an expected score yet. Give it one in the plan.")
        self._words.setText(words)
        if not self.isVisible():
            # Which pictures are shown is known once it has its place: to arrange one before only holds everybody up.
            return
        self._room = room_for(self)
        wide = self.width() >= _SIDE_BY_SIDE
        self.which.setVisible(not wide)
        for key, side in self._sides.items():
            side.setVisible(wide or key == self._chosen)
        for title in self._titles:
            title.setVisible(wide)
        for picture in (self.today, self.after):
            picture.show_field(field, least_height=max(200.0, self._room - 50.0))

    def _choose(self, which: str) -> None:
        self._chosen = which
        self.which.set_current(which)
        self._show()
        self.hints_changed.emit()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._show()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width() or self._room != room_for(self):
            QTimer.singleShot(0, self, self._show)
