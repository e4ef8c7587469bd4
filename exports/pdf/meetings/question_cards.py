"""The questions of a method on cards, eight on a sheet, to cut apart: one is put to the room at a time."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from exports.pdf.page import Pen
from exports.pdf.paper import HAIR, INK, MM, MUTED, PAPERS, Paper, millimetres
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from facilitator import analysis
from facilitator.method import Method

WIDTH, HEIGHT = 85.0, 55.0
"""Of a card, in mm."""
ACROSS, DOWN = 2, 4
_PAD = 7.0
_SIZES = (13.0, 12.0, 11.0, 10.0, 9.0, 8.0, 7.5)
_LEADING = 1.3
_MARK_NEAR, _MARK_FAR = 1.5, 5.5
_FOOT = Style("regular", 7.5, MUTED)


class Card(NamedTuple):
    """A question, and the topic it belongs to."""

    topic: str
    question: str


def cards_of(method: Method) -> Iterator[Card]:
    """Yield the questions of all decks in their order, then those that help to find factors."""
    for activity in analysis.parts(method):
        for deck in activity.settings.get("decks", ()):
            yield from (Card(deck["title"], each) for each in deck["questions"])
    lane = analysis.factor_lane(method)
    if lane is not None:
        for prompt in lane.prompts:
            yield Card(lane.title, prompt)


def write_question_cards(
    method: Method, path: Path, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the cards of a method and return what could not be drawn, in words.

    Raises:
        OSError: the file cannot be written.
    """
    sheet = PAPERS[paper].portrait
    cards = list(cards_of(method))
    on_one = ACROSS * DOWN
    pages = -(-len(cards) // on_one)
    with path.open("wb") as target:
        pen = Pen(target, title=f"{method.title}: question cards", subject=method.title, recorder=recorder)
        for page in range(pages):
            pen.page(sheet)
            some = cards[page * on_one : (page + 1) * on_one]
            pen.bookmark(", ".join(dict.fromkeys(each.topic for each in some)), 0)
            for place, card in enumerate(some):
                pen.owner(f"card:{page * on_one + place + 1}")
                _draw_card(pen, *corner(sheet, place), card, page * on_one + place + 1)
            _draw_marks(pen, sheet)
            pen.owner("foot")
            words = f"{method.title}. Page {page + 1} of {pages}. Cut along the marks."
            line = pen.book.wrap(words, _FOOT, (ACROSS * WIDTH) * MM)[0]
            pen.line(sheet.width / 2, sheet.height - 8.0, line, _FOOT, align="centre")
        pen.finish()
    return tuple(f"{each.character} ({each.name.capitalize()})" for each in pen.book.missing)


def corner(sheet: Paper, place: int) -> tuple[float, float]:
    """Return the upper left corner of a card on its sheet, counted row by row from 0, in mm."""
    left, top = (sheet.width - ACROSS * WIDTH) / 2, (sheet.height - DOWN * HEIGHT) / 2
    return left + place % ACROSS * WIDTH, top + place // ACROSS * HEIGHT


def _draw_card(pen: Pen, x: float, y: float, card: Card, number: int) -> None:
    small = Style("regular", 8.5, MUTED)
    width = WIDTH - 2 * _PAD
    topic = pen.book.wrap(card.topic, small, (width - 10.0) * MM)[0]
    pen.line(x + _PAD, y + 9.0, topic, small)
    pen.text(x + WIDTH - _PAD, y + 9.0, str(number), small, align="right")
    pen.rule(x + _PAD, y + 11.4, x + WIDTH - _PAD, y + 11.4, HAIR, 0.6)
    room = HEIGHT - 11.4 - 2 * 5.0
    for size in _SIZES:
        style = Style("semibold", size, INK)
        lines = list(pen.book.wrap(card.question, style, width * MM, balanced=True))
        step = millimetres(size * _LEADING)
        if len(lines) * step <= room:
            break
    lines = lines[: int(room / step)]
    top = y + 11.4 + (HEIGHT - 11.4 - len(lines) * step) / 2
    pen.lines(x + _PAD, top, lines, style, leading=_LEADING, width=width)


def _draw_marks(pen: Pen, sheet: Paper) -> None:
    """Draw where to cut, outside of the cards only."""
    left, top = corner(sheet, 0)
    right, bottom = left + ACROSS * WIDTH, top + DOWN * HEIGHT
    for column in range(ACROSS + 1):
        x = left + column * WIDTH
        pen.rule(x, top - _MARK_FAR, x, top - _MARK_NEAR, INK, 0.4)
        pen.rule(x, bottom + _MARK_NEAR, x, bottom + _MARK_FAR, INK, 0.4)
    for row in range(DOWN + 1):
        y = top + row * HEIGHT
        pen.rule(left - _MARK_FAR, y, left - _MARK_NEAR, y, INK, 0.4)
        pen.rule(right + _MARK_NEAR, y, right + _MARK_FAR, y, INK, 0.4)
