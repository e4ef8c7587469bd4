"""Agreed lines with their levels, at a size that fits a box."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QRectF

from facilitator.acts.outcomes import Bullet
from ui.projector.fitting import Fitted, wrapped
from ui.projector.sheet import Ground, Pen, Screen

SECOND_LEVEL_FLOOR = 0.032
_INDENT = (0.95, 1.0, 1.0)
_SPACE = (0.34, 0.1, 0.1)
_SIGN = "\N{EN DASH}"


@dataclass(frozen=True)
class Line:
    """One bullet laid out: `indent` px from the left, `space` px above it."""

    level: int
    text: Fitted
    sign: Fitted | None
    indent: float
    space: float

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
        text = wrapped(bullet.text, screen, max(width - indent, width / 2), own)
        sign = wrapped(_SIGN, screen, width, own) if bullet.level else None
        space = text.pitch * _SPACE[bullet.level] if found else 0.0
        found.append(Line(bullet.level, text, sign, indent, space))
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
        if line.sign is None:
            side = line.text.pitch * 0.22
            pen.put(Ground(QRectF(x, y + (line.text.pitch - side) / 2, side, side), "ink", corner=side / 2))
        else:
            before = line.indent - line.sign.block.width - line.text.pitch * 0.2
            pen.put(line.sign.words("sign", x + before, y, "ink_soft"))
        pen.put(line.text.words("bullet", x + line.indent, y, "ink_soft" if line.level else "ink"))
        y += line.height
    return y


def bullet_pages(lines: Sequence[Line], room: float) -> list[list[Line]]:
    """Return the bullets in pieces that are at most `room` px high each; one that is too high stands alone."""
    found: list[list[Line]] = [[]]
    for line in lines:
        if found[-1] and height_of([*found[-1], line]) > room + 0.5:
            found.append([])
        found[-1].append(line)
    return found
