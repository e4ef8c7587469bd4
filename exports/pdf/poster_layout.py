"""How a poster is cut into sheets of the paper a printer has. Pure numbers, in millimetres."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product

from exports.pdf.paper import Paper

MARGIN = 12.0
"""What no office printer reaches, with room for marks."""
OVERLAP = 10.0
"""The strip that two neighbours share."""

_MOST_SHEETS_A_SIDE = 16
# A poster a little smaller than wished hangs as well and saves a third of the sheets.
_LEAST_OF_WISHED = 0.86


@dataclass(frozen=True, slots=True)
class Tiling:
    """A poster on sheets: `columns` by `rows` of `sheet`, the picture enlarged by `scale` to width by height.

    left, top: where the picture begins on the plane of all sheets, whose size is plane_width by plane_height.
    """

    sheet: Paper
    columns: int
    rows: int
    scale: float
    width: float
    height: float

    @property
    def area(self) -> tuple[float, float]:
        """Width and height a sheet can show."""
        return self.sheet.width - 2 * MARGIN, self.sheet.height - 2 * MARGIN

    @property
    def plane_width(self) -> float:
        """The width of all sheets side by side."""
        return _reach(self.area[0], self.columns)

    @property
    def plane_height(self) -> float:
        """The height of all sheets one below the other."""
        return _reach(self.area[1], self.rows)

    @property
    def left(self) -> float:
        """The white to the left of the picture."""
        return (self.plane_width - self.width) / 2

    @property
    def top(self) -> float:
        """The white above the picture."""
        return (self.plane_height - self.height) / 2

    @property
    def count(self) -> int:
        """How many sheets there are."""
        return self.columns * self.rows

    def corner(self, row: int, column: int) -> tuple[float, float]:
        """Return the point of the picture, in its own millimetres, at the upper left of a sheet (from 1, 1)."""
        x = (column - 1) * (self.area[0] - OVERLAP) - self.left
        y = (row - 1) * (self.area[1] - OVERLAP) - self.top
        return x / self.scale, y / self.scale


def tile(picture: tuple[float, float], wished: Paper, sheet: Paper, *, exact: bool = False) -> Tiling:
    """Return how a picture of the given width and height becomes a poster of about the size of `wished`.

    It fills its sheets and is not much smaller than wished, on as few sheets as that takes, lying or
    upright. With `exact` it has the wished size.
    """
    width, height = picture
    wish = min(wished.width / width, wished.height / height)
    found: list[Tiling] = []
    for turned in (sheet.landscape, sheet.portrait):
        area = turned.width - 2 * MARGIN, turned.height - 2 * MARGIN
        sides = range(1, _MOST_SHEETS_A_SIDE + 1)
        for columns, rows in product(sides, sides):
            room = _reach(area[0], columns), _reach(area[1], rows)
            fill = min(room[0] / width, room[1] / height)
            if fill < (wish if exact else wish * _LEAST_OF_WISHED):
                continue
            scale = wish if exact else fill
            found.append(Tiling(turned, columns, rows, scale, width * scale, height * scale))
    return min(found, key=lambda each: (each.count, abs(each.scale - wish), each.rows))


def _reach(area: float, count: int) -> float:
    return count * area - (count - 1) * OVERLAP
