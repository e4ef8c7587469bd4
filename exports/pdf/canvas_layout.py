"""Where everything on a canvas page stands: measures of each paper and the sharing out of heights. Pure numbers.

Lengths are millimetres from the upper left corner, sizes of type points. A2, A1 and A0 are the A3 page enlarged.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from exports.pdf.paper import PAPERS, Paper

LEADING = 1.28
"""From one line of a bullet to the next, in em."""


@dataclass(frozen=True, slots=True)
class Grid:
    """The measures of one canvas page. `unit` scales what is inside a box (1 on A3)."""

    width: float
    height: float
    margin: float
    title: float
    subtitle: float
    top: float
    bottom: float
    gutter: float
    footer: float
    unit: float
    logo: float
    name_size: float
    subtitle_size: float
    fact_size: float
    box_size: float
    question_size: float
    furniture_size: float
    largest: float
    floor: float
    second_floor: float
    continued_largest: float

    @property
    def inner(self) -> float:
        """The width between the margins."""
        return self.width - 2 * self.margin

    @property
    def body(self) -> float:
        """The height the boxes share."""
        return self.bottom - self.top

    @property
    def pad(self) -> float:
        """From the edge of a box to its text."""
        return 4 * self.unit

    @property
    def title_indent(self) -> float:
        """From the left edge of a box to its title."""
        return 16 * self.unit

    @property
    def narrowest(self) -> float:
        """The least width of a column, so that words find a place in it."""
        return 50 * self.unit

    @property
    def more_height(self) -> float:
        """The height of the line that says how many bullets are on the next page."""
        return max(7 * self.unit, 5.6)

    @property
    def sizes(self) -> tuple[float, ...]:
        """The sizes the bullets may have, smallest first, in steps of half a point."""
        return half_points(self.floor, self.largest)

    def level_size(self, level: int, size: float) -> float:
        """Return the size of a bullet of `level` where the first level has `size`."""
        return size if level == 0 else max(0.9 * size, self.second_floor)

    def indent(self, level: int, size: float) -> float:
        """Return how far the text of a bullet stands in from the padding of its box."""
        return (0.3, 0.6, 0.84)[level] * size

    def space_before(self, level: int, size: float) -> float:
        """Return the space above a bullet."""
        em = self.level_size(level, size) * 25.4 / 72
        return (0.42 if level == 0 else 0.24) * em

    def line_height(self, level: int, size: float) -> float:
        """Return the height of one line of a bullet."""
        return self.level_size(level, size) * 25.4 / 72 * LEADING


def half_points(smallest: float, largest: float) -> tuple[float, ...]:
    """Return the sizes from `smallest` to `largest` in steps of half a point."""
    return tuple(smallest + step / 2 for step in range(int((largest - smallest) * 2 + 0.01) + 1))


def _grid(paper: Paper, bottom: float, footer: float) -> Grid:
    """Return the measures of a small sheet (A4, Letter), where the floors bind, or of a large one."""
    if paper.height > 250:
        return Grid(
            paper.width, paper.height, 15, 25.5, 33.2, 38, bottom, 6, footer, 1.0, 18,
            34, 12.5, 14, 17, 10.5, 9.5, 16, 10.5, 9.4, 14,
        )  # fmt: skip
    return Grid(
        paper.width, paper.height, 12, 18.5, 23.5, 28, bottom, 4, footer, 0.72, 14,
        24, 9, 10.5, 12, 8.5, 7.5, 11.5, 8, 7.5, 10,
    )  # fmt: skip


_A3 = _grid(PAPERS["A3"], 276, 287.5)
_GRIDS = {
    "A4": _grid(PAPERS["A4"], 195, 203),
    "Letter": _grid(PAPERS["Letter"], 201, 208.5),
    "Tabloid": _grid(PAPERS["Tabloid"], 258, 270),
}


def grid_for(paper: Paper) -> Grid:
    """Return the measures of the canvas page for `paper`; the page is scaled where the paper is larger than A3."""
    return _GRIDS.get(paper.name, _A3)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the page."""

    x: float
    y: float
    width: float
    height: float

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


def raised(wishes: Sequence[float], needs: Sequence[float]) -> list[float]:
    """Return `wishes` with none below its need; what is missing is taken from the others in proportion to slack.

    The sum stays that of the wishes, which must be at least that of the needs.
    """
    missing = sum(max(0.0, need - wish) for wish, need in zip(wishes, needs, strict=True))
    slack = sum(max(0.0, wish - need) for wish, need in zip(wishes, needs, strict=True))
    taken = min(1.0, missing / slack) if slack > 0 else 0.0
    return [
        need if wish <= need else wish - (wish - need) * taken
        for wish, need in zip(wishes, needs, strict=True)
    ]


def column_bands(
    weights: Sequence[float], left: float, width: float, gutter: float, narrowest: float
) -> list[tuple[float, float]]:
    """Return x and width of each column: `width` less the gutters, shared out by `weights`.

    None is below `narrowest`, unless there are too many columns for that.
    """
    room = width - gutter * (len(weights) - 1)
    shares = [room * weight / sum(weights) for weight in weights]
    bands: list[tuple[float, float]] = []
    for share in raised(shares, [min(narrowest, room / len(weights))] * len(weights)):
        bands.append((left, share))
        left += share + gutter
    return bands


def balanced_heights(needs: Sequence[float], shares: Sequence[float], room: float) -> list[float]:
    """Share `room` out among the boxes of a column, each getting at least its need.

    An empty column keeps its home arrangement (`shares`), a full one has even white; in between the two are mixed
    by how full it is.

    Returns heights that add up to `room`, which must hold the needs.
    """
    total = sum(shares)
    fullness = min(1.0, sum(needs) / room) if room > 0 else 1.0
    white = (room - sum(needs)) / len(needs)
    wishes = [
        (1 - fullness) * room * share / total + fullness * (need + white)
        for need, share in zip(needs, shares, strict=True)
    ]
    return raised(wishes, needs)


def with_common_rows(heights: list[list[float]], needs: list[list[float]]) -> list[list[float]]:
    """Let columns of equally many boxes share their dividing lines, where the needs of all of them allow it.

    heights, needs: by column. A common line is the mean of those it replaces, moved as little as the needs ask.
    """
    found = [list(column) for column in heights]
    for count in {len(column) for column in heights if len(column) > 1}:
        members = [place for place, column in enumerate(heights) if len(column) == count]
        if len(members) < 2:
            continue
        rows = [max(needs[member][row] for member in members) for row in range(count)]
        room = sum(heights[members[0]])
        if sum(rows) > room + 1e-9:
            continue
        means = [sum(heights[member][row] for member in members) / len(members) for row in range(count)]
        common = raised(means, rows)
        for member in members:
            found[member] = list(common)
    return found


def fair_heights(needs: Sequence[float], least: Sequence[float], room: float) -> list[float]:
    """Share `room` out among boxes whose needs are more than it holds.

    Boxes below a fair share keep their need, the others split what is left by need; none gets less than `least`,
    the sum of which `room` must hold.
    """
    heights = list(needs)
    greedy = list(range(len(needs)))
    left = room
    while True:
        fair = left / len(greedy) if greedy else 0.0
        modest = [place for place in greedy if needs[place] <= fair]
        if not modest:
            break
        greedy = [place for place in greedy if needs[place] > fair]
        left -= sum(needs[place] for place in modest)
    wanted = sum(needs[place] for place in greedy)
    for place in greedy:
        heights[place] = left * needs[place] / wanted
    return raised(heights, least)
