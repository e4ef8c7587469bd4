"""The waits as a list beside the map: who waits for whom and how long, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator.couplings import CouplingMap, Wait
from ui import fonts
from ui import theme as themes
from ui.desk.typing_guard import printable
from ui.pictures.coupling_words import arrow_words, chain_words, number_words
from ui.widgets.plain_label import plain_tooltip
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

__all__ = ["ROW", "WaitList"]

ROW = 32
"""Height of a row in px."""
_WORDS, _DAYS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1


class _Line(QStyledItemDelegate):
    """Paints a wait: both names, and the days at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(120, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = themes.current()
        box = QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, theme.colour("wash"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("table"))
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), theme.colour("line"))
        days = lay_out(str(index.data(_DAYS)), fonts.font("small", 600, tabular=True), 90.0, 18, max_lines=1)
        days.draw(painter, box.right() - days.width - 6, box.top() + 7, theme.colour("ink"))
        room = box.width() - days.width - 22
        words = lay_out(str(index.data(_WORDS)), fonts.font("small"), room, 18, max_lines=1)
        words.draw(painter, box.left() + 6, box.top() + 7, theme.colour("ink"))


class WaitList(QListWidget):
    """Rows of waits, the newest last. Del asks to take the chosen one away, Enter or F2 to change it.

    Signals: moved(str) with the chosen wait, entered(str), delete_wanted(str), typed(str) text for the line.
    """

    moved = Signal(str)
    entered = Signal(str)
    delete_wanted = Signal(str)
    typed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._ids: tuple[str, ...] = ()
        self._filled: list[tuple[Wait, str, str]] = []
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Who waits for whom"))
        self.viewport().setAutoFillBackground(False)
        self.currentRowChanged.connect(self._moved)
        self.itemDoubleClicked.connect(lambda _: self._enter())
        themes.holder().changed.connect(self._theme_changed)

    @property
    def chosen_wait(self) -> str | None:
        """The wait that is chosen."""
        row = self.currentRow()
        return self._ids[row] if 0 <= row < len(self._ids) else None

    def show_waits(self, now: CouplingMap, *, choose_next: bool = True) -> None:
        """Show these; rows that are the same stay as they are.

        Where the chosen wait is gone the next one is chosen, or none unless `choose_next`.
        """
        # What was just added is brought into sight; a list that is new begins at its top.
        chosen, grown = self.chosen_wait, 0 < len(self._ids) < len(now.waits)
        self.blockSignals(True)
        while self.count() > len(now.waits):
            self.takeItem(self.count() - 1)
        names = {each.id: each.name for each in now.parties}
        before, self._filled = self._filled, [(each, names[each.who], names[each.whom]) for each in now.waits]
        for row, wait in enumerate(now.waits):
            item = self.item(row)
            if item is None:
                item = QListWidgetItem()
                self.addItem(item)
            elif row < len(before) and before[row] == self._filled[row]:
                continue
            self._fill(item, now, wait)
        self._ids = tuple(each.id for each in now.waits)
        if chosen in self._ids:
            self.setCurrentRow(self._ids.index(chosen))
        elif chosen is not None and not choose_next:
            self.setCurrentRow(-1)
        elif grown and self._ids:
            self.scrollToBottom()
        self.blockSignals(False)
        self.viewport().update()

    def _fill(self, item: QListWidgetItem, now: CouplingMap, wait: Wait) -> None:
        words = chain_words(now, (wait.who, wait.whom))
        days = self.tr("{number} d").format(number=number_words(wait.days)) if wait.days else "?"
        spoken = arrow_words(now, wait)
        item.setData(_WORDS, words)
        item.setData(_DAYS, days)
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
        item.setToolTip(plain_tooltip(spoken))

    def choose(self, wait_id: str) -> bool:
        """Choose a wait; tell whether it is there."""
        if wait_id not in self._ids:
            return False
        self.setCurrentRow(self._ids.index(wait_id))
        return True

    def _theme_changed(self) -> None:
        self.viewport().update()

    def _moved(self, _row: int) -> None:
        chosen = self.chosen_wait
        if chosen is not None:
            self.moved.emit(chosen)

    def _enter(self) -> None:
        if self.chosen_wait is not None:
            self.entered.emit(self.chosen_wait)

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Qt would make the first row the current one without showing that it is.
        if self.currentRow() < 0 and self.count() and event.reason() != Qt.FocusReason.MouseFocusReason:
            self.setCurrentRow(0)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter()
        elif key == Qt.Key.Key_Delete and self.chosen_wait is not None:
            self.delete_wanted.emit(self.chosen_wait)
        elif text := printable(event):
            self.typed.emit(text)
        else:
            super().keyPressEvent(event)
