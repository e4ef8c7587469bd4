"""A line to type in, with a name above it and, when it is wrong, one line below that says how to mend it."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ui.widgets.plain_label import PlainLabel

__all__ = ["Field"]


class Field(QWidget):
    """`edit` is the QLineEdit itself; connect to its signals. `label` stands above it, or only names it."""

    def __init__(
        self,
        label: str,
        *,
        text: str = "",
        placeholder: str = "",
        show_label: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._label = PlainLabel(label, style="small", weight=500, role="ink_soft")
        self.edit = QLineEdit(text)
        self.edit.setCursorPosition(0)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(label)
        self._message = PlainLabel("", style="caption", role="alarm", wrap=True)
        self._message.hide()
        column.addWidget(self._label)
        # Only once it stands in the field: shown before, it would be a window of its own for a moment.
        self._label.setVisible(show_label)
        column.addWidget(self.edit)
        column.addWidget(self._message)
        self.setFocusProxy(self.edit)

    def text(self) -> str:
        """Return what is typed."""
        return self.edit.text()

    def set_text(self, text: str) -> None:
        """Replace what is typed."""
        self.edit.setText(text)

    def wrong(self) -> str | None:
        """Return the sentence below the line; None when all is well."""
        return self._message.text() or None

    def set_wrong(self, message: str | None) -> None:
        """Mark the line as wrong and say in one sentence what to type; None: all is well."""
        self._message.setText(message or "")
        self._message.setVisible(bool(message))
        self.edit.setAccessibleDescription(message or "")
        self.edit.setProperty("wrong", bool(message))
        # A style sheet looks at properties only when it is asked to.
        self.edit.style().unpolish(self.edit)
        self.edit.style().polish(self.edit)
        self.edit.update()
