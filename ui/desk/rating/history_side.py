"""How the topics of a rating have moved, as small pictures beside what the room is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import ratings
from facilitator.ratings import Rating, Run
from facilitator.session import Session
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from ui.pictures.marks_view import MarksView

__all__ = ["HistorySide", "runs_so_far"]


def runs_so_far(session: Session, now: Rating) -> tuple[Run, ...]:
    """Return the earlier runs and the present one, as far as the room knows it."""
    row = session.data.session
    date = (row.starts or session.place.started or row.created)[:10]
    return (*now.runs, ratings.run_now(now, row.id, row.title, date))


class HistorySide(QWidget):
    """A heading with a small picture for each topic under it; made when it is first shown."""

    def __init__(self) -> None:
        super().__init__()
        self.view: MarksView | None = None
        self._shown: tuple[object, ...] | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(10)
        self._column.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._title = PlainLabel(self.tr("Over time"), style="heading")
        self._column.addWidget(self._title)

    def show_history(self, session: Session, now: Rating) -> None:
        """Show the runs of every topic; what is shown already is not drawn again."""
        runs = runs_so_far(session, now)
        topics = tuple((each.topic.id, each.topic.title) for each in now.topics)
        if (topics, runs) == self._shown:
            return
        self._shown = (topics, runs)
        # pyqtgraph takes a moment to load, and many rooms have no earlier run.
        from ui.pictures.marks_view import MarksView
        from ui.pictures.rating_page import history_page

        if self.view is None:
            self.view = MarksView(self)
            self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self._column.addWidget(self.view)
        scale = now.scales[0]
        if len(now.scales) > 1:
            self._title.setText(self.tr("Over time: {scale}").format(scale=scale.title or scale.id))
        self.view.show_page(
            lambda width: history_page(topics, runs, scale, width), self.tr("All topics over time")
        )
