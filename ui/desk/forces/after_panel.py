"""What the plan would do: the picture of today and the one after it, with both balances."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from facilitator import forces
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.force_picture import ForcePicture
from ui.pictures.force_rows import Look
from ui.pictures.force_words import balance_words
from ui.widgets.plain_label import PlainLabel

__all__ = ["AfterPanel"]

_SIDE_BY_SIDE = 1150


class AfterPanel(Panel):
    """Two pictures, side by side where there is room."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 16)
        column.setSpacing(10)
        self._words = PlainLabel(style="lead", weight=600, wrap=True)
        column.addWidget(self._words)
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._pair.setSpacing(24)
        self.today = ForcePicture(self, Look(others=False))
        self.after = ForcePicture(self, Look(after=True))
        for title, picture in ((self.tr("Today"), self.today), (self.tr("After the plan"), self.after)):
            side = QVBoxLayout()
            side.setSpacing(4)
            side.addWidget(PlainLabel(title, style="lead", weight=600))
            side.addWidget(picture)
            side.addStretch(1)
            self._pair.addLayout(side, 1)
        column.addLayout(self._pair)
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        return None

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.after

    def take_text(self, text: str) -> bool:
        """See Panel."""
        return False

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
        wide = self.width() >= _SIDE_BY_SIDE
        self._pair.setDirection(
            QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        )
        for picture in (self.today, self.after):
            picture.show_field(field)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._show)
