"""What stands on a charter besides the form in which it is filled in: to be read aloud with it, changed elsewhere."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import charter
from facilitator.method import Activity
from facilitator.state import SessionData
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["CharterReading", "is_read_out"]

_NAME = 168


def is_read_out(data: SessionData, activity: Activity, phase: str) -> bool:
    """Tell whether the whole charter is read out in this phase: its own form, once it is filled."""
    return phase == "show" and charter.home(data.method) == activity


class CharterReading(QWidget):
    """The sections that other forms filled, each text under the last one, beside the name of its section."""

    def __init__(self) -> None:
        super().__init__()
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 6)
        self._column.setSpacing(8)
        self._shown: list[tuple[str, str]] = []

    def show_charter(self, data: SessionData, own: Activity) -> None:
        """Show what other forms say on the charter whose own form is `own`."""
        page = charter.charter(data)
        here = charter.fields_on(own)
        sections = page.sections if page is not None else ()
        found = [(each.title, text) for each in sections if (text := each.lines(without=here))]
        if found == self._shown:
            return
        self._shown = found
        clear_layout(self._column)
        for title, text in found:
            row = QHBoxLayout()
            row.setSpacing(12)
            name = PlainLabel(title, weight=500, wrap=True)
            name.setFixedWidth(_NAME)
            beside = QVBoxLayout()
            beside.addWidget(name)
            beside.addStretch(1)
            row.addLayout(beside)
            row.addWidget(PlainLabel(text, wrap=True), 1)
            self._column.addLayout(row)
        self.setVisible(bool(found))
