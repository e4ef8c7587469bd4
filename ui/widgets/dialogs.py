"""Questions and messages as small windows: plain text, one filled answer, Enter and Esc."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFontDatabase, QFontMetrics, QGuiApplication, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QDialog,
    QHBoxLayout,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ui import theme as themes
from ui.icons import paint_icon
from ui.widgets.button import Button
from ui.widgets.field import Field
from ui.widgets.focus_ring import FocusRing
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Question

__all__ = ["QuestionDialog", "TextDialog"]

_WIDTH = 480
_WIDEST_ROW = 560
_DETAILS_SHARE = 0.55
_DETAILS_FRAME, _LEAST_DETAILS = 36, 64
_ICONS = {"warn": ("warning", "warn"), "alarm": ("warning", "alarm")}


class _ToneMark(QWidget):
    """The sign beside the title of a warning."""

    def __init__(self, tone: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._tone = tone
        self.setFixedSize(24, 28)
        self.setVisible(tone in _ICONS)

    def paintEvent(self, event: QPaintEvent) -> None:
        name, role = _ICONS[self._tone]
        painter = QPainter(self)
        paint_icon(painter, name, QRectF(0, 2, 24, 24), themes.current().colour(role))
        painter.end()


class QuestionDialog(QDialog):
    """Asks one question; `chosen` is the id of the answer after it was closed."""

    def __init__(self, question: Question, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.question = question
        self.chosen: str | None = question.cancel
        self.setWindowTitle(question.title)
        self.setAccessibleName(question.title)
        self.setAccessibleDescription(question.text)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(_ToneMark(question.tone, self), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(PlainLabel(question.title, style="heading", wrap=True), 1)
        column.addLayout(head)
        text = PlainLabel(question.text, role="ink_soft", wrap=True)
        text.setMinimumWidth(_WIDTH - 48)
        column.addWidget(text)
        # What goes with a calm question is people's own lines; else it is something to send to somebody.
        self._technical = question.tone != "calm"
        self.details = self._details(question.details)
        if self.details is not None:
            column.addWidget(self.details)
        self._row = QHBoxLayout()
        self._row.setSpacing(8)
        self._copy = self._copy_button() if question.details and self._technical else None
        self._row.addStretch(1)
        self.buttons: dict[str, Button] = {}
        for choice in question.choices:
            self._add(choice)
        if sum(each.sizeHint().width() + self._row.spacing() for each in self.buttons.values()) > _WIDEST_ROW:
            # A dialog grows no wider than part of the screen: long answers stand below each other, none is cut.
            self._row.setDirection(QBoxLayout.Direction.TopToBottom)
            shown = list(self.buttons.values())
        else:
            # In a row the filled answer stands last, as in every other dialog.
            in_row = sorted(question.choices, key=lambda one: one.kind == "filled")
            shown = [self.buttons[one.id] for one in in_row]
        for button in shown:
            self._row.addWidget(button)
        column.addSpacing(4)
        column.addLayout(self._row)
        self.setMinimumWidth(_WIDTH)
        # Left to Qt, a dialog takes two thirds of a small screen at most, and wrapped text lies under the buttons.
        width = max(_WIDTH, column.sizeHint().width())
        self.resize(width, column.totalHeightForWidth(width))
        FocusRing(self)
        first = next((one for one in question.choices if one.kind == "filled"), None)
        if first is not None:
            self.buttons[first.id].setFocus()

    def _details(self, details: str) -> QPlainTextEdit | None:
        if not details:
            return None
        view = QPlainTextEdit(details, self)
        view.setReadOnly(True)
        if self._technical:
            view.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
            view.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        view.setFixedHeight(self._details_height(view, details))
        view.setTabChangesFocus(True)
        view.setAccessibleName(self.tr("Details"))
        return view

    def _details_height(self, view: QPlainTextEdit, details: str) -> int:
        """Return the height that shows all lines, as far as the window under the dialog has room for them."""
        metrics = QFontMetrics(view.font())
        room = _WIDTH - 48 - _DETAILS_FRAME - view.verticalScrollBar().sizeHint().width()
        wraps = view.lineWrapMode() != QPlainTextEdit.LineWrapMode.NoWrap
        lines = sum(
            1 + (metrics.horizontalAdvance(line) // room if wraps else 0) for line in details.split("\n")
        )
        parent: QWidget | None = self.parentWidget()
        height = self.screen().availableSize().height() if parent is None else parent.window().height()
        return max(
            _LEAST_DETAILS, min(lines * metrics.lineSpacing() + _DETAILS_FRAME, int(height * _DETAILS_SHARE))
        )

    def _copy_button(self) -> Button:
        button = Button(self.tr("Copy details"), kind="quiet", icon="duplicate")
        button.clicked.connect(self._copy_details)
        self._row.addWidget(button)
        return button

    def _copy_details(self) -> None:
        QGuiApplication.clipboard().setText(self.question.details)
        if self._copy is not None:
            self._copy.set_words(self.tr("Copied"))

    def _add(self, choice: Choice) -> None:
        button = Button(choice.text, kind=choice.kind)
        button.setProperty("choice", choice.id)
        button.clicked.connect(self._clicked)
        self.buttons[choice.id] = button

    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.choose(str(button.property("choice")))

    def choose(self, identifier: str) -> None:
        """Take this answer and close."""
        self.chosen = identifier
        self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            filled = next((one.id for one in self.question.choices if one.kind == "filled"), None)
            if filled is not None:
                self.choose(filled)
            return
        super().keyPressEvent(event)


class TextDialog(QDialog):
    """Asks for one line of text; `value` is what was typed after it was accepted."""

    def __init__(
        self,
        title: str,
        text: str,
        value: str,
        accept: str,
        check: Callable[[str], str | None] | None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._check = check
        self.value: str | None = None
        self.setWindowTitle(title)
        self.setAccessibleName(title)
        self.setModal(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(PlainLabel(title, style="heading", wrap=True))
        self.field = Field(text or title, text=value, show_label=bool(text))
        self.field.edit.selectAll()
        column.addWidget(self.field)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addStretch(1)
        self._cancel = Button(self.tr("Cancel"))
        self._cancel.clicked.connect(self.reject)
        self._accept = Button(accept, kind="filled")
        self._accept.clicked.connect(self._take)
        row.addWidget(self._cancel)
        row.addWidget(self._accept)
        column.addSpacing(4)
        column.addLayout(row)
        self.setMinimumWidth(_WIDTH)
        FocusRing(self)
        self.field.edit.setFocus()

    def _take(self) -> None:
        typed = self.field.text()
        wrong = self._check(typed) if self._check is not None else None
        self.field.set_wrong(wrong)
        if wrong is None:
            self.value = typed
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take()
            return
        super().keyPressEvent(event)
