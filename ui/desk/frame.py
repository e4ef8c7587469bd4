"""The measures of the desk: which form the window takes at which size. All figures are logical pixels."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["AROUND", "FOLDED", "SMALLEST", "TOP_BAR", "USUAL", "Frame", "frame_for"]

TOP_BAR = 48
FOLDED = 44
COMPACT_WIDTH, COMPACT_HEIGHT = 1180, 640
WIDE, TALL = 1600, 860
SMALLEST = (960, 540)
USUAL = (1280, 720)
AROUND = (40, 80)
"""What a title bar, borders and a little air take of the screen."""


class Frame(NamedTuple):
    """The form of the desk: `compact` below 1180x640, `wide` from 1600 on, `tall` where wide and high."""

    compact: bool = False
    wide: bool = False
    tall: bool = False

    @property
    def rail(self) -> int:
        """Width of the rail."""
        if self.compact:
            return 48
        return 280 if self.wide else 240

    @property
    def row(self) -> int:
        """Height of a row of the rail."""
        return 40 if self.tall else 36

    @property
    def private_side(self) -> int:
        """Width of the private side when it is open."""
        return 376 if self.wide else 272

    @property
    def foot(self) -> int:
        """Height of the foot."""
        if self.compact:
            return 56
        return 80 if self.tall else 72


def frame_for(width: int, height: int) -> Frame:
    """Return the form of a desk of this size."""
    compact = width < COMPACT_WIDTH or height < COMPACT_HEIGHT
    wide = width >= WIDE and not compact
    return Frame(compact, wide, wide and height >= TALL)
