"""Lengths and letters of a wiring canvas, by its paper."""

from __future__ import annotations

from dataclasses import dataclass

from exports.pdf.paper import Paper

FLOOR = 7.5
LEADING = 1.26


@dataclass(frozen=True, slots=True)
class Sizes:
    """Lengths of a page in millimetres and letters in points."""

    width: float
    height: float
    margin: float
    name: float
    figure: float
    label: float
    title: float
    question: float
    body: float
    foot: float
    head: float
    top: float
    gutter: float
    pad: float

    @property
    def inner(self) -> float:
        """The measure between the margins."""
        return self.width - 2 * self.margin

    @property
    def bottom(self) -> float:
        """Where the body ends."""
        return self.height - self.margin - 6.0


def sizes_of(paper: Paper) -> Sizes:
    """Return the sizes of a page: A4 and Letter are laid out by themselves, larger sheets are A3 enlarged."""
    if paper.name in ("A4", "Letter"):
        return Sizes(
            paper.width, paper.height, 12.0, 22.0, 12.0, 8.0, 12.0, 8.5, 9.0, 7.5, 18.5, 28.0, 4.0, 3.0
        )
    height = 297.0
    width = height * paper.width / paper.height
    return Sizes(width, height, 15.0, 32.0, 16.0, 9.0, 16.0, 10.5, 11.0, 9.0, 25.5, 38.0, 6.0, 4.0)
