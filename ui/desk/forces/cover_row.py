"""A line over what is shown of scores, with the button that covers them again."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from ui.desk.steps.panel import Panel
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["CoverRow"]


class CoverRow(QHBoxLayout):
    """`words` at the left, `again` at the right: it goes back to where the scores are given."""

    def __init__(self, panel: Panel, home: str, scored: str, phase: str) -> None:
        """The activity `home` keeps the scores of the round `scored`; they are given in `phase` of the panel's own."""
        super().__init__()
        self._panel, self._home, self._scored, self._phase = panel, home, scored, phase
        self.setSpacing(12)
        self.words = PlainLabel(role="ink_soft", wrap=True)
        self.addWidget(self.words, 1)
        self.again = Button(self.tr("Cover them again"), kind="quiet", icon="eye_off")
        self.again.clicked.connect(self._cover)
        self.addWidget(self.again)

    def _cover(self) -> None:
        session, activity = self._panel.session, self._panel.activity

        def act() -> bool:
            session.scores.cover(self._home, self._scored)
            if any(each.id == self._phase for each in session.course.phases(activity)):
                session.course.go(activity.id, self._phase)
            return True

        self._panel.desk.bridge.do(act)
