"""The runs of a rating as the room sees them, the present one last."""

from __future__ import annotations

from PySide6.QtCore import QDate, Qt

from facilitator.activities.rating import RatingView
from facilitator.ratings import Agreed, Run, TopicRun

__all__ = ["runs_with_now"]


def runs_with_now(part: RatingView) -> tuple[Run, ...]:
    """Return the earlier runs and this one, as far as the room has seen its votes."""
    topics = {
        each.topic.id: TopicRun(
            each.topic.title,
            {
                scale.id: {value: each.tallies[scale.id].count(value) for value in scale.scale.values}
                for scale in part.scales
                if scale.id in each.tallies
            },
            each.agreed or Agreed(),
        )
        for each in part.overview
        if each.shown
    }
    today = QDate.currentDate().toString(Qt.DateFormat.ISODate)
    return (*part.runs, Run("", "", today, topics))
