"""Text in lines of an even pitch, cut with an ellipsis where it must be: for labels, notes and the projector."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QTextLayout, QTextLine, QTextOption

from ui import fonts

if TYPE_CHECKING:
    # PySide builds all of it when it is first touched, which takes longer than the first frame itself: where it is
    # needed, it is imported there.
    from PySide6.QtCore import Qt

__all__ = ["TextBlock", "lay_out", "runs_from_the_right"]

_LONGEST_LINE = 600
_REMEMBERED = 1500
_ENDLESS = 1_000_000.0
_DOTS = "…"
_FROM_THE_RIGHT = ("R", "AL")


class TextBlock(NamedTuple):
    """Text laid out in lines. Lengths in px; `complete` is False when an ellipsis stands for the rest."""

    layout: QTextLayout
    lines: int
    width: float
    height: float
    complete: bool

    def draw(self, painter: QPainter, x: float, y: float, colour: QColor) -> None:
        """Draw the lines with the top left corner of the block at (x, y)."""
        painter.setPen(colour)
        self.layout.draw(painter, QPointF(x, y))


class _Shape(NamedTuple):
    """Measures of a text block in px, without the text. No `alignment` is the left."""

    width: float
    pitch: float
    first_line_less: float
    alignment: Qt.AlignmentFlag | None


_recent: dict[tuple[object, ...], TextBlock] = {}
"""Painting asks for the same few hundred texts again and again; the oldest one makes room."""


def lay_out(
    text: str,
    font: QFont,
    width: float,
    pitch: float,
    *,
    max_lines: int | None = None,
    first_line_less: float = 0.0,
    balanced: bool = False,
    alignment: Qt.AlignmentFlag | None = None,
) -> TextBlock:
    """Break plain `text` into lines of `width` px, `pitch` px from one to the next.

    A word that is too long is broken anywhere. With `max_lines` the last line ends in an ellipsis when text is
    left over. `first_line_less` keeps that many px free at the end of the first line. `balanced` narrows the
    lines until one more would appear, so that titles break evenly. No `alignment` is the left. Text of a
    right-to-left script is aligned right unless it was to be centred. What was laid out lately is remembered.
    """
    shape = _Shape(width, pitch, first_line_less, alignment)
    key = (text, font.key(), shape, max_lines, balanced, fonts.faces_known())
    block = _recent.pop(key, None)
    if block is None:
        block = _lay_out(text, font, shape, max_lines, balanced)
        if len(_recent) >= _REMEMBERED:
            del _recent[next(iter(_recent))]
    _recent[key] = block
    return block


def runs_from_the_right(text: str) -> bool:
    """Whether the first letter with a direction belongs to a right-to-left script (as UAX #9, rule P2)."""
    for letter in text[:_LONGEST_LINE]:
        kind = unicodedata.bidirectional(letter)
        if kind in ("L", *_FROM_THE_RIGHT):
            return kind != "L"
    return False


def _lay_out(text: str, font: QFont, shape: _Shape, max_lines: int | None, balanced: bool) -> TextBlock:
    if runs_from_the_right(text):
        from PySide6.QtCore import Qt

        if shape.alignment in (None, Qt.AlignmentFlag.AlignLeft):
            shape = shape._replace(alignment=Qt.AlignmentFlag.AlignRight)
    whole = text.replace("\r\n", "\n").replace("\n", "\u2028")
    shown = whole if max_lines is None else whole[: max_lines * _LONGEST_LINE]
    layout, rest_from = _break(shown, font, shape, max_lines)
    complete = rest_from is None and len(shown) == len(whole)
    if not complete and layout.lineCount():
        room = shape.width - (shape.first_line_less if layout.lineCount() == 1 else 0.0)
        shown = _with_ellipsis(shown, layout, font, room)
        layout, _ = _break(shown, font, shape, max_lines)
    if balanced and layout.lineCount() > 1:
        layout = _balance(shown, font, shape, layout)
    count = layout.lineCount()
    widest = max((layout.lineAt(index).naturalTextWidth() for index in range(count)), default=0.0)
    return TextBlock(layout, count, widest, count * shape.pitch, complete)


def _break(text: str, font: QFont, shape: _Shape, max_lines: int | None) -> tuple[QTextLayout, int | None]:
    """Return the broken text and where, in UTF-16 units, the part begins that found no line."""
    option = QTextOption() if shape.alignment is None else QTextOption(shape.alignment)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout = QTextLayout(text, font)
    layout.setTextOption(option)
    metrics = QFontMetricsF(font)
    first_baseline = (shape.pitch + metrics.ascent() - metrics.descent()) / 2
    layout.beginLayout()
    rest_from: int | None = None
    index = 0
    while True:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(1.0, shape.width - (shape.first_line_less if index == 0 else 0.0)))
        line.setPosition(QPointF(0.0, index * shape.pitch + first_baseline - line.ascent()))
        index += 1
        if index == max_lines:
            end = line.textStart() + line.textLength()
            rest_from = end if end < _units(text) else None
            break
    layout.endLayout()
    return layout, rest_from


def _units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def _with_ellipsis(text: str, layout: QTextLayout, font: QFont, width: float) -> str:
    last = layout.lineAt(layout.lineCount() - 1)
    raw = text.encode("utf-16-le", "surrogatepass")
    start = last.textStart() * 2
    before = raw[:start].decode("utf-16-le", "replace")
    tail = raw[start : start + 2 * _LONGEST_LINE].decode("utf-16-le", "replace").split("\u2028", 1)[0]
    # The added dots make the tail longer than the line even where it broke at a line end.
    return before + _cut(tail.rstrip(), font, width)


def _cut(tail: str, font: QFont, width: float) -> str:
    """Return as much of `tail` as there is room for beside the ellipsis behind it."""
    metrics = QFontMetricsF(font)
    whole = tail + _DOTS
    if metrics.horizontalAdvance(whole) <= width:
        return whole
    if any(unicodedata.bidirectional(letter) in _FROM_THE_RIGHT for letter in tail):
        # What stands in front is not always what comes first.
        from PySide6.QtCore import Qt

        return metrics.elidedText(whole, Qt.TextElideMode.ElideRight, width)
    layout = QTextLayout(tail, font)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(_ENDLESS)
    layout.endLayout()
    room = width - metrics.horizontalAdvance(_DOTS)
    end = line.xToCursor(room, QTextLine.CursorPosition.CursorOnCharacter)
    if not layout.isValidCursorPosition(end):
        end = layout.previousCursorPosition(end)
    return tail.encode("utf-16-le", "surrogatepass")[: 2 * end].decode("utf-16-le", "replace") + _DOTS


def _balance(text: str, font: QFont, shape: _Shape, layout: QTextLayout) -> QTextLayout:
    wanted = layout.lineCount()
    metrics = QFontMetricsF(font)
    widest = max((metrics.horizontalAdvance(word) for word in text.split()), default=0.0)
    # Narrower than its widest word, a line would break inside that word.
    low, high = min(max(shape.width / wanted * 0.8, widest), shape.width), shape.width
    while high - low > max(2.0, shape.width * 0.004):
        middle = (low + high) / 2
        tried, _ = _break(text, font, shape._replace(width=middle), wanted + 1)
        if tried.lineCount() > wanted:
            low = middle
        else:
            high = middle
            layout = tried
    return layout
