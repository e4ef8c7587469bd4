"""Rows of the people in the room with what each has spoken so far; seen by the facilitator alone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes

__all__ = ["TurnRow", "TurnRows"]

HEIGHT = 24
_NAME = 16
_BAR = 92
_LEAST_BAR = 40
_BETWEEN = 10
_WORDS = 60
_MOST_KEYS = 9


class TurnRow(NamedTuple):
    """One person: `share` of the longest talk from 0 to 1, and the `words` at the right end.

    `state` is "now" while they speak, "silent" before their first turn, else "".
    """

    id: str
    name: str
    share: float
    words: str
    state: str = ""


class TurnRows(QWidget):
    """The rows. A click, or Up, Down and Enter, tell who begins to speak.

    Signals: chosen(str) with a person's id.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[TurnRow, ...] = ()
        self._current = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Who has spoken"))
        themes.holder().changed.connect(self.update)

    def show_rows(self, rows: Sequence[TurnRow]) -> None:
        """Show these people, in their order."""
        if tuple(rows) == self.rows:
            return
        more = len(rows) != len(self.rows)
        self.rows = tuple(rows)
        self._current = max(0, min(self._current, len(rows) - 1))
        self._tell_reader()
        if more:
            self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, HEIGHT * len(self.rows))

    def minimumSizeHint(self) -> QSize:
        return QSize(120, HEIGHT * len(self.rows))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        at = int(event.position().y() // HEIGHT)
        if event.button() == Qt.MouseButton.LeftButton and 0 <= at < len(self.rows):
            self.chosen.emit(self.rows[at].id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.rows:
            step = 1 if key == Qt.Key.Key_Down else -1
            self._current = max(0, min(len(self.rows) - 1, self._current + step))
            self._tell_reader()
            self.update()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and self.rows:
            self.chosen.emit(self.rows[self._current].id)
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _tell_reader(self) -> None:
        if self.rows:
            row = self.rows[self._current]
            self.setAccessibleDescription(f"{row.name}, {row.words}")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        bar = self.bar_width()
        for at, row in enumerate(self.rows):
            self._paint_row(painter, at, row, bar)
        painter.end()

    def bar_width(self) -> float:
        """Return how long the longest talk is drawn, in pixels: names are read first, bars take what they leave."""
        # As it is written while somebody speaks, so that nothing jumps when they begin.
        metrics = QFontMetricsF(fonts.font("body", 600))
        names = max((metrics.horizontalAdvance(row.name) for row in self.rows), default=0.0)
        return max(float(_LEAST_BAR), min(float(_BAR), self.width() - _WORDS - _NAME - _BETWEEN - names))

    def _paint_row(self, painter: QPainter, at: int, row: TurnRow, bar: float) -> None:
        theme = themes.current()
        top, now, width = at * HEIGHT, row.state == "now", float(self.width())
        if self.hasFocus() and at == self._current:
            painter.fillRect(QRectF(0, top, width, HEIGHT), theme.colour("wash"))
        strong = theme.colour("accent" if now else "ink")
        self._write(
            painter, 0, top, _NAME, str(at + 1) if at < _MOST_KEYS else "", "caption", 400, "ink_soft"
        )
        left = width - _WORDS
        painter.setPen(strong)
        name_font = fonts.font("body", 600 if now else 400)
        metrics = QFontMetricsF(name_font)
        room = left - bar - _NAME - _BETWEEN
        painter.setFont(name_font)
        painter.drawText(
            QPointF(_NAME, top + (HEIGHT + metrics.ascent() - metrics.descent()) / 2),
            metrics.elidedText(row.name, Qt.TextElideMode.ElideRight, room),
        )
        line = QRectF(left - bar, top + HEIGHT / 2, bar, 1)
        painter.fillRect(line, theme.colour("line"))
        if row.share > 0:
            talk = QRectF(line.left(), top + HEIGHT / 2 - 4, max(2.0, bar * row.share), 8)
            painter.fillRect(talk, theme.colour("accent" if now else "ink_faint"))
        role = "warn" if row.state == "silent" else "ink_soft"
        weight = 600 if row.state == "silent" else 400
        self._write(painter, left, top, _WORDS, row.words, "caption", weight, role, right=True)

    def _write(
        self,
        painter: QPainter,
        left: float,
        top: float,
        width: float,
        text: str,
        style: str,
        weight: int,
        role: str,
        *,
        right: bool = False,
    ) -> None:
        font = fonts.font(style, weight)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(themes.current().colour(role))
        start = left + width - metrics.horizontalAdvance(text) if right else left
        painter.drawText(QPointF(start, top + (HEIGHT + metrics.ascent() - metrics.descent()) / 2), text)
