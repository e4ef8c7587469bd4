"""The parts of a method as a list: the whole, its activities, its canvas. Activities are dragged or moved by keys.

Below the list is what adds an activity.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QVBoxLayout,
    QWidget,
)

from facilitator import activities, method_drafts
from ui.desk.home_words import length_words
from ui.desk.methods.words import kind_words
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel, plain_tooltip
from ui.widgets.select import Select

__all__ = ["ROW", "WIDTH", "PartList", "PartSide"]

ROW = 32
"""Height of a row in px: what can be hit with a finger."""
WIDTH = 280
"""Of the list in px."""


class PartList(QListWidget):
    """The first row is the method, the last one its canvas, those between are its activities.

    Signals: moved(int from, int to) and removed(int) with activities counted from 0.
    """

    moved = Signal(int, int)
    removed = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Parts of the method"))
        self.setProperty("rows", True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDefaultDropAction(Qt.DropAction.MoveAction)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._showing = False
        self.model().rowsMoved.connect(self._dragged)

    def show_parts(self, draft: Mapping[str, Any], wrong_row: int | None) -> None:
        """Show the parts; the row of what is wrong has a mark."""
        before = max(0, self.currentRow())
        self._showing = True
        self.blockSignals(True)
        self.clear()
        self._row(self.tr("The method"), self.tr("Title, purpose, people, sources"), moves=False)
        for number, each in enumerate(method_drafts.tables(draft.get("activities")), start=1):
            minutes = length_words(method_drafts.minutes_of(each))
            title = str(each.get("title") or self.tr("without a title"))
            words = self.tr("{kind}, {length}")
            if not method_drafts.planned_phases(each) and method_drafts.minutes_of(each):
                # It is no part of the length below the list, and must not look like one.
                minutes = self.tr("+{length}").format(length=minutes)
                words = self.tr("{kind}, {length} in a session that follows another one")
            words = words.format(kind=kind_words(str(each.get("kind"))), length=minutes)
            self._row(f"{number}  {title} \N{MIDDLE DOT} {minutes}", words, moves=True)
        self._row(self.tr("Canvas"), self.tr("The page that leaves the room"), moves=False)
        if wrong_row is not None and 0 <= wrong_row < self.count():
            item = self.item(wrong_row)
            item.setText(self.tr("{part}  (look here)").format(part=item.text()))
        self.setCurrentRow(min(before, self.count() - 1))
        self.blockSignals(False)
        self._showing = False

    def _row(self, words: str, about: str, *, moves: bool) -> None:
        item = QListWidgetItem(words)
        item.setSizeHint(QSize(0, ROW))
        item.setToolTip(plain_tooltip(about))
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, about)
        flags = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        item.setFlags(flags | Qt.ItemFlag.ItemIsDragEnabled if moves else flags)
        self.addItem(item)

    @property
    def activity(self) -> int | None:
        """The activity that is chosen, from 0; None for the method or its canvas."""
        row = self.currentRow()
        return row - 1 if 0 < row < self.count() - 1 else None

    @property
    def activities(self) -> int:
        """How many activities there are."""
        return max(0, self.count() - 2)

    def _dragged(self, _parent: QModelIndex, start: int, _end: int, _to: QModelIndex, row: int) -> None:
        if self._showing:
            return
        goal = row - 1 if row > start else row
        self.moved.emit(start - 1, min(max(goal - 1, 0), self.activities - 1))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = self.activity
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        if here is not None and key in steps and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            goal = here + steps[key]
            if 0 <= goal < self.activities:
                self.moved.emit(here, goal)
            return
        if here is not None and key == Qt.Key.Key_Delete:
            self.removed.emit(here)
            return
        super().keyPressEvent(event)


class PartSide(QWidget):
    """The list, its keys, and the kind and the button of a new activity."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        self.list = PartList()
        column.addWidget(self.list, 1)
        keys = self.tr("Drag, or Alt+Up and Alt+Down; Del takes out")
        column.addWidget(PlainLabel(keys, style="caption", role="ink_faint", wrap=True))
        row = QHBoxLayout()
        row.setSpacing(6)
        kinds = sorted(
            ((each, kind_words(each)) for each in activities.kind_names()), key=lambda each: each[1]
        )
        self.kind = Select(self.tr("Kind of the new activity"), kinds, least=12)
        self.kind.choose("brainstorm")
        self.add = Button(self.tr("Add"), icon="plus", name=self.tr("Add an activity of this kind"))
        row.addWidget(self.kind, 1)
        row.addWidget(self.add)
        column.addLayout(row)
