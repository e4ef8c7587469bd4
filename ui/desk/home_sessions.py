"""The sessions as a list, newest first: as long as it is, read page by page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QSizePolicy, QWidget

from ui import fonts
from ui import theme as themes
from ui.desk.session_rows import (
    FOLDED_ROW,
    NARROW,
    PAD,
    PAGE,
    PITCH,
    ROW,
    Cell,
    Columns,
    cells_of,
    columns_for,
    folded_cells,
    words_of,
)
from ui.icons import paint_icon
from ui.widgets.drawing import draw_box, fill
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from facilitator.library import SessionSummary

__all__ = ["SessionList", "SessionModel"]

_MENU = 32

Read = Callable[[int, int], "Sequence[SessionSummary]"]
Index = QModelIndex | QPersistentModelIndex
_OUTSIDE = QModelIndex()


class SessionModel(QAbstractListModel):
    """Sessions read so far. `read(limit, offset)` reads on."""

    def __init__(self, read: Read, now: Callable[[], datetime]) -> None:
        super().__init__()
        self._read = read
        self.now = now
        self.sessions: list[SessionSummary] = []
        self.open_id = ""
        self.row_height = ROW
        self._whole = False

    def renew(self) -> None:
        """Read everything shown so far anew, at least one page."""
        limit = max(PAGE, len(self.sessions))
        self.beginResetModel()
        self.sessions = list(self._read(limit, 0))
        self._whole = len(self.sessions) < limit
        self.endResetModel()

    def more(self) -> bool:
        """Read the next page; tell whether there was one."""
        if self._whole:
            return False
        found = list(self._read(PAGE, len(self.sessions)))
        self._whole = len(found) < PAGE
        if found:
            self.beginInsertRows(_OUTSIDE, len(self.sessions), len(self.sessions) + len(found) - 1)
            self.sessions += found
            self.endInsertRows()
        return bool(found)

    def rowCount(self, parent: Index = _OUTSIDE) -> int:
        return 0 if parent.isValid() else len(self.sessions)

    def summary(self, index: Index) -> SessionSummary | None:
        """Return the session of a row, None outside the list."""
        return self.sessions[index.row()] if 0 <= index.row() < len(self.sessions) else None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        summary = self.summary(index)
        if summary is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return summary.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join((summary.title, *words_of(summary, self.now(), self.open_id)))
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(200, self.row_height)
        return None


def _words(painter: QPainter, box: QRect, cell: Cell) -> None:
    font = fonts.font(cell.style, cell.weight)
    block = lay_out(cell.text, font, max(1.0, float(cell.width)), PITCH, max_lines=1)
    colour = themes.current().colour(cell.role)
    block.draw(painter, box.left() + cell.left, box.top() + cell.top, colour)


class SessionList(QListView):
    """As high as all its rows: the page around it scrolls.

    Signals: opened(str), menu_wanted(str, QPoint on the screen), renamed(str), binned(str), each with a session's id;
    current_moved(QRect) for the page to scroll there; left_upwards() when Up is pressed on the first row.
    """

    opened = Signal(str)
    menu_wanted = Signal(str, QPoint)
    rename_wanted = Signal(str)
    bin_wanted = Signal(str)
    current_moved = Signal(QRect)
    left_upwards = Signal()

    def __init__(
        self,
        read: Read,
        now: Callable[[], datetime],
        parent: QWidget | None = None,
        *,
        may_fold: bool = False,
    ) -> None:
        """With `may_fold` a row has two lines where there is no room for every column."""
        super().__init__(parent)
        self.now = now
        self._may_fold = may_fold
        self.keyboard_in_use = False
        self.columns = Columns()
        # PySide does not know a view's own viewport and loads every kind of widget to find out what it is: 10 ms.
        self._viewport = QWidget()
        self.setViewport(self._viewport)
        self.sessions = SessionModel(read, now)
        self.setModel(self.sessions)
        self._hovered = -1
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Sessions, newest first"))
        self.sessions.modelReset.connect(self._fit)
        self.sessions.rowsInserted.connect(self._fit)

    def renew(self) -> None:
        """Read the list anew; the same session stays chosen."""
        before = self.chosen()
        place = max(0, self.currentIndex().row())
        self.sessions.renew()
        ids = [each.id for each in self.sessions.sessions]
        if before is not None and before.id in ids:
            place = ids.index(before.id)
        if ids:
            self.setCurrentIndex(self.sessions.index(min(place, len(ids) - 1)))

    def chosen(self) -> SessionSummary | None:
        """Return the session the keyboard is on."""
        return self.sessions.summary(self.currentIndex())

    def _fit(self) -> None:
        self.columns = columns_for(self.sessions.sessions)
        self.setFixedHeight(max(1, self.sessions.rowCount() * self.sessions.row_height))

    @property
    def folded(self) -> bool:
        """Whether a row has two lines."""
        return self.sessions.row_height != ROW

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        height = FOLDED_ROW if self._may_fold and event.size().width() < NARROW else ROW
        if height != self.sessions.row_height:
            self.sessions.row_height = height
            self.sessions.layoutChanged.emit()
            # The layout around it is being arranged: it may not hear of another height before that is done.
            QTimer.singleShot(0, self, self._fit)

    # The rows are painted here and not by a delegate: the enumerations of Qt's styles, which a delegate is given,
    # took 2 % of the time to the first window.
    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self._viewport)
        seen = event.rect()
        row = self.sessions.row_height
        for number in range(seen.top() // row, min(self.sessions.rowCount(), seen.bottom() // row + 1)):
            self._paint_row(painter, number)
        painter.end()

    def _paint_row(self, painter: QPainter, number: int) -> None:
        theme = themes.current()
        index = self.sessions.index(number)
        box, summary = self.visualRect(index), self.sessions.sessions[number]
        hovered = number == self._hovered
        here = self.hasFocus() and index == self.currentIndex()
        painter.save()
        if here or hovered:
            fill(painter, QRectF(box), theme.colour("wash" if here else "table"))
        fill(painter, QRectF(box.left(), box.bottom(), box.width(), 1), theme.colour("line"))
        open_id = self.sessions.open_id
        cells = (
            folded_cells(summary, box.width(), self.now(), open_id)
            if self.folded
            else cells_of(summary, box.width(), self.columns, self.now(), open_id)
        )
        for cell in cells:
            _words(painter, box, cell)
        if hovered or here:
            mark = QRectF(box.right() - _MENU + 8, box.top() + (box.height() - 16) / 2, 16, 16)
            paint_icon(painter, "menu", mark, theme.colour("ink_soft"))
        if here and self.keyboard_in_use:
            draw_box(
                painter,
                QRectF(box).adjusted(0, 0, 0, -1),
                border=theme.colour("accent"),
                width=2.0,
                corner=4.0,
            )
        painter.restore()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        super().mouseMoveEvent(event)
        self._hover(self.indexAt(event.position().toPoint()).row())

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover(-1)
        return super().viewportEvent(event)

    def _hover(self, number: int) -> None:
        if number != self._hovered:
            self._hovered = number
            self._viewport.update()

    def currentChanged(self, current: Index, previous: Index) -> None:
        super().currentChanged(current, previous)
        if current.isValid() and self.hasFocus():
            if current.row() >= self.sessions.rowCount() - 2:
                self.sessions.more()
            self.current_moved.emit(self.visualRect(current))
        self._viewport.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            self.keyboard_in_use = True
        super().focusInEvent(event)
        self._viewport.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        self.keyboard_in_use = True
        self._viewport.update()
        summary = self.chosen()
        key = Qt.Key(event.key())
        if summary is not None and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit(summary.id)
        elif summary is not None and key == Qt.Key.Key_F2:
            self.rename_wanted.emit(summary.id)
        elif summary is not None and key == Qt.Key.Key_Delete:
            self.bin_wanted.emit(summary.id)
        elif key == Qt.Key.Key_Up and self.currentIndex().row() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.keyboard_in_use = False
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        place = event.position().toPoint()
        summary = self.sessions.summary(self.indexAt(place))
        if event.button() != Qt.MouseButton.LeftButton or summary is None:
            return
        if place.x() > self._viewport.width() - _MENU:
            self.menu_wanted.emit(summary.id, self._viewport.mapToGlobal(place))
        else:
            self.opened.emit(summary.id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        summary = self.sessions.summary(index)
        if summary is not None:
            row = self.visualRect(index)
            place = event.pos() if by_mouse else QPoint(row.left() + PAD, row.bottom())
            self.menu_wanted.emit(summary.id, self._viewport.mapToGlobal(place))
