"""Lines to type in that keep half-typed text, suggest names and tell of pasted lists."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.session import Session
from facilitator.text import pasted_lines

__all__ = ["DraftLine"]


class DraftLine(QLineEdit):
    """A line whose half-typed text is kept by the session until it is taken.

    Enter tells `taken` with the text; whoever listens calls `clear_draft` once it is stored. Up and Down walk
    through the suggestions that begin with what was typed, each chosen so that typing replaces it, or goes on behind
    it where `set_suggestions` says so. A pasted list of several lines tells `lines_pasted`.
    """

    taken = Signal(str)
    lines_pasted = Signal(object)

    def __init__(
        self, session: Session, field: str, name: str, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        """Belong to `session`; `field` names the draft, `name` is what a screen reader says."""
        super().__init__(parent)
        self._session = session
        self._field = field
        self._suggest: Callable[[], Sequence[str]] | None = None
        self._go_on = False
        self._typed = ""
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder or name)
        self.setText(session.place.drafts.get(field, ""))
        self.textEdited.connect(self._edited)

    def set_suggestions(self, suggest: Callable[[], Sequence[str]], *, go_on: bool = False) -> None:
        """Offer what `suggest` returns, when asked by Up or Down; with `go_on` each is only how a line begins."""
        self._suggest, self._go_on = suggest, go_on

    def set_text(self, text: str) -> None:
        """Write `text` as if it had been typed."""
        self.setText(text)
        self._edited(text)

    def clear_draft(self) -> None:
        """Empty the line: what was in it is stored now."""
        self.set_text("")

    def _edited(self, text: str) -> None:
        self._typed = text
        self._session.course.keep_draft(self._field, text)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.taken.emit(self.text())
            event.accept()
            return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            if self._walk(1 if key == Qt.Key.Key_Down else -1):
                event.accept()
            else:
                event.ignore()
            return
        if event.matches(QKeySequence.StandardKey.Paste):
            lines = pasted_lines(QGuiApplication.clipboard().text())
            if len(lines) > 1:
                self.lines_pasted.emit(lines)
                return
        super().keyPressEvent(event)

    def _walk(self, step: int) -> bool:
        """Show the next suggestion; tell whether there is one."""
        start = self._typed.casefold()
        offered = self._suggest() if self._suggest is not None else ()
        found = [each for each in offered if each.casefold().startswith(start)]
        if not found:
            return False
        here = found.index(self.text()) if self.text() in found else (-1 if step > 0 else 0)
        self.setText(found[(here + step) % len(found)])
        if not self._go_on:
            # Whatever is typed next takes its place.
            self.selectAll()
        self._session.course.keep_draft(self._field, self.text())
        return True
