"""Every topic of a rating over its runs: one sign a run, in a table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from facilitator.ratings import Agreed, Rating, RatingScale
from ui.desk.home_words import day_words
from ui.desk.rating.colour_sign import ScoreSign
from ui.pictures.rating_marks import trend_words, value_words
from ui.widgets.plain_label import PlainLabel

__all__ = ["HealthTable"]

_SIGN = 24
_MOST_RUNS = 8


class HealthTable(QWidget):
    """What was agreed on each topic, the oldest run at the left; the last column says how it moves."""

    def __init__(self, rating: Rating, began: str, today: date) -> None:
        """`began` is the ISO date of the run that `rating` was read from."""
        super().__init__()
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 4, 0, 0)
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(4)
        runs = rating.runs[-(_MOST_RUNS - 1) :]
        for column, day in enumerate((*(each.date for each in runs), began), start=1):
            words = PlainLabel(_day(day, today), style="caption", role="ink_soft")
            grid.addWidget(words, 0, column, Qt.AlignmentFlag.AlignHCenter)
        for row, figures in enumerate(rating.topics, start=1):
            grid.addWidget(PlainLabel(figures.topic.title, elide=True), row, 0)
            told: list[Agreed | None] = []
            for run in runs:
                found = run.topics.get(figures.topic.id)
                told.append(found.agreed if found is not None else None)
            told.append(figures.agreed)
            for column, agreed in enumerate(told, start=1):
                grid.addWidget(_signs(rating.scales, agreed), row, column, Qt.AlignmentFlag.AlignHCenter)
            trend = figures.agreed.trend if figures.agreed is not None else None
            words = PlainLabel(trend_words(trend), style="small", role="ink_soft")
            grid.addWidget(words, row, len(told) + 1)
            self._tell(words, figures.topic.title, rating.scales, told)
        grid.setColumnStretch(len(runs) + 2, 1)
        grid.setColumnMinimumWidth(0, 168)

    def _tell(
        self, label: PlainLabel, title: str, scales: tuple[RatingScale, ...], told: list[Agreed | None]
    ) -> None:
        said = [
            ", ".join(
                value_words(each, agreed.values[each.id]) for each in scales if each.id in agreed.values
            )
            if agreed is not None
            else self.tr("nothing agreed")
            for agreed in told
        ]
        label.setAccessibleDescription(f"{title}: {', '.join(said)}")


def _signs(scales: tuple[RatingScale, ...], agreed: Agreed | None) -> QWidget:
    whole = QWidget()
    row = QHBoxLayout(whole)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(2)
    for scale in scales:
        sign = ScoreSign(_SIGN)
        sign.show_score(scale, agreed.values.get(scale.id) if agreed is not None else None)
        row.addWidget(sign)
    return whole


def _day(day: str, today: date) -> str:
    try:
        return day_words(date.fromisoformat(day[:10]), today)
    except ValueError:
        return ""
