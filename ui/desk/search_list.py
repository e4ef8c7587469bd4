"""What a search found in all sessions: each line is a place that can be opened."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ui import fonts
from ui import theme as themes
from ui.widgets.text_block import lay_out

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex

    from facilitator.library import Hit

__all__ = ["COMMUNITIES", "SearchList", "kind_words"]

COMMUNITIES = "communities"
"""What stands in `Hit.table` of what a community's page has."""
ROW = 52


def _tr(text: str) -> str:
    return QCoreApplication.translate("SearchList", text)


def kind_words(hit: Hit) -> str:
    """Return what was found; "" for what has no word."""
    if hit.table == COMMUNITIES:
        return _page_words(hit.row_id.partition(":")[0])
    if hit.what:
        return hit.what[:1].upper() + hit.what[1:]
    if hit.table == "activity_values":
        return _kept_words(hit.row_id.removeprefix(f"{hit.place}:"))
    words = {
        "methods": _tr("Method"),
        "sessions": _tr("Title"),
        "notes": _tr("Note"),
        "groups": _tr("Group"),
        "outcomes": _tr("Outcome"),
        "actions": _tr("Next step"),
        "parked": _tr("Parking lot"),
        "participants": _tr("Person"),
    }
    return words.get(hit.table, "")


def _page_words(where: str) -> str:
    """Return what is found on a community's page."""
    words = {
        "asks": _tr("What it asks about"),
        "backlog": _tr("Topic"),
        "channels": _tr("Channel"),
        "criteria": _tr("Self-check"),
        "decides": _tr("What it may decide"),
        "events": _tr("Event"),
        "leader": _tr("Leader"),
        "purposes": _tr("What it is for"),
        "sponsor": _tr("Sponsor"),
    }
    return words.get(where, _tr("Community or team"))


def _kept_words(key: str) -> str:
    """Return what is kept under a key of an activity."""
    kind = key.partition(":")[0]
    words = {
        "agreed": _tr("What was agreed"),
        "change": _tr("The change"),
        "commitment": _tr("Next step"),
        "entry": _tr("Timeline"),
        "field": _tr("Field"),
        "incident": _tr("Incident"),
        "leaders": _tr("Person"),
        "not_done": _tr("Left undone"),
        "party": _tr("On the map"),
        "row": _tr("Row"),
    }
    return words.get(kind, _tr("Answer"))


def _in_a_line(excerpt: str) -> str:
    """Return an excerpt on one line, with a sign where a line of it ends."""
    lines = (" ".join(each.split()) for each in excerpt.splitlines())
    return " \N{MIDDLE DOT} ".join(each for each in lines if each)


class _Line(QStyledItemDelegate):
    """Paints one hit: its words, and below them what it is and where."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(200, ROW)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        theme = themes.current()
        hit = index.data(Qt.ItemDataRole.UserRole)
        box = QRect(option.rect)
        here = bool(option.state & QStyle.StateFlag.State_Selected)
        if here or option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(box, theme.colour("wash" if here else "table"))
        painter.fillRect(QRectF(box.left(), box.bottom(), box.width(), 1), theme.colour("line"))
        width = float(box.width() - 24)
        first = lay_out(_in_a_line(hit.excerpt), fonts.font("body", 500), width, 20, max_lines=1)
        first.draw(painter, box.left() + 12, box.top() + 6, theme.colour("ink"))
        parts = (kind_words(hit), hit.session_title if hit.session_title != hit.excerpt else "")
        where = " · ".join(part for part in parts if part)
        second = lay_out(where, fonts.font("small"), width, 18, max_lines=1)
        second.draw(painter, box.left() + 12, box.top() + 27, theme.colour("ink_soft"))


class SearchList(QListWidget):
    """As high as all its lines. Signals: opened(Hit), current_moved(QRect), left_upwards() above the first line."""

    opened = Signal(object)
    current_moved = Signal(QRect)
    left_upwards = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setItemDelegate(_Line(self))
        self.setUniformItemSizes(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(self.tr("Found"))
        self.viewport().setAutoFillBackground(False)
        self.currentItemChanged.connect(self._moved)

    def show_hits(self, hits: Sequence[Hit], chosen: int = 0) -> None:
        """Show these places, one of them `chosen`."""
        self.clear()
        for hit in hits:
            item = QListWidgetItem(_in_a_line(hit.excerpt))
            item.setData(Qt.ItemDataRole.UserRole, hit)
            spoken = ", ".join(part for part in (hit.excerpt, kind_words(hit), hit.session_title) if part)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)
            self.addItem(item)
        self.setFixedHeight(max(1, len(hits) * ROW))
        if hits:
            self.setCurrentRow(chosen)

    def open_current(self) -> None:
        """Open the line that is chosen."""
        item = self.currentItem()
        if item is not None:
            self.opened.emit(item.data(Qt.ItemDataRole.UserRole))

    def next_hit(self) -> None:
        """Choose the line below, from the last one the first again."""
        if self.count():
            self.setCurrentRow((self.currentRow() + 1) % self.count())

    def _moved(self) -> None:
        if self.currentItem() is not None:
            self.current_moved.emit(self.visualItemRect(self.currentItem()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = Qt.Key(event.key())
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.open_current()
        elif key == Qt.Key.Key_Up and self.currentRow() <= 0:
            self.left_upwards.emit()
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton and self.itemAt(event.position().toPoint()):
            self.open_current()
