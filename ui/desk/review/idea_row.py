"""Rows with an idea for an action, or with something parked, and what can become of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from facilitator.commitments import Idea
from facilitator.model import ParkedItem
from ui.desk.steps.panel import ROW_ID
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

__all__ = ["IdeaRow", "TextRow", "add_parked"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("IdeasPanel", text)


class TextRow(RuledRow):
    """A text, the word for what became of it, and buttons."""

    def __init__(self, row_id: str, text: str, state: str, buttons: Sequence[Button]) -> None:
        super().__init__()
        self.setProperty(ROW_ID, row_id)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 5, 0, 6)
        row.setSpacing(8)
        words = PlainLabel(text, wrap=True, role="ink_soft" if state else "ink")
        row.addWidget(words, 1, Qt.AlignmentFlag.AlignVCenter)
        if state:
            row.addWidget(PlainLabel(state, style="small", weight=600, role="ok"))
        for each in buttons:
            row.addWidget(each)


class IdeaRow(TextRow):
    """An idea; as long as it is open, a button makes it a commitment: `commit` is called with it."""

    def __init__(self, idea: Idea, commit: Callable[[Idea], None]) -> None:
        states = {"open": "", "committed": _tr("we do this"), "not_done": _tr("left undone")}
        buttons = []
        if idea.state == "open":
            take = Button(_tr("We do this"), kind="quiet", icon="check")
            take.setAccessibleName(_tr("We do this: {idea}").format(idea=idea.text))
            take.clicked.connect(lambda: commit(idea))
            buttons.append(take)
        super().__init__(idea.id, idea.text, states[idea.state], buttons)


def add_parked(
    column: QVBoxLayout, parked: Sequence[ParkedItem], take_parked: Callable[[ParkedItem], None]
) -> None:
    """Add what was parked earlier below the ideas; `take_parked` is called with what becomes an idea."""
    if not parked:
        return
    title = PlainLabel(_tr("Parked earlier, for now"), style="lead", weight=600)
    title.setContentsMargins(0, 12, 0, 2)
    column.addWidget(title)
    for item in parked:
        take = Button(_tr("Make it an idea"), kind="quiet", icon="plus")
        take.setAccessibleName(_tr("Make it an idea: {topic}").format(topic=item.text))
        take.clicked.connect(lambda _=False, item=item: take_parked(item))
        column.addWidget(TextRow(item.id, item.text, "", [take]))
