"""A grid of scores: a row for each thing that is scored, a column for each slip of paper.

A digit scores and moves down, and from the last row to the next slip: ten slips of ten forces are a hundred digits.
Slips other than the one being typed are covered until the room sees all of them. The numbers of the slips stay in
sight while a long grid is scrolled.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QScrollArea, QSizePolicy, QWidget

from facilitator.scoring import Scale
from ui import fonts
from ui import theme as themes
from ui.desk.scoring.grid_painting import GridPainting
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["ScoreGrid", "Section"]

_ROW, _DENSE_ROW, _DENSE_FROM = 35, 30, 10
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
        scored: int sheet, str item, int score or None, when a cell was filled or emptied. Whoever listens stores it
            and shows the scores again at once; a score that was not taken leaves the keyboard where it is.
        refused: a digit that is no score on this scale was pressed.
        moved: the keyboard is on another cell.
    """

    scored = Signal(int, str, object)
    refused = Signal()
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
        self._around: QScrollArea | None = None
        self._typing = False
        self._painting = GridPainting(self)
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
        before, rows = self._scores, tuple(sections)
        words = figures or {}
        same = (self._sections, self._sheets, self._open, self._figures) == (
            rows,
            max(1, sheets),
            is_open,
            words,
        )
        self._scores = dict(scores)
        if same:
            self._show_changed(before)
            return
        self._sections = rows
        self._items = [item for section in sections for item, _ in section.items]
        self._titles = {item: title for section in sections for item, title in section.items}
        self._sheets = max(1, sheets)
        self._open = is_open
        self._figures = words
        self.row = min(self.row, max(0, len(self._items) - 1))
        self.sheet = min(self.sheet, self._sheets)
        self._measure()
        self.setFixedHeight(self.sizeHint().height())
        self._scroll()
        self._tell()
        self.update()

    def _show_changed(self, before: Mapping[tuple[int, str], int]) -> None:
        """Redraw the cells in which something else stood `before`; what an undo changed has the keyboard next."""
        places = {item: row for row, item in enumerate(self._items)}
        changed = [
            (places[key[1]], key[0])
            for key in before.keys() | self._scores.keys()
            if before.get(key) != self._scores.get(key) and key[1] in places
        ]
        if not changed:
            return
        for row, sheet in changed:
            self._update_cell(row, sheet)
        self._update_head()
        if len(changed) == 1 and not self._typing and self._open:
            self._go(*changed[0])
        self._tell()

    def set_scale(self, scale: Scale) -> None:
        """Score on another scale from now on."""
        if scale != self.scale:
            self.scale = scale
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

    @property
    def is_open(self) -> bool:
        """Whether scores can be given: no slip but the present one is seen then."""
        return self._open

    @property
    def sections(self) -> tuple[Section, ...]:
        """What is scored."""
        return self._sections

    def score(self, sheet: int, item: str) -> int | None:
        """Return what a slip says of an item."""
        return self._scores.get((sheet, item))

    def figure(self, item: str) -> str:
        """Return what stands in the last column."""
        return self._figures.get(item, "")

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
                lines = self.name_block(name).lines if self._name_width else 1
                height = max(self._row, lines * _LINE + 8)
                self._tops.append(top)
                self._heights.append(height)
                top += height
        self._bottom = top

    def cell_rect(self, row: int, sheet: int) -> QRect:
        """Return where a cell is."""
        left = self._left + (sheet - self._first) * self._cell
        return QRect(left, self._tops[row], self._cell, self._heights[row])

    def row_rect(self, row: int) -> QRect:
        """Return where a row is, with its name and its figure."""
        return QRect(0, self._tops[row], self.width(), self._heights[row])

    def head_rect(self) -> QRect:
        """Return where the numbers of the slips stand: on top of what can be seen."""
        top = 0
        if self._around is not None:
            top = -self.mapTo(self._around.viewport(), QPoint(0, 0)).y()
        return QRect(0, max(0, min(top, self._bottom - 2 * _HEAD)), self.width(), _HEAD)

    @property
    def columns(self) -> range:
        """The slips whose columns are shown."""
        return range(self._first, self._first + self._visible)

    @property
    def name_width(self) -> int:
        """The width of the names, 0 where there are none."""
        return self._left if self._name_width else 0

    @property
    def figure_width(self) -> int:
        """The width of the last column, 0 where there is none."""
        return self._figure_width

    def name_block(self, name: str) -> TextBlock:
        """Return a name in the lines it takes."""
        return lay_out(name, fonts.font("body", 400), max(60, self._left - 2 * _PAD), _LINE)

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
        elif score is not None or key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
            if self._put(None if self.scale.dots and score == 0 else score):
                self._on()
        elif key == Qt.Key.Key_Backspace:
            if (self.sheet, self._items[self.row]) not in self._scores:
                self._back()
            self._put(None)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._go(0, self.sheet + 1)
        elif event.text().isdecimal():
            self.refused.emit()
        else:
            event.ignore()
            return
        event.accept()

    def _score_of(self, event: QKeyEvent) -> int | None:
        """Return the score a key stands for: a digit, or the first letter of a word of the scale.

        0 is ten on a scale that goes so far, and no dots where dots are given.
        """
        text = event.text()
        if len(text) != 1:
            return None
        if text.isdecimal():
            value = int(text)
            if value == 0 and self.scale.dots:
                return 0
            if value == 0 and self.scale.least > 0:
                value = 10
            return value if self.scale.least <= value <= self.scale.most else None
        letters = {words[:1].casefold(): value for value, words in self.scale.words.items()}
        return letters.get(text.casefold())

    def _put(self, score: int | None) -> bool:
        """Hand a score on; tell whether it was taken."""
        item = self._items[self.row]
        self._typing = True
        self.scored.emit(self.sheet, item, score)
        self._typing = False
        return self._scores.get((self.sheet, item)) == score

    def _on(self) -> None:
        spent = self.scale.dots and self.complete(self.sheet)
        if self.row + 1 < len(self._items) and not spent:
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
        before = (self.row, self.sheet, self._first)
        self.row, self.sheet = row, sheet
        self._scroll()
        self._show_cell()
        self._tell()
        if (sheet, self._first) != before[1:]:
            # What was typed on the slip before is covered now.
            self.update()
        else:
            self._update_cell(before[0], sheet)
            self._update_cell(row, sheet)
        self.moved.emit()

    def _update_cell(self, row: int, sheet: int) -> None:
        self.update(self.cell_rect(row, sheet).adjusted(-2, -2, 2, 2))

    def _update_head(self) -> None:
        self.update(self.head_rect())

    def _show_cell(self) -> None:
        # What has just been put in finds its place before the next turn of the event loop.
        QTimer.singleShot(0, self, self._show_cell_now)

    def _show_cell_now(self) -> None:
        around = self._around
        inside = around.widget() if around is not None else None
        if around is not None and inside is not None and self._items:
            cell = self.cell_rect(self.row, self.sheet)
            bar, room = around.verticalScrollBar(), around.viewport().height()
            top = self.mapTo(inside, cell.topLeft()).y()
            if self.row == 0 and top + 2 * cell.height() < room:
                bar.setValue(0)
            elif not bar.value() + _HEAD <= top <= bar.value() + room - cell.height() - 8:
                # Some rows further at once: the eye need not follow every digit.
                bar.setValue(top - _HEAD - room // 4)

    def inputMethodQuery(self, query: Qt.InputMethodQuery) -> object:
        # What follows the keyboard, a magnifier or a scrolled page, looks at the cell, not at the whole grid.
        if query == Qt.InputMethodQuery.ImCursorRectangle and self._items:
            return self.cell_rect(self.row, self.sheet)
        return super().inputMethodQuery(query)

    def showEvent(self, event: QShowEvent) -> None:
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not self._around and around is not None:
            around.verticalScrollBar().valueChanged.connect(self.update)
        self._around = around
        super().showEvent(event)

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
        point = event.position().toPoint()
        found = None if self.head_rect().contains(point) else self._cell_at(point)
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

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._painting.paint(painter, event.region())
        painter.end()
