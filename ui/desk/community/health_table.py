"""Every topic of a rating over its runs: one sign a run, in a table."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QEvent, QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from facilitator.ratings import Agreed, Rating, RatingScale
from ui import fonts
from ui import theme as themes
from ui.desk.home_words import day_words
from ui.pictures.rating_marks import ScoreMark, colour_of, trend_words, value_words
from ui.widgets.plain_label import plain_tooltip
from ui.widgets.text_block import lay_out

__all__ = ["HealthTable"]

_SIGN, _APART = 24, 2
_ROW = 28
_HEAD = 24
_TITLE = 168
_GAP = 16
_MOST_RUNS = 8
_FEWEST_RUNS = 2
"""So many stay in a narrow window: then and now."""


class HealthTable(QWidget):
    """What was agreed on each topic, the oldest run at the left; the last column says how it moves.

    Where topics would be shortened, the oldest runs are left out. Drawn as a whole: a community may have many topics,
    and a widget for each sign would hold the window up.
    """

    def __init__(self, rating: Rating, began: str, today: date) -> None:
        """`began` is the ISO date of the run that `rating` was read from."""
        super().__init__()
        self._scales = rating.scales
        runs = rating.runs[-(_MOST_RUNS - 1) :]
        self._days = [_day(each, today) for each in (*(run.date for run in runs), began)]
        self._rows: list[tuple[str, list[Agreed | None], str]] = []
        for figures in rating.topics:
            found = [run.topics.get(figures.topic.id) for run in runs]
            told = [*(each.agreed if each is not None else None for each in found), figures.agreed]
            trend = figures.agreed.trend if figures.agreed is not None else None
            self._rows.append((figures.topic.title, told, trend_words(trend)))
        metrics = QFontMetrics(fonts.font("body"))
        widest = max((metrics.horizontalAdvance(title) + 2 for title, _, _ in self._rows), default=0)
        self._title = min(max(widest, _TITLE), 2 * _TITLE)
        metrics = QFontMetrics(fonts.font("caption"))
        signs = len(self._scales) * (_SIGN + _APART) - _APART
        self._columns = [max(signs, metrics.horizontalAdvance(each) + 2) for each in self._days]
        metrics = QFontMetrics(fonts.font("small"))
        self._trend = max((metrics.horizontalAdvance(trend) + 2 for _, _, trend in self._rows), default=0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFixedHeight(self._top(len(self._rows)))
        self.setMinimumWidth(_TITLE // 2 + self._right(len(runs) + 1 - _FEWEST_RUNS) + self._trend)
        self.setAccessibleName(rating.title)
        self.setAccessibleDescription("\n".join(self._said(*row) for row in self._rows))

    def _said(self, title: str, told: list[Agreed | None], trend: str) -> str:
        said = [
            ", ".join(
                value_words(each, one.values[each.id]) for each in self._scales if each.id in one.values
            )
            if one is not None
            else self.tr("nothing agreed")
            for one in told
        ]
        return f"{title}: {', '.join([*said, *([trend] if trend else [])])}"

    def _right(self, first: int) -> int:
        """Return how wide the runs from `first` on are together."""
        columns = self._columns[max(0, first) :]
        return sum(columns) + _GAP * (len(columns) + 1)

    @property
    def first_shown(self) -> int:
        """The oldest run that is shown, the oldest of all 0."""
        room = self.width() - self._title - self._trend
        fewest = max(0, len(self._columns) - _FEWEST_RUNS)
        return next((first for first in range(fewest) if self._right(first) <= room), fewest)

    @property
    def _title_width(self) -> int:
        room = self.width() - self._right(self.first_shown) - self._trend
        return max(_TITLE // 2, min(self._title, room))

    def _top(self, row: int) -> int:
        return 4 + _HEAD + row * _ROW

    def sizeHint(self) -> QSize:
        return QSize(self._title + self._right(0) + self._trend, self.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.current()
        ink, soft = theme.colour("ink"), theme.colour("ink_soft")
        title, left, first = self._title_width, self._title_width + _GAP, self.first_shown
        middles = []
        for day, width in zip(self._days[first:], self._columns[first:], strict=True):
            words = lay_out(day, fonts.font("caption"), width, _HEAD, max_lines=1)
            words.draw(painter, left + (width - words.width) / 2, 4, soft)
            middles.append(left + width / 2)
            left += width + _GAP
        for row, (topic, told, trend) in enumerate(self._rows):
            top = self._top(row)
            if not event.rect().intersects(QRect(0, top, self.width(), _ROW)):
                continue
            lay_out(topic, fonts.font("body"), title, _ROW, max_lines=1).draw(painter, 0, top, ink)
            for middle, agreed in zip(middles, told[first:], strict=True):
                for mark in _signs(self._scales, agreed, middle, top):
                    mark.paint(painter, theme)
            lay_out(trend, fonts.font("small"), self._trend, _ROW, max_lines=1).draw(painter, left, top, soft)
        painter.end()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            row = (event.pos().y() - self._top(0)) // _ROW
            title = self._rows[row][0] if 0 <= row < len(self._rows) else ""
            block = lay_out(title, fonts.font("body"), self._title_width, _ROW, max_lines=1)
            hidden = event.pos().x() < self._title_width and not block.complete
            QToolTip.showText(event.globalPos(), plain_tooltip(title) if hidden else "", self)
            return True
        return super().event(event)


def _signs(
    scales: tuple[RatingScale, ...], agreed: Agreed | None, middle: float, top: float
) -> list[ScoreMark]:
    """Return the signs of one run, side by side around `middle`; nothing where nothing was agreed."""
    left = middle - (len(scales) * (_SIGN + _APART) - _APART) / 2
    found = []
    for place, scale in enumerate(scales):
        value = agreed.values.get(scale.id) if agreed is not None else None
        if value is not None:
            box = QRectF(left + place * (_SIGN + _APART), top + (_ROW - _SIGN) / 2, _SIGN, _SIGN)
            found.append(
                ScoreMark(box.adjusted(1, 1, -1, -1), colour_of(scale, value), value_words(scale, value))
            )
    return found


def _day(day: str, today: date) -> str:
    try:
        return day_words(date.fromisoformat(day[:10]), today)
    except ValueError:
        return ""
