"""One scale of a rating against the other on paper: numbered points, and the list of what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf.page import Pen
from exports.pdf.paper import HAIR, HOUSE, INK, MUTED, millimetres
from exports.pdf.ratings.sheet import fitted
from exports.pdf.text.book import Style, TextBook
from facilitator.against import Point, side_by_side
from facilitator.ratings import RatingScale

RADIUS = 3.1
STEP = 6.4
"""From one point to the next where they stand side by side, in mm."""
_LEFT = 11.0
_FIGURES = Style("regular", 8, MUTED, tabular=True)
_AXIS = Style("regular", 8.5, MUTED)
_LIST_GAP = 1.1
_LIST_SIZES = ((8.5, 9), (8.0, 9), (7.5, 9), (7.5, 3))
"""Sizes of the list with the lines that a title may have: a few long ones stand whole, many are cut."""
_HIGHEST_LIST = 56.0


@dataclass(frozen=True, slots=True)
class Plane:
    """What is drawn: the scale across and the one upwards, all topics in their order, the points, and those picked."""

    across: RatingScale
    up: RatingScale
    titles: tuple[str, ...]
    points: tuple[Point, ...]
    picked: frozenset[int]

    @property
    def rated(self) -> frozenset[int]:
        """The numbers that stand in the picture."""
        return frozenset(each.number for each in self.points)


def plane_height(book: TextBook, plane: Plane, width: float, room: float) -> float:
    """Return how high the picture can be when its list stands below it in `room` mm."""
    return max(30.0, room - _list_height(book, plane, width) - 8.0)


def draw_plane(pen: Pen, plane: Plane, x: float, y: float, width: float, height: float) -> None:
    """Draw the picture into a box of the page, its list not yet."""
    pen.owner("plane")
    left, right = x + _LEFT, x + width - 4.0
    top, bottom = y + 8.0, y + height - 9.0
    across, up = plane.across.scale, plane.up.scale
    step_x = (right - left - 2 * RADIUS) / max(1, across.most - across.least)
    step_y = (bottom - top - 2 * RADIUS) / max(1, up.most - up.least)
    first_x, first_y = left + RADIUS, bottom - RADIUS
    pen.text(x, y + 3.4, f"{plane.up.title or 'Second'} upwards", _AXIS)
    pen.text(right, bottom + 8.0, f"{plane.across.title or 'First'} to the right", _AXIS, align="right")
    for value in across.values:
        place = first_x + (value - across.least) * step_x
        pen.rule(place, top, place, bottom, HAIR, 0.5)
        pen.text(place, bottom + 4.0, str(value), _FIGURES, align="centre")
    for value in up.values:
        place = first_y - (value - up.least) * step_y
        pen.rule(left - 1.0, place, right, place, HAIR, 0.5)
        pen.text(left - 3.0, place + 1.0, str(value), _FIGURES, align="right")

    def middle_of(value: float) -> float:
        return first_x + (value - across.least) * step_x

    beside = side_by_side(plane.points, STEP, middle_of, left + RADIUS, right - RADIUS)
    for point in plane.points:
        place = beside[point.topic_id]
        middle = first_y - (point.second - up.least) * step_y
        chosen = point.number in plane.picked
        pen.disc(place, middle, RADIUS, HOUSE if chosen else "#FFFFFF", HOUSE if chosen else INK, 0.9)
        style = Style("semibold" if chosen else "regular", 8.5, "#FFFFFF" if chosen else INK)
        pen.text(place, middle + 1.05, str(point.number), style, align="centre")


def draw_list(pen: Pen, plane: Plane, x: float, y: float, width: float) -> None:
    """Draw the titles in two columns from `y` down, with the numbers that stand in the picture."""
    pen.owner("list")
    size, most = _list_size(pen.book, plane, width)
    for column, numbers in enumerate(_columns(len(plane.titles))):
        left, top = x + column * width / 2, y
        for number in numbers:
            chosen = number + 1 in plane.picked
            # Before anything is rated the numbers are those to rate by.
            rated = not plane.points or number + 1 in plane.rated
            style = Style("semibold" if chosen else "regular", size, INK if rated else MUTED)
            figure = Style(style.weight, size, HOUSE if chosen else MUTED, tabular=True)
            shown = fitted(
                pen.book, plane.titles[number], style, width / 2 - 9.0, most=most, balanced=True, leading=1.2
            )
            pen.text(
                left + 5.0, top + millimetres(size), str(number + 1) if rated else "–", figure, align="right"
            )
            top = pen.lines(left + 7.0, top, shown.lines, style, leading=1.2) + _LIST_GAP


def _columns(count: int) -> Sequence[range]:
    half = -(-count // 2)
    return range(half), range(half, count)


def _list_size(book: TextBook, plane: Plane, width: float) -> tuple[float, int]:
    """Return the largest size at which the list is no higher than a third of a page, and how many lines a title has."""
    for size, most in _LIST_SIZES:
        if _height(book, plane, width, size, most) <= _HIGHEST_LIST:
            return size, most
    return _LIST_SIZES[-1]


def _list_height(book: TextBook, plane: Plane, width: float) -> float:
    return _height(book, plane, width, *_list_size(book, plane, width))


def _height(book: TextBook, plane: Plane, width: float, size: float, most: int) -> float:
    heights = []
    for numbers in _columns(len(plane.titles)):
        style = Style("semibold", size, INK)
        counts = [
            len(fitted(book, plane.titles[number], style, width / 2 - 9.0, most=most, balanced=True).lines)
            for number in numbers
        ]
        heights.append(sum(count * millimetres(size * 1.2) + _LIST_GAP for count in counts))
    return max(heights, default=0.0)
