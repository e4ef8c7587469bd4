"""A sentence, or several lines, to type: half-typed text is kept, and the field grows."""

from __future__ import annotations

from PySide6.QtCore import QMimeData, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator.session import Session
from facilitator.text import pasted_lines
from ui.widgets.growing_text import GrowingText
from ui.widgets.pasting import fits

__all__ = ["DraftText"]

_LINES = 4
_MANY_LINES = 8


class DraftText(GrowingText):
    """One sentence, shown whole over several lines; its half-typed text is kept by the session until it is taken.

    Enter tells `taken` with the text; whoever listens calls `clear_draft` once it is stored. `left` tells that the
    keyboard went elsewhere. A pasted list of several lines tells `lines_pasted` when it is listened for with
    `splits_paste`, else it becomes one line. With `many_lines` it is no sentence: Shift+Enter begins a line, and a
    pasted text keeps its own.
    """

    taken = Signal(str)
    left = Signal()

    def __init__(
        self,
        session: Session,
        field: str,
        name: str,
        placeholder: str = "",
        *,
        splits_paste: bool = False,
        many_lines: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        """Belong to `session`; `field` names the draft, `name` is what a screen reader says."""
        most = _MANY_LINES if many_lines else _LINES
        super().__init__(name, max_lines=most, splits_paste=splits_paste, as_line=True, parent=parent)
        self._many_lines = many_lines
        self._session = session
        self._field = field
        self._showing = False
        self.setPlaceholderText(placeholder or name)
        self.show_text(session.place.drafts.get(field, ""))
        self.textChanged.connect(self._changed)
        self.entered.connect(lambda: self.taken.emit(self.text()))

    def show_text(self, text: str) -> None:
        """Show what is stored, from its beginning: no draft."""
        if text != self.text():
            self._showing = True
            self.setPlainText(text)
            self._showing = False

    def clear_draft(self) -> None:
        """Empty the field: what was in it is stored now."""
        self.set_text("")

    def _changed(self) -> None:
        if not self._showing:
            self._session.course.keep_draft(self._field, self.text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            event.ignore()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not self._begins_line(event):
            self.entered.emit()
        else:
            super().keyPressEvent(event)

    def _begins_line(self, event: QKeyEvent) -> bool:
        return self._many_lines and bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)

    def insertFromMimeData(self, source: QMimeData) -> None:
        if self._many_lines:
            super().insertFromMimeData(source)
            return
        if not fits(self, source.text()):
            return
        lines = pasted_lines(source.text())
        if self._splits_paste and len(lines) > 1:
            self.lines_pasted.emit(lines)
        else:
            self.insertPlainText(" ".join(source.text().splitlines()))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()
