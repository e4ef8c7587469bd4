"""A rating in the report: each topic with its votes, what was agreed and why, how it stood before, and the plan."""

from __future__ import annotations

from exports.closing import state_words
from exports.pdf.flow import CELL, CELL_GAP, CELL_SOFT, CELL_STRONG, SOFT, Cell, Column, Draw, Flow
from exports.pdf.page import Pen
from exports.pdf.ratings.marks import mark, trend_arrow
from exports.pdf.ratings.sheet import fitted
from exports.rating_words import NOTHING, count_of, is_colours, said, spread_of, votes
from exports.source import Source
from facilitator import ratings
from facilitator.dates import written_day
from facilitator.method import Activity
from facilitator.ratings import Rating, RatingScale, TopicFigures, Trend
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = (
    "How we are doing",
    "Everybody voted alone, and all votes were shown at the same moment.",
)
_MARK = 2.5
_ARROW = 3.6
_BESIDE = 7.0
_AGREED, _TREND_ROOM = 21.0, 14.0


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether the room has seen any votes, or planned anything for a topic."""
    found = ratings.rating(data, activity)
    return bool(found.plan) or any(each.shown for each in found.topics)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw a row for each topic, and what is to be done."""
    found = ratings.rating(source.data, activity)
    if any(each.shown for each in found.topics):
        columns = _columns(found)
        shares = sum(each.share for each in columns)
        measure = flow.width - CELL_GAP * (len(columns) - 1)
        room = measure * _AGREED / shares - _BESIDE
        flow.table(columns, [row for each in found.topics for row in _rows(found, each, room)])
        flow.lines(" ".join(_notes(found)), SOFT)
    if found.plan:
        flow.heading("What we do about it", keep=24)
        _plan(flow, found)


def _columns(rating: Rating) -> list[Column]:
    columns = [Column("Topic", 34.0)]
    if len(rating.scales) > 1:
        columns.append(Column("Scale", 18.0))
    columns += [Column("Votes", 31.0), Column("Agreed", _AGREED)]
    if rating.trend:
        columns.append(Column("Trend", 19.0))
    if _before_on(rating):
        columns.append(Column("Before", 16.0 if len(_before_on(rating)) == 1 else 24.0))
    if rating.evidence:
        columns.append(Column("Why", 46.0))
    return columns


def _before_on(rating: Rating) -> list[str]:
    """Return the days of the earlier sessions that topics are compared with: mostly one and the same."""
    return sorted({each.was_date or "" for each in rating.topics if each.was})


def _rows(rating: Rating, figures: TopicFigures, room: float) -> list[list[Cell]]:
    """Return the rows of a topic, one a scale; what belongs to the topic as a whole stands in the first.

    `room` is what a word beside a mark has, in mm.
    """
    several = len(rating.scales) > 1
    rows = []
    for number, scale in enumerate(rating.scales):
        first = number == 0
        row = [Cell(figures.topic.title if first else "", CELL_STRONG)]
        if several:
            row.append(Cell(scale.title, CELL_SOFT))
        row.append(Cell(votes(scale, figures.tallies[scale.id])))
        row.append(_agreed(scale, figures, room))
        agreed = figures.agreed
        if rating.trend:
            row.append(_trend(agreed.trend if agreed and first else None, blank=not first))
        if _before_on(rating):
            row.append(Cell(_before(rating, figures, scale)))
        if rating.evidence:
            row.append(Cell(agreed.why if agreed and first else ""))
        rows.append(row)
    return rows


def _before(rating: Rating, figures: TopicFigures, scale: RatingScale) -> str:
    """Return what was agreed last time on a scale, and under the first when, unless that is the same day for all."""
    value = figures.was.values.get(scale.id) if figures.was else None
    when = len(_before_on(rating)) > 1 and scale is rating.scales[0]
    day = written_day(figures.was_date) if when else ""
    return "\n".join(part for part in (NOTHING if value is None else said(scale, value), day) if part)


def _agreed(scale: RatingScale, figures: TopicFigures, room: float) -> Cell:
    value = figures.agreed.values.get(scale.id) if figures.agreed else None
    if value is None:
        return Cell(NOTHING)
    shown = said(scale, value) if is_colours(scale) else scale.scale.words.get(value, "")
    return Cell(draw=_beside(lambda pen, x, y: mark(pen, scale, value, x + _MARK, y, _MARK), shown, room))


def _trend(trend: Trend | None, *, blank: bool) -> Cell:
    if trend is None:
        return Cell("" if blank else NOTHING)
    return Cell(
        draw=_beside(lambda pen, x, y: trend_arrow(pen, trend, x, y, _ARROW, 1.0), trend, _TREND_ROOM)
    )


def _beside(shape: Draw, words: str, room: float) -> Draw:
    """Return what draws a shape at the middle of the first line, and words beside it in `room` mm: smaller if long."""

    def draw(pen: Pen, x: float, baseline: float) -> None:
        shape(pen, x, baseline - 1.1)
        if words:
            shown = fitted(pen.book, words, CELL, room, sizes=(8.5, 7.5))
            pen.line(x + _BESIDE, baseline, shown.lines[0], shown.style)

    return draw


def _notes(rating: Rating) -> list[str]:
    notes = [f"{count_of(rating.voters).capitalize()} at most on a topic."]
    apart = [
        f"{each.topic.title} ({spread_of(rating.scales[0], each.tallies[rating.scales[0].id])})"
        for each in rating.topics
        if each.differs
    ]
    if apart:
        notes.append(f"Furthest apart: {', '.join(apart)}.")
    days = _before_on(rating)
    if len(days) == 1 and written_day(days[0]):
        notes.append(f"Before: {written_day(days[0])}.")
    return notes


def _plan(flow: Flow, rating: Rating) -> None:
    rows = []
    for item in rating.plan:
        topic = rating.find(item.topic_id)
        rows.append(
            [
                Cell(item.action.text, CELL_STRONG),
                Cell(topic.topic.title if topic else item.action.topic),
                Cell(item.action.owner or NOTHING),
                Cell(written_day(item.action.due) or NOTHING),
                Cell(state_words(item.action.state)),
            ]
        )
    shares = (("Action", 58.0), ("Topic", 38.0), ("Owner", 26.0), ("Due", 32.0), ("", 18.0))
    flow.table([Column(title, share) for title, share in shares], rows)
