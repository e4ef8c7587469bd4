"""One page of a rating: each topic with its votes, what was agreed, how it moves and why. No figure over topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf.page import Pen
from exports.pdf.paper import HAIR, INK, MUTED, TINT, Paper, millimetres
from exports.pdf.ratings.marks import baseline_at, mark, trend_arrow
from exports.pdf.ratings.sheet import (
    BODY,
    MARGIN,
    Fitted,
    draw_foot,
    draw_head,
    fitted,
    missing,
    ratings_in,
    scale_ends,
    sheet_named,
)
from exports.pdf.ratings.votes import MOST_MARKS, WIDTH, draw_votes
from exports.pdf.target import Target
from exports.pdf.text.book import Style, TextBook
from exports.pdf.text.record import Recorder
from exports.rating_words import about, credit, is_colours, named, whose
from exports.source import Source
from facilitator import scoring
from facilitator.ratings import Rating, RatingScale, TopicFigures
from facilitator.scoring import Tally

LEARN = "A low score is a place to learn. It never compares people or communities."
_MEANINGS = {3: "all is well enough", 2: "some of it is well", 1: "here it hurts"}
_ROW, _LEAST_ROW = 13.4, 11.6
_SCALE_TITLE = 3.6
_LEGEND = 9.0
_MARK = 4.1
_HEAD_STYLE = Style("semibold", 8, MUTED)
_TITLE = Style("semibold", 11.5, INK)
_WORD = Style("regular", 9.5, INK)
_WHY = Style("regular", 9.0, INK)
_FIGURES = Style("regular", 8.5, MUTED, tabular=True)
_SMALL = Style("regular", 7.5, MUTED)
_NUMBER = 7.0
_GAP = 4.0
_MOST_WHY = 6


@dataclass(frozen=True, slots=True)
class Columns:
    """Left end and width of each column, in mm; those without a width are left out."""

    title: tuple[float, float]
    votes: tuple[float, float]
    figures: tuple[float, float]
    agreed: tuple[float, float]
    trend: tuple[float, float]
    why: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Row:
    """A topic laid out, in a band as high as it needs at least."""

    number: int
    figures: TopicFigures
    title: Fitted
    why: Fitted
    least: float
    wished: float


def write_health(
    source: Source, target: Target, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the page of each rating as a PDF file and return what could not be drawn, in words.

    Raises:
        UserError: the method rates nothing, or there is no such paper.
        OSError: the file cannot be written.
    """
    found = ratings_in(source)
    sheet = sheet_named(paper)
    name = whose(source)
    title = found[0].title
    pen = Pen(target, title=f"{name}: {title}", author=name, subject=title, recorder=recorder)
    laid_out = [(rating, *_lay_out(pen.book, rating, sheet)) for rating in found]
    pages = sum(len(parts) for _, _, parts in laid_out)
    for rating, columns, parts in laid_out:
        for place, rows in enumerate(parts):
            pen.page(sheet)
            pen.bookmark(rating.title if place == 0 else f"{rating.title}, page {place + 1}", 0)
            draw_head(
                pen,
                sheet,
                rating.title if place == 0 else f"{rating.title}, continued",
                about(source, rating),
            )
            _Page(pen, sheet, rating, columns).draw(rows)
            draw_foot(pen, sheet, credit(source.data.method, rating.title), pen.page_number, pages)
    pen.finish()
    return missing(pen)


def columns_for(rating: Rating, sheet: Paper) -> Columns:
    """Return where the columns of a page stand: reasons get what the others leave, else titles do."""
    right = sheet.width - MARGIN
    word = 15.0 if all(is_colours(each) for each in rating.scales) else 20.0
    trend = 20.0 if rating.trend else 0.0
    agreed = 9.5 + word
    figures = 20.0
    fixed = WIDTH + figures + agreed + trend + (4 if rating.trend else 3) * _GAP
    rest = right - MARGIN - _NUMBER - 2.0 - fixed
    title = min(rest - 44.0, 52.0) if rating.evidence else rest
    x = MARGIN + _NUMBER + 2.0
    places = []
    for width in (title, WIDTH, figures, agreed, trend):
        places.append((x, width))
        x += width + (_GAP if width else 0.0)
    why = (x, right - x if rating.evidence else 0.0)
    return Columns(places[0], places[1], places[2], places[3], places[4], why)


def _lay_out(book: TextBook, rating: Rating, sheet: Paper) -> tuple[Columns, list[list[_Row]]]:
    """Return the columns and the rows of each page."""
    columns = columns_for(rating, sheet)
    rows = [_row(book, rating, columns, number, each) for number, each in enumerate(rating.topics, start=1)]
    room = sheet.height - 11.5 - _LEGEND - _ROWS_FROM
    pages: list[list[_Row]] = [[]]
    for row in rows:
        if pages[-1] and sum(each.least for each in pages[-1]) + row.least > room:
            pages.append([])
        pages[-1].append(row)
    return columns, pages


_ROWS_FROM = BODY + 4.2


def _row(book: TextBook, rating: Rating, columns: Columns, number: int, figures: TopicFigures) -> _Row:
    title = fitted(book, figures.topic.title, _TITLE, columns.title[1], height=13.4, sizes=(10.0, 8.5, 7.5))
    why = Fitted((), _WHY)
    if figures.agreed and figures.agreed.why and rating.evidence:
        why = fitted(book, figures.agreed.why, _WHY, columns.why[1], most=3, sizes=(8.0, 7.5))
        if not why.whole:
            why = fitted(book, figures.agreed.why, why.style, columns.why[1], most=_MOST_WHY)
    several = len(rating.scales) > 1
    parts = sum(_part_height(each, several) for each in rating.scales)
    rest = 0.0 if why.whole else millimetres(_SMALL.size * 1.25)
    text = max(title.height, why.height + rest) + 2.4
    return _Row(number, figures, title, why, max(parts, text, _LEAST_ROW), max(parts, text, _ROW))


def _part_height(scale: RatingScale, several: bool) -> float:
    """Return what one scale of a topic needs; its title stands above it where there are two."""
    if several:
        return _SCALE_TITLE + (9.4 if is_colours(scale) else 13.0)
    return _LEAST_ROW if is_colours(scale) else _ROW


class _Page:
    """Draws the rows of one page."""

    def __init__(self, pen: Pen, sheet: Paper, rating: Rating, columns: Columns) -> None:
        self._pen = pen
        self._sheet = sheet
        self._rating = rating
        self._columns = columns
        self._right = sheet.width - MARGIN

    def draw(self, rows: Sequence[_Row]) -> None:
        """Draw head, rows and legend."""
        self._head()
        room = self._sheet.height - 11.5 - _LEGEND - _ROWS_FROM
        wish = sum(each.wished for each in rows) <= room
        y = _ROWS_FROM
        for place, row in enumerate(rows):
            height = row.wished if wish else row.least
            self._row(row, y, height, shaded=place % 2 == 1)
            y += height
        self._legend(y + 5.6)

    def _head(self) -> None:
        pen, columns, rating = self._pen, self._columns, self._rating
        pen.owner("columns")
        colours = all(is_colours(each) for each in rating.scales)
        many = any(tally.voters > MOST_MARKS for each in rating.topics for tally in each.tallies.values())
        votes = "Votes" if many or not colours else "Votes, one mark a person"
        heads = [("Topic", MARGIN), (votes, columns.votes[0]), ("Agreed", columns.agreed[0])]
        if rating.trend:
            heads.append(("Trend", columns.trend[0]))
        if rating.evidence:
            heads.append(("Why", columns.why[0]))
        for title, x in heads:
            pen.text(x, BODY + 2.4, title, _HEAD_STYLE)
        pen.rule(MARGIN, _ROWS_FROM, self._right, _ROWS_FROM, INK, 0.8)

    def _row(self, row: _Row, top: float, height: float, *, shaded: bool) -> None:
        pen, columns, figures = self._pen, self._columns, row.figures
        middle = top + height / 2
        if shaded:
            pen.fill(MARGIN, top, self._right - MARGIN, height, TINT)
        pen.rule(MARGIN, top + height, self._right, top + height, HAIR, 0.5)
        pen.owner(f"topic:{figures.topic.id}")
        number = Style("regular", 9.5, MUTED, tabular=True)
        pen.text(MARGIN + _NUMBER - 1.0, baseline_at(middle, 10.5), str(row.number), number, align="right")
        row.title.draw(pen, columns.title[0], middle, columns.title[1])
        several = len(self._rating.scales) > 1
        needs = [_part_height(each, several) for each in self._rating.scales]
        y = top + (height - sum(needs)) / 2
        for scale, need in zip(self._rating.scales, needs, strict=True):
            self._scale(scale, figures, y, need, several)
            y += need
        agreed = figures.agreed
        if agreed and agreed.trend and self._rating.trend:
            x = columns.trend[0]
            trend_arrow(pen, agreed.trend, x, middle)
            pen.text(x + 7.5, baseline_at(middle, _WORD.size), agreed.trend, _WORD)
        if row.why.lines:
            self._why(row, middle)

    def _scale(self, scale: RatingScale, figures: TopicFigures, y: float, need: float, several: bool) -> None:
        pen, columns = self._pen, self._columns
        middle = y + need / 2
        x = columns.votes[0]
        if several:
            middle += _SCALE_TITLE / 2
            title = fitted(pen.book, scale.title, _SMALL, WIDTH, most=1)
            pen.line(x, y + 3.4, title.lines[0], _SMALL)
        tally = figures.tallies.get(scale.id, scoring.EMPTY)
        draw_votes(pen, scale, tally, x, middle)
        if tally.empty:
            pen.text(x, baseline_at(middle, _FIGURES.size), "no votes shown", _FIGURES)
            return
        words = _in_figures(scale, tally)
        step = millimetres(_FIGURES.size * 1.25)
        for number, text in enumerate(words):
            baseline = baseline_at(middle, _FIGURES.size) + (number - (len(words) - 1) / 2) * step
            pen.text(sum(columns.figures), baseline, text, _FIGURES, align="right")
        value = figures.agreed.values.get(scale.id) if figures.agreed else None
        if value is not None:
            left, width = columns.agreed
            mark(pen, scale, value, left + _MARK + 0.6, middle, _MARK)
            word = fitted(pen.book, named(scale, value), _WORD, width - 11.0, most=2, sizes=(8.0, 7.5))
            word.draw(pen, left + 11.0, middle, width - 11.0)

    def _why(self, row: _Row, middle: float) -> None:
        x, width = self._columns.why
        if row.why.whole:
            row.why.draw(self._pen, x, middle, width)
            return
        step = millimetres(_SMALL.size * 1.25)
        row.why.draw(self._pen, x, middle - step / 2, width)
        self._pen.text(x, middle - step / 2 + row.why.height / 2 + 2.6, "the rest is in the report", _SMALL)

    def _legend(self, y: float) -> None:
        """Say what the marks mean, as far as the scales of this rating use them."""
        pen = self._pen
        pen.owner("legend")
        x = MARGIN
        style = Style("regular", 8.5, MUTED)
        for scale in self._rating.scales:
            if is_colours(scale):
                for value in scale.scale.values:
                    mark(pen, scale, value, x + 2.7, y, 2.7)
                    words = f"{named(scale, value)}: {_MEANINGS[value]}"
                    x += 7.4
                    x += pen.text(x, baseline_at(y, style.size), words, style) + 6.0
            else:
                x += pen.text(x, baseline_at(y, style.size), scale_ends(scale), style) + 6.0
        width = pen.width_of(LEARN, style)
        if x + width <= self._right:
            pen.text(self._right, baseline_at(y, style.size), LEARN, style, align="right")


def _in_figures(scale: RatingScale, tally: Tally) -> tuple[str, ...]:
    """Return the votes as figures: one for each colour, else median and spread."""
    if is_colours(scale):
        return (" / ".join(str(tally.count(value)) for value in scale.scale.values),)
    low, high = tally.low, tally.high
    spread = f"{low} to {high}" if low != high else f"all {low}"
    return f"median {scoring.in_figures(tally.median or 0.0)}", spread
