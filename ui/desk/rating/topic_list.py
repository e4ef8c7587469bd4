"""The topics at the left of the stage: which are done, which one the room is at."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.ratings import RatingScale, TopicFigures
from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon
from ui.pictures.rating_marks import ScoreMark, colour_of, value_words
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["TopicList"]

WIDTH = 240
_ROW, _SIGN, _LINE = 34, 18, 18


class TopicList(QWidget):
    """Rows of topics. Up and Down walk, Enter or a click goes to a topic.

    Signals: wanted(str) with the id of the topic to go to.
    """

    wanted = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self._topics: tuple[TopicFigures, ...] = ()
        self._scales: tuple[RatingScale, ...] = ()
        self._current: str | None = None
        self.setFixedWidth(WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def show_topics(
        self, topics: Sequence[TopicFigures], scales: Sequence[RatingScale], current: str | None
    ) -> None:
        """Show `topics`, the room at `current`."""
        self._topics, self._scales, self._current = tuple(topics), tuple(scales), current
        self.setFixedHeight(max(_ROW, sum(self._heights())))
        here = next((each for each in self._topics if each.topic.id == current), None)
        self.setAccessibleName(here.topic.title if here is not None else self.tr("No topics"))
        self.update()

    def _name(self, each: TopicFigures) -> TextBlock:
        weight = 600 if each.topic.id == self._current else 400
        return lay_out(each.topic.title, fonts.font("body", weight), WIDTH - 46, _LINE)

    def _heights(self) -> list[int]:
        return [max(_ROW, self._name(each).lines * _LINE + 14) for each in self._topics]

    def sizeHint(self) -> QSize:
        return QSize(WIDTH, max(_ROW, sum(self._heights())))

    def _place(self) -> int | None:
        ids = [each.topic.id for each in self._topics]
        return ids.index(self._current) if self._current in ids else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        here = self._place()
        if event.key() not in steps or here is None:
            super().keyPressEvent(event)
            return
        goal = here + steps[Qt.Key(event.key())]
        if 0 <= goal < len(self._topics):
            self.wanted.emit(self._topics[goal].topic.id)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        top = 0
        for each, height in zip(self._topics, self._heights(), strict=True):
            if top <= event.position().y() < top + height:
                self.wanted.emit(each.topic.id)
                return
            top += height

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.current()
        top = 0.0
        for each, height in zip(self._topics, self._heights(), strict=True):
            here = each.topic.id == self._current
            box = QRectF(0, top, WIDTH, height)
            if here:
                painter.fillRect(box, theme.colour("wash" if self.hasFocus() else "sheet"))
                painter.fillRect(QRectF(0, top, 3, height), theme.colour("accent"))
            name = self._name(each)
            name.draw(
                painter, 12, top + (height - name.height) / 2, theme.colour("ink" if here else "ink_soft")
            )
            sign = QRectF(WIDTH - _SIGN - 10, top + (height - _SIGN) / 2, _SIGN, _SIGN)
            self._paint_sign(painter, each, sign)
            top += height
        painter.end()

    def _paint_sign(self, painter: QPainter, each: TopicFigures, box: QRectF) -> None:
        theme = themes.current()
        scale = self._scales[0] if self._scales else None
        value = each.agreed.values.get(scale.id) if each.agreed is not None and scale is not None else None
        if value is not None and scale is not None:
            ScoreMark(box, colour_of(scale, value), value_words(scale, value)).paint(painter, theme)
        elif each.shown:
            paint_icon(painter, "eye", box, theme.colour("ink_soft"))
