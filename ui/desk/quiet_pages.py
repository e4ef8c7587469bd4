"""What stands in the stage when no activity does: a break, and the end of the session with what came of it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tall_scroll import TallScroll

__all__ = ["BreakPage", "FinishedPage"]


_ICONS = {"pdf": "pdf", "report": "file", "png": "image"}


class BreakPage(QWidget):
    """A break: how it is called and when the room comes back."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(4)
        self._title = PlainLabel(style="small", weight=500, role="ink_faint", elide=True)
        self._back = PlainLabel(style="heading")
        self._onward = PlainLabel(style="lead", weight=400, role="ink_soft", wrap=True)
        column.addWidget(self._title)
        column.addWidget(self._back)
        column.addSpacing(12)
        column.addWidget(self._onward)
        column.addStretch(1)

    def show_break(self, title: str, back: str, onward: str) -> None:
        """Show the break's title, the time it ends ("10:40") and what follows it."""
        self._title.setText(title)
        self._back.setText(self.tr("Back at {time}").format(time=back))
        self._onward.setText(self.tr("Then: {onward}").format(onward=onward) if onward else "")


class FinishedPage(QWidget):
    """The session is over: its outcomes, and every file that can be made of it.

    Signals: save_wanted(str) with the id of a file format, "" to choose one; resume_wanted() to go on after all.
    """

    save_wanted = Signal(str)
    resume_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._buttons: list[Button] = []
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        self._caption = PlainLabel(style="small", weight=500, role="ink_faint")
        self._title = PlainLabel(self.tr("Session finished"), style="heading")
        column.addWidget(self._caption)
        column.addWidget(self._title)
        column.addSpacing(8)
        self._offered: list[tuple[str, str]] = []
        self._files = QHBoxLayout()
        self._files.setSpacing(8)
        column.addLayout(self._files)
        column.addSpacing(16)
        column.addWidget(PlainLabel(self.tr("What came out of it"), style="lead"))
        self._results = QVBoxLayout()
        self._results.setSpacing(12)
        column.addLayout(self._results)
        column.addSpacing(8)
        whole.addWidget(TallScroll(inside))
        self._resume = Button(self.tr("Go on with the session"), kind="quiet", icon="back")
        self._resume.clicked.connect(self.resume_wanted)
        column.addWidget(self._resume, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)

    def set_files(self, formats: Sequence[tuple[str, str]]) -> None:
        """Offer these files, as pairs of a format's id and the words of its button."""
        if list(formats) == self._offered:
            return
        self._offered = list(formats)
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        while self._files.count():
            self._files.takeAt(0)
        for identifier, words in formats:
            button = Button(words, icon=_ICONS.get(identifier, "export"))
            button.setProperty("format", identifier)
            button.clicked.connect(self._clicked)
            self._buttons.append(button)
            self._files.addWidget(button)
            # A layout shows what it was given a turn later; before that it takes no keyboard.
            button.show()
        self._files.addStretch(1)

    def show_results(self, caption: str, results: Sequence[tuple[str, str]]) -> None:
        """Show pairs of a title and what was agreed; `caption` says when it was and how long it took."""
        self._caption.setText(caption)
        clear_layout(self._results)
        if not results:
            self._results.addWidget(
                PlainLabel(
                    self.tr("Nothing was agreed yet. Choose an activity on the left to add it."), wrap=True
                )
            )
        for title, text in results:
            self._results.addWidget(_Result(title, text))

    def take_focus(self) -> None:
        """Put the keyboard on the first file."""
        if self._buttons:
            self._buttons[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self) -> None:
        button = self.sender()
        if button is not None:
            self.save_wanted.emit(str(button.property("format")))


class _Result(QWidget):
    """One thing that was agreed."""

    def __init__(self, title: str, text: str) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(PlainLabel(title, weight=600))
        column.addWidget(PlainLabel(text, role="ink_soft", wrap=True))
