"""Question decks: the facilitator sees all of them, the room one at a time."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import analysis
from facilitator.analysis import Question
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.select import Select
from ui.widgets.tab_order import walk_in_order

__all__ = ["QuestionsPanel"]


class _QuestionRow(RuledRow):
    """A question: whether it was asked, its words, and what shows it to the room."""

    def __init__(self, panel: QuestionsPanel, question: Question, on_screen: bool) -> None:
        super().__init__()
        self.question = question
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(8)
        self.asked = Check(self.tr("asked"))
        self.asked.setChecked(question.asked)
        self.asked.setAccessibleName(self.tr("Asked: {question}").format(question=question.text))
        self.asked.clicked.connect(lambda on: panel.mark(question.id, on))
        row.addWidget(self.asked)
        weight, role = (600, "accent") if on_screen else (400, "ink_soft" if question.asked else "ink")
        text = PlainLabel(question.text, weight=weight, role=role, wrap=True)
        row.addWidget(text, 1, Qt.AlignmentFlag.AlignVCenter)
        words = self.tr("Take it off") if on_screen else self.tr("Show the room")
        self.show_it = Button(words, kind="quiet", icon="projector")
        self.show_it.setAccessibleName(f"{words}: {question.text}")
        self.show_it.clicked.connect(lambda: panel.show_room(None if on_screen else question.id))
        row.addWidget(self.show_it)
        if question.own:
            delete = Button(
                kind="quiet", icon="trash", name=self.tr("Take out {step}").format(step=question.text[:40])
            )
            delete.clicked.connect(lambda: panel.delete(question.id))
            row.addWidget(delete)


class QuestionsPanel(Panel):
    """All decks below each other, and a line for a question of one's own."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_QuestionRow] = []
        self._shown: object = None
        column = self.lay_column(8)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        row = QHBoxLayout()
        row.setSpacing(8)
        found = analysis.analysis(self.session.data)
        decks = found.decks if found is not None else ()
        self.deck = Select(self.tr("In which deck"), [(each.id, each.title) for each in decks], least=12)
        words = self.tr("A question of your own, then Enter")
        self.own = DraftLine(
            self.session, f"{activity.id}/question", self.tr("A question of your own"), words
        )
        self.own.taken.connect(self._add)
        row.addWidget(self.own, 1)
        row.addWidget(self.deck)
        column.addLayout(row)
        column.addStretch(1)
        self._show()

    def counted(self) -> Counted | None:
        """See Panel."""
        found = analysis.analysis(self.session.data)
        if found is None:
            return None
        every = [one for deck in found.decks for one in deck.questions]
        asked = sum(one.asked for one in every)
        return Counted(self.tr("{count} of {all} asked").format(count=asked, all=len(every)))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        buttons = [row.show_it for row in self.rows]
        focused = next((each for each in buttons if each.hasFocus()), None)
        fresh = next((row.show_it for row in self.rows if not row.question.asked), None)
        return focused or (self.own if self.own.hasFocus() else fresh or self.own)

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        self.own.insert(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if self._on_screen is not None:
            return self.tr("The room sees one question")
        return self.tr("The room sees the heading, no question yet")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Up Down", self.tr("other question")), KeyHint("Enter", self.tr("show the room")))

    @property
    def _on_screen(self) -> str | None:
        found = analysis.analysis(self.session.data)
        here = self.session.focus.note_id
        return here if found is not None and found.question(here) is not None else None

    def _show(self) -> None:
        found = analysis.analysis(self.session.data)
        if found is None or self._shown == (found.decks, self._on_screen):
            return
        here = next((row.question.id for row in self.rows if row.show_it.hasFocus()), None)
        self._shown = (found.decks, self._on_screen)
        clear_layout(self._list)
        self.rows = []
        for deck in found.decks:
            title = PlainLabel(deck.title, style="lead", weight=600)
            title.setContentsMargins(0, 8, 0, 2)
            self._list.addWidget(title)
            for one in deck.questions:
                row = _QuestionRow(self, one, one.id == self._on_screen)
                self.rows.append(row)
                self._list.addWidget(row)
        walk_in_order(self, lambda: [self._list, self.own, self.deck])
        again = next((row.show_it for row in self.rows if row.question.id == here), None)
        if again is not None:
            again.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_room(self, question_id: str | None) -> None:
        """Let the room see one question, or none; a question that was shown counts as asked."""
        session = self.session
        session.set_focus(replace(session.focus, note_id=question_id, group_id=None))
        found = analysis.analysis(session.data)
        one = found.question(question_id) if found is not None else None
        if one is not None and not one.asked:
            self.mark(one.id, True)
        self._show()
        self.hints_changed.emit()

    def mark(self, question_id: str, asked: bool) -> None:
        """Note that a question was asked, or not."""
        self.desk.bridge.do(lambda: self.session.analysis.mark_asked(question_id, asked))

    def delete(self, question_id: str) -> None:
        """Take out a question of one's own."""
        self.own.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.analysis.delete_question(question_id))

    def _add(self, text: str) -> None:
        if text.strip() and self.desk.bridge.do(
            lambda: self.session.analysis.add_question(self.deck.chosen_id(), text)
        ):
            self.own.clear_draft()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        places: list[QWidget] = [*(row.show_it for row in self.rows), self.own]
        here = next((place for place, each in enumerate(places) if each.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        places[min(len(places) - 1, max(0, here + step))].setFocus(Qt.FocusReason.TabFocusReason)
