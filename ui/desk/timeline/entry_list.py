"""The entries as a light list: rows are painted when they are seen, and the view is told of what changed only."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRectF,
    Qt,
    Signal,
)
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QFrame, QListView, QWidget

from ui import fonts
from ui import theme as themes
from ui.desk.timeline.entry_painting import EntryPainting, Spans
from ui.desk.timeline.entry_rows import HEIGHT, BetweenRow, EntryRow, Row
from ui.desk.typing_guard import printable
from ui.widgets.plain_label import plain_tooltip
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

__all__ = ["EntryList"]

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()


class _Model(QAbstractListModel):
    """Holds the rows."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()
        self.marks: Mapping[str, Spans] = {}

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return row.spoken() + self._spoken_marks(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, EntryRow):
            return plain_tooltip(
                "\n".join(part for part in (row.entry.text, row.entry.source, *row.below) if part)
            )
        return None

    def _spoken_marks(self, row: Row) -> str:
        spans = self.marks.get(row.entry.text, ()) if isinstance(row, EntryRow) else ()
        if not spans or not isinstance(row, EntryRow):
            return ""
        said = ", ".join(f"“{row.entry.text[start:end]}”" for start, end in spans)
        return ", " + QCoreApplication.translate(
            "WordMarks", "There may be another way to say {words}."
        ).format(words=said)

    def flags(self, index: _Index) -> Qt.ItemFlag:
        if isinstance(self.rows[index.row()], BetweenRow):
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable

    def show_rows(self, rows: tuple[Row, ...]) -> bool:
        """Take in `rows`, telling the view of no more than the stretch that differs; tell whether any did."""
        old = self.rows
        if rows == old:
            return False
        same = min(len(rows), len(old))
        head = next((at for at in range(same) if rows[at] != old[at]), same)
        tail = next((at for at in range(same - head) if rows[-1 - at] != old[-1 - at]), same - head)
        before, after = len(old) - head - tail, len(rows) - head - tail
        changed = min(before, after)
        if before > changed:
            self.beginRemoveRows(QModelIndex(), head + changed, head + before - 1)
            self.rows = (*rows[: head + changed], *rows[len(rows) - tail :])
            self.endRemoveRows()
        elif after > changed:
            self.beginInsertRows(QModelIndex(), head + changed, head + after - 1)
            self.rows = rows
            self.endInsertRows()
        self.rows = rows
        if changed:
            self.dataChanged.emit(self.index(head), self.index(head + changed - 1))
        return True


def _in_talk(row: Row) -> bool:
    return isinstance(row, EntryRow) and row.state == "talk"


class EntryList(QListView):
    """Rows of a timeline. Up and Down walk over entries, Home and End go to the ends.

    Signals: edit_wanted(str), delete_wanted(str), talk_wanted(str) with the id of an entry; step_wanted(int), one
    entry on or back in the walk; left_downwards() below the last row; typed(str), text that belongs into the line;
    moved(), another row is chosen or the keyboard came or went.
    """

    edit_wanted = Signal(str)
    delete_wanted = Signal(str)
    talk_wanted = Signal(str)
    step_wanted = Signal(int)
    left_downwards = Signal()
    typed = Signal(str)
    moved = Signal()

    def __init__(self, empty: str, parent: QWidget | None = None) -> None:
        """`empty` is said while there is no entry."""
        super().__init__(parent)
        self._empty = empty
        self._walks = False
        self._model = _Model(self)
        self.setModel(self._model)
        self.setItemDelegate(EntryPainting(lambda: self._model.rows, self, lambda: self._model.marks))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(HEIGHT)
        self.setMinimumHeight(2 * HEIGHT)
        self.setViewportMargins(0, 1, 0, 0)
        self.setAccessibleName(self.tr("Entries"))
        self.viewport().setAutoFillBackground(False)
        self.selectionModel().currentChanged.connect(self._current_changed)
        themes.holder().changed.connect(self._theme_changed)

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is shown."""
        return self._model.rows

    def set_marks(self, marks: Mapping[str, Spans]) -> None:
        """Draw dots under words of entries: by their text, from one character to another."""
        if marks != self._model.marks:
            self._model.marks = marks
            self.viewport().update()

    def set_walks(self, walks: bool) -> None:
        """Tell whether Page Down and Page Up go on and back in the walk, instead of over the list."""
        self._walks = walks

    def show_rows(self, rows: tuple[Row, ...]) -> None:
        """Show these, the same entry chosen as before if it is still there, or else the one in its place."""
        chosen, place = self.chosen_id, self.currentIndex().row()
        seen = self.viewport().rect().contains(self.visualRect(self.currentIndex()))
        if not self._model.show_rows(rows):
            return
        # Their heights may be others now.
        self.scheduleDelayedItemsLayout()
        if self.isVisible():
            # Later, all that is seen would be painted a second time.
            self.executeDelayedItemsLayout()
        if chosen is not None and not self.choose(chosen, follow=False):
            at = self._nearest(min(place, len(rows) - 1))
            if at is not None:
                self.setCurrentIndex(self._model.index(at))
        if seen:
            # What comes in above it must not push it out of sight.
            self._follow()
        self.viewport().update()

    @property
    def chosen_id(self) -> str | None:
        """The id of the entry the keyboard is on."""
        row = self._row_at(self.currentIndex().row())
        return row.entry.id if row is not None else None

    @property
    def chosen(self) -> EntryRow | None:
        """The row of that entry."""
        return self._row_at(self.currentIndex().row())

    def choose(self, entry_id: str | None, *, follow: bool = True) -> bool:
        """Put the keyboard's mark on an entry, scrolling to it with `follow`; tell whether it is there."""
        at = self._place_of(entry_id)
        if at is None:
            return False
        index = self._model.index(at)
        if index != self.currentIndex():
            self.setCurrentIndex(index)
        if follow:
            self._follow()
        return True

    def open_editor(self, editor: QWidget, entry_id: str) -> bool:
        """Lay `editor` over the row of an entry; tell whether it is there. It belongs to the list from then on."""
        at = self._place_of(entry_id)
        if at is None:
            return False
        self.choose(entry_id)
        self.setIndexWidget(self._model.index(at), editor)
        return True

    def close_editor(self, entry_id: str) -> None:
        """Take the editor of an entry away."""
        at = self._place_of(entry_id)
        if at is not None and self.indexWidget(self._model.index(at)) is not None:
            self.setIndexWidget(self._model.index(at), None)  # type: ignore[arg-type]

    def _place_of(self, entry_id: str | None) -> int | None:
        if entry_id is None:
            return None
        return next(
            (
                at
                for at, row in enumerate(self.rows)
                if isinstance(row, EntryRow) and row.entry.id == entry_id
            ),
            None,
        )

    def _row_at(self, at: int) -> EntryRow | None:
        row = self.rows[at] if 0 <= at < len(self.rows) else None
        return row if isinstance(row, EntryRow) else None

    def _nearest(self, at: int, step: int = 1) -> int | None:
        """Return the place of an entry at or beyond `at` in the direction of `step`, else of one before it."""
        beyond = range(at, len(self.rows)) if step > 0 else range(at, -1, -1)
        before = range(at, -1, -1) if step > 0 else range(at, len(self.rows))
        order: Sequence[int] = (*beyond, *before)
        return next((each for each in order if self._row_at(each) is not None), None)

    def go_to(self, at: int, step: int = 1) -> None:
        """Choose the entry at a place, or the nearest one in the direction of `step`."""
        found = self._nearest(max(0, min(len(self.rows) - 1, at)), step)
        if found is not None:
            self.setCurrentIndex(self._model.index(found))
            self._follow()

    def _follow(self) -> None:
        """Scroll to the chosen row, by heights as they are now."""
        self.executeDelayedItemsLayout()
        if self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def look_ahead(self) -> None:
        """Scroll so that the row behind the chosen one can be seen as well."""
        self._look_ahead_of(self.currentIndex().row())

    def _look_ahead_of(self, at: int) -> None:
        """Scroll to a row, and to the one behind it as far as there is room."""
        self.executeDelayedItemsLayout()
        for each in (at + 1, at):
            if at >= 0 and self._model.index(each).isValid():
                self.scrollTo(self._model.index(each))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        talk = next((at for at, row in enumerate(self.rows) if _in_talk(row)), None)
        focus = QApplication.focusWidget()
        if talk is None or (focus is not None and (focus is self or self.isAncestorOf(focus))):
            self._follow()
        else:
            # What was typed meanwhile may stand elsewhere: the room goes on with the entry in talk.
            self._look_ahead_of(talk)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._take_key(event):
            # A list would look for rows that begin with a letter, and take paging for itself.
            event.ignore()

    def _take_key(self, event: QKeyEvent) -> bool:
        key, here = Qt.Key(event.key()), self.currentIndex().row()
        chosen = self.chosen_id
        page = max(1, self.viewport().height() // HEIGHT - 1)
        pages = {Qt.Key.Key_PageDown: 1, Qt.Key.Key_PageUp: -1}
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(here, -1 if key == Qt.Key.Key_Up else 1)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.go_to(
                0 if key == Qt.Key.Key_Home else len(self.rows) - 1, 1 if key == Qt.Key.Key_Home else -1
            )
        elif key in pages and self._walks:
            self.step_wanted.emit(pages[key])
        elif key in pages:
            self.go_to(here + pages[key] * page, pages[key])
        elif chosen is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.edit_wanted.emit(chosen)
        elif chosen is not None and key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.delete_wanted.emit(chosen)
        elif chosen is not None and key == Qt.Key.Key_Space and self._walks:
            self.talk_wanted.emit(chosen)
        elif printable(event):
            self.typed.emit(printable(event))
        else:
            return False
        return True

    def _step(self, here: int, step: int) -> None:
        beyond = range(here + step, len(self.rows) if step > 0 else -1, step)
        goal = next((at for at in beyond if self._row_at(at) is not None), None)
        if goal is not None:
            self.setCurrentIndex(self._model.index(goal))
            self._follow()
        elif step > 0:
            self.left_downwards.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        row = self._row_at(self.indexAt(event.position().toPoint()).row())
        if row is not None:
            self.edit_wanted.emit(row.entry.id)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.chosen_id is None:
            self.go_to(len(self.rows) - 1, -1)
        self._renew()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._renew()

    def _current_changed(self, _now: QModelIndex, _before: QModelIndex) -> None:
        self._renew()

    def _renew(self) -> None:
        self.viewport().update()
        self.moved.emit()

    def _theme_changed(self) -> None:
        self.viewport().update()

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.Paint:
            # The frame above the viewport: the hairline over the first row, which stays while rows scroll.
            painter = QPainter(self)
            painter.fillRect(0, 0, self.viewport().width(), 1, themes.current().colour("line"))
            painter.end()
        return answer

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.rows:
            super().paintEvent(event)
            return
        painter = QPainter(self.viewport())
        box = QRectF(self.viewport().rect())
        words = lay_out(self._empty, fonts.font("body"), box.width() - 20, 20)
        words.draw(painter, 10, 12, themes.current().colour("ink_faint"))
        painter.end()
