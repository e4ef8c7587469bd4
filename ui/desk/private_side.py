"""The private side: what to say, what to watch for, a hint and notes that only the facilitator sees."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPlainTextEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from ui import fonts
from ui import theme as themes
from ui.desk.frame import FOLDED, Frame
from ui.icons import paint_icon
from ui.widgets.drawing import draw_box
from ui.widgets.key_cap import KeyCap
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tall_scroll import TallScroll

__all__ = ["PrivateSide"]

SETTLE_MS = 1500
"""Private notes become an act of the session this long after the last key; until then they are a draft."""


class _Icon(QWidget):
    """An icon beside a heading."""

    def __init__(self, name: str, role: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._name = name
        self._role = role
        self.setFixedSize(18, 18)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_icon(painter, self._name, QRectF(self.rect()), themes.current().colour(self._role))
        painter.end()


def _heading(icon: str, words: str) -> tuple[QWidget, PlainLabel]:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(8)
    row.addWidget(_Icon(icon, "ink_soft"))
    label = PlainLabel(words, weight=600)
    row.addWidget(label, 1)
    return line, label


class _Point(QWidget):
    """One thing to watch for, with a dot before it."""

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(13, 0, 0, 0)
        row.addWidget(PlainLabel(text, role="ink_soft", wrap=True), 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(themes.current().colour("ink_soft"))
        painter.drawEllipse(QRectF(0, 8, 5, 5))
        painter.end()


class _HintCard(QWidget):
    """A hint that has its moment now."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 10, 12, 10)
        row.setSpacing(8)
        row.addWidget(_Icon("timer", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        self.label = PlainLabel(wrap=True)
        row.addWidget(self.label, 1)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        box = QRectF(self.rect())
        draw_box(painter, box, fill=theme.colour("wash"), border=theme.colour("accent"), corner=6.0)
        painter.end()


class _Notes(QPlainTextEdit):
    """The facilitator's own notes; Esc leaves them."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
            return
        super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        # A text asks for ten lines by itself; the notes have what the rest leaves them.
        return QSize(super().sizeHint().width(), self.minimumHeight())


class _Folded(QWidget):
    """What stays of the side when it is folded away."""

    clicked = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 17, 0, 16)
        column.setSpacing(22)
        for index, name in enumerate(("eye_off", "speech", "eye", "pencil")):
            column.addWidget(_Icon(name, "ink_soft"), 0, Qt.AlignmentFlag.AlignHCenter)
            if index == 0:
                column.addSpacing(22)
        column.addStretch(1)
        column.addWidget(KeyCap("F12"), 0, Qt.AlignmentFlag.AlignHCenter)
        self.setToolTip(self.tr("Only you see this side. F12 opens it."))
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def mousePressEvent(self, event: object) -> None:
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(self.width() / 2 - 9, 56, 20, 1), themes.current().colour("edge"))
        painter.end()


class PrivateSide(QWidget):
    """Shows what only the facilitator sees.

    Signals: fold_wanted() when the folded side is clicked; notes_typed(str) at each change of the private notes;
    notes_settled(str) once typing rests or the notes are left; left() when Esc leaves the notes.
    """

    fold_wanted = Signal()
    notes_typed = Signal(str)
    notes_settled = Signal(str)
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Private side: only you see it"))
        self._frame = Frame()
        self._folded_away = False
        self._pending = False
        self._folded = _Folded(self)
        self._folded.clicked.connect(self.fold_wanted)
        self._open = QWidget(self)
        self.hint = _HintCard()
        self.hint.hide()
        self._say_head, _ = _heading("speech", self.tr("Say"))
        self.say = PlainLabel(style="lead", weight=400, wrap=True)
        self._watch_head, self._watch_title = _heading("eye", self.tr("Watch for"))
        self._points = QWidget()
        self._points_column = QVBoxLayout(self._points)
        self._points_column.setContentsMargins(0, 0, 0, 0)
        self._points_column.setSpacing(8)
        self._watch: tuple[str, ...] = ()
        self._notes_head, _ = _heading("pencil", self.tr("Your notes"))
        self.notes = _Notes()
        self.notes.setProperty("private", "true")
        self.notes.setAccessibleName(self.tr("Your notes, only you see them"))
        self.notes.setTabChangesFocus(True)
        self.notes.setFont(fonts.font("body"))
        self.notes.document().setDocumentMargin(0)
        self.notes.setMinimumHeight(88)
        self.notes.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.notes.textChanged.connect(self._typed)
        self.notes.left.connect(self.left)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(SETTLE_MS)
        self._timer.timeout.connect(self.settle)
        self._lay_out()
        self.set_frame(self._frame, False)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self._folded)
        column.addWidget(self._open)
        whole = QVBoxLayout(self._open)
        whole.setContentsMargins(15, 14, 0, 16)
        whole.setSpacing(8)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 16, 0)
        head.setSpacing(8)
        head.addWidget(_Icon("eye_off", "ink_faint"))
        head.addWidget(
            PlainLabel(self.tr("Only you see this side"), style="caption", weight=600, role="ink_faint"), 1
        )
        head.addWidget(KeyCap("F12"))
        whole.addLayout(head)
        inside = QWidget()
        parts = QVBoxLayout(inside)
        parts.setContentsMargins(0, 8, 16, 0)
        parts.setSpacing(6)
        self._parts = parts
        parts.addWidget(self.hint)
        parts.addWidget(self._say_head)
        parts.addWidget(self.say)
        parts.addSpacing(12)
        parts.addWidget(self._watch_head)
        parts.addWidget(self._points)
        parts.addSpacing(12)
        parts.addWidget(self._notes_head)
        parts.addWidget(self.notes, 1)
        self._scroll = TallScroll(inside)
        whole.addWidget(self._scroll, 1)

    def add_part(self, part: QWidget) -> None:
        """Put a part of its own above what to say, below the parts added before it."""
        self._parts.insertWidget(self._parts.indexOf(self._say_head), part)

    @property
    def folded(self) -> bool:
        """Whether the side is folded away."""
        return self._folded_away

    def set_frame(self, frame: Frame, folded: bool) -> None:
        """Take the form of the desk, open or folded."""
        self._frame, self._folded_away = frame, folded
        if folded and self.notes.hasFocus():
            self.left.emit()
        self._folded.setVisible(folded)
        self._open.setVisible(not folded)
        self.setFixedWidth(FOLDED if folded else frame.private_side)

    def show_phase(self, say: str, watch: Sequence[str], *, afterwards: bool = False) -> None:
        """Show what to say and what to watch for in a phase; `afterwards`: what to mind when it is all over."""
        self._watch_title.setText(self.tr("From now on") if afterwards else self.tr("Watch for"))
        self.say.setText(f"“{say}”" if say else "")
        self._say_head.setVisible(bool(say))
        self.say.setVisible(bool(say))
        self._watch_head.setVisible(bool(watch))
        self._points.setVisible(bool(watch))
        if tuple(watch) != self._watch:
            self._watch = tuple(watch)
            clear_layout(self._points_column)
            for text in self._watch:
                point = _Point(text)
                self._points_column.addWidget(point)
                # A layout would show each a moment later, and measure the whole side anew for each of them.
                point.show()

    def show_hint(self, text: str) -> None:
        """Show a hint above everything else; an empty one puts it away."""
        self.hint.label.setText(text)
        self.hint.setVisible(bool(text))
        if text:
            self._scroll.verticalScrollBar().setValue(0)

    def show_notes(self, text: str) -> None:
        """Show the private notes of another activity, or what undo brought back."""
        if text != self.notes.toPlainText():
            self.notes.blockSignals(True)
            self.notes.setPlainText(text)
            self.notes.moveCursor(self.notes.textCursor().MoveOperation.End)
            self.notes.blockSignals(False)
        self._pending = False
        self._timer.stop()

    @property
    def unsettled(self) -> bool:
        """Whether something was typed that is a draft only."""
        return self._pending

    def settle(self) -> None:
        """Tell the typed notes now, if there is anything new in them."""
        self._timer.stop()
        if self._pending:
            self._pending = False
            self.notes_settled.emit(self.notes.toPlainText())

    def take_focus(self) -> None:
        """Put the keyboard into the notes."""
        self.notes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        self._pending = True
        self._timer.start()
        self.notes_typed.emit(self.notes.toPlainText())

    def sizeHint(self) -> QSize:
        return QSize(self._frame.private_side, 400)

    def paintEvent(self, event: QPaintEvent) -> None:
        theme = themes.current()
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("table"))
        pen = QPen(theme.colour("edge"), 1.0)
        pen.setDashPattern([3.0, 3.0])
        painter.setPen(pen)
        painter.drawLine(0, 0, 0, self.height())
        painter.end()
