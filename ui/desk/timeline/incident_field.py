"""A field of the incident: what is typed is stored by Enter or on leaving, and below it stands what follows from it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from facilitator.errors import UserError
from ui.widgets.plain_label import PlainLabel

__all__ = ["IncidentField"]


class _Line(QLineEdit):
    """Tells `came` and `left` as the keyboard comes and goes, `entered` on Enter, `given_up` on Esc."""

    came = Signal()
    left = Signal()
    entered = Signal()
    given_up = Signal()

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.came.emit()
        super().focusInEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.left.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit()
        elif event.key() == Qt.Key.Key_Escape and self.isModified():
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class IncidentField(QWidget):
    """Its name above, the line, and a caption: what follows from it, or what is wrong with it.

    Signals: entered(), Enter was pressed and what is typed is stored; judged(), `mistake` is another one.
    """

    entered = Signal()
    judged = Signal()

    def __init__(self, name: str, store: Callable[[str], object]) -> None:
        """`store` keeps a typed text; it raises UserError for one that cannot be."""
        super().__init__()
        self._store = store
        self._shown = ""
        self._below = ""
        self.mistake = ""
        """What is wrong with what is typed, in one sentence; "" for nothing."""
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(3)
        self.edit = _Line()
        self.edit.setAccessibleName(name)
        self.edit.left.connect(self.settle)
        self.edit.entered.connect(self._entered)
        self.edit.given_up.connect(self._give_up)
        self.caption = PlainLabel(style="caption", weight=400, role="ink_soft", elide=True)
        column.addWidget(PlainLabel(name, style="small", weight=500, role="ink_soft", elide=True))
        column.addWidget(self.edit)
        column.addWidget(self.caption)
        self.setFocusProxy(self.edit)

    def show_text(self, text: str, below: str = "", placeholder: str = "") -> None:
        """Show what is stored, unless something else is being typed; `below` is what follows from it."""
        if not self.edit.isModified() and text != self.edit.text():
            self.edit.setText(text)
            self.edit.setCursorPosition(0)
        self._shown, self._below = text, below
        self.edit.setPlaceholderText(placeholder)
        if not self.edit.property("wrong"):
            self._say(None)

    def settle(self) -> bool:
        """Store what was typed; tell whether it is stored now."""
        text = self.edit.text()
        if not self.edit.isModified() and not self.edit.property("wrong"):
            return True
        self.edit.setModified(False)
        if text.strip() == self._shown:
            self._say(None)
            return True
        try:
            self._store(text)
        except UserError as mistake:
            self.edit.setModified(True)
            self._say(str(mistake))
            return False
        self._say(None)
        self.edit.setText(self._shown)
        self.edit.setCursorPosition(0)
        self.edit.setModified(False)
        return True

    def _entered(self) -> None:
        if self.settle():
            self.entered.emit()

    def _give_up(self) -> None:
        self.edit.setModified(False)
        self.edit.setText(self._shown)
        self._say(None)

    def _say(self, mistake: str | None) -> None:
        self.caption.setText(mistake or self._below)
        self.caption.set_role("alarm" if mistake else "ink_soft")
        self.edit.setAccessibleDescription(mistake or self._below)
        if bool(self.edit.property("wrong")) != bool(mistake):
            self.edit.setProperty("wrong", bool(mistake))
            # A style sheet looks at properties only when it is asked to.
            self.edit.style().unpolish(self.edit)
            self.edit.style().polish(self.edit)
            self.edit.update()
        if self.mistake != (mistake or ""):
            self.mistake = mistake or ""
            self.judged.emit()
