"""Agreed lines with their levels, at a size that fits a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from facilitator.acts.outcomes import Bullet
from ui.projector.fitting import Fitted, wrapped
from ui.projector.sheet import Ground, Pen, Screen
from ui.widgets.text_block import runs_from_the_right

__all__ = ["Line", "bullet_pages", "height_of", "lay_out_bullets", "level_size", "put_bullets"]

SECOND_LEVEL_FLOOR = 0.032
_INDENT = (0.95, 1.0, 1.0)
_SPACE = (0.34, 0.1, 0.1)
_SIGN = "\N{EN DASH}"


@dataclass(frozen=True)
class Line:
    """One bullet laid out: `indent` px from the side it begins at, `space` px above it.

    `mirrored` is its width with the indent in px where it begins at the right, 0 where it begins at the left.
    """

    level: int
    text: Fitted
    sign: Fitted | None
    indent: float
    space: float
    mirrored: float = 0.0

    @property
    def height(self) -> float:
        """Height of the text in px."""
        return self.text.block.height


def lay_out_bullets(lines: Sequence[Bullet], screen: Screen, width: float, size: float) -> list[Line]:
    """Return the bullets for a box `width` px wide, the outermost at `size`, deeper ones a little smaller."""
    found: list[Line] = []
    indents = [0.0]
    for level, share in enumerate(_INDENT):
        indents.append(indents[-1] + screen.h(share * level_size(level, size)))
    for bullet in lines:
        own = level_size(bullet.level, size)
        indent = indents[bullet.level + 1]
        beside = max(width - indent, width / 2)
        text = wrapped(bullet.text, screen, beside, own)
        mirrored = indent + beside if runs_from_the_right(bullet.text) else 0.0
        sign = wrapped(_SIGN, screen, width, own) if bullet.level else None
        space = text.pitch * _SPACE[bullet.level] if found else 0.0
        found.append(Line(bullet.level, text, sign, indent, space, mirrored))
    return found


def level_size(level: int, size: float) -> float:
    """Return the size of a bullet of `level` where the outermost have `size`."""
    return size if level == 0 else max(SECOND_LEVEL_FLOOR, size * 0.9)


def height_of(lines: Sequence[Line]) -> float:
    """Return the height in px of bullets under each other."""
    if not lines:
        return 0.0
    return sum(line.height + line.space for line in lines) - lines[0].space


def put_bullets(pen: Pen, lines: Sequence[Line], x: float, y: float) -> float:
    """Put bullets with their top left corner at (x, y); returns where they end."""
    for place, line in enumerate(lines):
        y += line.space if place else 0.0
        _put_sign(pen, line, x, y)
        left = x if line.mirrored else x + line.indent
        pen.put(line.text.words("bullet", left, y, "ink_soft" if line.level else "ink"))
        y += line.height
    return y


def _put_sign(pen: Pen, line: Line, x: float, y: float) -> None:
    """Put the dot or dash on the side where the line begins."""
    if line.sign is None:
        side = line.text.pitch * 0.22
        dot = x + line.mirrored - side if line.mirrored else x
        pen.put(Ground(QRectF(dot, y + (line.text.pitch - side) / 2, side, side), "ink", corner=side / 2))
        return
    gap = line.text.pitch * 0.2
    before = line.indent - line.sign.block.width - gap
    if line.mirrored:
        before = line.mirrored - line.indent + gap
    pen.put(line.sign.words("sign", x + before, y, "ink_soft"))


def bullet_pages(lines: Sequence[Line], room: float) -> list[list[Line]]:
    """Return the bullets in pieces that are at most `room` px high each; one that is too high stands alone.

    No piece ends between a bullet and the first one under it, unless the two are higher than `room` together.
    """
    found: list[list[Line]] = [[]]
    for line in lines:
        page = found[-1]
        if page and height_of([*page, line]) > room + 0.5:
            last = page[-1]
            parted = line.level > last.level and len(page) > 1 and height_of([last, line]) <= room + 0.5
            found.append([page.pop()] if parted else [])
        found[-1].append(line)
    return found
