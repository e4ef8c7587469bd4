"""Where everything stands on the small canvas page of the desk. Lengths in units of a page 1040 wide."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.acts.outcomes import Bullet
from facilitator.audience import BoxView, CanvasView
from ui import fonts
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["PAGE_HEIGHT", "PAGE_WIDTH", "BoxPlace", "LinePlace", "canvas_layout"]

PAGE_WIDTH = 1040.0
PAGE_HEIGHT = PAGE_WIDTH / 1.414
MARGIN = 30.0
TOP = 92.0
GUTTER = 16.0
HEAD = 52.0
PAD = 20.0
_FOOT = 14.0
_SIZES = (24, 23, 22, 21, 20, 19, 18, 17, 16, 15)
_INDENTS = (20.0, 38.0, 54.0)
_SMALLER = 0.88


@dataclass(frozen=True)
class LinePlace:
    """One bullet: its words, where they begin, its level (-1 for "and 3 more") and the pitch of its lines."""

    words: TextBlock
    x: float
    y: float
    level: int
    pitch: float


@dataclass(frozen=True)
class BoxPlace:
    """One box of the page with what is written in it."""

    box: BoxView
    frame: QRectF
    title: TextBlock
    lines: tuple[LinePlace, ...]


def canvas_layout(canvas: CanvasView) -> tuple[BoxPlace, ...]:
    """Return the boxes in the arrangement of the printed page, all text in one size, the largest that fits.

    What does not fit even in the smallest size is counted in a last line, as "and 3 more".
    """
    columns = _columns(canvas.columns)
    room = PAGE_HEIGHT - TOP - MARGIN
    stacks = [[box for box in canvas.boxes if box.column == place + 1] for place in range(len(columns))]
    for size in _SIZES:
        heights = [
            _heights(stack, [_need(box, columns[place][1], size) for box in stack], room)
            for place, stack in enumerate(stacks)
        ]
        if all(each is not None for each in heights) or size == _SIZES[-1]:
            return tuple(
                place
                for (x, width), stack, found in zip(columns, stacks, heights, strict=True)
                for place in _places(stack, x, width, found or _crowded(stack, width, size, room), size)
            )
    return ()


def _columns(weights: Sequence[float]) -> list[tuple[float, float]]:
    room = PAGE_WIDTH - 2 * MARGIN - GUTTER * (len(weights) - 1)
    found: list[tuple[float, float]] = []
    x = MARGIN
    for weight in weights:
        width = room * weight / sum(weights)
        found.append((x, width))
        x += width + GUTTER
    return found


def _block(line: Bullet, width: float, size: int) -> tuple[TextBlock, float]:
    """Return the words of a bullet and the pitch of their lines."""
    px = size if line.level == 0 else round(size * _SMALLER)
    pitch = round(px * 1.3)
    room = width - PAD - _INDENTS[line.level] - PAD / 2
    return lay_out(line.text, fonts.projector_font(px, 1.0, 400), room, pitch), pitch


def _gap(line: Bullet) -> float:
    return 7.0 if line.level == 0 else 3.0


def _need(box: BoxView, width: float, size: int) -> float:
    blocks = (_block(line, width, size)[0].height + _gap(line) for line in box.lines)
    return HEAD + sum(blocks) + _FOOT


def _heights(stack: Sequence[BoxView], needs: Sequence[float], room: float) -> list[float] | None:
    """Return heights by share, raised where the text needs more; None when the column is too full."""
    free = room - GUTTER * (len(stack) - 1)
    if sum(needs) > free:
        return None
    shares = sum(box.share for box in stack)
    wishes = [free * box.share / shares for box in stack]
    missing = sum(max(0.0, need - wish) for need, wish in zip(needs, wishes, strict=True))
    slack = sum(max(0.0, wish - need) for need, wish in zip(needs, wishes, strict=True))
    give = missing / slack if slack else 0.0
    return [
        need if need >= wish else wish - (wish - need) * give
        for need, wish in zip(needs, wishes, strict=True)
    ]


def _crowded(stack: Sequence[BoxView], width: float, size: int, room: float) -> list[float]:
    """Return heights for a column that is too full: small boxes keep their need, the others share the rest."""
    free = room - GUTTER * (len(stack) - 1)
    needs = [_need(box, width, size) for box in stack]
    found = list(needs)
    greedy = list(range(len(stack)))
    left = free
    while greedy:
        modest = [place for place in greedy if needs[place] <= left / len(greedy)]
        if not modest:
            break
        greedy = [place for place in greedy if place not in modest]
        left -= sum(needs[place] for place in modest)
    for place in greedy:
        found[place] = left / len(greedy)
    return found


def _places(
    stack: Sequence[BoxView], x: float, width: float, heights: Sequence[float], size: int
) -> list[BoxPlace]:
    found: list[BoxPlace] = []
    y = TOP
    for box, height in zip(stack, heights, strict=True):
        frame = QRectF(x, y, width, height)
        title = lay_out(box.title, fonts.projector_font(22, 1.0, 600), width - 2 * PAD - 34, 28, max_lines=1)
        found.append(BoxPlace(box, frame, title, _lines(box, frame, size)))
        y += height + GUTTER
    return found


def _lines(box: BoxView, frame: QRectF, size: int) -> tuple[LinePlace, ...]:
    found: list[LinePlace] = []
    y = frame.top() + HEAD
    pitch = round(size * 1.3)
    for place, line in enumerate(box.lines):
        words, line_pitch = _block(line, frame.width(), size)
        last = place == len(box.lines) - 1
        # A line that is not the last leaves room for the count of those behind it.
        if y + words.height + (0 if last else pitch + 4) > frame.bottom() - _FOOT + 4:
            more = _tr("and {count} more").format(count=len(box.lines) - place)
            said = lay_out(
                more, fonts.projector_font(size, 1.0, 500), frame.width() - 2 * PAD, pitch, max_lines=1
            )
            found.append(LinePlace(said, frame.left() + PAD + _INDENTS[0], y, -1, pitch))
            break
        found.append(LinePlace(words, frame.left() + PAD + _INDENTS[line.level], y, line.level, line_pitch))
        y += words.height + _gap(line)
    return tuple(found)


def _tr(text: str) -> str:
    return QCoreApplication.translate("CanvasPreview", text)
