"""The outcome canvas: customer, what matters, up to three outcomes with their key results, the feedback loop.

Text becomes smaller before anything moves to another page; nothing is cut. A session that looks back has a page with
then and now behind it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from exports.pdf.outcomes.boxes import PAD, Band, OutcomeBox, ResultTable, Sizes, ThenAndNow, frame_of
from exports.pdf.outcomes.plane import Plane, draw_list, draw_plane, plane_height
from exports.pdf.page import Pen
from exports.pdf.paper import DOTS, INK, MM, MUTED, Paper, paper_named
from exports.pdf.ratings.sheet import Fitted, fitted, missing
from exports.pdf.text.book import Align, Style, TextBook
from exports.pdf.text.record import Recorder
from exports.rating_words import count_of, credit, day_of, whose
from exports.source import Source
from facilitator import forms, key_results, ratings, scoring
from facilitator.against import points
from facilitator.dates import written_day
from facilitator.errors import UserError
from facilitator.key_results import KeyResult, Outcome, OutcomeCanvas
from facilitator.method import Method
from facilitator.ratings import Rating
from facilitator.state import SessionData

MARGIN = 13.0
_TOP, _FOOT = 33.0, 12.5
_LEFT, _GUTTER = 84.5, 6.0
_BETWEEN = 3.5
_NAME, _CUSTOMER = 21.0, 22.2
"""The first baselines of the head."""
_ASIDE = 96.0
"""What the head keeps at the right for the customer."""
_MOST_LINES = 12
"""A text at the head that needs more lines than these is no name of anything."""
_SCALES = (1.0, 0.94, 0.88, 0.82, 0.76)


@dataclass(frozen=True, slots=True)
class _Head:
    """What stands on top of each page."""

    name: str
    below: str
    customer: str
    through: str
    titles: Mapping[str, str]
    """What the method calls the fields of its outcomes, by their meanings."""
    then: Mapping[str, str]
    """The same for what it looks back at."""
    rated: str = ""
    """How the topics were rated, in the words below the heading of the picture; "" where none was."""


def write_outcomes(
    source: Source, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the outcome canvas of a session as a PDF file and return what could not be drawn, in words.

    What nobody has filled in has lines to write on.

    Raises:
        UserError: the method asks for no objectives, or there is no such paper.
        OSError: the file cannot be written.
    """
    method = source.data.method
    _check(method)
    found = key_results.canvas_of(source.data)
    written = tuple(each for each in found.outcomes if not each.empty)
    found = replace(found, outcomes=written or found.outcomes)
    head = _Head(
        whose(source),
        f"Outcome canvas, {written_day(day_of(source))}",
        found.customer,
        found.through,
        key_results.titles_of(method),
        key_results.titles_of(method, then=True),
        _how_rated(source.data, found.rating),
    )
    return _write(method, found, head, _plane(method, found), path, paper, recorder)


def write_blank_outcomes(
    method: Method, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the outcome canvas of a method with lines to write on, as `write_outcomes` does."""
    _check(method)
    asked = sum(_is_outcome(method, each.id) for each in method.activities)
    empty = Outcome("", "", "", (), "", "")
    found = OutcomeCanvas("", "", None, (empty,) * max(1, asked), "", "")
    titles = key_results.titles_of(method)
    head = _Head("", "Outcome canvas", "", "", titles, {})
    return _write(method, found, head, _plane(method, found), path, paper, recorder)


def _check(method: Method) -> None:
    if not key_results.has_outcomes(method):
        raise UserError(f"“{method.title}” has no outcome canvas. Choose the report instead.")


def _how_rated(data: SessionData, rated: Rating | None) -> str:
    """Return how many topics were rated, and by how many slips or hands; "" where none was."""
    if rated is None or not rated.voters:
        return ""
    done, all_topics = sum(each.shown for each in rated.topics), len(rated.topics)
    topics = _topics(all_topics) if done == all_topics else f"{done} of {_topics(all_topics)} rated"
    one = "hand" if scoring.entry(data, rated.activity_id) == scoring.HANDS else "slip"
    return f"{topics}, medians of {count_of(rated.voters).replace('vote', one)}"


def _topics(count: int) -> str:
    return "1 topic" if count == 1 else f"{count} topics"


def _is_outcome(method: Method, activity_id: str) -> bool:
    activity = method.activity(activity_id)
    fields = forms.field_specs(activity) if activity is not None and activity.kind == forms.KIND else ()
    return any(each.means == "objective" for each in fields)


def _plane(method: Method, found: OutcomeCanvas) -> Plane | None:
    """Return the picture: with its points once there are some, None where the method has none."""
    rated = found.rating
    if rated is not None:
        titles = tuple(each.topic.title for each in rated.topics)
        picked = frozenset(number for number, title in enumerate(titles, start=1) if found.is_picked(title))
        return Plane(rated.scales[0], rated.scales[1], titles, points(rated), picked)
    for activity in method.activities:
        if activity.settings.get("picture") == ratings.AGAINST:
            across, up = ratings.scales(activity)[:2]
            titles = tuple(each.title for each in ratings.usual_topics(activity))
            return Plane(across, up, titles, (), frozenset())
    return None


def _write(
    method: Method,
    found: OutcomeCanvas,
    head: _Head,
    plane: Plane | None,
    path: Path | str,
    paper: str,
    recorder: Recorder | None,
) -> tuple[str, ...]:
    sheet = paper_named(paper)
    # All other papers are this page on a larger sheet: the same proportions as A4.
    frame = paper_named("A4") if sheet.name.startswith("A") else sheet
    words = credit(method, "Outcome canvas")

    def drawn(target: str, pages: int, *, dry: bool) -> Pen:
        pen = Pen(
            target,
            title=f"{head.name}: outcome canvas" if head.name else "Outcome canvas",
            author=head.name,
            subject=method.title,
            recorder=None if dry else recorder,
            dry=dry,
        )
        _Pages(pen, sheet, frame, head, words, pages).draw(found, plane)
        return pen

    count = drawn(str(path), 1, dry=True).page_number
    pen = drawn(str(path), count, dry=False)
    pen.finish()
    return missing(pen)


class _Pages:
    """Draws the pages of one canvas."""

    def __init__(self, pen: Pen, sheet: Paper, frame: Paper, head: _Head, words: str, pages: int) -> None:
        self._pen, self._sheet, self._frame = pen, sheet, frame
        self._head, self._words, self._pages = head, words, pages
        self._right = frame.width - MARGIN
        self._bottom = frame.height - _FOOT - 6.0
        left = self._right - MARGIN - _ASIDE - 6.0
        book = pen.book
        self._name = _whole(book, head.name, Style("bold", 24, INK), (20.0, 16.0, 12.0), left)
        self._customer = _whole(book, head.customer, Style("semibold", 13, INK), (11.0, 9.0), _ASIDE)
        through = f"asked through: {head.through}" if head.through else ""
        self._through = _whole(book, through, Style("regular", 9, MUTED), (7.5,), _ASIDE)
        # What stands on top of each page is never cut: where it is long, the rest begins lower down.
        asked = _below_the_first(self._customer) + _below_the_first(self._through)
        self._top = _TOP + max(_below_the_first(self._name), asked)

    def draw(self, found: OutcomeCanvas, plane: Plane | None) -> None:
        """Draw all of it."""
        self._begin()
        left = MARGIN
        if plane is not None:
            self._where(plane)
            left += _LEFT + _GUTTER
        book, titles = self._pen.book, self._head.titles
        boxes = [OutcomeBox(book, each, self._right - left, titles) for each in found.outcomes]
        band = self._band(found, left, self._right - left)
        room = self._bottom - self._top - band.height - _BETWEEN
        sizes = next(
            (sizes for sizes in map(Sizes, _SCALES) if _all(boxes, sizes) <= room), Sizes(_SCALES[-1])
        )
        heights = [each.height(sizes) for each in boxes]
        spare = max(0.0, room - sum(heights) - _BETWEEN * (len(heights) - 1)) / max(1, len(heights))
        y = self._top
        # A further page has no picture at its left: its boxes are as wide as the page.
        wide = [OutcomeBox(book, each, self._right - MARGIN, titles) for each in found.outcomes]
        for number in range(len(boxes)):
            fits = y + boxes[number].height(sizes) <= self._top + room + 0.1
            if not fits and (y > self._top or boxes is not wide):
                self._end()
                self._begin()
                left, y, boxes = MARGIN, self._top, wide
                band = self._band(found, left, self._right - left)
            tall = boxes[number].height(sizes) + (0.0 if boxes is wide else min(spare, 6.0))
            boxes[number].draw(self._pen, left, y, tall, sizes)
            y += tall + _BETWEEN
        end = max(y + band.height, self._bottom)
        looking_back = ThenAndNow(book, found.looked_back, self._right - left, self._head.then)
        fits = bool(found.looked_back) and y + looking_back.height <= end - band.height - _BETWEEN
        if fits:
            looking_back.draw(self._pen, left, y)
        band.draw(self._pen, left, end - band.height)
        self._end()
        if found.looked_back and not fits:
            self._then_and_now(found.looked_back)

    def _begin(self) -> None:
        pen, head, first = self._pen, self._head, self._pen.page_number == 0
        pen.page(self._sheet, (self._frame.width, self._frame.height))
        pen.bookmark(head.below if first else f"{head.below}, page {pen.page_number}", 0)
        pen.owner("head")
        if head.name:
            y = _put(pen, MARGIN, _NAME, self._name)
        else:
            y = _NAME
            pen.rule(MARGIN, y, MARGIN + 110.0, y, DOTS, 0.5, dashes=(0.6, 2.2))
        below = head.below if first else f"{head.below}, continued"
        pen.text(MARGIN, y + 6.0, below, Style("regular", 10.5, MUTED))
        pen.text(self._right, 16.6, "Customer, or proxy", Style("regular", 9, MUTED), align="right")
        if head.customer:
            y = _put(pen, self._right, _CUSTOMER, self._customer, "right")
        else:
            y = _CUSTOMER
            pen.rule(self._right - _ASIDE, y, self._right, y, DOTS, 0.5, dashes=(0.6, 2.2))
        if head.through:
            _put(pen, self._right, y + 4.8, self._through, "right")

    def _end(self) -> None:
        pen = self._pen
        pen.owner("foot")
        number = f"Page {pen.page_number} of {self._pages}"
        words = pen.book.wrap(self._words, Style("regular", 7.5, MUTED), (self._right - MARGIN - 30.0) * MM)
        band = (MARGIN, self._right - MARGIN)
        pen.foot(band, self._frame.height - 7.5, (self._words, number), 7.5, lines=list(words)[:1])

    def _where(self, plane: Plane) -> None:
        """Draw the panel at the left: the picture, and below it what its numbers stand for."""
        pen = self._pen
        height = self._bottom - self._top
        frame_of(pen, MARGIN, self._top, _LEFT, height)
        pen.owner("where")
        pen.text(MARGIN + PAD, self._top + 8.0, "Where it matters", Style("bold", 13, INK))
        words = self._head.rated or _topics(len(plane.titles))
        pen.text(MARGIN + PAD, self._top + 12.8, words, Style("regular", 8.5, MUTED))
        inner = _LEFT - 2 * PAD
        top = self._top + 16.0
        key = " ".join(_key(plane))
        note = 6.0 if key else 0.0
        picture = plane_height(pen.book, plane, inner, self._bottom - top - note)
        draw_plane(pen, plane, MARGIN + PAD, top, inner, picture)
        draw_list(pen, plane, MARGIN + PAD, top + picture + 4.0, inner)
        if key:
            pen.owner("where")
            pen.text(MARGIN + PAD, self._bottom - 3.0, key, Style("regular", 8, MUTED))

    def _band(self, found: OutcomeCanvas, left: float, width: float) -> Band:
        day = written_day(found.look_back)
        look_back = f"{day}, key results then and now." if day else ""
        texts = (("Feedback loop", found.feedback), ("Look back", look_back))
        return Band(self._pen.book, texts, width)

    def _then_and_now(self, looked_back: Sequence[KeyResult]) -> None:
        """Draw the key results of the session before with what they came to."""
        pen = self._pen
        self._begin()
        pen.owner("then and now")
        pen.text(MARGIN, self._top + 6.0, "Then and now", Style("bold", 15, INK))
        table = ResultTable(pen.book, looked_back, self._right - MARGIN, Sizes(1.0), self._head.then)
        y = table.head(pen, MARGIN, self._top + 11.0)
        for place in range(len(looked_back)):
            if y + table.row_height(place) > self._bottom:
                self._end()
                self._begin()
                pen.owner("then and now")
                y = table.head(pen, MARGIN, self._top)
            y = table.row(pen, place, MARGIN, y)
        self._end()


def _key(plane: Plane) -> Iterator[str]:
    if plane.picked:
        yield "Filled: what we work on."
    if len(plane.rated) < len(plane.titles) and plane.points:
        yield "Without a number: not rated."


def _all(boxes: Sequence[OutcomeBox], sizes: Sizes) -> float:
    return sum(each.height(sizes) for each in boxes) + _BETWEEN * (len(boxes) - 1)


def _whole(book: TextBook, text: str, style: Style, sizes: Sequence[float], width: float) -> Fitted:
    """Return `text` on one line in the largest size with which it fits, at the smallest on as many as it needs."""
    found = fitted(book, text, style, width, sizes=sizes)
    if found.whole:
        return found
    return fitted(book, text, Style(style.weight, sizes[-1], style.colour), width, most=_MOST_LINES)


def _below_the_first(text: Fitted) -> float:
    """Return how much room a text takes below its first line."""
    return (len(text.lines) - 1) * text.step if text.lines else 0.0


def _put(pen: Pen, x: float, y: float, text: Fitted, align: Align = "start") -> float:
    """Draw lines from the baseline `y` down and return the last baseline."""
    for place, line in enumerate(text.lines):
        pen.line(x, y + place * text.step, line, text.style, align=align)
    return y + _below_the_first(text)
