"""A place to write plain text that grows with its lines: notes, outcomes, sentences."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QPlainTextEdit, QSizePolicy, QWidget

from ui import fonts
from ui.widgets.pasting import fits

__all__ = ["GrowingText"]

_FRAME = 16
_LINE_FRAME = 19
_LINE_TOP = 2
_LINE_SIDE = 2


class GrowingText(QPlainTextEdit):
    """Grows from `min_lines` to `max_lines`, then scrolls.

    Enter tells `entered`, Shift+Enter begins a new line; with `enter_is_newline` Enter writes a line as well and
    Ctrl+Enter tells `entered`. Tab and Shift+Tab tell `tabbed(forward)` when `takes_tab`, else they move on.
    Esc tells `escaped`. With `splits_paste` a pasted list of several lines tells `lines_pasted(list of str)`
    and is not written; a text that is too long is not taken at all, which is said. With `as_line` one line is as
    high as a line edit, to stand beside one. The clipboard is only ever read as plain text. `height_changed` tells
    that it grew or shrank.
    """

    entered = Signal()
    tabbed = Signal(bool)
    escaped = Signal()
    lines_pasted = Signal(object)
    height_changed = Signal()

    def __init__(
        self,
        name: str,
        *,
        min_lines: int = 1,
        max_lines: int = 8,
        enter_is_newline: bool = False,
        takes_tab: bool = False,
        splits_paste: bool = False,
        as_line: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._frame = _LINE_FRAME if as_line else _FRAME
        self._min_lines = min_lines
        self._max_lines = max_lines
        self._enter_is_newline = enter_is_newline
        self._takes_tab = takes_tab
        self._splits_paste = splits_paste
        self.setAccessibleName(name)
        self.setFont(fonts.font("body"))
        self.setTabChangesFocus(not takes_tab)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.document().setDocumentMargin(0)
        # Setting the margin counts as a change of the text, which Ctrl+Z would take back first.
        self.document().clearUndoRedoStacks()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Lines wrap. But the space at the end of one hangs over, and with room to scroll first letters were cut.
        self.horizontalScrollBar().rangeChanged.connect(self._stay)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if as_line:
            self.setViewportMargins(_LINE_SIDE, _LINE_TOP, _LINE_SIDE, 0)
        self.document().documentLayout().documentSizeChanged.connect(self._grow)
        self._grow()

    def _stay(self, _least: int, most: int) -> None:
        if most:
            self.horizontalScrollBar().setRange(0, 0)

    def text(self) -> str:
        """Return what is written, lines parted by newlines."""
        return self.toPlainText()

    def set_text(self, text: str) -> None:
        """Replace what is written and put the caret at its end."""
        self.setPlainText(text)
        self.moveCursor(self.textCursor().MoveOperation.End)

    def _lines(self) -> int:
        # A plain text document measures its height in lines.
        return int(self.document().size().height())

    def visible_lines(self) -> int:
        """Return how many lines are shown without scrolling."""
        return max(self._min_lines, min(self._max_lines, self._lines()))

    def _grow(self) -> None:
        full = self._lines() > self._max_lines
        self.setVerticalScrollBarPolicy(
            Qt.ScrollBarPolicy.ScrollBarAsNeeded if full else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        )
        height = self.visible_lines() * self.fontMetrics().lineSpacing() + self._frame
        if height != self.height() or self.minimumHeight() != height:
            self.setFixedHeight(height)
            self.height_changed.emit()

    def sizeHint(self) -> QSize:
        return QSize(240, self.minimumHeight())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            wanted = (
                Qt.KeyboardModifier.ControlModifier
                if self._enter_is_newline
                else Qt.KeyboardModifier.NoModifier
            )
            if modifiers == wanted:
                self.entered.emit()
                return
            if modifiers in (Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier):
                self.insertPlainText("\n")
                self.ensureCursorVisible()
                return
            event.ignore()
            return
        if key == Qt.Key.Key_Escape:
            self.escaped.emit()
            return
        if self._takes_tab and key in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self.tabbed.emit(key == Qt.Key.Key_Tab)
            return
        super().keyPressEvent(event)

    def insertFromMimeData(self, source: QMimeData) -> None:
        text = source.text()
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if self._splits_paste and len(lines) > 1:
            self.lines_pasted.emit(lines)
        elif fits(self, text):
            self.insertPlainText(text)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        return source.hasText()
