"""All topics of one run: how the votes lie, what was agreed, how it moves and why. A row for each topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF
from PySide6.QtGui import QFont

from facilitator.ratings import RatingScale, TopicFigures
from facilitator.scoring import in_figures
from ui.pictures.rating_marks import (
    COLOURS,
    ScoreMark,
    Share,
    TrendMark,
    colour_of,
    short_trend_words,
    value_words,
)
from ui.projector.sheet import Ground, Mark, Words
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["OverviewSizes", "Placed", "overview_heights", "overview_marks"]

_MOST_MARKS = 14
_LEAST_DOT = 0.6
_TITLE, _VOTES, _FEW_VOTES, _AGREED, _TREND = 0.24, 0.30, 0.16, 0.13, 0.11


@dataclass(frozen=True)
class OverviewSizes:
    """Fonts and lengths in px; `row` is the least height of a row, `dot` the size of the mark of one vote.

    `why` gives room to the reasons; more of it where votes are shown as `figures`, and where there is no `trend`.
    """

    title: QFont
    body: QFont
    pitch: float
    small_pitch: float
    row: float
    dot: float
    mark: float
    gap: float
    why: bool = True
    figures: bool = False
    trend: bool = True


@dataclass(frozen=True)
class Placed:
    """A topic and where its row is."""

    topic_id: str
    rect: QRectF


def _shares(sizes: OverviewSizes) -> tuple[float, float, float, float, float]:
    if not sizes.why:
        return 0.34, 0.34, 0.16, 0.16, 0.0
    votes = _FEW_VOTES if sizes.figures else _VOTES
    trend = _TREND if sizes.trend else 0.0
    return _TITLE, votes, _AGREED, trend, 1.0 - _TITLE - votes - _AGREED - trend


def overview_heights(topics: Sequence[TopicFigures], width: float, sizes: OverviewSizes) -> list[float]:
    """Return the height of each topic's row for a picture `width` px wide."""
    title_share, _, _, _, why_share = _shares(sizes)
    heights = []
    for each in topics:
        title = lay_out(each.topic.title, sizes.title, width * title_share - sizes.gap, sizes.pitch).height
        why = 0.0
        if sizes.why and each.agreed is not None and each.agreed.why:
            why = lay_out(each.agreed.why, sizes.body, width * why_share, sizes.small_pitch).height
        scales = max(1, len(each.tallies))
        heights.append(max(sizes.row, title + sizes.gap, why + sizes.gap, scales * (sizes.mark + 4) + 4))
    return heights


def overview_marks(
    topics: Sequence[TopicFigures],
    scales: Sequence[RatingScale],
    area: QRectF,
    heights: Sequence[float],
    sizes: OverviewSizes,
) -> tuple[list[Mark], list[Placed]]:
    """Return the rows from the top of `area` down, and where each topic is."""
    marks: list[Mark] = []
    places: list[Placed] = []
    top = area.top()
    for each, height in zip(topics, heights, strict=True):
        rect = QRectF(area.left(), top, area.width(), height)
        _row(marks, each, scales, rect, sizes)
        marks.append(Ground(QRectF(rect.left(), rect.bottom() - 1, rect.width(), 1), "line"))
        places.append(Placed(each.topic.id, rect))
        top += height
    return marks, places


def _row(
    marks: list[Mark], each: TopicFigures, scales: Sequence[RatingScale], rect: QRectF, sizes: OverviewSizes
) -> None:
    title_share, votes_share, agreed_share, trend_share, why_share = _shares(sizes)
    x, width, middle = rect.left(), rect.width(), rect.center().y()
    title = lay_out(each.topic.title, sizes.title, width * title_share - sizes.gap, sizes.pitch)
    _put(marks, "topic", each.topic.title, title, sizes.title, x, middle - title.height / 2, "ink")
    x += width * title_share
    lines = len(scales)
    for number, scale in enumerate(scales):
        y = middle + (number - (lines - 1) / 2) * (sizes.mark + 4)
        name = scale.title if lines > 1 else ""
        _votes(marks, each, scale, QRectF(x, y, width * votes_share - sizes.gap, 0), sizes, name)
        value = each.agreed.values.get(scale.id) if each.agreed is not None else None
        left = x + width * votes_share
        if value is None and each.shown:
            words = QCoreApplication.translate("Rating", "not agreed")
            open_yet = lay_out(words, sizes.body, width * agreed_share, sizes.small_pitch, max_lines=1)
            _put(marks, "open", words, open_yet, sizes.body, left, y - open_yet.height / 2, "ink_soft")
        elif value is not None:
            words = value_words(scale, value)
            box = QRectF(left, y - sizes.mark / 2, sizes.mark, sizes.mark)
            marks.append(ScoreMark(box, colour_of(scale, value), words))
            if words == str(value):
                # The mark says it already.
                continue
            name = lay_out(
                words, sizes.body, width * agreed_share - sizes.mark - 8, sizes.small_pitch, max_lines=1
            )
            _put(marks, "agreed", words, name, sizes.body, box.right() + 8, y - name.height / 2, "ink")
    x += width * (votes_share + agreed_share)
    trend = each.agreed.trend if each.agreed is not None else None
    if trend is not None:
        side = sizes.mark * 0.8
        marks.append(TrendMark(QRectF(x, middle - side / 2, side, side), trend))
        words = short_trend_words(trend)
        beside = sizes.mark * 0.3
        room = width * trend_share - side - 2 * beside
        name = lay_out(words, sizes.body, room, sizes.small_pitch, max_lines=2)
        _put(marks, "trend_name", words, name, sizes.body, x + side + beside, middle - name.height / 2, "ink")
    x += width * trend_share
    if sizes.why and each.agreed is not None and each.agreed.why:
        why = lay_out(each.agreed.why, sizes.body, width * why_share, sizes.small_pitch)
        _put(marks, "why", each.agreed.why, why, sizes.body, x, middle - why.height / 2, "ink_soft")


def _votes(
    marks: list[Mark],
    each: TopicFigures,
    scale: RatingScale,
    place: QRectF,
    sizes: OverviewSizes,
    name: str,
) -> None:
    """Put one mark for each vote, or beyond what fits the figures alone; with numbers the middle and the range.

    `name` stands before numbers where there are two scales.
    """
    tally = each.tallies.get(scale.id)
    y = place.top()
    if tally is None or tally.empty:
        dash = lay_out("\N{EN DASH}", sizes.body, 40, sizes.small_pitch)
        _put(marks, "none", "\N{EN DASH}", dash, sizes.body, place.left(), y - dash.height / 2, "ink_soft")
        return
    if colour_of(scale, scale.scale.least) is None:
        figures = f"{in_figures(tally.median or 0.0)}  ({tally.low}\N{EN DASH}{tally.high})"
        words = f"{name}  {figures}" if name else figures
        block = lay_out(words, sizes.body, place.width(), sizes.small_pitch, max_lines=1)
        _put(marks, "counts", words, block, sizes.body, place.left(), y - block.height / 2, "ink")
        return
    counts = [tally.count(value) for value in scale.scale.values]
    words = " / ".join(str(each) for each in counts)
    block = lay_out(words, sizes.body, place.width(), sizes.small_pitch, max_lines=1)
    room = place.width() - block.width - sizes.gap
    # A little more room between the scores than within one.
    steps = sum(counts) + (sum(1 for count in counts if count) - 1) * 0.45
    pitch = min(sizes.dot * 1.16, room / max(1.0, steps))
    dot = pitch / 1.16
    if sum(counts) <= _MOST_MARKS and dot >= sizes.dot * _LEAST_DOT:
        x = place.left()
        for value, count in zip(scale.scale.values, counts, strict=True):
            for _ in range(count):
                box = QRectF(x, y - dot / 2, dot, dot)
                marks.append(ScoreMark(box, colour_of(scale, value), "", without_letter=True, role="vote"))
                x += pitch
            x += pitch * 0.45 if count else 0.0
    else:
        high = sizes.dot * 1.2
        _bar(marks, scale, counts, QRectF(place.left(), y - high / 2, max(4 * high, room), high))
    _put(
        marks,
        "counts",
        words,
        block,
        sizes.body,
        place.right() - block.width,
        y - block.height / 2,
        "ink_soft",
    )


def _bar(marks: list[Mark], scale: RatingScale, counts: Sequence[int], box: QRectF) -> None:
    """Put a stretch for each colour, as long as its share of the votes, but long enough for its letter."""
    found = [
        (COLOURS[value], count) for value, count in zip(scale.scale.values, counts, strict=True) if count
    ]
    gap = max(2.0, box.height() * 0.12)
    least = box.height() * 0.8
    spare = box.width() - gap * (len(found) - 1) - least * len(found)
    total = sum(counts)
    x = box.left()
    for state, count in found:
        width = least + max(0.0, spare) * count / total
        marks.append(Share(QRectF(x, box.top(), width, box.height()), state))
        x += width + gap


def _put(
    marks: list[Mark], role: str, text: str, block: TextBlock, font: QFont, x: float, y: float, colour: str
) -> None:
    size = float(font.pixelSize()) if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72
    marks.append(Words(role, text, block, size, QRectF(x, y, block.width, block.height), colour))
