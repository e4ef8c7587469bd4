"""The head of a lane: its name, how much is in it, its question, and where the next note lands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from facilitator.method import Lane
from ui import fonts
from ui import theme as themes
from ui.widgets.key_cap import key_width, paint_key
from ui.widgets.text_block import lay_out

__all__ = ["LaneHead", "title_font"]

_GAP = 8.0
_TITLE_LINE, _QUESTION_LINE = 24, 20
_QUESTION_TOP = 26


def title_font(titles: Sequence[str], width: float) -> QFont:
    """Return the letters for the titles of lanes side by side, each `width` px wide: smaller ones if one is long."""
    usual = fonts.font("lead")
    metrics = QFontMetricsF(usual)
    return (
        usual if all(metrics.horizontalAdvance(each) <= width for each in titles) else fonts.font("body", 600)
    )


class LaneHead(QWidget):
    """Two lines: title, figure and a word at the right; below them the question."""

    def __init__(self, lane: Lane, beside: Sequence[Lane], parent: QWidget | None = None) -> None:
        """`beside` are all lanes that stand side by side, this one included: their titles are equally large."""
        super().__init__(parent)
        self._lane = lane
        self._titles = tuple(each.title for each in beside)
        self._figure = ""
        self._here = ""
        self._key: tuple[str, str] | None = None
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(lane.title)

    def set_figure(self, text: str) -> None:
        """Say how much is in the lane."""
        if text != self._figure:
            self._figure = text
            self.setAccessibleName(f"{self._lane.title}, {text}")
            self.update()

    def set_here(self, words: str) -> None:
        """Say in accent that the next note lands here; "" for not."""
        self._here, self._key = words, None
        self.update()

    def set_key(self, key: str, words: str) -> None:
        """Say which key brings the next note here."""
        self._here, self._key = "", (key, words) if key else None
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self.height_for(240))

    def height_for(self, width: int) -> int:
        """Return the height in px that the head needs in a lane of `width` px."""
        if not self._lane.question:
            return _TITLE_LINE
        block = lay_out(
            self._lane.question, fonts.font("body"), float(max(60, width)), _QUESTION_LINE, max_lines=2
        )
        return _QUESTION_TOP + int(block.height)

    def _right_width(self) -> float:
        small = fonts.font("caption", 600)
        if self._here:
            return lay_out(self._here, small, 1000.0, 16, max_lines=1).width
        if self._key is not None:
            words = lay_out(self._key[1], fonts.font("caption"), 1000.0, 16, max_lines=1).width
            return key_width(self._key[0]) + 4 + words
        return 0.0

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        width = float(self.width())
        letters = title_font(self._titles, width)
        title = lay_out(self._lane.title, letters, width, _TITLE_LINE, max_lines=1)
        title.draw(painter, 0, 0, theme.colour("ink"))
        figure = lay_out(
            self._figure, fonts.font("body"), max(1.0, width - title.width - _GAP), 24, max_lines=1
        )
        # Half a figure says nothing.
        if figure.complete:
            figure.draw(painter, title.width + _GAP, 0, theme.colour("ink_soft"))
        right = self._right_width()
        # On a narrow lane the word gives way; the note line itself shows where it is.
        if right and title.width + figure.width + right + 3 * _GAP <= width:
            self._paint_right(painter, QRectF(width - right, 0, right, _TITLE_LINE))
        if self._lane.question:
            asked = lay_out(self._lane.question, fonts.font("body"), width, _QUESTION_LINE, max_lines=2)
            asked.draw(painter, 0, _QUESTION_TOP, theme.colour("ink_soft"))
        painter.end()

    def _paint_right(self, painter: QPainter, box: QRectF) -> None:
        theme = themes.current()
        if self._here:
            painter.setFont(fonts.font("caption", 600))
            painter.setPen(theme.colour("accent"))
            painter.drawText(box, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, self._here)
        elif self._key is not None:
            used = paint_key(painter, self._key[0], box.left(), box.center().y(), theme)
            painter.setFont(fonts.font("caption"))
            painter.setPen(theme.colour("ink_faint"))
            words = box.adjusted(used + 4, 0, 1, 0)
            painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, self._key[1])
