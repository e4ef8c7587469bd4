"""The rows of an import before it is taken: each can be left out, and what cannot be an entry says why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from facilitator import moments
from facilitator.timeline_imports import Preview, PreviewRow
from facilitator.timelines import Written
from ui import fonts
from ui import theme as themes
from ui.desk.timeline import words
from ui.icons import paint_icon
from ui.pictures.entry_mark import EntryMark
from ui.pictures.timeline_axis import kind_words
from ui.theme import Theme
from ui.widgets.drawing import draw_box
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from PySide6.QtCore import QObject

__all__ = ["ImportRows"]

_Index = QModelIndex | QPersistentModelIndex
_NO_INDEX = QModelIndex()
_LOW, _TALL = 34, 46
_BOX = 16.0
_TIME = 140.0
_KIND = 92.0


class _Model(QAbstractListModel):
    """Holds the rows and what is ticked."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.rows: tuple[PreviewRow, ...] = ()
        self.left_out: set[int] = set()
        self.zone = "UTC"

    def rowCount(self, parent: _Index = _NO_INDEX) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def ticked(self, at: int) -> bool:
        return self.rows[at].written is not None and self.rows[at].line not in self.left_out

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.rows[index.row()]
        if role == Qt.ItemDataRole.UserRole:
            return row
        if role == Qt.ItemDataRole.CheckStateRole and row.written is not None:
            return Qt.CheckState.Checked if self.ticked(index.row()) else Qt.CheckState.Unchecked
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            if row.written is None:
                return f"{row.problem} {row.original}"
            written = row.written
            return ", ".join((moments.clock(written.at, self.zone), kind_words(written.kind), written.text))
        return None


class _Painting(QStyledItemDelegate):
    """Paints a row: box, time, kind and text, or a sign, the words of the source and what is wrong with them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, _TALL if _below(index.data(Qt.ItemDataRole.UserRole)) else _LOW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PreviewRow = index.data(Qt.ItemDataRole.UserRole)
        theme = themes.current()
        box = QRectF(option.rect)
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected and option.state & QStyle.StateFlag.State_HasFocus:
            painter.fillRect(box, theme.colour("wash"))
            painter.fillRect(QRectF(box.left(), box.top(), 3, box.height()), theme.colour("accent"))
        painter.fillRect(QRectF(box.left(), box.bottom() - 1, box.width(), 1), theme.colour("line"))
        middle = box.top() + (_LOW / 2 if not _below(row) else 15)
        left = box.left() + 12
        sign = QRectF(left, middle - _BOX / 2, _BOX, _BOX)
        left += _BOX + 12
        if row.written is None:
            paint_icon(painter, "warning", sign, theme.colour("warn"))
            self._paint_text(painter, theme, row.original, left, box.right() - 8, middle, "ink_soft")
        else:
            ticked = index.data(Qt.ItemDataRole.CheckStateRole) == Qt.CheckState.Checked
            _paint_box(painter, theme, sign, ticked=ticked)
            self._paint_entry(painter, theme, row.written, left, box.right() - 8, middle, ticked=ticked)
        below = _below(row)
        if below:
            said = lay_out(below, fonts.font("caption", 400), box.right() - left - 8, 16, max_lines=1)
            said.draw(painter, left, middle + 10, theme.colour("warn"))
        painter.restore()

    def _paint_entry(
        self,
        painter: QPainter,
        theme: Theme,
        written: Written,
        left: float,
        right: float,
        middle: float,
        *,
        ticked: bool,
    ) -> None:
        model = self.parent()
        assert isinstance(model, ImportRows)
        role = "ink" if ticked else "ink_faint"
        time = words.moment_words(written.at, model.zone, model.first)
        font = fonts.font("small", 600, tabular=True)
        lay_out(time, font, _TIME, 18, max_lines=1).draw(painter, left, middle - 9, theme.colour(role))
        left += _TIME if model.several else 56.0
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        EntryMark(QRectF(left, middle - 5.5, 11, 11), written.kind).paint(painter, theme)
        self._paint_text(
            painter, theme, kind_words(written.kind), left + 18, left + _KIND, middle, "ink_soft"
        )
        left += _KIND
        if written.source:
            right -= _BOX
            paint_icon(
                painter, "link", QRectF(right, middle - _BOX / 2, _BOX, _BOX), theme.colour("ink_soft")
            )
            right -= 8
        self._paint_text(painter, theme, written.text, left, right, middle, role)

    def _paint_text(
        self, painter: QPainter, theme: Theme, text: str, left: float, right: float, middle: float, role: str
    ) -> None:
        block = lay_out(text, fonts.font("small"), max(24.0, right - left), 18, max_lines=1)
        block.draw(painter, left, middle - 9, theme.colour(role))


def _below(row: PreviewRow) -> str:
    if row.written is None:
        return row.problem
    return " ".join(row.written.said)


def _paint_box(painter: QPainter, theme: Theme, box: QRectF, *, ticked: bool) -> None:
    if ticked:
        draw_box(painter, box, fill=theme.colour("accent"), corner=3.0)
        paint_icon(painter, "check", box.adjusted(1, 1, -1, -1), theme.colour("on_accent"))
    else:
        draw_box(painter, box, fill=theme.colour("sheet"), border=theme.colour("edge"), width=1.5, corner=3.0)


class _LineEdit(QLineEdit):
    """A line of the source, opened to be corrected; Enter tells `taken`, Esc `given_up`."""

    taken = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class ImportRows(QListView):
    """Every row of a preview. Space ticks or unticks the one the keyboard is on; a click does as well.

    Signals: changed(), another number of rows is ticked; corrected(int, str, str), what begins in this line of the
    source, from 1, and has the first words there, should have the others: F2 or a double click opens one.
    """

    changed = Signal()
    corrected = Signal(int, str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = _Model(self)
        self.several = False
        self.first = ""
        self.setModel(self._model)
        self.setItemDelegate(_Painting(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(_LOW)
        self.setMinimumHeight(8 * _LOW)
        self.setAccessibleName(self.tr("What becomes an entry"))
        self.viewport().setAutoFillBackground(False)

    @property
    def zone(self) -> str:
        """The zone in which times are shown."""
        return self._model.zone

    def show_preview(self, preview: Preview, zone: str) -> None:
        """Show a preview; what was unticked stays so, by its line."""
        at = self.currentIndex().row()
        self._model.beginResetModel()
        self._model.rows, self._model.zone = preview.rows, zone
        ready = preview.ready
        self.first = ready[0].at if ready else ""
        self.several = len({words.date_words(each.at, zone) for each in ready}) > 1
        self._model.endResetModel()
        if self._model.rows:
            self.setCurrentIndex(self._model.index(min(max(0, at), len(self._model.rows) - 1)))
        self.changed.emit()

    def forget(self) -> None:
        """Tick everything again, for another source."""
        self._model.left_out.clear()

    def chosen(self) -> tuple[Written, ...]:
        """Return what is ticked."""
        return tuple(
            row.written
            for at, row in enumerate(self._model.rows)
            if row.written is not None and self._model.ticked(at)
        )

    def _toggle(self, at: int) -> None:
        row = self._model.rows[at] if 0 <= at < len(self._model.rows) else None
        if row is None or row.written is None:
            return
        self._model.left_out ^= {row.line}
        index = self._model.index(at)
        self._model.dataChanged.emit(index, index)
        self.changed.emit()

    def correct(self, at: int) -> None:
        """Open the words of a row as the source has them."""
        if not 0 <= at < len(self._model.rows):
            return
        row, index = self._model.rows[at], self._model.index(at)
        editor = _LineEdit(row.original)
        editor.setAccessibleName(self.tr("Correct this line"))
        editor.taken.connect(lambda: self._close(at, editor.text()))
        editor.given_up.connect(lambda: self._close(at))
        self.scrollTo(index)
        self.setIndexWidget(index, editor)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close(self, at: int, text: str | None = None) -> None:
        row = self._model.rows[at]
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.setIndexWidget(self._model.index(at), None)  # type: ignore[arg-type] # nothing takes it away
        if text is not None:
            self.corrected.emit(row.line, row.original, text)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.correct(self.indexAt(event.position().toPoint()).row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self._toggle(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_F2:
            self.correct(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            self._toggle(self.indexAt(event.position().toPoint()).row())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
