"""Hands counted for each score: a row for each thing scored, a field for each score."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from facilitator.scoring import MOST_HANDS, Scale
from ui.desk.scoring.score_grid import Section
from ui.widgets.layouts import clear_layout
from ui.widgets.number_field import NumberField
from ui.widgets.plain_label import PlainLabel
from ui.widgets.slices import Slices

__all__ = ["HandsTable"]

_FIELD, _NARROW_FIELD, _NARROW_FROM = 52, 40, 7
_HEAD_ALIGNMENT = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignBottom
_WORDS = 76
_MIDDLE_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter


def score_head(scale: Scale, value: int) -> str:
    """Return what stands over the hands for a score: "Green", "4", or "5 always" where a method has a word for it."""
    word = scale.words.get(value)
    return str(value) if word is None else f"{value} {word}" if scale.most > 3 else word


class HandsTable(QWidget):
    """Fields in rows and columns. Digits fill one, Enter goes on, the arrows up and down change the row.

    Signals: counted(str item, int score, int hands) after each change made by a person.
    """

    counted = Signal(str, int, int)

    def __init__(self, scale: Scale, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scale = scale
        self.fields: dict[tuple[str, int], NumberField] = {}
        self._items: list[str] = []
        self._sections: tuple[Section, ...] = ()
        self._sums: dict[str, PlainLabel] = {}
        self._counts: Mapping[tuple[str, int], int] = {}
        self._is_open = True
        self._rows = Slices[tuple[int, str, str]](lambda row: self._add_row(*row), self)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(6)
        self._grid.setVerticalSpacing(4)
        self._grid.setColumnStretch(0, 1)

    def set_scale(self, scale: Scale) -> None:
        """Count hands on another scale from now on; `show_items` makes its fields."""
        if scale != self.scale:
            self.scale, self._sections = scale, ()

    def show_items(self, sections: Sequence[Section]) -> None:
        """Show these rows; the same rows stay as they are."""
        if tuple(sections) == self._sections:
            return
        self._sections = tuple(sections)
        clear_layout(self._grid)
        self.fields, self._sums = {}, {}
        self._items = [item for section in sections for item, _ in section.items]
        line, rows = 0, []
        for section in sections:
            self._grid.addWidget(
                PlainLabel(section.title, style="small", weight=600, role=section.colour), line, 0
            )
            for column, value in enumerate(self.scale.values, start=1):
                words = self.tr("Dots") if self.scale.dots else score_head(self.scale, value)
                head = PlainLabel(
                    words, style="caption", role="ink_soft", alignment=_HEAD_ALIGNMENT, wrap=" " in words
                )
                if " " in words:
                    # Words of a method, which would push the last column out of the window.
                    head.setFixedWidth(_WORDS)
                self._grid.addWidget(head, line, column)
            line += 1
            for item, title in section.items:
                rows.append((line, item, title))
                line += 1
        self._counts = {}
        self._rows.begin(rows)

    def _add_row(self, line: int, item: str, title: str) -> None:
        self._grid.addWidget(PlainLabel(title, wrap=True), line, 0, Qt.AlignmentFlag.AlignVCenter)
        narrow = len(self.scale.values) >= _NARROW_FROM
        for column, value in enumerate(self.scale.values, start=1):
            field_name = self.tr("{item}: hands for {score}").format(
                item=title, score=self.scale.words.get(value, value)
            )
            field = NumberField(field_name, high=MOST_HANDS)
            field.setFixedWidth(_NARROW_FIELD if narrow else _FIELD)
            field.value_changed.connect(
                lambda count, item=item, value=value: self.counted.emit(item, value, count or 0)
            )
            self.fields[(item, value)] = field
            self._grid.addWidget(field, line, column)
        total = PlainLabel(style="small", role="ink_soft", alignment=_MIDDLE_RIGHT)
        total.setMinimumWidth(34)
        self._sums[item] = total
        self._grid.addWidget(total, line, len(self.scale.values) + 1)
        self._show_row(item)

    def show_counts(self, counts: Mapping[tuple[str, int], int], *, is_open: bool) -> None:
        """Show the hands by (item, score); what is being typed is left alone."""
        self._counts, self._is_open = counts, is_open
        for item in self._sums:
            self._show_row(item)

    def _show_row(self, item: str) -> None:
        counted = {value: self._counts.get((item, value), 0) for value in self.scale.values}
        for value, count in counted.items():
            field = self.fields[(item, value)]
            if (field.value() or 0) != count:
                field.set_value(count or None)
            field.setReadOnly(not self._is_open)
        total = sum(counted.values())
        self._sums[item].setText(str(total) if total else "")

    def first_open(self) -> QWidget | None:
        """Return the field with the keyboard, else the first one of the first empty row."""
        focused = next((each for each in self.fields.values() if each.hasFocus()), None)
        if focused is not None:
            return focused
        for item in self._items:
            if item not in self._sums:
                # Whatever was made is full, so the rows that are still to come are wanted.
                self._rows.finish()
            row = [self.fields[(item, value)] for value in self.scale.values]
            if all(each.value() is None for each in row):
                return row[0]
        return next(iter(self.fields.values()), None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        places = list(self.fields.values())
        here = next((place for place, each in enumerate(places) if each.hasFocus()), None)
        wide = len(self.scale.values)
        steps = {Qt.Key.Key_Up: -wide, Qt.Key.Key_Down: wide, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        if here is None or key not in steps:
            super().keyPressEvent(event)
            return
        goal = here + steps[key]
        if 0 <= goal < len(places):
            places[goal].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            # Whatever stands around the table may go on from here.
            event.ignore()
