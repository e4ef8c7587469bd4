"""A matrix as plain shapes: two axes, four quarters, a card for each note. Lengths in millimetres."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from exports.pdf.page import ASCENT
from exports.pdf.paper import HOUSE, INK, MUTED, RULE, TINT, millimetres
from exports.pdf.picture import Sketch, wrapped
from exports.pdf.text.book import Style
from exports.pdf.text.wrap import Line
from facilitator.matrices import QUARTERS, Card, Matrix, spread
from facilitator.matrix_packing import packed

_LEFT, _BELOW = 20.0, 9.0
"""What the words of the axes take at the left and below."""
_CARD = 44.0
_HEAD = 5.4
"""What a quarter is called takes so much of its height."""
_PAD = 2.2
_LARGEST, _FLOOR = 10.0, 7.5
_NARROWEST = 26.0
"""A card in a column of a full quarter is at least so wide."""
_LEADING = 1.2
_GAP = 1.6
"""Between two cards."""
_Box = tuple[float, float, float, float]
"""Left, top, width, height."""


def draw_matrix(sketch: Sketch, now: Matrix, left: float, top: float, width: float, height: float) -> int:
    """Draw the matrix into an area and return how many notes found no room in their quarters."""
    left, width = left + _LEFT, width - _LEFT
    height -= _BELOW
    half_x, half_y = width / 2, height / 2
    for quarter in QUARTERS:
        x = left + (half_x if quarter.endswith("right") else 0.0)
        y = top + (half_y if quarter.startswith("low") else 0.0)
        sketch.owner = f"quarter:{quarter}"
        sketch.box(x, y, half_x, half_y, TINT if quarter == now.aim else None, INK, 0.7)
        words = now.corners.get(quarter, "")
        if quarter == now.aim and words:
            words = f"{words} (the aim)" if "aim" not in words.lower() else words
        if words:
            sketch.text(x + 2.5, y + 5.0, words, Style("regular", 8.5, MUTED))
    _axes(sketch, now, left, top, width, height)
    return _cards(sketch, now, left, top, width, height)


def _axes(sketch: Sketch, now: Matrix, left: float, top: float, width: float, height: float) -> None:
    style = Style("semibold", 8.5, INK)
    sketch.owner = "axes"
    baseline = top + height + 5.0
    sketch.text(left + width / 4, baseline, now.across.low, style, "centre")
    sketch.text(left + width * 3 / 4, baseline, now.across.high, style, "centre")
    for text, middle in ((now.up.high, top + height / 4), (now.up.low, top + height * 3 / 4)):
        # Upright words need no turning of the head: one or two short words a line.
        lines = wrapped(sketch.book, text, style, _LEFT - 2.0)
        step = millimetres(style.size * _LEADING)
        for number, line in enumerate(lines):
            y = middle + (number - len(lines) / 2) * step + millimetres(style.size * ASCENT)
            sketch.line(left - 1.5, y, line, style, "right")
    sketch.owner = "body"


def _cards(sketch: Sketch, now: Matrix, left: float, top: float, width: float, height: float) -> int:
    if not now.placed:
        return 0
    best = _arranged(sketch, now, width, height)
    shown = 0
    for each, lines, box in zip(now.placed, best.texts, best.boxes, strict=True):
        if box is None:
            continue
        x, y, wide, high = box
        shown += 1
        sketch.owner = f"card:{each.note.id}"
        sketch.box(left + x, top + y, wide, high, "#FFFFFF", RULE, 0.6)
        sketch.box(left + x, top + y, 1.1, high, HOUSE)
        for number, line in enumerate(lines):
            baseline = top + y + 1.3 + number * best.step + millimetres(best.style.size * ASCENT)
            sketch.line(left + x + _PAD + 0.6, baseline, line, best.style)
    sketch.owner = "body"
    return len(now.placed) - shown


class _Arranged(NamedTuple):
    """Cards in one size: the lines of each, and its box, None where it has no room."""

    style: Style
    texts: Sequence[Sequence[Line]]
    boxes: Sequence[_Box | None]

    @property
    def step(self) -> float:
        """From one line to the next, in mm."""
        return millimetres(self.style.size * _LEADING)


def _arranged(sketch: Sketch, now: Matrix, width: float, height: float) -> _Arranged:
    """Return the cards in the largest size in which all stand where they belong, else in one that holds the most."""
    head = _HEAD if any(now.corners.values()) else 0.0
    found: list[_Arranged] = []
    for size, wide in _sizes(width / 2):
        style = Style("regular", size, INK)
        step = millimetres(size * _LEADING)
        inner = wide - _PAD - 2.5
        texts = [wrapped(sketch.book, " ".join(each.note.text.split()), style, inner) for each in now.placed]
        cards = [
            Card((each.x or 0.0) * width, (1.0 - (each.y or 0.0)) * height, wide, len(lines) * step + 2.6)
            for each, lines in zip(now.placed, texts, strict=True)
        ]
        corners = spread(cards, width, height, _GAP, head)
        boxes = [(*corner, card.width, card.height) for corner, card in zip(corners, cards, strict=True)]
        astray = any(_astray(card, box, width, height) for card, box in zip(cards, boxes, strict=True))
        if not (astray or _overlap(boxes)):
            return _Arranged(style, texts, boxes)
        if size <= _FLOOR:
            places = packed(cards, width, height, _GAP, head)
            standing = [
                None if place is None else (*place, card.width, card.height)
                for place, card in zip(places, cards, strict=True)
            ]
            found.append(_Arranged(style, texts, standing))
    return min(found, key=lambda each: each.boxes.count(None))


def _sizes(quarter: float) -> Iterator[tuple[float, float]]:
    """Yield letters in points with cards in mm, smaller and smaller: those need narrower ones, of which more fit."""
    size = _LARGEST
    while size >= _FLOOR:
        yield size, min(_CARD * size / _LARGEST, quarter - 6.0)
        size -= 0.5
    columns = max(1, int((quarter - _GAP) // (_NARROWEST + _GAP)))
    yield _FLOOR, (quarter - _GAP) / columns - _GAP


def _overlap(boxes: Sequence[_Box]) -> bool:
    return any(_meet(one, other) for number, one in enumerate(boxes) for other in boxes[:number])


def _astray(card: Card, box: _Box, width: float, height: float) -> bool:
    """Whether a card reaches into another quarter than that of its note."""
    half_x, half_y = width / 2, height / 2
    x, y, wide, high = box
    left = x >= half_x if card.x >= half_x else x + wide <= half_x
    return not (left and (y >= half_y if card.y >= half_y else y + high <= half_y))


def _meet(one: _Box, other: _Box) -> bool:
    return (
        one[0] < other[0] + other[2] - 1e-6
        and other[0] < one[0] + one[2] - 1e-6
        and one[1] < other[1] + other[3] - 1e-6
        and other[1] < one[1] + one[3] - 1e-6
    )
