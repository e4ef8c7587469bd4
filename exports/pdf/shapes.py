"""Shapes on a page: lines, rectangles, discs, icons, pictures, in millimetres from the upper left corner.

Lengths are millimetres, widths of strokes points, unless a docstring says otherwise.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from reportlab.lib.colors import HexColor

from exports.pdf.paper import HAIR, HOUSE, INK, MM, MUTED, RULE, millimetres
from exports.pdf.text.draw import colour_operands, put
from facilitator.icon_paths import GRID, STROKE, icon_path


@lru_cache(maxsize=64)
def _colour(code: str) -> Any:
    """Return "#RRGGBB" as reportlab wants it; it would read the text anew for each stroke."""
    return HexColor(code)


def _mark(level: int, x: float, y: float, size: float, colour: str) -> str:
    """Return the operators of a bullet's mark, all lengths in points: there are hundreds of them on a page."""
    operands = colour_operands(colour)
    if level == 1:
        half = 0.24 * size
        return f"q {operands} RG {0.085 * size:.3f} w {x - half:.3f} {y:.3f} m {x + half:.3f} {y:.3f} l S Q"
    return f"q {operands} rg {_circle(x, y, (0.125 if level == 0 else 0.08) * size)} f Q"


def _circle(x: float, y: float, radius: float) -> str:
    """Return the operators of a circle's path, all lengths in points."""
    r = radius
    h = r * 0.5523  # the handle with which four curves come closest to a circle
    right, left, above, below = f"{x + r:.3f}", f"{x - r:.3f}", f"{y + r:.3f}", f"{y - r:.3f}"
    x_after, x_before, y_over, y_under = f"{x + h:.3f}", f"{x - h:.3f}", f"{y + h:.3f}", f"{y - h:.3f}"
    centre_x, centre_y = f"{x:.3f}", f"{y:.3f}"
    return (
        f"{right} {centre_y} m "
        f"{right} {y_over} {x_after} {above} {centre_x} {above} c "
        f"{x_before} {above} {left} {y_over} {left} {centre_y} c "
        f"{left} {y_under} {x_before} {below} {centre_x} {below} c "
        f"{x_after} {below} {right} {y_under} {right} {centre_y} c"
    )


class Shapes:
    """Draws shapes on the page that is open. A part of `exports.pdf.page.Pen`."""

    _canvas: Any
    _height: float

    def rule(
        self,
        x1: float,
        y1: float,
        x2: float,
        y2: float,
        colour: str = HAIR,
        thickness: float = 0.5,
        *,
        dashes: Sequence[float] = (),
        round_ends: bool = False,
    ) -> None:
        """Draw a straight line; `thickness` and `dashes` (on, off) in points."""
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColor(_colour(colour))
        canvas.setLineWidth(thickness)
        if round_ends:
            canvas.setLineCap(1)
        if dashes:
            canvas.setDash(list(dashes))
        canvas.line(x1 * MM, self._y(y1), x2 * MM, self._y(y2))
        canvas.restoreState()

    def fill(self, x: float, y: float, width: float, height: float, colour: str) -> None:
        """Fill a rectangle, no outline."""
        self._rectangle(x, y, width, height, fill=colour)

    def outline(
        self, x: float, y: float, width: float, height: float, colour: str = RULE, thickness: float = 0.6
    ) -> None:
        """Draw the outline of a rectangle; `thickness` in points, its middle on the edge."""
        self._rectangle(x, y, width, height, stroke=colour, thickness=thickness)

    def _rectangle(
        self,
        x: float,
        y: float,
        width: float,
        height: float,
        *,
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.0,
    ) -> None:
        self._paint(fill, stroke, thickness)
        self._canvas.rect(
            x * MM,
            self._y(y + height),
            width * MM,
            height * MM,
            stroke=stroke is not None,
            fill=fill is not None,
        )

    def disc(
        self,
        x: float,
        y: float,
        radius: float,
        fill: str | None = HOUSE,
        stroke: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """Draw a disc or a ring with its centre at (x, y)."""
        if fill is None and stroke is None:
            return
        # Written as operators: a history draws hundreds of discs, and reportlab takes four times as long for one.
        parts = [] if fill is None else [f"{colour_operands(fill)} rg"]
        parts += [] if stroke is None else [f"{colour_operands(stroke)} RG {thickness:.3f} w"]
        done = "S" if fill is None else "f" if stroke is None else "B"
        path = _circle(x * MM, self._y(y), radius * MM)
        put(self._canvas, f"q {' '.join(parts)} {path} {done} Q")

    def polygon(
        self,
        corners: Sequence[tuple[float, float]],
        fill: str | None = None,
        stroke: str | None = None,
        thickness: float = 0.8,
    ) -> None:
        """Draw a closed shape through `corners`."""
        if fill is None and stroke is None:
            return
        begun, *rest = (f"{x * MM:.3f} {self._y(y):.3f}" for x, y in corners)
        parts = ["q"]
        if fill is not None:
            parts.append(f"{colour_operands(fill)} rg")
        if stroke is not None:
            parts.append(f"{colour_operands(stroke)} RG {thickness:.3f} w")
        paint = "b" if fill and stroke else "f" if fill else "s"
        put(self._canvas, " ".join([*parts, f"{begun} m", *(f"{each} l" for each in rest), f"h {paint} Q"]))

    def strokes(
        self,
        segments: Iterable[tuple[float, float, float, float]],
        colour: str = INK,
        thickness: float = 0.8,
        dashes: Sequence[float] = (),
    ) -> None:
        """Draw straight lines as one path; `thickness` and `dashes` (on, off) in points."""
        path = " ".join(
            f"{x1 * MM:.3f} {self._y(y1):.3f} m {x2 * MM:.3f} {self._y(y2):.3f} l"
            for x1, y1, x2, y2 in segments
        )
        if path:
            pattern = f"[{' '.join(f'{each:g}' for each in dashes)}] 0 d " if dashes else ""
            put(self._canvas, f"q {colour_operands(colour)} RG {thickness:.3f} w {pattern}{path} S Q")

    def bullet(self, level: int, x: float, baseline: float, size: float, colour: str = HOUSE) -> None:
        """Draw the mark of a bullet for text of `size` points, its middle at `x`: dot, dash, small dot."""
        em = millimetres(size)
        # Half of the x-height (0.546 em) is where the eye sees the middle of a line of small letters.
        middle = baseline - 0.273 * em
        put(self._canvas, _mark(level, x * MM, self._y(middle), size, colour))

    def tick_box(self, x: float, y: float, side: float = 3.6, colour: str = MUTED) -> None:
        """Draw an empty box to tick by hand."""
        self.outline(x, y, side, side, colour, 0.8)

    def arrow(
        self, x1: float, y1: float, x2: float, y2: float, colour: str = INK, thickness: float = 1.0
    ) -> None:
        """Draw an arrow whose tip is at (x2, y2)."""
        length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
        if length == 0:
            return
        along, across = ((x2 - x1) / length, (y2 - y1) / length), (-(y2 - y1) / length, (x2 - x1) / length)
        head = min(length, millimetres(thickness) * 4.5)
        half = head * 0.45
        base = (x2 - along[0] * head, y2 - along[1] * head)
        self.rule(x1, y1, base[0], base[1], colour, thickness)
        sides = [(base[0] + across[0] * turn, base[1] + across[1] * turn) for turn in (half, -half)]
        self.polygon([(x2, y2), *sides], fill=colour)

    def icon(self, name: str, x: float, y: float, size: float, colour: str = HOUSE) -> None:
        """Draw an icon of the house in a square of `size`; an unknown name draws nothing."""
        try:
            segments = icon_path(name)
        except KeyError:
            return
        unit = size / GRID
        canvas = self._canvas
        canvas.saveState()
        canvas.setStrokeColor(_colour(colour))
        canvas.setLineWidth(STROKE * unit * MM)
        canvas.setLineCap(1)
        canvas.setLineJoin(1)
        path = canvas.beginPath()
        for kind, *numbers in segments:
            points = [
                self._y(y + number * unit) if place % 2 else (x + number * unit) * MM
                for place, number in enumerate(numbers)
            ]
            if kind == "M":
                path.moveTo(*points)
            elif kind == "L":
                path.lineTo(*points)
            elif kind == "C":
                path.curveTo(*points)
            else:
                path.close()
        canvas.drawPath(path, stroke=1, fill=0)
        canvas.restoreState()

    def picture(self, image: Any, x: float, y: float, width: float, height: float) -> None:
        """Draw a picture that reportlab takes (an ImageReader), stretched over the rectangle."""
        self._canvas.drawImage(image, x * MM, self._y(y + height), width * MM, height * MM, mask="auto")

    def _paint(self, fill: str | None, stroke: str | None, thickness: float) -> None:
        if fill is not None:
            self._canvas.setFillColor(_colour(fill))
        if stroke is not None:
            self._canvas.setStrokeColor(_colour(stroke))
            self._canvas.setLineWidth(thickness)

    def _y(self, y: float) -> float:
        return (self._height - y) * MM
