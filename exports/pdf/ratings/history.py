"""Every topic over time, each in a panel of its own: what was agreed in each run, and how the votes lay.

Nothing is added up over topics, and no panel is a rank: they stand in the order of the topics.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from itertools import pairwise
from math import ceil

from exports.pdf.page import Pen
from exports.pdf.paper import HAIR, HOUSE, INK, MUTED, RULE, TINT, Paper
from exports.pdf.ratings.marks import WHITE, baseline_at, mark, shape, trend_arrow
from exports.pdf.ratings.sheet import (
    BODY,
    MARGIN,
    draw_foot,
    draw_head,
    fitted,
    missing,
    ratings_in,
    sheet_named,
)
from exports.pdf.target import Target
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.rating_words import all_runs, credit, is_colours, letter, named, tally_from, whose
from exports.source import Source
from facilitator.dates import month_and_year, written_day
from facilitator.ratings import Rating, RatingScale, Run, TopicFigures, Trend
from facilitator.scoring import in_figures

PANELS = 11
"""Panels of topics on a page; the twelfth place says how to read them."""
_FEW, _MANY = 6, 12
_LABELS_EVERY = 4
_LEAST_LABEL = 8.0
_TITLE = Style("semibold", 10.5, INK)
_LABEL = Style("regular", 7.5, MUTED)
_LEVEL = Style("semibold", 7.5, MUTED)
_FIGURE = Style("regular", 7.5, INK, tabular=True)
_FAINT_FIGURE = Style("regular", 7.5, MUTED, tabular=True)
_LEFT = 6.5


@dataclass(frozen=True, slots=True)
class Measures:
    """Lengths of the panels in mm: as runs become many, panels become wider and lower, marks smaller."""

    across: int
    down: int
    gap: float
    top_level: float
    step: float
    radius: float
    halo: float
    line: float
    lettered: bool


_WIDE = Measures(4, 3, 7.6, 11.4, 8.0, 2.8, 3.7, 3.9, lettered=True)
_LOW = Measures(3, 4, 8.5, 8.8, 5.5, 2.4, 3.0, 3.05, lettered=True)
_DENSE = Measures(3, 4, 8.5, 8.8, 5.7, 1.35, 1.75, 3.05, lettered=False)


@dataclass(frozen=True, slots=True)
class _Panel:
    """A topic on one scale."""

    figures: TopicFigures
    scale: RatingScale
    title: str


def write_history(
    source: Source, target: Target, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the history of each rating as a PDF file and return what could not be drawn, in words.

    Raises:
        UserError: the method rates nothing, or there is no such paper.
        OSError: the file cannot be written.
    """
    found = ratings_in(source)
    sheet = sheet_named(paper)
    name = whose(source)
    title = f"{found[0].title} over time"
    pen = Pen(target, title=f"{name}: {title}", author=name, subject=title, recorder=recorder)
    draw_history(pen, source, sheet, sum(map(_pages_of, found)))
    pen.finish()
    return missing(pen)


def draw_history(pen: Pen, source: Source, sheet: Paper, pages: int) -> list[tuple[str, int, str]]:
    """Draw the history of each rating onto new pages of `pen`, of `pages` in all.

    Returns where each begins: its title, the page, and the key of its bookmark.

    Raises:
        UserError: the method rates nothing.
    """
    begins = []
    for rating in ratings_in(source):
        panels = list(_panels(rating))
        runs = all_runs(source, rating)
        count = _on_a_page(rating)
        for start in range(0, len(panels), count):
            pen.page(sheet)
            head = f"{rating.title} over time{', continued' if start else ''}"
            key = pen.bookmark(head, 0)
            if not start:
                begins.append((head, pen.page_number, key))
            draw_head(pen, sheet, head, f"{whose(source)}, {_told(runs)}")
            _draw_page(pen, sheet, rating, runs, panels[start : start + count])
            draw_foot(pen, sheet, credit(source.data.method, rating.title), pen.page_number, pages)
    return begins


def _pages_of(rating: Rating) -> int:
    return -(-len(list(_panels(rating))) // _on_a_page(rating))


def measures_for(runs: int) -> Measures:
    """Return the lengths of the panels for so many runs."""
    return _WIDE if runs <= _FEW else _LOW if runs <= _MANY else _DENSE


def _on_a_page(rating: Rating) -> int:
    """Return how many panels a page has, so that both scales of a topic stand on the same one."""
    return PANELS - PANELS % len(rating.scales)


def _panels(rating: Rating) -> Iterator[_Panel]:
    several = len(rating.scales) > 1
    for each in rating.topics:
        for scale in rating.scales:
            title = f"{each.topic.title}, {scale.title.lower()}" if several else each.topic.title
            yield _Panel(each, scale, title)


def _told(runs: Sequence[Run]) -> str:
    """Return how many runs there are, and from when to when."""
    if not runs:
        return "no run yet"
    if len(runs) == 1:
        return f"one run, {written_day(runs[0].date)}"
    months = dict.fromkeys(" ".join(month_and_year(each.date)) for each in (runs[0], runs[-1]))
    return f"{len(runs)} runs, {' to '.join(months)}"


def _draw_page(pen: Pen, sheet: Paper, rating: Rating, runs: Sequence[Run], panels: Sequence[_Panel]) -> None:
    measures = measures_for(len(runs))
    width = (sheet.width - 2 * MARGIN - (measures.across - 1) * measures.gap) / measures.across
    pitch = (width - _LEFT) / max(1, len(runs))
    every = 1 if measures.lettered else max(_LABELS_EVERY, ceil(_LEAST_LABEL / pitch))
    if not measures.lettered:
        radius = min(measures.radius, 0.42 * pitch)
        measures = replace(measures, radius=radius, halo=min(measures.halo, radius + 0.4))
    labelled = frozenset(range(len(runs) - 1, -1, -every))
    bottom = sheet.height - 12.5
    height = (bottom - BODY) / measures.down
    places = [
        (
            MARGIN + (number % measures.across) * (width + measures.gap),
            BODY + number // measures.across * height,
        )
        for number in range(len(panels) + 1)
    ]
    for panel, place in zip(panels, places, strict=False):
        pen.owner(f"panel:{panel.figures.topic.id}:{panel.scale.id}")
        _PanelDrawing(pen, measures, place, width, panel, labelled).draw(runs, trend=rating.trend)
    pen.owner("legend")
    scales = tuple({each.scale.id: each.scale for each in panels}.values())
    _draw_legend(pen, places[-1], (width, height - 3.6), scales, measures)


class _PanelDrawing:
    """Draws one topic over time."""

    def __init__(
        self,
        pen: Pen,
        measures: Measures,
        place: tuple[float, float],
        width: float,
        panel: _Panel,
        labelled: Set[int],
    ) -> None:
        self._pen = pen
        self._measures = measures
        self._x, self._y = place
        self._width = width
        self._panel = panel
        self._labelled = labelled
        self._scale = panel.scale
        self._low = self._y + measures.top_level + 2 * measures.step

    def draw(self, runs: Sequence[Run], *, trend: bool) -> None:
        """Draw the title, the levels, the line of what was agreed, dates and votes."""
        self._head(runs[-1] if runs else None, trend=trend)
        if not runs:
            return
        self._levels()
        pitch = (self._width - _LEFT) / len(runs)
        xs = [self._x + _LEFT + (place + 0.5) * pitch for place in range(len(runs))]
        self._line(runs, xs)
        self._dates(runs, xs)
        self._votes(runs, xs)

    def _head(self, last: Run | None, *, trend: bool) -> None:
        pen, right = self._pen, self._x + self._width
        topic_id = self._panel.figures.topic.id
        found = last.topics.get(topic_id) if last else None
        moved: Trend | None = found.agreed.trend if found and trend else None
        room = self._width
        if moved is not None:
            room -= pen.width_of(moved, _LABEL) + 8.5
        title = fitted(pen.book, self._panel.title, _TITLE, room, most=1, sizes=(9.5, 8.5))
        if not title.whole:
            title = fitted(
                pen.book,
                self._panel.title,
                Style("semibold", 7.5, INK),
                room,
                most=3 if self._measures is _WIDE else 2,
                leading=1.15,
            )
        for number, line in enumerate(title.lines):
            baseline = self._y + 4.0 - (len(title.lines) - 1 - number) * title.step
            pen.line(self._x, baseline, line, title.style, width=room)
        if moved is not None:
            width = pen.width_of(moved, _LABEL)
            trend_arrow(pen, moved, right - width - 5.5, self._y + 2.9, 4.0, 1.0)
            pen.text(right, self._y + 3.8, moved, _LABEL, align="right")
        pen.rule(self._x, self._y + 5.6, right, self._y + 5.6, INK, 0.7)

    def _height(self, value: float) -> float:
        scale = self._scale.scale
        return self._low - (value - scale.least) / (scale.most - scale.least) * 2 * self._measures.step

    def _levels(self) -> None:
        scale = self._scale.scale
        levels = scale.values if is_colours(self._scale) else dict.fromkeys((scale.most, scale.least))
        right = self._x + self._width
        for value in levels:
            y = self._height(value)
            self._pen.rule(self._x + _LEFT, y, right, y, HAIR, 0.5)
            words = letter(self._scale, value)
            self._pen.text(self._x, baseline_at(y, 8.5), words, _LEVEL)
        if not is_colours(self._scale):
            y = self._low - self._measures.step
            self._pen.rule(self._x + _LEFT, y, right, y, HAIR, 0.5)

    def _agreed(self, run: Run) -> int | None:
        found = run.topics.get(self._panel.figures.topic.id)
        return found.agreed.values.get(self._scale.id) if found else None

    def _line(self, runs: Sequence[Run], xs: Sequence[float]) -> None:
        pen, measures = self._pen, self._measures
        points = [
            (place, xs[place], self._height(value), value)
            for place, run in enumerate(runs)
            if (value := self._agreed(run)) is not None
        ]
        for (one, x1, y1, _), (two, x2, y2, _) in pairwise(points):
            # Runs in between that agreed on nothing are bridged, and the bridge says so.
            pen.rule(x1, y1, x2, y2, INK, 1.0, dashes=() if two == one + 1 else (1.0, 2.0))
        if not is_colours(self._scale):
            self._spreads(runs, xs)
        for _, x, y, value in points:
            pen.disc(x, y, measures.halo, WHITE)
            if measures.lettered:
                mark(pen, self._scale, value, x, y, measures.radius)
            else:
                shape(pen, self._scale, value, x, y, measures.radius)

    def _spreads(self, runs: Sequence[Run], xs: Sequence[float]) -> None:
        """Draw from the lowest to the highest score of each run."""
        for run, x in zip(runs, xs, strict=True):
            found = run.topics.get(self._panel.figures.topic.id)
            tally = tally_from(found.counts.get(self._scale.id, {}) if found else {})
            if tally.low is not None and tally.high is not None:
                self._pen.rule(x, self._height(tally.low), x, self._height(tally.high), RULE, 1.6)

    def _dates(self, runs: Sequence[Run], xs: Sequence[float]) -> None:
        """Write the month of each run, and under it the year where a new one begins."""
        pen, baseline, right = self._pen, self._dates_at, self._x + self._width
        year_before = ""
        for place, run in enumerate(runs):
            if place not in self._labelled:
                continue
            month, year = month_and_year(run.date)
            x = min(xs[place], right - _LEAST_LABEL / 2 + 1.0)
            pen.text(x, baseline, month[:3], _LABEL, align="centre")
            if year != year_before:
                pen.text(x, baseline + self._measures.line, year, _LABEL, align="centre")
            year_before = year

    @property
    def _dates_at(self) -> float:
        return self._low + self._measures.radius + 4.4

    def _votes(self, runs: Sequence[Run], xs: Sequence[float]) -> None:
        pen, measures, scale = self._pen, self._measures, self._scale
        first = self._dates_at + 2 * measures.line + 0.5
        baselines = [first + number * measures.line for number in range(3)]
        heads = (
            [letter(scale, value) for value in scale.scale.values]
            if is_colours(scale)
            else ["med", "low", "high"]
        )
        for words, baseline in zip(heads, baselines, strict=True):
            pen.text(self._x, baseline, words, _LEVEL)
        for place, run in enumerate(runs):
            found = run.topics.get(self._panel.figures.topic.id)
            if found is None or place not in self._labelled:
                continue
            counts = found.counts.get(scale.id, {})
            if is_colours(scale):
                cells = [str(counts.get(value, 0)) for value in scale.scale.values]
            else:
                tally = tally_from(counts)
                cells = [
                    "–" if each is None else in_figures(each)
                    for each in (tally.median, tally.low, tally.high)
                ]
            for words, baseline in zip(cells, baselines, strict=True):
                style = _FAINT_FIGURE if words in ("0", "–") else _FIGURE
                pen.text(xs[place], baseline, words, style, align="centre")


def _draw_legend(
    pen: Pen,
    place: tuple[float, float],
    size: tuple[float, float],
    scales: Sequence[RatingScale],
    measures: Measures,
) -> None:
    x, y = place
    width, height = size
    pen.fill(x, y, width, height, TINT)
    left, top = x + 4.0, y + 6.4
    pen.text(left, top, "How to read", Style("semibold", 9.5, INK))
    signs: list[tuple[RatingScale, int | None, str]] = []
    for scale in scales:
        if is_colours(scale):
            if not any(each is not scale and is_colours(each) for each, _, _ in signs):
                levels = reversed(scale.scale.values)
                signs += [(scale, value, f"{named(scale, value)}, agreed") for value in levels]
        elif all(value is not None for _, value, _ in signs):
            scores = [each.title for each in scales if not is_colours(each)]
            signs.append((scale, None, f"{(scores[0] if len(scores) == 1 else '') or 'score'}, agreed"))
    low = measures.down > measures.across
    step = 5.6 if low else 7.4 if len(signs) <= len("RAG") else 6.2
    radius = 2.3 if low else 2.6
    # A low box has its sentences beside the signs.
    beside = 38.0 if low else 0.0
    words = Style("regular", 8.5, INK)
    at = top
    for scale, value, sign in signs:
        at += step
        if value is None:
            pen.disc(left + 2.7, at - 0.9, radius, HOUSE)
        else:
            mark(pen, scale, value, left + 2.7, at - 0.9, radius)
        told = fitted(pen.book, sign, words, (beside or width - 8.0) - 9.0, most=1, sizes=(7.5,))
        pen.line(left + 8.0, at, told.lines[0], told.style)
    measure = width - 8.0 - beside
    first = top + step - 3.2 if low else at + 4.2
    sentences = " ".join(_reading(scales, measures))
    style = Style("regular", 8.0, MUTED)
    read = fitted(pen.book, sentences, style, measure, height=y + height - 1.5 - first, sizes=(7.5,))
    pen.lines(left + beside, first, read.lines, read.style, leading=read.leading, width=measure)


def _reading(scales: Sequence[RatingScale], measures: Measures) -> Iterator[str]:
    yield "Line: what was agreed in each run."
    if any(is_colours(each) for each in scales):
        rows = ", ".join(
            letter(scale, value) for scale in scales if is_colours(scale) for value in scale.scale.values
        )
        yield f"Rows {rows}: how many voted so."
    if any(not is_colours(each) for each in scales):
        yield "Grey bar: lowest to highest score. Rows med, low, high: median, lowest, highest."
    if not measures.lettered:
        yield "Some runs have their date and votes below them."
