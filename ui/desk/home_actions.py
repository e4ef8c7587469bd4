"""Open action items of all sessions, overdue ones first, each with a box to tick."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.ids import from_stamp
from ui import theme as themes
from ui.desk.home_places import UNDER_HEADING
from ui.desk.home_words import day_words, due_words, open_words
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.drawing import fill
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

if TYPE_CHECKING:
    from facilitator.library import ActionListing

__all__ = ["ActionRow", "Hairline", "OpenActions", "is_overdue"]


def is_overdue(listing: ActionListing, today: date) -> bool:
    """Tell whether an action should have been done before `today`."""
    return due_words(listing.action.due, today)[1] == "alarm"


class ActionRow(RuledRow):
    """One action.

    Signals: ticked(ActionListing, bool) by its box, opened(str) with its session's id by a click on its words or Enter.
    """

    ticked = Signal(object, bool)
    opened = Signal(str)

    def __init__(self, listing: ActionListing, now: datetime, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.listing = listing
        action = listing.action
        due, role = due_words(action.due, now.date())
        done = action.state != "open"
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 8, 0, 9)
        row.setSpacing(0)
        # Outside the layout: the box stands on the edge of the column, the area that can be hit reaches beyond it.
        self.check = Check(name=action.text, parent=self)
        self.check.setGeometry(-8, 8, 32, 32)
        self.check.setChecked(action.state == "done")
        self.check.toggled.connect(lambda done: self.ticked.emit(self.listing, done))
        column = QVBoxLayout()
        column.setContentsMargins(0, 5, 0, 0)
        column.setSpacing(1)
        self.title = PlainLabel(action.text, weight=500, wrap=True, role="ink_faint" if done else "ink")
        column.addWidget(self.title)
        line = QHBoxLayout()
        line.setSpacing(0)
        state = {"done": self.tr("Done"), "dropped": self.tr("Dropped")}.get(action.state, due)
        due_role = "ink_soft" if done else role
        self.due = PlainLabel(state, style="small", weight=600, role=due_role, parent=self)
        # Without words it would still take two pixels, and the owner would not stand under the title.
        self.due.setHidden(not state)
        line.addWidget(self.due)
        owner = f" · {action.owner}" if state and action.owner else action.owner
        line.addWidget(PlainLabel(owner, style="small", role="ink_soft", elide=True), 1)
        if state or owner:
            column.addLayout(line)
        where = ", ".join(part for part in (listing.session_title, _created(action.created, now)) if part)
        column.addWidget(PlainLabel(where, style="caption", weight=400, role="ink_faint", elide=True))
        row.addLayout(column, 1)
        self.check.setAccessibleDescription(", ".join(part for part in (state, action.owner, where) if part))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(self.listing.action.session_id)
            return
        super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self.rect().contains(event.position().toPoint()):
            self.opened.emit(self.listing.action.session_id)


def _created(stamp: str, now: datetime) -> str:
    try:
        day = from_stamp(stamp).astimezone(now.tzinfo).date()
    except ValueError:
        return ""
    return (
        QCoreApplication.translate("ActionRow", "today") if day == now.date() else day_words(day, now.date())
    )


class OpenActions(QWidget):
    """The column at the right of Home.

    Signals: ticked(ActionListing, bool), opened(str) with a session's id, all_wanted().
    """

    ticked = Signal(object, bool)
    opened = Signal(str)
    all_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[ActionRow] = []
        self._most = 5
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._counts: tuple[str, ...] = ("",)
        head = self._head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._title = PlainLabel(self.tr("Open next steps"), style="heading")
        head.addWidget(self._title)
        head.addStretch(1)
        self.count = PlainLabel(style="small", role="ink_soft")
        head.addWidget(self.count)
        self._column.addLayout(head)
        self._column.addSpacing(UNDER_HEADING)
        self._line = Hairline()
        self._column.addWidget(self._line)
        self.empty = PlainLabel(self.tr("Nothing open."), role="ink_faint")
        self.empty.setFixedHeight(44)
        self._column.addWidget(self.empty)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._column.addLayout(self._rows)
        self._column.addSpacing(12)
        self.all = Button(self.tr("See all next steps"))
        self.all.clicked.connect(self.all_wanted)
        self._column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def show_actions(self, listings: Sequence[ActionListing], now: datetime, most: int) -> None:
        """Show the first `most` of all open actions, and how many there are."""
        for old in self.rows:
            self._rows.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows = []
        for listing in listings[:most]:
            row = ActionRow(listing, now)
            row.ticked.connect(self.ticked)
            row.opened.connect(self.opened)
            self._rows.addWidget(row)
            self.rows.append(row)
        today = now.date()
        overdue = sum(is_overdue(each, today) for each in listings)
        self._counts = (open_words(len(listings), overdue), open_words(len(listings), 0))
        self._show_count()
        self.empty.setVisible(not listings)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._show_count()

    def _show_count(self) -> None:
        """Say how many are open, and how many of these overdue where there is room: each of them says it as well."""
        room = self.width() - self._title.sizeHint().width() - self._head.spacing()
        for words in self._counts:
            self.count.setText(words)
            if self.count.sizeHint().width() <= room:
                break


class Hairline(QWidget):
    """A line of one pixel."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, QRectF(self.rect()), themes.current().colour("line"))
        painter.end()
