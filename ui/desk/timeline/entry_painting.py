"""How a line of the timeline is painted: time, kind as shape and word, text, and what is still missing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import cache
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ui import fonts
from ui import theme as themes
from ui.desk.timeline.entry_rows import HEIGHT, MORE, BetweenRow, EntryRow, Row
from ui.icons import paint_icon
from ui.pictures.entry_mark import EntryMark
from ui.pictures.timeline_axis import kind_words
from ui.theme import Theme
from ui.widgets.dots import draw_dots
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex

__all__ = ["EntryPainting", "Spans"]

Spans = tuple[tuple[int, int], ...]
"""From which character to which words stand in a text."""

_PAD = 10.0
_TIME = 72.0
_SHAPE = 12.0
_KIND = 96.0
_SIGN = 16.0
_BAR = 3.0


@cache
def _size(height: int) -> QSize:
    return QSize(200, height)


class EntryPainting(QStyledItemDelegate):
    """Paints the rows of a list; `rows` returns those that it shows now, `marks` where dots lie under which text."""

    def __init__(
        self,
        rows: Callable[[], Sequence[Row]],
        parent: QObject,
        marks: Callable[[], Mapping[str, Spans]] = dict,
    ) -> None:
        super().__init__(parent)
        self._rows = rows
        self._marks = marks

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        # Asked for every row at each change: not by way of the model, where each answer is packed and unpacked.
        return _size(self._rows()[index.row()].height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = self._rows()[index.row()]
        theme = themes.current()
        painter.save()
        box = QRectF(option.rect)
        if isinstance(row, BetweenRow):
            _paint_between(painter, theme, row, box)
        else:
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            focused = chosen and bool(option.state & QStyle.StateFlag.State_HasFocus)
            _paint_ground(painter, theme, row, box, chosen=chosen, focused=focused)
            _paint_entry(painter, theme, row, box, self._marks().get(row.entry.text, ()))
        painter.restore()


def _paint_between(painter: QPainter, theme: Theme, row: BetweenRow, box: QRectF) -> None:
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
    left = box.left() + _PAD
    colour = theme.colour("warn" if row.gap else "ink_soft")
    if row.gap:
        paint_icon(painter, "warning", QRectF(left, box.center().y() - _SIGN / 2, _SIGN, _SIGN), colour)
        left += _SIGN + 6
    words = lay_out(row.text, fonts.font("caption", 600), box.right() - left, 16, max_lines=1)
    words.draw(painter, left, box.center().y() - 8, colour)


def _paint_ground(
    painter: QPainter, theme: Theme, row: EntryRow, box: QRectF, *, chosen: bool, focused: bool
) -> None:
    here = row.state == "talk" or (not row.state and focused)
    if here:
        painter.fillRect(box, theme.colour("wash"))
        painter.fillRect(QRectF(box.left(), box.top(), _BAR, box.height()), theme.colour("accent"))
    elif chosen:
        painter.fillRect(box, theme.colour("table"))
    painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
    if focused and row.state:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent"), 2.0))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box.adjusted(1, 1, -1, -2), 4, 4)


def _paint_entry(painter: QPainter, theme: Theme, row: EntryRow, box: QRectF, spans: Spans) -> None:
    entry = row.entry
    # The sign of the ground in the room is a word as well: "folded".
    ink = theme.colour("ink_faint" if row.state == "folded" or entry.struck else "ink")
    faint = theme.colour("ink_soft" if row.state == "talk" else "ink_faint")
    middle = box.top() + HEIGHT / 2
    left = box.left() + _PAD
    _paint_time(painter, row, left, middle, ink=ink, faint=faint)
    left += _TIME
    shape = QRectF(left, middle - _SHAPE / 2, _SHAPE, _SHAPE)
    EntryMark(shape, entry.kind, in_talk=row.state == "talk").paint(painter, theme)
    left += _SHAPE + 8
    kind = lay_out(kind_words(entry.kind), fonts.font("small"), _KIND, 18, max_lines=1)
    kind.draw(painter, left, middle - 9, theme.colour("ink_soft"))
    left += _KIND - _SHAPE - 8
    right = _paint_right(painter, theme, row, box.right() - 8, middle)
    room = max(24.0, right - left - 12)
    weight = 500 if row.state == "talk" else 400
    text = lay_out(entry.text, fonts.font("body", weight), room, 20, max_lines=1)
    top = middle - (18 if row.below else 10)
    text.draw(painter, left, top, ink)
    metrics = QFontMetricsF(fonts.font("body", weight))
    for start, end in spans:
        begins, ends = (metrics.horizontalAdvance(entry.text[:at]) for at in (start, end))
        draw_dots(painter, theme, left + min(begins, room), left + min(ends, room), top + 18.5)
    if entry.struck:
        painter.fillRect(QRectF(left, top + 10, text.width, 1.4), ink)
    top += 19
    for each in row.below:
        words = lay_out(each, fonts.font("caption", 400), room, MORE, max_lines=1)
        words.draw(painter, left, top, faint)
        top += MORE


def _paint_time(
    painter: QPainter, row: EntryRow, left: float, middle: float, *, ink: QColor, faint: QColor
) -> None:
    font = fonts.font("body", 600, tabular=True)
    time = lay_out(row.clock, font, _TIME, 18, max_lines=1)
    time.draw(painter, left, middle - (17 if row.utc else 9), ink)
    if row.utc:
        there = lay_out(row.utc, fonts.font("caption", 400), _TIME, 16, max_lines=1)
        there.draw(painter, left, middle, faint)


def _paint_right(painter: QPainter, theme: Theme, row: EntryRow, right: float, middle: float) -> float:
    """Paint what stands at the right end; return where that begins."""
    if row.entry.source:
        right -= _SIGN
        paint_icon(painter, "link", QRectF(right, middle - _SIGN / 2, _SIGN, _SIGN), theme.colour("ink_soft"))
        right -= 6
    if row.state == "folded":
        said = QCoreApplication.translate("Timeline", "folded")
        return _paint_words(painter, theme, said, right, middle, "ink_faint")
    if row.unsourced:
        said = QCoreApplication.translate("Timeline", "No source yet")
        right = _paint_words(painter, theme, said, right, middle, "warn")
        right -= _SIGN + 4
        sign = QRectF(right, middle - _SIGN / 2, _SIGN, _SIGN)
        paint_icon(painter, "warning", sign, theme.colour("warn"))
    return right


def _paint_words(painter: QPainter, theme: Theme, said: str, right: float, middle: float, role: str) -> float:
    font = fonts.font("caption", 600 if role == "warn" else 400)
    width = QFontMetricsF(font).horizontalAdvance(said) + 1
    lay_out(said, font, width + 4, 16, max_lines=1).draw(
        painter, right - width, middle - 8, theme.colour(role)
    )
    return right - width
