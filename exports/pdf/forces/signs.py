"""The signs of a force field on paper: arrows, bars, diamonds and whiskers, in the colours of both sides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from exports.pdf.picture import Point, Segment, Sketch, hatching
from exports.pdf.text.book import Align
from facilitator.forces import DRIVER, RESTRAINER, Side

HELPS = "#17566A"
HOLDS_BACK = "#8A3519"
HOLDS_BACK_GROUND = "#F3E3D8"
COLOURS: Mapping[Side, str] = {DRIVER: HELPS, RESTRAINER: HOLDS_BACK}
DIRECTIONS: Mapping[Side, int] = {DRIVER: -1, RESTRAINER: 1}
"""Where a side stands across the page, seen from the middle."""
ALIGN: Mapping[int, Align] = {-1: "right", 1: "left"}
SMALLEST = 7.5
"""The smallest letters on any page."""


def bar(sketch: Sketch, corners: Sequence[Point], side: Side, name: str) -> None:
    """Draw a bar of a total: `name` is "today" (filled), "after" (in outline) or "then" (in dashes)."""
    colour = COLOURS[side]
    if name == "today":
        _filled(sketch, corners, side, 0.9)
    elif name == "after":
        sketch.polygon(corners, "#FFFFFF", colour, 0.9)
    else:
        edges = [(*one, *two) for one, two in zip(corners, (*corners[1:], corners[0]), strict=True)]
        sketch.strokes(edges, colour, 0.7, (2.0, 1.6))


def _filled(sketch: Sketch, corners: Sequence[Point], side: Side, thickness: float) -> None:
    """Fill a shape the way of its side: what helps solid, what holds back hatched, so that grey tells them apart."""
    if side == DRIVER:
        sketch.polygon(corners, HELPS)
        return
    sketch.polygon(corners, HOLDS_BACK_GROUND)
    sketch.strokes(hatching(corners, 1.05), HOLDS_BACK, 0.55)
    sketch.polygon(corners, None, HOLDS_BACK, thickness)


def draw_arrow(sketch: Sketch, tail: Point, tip: float, shaft: float, side: Side) -> None:
    """Draw a broad arrow on one height, from its tail to the place of its tip."""
    x, y = tail
    shaft = min(shaft, max(1.0, 0.9 * abs(tip - x)))
    direction = 1.0 if tip > x else -1.0
    head = min(shaft * 0.86 + 0.3, 0.62 * abs(tip - x))
    base, half, reach = tip - direction * head, shaft / 2, shaft * 0.72
    corners = (
        (x, y - half),
        (base, y - half),
        (base, y - reach),
        (tip, y),
        (base, y + reach),
        (base, y + half),
        (x, y + half),
    )
    _filled(sketch, corners, side, 0.8)


def diamond(x: float, y: float, shaft: float) -> tuple[Point, ...]:
    """Return the corners of the sign for an expected score."""
    across, down = 0.43 * shaft, 0.53 * shaft
    return (x, y - down), (x + across, y), (x, y + down), (x - across, y)


def whisker(one: float, two: float, y: float) -> list[Segment]:
    """Return a line with a stop at both ends."""
    return [(one, y, two, y), *((x, y - 0.6, x, y + 0.6) for x in (one, two))]
