"""The whole picture of a rating: every topic of this run, and how each has moved over the runs."""

from __future__ import annotations

from PySide6.QtCore import QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator import ratings
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.ratings import Rating, Run
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.marks_view import MarksView
from ui.pictures.rating_page import history_page, overview_page
from ui.widgets.plain_label import PlainLabel

__all__ = ["OverviewPanel"]


def _this_run(now: Rating, panel: Panel) -> Run:
    """Return the present session as the last run."""
    session = panel.session.data.session
    date = (session.starts or panel.session.place.started or session.created)[:10]
    return ratings.run_now(now, session.id, session.title, date)


class OverviewPanel(Panel):
    """Two pictures below each other; the second one once there is more than one run."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = self.lay_column(10)
        self.picture = MarksView(self)
        column.addWidget(self.picture)
        note = PlainLabel(
            self.tr("A low colour is a place to learn, never a comparison of people or communities."),
            style="small",
            role="ink_soft",
            wrap=True,
        )
        column.addWidget(note)
        self._over_time = PlainLabel(self.tr("Over time"), style="heading")
        column.addSpacing(8)
        column.addWidget(self._over_time)
        self.history = MarksView(self)
        column.addWidget(self.history)
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        now = ratings.rating(self.session.data, self.activity)
        done = sum(each.agreed is not None and bool(each.agreed.values) for each in now.topics)
        words = self.tr("{count} of {topics} agreed").format(count=done, topics=len(now.topics))
        return Counted(words, "ok" if done == len(now.topics) and done else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.picture

    def take_text(self, text: str) -> bool:
        """See Panel."""
        return False

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees all topics, then how they moved")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Up Down", self.tr("other topic")),)

    def _show(self) -> None:
        now = ratings.rating(self.session.data, self.activity)
        runs = (*now.runs, _this_run(now, self))
        self.picture.show_page(lambda width: overview_page(now, width), self.tr("All topics"))
        several = len(now.runs) > 0
        self._over_time.setVisible(several)
        self.history.setVisible(several)
        if several:
            topics = [(each.topic.id, each.topic.title) for each in now.topics]
            self.history.show_page(
                lambda width: history_page(topics, runs, now.scales[0], width),
                self.tr("All topics over time"),
            )

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            QTimer.singleShot(0, self, self._show)
