"""The rail: the whole way through the session on the left, and the two things that may come up at any moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui import fonts
from ui import theme as themes
from ui.desk.frame import Frame
from ui.icons import paint_icon
from ui.theme import Theme
from ui.widgets.key_cap import key_width, paint_key
from ui.widgets.plain_label import plain_tooltip
from ui.widgets.text_block import lay_out

__all__ = ["Rail", "RailItem"]

_EDGE = 16.0
_TEXT = 38.0
_ICON = 18.0


@dataclass(frozen=True)
class RailItem:
    """One line of the agenda as the rail shows it.

    `state` is current, open, done, passed (jumped over, so not done) or skipped; `note` stands before the minutes
    ("optional"). A break (`rest`) has no number, nor has what is skipped: the numbers are those that the heading of
    the stage counts.
    """

    entry_id: str
    number: int | None
    title: str
    minutes: str
    state: str
    note: str = ""
    rest: bool = False


class _Row(QAbstractButton):
    """One activity or break.

    Signals: walked(int) one row up (-1) or down (1); the view around the rows would scroll instead.
    """

    walked = Signal(int)

    def __init__(self, item: RailItem, parent: QWidget) -> None:
        super().__init__(parent)
        self.item = item
        self._compact = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.set_item(item)

    def set_item(self, item: RailItem) -> None:
        """Show another state of the same line."""
        self.item = item
        states = {
            "current": self.tr("here"),
            "done": self.tr("done"),
            "passed": "",
            "skipped": self.tr("skipped"),
            "open": "",
        }
        words = [
            str(item.number or ""),
            item.title,
            self.tr("{minutes} minutes").format(minutes=item.minutes),
            item.note,
            states[item.state],
        ]
        self.setAccessibleName(", ".join(word for word in words if word))
        self.update()

    def set_form(self, compact: bool, height: int) -> None:
        """Show the number only, or all."""
        self._compact = compact
        self.setFixedHeight(height)
        self.setToolTip("")
        if compact:
            self.setToolTip(plain_tooltip(self.item.title))
        self.update()

    def focus_rect(self) -> QRect:
        """Keep the ring inside the rail."""
        return self.rect().adjusted(6, 5, -6, -5)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.walked.emit(step)
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        item, here = self.item, self.item.state == "current"
        if here:
            painter.fillRect(self.rect(), theme.colour("sheet"))
            painter.fillRect(QRectF(0, 0, 3, self.height()), theme.colour("accent"))
        elif self.isDown():
            painter.fillRect(self.rect(), theme.colour("line"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme.colour("paper"))
        self._paint_mark(painter, theme)
        if not self._compact:
            soft = {"done": "ink_soft", "passed": "ink_soft", "skipped": "ink_faint"}
            role = soft.get(item.state, "ink")
            right = self._paint_minutes(painter, theme)
            font = fonts.font("body", 600 if here else 400)
            block = lay_out(item.title, font, max(8.0, right - _TEXT - 4), 20, max_lines=1)
            block.draw(painter, _TEXT, (self.height() - 20) / 2, theme.colour(role))
        painter.end()

    def _paint_mark(self, painter: QPainter, theme: Theme) -> None:
        middle = self.height() / 2
        left = self.width() / 2 - 8 if self._compact else 12.0
        box = QRectF(left, middle - 8, 16, 16)
        if self.item.state == "done":
            paint_icon(painter, "check", box, theme.colour("ok"))
        elif self.item.rest:
            role = "accent" if self.item.state == "current" else "ink_soft"
            paint_icon(painter, "coffee", box, theme.colour(role))
        else:
            here = self.item.state == "current"
            painter.setFont(fonts.font("body", 600) if here else fonts.font("small"))
            painter.setPen(theme.colour("accent" if here else "ink_faint"))
            mark = "\N{EN DASH}" if self.item.number is None else str(self.item.number)
            painter.drawText(box.adjusted(-4, -4, 4, 4), Qt.AlignmentFlag.AlignCenter, mark)

    def _paint_minutes(self, painter: QPainter, theme: Theme) -> float:
        parts = [self.item.note, self.item.minutes]
        words = ", ".join(part for part in parts if part)
        font = fonts.font("caption" if self.item.note else "small", 400)
        block = lay_out(words, font, 120, 18, max_lines=1)
        left = self.width() - _EDGE - block.width
        block.draw(painter, left, (self.height() - 18) / 2, theme.colour("ink_faint"))
        return left


class _FootRow(QAbstractButton):
    """Parking lot, or the people in the room."""

    def __init__(self, icon: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._key = ""
        self._count = ""
        self._words = ""
        self._compact = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFixedHeight(28)

    def set_words(self, words: str, count: str = "", key: str = "") -> None:
        """Show what it leads to, how many wait there, and the key."""
        self._words, self._count, self._key = words, count, key
        self.setAccessibleName(" ".join(part for part in (words, count) if part))
        self.update()

    def set_compact(self, compact: bool) -> None:
        """Show the icon only."""
        self._compact = compact
        self.setToolTip(self.accessibleName() if compact else "")
        self.update()

    def focus_rect(self) -> QRect:
        """Keep the ring inside the rail."""
        return self.rect().adjusted(6, 4, -6, -4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        return QSize(240, 28)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        if self.underMouse():
            painter.fillRect(self.rect(), theme.colour("line" if self.isDown() else "paper"))
        middle = self.height() / 2
        left = self.width() / 2 - _ICON / 2 if self._compact else 12.0
        paint_icon(painter, self._icon, QRectF(left, middle - 9, _ICON, _ICON), theme.colour("ink_soft"))
        if not self._compact:
            right = self.width() - _EDGE
            if self._key:
                width = key_width(self._key)
                paint_key(painter, self._key, right - width, middle, theme)
                right -= width + 8
            if self._count:
                count = lay_out(self._count, fonts.font("small"), 60, 18, max_lines=1)
                count.draw(painter, right - count.width, middle - 9, theme.colour("ink_faint"))
                right -= count.width + 8
            words = lay_out(self._words, fonts.font("small"), max(8.0, right - _TEXT), 18, max_lines=1)
            words.draw(painter, _TEXT, middle - 9, theme.colour("ink"))
        painter.end()


class _Head(QWidget):
    """The line above the rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setFixedHeight(40)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        font = fonts.font("caption", 600)
        left = lay_out(self.tr("Activities"), font, self.width() - 60, 16, max_lines=1)
        right = lay_out(self.tr("min"), font, 60, 16, max_lines=1)
        left.draw(painter, 12, 16, theme.colour("ink_faint"))
        right.draw(painter, self.width() - _EDGE - right.width, 16, theme.colour("ink_faint"))
        painter.end()


class Rail(QWidget):
    """One row for each line of the agenda; arrows walk, Enter or a click jumps there.

    Signals: chosen(str) with an entry's id; menu_wanted(str, QPoint) for a row's menu at a place on the screen;
    parking_wanted() and people_wanted() from the two rows at the foot.
    """

    chosen = Signal(str)
    menu_wanted = Signal(str, QPoint)
    parking_wanted = Signal()
    people_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Activities"))
        self._frame = Frame()
        self._rows: list[_Row] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 10)
        column.setSpacing(0)
        self._head = _Head(self)
        column.addWidget(self._head)
        self._list = QWidget()
        self._list_column = QVBoxLayout(self._list)
        self._list_column.setContentsMargins(0, 0, 0, 0)
        self._list_column.setSpacing(0)
        self._list_column.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.viewport().setAutoFillBackground(False)
        self._scroll.setWidget(self._list)
        self._list.setAutoFillBackground(False)
        column.addWidget(self._scroll, 1)
        self.parking = _FootRow("parking", self)
        self.people = _FootRow("people", self)
        self.parking.clicked.connect(self.parking_wanted)
        self.people.clicked.connect(self.people_wanted)
        column.addWidget(self.parking)
        column.addWidget(self.people)
        self.set_frame(self._frame)

    def set_frame(self, frame: Frame) -> None:
        """Take the form of the desk."""
        self._frame = frame
        self.setFixedWidth(frame.rail)
        self._head.setVisible(not frame.compact)
        # Beside numbers alone a bar would be wider than what it moves; the keyboard and the wheel still scroll.
        policy = Qt.ScrollBarPolicy
        self._scroll.setVerticalScrollBarPolicy(
            policy.ScrollBarAlwaysOff if frame.compact else policy.ScrollBarAsNeeded
        )
        self.parking.set_compact(frame.compact)
        self.people.set_compact(frame.compact)
        for row in self._rows:
            row.set_form(frame.compact, frame.row)

    def set_items(self, items: Sequence[RailItem]) -> None:
        """Show these lines; rows that stay are kept, and the focus with them."""
        if [row.item.entry_id for row in self._rows] == [item.entry_id for item in items]:
            for row, item in zip(self._rows, items, strict=True):
                if row.item != item:
                    row.set_item(item)
        else:
            self._rebuild(items)
        here = self.current_row()
        for index, row in enumerate(self._rows):
            tabbed = row is here or (here is None and index == 0)
            # A click leaves the keyboard in the work: Enter would jump to the row whose menu was opened.
            row.setFocusPolicy(Qt.FocusPolicy.TabFocus if tabbed else Qt.FocusPolicy.NoFocus)
        if here is not None:
            self._scroll.ensureWidgetVisible(here, 0, 4)

    def _rebuild(self, items: Sequence[RailItem]) -> None:
        focused = next((row.item.entry_id for row in self._rows if row.hasFocus()), None)
        old = self._rows
        self._rows = [_Row(item, self._list) for item in items]
        for index, row in enumerate(self._rows):
            row.set_form(self._frame.compact, self._frame.row)
            row.clicked.connect(self._row_clicked)
            row.walked.connect(self._walk)
            self._list_column.insertWidget(index, row)
            if row.item.entry_id == focused:
                row.show()
                row.setFocus(Qt.FocusReason.OtherFocusReason)
        for row in old:
            self._list_column.removeWidget(row)
            row.hide()
            row.deleteLater()

    def items(self) -> tuple[RailItem, ...]:
        """Return what is shown."""
        return tuple(row.item for row in self._rows)

    def current_row(self) -> QWidget | None:
        """Return the row of the place where the session is."""
        return next((row for row in self._rows if row.item.state == "current"), None)

    def set_parked(self, count: int) -> None:
        """Say how many topics wait on the parking lot."""
        self.parking.set_words(self.tr("Parking lot"), str(count) if count else "", "F9")

    def set_people(self, count: int) -> None:
        """Say how many people are in the room."""
        self.people.set_words(self.tr("{count} in the room").format(count=count))

    def take_focus(self) -> None:
        """Put the keyboard on the current row."""
        row = self.current_row() or next(iter(self._rows), None)
        if row is not None:
            row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _row_clicked(self) -> None:
        row = self.sender()
        if isinstance(row, _Row):
            self.chosen.emit(row.item.entry_id)

    def _walk(self, step: int) -> None:
        focused = self.sender()
        if isinstance(focused, _Row) and focused in self._rows:
            place = self._rows.index(focused) + step
            if 0 <= place < len(self._rows):
                self._rows[place].setFocus(Qt.FocusReason.TabFocusReason)
                self._scroll.ensureWidgetVisible(self._rows[place], 0, 4)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        row = self.childAt(event.pos())
        if not isinstance(row, _Row):
            row = self.focusWidget()
        if isinstance(row, _Row):
            self.menu_wanted.emit(row.item.entry_id, row.mapToGlobal(QPoint(int(_TEXT), row.height())))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("table"))
        painter.fillRect(QRectF(self.width() - 1, 0, 1, self.height()), theme.colour("line"))
        painter.end()
