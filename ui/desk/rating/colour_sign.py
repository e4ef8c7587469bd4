"""A score as a small sign in a form: its shape with the letter, or its number."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from facilitator.ratings import RatingScale
from ui import theme as themes
from ui.pictures.rating_marks import ScoreMark, colour_of, value_words

__all__ = ["ScoreSign"]


class ScoreSign(QWidget):
    """Shows one score of a scale, nothing with None."""

    def __init__(self, size: int = 24) -> None:
        super().__init__()
        self._size = size
        self._mark: ScoreMark | None = None
        self.setFixedSize(size, size)

    def show_score(self, scale: RatingScale, value: int | None) -> None:
        """Show `value`."""
        box = QRectF(1, 1, self._size - 2, self._size - 2)
        words = "" if value is None else value_words(scale, value)
        self._mark = None if value is None else ScoreMark(box, colour_of(scale, value), words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._size, self._size)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._mark is not None:
            painter = QPainter(self)
            self._mark.paint(painter, themes.current())
            painter.end()
