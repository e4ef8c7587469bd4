"""What is left undone on purpose, each with its reason."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import commitments
from facilitator.commitments import Idea, NotDone
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.panel import Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.select import Select

__all__ = ["DeclinedPanel"]


class DeclinedPanel(Panel):
    """An open idea, or something else, with a reason; then what stands."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = self.lay_column(8)
        self.idea = Select(self.tr("Which idea"), [], least=16)
        self.idea.currentIndexChanged.connect(lambda _: self._chosen())
        column.addWidget(self.idea)
        words = self.tr("What we do not do")
        self.text = DraftText(self.session, f"{activity.id}/undone", words, words)
        words = self.tr("Why not, in one sentence, then Enter")
        self.reason = DraftText(self.session, f"{activity.id}/reason", self.tr("Why not"), words)
        self.idea.taken.connect(lambda: self.text.setFocus(Qt.FocusReason.TabFocusReason))
        self.text.taken.connect(lambda _: self.reason.setFocus(Qt.FocusReason.TabFocusReason))
        self.reason.taken.connect(lambda _: self._take())
        column.addWidget(self.text)
        column.addWidget(self.reason)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        words = self.tr("Nothing yet. What is left undone on purpose is worth a line.")
        self._empty = PlainLabel(words, role="ink_faint", wrap=True)
        column.addWidget(self._empty)
        column.addStretch(1)
        self._ideas: tuple[Idea, ...] | None = None
        self._stands: tuple[NotDone, ...] | None = None
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        fields: list[QWidget] = [self.idea, self.text, self.reason]
        return next(
            (each for each in fields if each.hasFocus()), self.reason if self.text.text() else self.text
        )

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.text.insertPlainText(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees what we leave undone, and why")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")),)

    def _show(self) -> None:
        found = commitments.commitments(self.session.data)
        if found is None:
            return
        ideas = tuple(each for each in found.ideas if each.state == "open")
        if ideas != self._ideas:
            self._ideas = ideas
            self.idea.clear()
            self.idea.addItem(self.tr("Something else"), "")
            for each in ideas:
                self.idea.addItem(each.text, each.id)
            self.idea.setVisible(bool(ideas))
        if found.not_done == self._stands:
            return
        self._stands = found.not_done
        clear_layout(self._list)
        self._empty.setVisible(not found.not_done)
        for each in found.not_done:
            self._list.addWidget(self._row(each))

    def _row(self, each: NotDone) -> QWidget:
        line = RuledRow()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 5, 0, 6)
        row.setSpacing(12)
        row.addWidget(PlainLabel(each.text, weight=500, wrap=True), 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(PlainLabel(each.reason, role="ink_soft", wrap=True), 1, Qt.AlignmentFlag.AlignTop)
        back = Button(
            kind="quiet", icon="undo", name=self.tr("Take it back: {text}").format(text=each.text[:40])
        )
        back.clicked.connect(
            lambda: self.desk.bridge.do(lambda: self.session.commitments.take_back_declined(each.id))
        )
        row.addWidget(back, 0, Qt.AlignmentFlag.AlignTop)
        return line

    def _chosen(self) -> None:
        idea = next((each for each in self._ideas or () if each.id == self.idea.chosen_id()), None)
        if idea is not None:
            self.text.set_text(idea.text)

    def _take(self) -> None:
        text, reason, idea = self.text.text(), self.reason.text(), self.idea.chosen_id()
        if self.desk.bridge.do(lambda: self.session.commitments.decline(text, reason, idea=idea)) is not None:
            self.text.clear_draft()
            self.reason.clear_draft()
            self.text.setFocus(Qt.FocusReason.OtherFocusReason)
