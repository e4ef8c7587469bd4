"""What stands for the names in a file that leaves the house, looked at before it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from ui.desk.dialogs.base import DeskDialog, scroll_by_key, scrolled
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from exports.versions import Veiled
    from facilitator.pseudonyms import Replacement, Unsure

__all__ = ["ReplacementsDialog"]

_WIDTH, _BESIDE = 620, 60
_LEAST, _AROUND = 96, 200
_TIMES = 64


class ReplacementsDialog(DeskDialog):
    """Shows what was replaced in `veiled`, after the words that may be names and were left.

    Accepted means that the file is wanted like that.
    """

    def __init__(self, veiled: Veiled, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=_WIDTH)
        self.set_title(self.tr("What stands for the names"))
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
        if veiled.unsure:
            self._add_unsure(column, veiled.unsure)
        self._add_replaced(column, veiled.replacements)
        column.addStretch(1)
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

    def _add_unsure(self, column: QVBoxLayout, unsure: Sequence[Unsure]) -> None:
        column.addWidget(PlainLabel(self.tr("Left, for they may be common words"), weight=600, role="warn"))
        about = self.tr("Is one of these a person? Go back, and write the role there in the session first.")
        column.addWidget(PlainLabel(about, style="small", role="ink_soft", wrap=True))
        lines = [
            (each.found, self.tr("as in “{excerpt}”").format(excerpt=each.excerpt), each.times)
            for each in unsure
        ]
        column.addLayout(self._table(lines))
        column.addSpacing(12)

    def _add_replaced(self, column: QVBoxLayout, replaced: Sequence[Replacement]) -> None:
        column.addWidget(PlainLabel(self.tr("Replaced"), weight=600))
        if not replaced:
            nothing = self.tr("Nothing: the session lists nobody by name.")
            column.addWidget(PlainLabel(nothing, role="ink_soft", wrap=True))
            return
        column.addLayout(self._table([(each.found, f"→ {each.by}", each.times) for each in replaced]))

    def _table(self, lines: Sequence[tuple[str, str, int]]) -> QGridLayout:
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
            grid.addWidget(PlainLabel(self._often(times), style="small", role="ink_soft"), row, 2, top)
        return grid

    def _often(self, times: int) -> str:
        words = {1: self.tr("once"), 2: self.tr("twice")}
        return words.get(times) or self.tr("{count} times").format(count=times)
