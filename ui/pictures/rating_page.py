"""The pages of a rating on the desk: all topics of this run, and each topic over time."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.against import points
from facilitator.ratings import Rating, RatingScale, Run, TopicFigures
from ui import fonts
from ui.pictures.marks_view import MarksPage, Spot
from ui.pictures.rating_against import AgainstSizes, against_marks
from ui.pictures.rating_history import HistorySizes, history_marks, rows_of, title_lines
from ui.pictures.rating_marks import is_colours, trend_words, value_words
from ui.pictures.rating_overview import OverviewSizes, overview_heights, overview_marks

__all__ = ["against_page", "history_page", "overview_page"]

_PAD = 8.0
_PLOT = 78.0
"""Height of a small picture under its title."""


def overview_page(now: Rating, width: float) -> MarksPage:
    """Return all topics as rows."""
    wide = width >= 900
    sizes = OverviewSizes(
        title=fonts.font("body", 600),
        body=fonts.font("small", 400),
        pitch=20.0,
        small_pitch=17.0,
        row=40.0,
        dot=13.0 if wide else 10.0,
        mark=22.0,
        gap=12.0,
        why=now.evidence,
        figures=not is_colours(now.scales[0]),
        trend=now.trend,
    )
    inner = width - 2 * _PAD
    heights = overview_heights(now.topics, inner, sizes)
    area = QRectF(_PAD, 0, inner, sum(heights))
    marks, places = overview_marks(now.topics, now.scales, area, heights, sizes)
    words = {each.topic.id: _said(each, now) for each in now.topics}
    spots = tuple(
        Spot(each.topic_id, each.rect.adjusted(-_PAD, 0, _PAD, 0), words[each.topic_id]) for each in places
    )
    return MarksPage(tuple(marks), spots, area.height())


def against_page(now: Rating, width: float) -> MarksPage:
    """Return the second scale against the first, with the list of all topics beside it."""
    sizes = AgainstSizes(
        body=fonts.font("body", 500),
        pitch=20.0,
        small=fonts.font("small", 400),
        small_pitch=18.0,
        radius=12.0,
        line=1.0,
    )
    titles = [(each.topic.id, each.topic.title) for each in now.topics]
    height = min(max(300.0, width * 0.42), 460.0)
    area = QRectF(_PAD, 0, width - 2 * _PAD, height)
    marks, places = against_marks(points(now), titles, now.scales, area, sizes)
    words = {each.topic.id: _said(each, now) for each in now.topics}
    spots = tuple(Spot(each.topic_id, each.rect, words[each.topic_id]) for each in places)
    height = max(height, max((each.rect.bottom() for each in places), default=0.0))
    return MarksPage(tuple(marks), spots, height)


def _said(each: TopicFigures, now: Rating) -> str:
    """Return a row in words, for those who cannot see it."""
    said = [each.topic.title]
    for scale in now.scales:
        tally = each.tallies[scale.id]
        if not tally.empty:
            said.append(
                ", ".join(f"{tally.count(value)} {value_words(scale, value)}" for value in scale.scale.values)
            )
    if each.agreed is not None:
        agreed = [
            value_words(scale, each.agreed.values[scale.id])
            for scale in now.scales
            if scale.id in each.agreed.values
        ]
        if agreed:
            words = QCoreApplication.translate("Rating", "We agree on {value}")
            said.append(words.format(value=", ".join(agreed)))
        said += [part for part in (trend_words(each.agreed.trend), each.agreed.why) if part]
    return ". ".join(said)


def history_page(
    topics: Sequence[tuple[str, str]], runs: Sequence[Run], scale: RatingScale, width: float
) -> MarksPage:
    """Return the small pictures of `topics`, pairs of id and title."""
    sizes = HistorySizes(
        title=fonts.font("body", 600),
        small=fonts.font("caption", 400),
        title_pitch=18.0,
        small_pitch=15.0,
        least=190.0,
        height=0.0,
        gap=14.0,
        mark=18.0,
        line=1.6,
    )
    sizes = replace(sizes, height=_PLOT + title_lines(topics, width, sizes) * sizes.title_pitch)
    height = rows_of(len(topics), width, sizes) * (sizes.height + sizes.gap)
    marks = history_marks(topics, runs, scale, QRectF(0, 0, width, height), sizes)
    return MarksPage(tuple(marks), (), height)
