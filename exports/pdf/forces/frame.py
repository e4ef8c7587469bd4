"""Where the parts of a force field stand across a page, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass, replace

from exports.pdf.paper import Paper, paper_named

_A_ROOT = 2**0.5


@dataclass(frozen=True, slots=True)
class Frame:
    """Widths of one half of the picture, mirrored in its middle: label, score, lane; `block` is the whole block.

    `width` is that of the page or of the column it stands in, `margin` what stays free at both sides, `height` that
    of the page, 0 where there is none.
    """

    width: float
    height: float = 0.0
    margin: float = 12.0
    score: float = 16.0
    lane: float = 42.0
    block: float = 38.8
    label: float = 0.0

    @property
    def middle(self) -> float:
        """The axis of the picture."""
        return self.width / 2

    @property
    def inner(self) -> float:
        """The measure between the margins."""
        return self.width - 2 * self.margin

    def zero(self, direction: int) -> float:
        """Where the arrows of a side have their tips: at the block. `direction` is -1 for the left side, else 1."""
        return self.middle + direction * (self.block / 2 + 0.6)

    def at(self, direction: int, share: float) -> float:
        """Return the place of a score that is `share` of the scale's highest."""
        return self.zero(direction) + direction * self.lane * share

    def score_middle(self, direction: int) -> float:
        """The middle of the column of scores."""
        return self.at(direction, 1.0) + direction * self.score / 2

    def label_edge(self, direction: int) -> float:
        """Where labels begin on the right, and end on the left."""
        return self.at(direction, 1.0) + direction * self.score


def frame_for(paper_name: str) -> tuple[Paper, Frame]:
    """Return the sheet of this name and the frame of its page.

    A3 to A0 are the A4 page enlarged, since type grows with the distance one reads from; Letter has a page of its
    own, and Tabloid one as much smaller as A4 is than A3.

    Raises:
        UserError: there is no such paper.
    """
    paper = paper_named(paper_name).landscape
    if paper.name == "Letter":
        width, height = paper.width, paper.height
    elif paper.name == "Tabloid":
        width, height = paper.width / _A_ROOT, paper.height / _A_ROOT
    else:
        width, height = 297.0, 210.0
    return paper, _filled(Frame(width, height))


def column_frame(width: float) -> Frame:
    """Return the frame of a picture that stands in the measure of the report, `width` wide."""
    return _filled(Frame(width, margin=0.0, score=12.0, lane=26.0, block=28.8))


def _filled(frame: Frame) -> Frame:
    """Return the frame with labels as wide as the page leaves them."""
    return replace(frame, label=frame.label_edge(-1) - frame.margin)
