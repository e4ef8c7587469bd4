"""Sheets of paper, and the colours of everything printed on them by role."""

from __future__ import annotations

import difflib
from dataclasses import dataclass

from facilitator.errors import UserError

MM = 72 / 25.4
"""Points in a millimetre."""


def millimetres(points: float) -> float:
    """Return a length in points as millimetres."""
    return points / MM


INK = "#1B2126"
MUTED = "#4D5760"
FAINT = "#66707A"
RULE = "#B9C1C8"
HAIR = "#D9DEE2"
DOTS = "#C3CAD0"
TINT = "#F2F4F5"
HOUSE = "#6A2A5B"

# Those of the screen would come out of a grey printer in one and the same grey.
RED = "#8C2320"
AMBER = "#F0B43C"
GREEN = "#26805A"


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet, in millimetres as it lies."""

    name: str
    width: float
    height: float

    @property
    def portrait(self) -> Paper:
        """The same sheet upright."""
        return Paper(self.name, min(self.width, self.height), max(self.width, self.height))

    @property
    def landscape(self) -> Paper:
        """The same sheet on its long side."""
        return Paper(self.name, max(self.width, self.height), min(self.width, self.height))

    @property
    def points(self) -> tuple[float, float]:
        """Width and height in points."""
        return self.width * MM, self.height * MM


PAPERS = {
    paper.name: paper
    for paper in (
        Paper("A4", 297, 210),
        Paper("A3", 420, 297),
        Paper("A2", 594, 420),
        Paper("A1", 841, 594),
        Paper("A0", 1189, 841),
        Paper("Letter", 279.4, 215.9),
        Paper("Tabloid", 431.8, 279.4),
    )
}
"""Every sheet a canvas can be printed on, landscape (ISO 216 and ANSI/ASME Y14.1)."""


def paper_named(name: str) -> Paper:
    """Return the sheet of this name, landscape; the case of letters does not matter.

    Raises:
        UserError: there is no such sheet.
    """
    known = {each.casefold(): paper for each, paper in PAPERS.items()}
    found = known.get(name.strip().casefold())
    if found is None:
        near = difflib.get_close_matches(name.strip().casefold(), known, n=1)
        hint = f" Did you mean {known[near[0]].name}?" if near else ""
        raise UserError(f"There is no paper called “{name}”.{hint} Choose one of {', '.join(PAPERS)}.")
    return found
