"""The whole picture of a rating: every topic of this run, and how each has moved over the runs."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from facilitator import ratings
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.ratings import Rating
from ui.desk.context import DeskContext
from ui.desk.rating.history_side import HistorySide
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.marks_view import MarksView
from ui.pictures.rating_marks import is_colours
from ui.pictures.rating_page import against_page, overview_page
from ui.widgets.plain_label import PlainLabel

__all__ = ["OverviewPanel"]


_BESIDE_FROM = 1080
"""From this width on the small pictures stand beside the list."""


class OverviewPanel(Panel):
    """Two pictures, the second one once there is more than one run: below the first, or beside it on a wide desk."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._shown: Rating | None = None
        column = self.lay_column(10)
        self._both = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        column.addLayout(self._both)
        left = QVBoxLayout()
        left.setSpacing(10)
        left.setAlignment(Qt.AlignmentFlag.AlignTop)
        self.picture = MarksView(self)
        left.addWidget(self.picture)
        note = PlainLabel(
            self.tr("A low colour is a place to learn, never a comparison of people or communities."),
            style="small",
            role="ink_soft",
            wrap=True,
        )
        if ratings.rating(self.session.data, activity).against:
            note.setText(
                self.tr(
                    "What matters and is low stands at the upper left. No sum: the topics are not one thing."
                )
            )
        elif not is_colours(ratings.scales(activity)[0]):
            note.setText(
                self.tr(
                    "The middle of the votes (lowest to highest), then what was agreed. "
                    "A low score is a place to learn, never a comparison of people or communities."
                )
            )
        left.addWidget(note)
        self._both.addLayout(left, 5)
        self.side = HistorySide()
        self._both.addWidget(self.side, 4)
        column.addStretch(1)
        self._show()

    @property
    def history(self) -> MarksView | None:
        """The picture of all runs, None while there is only one."""
        return self.side.view

    def counted(self) -> Counted | None:
        """See Panel."""
        now = ratings.rating(self.session.data, self.activity)
        if now.against:
            shown = sum(each.shown for each in now.topics)
            words = self.tr("{count} of {topics} shown").format(count=shown, topics=len(now.topics))
            return Counted(words, "ok" if shown == len(now.topics) and shown else "ink_soft")
        done = sum(each.agreed is not None and bool(each.agreed.values) for each in now.topics)
        words = self.tr("{count} of {topics} agreed").format(count=done, topics=len(now.topics))
        return Counted(words, "ok" if done == len(now.topics) and done else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.picture

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if not ratings.rating(self.session.data, self.activity).runs:
            return self.tr("The room sees all topics")
        return self.tr("The room sees all topics, then how they moved")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Up Down", self.tr("other topic")),)

    def _show(self) -> None:
        now = ratings.rating(self.session.data, self.activity)
        if now != self._shown:
            self._shown = now
            page = against_page if now.against else overview_page
            self.picture.show_page(lambda width: page(now, width), self.tr("All topics"))
        beside = self.width() >= _BESIDE_FROM
        self._both.setDirection(
            QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        )
        self._both.setSpacing(28 if beside else 18)
        self.side.setVisible(bool(now.runs))
        if now.runs:
            self.side.show_history(self.session, now)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() >= _BESIDE_FROM) != (event.oldSize().width() >= _BESIDE_FROM):
            QTimer.singleShot(0, self, self._show)
