"""Ideas for actions: kept, not promised. From here one becomes a commitment, or is left undone for a reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator import commitments
from facilitator.commitments import Idea
from facilitator.method import Activity, Phase
from facilitator.model import Changes, ParkedItem
from ui.desk.context import DeskContext
from ui.desk.review.idea_row import IdeaRow, add_parked
from ui.desk.review.note_taking import add_notes
from ui.desk.stage import KeyHint
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.panel import Counted, Panel
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

__all__ = ["IdeasPanel"]


class IdeasPanel(Panel):
    """A line for the next idea, the ideas, and what was parked earlier and belongs here."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = self.lay_column(8)
        words = self.tr("What could help? One idea, then Enter")
        self.next = DraftText(
            self.session, f"{activity.id}/idea", self.tr("An idea"), words, splits_paste=True
        )
        self.next.taken.connect(lambda text: self._take([text]))
        self.next.lines_pasted.connect(self._take)
        column.addWidget(self.next)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._empty = PlainLabel(self.tr("No idea yet. Just type the first one."), role="ink_faint")
        column.addWidget(self._empty)
        column.addStretch(1)
        self._shown: object = None
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        found = commitments.commitments(self.session.data)
        if found is None or not found.ideas:
            return None
        count = len(found.ideas)
        return Counted(self.tr("1 idea") if count == 1 else self.tr("{count} ideas").format(count=count))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.next

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.next.insertPlainText(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the ideas")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next idea")),)

    def _show(self) -> None:
        found = commitments.commitments(self.session.data)
        if found is None or self._shown == (found.ideas, found.parked):
            return
        self._shown = (found.ideas, found.parked)
        clear_layout(self._list)
        self._empty.setVisible(not found.ideas)
        for idea in found.ideas:
            self._list.addWidget(IdeaRow(idea, self._commit))
        add_parked(self._list, found.parked, self._take_parked)

    def _take_parked(self, item: ParkedItem) -> None:
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.commitments.take_parked(item.id))

    def _commit(self, idea: Idea) -> None:
        self.next.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.commitments.commit(idea.text, idea=idea.id))

    def _take(self, texts: list[str]) -> None:
        if add_notes(self.desk, commitments.ideas_lane(self.session.data.method), texts):
            self.next.clear_draft()
