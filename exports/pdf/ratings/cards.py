"""Cards to vote with: a topic each, two on a sheet, to cut apart; and one card without a topic for the room's own."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from exports.pdf.page import Pen
from exports.pdf.paper import DOTS, HAIR, INK, MM, MUTED, RULE, Paper
from exports.pdf.ratings.deck import Deck, decks_of
from exports.pdf.ratings.marks import baseline_at, mark, trend_arrow
from exports.pdf.ratings.sheet import FURNITURE, fitted, missing, scale_ends, sheet_named
from exports.pdf.text.book import Style
from exports.pdf.text.record import Recorder
from exports.rating_words import is_colours
from exports.source import Source
from facilitator.method import Method
from facilitator.ratings import TRENDS, RatingScale, Topic

WIDTH, HEIGHT = 120.0, 180.0
GAP = 6.0
_PAD = 9.0
_TEXT = 39.0
_MIDDLES = (52.0, 94.7, 140.0)
_RULES = (73.9, 118.0)
_ROOM = 36.0
_RADIUS = 10.0
_BETWEEN = "In between: true in part, or on some days."
_TITLE_SIZES = (18.0, 15.0, 12.0, 9.0)
_SIZES = (13.0, 11.0, 9.0, 7.5)
_SOFT = Style("regular", 9.5, MUTED)


def write_cards(
    origin: Source | Method, path: Path | str, paper: str = "A4", recorder: Recorder | None = None
) -> tuple[str, ...]:
    """Write the cards of a session, or of a method, as a PDF file; return what could not be drawn, in words.

    Raises:
        UserError: there are no topics, or there is no such paper.
        OSError: the file cannot be written.
    """
    decks = decks_of(origin)
    sheet = sheet_named(paper)
    pen = Pen(str(path), title=f"{decks[0].title}: cards", subject=decks[0].name, recorder=recorder)
    pages = sum(-(-(len(deck.topics) + 1) // 2) for deck in decks)
    for deck in decks:
        cards: list[Topic | None] = [*deck.topics, None]
        for first in range(0, len(cards), 2):
            pen.page(sheet)
            pen.bookmark(_names(cards[first : first + 2]), 0)
            _draw_page(pen, sheet, deck, cards[first : first + 2], first + 1, pages)
    pen.finish()
    return missing(pen)


def corner(sheet: Paper, place: int) -> tuple[float, float]:
    """Return the upper left corner of the left (0) or the right (1) card on a sheet, in mm."""
    left = (sheet.width - 2 * WIDTH - GAP) / 2
    return left + place * (WIDTH + GAP), (sheet.height - HEIGHT) / 2


def _names(cards: Sequence[Topic | None]) -> str:
    return ", ".join(each.title if each else "Our own topic" for each in cards)


def _draw_page(
    pen: Pen, sheet: Paper, deck: Deck, cards: Sequence[Topic | None], number: int, pages: int
) -> None:
    for place, topic in enumerate(cards):
        x, y = corner(sheet, place)
        pen.owner(f"card:{number + place}")
        _draw_card(pen, x, y, deck, topic, number + place)
        _draw_marks(pen, x, y, place, len(cards))
    pen.owner("foot")
    style = Style("regular", FURNITURE, MUTED)
    words = f"{deck.credit[:200]}. Page {pen.page_number} of {pages}. Cut along the marks."
    line = pen.book.wrap(words, style, (2 * WIDTH + GAP) * MM)[0]
    pen.line(sheet.width / 2, sheet.height - 4.0, line, style, align="centre")


def _draw_marks(pen: Pen, x: float, y: float, place: int, cards: int) -> None:
    """Draw where to cut: upright marks at every corner, level ones at the outer corners only."""
    for edge in (x, x + WIDTH):
        pen.rule(edge, y - 7.0, edge, y - 2.0, INK, 0.4)
        pen.rule(edge, y + HEIGHT + 2.0, edge, y + HEIGHT + 7.0, INK, 0.4)
    for level in (y, y + HEIGHT):
        if place == 0:
            pen.rule(x - 7.0, level, x - 2.0, level, INK, 0.4)
        if place == cards - 1:
            pen.rule(x + WIDTH + 2.0, level, x + WIDTH + 7.0, level, INK, 0.4)


def _draw_card(pen: Pen, x: float, y: float, deck: Deck, topic: Topic | None, number: int) -> None:
    right = x + WIDTH - _PAD
    if topic is None:
        pen.text(x + _PAD, y + 12.0, "Our own topic", Style("regular", 11.0, MUTED))
        pen.rule(x + _PAD, y + 22.0, right - 11.0, y + 22.0, RULE, 0.6)
    else:
        _draw_title(pen, x, y, topic)
    pen.text(right, y + 18.3, str(number), Style("regular", 13.0, MUTED), align="right")
    pen.rule(x + _PAD, y + 29.8, right, y + 29.8, INK, 0.8)
    scale = next((each for each in deck.scales if is_colours(each)), deck.scales[0])
    for value, said, middle in zip(_shown(scale), _sentences(topic), _MIDDLES, strict=True):
        _draw_level(pen, scale, value, said, (x, y + middle), middle == _MIDDLES[1])
    for level in _RULES:
        pen.rule(x + _TEXT, y + level, right, y + level, HAIR, 0.6)
    _draw_below(pen, x + _PAD, y, deck, scale)


def _shown(scale: RatingScale) -> tuple[int, int, int]:
    """Return the scores that stand on a card: the lowest, one in the middle, the highest."""
    least, most = scale.scale.least, scale.scale.most
    return least, (least + most) // 2, most


def _sentences(topic: Topic | None) -> tuple[str, str, str]:
    if topic is None:
        return "", "", ""
    return topic.low, topic.middle or _BETWEEN, topic.high


def _draw_title(pen: Pen, x: float, y: float, topic: Topic) -> None:
    left = x + _PAD
    if topic.icon:
        pen.icon(topic.icon, x + 9.0, y + 9.0, 14.0)
        left = x + 29.3
    width = x + WIDTH - _PAD - 11.0 - left
    style = Style("bold", 21.0, INK)
    title = fitted(
        pen.book, topic.title, style, width, height=18.4, sizes=_TITLE_SIZES, balanced=True, leading=1.15
    )
    title.draw(pen, left, y + 16.0, width)


def _draw_level(
    pen: Pen, scale: RatingScale, value: int, said: str, place: tuple[float, float], between: bool
) -> None:
    """Draw the mark of a score and what it means; lines to write on where nothing is said."""
    x, middle = place
    mark(pen, scale, value, x + 20.0, middle, _RADIUS)
    word = scale.scale.words.get(value, "")
    if word and not is_colours(scale):
        shown = fitted(pen.book, word, _SOFT, 28.0, most=1, sizes=(7.5,))
        pen.line(x + 20.0, middle + _RADIUS + 5.0, shown.lines[0], shown.style, align="centre")
    left, width = x + _TEXT, WIDTH - _TEXT - _PAD
    if not said.strip():
        for step in (-10.0, 0.0, 10.0):
            pen.rule(left, middle + step, left + width, middle + step, DOTS, 0.5, dashes=(0.6, 2.2))
        return
    style = Style("regular", 13.0, MUTED) if between else Style("regular", 15.0, INK)
    sizes = [size for size in _SIZES if size < style.size]
    text = fitted(pen.book, said, style, width, height=_ROOM, sizes=sizes, balanced=True)
    text.draw(pen, left, middle, width)


def _draw_below(pen: Pen, x: float, y: float, deck: Deck, shown: RatingScale) -> None:
    """Draw the question after the trend, and above it the second scale where there is one."""
    if deck.trend:
        baseline = y + 171.6
        at = x + pen.text(x, baseline, "And the trend?", _SOFT) + 7.0
        style = Style("regular", 9.5, INK)
        for trend in TRENDS:
            trend_arrow(pen, trend, at, baseline - 0.9)
            at += 7.5 + pen.text(at + 7.5, baseline, trend, style) + 8.0
    for number, scale in enumerate(each for each in deck.scales if each is not shown):
        words = fitted(pen.book, f"And also: {scale_ends(scale)}", _SOFT, WIDTH - 2 * _PAD, most=1)
        pen.line(x, baseline_at(y + 162.8 - 6.0 * number, _SOFT.size), words.lines[0], _SOFT)
