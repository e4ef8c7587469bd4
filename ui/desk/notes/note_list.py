"""The notes of one lane, painted in columns: hundreds of them in one widget, each change repainting its own part."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, Qt, Signal
from PySide6.QtGui import (
    QInputMethodEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from facilitator.model import Note
from ui import fonts
from ui import theme as themes
from ui.desk.notes.entry_note import EntryNote
from ui.icons import paint_icon
from ui.widgets.note_painter import NOTE_OUTSET, note_height, note_metrics, paint_note
from ui.widgets.text_block import lay_out

__all__ = ["BAR", "REACH", "NoteList"]

_GAP = 10
_LEAST_WIDTH = 160
REACH = 6
"""Room at the left and the right for the ring around a chosen note, in px."""
BAR = 10
"""Room for the scroll bar at the right, kept free also without one, in px."""
_OUTSET = NOTE_OUTSET.toMargins()


@dataclass(frozen=True)
class _Shown:
    id: str
    text: str
    colour: str


class NoteList(QAbstractScrollArea):
    """Shows notes in as many columns as find room; one of them may be the current one.

    Signals: current_changed() for another current note; left_by(str) with "up", "left" or "right" when an arrow
    key leaves the list; edited(str, str) with the id and the new text of a note; text_began(str).
    """

    current_changed = Signal()
    left_by = Signal(str)
    edited = Signal(str, str)
    text_began = Signal(str)

    def __init__(self, name: str, empty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notes: list[_Shown] = []
        self._empty = empty
        self._current = ""
        self._hovered = ""
        self._reading = ""
        self._editor: EntryNote | None = None
        self._editing = ""
        self._columns = 1
        self._width = _LEAST_WIDTH
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.viewport().setMouseTracking(True)
        self.viewport().setAutoFillBackground(False)
        self.verticalScrollBar().setSingleStep(44)

    # What is shown

    def set_notes(self, notes: Sequence[Note]) -> None:
        """Show these notes in this order, repainting only what is different from before."""
        wanted = [_Shown(note.id, note.text, note.colour) for note in notes]
        if wanted == self._notes:
            return
        before, self._notes = self._notes, wanted
        for place in range(max(len(before), len(wanted))):
            old = before[place] if place < len(before) else None
            new = wanted[place] if place < len(wanted) else None
            if old != new:
                self._touch(place)
        if not before or not wanted:
            self.viewport().update()
        if self._current and self._place_of(self._current) is None:
            self._take_next_current(before)
        if self._editing and self._place_of(self._editing) is None:
            self.stop_editing(keep=False)
        self._measure()

    def _take_next_current(self, before: Sequence[_Shown]) -> None:
        """The note that stood behind the lost one is chosen now."""
        place = next((index for index, each in enumerate(before) if each.id == self._current), 0)
        self.set_current(self._notes[min(place, len(self._notes) - 1)].id if self._notes else "")

    def ids(self) -> list[str]:
        """Return the ids of the notes shown, in order."""
        return [note.id for note in self._notes]

    def text_of(self, note_id: str) -> str:
        """Return the text shown for a note, "" when it is not shown."""
        return next((note.text for note in self._notes if note.id == note_id), "")

    @property
    def current(self) -> str:
        """The id of the current note, "" for none."""
        return self._current

    def set_current(self, note_id: str) -> None:
        """Make a note the current one and bring it into view; "" for none."""
        if note_id == self._current:
            return
        self._touch_id(self._current)
        self._current = note_id
        self._touch_id(note_id)
        place = self._place_of(note_id)
        if place is not None:
            self._show_place(place)
        self.setAccessibleDescription(self.text_of(note_id))
        self.current_changed.emit()

    def set_reading(self, note_id: str) -> None:
        """Mark the note that is being read out."""
        if note_id != self._reading:
            self._touch_id(self._reading)
            self._reading = note_id
            self._touch_id(note_id)

    def show_last(self) -> None:
        """Bring the newest note into view."""
        if self._notes:
            self._show_place(len(self._notes) - 1)

    # Where things are

    def columns(self) -> int:
        """Return how many notes stand side by side."""
        return self._columns

    def _place_of(self, note_id: str) -> int | None:
        return next((place for place, note in enumerate(self._notes) if note.id == note_id), None)

    def _rect(self, place: int) -> QRect:
        """Where a note stands in the viewport."""
        row, column = divmod(place, self._columns)
        height = int(note_metrics("comfortable").height)
        x = REACH + column * (self._width + _GAP)
        return QRect(x, 4 + row * (height + _GAP) - self._scrolled(), self._width, height)

    def _grown(self, place: int) -> QRect:
        """Where a note stands when it shows all of its text."""
        box = self._rect(place)
        needed = note_height(self._notes[place].text, box.width(), note_metrics("comfortable"))
        return QRect(box.x(), box.y(), box.width(), int(max(needed, box.height())))

    def _scrolled(self) -> int:
        return self.verticalScrollBar().value()

    def note_rect(self, note_id: str) -> QRect:
        """Return where a note stands in the viewport; an empty rectangle when it is not shown."""
        place = self._place_of(note_id)
        return QRect() if place is None else self._rect(place)

    def note_at(self, point: QPoint) -> str:
        """Return the id of the note at a point of the viewport, "" for none."""
        current = self._place_of(self._current)
        if current is not None and self._grown(current).contains(point):
            return self._current
        return next(
            (note.id for place, note in enumerate(self._notes) if self._rect(place).contains(point)), ""
        )

    def _touch(self, place: int) -> None:
        box = self._rect(place)
        if place < len(self._notes) and self._notes[place].id == self._current:
            box = self._grown(place)
        self.viewport().update(box.marginsAdded(_OUTSET))

    def _touch_id(self, note_id: str) -> None:
        place = self._place_of(note_id) if note_id else None
        if place is not None:
            self._touch(place)

    def _measure(self) -> None:
        room = self.width() - 2 * REACH - BAR
        columns = max(1, (room + _GAP) // (_LEAST_WIDTH + _GAP))
        width = max(80, (room - (columns - 1) * _GAP) // columns)
        if (columns, width) != (self._columns, self._width):
            self._columns, self._width = columns, width
            self.viewport().update()
        height = int(note_metrics("comfortable").height)
        rows = -(-len(self._notes) // self._columns)
        whole = 4 + rows * (height + _GAP)
        current = self._place_of(self._current)
        if current is not None:
            whole = max(whole, self._grown(current).bottom() + self._scrolled() + _GAP)
        bar = self.verticalScrollBar()
        bar.setPageStep(self.viewport().height())
        bar.setRange(0, max(0, whole - self.viewport().height()))
        self._place_editor()

    def _show_place(self, place: int) -> None:
        self._measure()
        box = self._grown(place) if self._notes[place].id == self._current else self._rect(place)
        bar = self.verticalScrollBar()
        if box.bottom() > self.viewport().height() - 6:
            bar.setValue(bar.value() + box.bottom() - self.viewport().height() + 12)
        if box.top() < 6:
            bar.setValue(bar.value() + box.top() - 6)

    # Editing in place

    def edit_current(self) -> bool:
        """Open the current note for writing; tell whether there is one."""
        place = self._place_of(self._current)
        if place is None:
            return False
        note = self._notes[place]
        editor = EntryNote(
            self.tr("Edit the note"), splits_paste=False, takes_tab=False, parent=self.viewport()
        )
        editor.set_colour(note.colour)
        editor.set_least_height(self._rect(place).height())
        editor.set_text(note.text)
        editor.field.entered.connect(lambda: self.stop_editing(keep=True))
        editor.field.escaped.connect(lambda: self.stop_editing(keep=False))
        editor.field.focused.connect(self._editor_focused)
        self._editor, self._editing = editor, note.id
        self._show_place(place)
        self._place_editor()
        editor.show()
        editor.field.setFocus()
        return True

    def stop_editing(self, *, keep: bool) -> None:
        """Close the editor; with `keep` its text becomes the note's."""
        editor, note_id = self._editor, self._editing
        if editor is None:
            return
        self._editor, self._editing = None, ""
        text = editor.text()
        had_focus = editor.field.hasFocus()
        editor.hide()
        editor.deleteLater()
        if had_focus:
            self.setFocus()
        if keep and text != self.text_of(note_id):
            self.edited.emit(note_id, text)

    def _editor_focused(self, has: bool) -> None:
        if not has:
            self.stop_editing(keep=True)

    def _place_editor(self) -> None:
        place = self._place_of(self._editing) if self._editing else None
        if self._editor is not None and place is not None:
            box = self._rect(place)
            self._editor.setGeometry(box.x(), box.y(), box.width(), self._editor.wanted_height())
            self._editor.raise_()

    # Events

    def focusInEvent(self, event: QEvent) -> None:
        if not self._current and self._notes:
            self.set_current(self._notes[0].id)
        self._touch_id(self._current)

    def focusOutEvent(self, event: QEvent) -> None:
        self._touch_id(self._current)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = Qt.Key(event.key())
        if plain == Qt.KeyboardModifier.NoModifier:
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                if self.edit_current():
                    return
            elif key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down):
                self._walk(key)
                return
            elif key in (Qt.Key.Key_Home, Qt.Key.Key_End) and self._notes:
                self.set_current(self._notes[0 if key == Qt.Key.Key_Home else -1].id)
                return
        # A scroll area would keep Page Up, and a presenter's Page Up is a command.
        event.ignore()

    def _walk(self, key: Qt.Key) -> None:
        place = self._place_of(self._current)
        if place is None:
            if self._notes:
                self.set_current(self._notes[0].id)
            else:
                self.left_by.emit({Qt.Key.Key_Left: "left", Qt.Key.Key_Right: "right"}.get(key, "up"))
            return
        column = place % self._columns
        if key == Qt.Key.Key_Left and column == 0:
            self.left_by.emit("left")
        elif key == Qt.Key.Key_Right and (column == self._columns - 1 or place + 1 == len(self._notes)):
            self.left_by.emit("right")
        elif key == Qt.Key.Key_Up and place < self._columns:
            self.left_by.emit("up")
        else:
            step = {
                Qt.Key.Key_Left: -1,
                Qt.Key.Key_Right: 1,
                Qt.Key.Key_Up: -self._columns,
                Qt.Key.Key_Down: self._columns,
            }[key]
            wanted = min(place + step, len(self._notes) - 1)
            self.set_current(self._notes[wanted].id)

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        if event.commitString():
            self.text_began.emit(event.commitString())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Leave:
            self._hover("")
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.set_current(self.note_at(event.position().toPoint()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self.note_at(event.position().toPoint()):
            self.edit_current()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self.note_at(event.position().toPoint()))

    def _hover(self, note_id: str) -> None:
        if note_id != self._hovered:
            self._touch_id(self._hovered)
            self._hovered = note_id
            self._touch_id(note_id)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._measure()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self.viewport().scroll(dx, dy)
        self._place_editor()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        if not self._notes:
            self._paint_empty(painter)
            painter.end()
            return
        height = int(note_metrics("comfortable").height) + _GAP
        seen = event.rect()
        first = max(0, (seen.top() + self._scrolled() - _GAP) // height) * self._columns
        last = ((seen.bottom() + self._scrolled() + _GAP) // height + 1) * self._columns
        touched = event.region()
        for place in range(first, min(last, len(self._notes))):
            note = self._notes[place]
            if note.id not in (self._current, self._editing) and touched.intersects(
                self._rect(place).marginsAdded(_OUTSET)
            ):
                self._paint_place(painter, place)
        current = self._place_of(self._current)
        if current is not None and self._current != self._editing:
            self._paint_place(painter, current)
        painter.end()

    def _paint_place(self, painter: QPainter, place: int) -> None:
        theme = themes.current()
        note = self._notes[place]
        chosen = note.id == self._current
        box = QRectF(self._grown(place) if chosen else self._rect(place))
        paint_note(
            painter,
            box,
            note.text,
            note.colour,
            theme,
            selected=chosen and self.hasFocus(),
            hovered=note.id == self._hovered or chosen,
        )
        if note.id == self._reading:
            side = 16.0
            corner = QRectF(box.left() + 9, box.bottom() - side - 5, side, side)
            paint_icon(painter, "projector", corner, theme.colour("ink"))

    def _paint_empty(self, painter: QPainter) -> None:
        block = lay_out(self._empty, fonts.font("body"), self.viewport().width() - 2 * REACH, 20)
        block.draw(painter, REACH, 12, themes.current().colour("ink_faint"))
