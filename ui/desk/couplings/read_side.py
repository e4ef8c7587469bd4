"""What the map says, in words: whom most wait for, the longest chain, the loops; and then and now."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.activities.coupling_map import FiguresThen
from facilitator.coupling_figures import Figures
from facilitator.couplings import CouplingMap
from ui.pictures.coupling_words import chain_words, figure_list, loop_words, then_words
from ui.widgets.plain_label import PlainLabel

__all__ = ["ReadSide"]

_FEW = 6
"""So many loops are written out."""


class ReadSide(QWidget):
    """Sentences under small headings."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self._parts: dict[str, tuple[PlainLabel, PlainLabel]] = {}
        for key, title in (
            ("tried", self.tr("Tried, neither kept nor dropped")),
            ("most", self.tr("Most waited for")),
            ("chain", self.tr("Longest waiting chain")),
            ("loops", self.tr("Loops")),
            ("then", self.tr("Last time")),
        ):
            head = PlainLabel(title, style="small", weight=600)
            text = PlainLabel(style="small", role="ink_soft", wrap=True)
            column.addWidget(head)
            column.addWidget(text)
            column.addSpacing(8)
            self._parts[key] = (head, text)
        column.addStretch(1)

    def show_reading(
        self, now: CouplingMap, found: Figures, then: FiguresThen | None, tried: Sequence[str] = ()
    ) -> None:
        """Say what the figures stand for; `tried` are the steps of a what-if that waits, in words."""
        self._say("tried", "\n".join(tried))
        figures = figure_list(now, found)
        most = figures[1]
        self._say("most", f"{most.value}: {most.detail}" if most.detail else "")
        self._say("chain", chain_words(now, found.chain) if found.chain else "")
        loops = [loop_words(now, each) for each in found.loops[:_FEW]]
        if len(found.loops) > _FEW:
            loops.append(self.tr("and {count} more").format(count=len(found.loops) - _FEW))
        self._say("loops", "\n".join(loops))
        self._say("then", then_words(then) if then is not None else "")

    def _say(self, key: str, words: str) -> None:
        head, text = self._parts[key]
        head.setVisible(bool(words))
        text.setVisible(bool(words))
        text.setText(words)
