"""The largest letters that fit, and text in pages where even the smallest do not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF
from PySide6.QtGui import QFont, QFontMetricsF

from ui import fonts
from ui.projector.sheet import Screen, Words
from ui.widgets.text_block import TextBlock, lay_out

__all__ = [
    "BETWEEN",
    "PROMPT",
    "PROMPT_FLOOR",
    "Fitted",
    "fit",
    "one_line",
    "packed",
    "text_pages",
    "wrapped",
]

BETWEEN = " \N{MIDDLE DOT} "
LEADING = 1.19
PROMPT = 0.096
PROMPT_FLOOR = 0.056
_STEP = 0.004
_LONG = 1500
"""A text longer than this is set at its smallest size at once: no larger one would fit."""


@dataclass(frozen=True)
class Fitted:
    """Text with the size that was found, as a fraction of the height. `fits` is False when text is left over."""

    text: str
    block: TextBlock
    font: QFont
    size: float
    pitch: float
    fits: bool

    def words(self, role: str, x: float, y: float, colour: str = "ink") -> Words:
        """Return the mark with its top left corner at (x, y)."""
        rect = QRectF(x, y, self.block.width, self.block.height)
        return Words(role, self.text, self.block, float(self.font.pixelSize()), rect, colour)


def pitch_of(font: QFont) -> float:
    """Return the distance of lines in px for text of any length in `font`."""
    return float(round(font.pixelSize() * LEADING))


def fit(
    text: str,
    screen: Screen,
    width: float,
    height: float,
    largest: float,
    floor: float,
    *,
    weight: int = 600,
    most_lines: int | None = None,
    balanced: bool = True,
) -> Fitted:
    """Return `text` in the largest letters that fit `width` x `height` px, at `floor` in any case.

    No word is broken above the floor. What does not fit at the floor ends in an ellipsis. Sizes are fractions of
    the screen's height.
    """
    size = largest if len(text) < _LONG else floor
    words = text.split()
    while True:
        font = fonts.projector_font(size, screen.height, weight)
        pitch = pitch_of(font)
        lines = max(1, int((height + 0.5) // pitch))
        if most_lines is not None:
            lines = min(lines, most_lines)
        last = size <= floor
        if not last and lines * pitch <= height + 0.5:
            metrics = QFontMetricsF(font)
            widest = max((metrics.horizontalAdvance(word) for word in words), default=0.0)
            if widest <= width:
                block = lay_out(text, font, width, pitch, max_lines=lines)
                if block.complete:
                    last = True
        if last:
            block = lay_out(text, font, width, pitch, max_lines=lines, balanced=balanced)
            return Fitted(text, block, font, size, pitch, block.complete)
        size = max(floor, size - _STEP)


def one_line(
    text: str,
    screen: Screen,
    width: float,
    size: float,
    *,
    weight: int = 400,
    floor: float | None = None,
) -> Fitted:
    """Return `text` on one line at `size`, smaller down to `floor` where that makes it fit, cut where not."""
    return fit(
        " ".join(text.split()),
        screen,
        width,
        screen.height,
        size,
        size if floor is None else floor,
        weight=weight,
        most_lines=1,
        balanced=False,
    )


def wrapped(
    text: str, screen: Screen, width: float, size: float, *, weight: int = 400, most_lines: int | None = None
) -> Fitted:
    """Return `text` at `size` on as many lines as it takes, at most `most_lines`."""
    font = fonts.projector_font(size, screen.height, weight)
    pitch = pitch_of(font)
    block = lay_out(text, font, width, pitch, max_lines=most_lines)
    return Fitted(text, block, font, size, pitch, block.complete)


def packed(phrases: Sequence[str], screen: Screen, size: float, width: float) -> str:
    """Return `phrases` in lines, several on one where they fit: a line breaks between two rather than in one."""
    metrics = QFontMetricsF(fonts.projector_font(size, screen.height, 400))
    lines: list[str] = []
    for each in phrases:
        joined = f"{lines[-1]}{BETWEEN}{each}" if lines else ""
        if joined and metrics.horizontalAdvance(joined) <= width:
            lines[-1] = joined
        else:
            lines.append(each)
    return "\n".join(lines)


def text_pages(
    text: str, screen: Screen, width: float, height: float, size: float, *, weight: int = 600
) -> tuple[str, ...]:
    """Return `text` cut into pieces that each fit `width` x `height` px at `size`, broken between lines."""
    font = fonts.projector_font(size, screen.height, weight)
    pitch = pitch_of(font)
    layout = lay_out(text, font, width, pitch).layout
    each = max(1, int((height + 0.5) // pitch))
    if layout.lineCount() <= each:
        return (text,)
    # Qt counts in UTF-16 units.
    raw = layout.text().encode("utf-16-le", "surrogatepass")
    found: list[str] = []
    for first in range(0, layout.lineCount(), each):
        last = layout.lineAt(min(first + each, layout.lineCount()) - 1)
        piece = raw[2 * layout.lineAt(first).textStart() : 2 * (last.textStart() + last.textLength())]
        found.append(piece.decode("utf-16-le", "replace").replace("\u2028", "\n").strip("\n"))
    return tuple(found)
