"""The bin: sessions that were deleted, to be taken out again or deleted for good."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator.errors import FacilitatorError
from facilitator.library import Library, SessionSummary
from ui.desk.dialogs.base import DeskDialog, scrolled
from ui.desk.home_words import moment_words
from ui.widgets import prompts
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Question

__all__ = ["BinDialog"]

_MOST = 500
_HEIGHT = 360


class BinDialog(DeskDialog):
    """Carries everything out at once; `changed` is true when the library is different afterwards."""

    def __init__(self, library: Library, now: Callable[[], datetime], parent: QWidget | None = None) -> None:
        super().__init__(parent, width=560)
        self.set_title(self.tr("Bin"))
        self.changed = False
        self.restore_buttons: list[Button] = []
        self._library = library
        self._now = now
        inside = QWidget()
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(4)
        self.body.addWidget(scrolled(inside, _HEIGHT, beside_bar=8))
        self.empty_button = Button(self.tr("Empty the bin"), icon="trash")
        self.empty_button.clicked.connect(self._empty)
        self.add_left(self.empty_button)
        self._close = self.add_close()
        self._show()
        self._close.setFocus()

    def _show(self) -> None:
        clear_layout(self._list)
        self.restore_buttons = []
        binned = self._library.summaries(limit=_MOST, binned=True)
        for summary in binned:
            self._list.addWidget(self._row(summary))
        if not binned:
            self._list.addWidget(PlainLabel(self.tr("The bin is empty."), role="ink_faint"))
        self._list.addStretch(1)
        self.empty_button.setEnabled(bool(binned))

    def _row(self, summary: SessionSummary) -> QWidget:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 2, 0, 2)
        row.setSpacing(12)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(PlainLabel(summary.title, weight=500, elide=True))
        when = moment_words(summary.deleted or "", self._now(), inside=True)
        told = self.tr("{method}, deleted {day}").format(method=summary.method_title, day=when)
        words.addWidget(PlainLabel(told, style="small", role="ink_soft", elide=True))
        row.addLayout(words, 1)
        button = Button(
            self.tr("Take out"), icon="restore", name=self.tr("Take out: {title}").format(title=summary.title)
        )
        button.setProperty("session", summary.id)
        button.clicked.connect(self._restore)
        self.restore_buttons.append(button)
        row.addWidget(button)
        return line

    def _restore(self) -> None:
        button = self.sender()
        if button is not None:
            session_id = str(button.property("session"))
            self._do(lambda: self._library.restore_from_bin(session_id))

    def _empty(self) -> None:
        question = Question(
            self.tr("Empty the bin?"),
            self.tr("What is in it is deleted for good, every note of it. Backups keep theirs for a while."),
            (Choice("back", self.tr("Go back"), "filled"), Choice("empty", self.tr("Delete for good"))),
            "back",
            "warn",
        )
        if prompts.current().ask(self, question) == "empty":
            self._do(self._library.empty_bin)

    def _do(self, act: Callable[[], object]) -> None:
        try:
            act()
        except FacilitatorError as trouble:
            prompts.current().tell(self, self.tr("That did not work"), str(trouble), tone="warn")
            return
        self.changed = True
        self._show()
        self._close.setFocus()
