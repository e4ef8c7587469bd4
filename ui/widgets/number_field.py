"""A small field for one whole number: hands, minutes, scores."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QIntValidator, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from ui import fonts

__all__ = ["NumberField"]


class NumberField(QLineEdit):
    """Holds a whole number from `low` to `high`, or nothing; 56 px wide and 32 px high.

    Only digits can be typed. With `steps` the keys up and down count; without they are left to the window.
    Signals: value_changed(int or None) after each change made by a person.
    """

    value_changed = Signal(object)

    def __init__(
        self,
        name: str,
        *,
        low: int = 0,
        high: int = 99,
        value: int | None = None,
        steps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._low, self._high, self._steps = low, high, steps
        self.setAccessibleName(name)
        self.setProperty("number", True)
        self.setFont(fonts.font("lead", tabular=True))
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setValidator(QIntValidator(low, high, self))
        self.setMaxLength(len(str(high)) + (1 if low < 0 else 0))
        self.setFixedSize(56, 32)
        self.set_value(value)
        self.textEdited.connect(self._edited)

    def value(self) -> int | None:
        """Return the number; None while the field is empty or holds no number in its range."""
        return int(self.text()) if self.text() and self.hasAcceptableInput() else None

    def set_value(self, value: int | None) -> None:
        """Show `value`, kept within the range; None empties the field. Tells nobody."""
        self.setText("" if value is None else str(min(self._high, max(self._low, value))))

    def _edited(self, _text: str) -> None:
        self.value_changed.emit(self.value())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        # The first digit replaces what was there: rows are filled by digits alone.
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        if not self._steps:
            event.ignore()
            return
        value = self.value()
        self.set_value(self._low if value is None else value + step)
        self.value_changed.emit(self.value())
