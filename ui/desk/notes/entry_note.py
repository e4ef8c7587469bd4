"""The note being written: a piece of note paper with a text field on it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent, QTextCursor
from PySide6.QtWidgets import QWidget

from facilitator.acts.notes import COLOURS
from facilitator.text import MOST_CHARACTERS
from ui import theme as themes
from ui.widgets.drawing import draw_box
from ui.widgets.growing_text import GrowingText
from ui.widgets.shapes import paint_shape

__all__ = ["EntryNote", "NoteField", "next_colour"]

LEAST_HEIGHT = 64
_PAD_X, _PAD_Y = 14, 8
_SHAPE = 10.0
_BARE_SHEET = """
QPlainTextEdit, QPlainTextEdit:focus { background: transparent; border: none; padding: 0; }
"""


def next_colour(colour: str) -> str:
    """Return the colour after `colour`, in the order of all note colours."""
    return COLOURS[(COLOURS.index(colour) + 1) % len(COLOURS)] if colour in COLOURS else COLOURS[0]


class NoteField(GrowingText):
    """A text field that says when the arrow keys leave it and when it loses or gets the keyboard.

    Signals: left_by(int) with -1 above the first line and 1 below the last; focused(bool).
    """

    left_by = Signal(int)
    focused = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if step and plain == Qt.KeyboardModifier.NoModifier:
            cursor = self.textCursor()
            direction = QTextCursor.MoveOperation.Up if step < 0 else QTextCursor.MoveOperation.Down
            if not cursor.movePosition(direction):
                self.left_by.emit(step)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focused.emit(False)


class EntryNote(QWidget):
    """Note paper, 64 px high or more, growing with its text. `field` is the text field on it.

    Signals: grown() after its height became another one.
    """

    grown = Signal()

    def __init__(
        self, name: str, *, splits_paste: bool, takes_tab: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._colour = COLOURS[0]
        self._least = LEAST_HEIGHT
        self.field = NoteField(name, max_lines=6, takes_tab=takes_tab, splits_paste=splits_paste, parent=self)
        self.field.setProperty("paper", "true")
        self.field.setStyleSheet(_BARE_SHEET)
        self.field.focused.connect(self._focused)
        self.field.height_changed.connect(self._fit)
        self.field.textChanged.connect(self._hold_back)
        self.setFocusProxy(self.field)
        self._fit()

    @property
    def colour(self) -> str:
        """The colour of the paper."""
        return self._colour

    def set_colour(self, colour: str) -> None:
        """Write on paper of another colour."""
        self._colour = colour
        self.update()

    def set_least_height(self, height: int) -> None:
        """Be at least this high, in px."""
        self._least = height
        self._fit()

    def text(self) -> str:
        """Return what is written."""
        return self.field.text()

    def set_text(self, text: str) -> None:
        """Replace what is written and put the caret at its end."""
        self.field.set_text(text)

    def wanted_height(self) -> int:
        """Return the height at which the text shows, at least the least one."""
        return max(self._least, self.field.minimumHeight() + 2 * _PAD_Y - 8)

    def sizeHint(self) -> QSize:
        return QSize(240, self.wanted_height())

    def _fit(self) -> None:
        wanted = self.wanted_height()
        if wanted != self.height():
            self.resize(self.width(), wanted)
            self.grown.emit()

    def _hold_back(self) -> None:
        # A text that no note can hold would make every key slow.
        if self.field.document().characterCount() > MOST_CHARACTERS + 1:
            self.field.set_text(self.field.text()[:MOST_CHARACTERS])

    def _focused(self, _has: bool) -> None:
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.field.setGeometry(
            _PAD_X, _PAD_Y + 2, self.width() - 2 * _PAD_X - int(_SHAPE), self.field.minimumHeight()
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        look = theme.notes[self._colour]
        painter = QPainter(self)
        active = self.field.hasFocus()
        border = theme.colour("accent") if active else QColor(look.border)
        width = 2.0 if active else 1.0
        box = QRectF(self.rect())
        draw_box(painter, box, fill=QColor(look.body), border=border, width=width, corner=2.0)
        corner = QRectF(box.right() - _SHAPE * 1.7, box.top() + _SHAPE * 0.7, _SHAPE, _SHAPE)
        paint_shape(painter, look.shape, corner, theme.colour("ink", 0.72))
        painter.end()
