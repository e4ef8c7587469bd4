"""The line in which entries are typed, with what it will become at its right end."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from facilitator import moments
from facilitator.errors import UserError
from facilitator.session import Session
from facilitator.timeline_lines import MARKS, split_kind
from facilitator.timelines import KINDS, USUAL_KIND
from ui import fonts
from ui import theme as themes
from ui.desk.steps.lines import DraftLine
from ui.widgets.key_cap import key_width, paint_key

__all__ = ["EntryLine", "with_next_kind"]

HEIGHT = 40
_SIGNS = {kind: sign for sign, kind in MARKS.items()}


def with_next_kind(line: str) -> str:
    """Return a typed line with the sign of the next kind behind its time; as it is where it has no time yet."""
    try:
        reading, rest = moments.leading(line)
    except UserError:
        return line
    if reading is None:
        return line
    time = line[: len(line) - len(rest)].rstrip() if rest else line.rstrip()
    kind, text = split_kind(rest.lstrip())
    following = KINDS[(KINDS.index(kind or USUAL_KIND) + 1) % len(KINDS)]
    return f"{time} {_SIGNS[following]} {text}"


class EntryLine(DraftLine):
    """One line. Enter tells `taken`, Esc empties it, or tells `given_up` when there is nothing to empty.

    Signals: given_up(), and focused(bool) as the keyboard comes and goes.
    """

    given_up = Signal()
    focused = Signal(bool)

    def __init__(
        self,
        session: Session,
        field: str,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        empties: bool = True,
    ) -> None:
        """As DraftLine; with `empties` off, Esc gives up at once."""
        super().__init__(session, field, name, placeholder, parent)
        self._empties = empties
        self._becomes = ""
        self.setFont(fonts.font("body"))

    def set_becomes(self, words: str) -> None:
        """Say at the right end what Enter makes of the line; "" for nothing."""
        if words == self._becomes:
            return
        self._becomes = words
        self._make_room()
        self.update()

    def _make_room(self) -> None:
        room = 0
        if self._becomes:
            room = int(QFontMetricsF(fonts.font("caption", 400)).horizontalAdvance(self._becomes))
            room += int(key_width("Enter")) + 24
        self.setTextMargins(0, 0, min(room, self.width() // 2), 0)

    def sizeHint(self) -> QSize:
        return QSize(super().sizeHint().width(), HEIGHT)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            if self.text() and self._empties:
                self.clear_draft()
            else:
                self.given_up.emit()
            event.accept()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._make_room()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit(True)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.focused.emit(False)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if not self._becomes or not self.hasFocus():
            return
        theme = themes.current()
        painter = QPainter(self)
        right = self.width() - 10 - key_width("Enter")
        paint_key(painter, "Enter", right, self.height() / 2, theme)
        font = fonts.font("caption", 400)
        metrics = QFontMetricsF(font)
        painter.setFont(font)
        painter.setPen(theme.colour("ink_soft"))
        left = right - 8 - metrics.horizontalAdvance(self._becomes)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) / 2
        painter.drawText(QPointF(left, baseline), self._becomes)
        painter.end()
