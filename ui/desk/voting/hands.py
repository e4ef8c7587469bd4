"""Counting hands: one row for each candidate, filled by digits and the arrow keys."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from facilitator.candidates import Candidate
from ui import theme as themes
from ui.desk.voting.dots import Dots, DotsInList
from ui.widgets.layouts import clear_layout
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.slices import Slices

__all__ = ["HandsList", "HandsRow"]

_ROW, _TALL_ROW, _TALL_FROM = 44, 48, 860
MOST_HANDS = 999
_TAG = 76
_COMPACT_WIDTH = 280
_NAME_SHARE = 0.5


class HandsRow(QWidget):
    """A candidate, the number of hands and, when it is not compact, the dots and a tag."""

    def __init__(self, candidate: Candidate, compact: bool, together: DotsInList) -> None:
        super().__init__()
        self.candidate = candidate
        self._compact = compact
        self.setFixedHeight(_ROW)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self.title = PlainLabel(candidate.title, style="lead", weight=500, elide=True)
        self.field = NumberField(candidate.title, high=MOST_HANDS)
        self.tag = PlainLabel(style="small", weight=600, role="accent", alignment=Qt.AlignmentFlag.AlignRight)
        self.dots = Dots(together)
        row.addWidget(self.title, 46)
        row.addSpacing(12)
        row.addWidget(self.field)
        row.addSpacing(12 if compact else 16)
        if compact:
            self.dots.hide()
            row.addWidget(PlainLabel(self.tr("votes"), style="small", role="ink_soft"))
        else:
            row.addWidget(self.dots, 100)
            row.addSpacing(12)
            self.tag.setMinimumWidth(_TAG)
            self.tag.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
            row.addWidget(self.tag)

    def show_count(self, count: int, *, first: bool, tag: str) -> None:
        """Show what is counted; a number that is being typed is left alone."""
        if (self.field.value() or 0) != count:
            self.field.set_value(count or None)
        self.dots.show_count(count, first=first)
        self.tag.setText(tag)

    def set_open(self, is_open: bool) -> None:
        """Let the number be typed, or only read: once counted, no hand is a figure as well."""
        if not is_open and self.field.value() is None:
            self.field.set_value(0)
        elif is_open and self.field.isReadOnly() and not self.field.value():
            self.field.set_value(None)
        self.field.setReadOnly(not is_open)
        self.field.setFocusPolicy(Qt.FocusPolicy.StrongFocus if is_open else Qt.FocusPolicy.NoFocus)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._compact:
            return
        painter = QPainter(self)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), themes.current().colour("line"))
        painter.end()


class HandsList(QWidget):
    """All candidates of a round. Digits fill a row, Enter and the arrows move.

    Signals: counted(str, int) with a candidate's id and its hands.
    """

    counted = Signal(str, int)

    def __init__(self, *, compact: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._compact = compact
        self.rows: list[HandsRow] = []
        self._candidates: list[Candidate] = []
        self._together = DotsInList()
        self._show_count: Callable[[HandsRow], None] = lambda row: None
        self._slices = Slices[Candidate](self._add_row, self, self._fit_rows)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0 if compact else 1, 0, 0)
        self._column.setSpacing(0)
        if compact:
            self.setMaximumWidth(_COMPACT_WIDTH)

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show these rows; those that are there already stay as they are."""
        if self._candidates == list(candidates):
            return
        self._candidates = list(candidates)
        self._together = DotsInList()
        clear_layout(self._column)
        self.rows, self._show_count = [], lambda row: None
        self._slices.begin(candidates)

    def _add_row(self, candidate: Candidate) -> None:
        row = HandsRow(candidate, self._compact, self._together)
        row.field.value_changed.connect(self._typed)
        self.rows.append(row)
        self._column.addWidget(row)
        self._show_count(row)

    def show_counts(
        self, counts: Mapping[str, int], *, best: Sequence[str] = (), tag: str = "", is_open: bool = True
    ) -> None:
        """Show the counts by candidate; those in `best` stand first and carry `tag`."""

        def show(row: HandsRow) -> None:
            first = row.candidate.id in best
            row.show_count(counts.get(row.candidate.id, 0), first=first, tag=tag if first else "")
            row.set_open(is_open)

        self._show_count = show
        for row in self.rows:
            show(row)

    def first_open(self) -> NumberField | None:
        """Return the first row that is not counted yet, else the first one; None when nothing can be typed."""
        fields = [row.field for row in self.rows if not row.field.isReadOnly()]
        focused = next((field for field in fields if field.hasFocus()), None)
        empty = next((each for each in fields if each.value() is None), None)
        if focused is None and empty is None and len(self.rows) < len(self._candidates):
            # Whatever was made is full, so the rows that are still to come are wanted.
            self._slices.finish()
            return self.first_open()
        return focused or empty or next(iter(fields), None)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit_rows()

    def _fit_rows(self) -> None:
        tall = not self._compact and self.window().height() >= _TALL_FROM
        # A long name takes room from the dots, so that names which begin alike can be told apart.
        most = 0 if self._compact else int(self.width() * _NAME_SHARE)
        widest = max((row.title.sizeHint().width() for row in self.rows), default=0)
        for row in self.rows:
            row.setFixedHeight(_TALL_ROW if tall else _ROW)
            row.title.setMinimumWidth(min(widest, most))

    def _typed(self, value: int | None) -> None:
        field = self.sender()
        row = next((each for each in self.rows if each.field is field), None)
        if row is not None:
            self.counted.emit(row.candidate.id, value or 0)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {
            Qt.Key.Key_Up: -1,
            Qt.Key.Key_Down: 1,
            Qt.Key.Key_Return: 1,
            Qt.Key.Key_Enter: 1,
        }
        step = steps.get(Qt.Key(event.key()), 0)
        here = next((index for index, row in enumerate(self.rows) if row.field.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        goal = min(len(self.rows) - 1, max(0, here + step))
        self.rows[goal].field.setFocus(Qt.FocusReason.TabFocusReason)
        self.rows[goal].field.selectAll()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._compact or not self.rows:
            return
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, self.width(), 1), themes.current().colour("line"))
        painter.end()
