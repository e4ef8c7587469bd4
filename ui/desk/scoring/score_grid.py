"""A grid of scores: a row for each thing that is scored, a column for each slip of paper.

A digit scores and moves down, and from the last row to the next slip: ten slips of ten forces are a hundred digits.
Slips other than the one being typed are covered until the room sees all of them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from facilitator.scoring import Scale
from ui import fonts
from ui import theme as themes
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["ScoreGrid", "Section"]

_ROW, _DENSE_ROW, _DENSE_FROM = 35, 30, 11
_CELL, _WIDE_CELL, _WIDE_FROM = 38, 48, 1000
_HEAD = 34
_SECTION = 34
_LINE = 17
_FIGURE = 84
_NAME = 190
_PAD = 8


@dataclass(frozen=True)
class Section:
    """Rows that belong together: a title in the colour of a role, and (id, title) of each thing scored."""

    title: str
    colour: str
    items: tuple[tuple[str, str], ...]


class ScoreGrid(QWidget):
    """Takes scores by digits.

    Signals:
        scored: int sheet, str item, int score or None, when a cell was filled or emptied.
        moved: the keyboard is on another cell.
    """

    scored = Signal(int, str, object)
    moved = Signal()

    def __init__(self, scale: Scale, parent: QWidget | None = None, *, names: bool = True) -> None:
        """Score on `scale`; without `names` there is one row only, which needs no name and no figure."""
        super().__init__(parent)
        self.scale = scale
        self._name_width, self._figure_width = (_NAME, _FIGURE) if names else (0, 0)
        self._sections: tuple[Section, ...] = ()
        self._items: list[str] = []
        self._titles: dict[str, str] = {}
        self._scores: Mapping[tuple[int, str], int] = {}
        self._figures: Mapping[str, str] = {}
        self._sheets = 1
        self._open = True
        self.row = 0
        self.sheet = 1
        self._first = 1
        self._tops: list[int] = []
        self._heights: list[int] = []
        self._bottom = _HEAD
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        themes.holder().changed.connect(self.update)

    # -- what it shows ---------------------------------------------------------------------------------------------

    def show_scores(
        self,
        sections: Sequence[Section],
        sheets: int,
        scores: Mapping[tuple[int, str], int],
        *,
        is_open: bool,
        figures: Mapping[str, str] | None = None,
    ) -> None:
        """Show `scores` by (sheet, item) for `sheets` slips; not `is_open`: to be read only, nothing is covered.

        `figures` are the words in the last column, by item.
        """
        self._sections = tuple(sections)
        self._items = [item for section in sections for item, _ in section.items]
        self._titles = {item: title for section in sections for item, title in section.items}
        self._sheets = max(1, sheets)
        self._scores = scores
        self._open = is_open
        self._figures = figures or {}
        self.row = min(self.row, max(0, len(self._items) - 1))
        self.sheet = min(self.sheet, self._sheets)
        self._measure()
        self.setFixedHeight(self.sizeHint().height())
        self._scroll()
        self._tell()
        self.update()

    def go_to_first_gap(self) -> None:
        """Put the keyboard on the first cell without a score."""
        for sheet in range(1, self._sheets + 1):
            for row, item in enumerate(self._items):
                if (sheet, item) not in self._scores:
                    self._go(row, sheet)
                    return

    @property
    def sheets(self) -> int:
        """How many slips there are columns for."""
        return self._sheets

    def complete(self, sheet: int) -> bool:
        """Tell whether a slip has a score for everything; with dots whether all of them are spent."""
        if self.scale.dots:
            spent = sum(self._scores.get((sheet, item), 0) for item in self._items)
            return spent >= self.scale.budget(len(self._items))
        return bool(self._items) and all((sheet, item) in self._scores for item in self._items)

    def left_on(self, sheet: int) -> int:
        """Return how many things have no score yet on a slip; with dots how many dots are left."""
        if self.scale.dots:
            spent = sum(self._scores.get((sheet, item), 0) for item in self._items)
            return max(0, self.scale.budget(len(self._items)) - spent)
        return sum((sheet, item) not in self._scores for item in self._items)

    # -- places ----------------------------------------------------------------------------------------------------

    @property
    def _row(self) -> int:
        return _ROW if len(self._items) < _DENSE_FROM else _DENSE_ROW

    @property
    def _cell(self) -> int:
        return _WIDE_CELL if self.width() >= _WIDE_FROM else _CELL

    @property
    def _visible(self) -> int:
        """How many columns of slips stand beside the names."""
        room = self.width() - self._name_width - self._figure_width
        return max(1, min(self._sheets, room // self._cell))

    @property
    def _left(self) -> int:
        """Where the columns of slips begin."""
        if not self._name_width:
            return 0
        return self.width() - self._figure_width - self._visible * self._cell

    def _measure(self) -> None:
        """Find out where each row stands: a long name takes as many lines as it needs."""
        self._tops, self._heights = [], []
        top = _HEAD
        for section in self._sections:
            top += _SECTION if section.title else 0
            for _, name in section.items:
                lines = self._name(name).lines if self._name_width else 1
                height = max(self._row, lines * _LINE + 8)
                self._tops.append(top)
                self._heights.append(height)
                top += height
        self._bottom = top

    def _name(self, name: str) -> TextBlock:
        return lay_out(name, fonts.font("body", 400), max(60, self._left - 2 * _PAD), _LINE)

    def cell_rect(self, row: int, sheet: int) -> QRect:
        """Return where a cell is."""
        left = self._left + (sheet - self._first) * self._cell
        return QRect(left, self._tops[row], self._cell, self._heights[row])

    def sizeHint(self) -> QSize:
        return QSize(600, self._bottom + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._name_width + self._figure_width + 2 * _CELL, self.sizeHint().height())

    def focus_rect(self) -> QRect:
        """Return nothing for the ring of the keyboard: the cell shows where it is."""
        return QRect()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._scroll()
        if event.size().width() != event.oldSize().width():
            self._measure()
            self.setFixedHeight(self.sizeHint().height())

    def _scroll(self) -> None:
        visible = self._visible
        if self.sheet < self._first:
            self._first = self.sheet
        elif self.sheet >= self._first + visible:
            self._first = self.sheet - visible + 1
        self._first = max(1, min(self._first, self._sheets - visible + 1))

    # -- keys ------------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        moves = {
            Qt.Key.Key_Up: (-1, 0),
            Qt.Key.Key_Down: (1, 0),
            Qt.Key.Key_Left: (0, -1),
            Qt.Key.Key_Right: (0, 1),
        }
        score = self._score_of(event)
        if event.modifiers() & ~(Qt.KeyboardModifier.KeypadModifier | Qt.KeyboardModifier.ShiftModifier):
            event.ignore()
            return
        if key in moves:
            down, right = moves[Qt.Key(key)]
            self._go(self.row + down, self.sheet + right)
        elif key == Qt.Key.Key_Home:
            self._go(0, self.sheet)
        elif key == Qt.Key.Key_End:
            self._go(len(self._items) - 1, self.sheet)
        elif not self._open or not self._items:
            event.ignore()
            return
        elif score is not None:
            self._put(score)
            self._on()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            self._put(None)
            self._on()
        elif key == Qt.Key.Key_Backspace:
            if (self.sheet, self._items[self.row]) not in self._scores:
                self._back()
            self._put(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(0, self.sheet + 1)
        else:
            event.ignore()
            return
        event.accept()

    def _score_of(self, event: QKeyEvent) -> int | None:
        """Return the score a key stands for: a digit (0 for ten), or the first letter of a word of the scale."""
        text = event.text()
        if len(text) != 1:
            return None
        if text.isdecimal():
            value = int(text)
            if value == 0 and self.scale.least > 0:
                value = 10
            return value if self.scale.least <= value <= self.scale.most else None
        letters = {words[:1].casefold(): value for value, words in self.scale.words.items()}
        return letters.get(text.casefold())

    def takes(self, text: str) -> bool:
        """Tell whether a typed character is a score here."""
        return len(text) == 1 and (
            text.isdecimal()
            or text.casefold() in {words[:1].casefold() for words in self.scale.words.values()}
        )

    def _put(self, score: int | None) -> None:
        self.scored.emit(self.sheet, self._items[self.row], score)

    def _on(self) -> None:
        if self.row + 1 < len(self._items):
            self._go(self.row + 1, self.sheet)
        elif self.sheet < self._sheets:
            self._go(0, self.sheet + 1)

    def _back(self) -> None:
        if self.row:
            self._go(self.row - 1, self.sheet)
        elif self.sheet > 1:
            self._go(len(self._items) - 1, self.sheet - 1)

    def _go(self, row: int, sheet: int) -> None:
        row = max(0, min(row, len(self._items) - 1))
        sheet = max(1, min(sheet, self._sheets))
        if (row, sheet) == (self.row, self.sheet):
            return
        self.row, self.sheet = row, sheet
        self._scroll()
        self._show_cell()
        self._tell()
        self.update()
        self.moved.emit()

    def _show_cell(self) -> None:
        # What has just been put in finds its place before the next turn of the event loop.
        QTimer.singleShot(0, self, self._show_cell_now)

    def _show_cell_now(self) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        inside = around.widget() if around is not None else None
        if around is not None and inside is not None:
            middle = self.mapTo(inside, self.cell_rect(self.row, self.sheet).center())
            # With the first row its head is seen too.
            around.ensureVisible(middle.x(), middle.y(), 0, self._row * (4 if self.row == 0 else 2))

    def _tell(self) -> None:
        if not self._items:
            self.setAccessibleName(self.tr("Nothing to score yet"))
            return
        item = self._items[self.row]
        score = self._scores.get((self.sheet, item))
        words = self.tr("Slip {sheet}, {item}: {score}")
        shown = self.tr("no score") if score is None else str(score)
        self.setAccessibleName(words.format(sheet=self.sheet, item=self._titles[item], score=shown))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        found = self._cell_at(event.position().toPoint())
        if found is not None:
            self._go(*found)
        self.setFocus(Qt.FocusReason.MouseFocusReason)

    def _cell_at(self, point: QPoint) -> tuple[int, int] | None:
        for row in range(len(self._items)):
            for sheet in range(self._first, self._first + self._visible):
                if self.cell_rect(row, sheet).contains(point):
                    return row, sheet
        return None

    def focusInEvent(self, event: QEvent) -> None:
        self._show_cell()
        self.update()

    def focusOutEvent(self, event: QEvent) -> None:
        self.update()

    # -- drawing ---------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.current()
        self._paint_head(painter, theme)
        row = 0
        for section in self._sections:
            top = self._tops[row]
            title = lay_out(section.title, fonts.font("small", 600), self.width(), 18, max_lines=1)
            title.draw(painter, 0, top - 24, theme.colour(section.colour))
            painter.fillRect(QRectF(0, top - 1, self.width(), 1), theme.colour("line"))
            for item, name in section.items:
                self._paint_row(painter, theme, row, item, name)
                row += 1
        if self.hasFocus() and self._items and self._open:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(QRectF(self.cell_rect(self.row, self.sheet)).adjusted(1, 0, 0, 0))
        painter.end()

    def _paint_head(self, painter: QPainter, theme: Theme) -> None:
        for sheet in range(self._first, self._first + self._visible):
            box = QRectF(self._left + (sheet - self._first) * self._cell, 8, self._cell, 20)
            if self.complete(sheet) and sheet != self.sheet:
                mark = QRectF(box.center().x() - 7, box.center().y() - 7, 14, 14)
                paint_icon(painter, "check", mark, theme.colour("ok"))
            else:
                current = sheet == self.sheet
                self._centred(
                    painter,
                    box,
                    str(sheet),
                    600 if current else 400,
                    theme.colour("accent" if current else "ink_soft"),
                )
        if not self._figure_width:
            return
        words = self.tr("Middle") if not self._open else self.tr("Middle, after reveal")
        block = lay_out(
            words,
            fonts.font("caption", 600),
            self._figure_width - 8,
            14,
            max_lines=2,
            alignment=Qt.AlignmentFlag.AlignHCenter,
        )
        block.draw(
            painter,
            self.width() - self._figure_width + 4,
            16 - block.height / 2 + 2,
            theme.colour("ink_soft"),
        )

    def _paint_row(self, painter: QPainter, theme: Theme, row: int, item: str, name: str) -> None:
        top, height = self._tops[row], self._heights[row]
        if self._name_width:
            block = self._name(name)
            block.draw(painter, _PAD, top + (height - block.height) / 2, theme.colour("ink"))
        for sheet in range(self._first, self._first + self._visible):
            self._paint_cell(painter, theme, row, sheet, item)
        box = QRectF(self.width() - self._figure_width, top, self._figure_width, height - 1)
        figure = self._figures.get(item, "")
        if figure and not self._open:
            self._centred(painter, box, figure, 600, theme.colour("ink"))
        painter.fillRect(QRectF(0, top + height - 1, self.width(), 1), theme.colour("line"))

    def _paint_cell(self, painter: QPainter, theme: Theme, row: int, sheet: int, item: str) -> None:
        box = QRectF(self.cell_rect(row, sheet))
        score = self._scores.get((sheet, item))
        covered = self._open and sheet != self.sheet and score is not None
        painter.fillRect(box.adjusted(0, 0, 0, -1), theme.colour("table" if covered else "sheet"))
        painter.fillRect(QRectF(box.left(), box.top(), 1, box.height()), theme.colour("line"))
        painter.fillRect(QRectF(box.right(), box.top(), 1, box.height()), theme.colour("line"))
        if covered:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("edge"))
            painter.drawEllipse(box.center(), 3.2, 3.2)
        elif score is not None:
            self._centred(painter, box, self._shown(score), 600, theme.colour("ink"))

    def _shown(self, score: int) -> str:
        words = self.scale.words.get(score)
        return words[:1] if words else str(score)

    def _centred(self, painter: QPainter, box: QRectF, text: str, weight: int, colour: QColor) -> None:
        font = QFont(fonts.font("body", weight, tabular=True))
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)
