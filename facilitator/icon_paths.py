"""Reads the path data of resources/icons/icons.toml into plain segments, for screens and PDFs alike."""

from __future__ import annotations

import math
import re
import tomllib
from functools import lru_cache
from typing import Literal

import resources

__all__ = ["GRID", "STROKE", "Segment", "icon_names", "icon_path", "parse"]

GRID = 24.0
"""Side of the square that every icon is drawn in."""
STROKE = 1.92
"""Width of the line in units of the grid: 1.6 px when the icon is 20 px wide. Ends and joins are round."""

Move = tuple[Literal["M"], float, float]
Line = tuple[Literal["L"], float, float]
Curve = tuple[Literal["C"], float, float, float, float, float, float]
Close = tuple[Literal["Z"]]
Segment = Move | Line | Curve | Close

_TOKEN = re.compile(r"([MLHVCAZmlhvcaz])|(-?(?:\d+\.?\d*|\.\d+))|([\s,]+)|(.)")
_ARGUMENTS = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "A": 7, "Z": 0}


def _steps(text: str) -> list[tuple[str, list[float]]]:
    """Split path data into commands, one entry for each repetition."""
    found: list[tuple[str, list[float]]] = []
    for letter, number, _space, strange in _TOKEN.findall(text):
        if strange:
            raise ValueError(f"not path data: {strange!r} in {text!r}")
        if letter:
            found.append((letter, []))
        elif number:
            if not found:
                raise ValueError(f"path data begins with a number: {text!r}")
            found[-1][1].append(float(number))
    steps: list[tuple[str, list[float]]] = []
    for letter, numbers in found:
        count = _ARGUMENTS[letter.upper()]
        if (count == 0) != (not numbers) or (count and len(numbers) % count):
            raise ValueError(f"{letter} has {len(numbers)} numbers in {text!r}")
        steps.append((letter, numbers[:count]))
        following = {"M": "L", "m": "l"}.get(letter, letter)
        for start in range(count, len(numbers), count or 1):
            steps.append((following, numbers[start : start + count]))
    return steps


@lru_cache(maxsize=256)
def parse(text: str) -> tuple[Segment, ...]:
    """Turn SVG path data (M L H V C A Z, absolute or relative) into absolute segments.

    The answer holds ("M", x, y), ("L", x, y), ("C", x1, y1, x2, y2, x, y) and ("Z",); arcs become curves.
    Raises ValueError for any other command or a wrong count of numbers.
    """
    made: list[Segment] = []
    x = y = start_x = start_y = 0.0
    for letter, n in _steps(text):
        base_x, base_y = (x, y) if letter.islower() else (0.0, 0.0)
        match letter.upper():
            case "Z":
                made.append(("Z",))
                x, y = start_x, start_y
                continue
            case "H":
                end = (base_x + n[0], y)
                made.append(("L", *end))
            case "V":
                end = (x, base_y + n[0])
                made.append(("L", *end))
            case "C":
                end = (base_x + n[4], base_y + n[5])
                made.append(("C", base_x + n[0], base_y + n[1], base_x + n[2], base_y + n[3], *end))
            case "A":
                end = (base_x + n[5], base_y + n[6])
                made.extend(_arc(x, y, n[0], n[1], n[2], n[3] != 0.0, n[4] != 0.0, *end))
            case "M":
                end = (base_x + n[0], base_y + n[1])
                made.append(("M", *end))
                start_x, start_y = end
            case _:
                end = (base_x + n[0], base_y + n[1])
                made.append(("L", *end))
        x, y = end
    return tuple(made)


def _arc(
    x1: float, y1: float, rx: float, ry: float, turn: float, large: bool, sweep: bool, x2: float, y2: float
) -> list[Segment]:
    """Turn an elliptical arc into curves of at most 90 degrees (SVG 1.1, appendix F.6.5)."""
    if (x1, y1) == (x2, y2):
        return []
    rx, ry = abs(rx), abs(ry)
    if rx == 0.0 or ry == 0.0:
        return [("L", x2, y2)]
    phi = math.radians(turn)
    cos, sin = math.cos(phi), math.sin(phi)
    half_x, half_y = (x1 - x2) / 2, (y1 - y2) / 2
    px, py = cos * half_x + sin * half_y, cos * half_y - sin * half_x
    grow = math.sqrt((px / rx) ** 2 + (py / ry) ** 2)
    if grow > 1.0:
        rx, ry = rx * grow, ry * grow
    below = (rx * py) ** 2 + (ry * px) ** 2
    factor = math.sqrt(max(0.0, (rx * ry) ** 2 - below) / below) * (-1.0 if large == sweep else 1.0)
    mid_x, mid_y = factor * rx * py / ry, -factor * ry * px / rx
    centre_x = cos * mid_x - sin * mid_y + (x1 + x2) / 2
    centre_y = sin * mid_x + cos * mid_y + (y1 + y2) / 2
    begin = math.atan2((py - mid_y) / ry, (px - mid_x) / rx)
    sweep_angle = math.atan2((-py - mid_y) / ry, (-px - mid_x) / rx) - begin
    if sweep and sweep_angle < 0.0:
        sweep_angle += 2 * math.pi
    elif not sweep and sweep_angle > 0.0:
        sweep_angle -= 2 * math.pi
    pieces = max(1, math.ceil(abs(sweep_angle) / (math.pi / 2) - 1e-9))
    step = sweep_angle / pieces
    handle = 4 / 3 * math.tan(step / 4)

    def place(u: float, v: float) -> tuple[float, float]:
        return (
            round(centre_x + cos * rx * u - sin * ry * v, 6),
            round(centre_y + sin * rx * u + cos * ry * v, 6),
        )

    made: list[Segment] = []
    for piece in range(pieces):
        a, b = begin + piece * step, begin + (piece + 1) * step
        first = place(math.cos(a) - handle * math.sin(a), math.sin(a) + handle * math.cos(a))
        second = place(math.cos(b) + handle * math.sin(b), math.sin(b) - handle * math.cos(b))
        end = (x2, y2) if piece == pieces - 1 else place(math.cos(b), math.sin(b))
        made.append(("C", *first, *second, *end))
    return made


@lru_cache(maxsize=1)
def _data() -> dict[str, str]:
    icons: dict[str, str] = tomllib.loads(resources.read_text("icons/icons.toml"))["icons"]
    return icons


def icon_names() -> list[str]:
    """Return the sorted names of all icons."""
    return sorted(_data())


def icon_path(name: str) -> tuple[Segment, ...]:
    """Return the segments of the icon `name` on the 24 grid, to be stroked with STROKE, round ends and joins.

    Raises KeyError for an unknown name.
    """
    return parse(_data()[name])
