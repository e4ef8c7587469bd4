"""Sheets that are cut apart: how many ballots lie on one, where its cutter's marks are, where a number is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf.page import Pen
from exports.pdf.paper import INK, MUTED, RULE, Paper
from exports.pdf.text.book import Style

SHEET_MARGIN = 10.0
"""What stays free around all ballots of a sheet, in mm."""
PAD = 6.0
GUTTER = 8.0
_NEAR, _FAR = 3.0, 6.0
_CROSS = 2.0
_NUMBER_LINE = 14.0
_LABEL = Style("semibold", 9.0, MUTED)


@dataclass(frozen=True, slots=True)
class Cut:
    """How a sheet is divided: ballots across and down, columns of entries on each."""

    across: int
    down: int
    columns: int

    @property
    def count(self) -> int:
        """How many ballots lie on a sheet."""
        return self.across * self.down

    def cell(self, sheet: Paper) -> tuple[float, float]:
        """Return width and height of one ballot."""
        return (sheet.width - 2 * SHEET_MARGIN) / self.across, (sheet.height - 2 * SHEET_MARGIN) / self.down

    def column(self, sheet: Paper, head: float) -> tuple[float, float]:
        """Return width and height of a column of entries below a head of this height."""
        width, height = self.cell(sheet)
        inner = width - 2 * PAD - GUTTER * (self.columns - 1)
        return inner / self.columns, height - head - PAD

    def corners(self, sheet: Paper) -> Sequence[tuple[float, float]]:
        """Return the upper left corner of each ballot, row by row."""
        width, height = self.cell(sheet)
        return [
            (SHEET_MARGIN + place * width, SHEET_MARGIN + row * height)
            for row in range(self.down)
            for place in range(self.across)
        ]


CUTS = (Cut(2, 2, 1), Cut(1, 2, 2), Cut(1, 1, 2))
"""From the smallest ballots to the largest."""


def draw_cut_marks(pen: Pen, sheet: Paper, cut: Cut) -> None:
    """Draw marks at the edges of the sheet, and a cross where two cuts meet."""
    width, height = cut.cell(sheet)
    xs = [SHEET_MARGIN + place * width for place in range(1, cut.across)]
    ys = [SHEET_MARGIN + row * height for row in range(1, cut.down)]
    for x in xs:
        for near, far in ((_NEAR, _FAR), (sheet.height - _FAR, sheet.height - _NEAR)):
            pen.rule(x, near, x, far, INK, 0.4)
    for y in ys:
        for near, far in ((_NEAR, _FAR), (sheet.width - _FAR, sheet.width - _NEAR)):
            pen.rule(near, y, far, y, INK, 0.4)
    for x in xs:
        for y in ys:
            pen.rule(x - _CROSS, y, x + _CROSS, y, INK, 0.4)
            pen.rule(x, y - _CROSS, x, y + _CROSS, INK, 0.4)


def draw_sheet_number(pen: Pen, right: float, baseline: float, part: tuple[int, int]) -> float:
    """Draw the line for the number of a ballot, which part of how many it is, and return the width of all that."""
    words = "Sheet" if part[1] == 1 else f"Part {part[0]} of {part[1]}, sheet"
    pen.text(right - _NUMBER_LINE - 2.0, baseline, words, _LABEL, align="right")
    pen.rule(right - _NUMBER_LINE, baseline + 0.6, right, baseline + 0.6, RULE, 0.8)
    return pen.width_of(words, _LABEL) + 2.0 + _NUMBER_LINE
