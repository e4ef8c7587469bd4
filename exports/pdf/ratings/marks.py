"""The marks of a rating: a red square, an amber triangle, a green disc, each with its letter; figures; trends.

Shape, letter and three clearly different greys say the same as the colour. Centres and radii are millimetres.
"""

from __future__ import annotations

from collections.abc import Mapping

from exports.pdf.page import Pen
from exports.pdf.paper import AMBER, GREEN, HOUSE, INK, RED, millimetres
from exports.pdf.text.book import Style
from exports.rating_words import is_colours, letter
from facilitator.ratings import RatingScale, Trend

WHITE = "#FFFFFF"
COLOURS: Mapping[int, str] = {1: RED, 2: AMBER, 3: GREEN}
LETTERS: Mapping[int, str] = {1: WHITE, 2: INK, 3: WHITE}
"""What can be read on each colour."""
LEAST_LETTER = 7.5
_CAPS = 0.727
"""Height of capital letters and figures, in em."""
_SQUARE = 0.9
_TRIANGLE = (1.15, 0.99)
_TURNS: Mapping[Trend, float] = {"better": -1.0, "same": 0.0, "worse": 1.0}


def shape(pen: Pen, scale: RatingScale, value: int, x: float, y: float, radius: float) -> None:
    """Draw the mark of a score without its letter: a disc of the house where the scale has no colours."""
    if not is_colours(scale):
        pen.disc(x, y, radius, HOUSE)
    elif value == 1:
        half = _SQUARE * radius
        pen.fill(x - half, y - half, 2 * half, 2 * half, RED)
    elif value == 2:
        pen.polygon(_triangle(x, y, radius), fill=AMBER)
    else:
        pen.disc(x, y, radius, GREEN)


def outline(pen: Pen, scale: RatingScale, value: int, x: float, y: float, radius: float, colour: str) -> None:
    """Draw the empty mark of a score, to be crossed by hand."""
    if is_colours(scale) and value == 1:
        half = _SQUARE * radius
        pen.outline(x - half, y - half, 2 * half, 2 * half, colour, 0.8)
    elif is_colours(scale) and value == 2:
        pen.polygon(_triangle(x, y, radius), stroke=colour, thickness=0.8)
    else:
        pen.disc(x, y, radius, None, colour, 0.8)


def mark(pen: Pen, scale: RatingScale, value: int, x: float, y: float, radius: float) -> None:
    """Draw the mark of a score with its letter or figure."""
    shape(pen, scale, value, x, y, radius)
    colour = LETTERS[value] if is_colours(scale) else WHITE
    lettering(pen, scale, value, x, y, radius, colour)


def lettering(
    pen: Pen, scale: RatingScale, value: int, x: float, y: float, radius: float, colour: str
) -> None:
    """Write the letter of a score into its mark."""
    low = is_colours(scale) and value == 2
    size = max(LEAST_LETTER, radius * (2.35 if low else 3.1))
    style = Style("bold", size, colour)
    drop = _CAPS * millimetres(size) / 2
    # A triangle has its room below the middle.
    baseline = y + _TRIANGLE[1] * radius - 0.17 * radius - 0.3 if low else y + drop
    pen.text(x, baseline, letter(scale, value), style, align="centre")


def trend_arrow(
    pen: Pen, trend: Trend, x: float, y: float, length: float = 5.5, thickness: float = 1.2
) -> None:
    """Draw the arrow of a trend with its left end at x: up, level, down."""
    turn = _TURNS[trend]
    across = length if turn == 0.0 else 0.76 * length
    left = x + (length - across) / 2
    rise = turn * across / 2
    pen.arrow(left, y - rise, left + across, y + rise, INK, thickness)


def baseline_at(y: float, size: float) -> float:
    """Return the baseline of a line whose small letters have their middle at `y`."""
    return y + 0.273 * millimetres(size)


def _triangle(x: float, y: float, radius: float) -> tuple[tuple[float, float], ...]:
    half, up = _TRIANGLE[0] * radius, _TRIANGLE[1] * radius
    return (x - half, y + up), (x + half, y + up), (x, y - up)
