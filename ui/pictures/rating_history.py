"""What was agreed over several runs: a small picture for each topic, the oldest run left."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QPointF, QRectF, Qt
from PySide6.QtGui import QFont

from facilitator.ratings import TRENDS, RatingScale, Run
from ui.pictures.rating_marks import (
    Joint,
    ScoreMark,
    TrendMark,
    colour_of,
    letter_of,
    short_trend_words,
    value_words,
)
from ui.projector.sheet import Ground, Mark, Words
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["HistorySizes", "history_marks", "month_words", "rows_of", "title_lines"]

_LETTERS_TO = 12
"""From more runs than this on the marks are too small for letters."""
_LABELS = 6
_NAMES_APART = 0.8
"""How far the names of two levels are apart at least, in lines: figures have no letters that hang below."""
_ARROW, _BESIDE = 0.9, 0.28
"""Size of the arrow of the trend and the room beside it, in marks."""


@dataclass(frozen=True)
class HistorySizes:
    """Lengths in px and fonts of a small picture. `least` is the least width of one, `height` its height."""

    title: QFont
    small: QFont
    title_pitch: float
    small_pitch: float
    least: float
    height: float
    gap: float
    mark: float
    line: float


def month_words(date: str, *, year: bool = False) -> str:
    """Return the month of an ISO date as it is short for a label: Mar, with `year` Mar 26."""
    day = QDate.fromString(date[:10], Qt.DateFormat.ISODate)
    if not day.isValid():
        return QCoreApplication.translate("Rating", "run")
    return QLocale(QLocale.Language.English).toString(day, "MMM yy" if year else "MMM")


def columns(width: float, sizes: HistorySizes) -> int:
    """Return how many pictures stand side by side."""
    return max(1, int((width + sizes.gap) // (sizes.least + sizes.gap)))


def rows_of(topics: int, width: float, sizes: HistorySizes) -> int:
    """Return in how many rows so many pictures stand."""
    return -(-topics // columns(width, sizes))


def history_marks(
    topics: Sequence[tuple[str, str]],
    runs: Sequence[Run],
    scale: RatingScale,
    area: QRectF,
    sizes: HistorySizes,
) -> list[Mark]:
    """Return the pictures of `topics`, pairs of id and title, row by row from the top of `area`."""
    across = columns(area.width(), sizes)
    width = (area.width() - sizes.gap * (across - 1)) / across
    marks: list[Mark] = []
    lines = title_lines(topics, area.width(), sizes)
    for place, (topic_id, title) in enumerate(topics):
        x = area.left() + (place % across) * (width + sizes.gap)
        y = area.top() + (place // across) * (sizes.height + sizes.gap)
        _picture(marks, topic_id, title, runs, scale, QRectF(x, y, width, sizes.height), sizes, lines)
    return marks


def title_lines(topics: Sequence[tuple[str, str]], width: float, sizes: HistorySizes) -> int:
    """Return how many lines the longest title takes above its picture."""
    across = columns(width, sizes)
    each = (width - sizes.gap * (across - 1)) / across
    return max((_head(title, each, sizes).lines for _, title in topics), default=1)


def _head(title: str, width: float, sizes: HistorySizes) -> TextBlock:
    """Return the title of a picture, with room for the arrow and its word beside it."""
    words = max(_trend_name(trend, sizes).width for trend in TRENDS)
    room = width - sizes.mark * _ARROW - words - 3 * _BESIDE * sizes.mark
    return lay_out(title, sizes.title, room, sizes.title_pitch, max_lines=2)


def _trend_name(trend: str, sizes: HistorySizes) -> TextBlock:
    return lay_out(short_trend_words(trend), sizes.small, 400.0, sizes.small_pitch, max_lines=1)


def _picture(
    marks: list[Mark],
    topic_id: str,
    title: str,
    runs: Sequence[Run],
    scale: RatingScale,
    box: QRectF,
    sizes: HistorySizes,
    lines: int,
) -> None:
    """Put one picture into `box`, its title on as many `lines` as the longest one takes."""
    found = [run.topics.get(topic_id) for run in runs]
    trend = found[-1].agreed.trend if found and found[-1] is not None else None
    arrow = sizes.mark * _ARROW
    head = _head(title, box.width(), sizes)
    marks.append(
        Words("topic", title, head, _px(sizes.title), QRectF(box.left(), box.top(), head.width, head.height))
    )
    if trend:
        name = _trend_name(trend, sizes)
        left = box.right() - name.width
        y = box.top() + (sizes.title_pitch - name.height) / 2
        words = short_trend_words(trend)
        marks.append(_words("trend_name", words, name, sizes.small, left, y, "ink_soft"))
        x = left - _BESIDE * sizes.mark - arrow
        marks.append(TrendMark(QRectF(x, box.top() + (sizes.title_pitch - arrow) / 2, arrow, arrow), trend))
    top = box.top() + lines * sizes.title_pitch + 3
    marks.append(Ground(QRectF(box.left(), top, box.width(), 1), "ink"))
    labels = lay_out("M", sizes.small, 40, sizes.small_pitch).height
    plot = QRectF(box.left(), top + 6, box.width(), box.bottom() - top - 6 - labels - 2)
    _levels(marks, scale, plot, sizes)
    _scores(marks, runs, topic_id, scale, plot, sizes)


def _y(scale: RatingScale, value: float, plot: QRectF, sizes: HistorySizes) -> float:
    span = max(1, scale.scale.most - scale.scale.least)
    inner = plot.height() - sizes.mark
    return plot.top() + sizes.mark / 2 + inner * (scale.scale.most - value) / span


def _axis(sizes: HistorySizes) -> float:
    return sizes.small_pitch


def _levels(marks: list[Mark], scale: RatingScale, plot: QRectF, sizes: HistorySizes) -> None:
    values = list(scale.scale.values)
    shown = values if len(values) <= 5 else [values[0], values[-1]]
    named = _named(shown, plot, sizes)
    for value in shown:
        y = _y(scale, value, plot, sizes)
        left = plot.left() + _axis(sizes) + 4
        marks.append(Ground(QRectF(left, y, plot.right() - left, 1), "line"))
        if value not in named:
            continue
        state = colour_of(scale, value)
        letter = letter_of(state) if state is not None else value_words(scale, value)[:2]
        name = lay_out(letter, sizes.small, _axis(sizes), sizes.small_pitch, max_lines=1)
        marks.append(_words("level", letter, name, sizes.small, plot.left(), y - name.height / 2, "ink_soft"))


def _named(shown: Sequence[int], plot: QRectF, sizes: HistorySizes) -> Sequence[int]:
    """Return the levels that have their names beside them: the ends, and those between where lines have room."""
    steps = max(1, len(shown) - 1)
    apart = (plot.height() - sizes.mark) / steps
    for each in range(1, steps):
        if steps % each == 0 and each * apart >= sizes.small_pitch * _NAMES_APART:
            return shown[::each]
    return (shown[0], shown[-1])


def _scores(
    marks: list[Mark],
    runs: Sequence[Run],
    topic_id: str,
    scale: RatingScale,
    plot: QRectF,
    sizes: HistorySizes,
) -> None:
    left = plot.left() + _axis(sizes) + 4
    step = (plot.right() - left) / max(1, len(runs))
    size = min(sizes.mark, step * 0.86)
    points: list[tuple[QPointF, int]] = []
    each_label = -(-len(runs) // _LABELS)
    for place, run in enumerate(runs):
        x = left + step * (place + 0.5)
        if place % each_label == 0 or len(runs) <= _LABELS:
            words = month_words(run.date)
            label = lay_out(words, sizes.small, max(step * each_label, 20.0), sizes.small_pitch, max_lines=1)
            marks.append(
                _words("when", words, label, sizes.small, x - label.width / 2, plot.bottom() + 2, "ink_soft")
            )
        topic = run.topics.get(topic_id)
        value = topic.agreed.values.get(scale.id) if topic is not None else None
        if value is not None:
            points.append((QPointF(x, _y(scale, value, plot, sizes)), value))
    for (one, _), (other, _) in pairwise(points):
        marks.append(Joint(one, other, sizes.line))
    for point, value in points:
        box = QRectF(point.x() - size / 2, point.y() - size / 2, size, size)
        words = value_words(scale, value)
        marks.append(
            ScoreMark(box, colour_of(scale, value), words, without_letter=len(runs) > _LETTERS_TO, text=words)
        )


def _words(role: str, text: str, block: TextBlock, font: QFont, x: float, y: float, colour: str) -> Words:
    return Words(role, text, block, _px(font), QRectF(x, y, block.width, block.height), colour)


def _px(font: QFont) -> float:
    return float(font.pixelSize()) if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72
