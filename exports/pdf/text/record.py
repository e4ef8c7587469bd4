"""A record of every text drawn, so that a check can say what stands where without reading the file back."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TextRun:
    """One drawn line. Lengths in points on the page, from its lower left corner; x, y is the start of the baseline.

    width and size follow the scale the page was drawn with; angle is in degrees, anticlockwise. owner is what
    `Recorder.owner` said at that moment, such as the name of a box. missing: how many boxes stand for characters.
    """

    page: int
    x: float
    y: float
    width: float
    size: float
    angle: float
    text: str
    weight: str
    colour: str
    owner: str
    missing: int


@dataclass
class Recorder:
    """Collects the runs of a document in drawing order; set `owner` while drawing to tell whose text it is."""

    owner: str = ""
    runs: list[TextRun] = field(default_factory=list)
