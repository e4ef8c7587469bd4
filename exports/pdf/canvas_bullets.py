"""Bullets in a box: how many lines and how much height they take, and where they may be parted."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from exports.pdf.canvas_layout import Grid
from exports.pdf.paper import MM, millimetres
from exports.pdf.text.book import Style, TextBook

_TITLE_LEADING = 1.15
_QUESTION_LEADING = 1.28
_ROUNDING = 1e-6


@dataclass(frozen=True, slots=True)
class Item:
    """A bullet, or the rest of one that began on the page before (`begins` False)."""

    level: int
    text: str
    begins: bool = True


@dataclass(frozen=True, slots=True)
class BoxText:
    """A box and all that has to be shown in it."""

    id: str
    icon: str
    title: str
    question: str
    share: float
    items: tuple[Item, ...]


class Measure:
    """Measures the bullets and heads of boxes on one grid, with the book they will be drawn with."""

    def __init__(self, book: TextBook, grid: Grid) -> None:
        self._book = book
        self._grid = grid

    def head_height(self, title: str, question: str, width: float) -> float:
        """Return how far below its upper edge the text of a box begins."""
        grid = self._grid
        title_lines, question_lines = self.head_lines(title, question, width)
        extra = (title_lines - 1) * grid.box_size * _TITLE_LEADING
        extra += max(0, question_lines - 1) * grid.question_size * _QUESTION_LEADING
        return 17.5 * grid.unit + millimetres(extra)

    def head_lines(self, title: str, question: str, width: float) -> tuple[int, int]:
        """Return how many lines the title and the question of a box take."""
        grid = self._grid
        room = (width - grid.title_indent - grid.pad) * MM
        return (
            self._book.count_lines(title, Style("bold", grid.box_size), room),
            self._book.count_lines(question, Style("regular", grid.question_size), room) if question else 0,
        )

    def height(self, items: Sequence[Item], size: float, width: float) -> float:
        """Return the height of bullets in a text column of `width`, where the first level has `size`."""
        return sum(self.item_height(item, size, width) for item in items)

    def item_height(self, item: Item, size: float, width: float) -> float:
        """Return the height of one bullet with the space above it."""
        count = self.count_lines(item, size, width)
        return self._grid.space_before(item.level, size) + count * self._grid.line_height(item.level, size)

    def count_lines(self, item: Item, size: float, width: float) -> int:
        """Return how many lines a bullet takes in a text column of `width`; of an endless one more than a page has."""
        style = Style("regular", self._grid.level_size(item.level, size))
        room = self._bullet_width(item, size, width)
        most = int(1.2 * self._grid.body / self._grid.line_height(item.level, size)) + 2
        beginning = _beginning(item.text, most, room / style.size)
        found = self._book.count_lines(beginning, style, room)
        if found > most or len(beginning) == len(item.text):
            return found
        return self._book.count_lines(item.text, style, room)

    def _bullet_width(self, item: Item, size: float, width: float) -> float:
        return (width - self._grid.indent(item.level, size)) * MM

    def even(self, items: tuple[Item, ...], size: float, width: float) -> tuple[tuple[Item, ...], ...]:
        """Share bullets between two text columns, so that the longer one is as short as can be."""
        together = chunks(items)
        heights = [self.height(chunk, size, width) for chunk in together]
        whole = sum(heights)
        best, above = 0, 0.0
        longest = whole
        for place, height in enumerate(heights):
            above += height
            if max(above, whole - above) < longest - _ROUNDING:
                longest, best = max(above, whole - above), place + 1
        if not best:
            return items, ()
        cut = sum(len(chunk) for chunk in together[:best])
        return items[:cut], items[cut:]

    def cut(
        self, items: tuple[Item, ...], size: float, width: float, room: float, page_room: float
    ) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
        """Return the bullets that `room` holds, and the rest.

        It ends on a whole bullet, never between a parent and its first child; only what is taller than a page by
        itself ends between two lines.
        """
        taken: list[Item] = []
        rest = list(items)
        left = room + _ROUNDING
        for chunk in chunks(items):
            height = self.height(chunk, size, width)
            if height <= left:
                left -= height
                taken += chunk
                del rest[: len(chunk)]
                continue
            if height > page_room:
                for item in chunk:
                    height = self.item_height(item, size, width)
                    if height <= left:
                        left -= height
                        taken.append(rest.pop(0))
                        continue
                    parts = self._split(item, size, width, left)
                    if parts is not None:
                        taken.append(parts[0])
                        rest[0] = parts[1]
                    break
            break
        return tuple(taken), tuple(rest)

    def _split(self, item: Item, size: float, width: float, room: float) -> tuple[Item, Item] | None:
        """Split a bullet between two lines; None if not one line of it fits."""
        style = Style("regular", self._grid.level_size(item.level, size))
        room -= self._grid.space_before(item.level, size)
        limit = self._bullet_width(item, size, width)
        count = int(room / self._grid.line_height(item.level, size))
        beginning = _beginning(item.text, count, limit / style.size)
        lines = tuple(self._book.wrap(beginning, style, limit))
        if len(lines) < count + 3:
            beginning = item.text
            lines = tuple(self._book.wrap(beginning, style, limit))
        count = min(count, len(lines) - 1)
        while count > 0:
            upper = replace(item, text="".join(line.source for line in lines[:count]).rstrip())
            # A word that was cut may be a little wider on its own than in the middle of its letters.
            if self.count_lines(upper, size, width) <= count:
                lower = "".join(line.source for line in lines[count:]) + item.text[len(beginning) :]
                return upper, Item(item.level, lower, begins=False)
            count -= 1
        return None


def chunks(items: Sequence[Item]) -> list[tuple[Item, ...]]:
    """Group bullets that stay together: each with the first child below it."""
    found: list[list[Item]] = []
    for place, item in enumerate(items):
        if place and item.level > items[place - 1].level:
            found[-1].append(item)
        else:
            found.append([item])
    return [tuple(chunk) for chunk in found]


def _beginning(text: str, lines: int, width: float) -> str:
    """Return as much of a long text as surely fills `lines` of `width` em, unless its letters are very narrow.

    Measuring no more than a page can hold keeps a text of a hundred pages as fast as one of ten.
    """
    enough = int((lines + 3) * width / 0.35) + 200
    if len(text) <= enough * 3 // 2:
        return text
    end = text.rfind(" ", 0, enough) + 1
    return text[: end or enough]
