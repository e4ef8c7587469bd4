"""One word each, typed as it is said."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.text import one_line
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["WordsPanel"]

_COLUMNS = 3


class WordsPanel(Panel):
    """A line on top, the words below in the order in which they were said."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._shown: list[str] = []
        column = self.lay_column(12)
        self.line = DraftLine(
            desk.session,
            f"{activity.id}/word",
            self.tr("A word"),
            self.tr("Type the word, Enter for the next one"),
        )
        self.line.taken.connect(self._take)
        column.addWidget(self.line)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(24)
        self._grid.setVerticalSpacing(4)
        for index in range(_COLUMNS):
            self._grid.setColumnStretch(index, 1)
        column.addLayout(self._grid)
        self._empty = PlainLabel(self.tr("No words yet. Just type."), role="ink_faint")
        column.addWidget(self._empty)
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        count, people = len(self._words()), self.session.data.people_present
        words = self.tr("{count} of {people} voices").format(count=count, people=people)
        return Counted(words, "ok" if count >= people else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.line

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees each word as you type it")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next word")),)

    def _words(self) -> list[str]:
        return list(self.session.data.value(self.activity.id, "words", []))

    def _show(self) -> None:
        words = self._words()
        self._empty.setVisible(not words)
        if words == self._shown:
            return
        self._shown = words
        clear_layout(self._grid)
        for index, word in enumerate(words):
            self._grid.addWidget(self._cell(index, word), index // _COLUMNS, index % _COLUMNS)

    def _cell(self, index: int, word: str) -> QWidget:
        cell = QWidget()
        row = QHBoxLayout(cell)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(PlainLabel(word, style="lead", weight=500, elide=True), 1)
        button = Button(kind="quiet", icon="close", name=self.tr("Take out {word}").format(word=word))
        button.clicked.connect(lambda: self._take_out(index))
        row.addWidget(button)
        return cell

    def _take_out(self, index: int) -> None:
        words = self._words()
        del words[index : index + 1]
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self._keep(words)

    def _take(self, text: str) -> None:
        if not text.strip():
            return

        def act() -> object:
            words = [*self._words(), one_line(text, "A word")]
            return self.session.values.set(self.activity.id, "words", words)

        if self.desk.bridge.do(act) is not None:
            self.line.clear_draft()

    def _keep(self, words: list[str]) -> None:
        self.desk.bridge.do(lambda: self.session.values.set(self.activity.id, "words", words or None))
