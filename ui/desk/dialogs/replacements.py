"""What stands for the names in a file that leaves the house, looked at before it is written."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.desk.dialogs.base import DeskDialog, scroll_by_key, scrolled
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from exports.versions import Veiled
    from facilitator.pseudonyms import Replacement, Unsure

__all__ = ["ReplacementsDialog", "lines_table"]

_WIDTH, _BESIDE = 620, 60
_LEAST, _AROUND = 96, 200
_TIMES = 64


Look = Callable[[tuple[str, ...]], "Veiled"]
"""Returns the session without names, given the words of which somebody said that they are names."""


class ReplacementsDialog(DeskDialog):
    """Shows what is replaced, after the words that may be names: those that are ticked are replaced as well.

    Accepted means that the file is wanted like that, with the words `sure`.
    """

    def __init__(self, look: Look, sure: tuple[str, ...] = (), parent: QWidget | None = None) -> None:
        super().__init__(parent, width=_WIDTH)
        self.set_title(self.tr("What stands for the names"))
        self.sure = sure
        self.checks: list[Check] = []
        self._look = look
        about = self.tr(
            "Names that the session lists become roles, inside texts as well. Somebody who is named in a text only "
            "is not known: look through the file before you pass it on."
        )
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 12, 0)
        column.setSpacing(8)
        column.addWidget(PlainLabel(about, role="ink_soft", wrap=True))
        column.addSpacing(4)
        lists = QWidget()
        self._column = QVBoxLayout(lists)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        column.addWidget(lists)
        column.addStretch(1)
        self._show()
        # A view asks for 24 lines at most, whatever is in it: the list is as high as the window has room for.
        room = parent.window().height() if parent is not None else self.screen().availableSize().height()
        needed = column.totalHeightForWidth(_WIDTH - _BESIDE)
        self.view = scrolled(inside, max(needed, _LEAST))
        self.view.setMinimumHeight(max(_LEAST, min(needed, room - _AROUND)))
        self.body.addWidget(self.view, 1)
        self.add_answer(self.tr("Back"), self.reject)
        self.add_answer(self.tr("Save…"), self.accept, filled=True).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not scroll_by_key(self.view, event):
            super().keyPressEvent(event)

    def _show(self) -> None:
        clear_layout(self._column)
        self.checks = []
        found = self._look(self.sure)
        self._add_unsure(self._column, found.unsure)
        self._add_replaced(self._column, found.replacements)

    def _add_unsure(self, column: QVBoxLayout, unsure: Sequence[Unsure]) -> None:
        marked = dict.fromkeys(self.sure, "") | {each.found: each.excerpt for each in unsure}
        if not marked:
            return
        words = self.tr("These may be common words. Tick those that are names here.")
        column.addWidget(PlainLabel(words, weight=600, role="warn", wrap=True))
        for word, excerpt in sorted(marked.items()):
            said = (
                self.tr("{word}, as in “{excerpt}”").format(word=word, excerpt=excerpt) if excerpt else word
            )
            check = Check(said)
            check.setChecked(word in self.sure)
            check.toggled.connect(partial(self._tick, word))
            self.checks.append(check)
            column.addWidget(check)
        column.addSpacing(12)

    def _tick(self, word: str, on: bool) -> None:
        others = tuple(each for each in self.sure if each != word)
        self.sure = (*others, word) if on else others
        # Not while the box that was ticked still handles its click: it is made anew.
        QTimer.singleShot(0, self, partial(self._show_again, word))

    def _show_again(self, word: str) -> None:
        self._show()
        for each in self.checks:
            if each.text() == word or each.text().startswith(f"{word},"):
                # A part that is new to its place is shown a little later, and takes no keyboard before.
                each.show()
                each.setFocus()

    def _add_replaced(self, column: QVBoxLayout, replaced: Sequence[Replacement]) -> None:
        column.addWidget(PlainLabel(self.tr("Replaced"), weight=600))
        if not replaced:
            nothing = self.tr("Nothing: the session lists nobody by name.")
            column.addWidget(PlainLabel(nothing, role="ink_soft", wrap=True))
            return
        column.addLayout(lines_table([(each.found, f"→ {each.by}", each.times) for each in replaced]))


def lines_table(lines: Sequence[tuple[str, str, int]]) -> QGridLayout:
    """Return lines of what stood there, what is said of it, and how often it was there."""
    grid = QGridLayout()
    grid.setHorizontalSpacing(16)
    grid.setVerticalSpacing(4)
    grid.setColumnStretch(0, 2)
    grid.setColumnStretch(1, 3)
    grid.setColumnMinimumWidth(2, _TIMES)
    top = Qt.AlignmentFlag.AlignTop
    for row, (found, words, times) in enumerate(lines):
        grid.addWidget(PlainLabel(found, weight=500, wrap=True), row, 0, top)
        grid.addWidget(PlainLabel(words, wrap=True), row, 1, top)
        grid.addWidget(PlainLabel(_often(times), style="small", role="ink_soft"), row, 2, top)
    return grid


def _often(times: int) -> str:
    translate = QCoreApplication.translate
    words = {1: translate("ReplacementsDialog", "once"), 2: translate("ReplacementsDialog", "twice")}
    return words.get(times) or translate("ReplacementsDialog", "{count} times").format(count=times)
