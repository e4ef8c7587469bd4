"""A picture as a plain value, in millimetres from its upper left corner: one description for PDF and SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import hypot

from exports.pdf.page import Pen
from exports.pdf.paper import INK, MM, millimetres
from exports.pdf.text.book import Align, Style, TextBook
from exports.pdf.text.wrap import Line

Point = tuple[float, float]
Segment = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Words:
    """One line of text. `x` is its left end, its middle or its right end, as `align` says."""

    x: float
    baseline: float
    line: Line
    style: Style
    align: Align = "left"
    owner: str = ""

    @property
    def width(self) -> float:
        """How wide it is drawn."""
        return millimetres(self.line.width * self.style.size)

    @property
    def left(self) -> float:
        """Where it begins."""
        return self.x - self.width * {"right": 1.0, "centre": 0.5}.get(self.align, 0.0)


@dataclass(frozen=True, slots=True)
class Polygon:
    """A closed shape; `thickness` of its edge in points."""

    corners: tuple[Point, ...]
    fill: str | None = None
    stroke: str | None = None
    thickness: float = 0.8
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    x: float
    y: float
    radius: float
    fill: str = INK
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Strokes:
    """Straight lines of one colour; `thickness` and `dashes` (on, off) in points."""

    segments: tuple[Segment, ...]
    colour: str = INK
    thickness: float = 0.8
    dashes: tuple[float, ...] = ()
    owner: str = ""


Shape = Words | Polygon | Disc | Strokes


@dataclass(frozen=True, slots=True)
class Picture:
    """Shapes in drawing order on white ground. `title` and `about` tell in words what is to be seen."""

    width: float
    height: float
    shapes: tuple[Shape, ...]
    title: str = ""
    about: str = ""


@dataclass(slots=True)
class Sketch:
    """Collects the shapes of a picture; `owner` is written on each of them until it changes."""

    book: TextBook
    shapes: list[Shape] = field(default_factory=list)
    owner: str = ""

    def text(self, x: float, baseline: float, text: str, style: Style, align: Align = "left") -> float:
        """Write one line and return its width."""
        line = self.book.line(text, style)
        self.line(x, baseline, line, style, align)
        return millimetres(line.width * style.size)

    def line(self, x: float, baseline: float, line: Line, style: Style, align: Align = "left") -> None:
        """Write a line that is laid out already."""
        self.shapes.append(Words(x, baseline, line, style, align, self.owner))

    def polygon(
        self,
        corners: Sequence[Point],
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """Draw a closed shape."""
        self.shapes.append(Polygon(tuple(corners), fill, stroke, thickness, self.owner))

    def box(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """Draw a rectangle."""
        self.polygon(rectangle(x, y, width, height), fill, stroke, thickness)

    def strokes(
        self,
        segments: Iterable[Segment],
        colour: str = INK,
        thickness: float = 0.8,
        dashes: tuple[float, ...] = (),
    ) -> None:
        """Draw straight lines."""
        self.shapes.append(Strokes(tuple(segments), colour, thickness, dashes, self.owner))

    def disc(self, x: float, y: float, radius: float, fill: str = INK) -> None:
        """Draw a filled circle."""
        self.shapes.append(Disc(x, y, radius, fill, self.owner))

    def arrow(self, start: Point, tip: Point, colour: str = INK, thickness: float = 1.0) -> None:
        """Draw a thin arrow with a filled head."""
        length = hypot(tip[0] - start[0], tip[1] - start[1])
        along = ((tip[0] - start[0]) / length, (tip[1] - start[1]) / length)
        head = min(length, millimetres(thickness) * 4.5)
        base = (tip[0] - along[0] * head, tip[1] - along[1] * head)
        half = head * 0.45
        sides = [(base[0] - along[1] * turn, base[1] + along[0] * turn) for turn in (half, -half)]
        self.strokes([(*start, *base)], colour, thickness)
        self.polygon([tip, *sides], colour)


def rectangle(x: float, y: float, width: float, height: float) -> tuple[Point, ...]:
    """Return the corners of an upright rectangle."""
    return (x, y), (x + width, y), (x + width, y + height), (x, y + height)


def hatching(corners: Sequence[Point], pitch: float) -> tuple[Segment, ...]:
    """Return rising lines at 45 degrees that fill a closed shape, `pitch` apart along the page.

    The lines belong to the page and not to the shape, so that shapes beside each other are hatched as one.
    """
    # Along a line from lower left to upper right x + y stays the same; each edge is crossed where its ends differ.
    sums = [x + y for x, y in corners]
    edges = list(zip(corners, (*corners[1:], corners[0]), strict=True))
    found: list[Segment] = []
    number = int(min(sums) / pitch) + 1
    while (level := number * pitch) < max(sums):
        crossings = []
        for (x1, y1), (x2, y2) in edges:
            first, second = x1 + y1, x2 + y2
            if (first <= level) != (second <= level):
                share = (level - first) / (second - first)
                crossings.append(x1 + share * (x2 - x1))
        crossings.sort()
        found += [
            (left, level - left, right, level - right)
            for left, right in zip(crossings[::2], crossings[1::2], strict=True)
        ]
        number += 1
    return tuple(found)


def draw_picture(pen: Pen, shapes: Iterable[Shape], x: float = 0.0, y: float = 0.0) -> None:
    """Draw shapes onto the page the pen has open, with the picture's corner at (x, y)."""
    for shape in shapes:
        if isinstance(shape, Words):
            pen.owner(shape.owner)
            pen.line(x + shape.x, y + shape.baseline, shape.line, shape.style, align=shape.align)
        elif isinstance(shape, Polygon):
            corners = [(x + across, y + down) for across, down in shape.corners]
            pen.polygon(corners, shape.fill, shape.stroke, shape.thickness)
        elif isinstance(shape, Disc):
            pen.disc(x + shape.x, y + shape.y, shape.radius, shape.fill)
        else:
            moved = [(x1 + x, y1 + y, x2 + x, y2 + y) for x1, y1, x2, y2 in shape.segments]
            pen.strokes(moved, shape.colour, shape.thickness, shape.dashes)


def wrapped(book: TextBook, text: str, style: Style, width: float, *, balanced: bool = False) -> list[Line]:
    """Return `text` as lines of at most `width` millimetres."""
    return list(book.wrap(text, style, width * MM, balanced=balanced))
