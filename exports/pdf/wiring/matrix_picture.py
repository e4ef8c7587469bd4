"""A matrix as plain shapes: two axes, four quarters, a card for each note. Lengths in millimetres."""

from __future__ import annotations

from exports.pdf.page import ASCENT
from exports.pdf.paper import HOUSE, INK, MUTED, RULE, TINT, millimetres
from exports.pdf.picture import Sketch, wrapped
from exports.pdf.text.book import Style
from facilitator.matrices import QUARTERS, Card, Matrix, spread

_LEFT, _BELOW = 20.0, 9.0
"""What the words of the axes take at the left and below."""
_CARD = 44.0
_HEAD = 5.4
"""What a quarter is called takes so much of its height."""
_PAD = 2.2
_LARGEST, _FLOOR = 10.0, 7.5
_LEADING = 1.2


def draw_matrix(sketch: Sketch, now: Matrix, left: float, top: float, width: float, height: float) -> int:
    """Draw the matrix into an area and return how many notes found no room."""
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
    size = _LARGEST
    while True:
        style = Style("regular", size, INK)
        step = millimetres(size * _LEADING)
        # Smaller letters need narrower cards, of which more stand beside each other.
        wide = min(_CARD * size / _LARGEST, width / 2 - 6.0)
        inner = wide - _PAD - 2.5
        texts = [wrapped(sketch.book, " ".join(each.note.text.split()), style, inner) for each in now.placed]
        sizes = [(wide, len(lines) * step + 2.6) for lines in texts]
        cards = [
            Card((each.x or 0.0) * width, (1.0 - (each.y or 0.0)) * height, *wide_high)
            for each, wide_high in zip(now.placed, sizes, strict=True)
        ]
        corners = spread(cards, width, height, 1.6, _HEAD if any(now.corners.values()) else 0.0)
        boxes = [(*corner, *each) for corner, each in zip(corners, sizes, strict=True)]
        astray = any(_astray(card, box, width, height) for card, box in zip(cards, boxes, strict=True))
        if size <= _FLOOR or not (astray or _overlap(boxes)):
            break
        size -= 0.5
    shown: list[tuple[float, float, float, float]] = []
    left_out = 0
    for each, lines, (x, y, wide, high) in zip(now.placed, texts, boxes, strict=True):
        if any(_meet((x, y, wide, high), other) for other in shown):
            left_out += 1
            continue
        shown.append((x, y, wide, high))
        sketch.owner = f"card:{each.note.id}"
        sketch.box(left + x, top + y, wide, high, "#FFFFFF", RULE, 0.6)
        sketch.box(left + x, top + y, 1.1, high, HOUSE)
        for number, line in enumerate(lines):
            sketch.line(
                left + x + _PAD + 0.6, top + y + 1.3 + number * step + millimetres(size * ASCENT), line, style
            )
    sketch.owner = "body"
    return left_out


def _overlap(boxes: list[tuple[float, float, float, float]]) -> bool:
    return any(_meet(one, other) for number, one in enumerate(boxes) for other in boxes[:number])


def _astray(card: Card, box: tuple[float, float, float, float], width: float, height: float) -> bool:
    """Whether a card reaches into another quarter than that of its note."""
    half_x, half_y = width / 2, height / 2
    x, y, wide, high = box
    left = x >= half_x if card.x >= half_x else x + wide <= half_x
    return not (left and (y >= half_y if card.y >= half_y else y + high <= half_y))


def _meet(one: tuple[float, float, float, float], other: tuple[float, float, float, float]) -> bool:
    return (
        one[0] < other[0] + other[2] - 1e-6
        and other[0] < one[0] + one[2] - 1e-6
        and one[1] < other[1] + other[3] - 1e-6
        and other[1] < one[1] + one[3] - 1e-6
    )
