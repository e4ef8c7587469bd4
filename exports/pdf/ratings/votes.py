"""How the votes on one topic lie: a mark a person, segments where people are many, columns where scores are figures."""

from __future__ import annotations

from collections.abc import Mapping

from exports.pdf.page import Pen
from exports.pdf.paper import HOUSE, INK, MUTED, RULE, millimetres
from exports.pdf.ratings.marks import COLOURS, LETTERS, shape
from exports.pdf.text.book import Style
from exports.rating_words import is_colours, letter
from facilitator.ratings import RatingScale
from facilitator.scoring import Tally

MOST_MARKS = 14
WIDTH = 80.0
"""What marks, segments and columns have, in mm: as much as fourteen marks need."""
COLUMNS_HEIGHT = 12.6
_RADIUS = 2.15
_PITCH = 5.4
_GROUPS = 2.2
_BAR = 5.4
_WHITE = 1.0
_FIGURE = Style("regular", 7.5, MUTED, tabular=True)
_COUNT = Style("semibold", 7.5, INK, tabular=True)
_TALLEST = 5.4


def draw_votes(pen: Pen, scale: RatingScale, tally: Tally, x: float, middle: float) -> None:
    """Draw the votes on one topic around `middle`, from x on, `WIDTH` wide at most."""
    if tally.empty:
        return
    counts = {value: tally.count(value) for value in scale.scale.values}
    if not is_colours(scale):
        _columns(pen, scale, counts, x, middle)
    elif tally.voters <= MOST_MARKS:
        _marks(pen, scale, counts, x, middle)
    else:
        _segments(pen, scale, counts, x, middle)


def _marks(pen: Pen, scale: RatingScale, counts: Mapping[int, int], x: float, y: float) -> None:
    for value, count in counts.items():
        for _ in range(count):
            shape(pen, scale, value, x + _PITCH / 2, y, _RADIUS)
            x += _PITCH
        x += _GROUPS if count else 0.0


def _segments(pen: Pen, scale: RatingScale, counts: Mapping[int, int], x: float, y: float) -> None:
    given = {value: count for value, count in counts.items() if count}
    unit = (WIDTH - _WHITE * (len(given) - 1)) / sum(given.values())
    for value, count in given.items():
        width = unit * count
        pen.fill(x, y - _BAR / 2, width, _BAR, COLOURS[value])
        for words, size, free in (
            (f"{letter(scale, value)} {count}", 8.5, 1.6),
            (letter(scale, value), 7.5, 0.6),
        ):
            # A segment too narrow for words has its figure in the line of figures beside it.
            style = Style("bold", size, LETTERS[value], tabular=True)
            if pen.width_of(words, style) <= width - free:
                pen.text(x + width / 2, y + 0.36 * millimetres(size), words, style, align="centre")
                break
        x += width + _WHITE


def _columns(pen: Pen, scale: RatingScale, counts: Mapping[int, int], x: float, middle: float) -> None:
    """Draw a column a score, as high as it was given often, with its count above and the score below."""
    slot = WIDTH / max(5, len(counts))
    bottom = middle + COLUMNS_HEIGHT / 2 - 3.4
    most = max(counts.values())
    pen.rule(x, bottom, x + slot * len(counts), bottom, RULE, 0.5)
    for place, (value, count) in enumerate(counts.items()):
        centre = x + (place + 0.5) * slot
        height = _TALLEST * count / most
        if count:
            pen.fill(centre - slot * 0.3, bottom - height, slot * 0.6, height, HOUSE)
            pen.text(centre, bottom - height - 0.7, str(count), _COUNT, align="centre")
        word = scale.scale.words.get(value, "")
        shown = word if word and pen.width_of(word, _FIGURE) <= slot - 1.0 else str(value)
        pen.text(centre, bottom + 2.9, shown, _FIGURE, align="centre")
