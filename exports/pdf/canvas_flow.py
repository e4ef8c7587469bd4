"""Bullets into boxes and boxes onto pages: the one size all of them get, and what goes on to the next page.

Nothing is cut and nothing is lost: what a box cannot show stands on a later page, and the box says how much.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.pdf.canvas_bullets import BoxText, Item, Measure, chunks
from exports.pdf.canvas_layout import (
    Frame,
    Grid,
    balanced_heights,
    column_bands,
    fair_heights,
    half_points,
    with_common_rows,
)

_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Placed:
    """A box on a page. `columns` are its text columns with their bullets, each `text_width` wide.

    more: how many bullets follow on page `more_page`; `split` when the last one here goes on there.
    """

    box: BoxText
    frame: Frame
    head: float
    columns: tuple[tuple[Item, ...], ...]
    text_width: float
    continued: bool = False
    more: int = 0
    split: bool = False
    more_page: int = 0


@dataclass(frozen=True, slots=True)
class Page:
    """A page: the size of its first-level bullets, and its boxes in reading order."""

    size: float
    boxes: tuple[Placed, ...]


@dataclass(frozen=True, slots=True)
class _Pending:
    box: BoxText
    items: tuple[Item, ...]
    started: bool = False

    def beginning(self, most: int) -> tuple[Item, ...]:
        """Return the first bullets, `most` of them."""
        return self.items if len(self.items) <= most else self.items[:most]


class Planner:
    """Lays a canvas out on the pages of one grid."""

    def __init__(self, measure: Measure, grid: Grid) -> None:
        self._grid = grid
        self._measure = measure
        # More than a box of any page holds: looking no further keeps a list without end as fast by the page as a
        # short one, and what is left out here would not fit either.
        self._most = 2 * int(grid.body / min(grid.line_height(level, grid.floor) for level in (0, 1, 2))) + 8

    def plan(
        self, columns: Sequence[tuple[float, Sequence[BoxText]]], rests: Sequence[BoxText] = ()
    ) -> list[Page]:
        """Return the pages of a canvas.

        columns: relative width and boxes of each, from the left. rests: what found no place in the head of the
        page; each is shown from the second page on.
        """
        weights = [weight for weight, _ in columns]
        pending = [[_Pending(box, box.items) for box in boxes] for _, boxes in columns]
        bands = self._bands(weights)
        first, pending = self._first_page(pending, bands)
        pages = [first]
        if rests:
            weights.append(sum(weights) / len(weights))
            pending.append([_Pending(box, box.items, started=True) for box in rests])
        while any(pending):
            page, pending = self._further_page(pending, weights)
            pages.append(page)
        return _with_page_numbers(pages)

    # One page

    def _first_page(
        self, pending: list[list[_Pending]], bands: list[tuple[float, float]]
    ) -> tuple[Page, list[list[_Pending]]]:
        grid = self._grid
        size = self._common_size(pending, bands, grid.sizes, wide=False)
        fitting: dict[int, list[float]] = {}
        all_needs: dict[int, list[float]] = {}
        for place, (column, (_, width)) in enumerate(zip(pending, bands, strict=True)):
            needs = [self._need(each, size, width, 1) for each in column]
            room = grid.body - grid.gutter * (len(column) - 1)
            if column and sum(needs) <= room + _ROUNDING:
                all_needs[place] = needs
                fitting[place] = balanced_heights(needs, [each.box.share for each in column], room)
        aligned = with_common_rows(list(fitting.values()), list(all_needs.values()))
        heights = dict(zip(fitting, aligned, strict=True))
        boxes: list[Placed] = []
        left: list[list[_Pending]] = []
        for place, (column, band) in enumerate(zip(pending, bands, strict=True)):
            if not column:
                left.append([])
            elif place in heights:
                boxes += self._whole_column(column, band, size, heights[place], 1)
                left.append([])
            else:
                placed, rest = self._overfull_column(column, band, size, first=True)
                boxes += placed
                left.append(rest)
        return Page(size, tuple(boxes)), left

    def _further_page(
        self, pending: list[list[_Pending]], weights: Sequence[float]
    ) -> tuple[Page, list[list[_Pending]]]:
        grid = self._grid
        present = [place for place, column in enumerate(pending) if column]
        bands = self._bands([weights[place] for place in present])
        shown = [pending[place] for place in present]
        size = self._common_size(shown, bands, half_points(grid.floor, grid.continued_largest), wide=True)
        boxes: list[Placed] = []
        left: list[list[_Pending]] = [[] for _ in pending]
        for place, column, band in zip(present, shown, bands, strict=True):
            count = self._text_columns(band[1])
            needs = [self._need(each, size, band[1], count) for each in column]
            if sum(needs) + grid.gutter * (len(column) - 1) <= grid.body + _ROUNDING:
                boxes += self._whole_column(column, band, size, needs, count)
            else:
                placed, left[place] = self._overfull_column(column, band, size, first=False)
                boxes += placed
        return Page(size, tuple(boxes)), left

    def _common_size(
        self,
        pending: Sequence[Sequence[_Pending]],
        bands: Sequence[tuple[float, float]],
        sizes: Sequence[float],
        *,
        wide: bool,
    ) -> float:
        """Return the largest of `sizes` at which every column fits the page; the smallest when none does."""

        def fits(size: float) -> bool:
            for column, (_, width) in zip(pending, bands, strict=True):
                count = self._text_columns(width) if wide else 1
                room = self._grid.body - self._grid.gutter * (len(column) - 1) + _ROUNDING
                for each in column:
                    room -= self._need(each, size, width, count)
                    if room < 0:
                        return False
            return True

        if any(len(each.items) > self._most for column in pending for each in column):
            return sizes[0]
        if fits(sizes[-1]):
            return sizes[-1]
        low, high = 0, len(sizes) - 1
        while high - low > 1:
            middle = (low + high) // 2
            if fits(sizes[middle]):
                low = middle
            else:
                high = middle
        return sizes[low]

    def _bands(self, weights: Sequence[float]) -> list[tuple[float, float]]:
        grid = self._grid
        return column_bands(weights, grid.margin, grid.inner, grid.gutter, grid.narrowest)

    def _text_columns(self, width: float) -> int:
        return 2 if width > 200 * self._grid.unit else 1

    def _text_width(self, width: float, count: int) -> float:
        grid = self._grid
        return (width - 2 * grid.pad - (count - 1) * 10 * grid.unit) / count

    # One column of a page

    def _whole_column(
        self,
        column: Sequence[_Pending],
        band: tuple[float, float],
        size: float,
        heights: Sequence[float],
        count: int,
    ) -> list[Placed]:
        y = self._grid.top
        found: list[Placed] = []
        for each, height in zip(column, heights, strict=True):
            width = self._text_width(band[1], count)
            texts = (each.items,) if count == 1 else self._measure.even(each.items, size, width)
            found.append(self._place(each, Frame(band[0], y, band[1], height), texts, width))
            y += height + self._grid.gutter
        return found

    def _overfull_column(
        self, column: Sequence[_Pending], band: tuple[float, float], size: float, *, first: bool
    ) -> tuple[list[Placed], list[_Pending]]:
        """Fill a column that cannot show all it has to; return its boxes and what is left.

        On the first page every box that has room for its head is shown, and the boxes fill the column.
        """
        grid = self._grid
        count = 1 if first else self._text_columns(band[1])
        width = self._text_width(band[1], count)
        needs = [self._need(each, size, band[1], count, rough=True) for each in column]
        least = [
            min(need, self._least(each, size, band[1], width, some=not first and not place))
            for place, (each, need) in enumerate(zip(column, needs, strict=True))
        ]
        shown = 1
        while shown < len(column) and sum(least[: shown + 1]) + grid.gutter * shown <= grid.body:
            shown += 1
        heights = fair_heights(needs[:shown], least[:shown], grid.body - grid.gutter * (shown - 1))
        parts: list[tuple[_Pending, float, tuple[tuple[Item, ...], ...], tuple[Item, ...]]] = []
        left: list[_Pending] = []
        spare = 0.0
        for each, height, need in zip(column, heights, needs, strict=False):
            room = height + spare
            texts, rest, used = self._fill(each, size, band[1], count, room, need)
            if rest and not any(texts) and not first:
                left.append(each)
                spare = room + grid.gutter
                continue
            parts.append((each, used, texts, rest))
            spare = room - used
            if rest:
                left.append(replace(each, items=rest, started=True))
        stretch = max(0.0, spare) / len(parts) if first else 0.0
        y = grid.top
        found: list[Placed] = []
        for each, used, texts, rest in parts:
            frame = Frame(band[0], y, band[1], used + stretch)
            placed = self._place(each, frame, texts, width)
            if rest:
                # Only the first can be the rest of one that began before.
                placed = replace(placed, more=len(rest) - (not rest[0].begins), split=not rest[0].begins)
            found.append(placed)
            y = frame.bottom + grid.gutter
        return found, [*left, *column[shown:]]

    def _fill(
        self, each: _Pending, size: float, band: float, count: int, room: float, need: float
    ) -> tuple[tuple[tuple[Item, ...], ...], tuple[Item, ...], float]:
        """Return the text columns that `room` holds, what is left, and the height that was used."""
        grid = self._grid
        head = self._head(each, band)
        width = self._text_width(band, count)
        if need <= room + _ROUNDING:
            return (each.items,) if count == 1 else self._measure.even(each.items, size, width), (), need
        page_room = grid.body - head - self._closing(True)
        texts: list[tuple[Item, ...]] = []
        used = 0.0
        for closing in (False, True):
            # Without a line about what follows there is more room: it may be just enough for all.
            texts, rest, used = [], each.beginning(self._most), 0.0
            for _ in range(count):
                taken, rest = self._measure.cut(
                    rest, size, width, room - head - self._closing(closing), page_room
                )
                texts.append(taken)
                used = max(used, self._measure.height(taken, size, width))
            rest += each.items[self._most :]
            if not rest:
                break
        return tuple(texts), rest, head + used + self._closing(bool(rest))

    def _place(self, each: _Pending, frame: Frame, texts: Sequence[tuple[Item, ...]], width: float) -> Placed:
        return Placed(
            each.box, frame, self._head(each, frame.width), tuple(texts), width, continued=each.started
        )

    def _head(self, each: _Pending, width: float) -> float:
        return self._measure.head_height(shown_title(each.box.title, each.started), each.box.question, width)

    def _closing(self, more: bool) -> float:
        """The height below the text of a box: padding, or the line that says what follows."""
        return self._grid.more_height + 2 * self._grid.unit if more else self._grid.pad

    # Heights

    def _need(self, each: _Pending, size: float, band: float, count: int, *, rough: bool = False) -> float:
        """Return the height a box needs for all of its text; infinite where it fits no page, unless `rough`."""
        head = self._head(each, band) + self._closing(False)
        width = self._text_width(band, count)
        items = each.beginning(self._most)
        if count == 1:
            return head + self._measure.height(items, size, width)
        text = max(self._measure.height(part, size, width) for part in self._measure.even(items, size, width))
        return head + text if rough or head + text <= self._grid.body else math.inf

    def _least(self, each: _Pending, size: float, band: float, width: float, *, some: bool) -> float:
        """Return the least height of a box: its head and the line about what follows; with `some` text between."""
        head = self._head(each, band)
        if not some or not each.items:
            return head + self._closing(bool(each.items))
        room = self._grid.body - head - self._closing(True)
        chunk = self._measure.height(chunks(each.beginning(self._most))[0], size, width)
        text = chunk if chunk <= room else room
        return head + text + self._closing(True)


def shown_title(title: str, continued: bool) -> str:
    """Return the title of a box as it stands on its page."""
    return f"{title}, continued" if continued else title


def more_text(placed: Placed) -> str:
    """Return the line at the foot of a box whose text goes on, "" where nothing follows."""
    if placed.split:
        rest = f"The rest and {placed.more} more" if placed.more else "The rest"
        return f"{rest} on page {placed.more_page}"
    return f"{placed.more} more on page {placed.more_page}" if placed.more else ""


def _with_page_numbers(pages: Sequence[Page]) -> list[Page]:
    """Fill in on which page each box goes on."""
    following: dict[str, int] = {}
    numbered: list[Page] = []
    for number in range(len(pages), 0, -1):
        page = pages[number - 1]
        boxes = tuple(
            replace(each, more_page=following.get(each.box.id, 0)) if each.more or each.split else each
            for each in page.boxes
        )
        following.update({each.box.id: number for each in page.boxes})
        numbered.append(replace(page, boxes=boxes))
    return numbered[::-1]
