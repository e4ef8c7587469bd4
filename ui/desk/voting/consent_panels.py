"""The end of a consent election: one proposal on the strongest reasons, then everybody is asked, the candidate last."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import consent
from facilitator.candidates import Candidate
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

__all__ = ["ConsentPanel", "ProposalPanel"]

_BUTTON = 104


class _CandidateRow(RuledRow):
    """A candidate with the reasons given, and the button that proposes them."""

    def __init__(self, candidate: Candidate, reasons: list[str]) -> None:
        super().__init__()
        self.candidate = candidate
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 9)
        row.setSpacing(16)
        row.addWidget(PlainLabel(candidate.title, style="lead", elide=True), 2, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(4)
        for reason in reasons:
            words.addWidget(PlainLabel(reason, role="ink_soft", wrap=True))
        if not reasons:
            words.addWidget(PlainLabel(self.tr("No reason written"), role="ink_faint"))
        row.addLayout(words, 5)
        self.button = Button(self.tr("Propose"), name=self.tr("Propose {name}").format(name=candidate.title))
        self.button.setCheckable(True)
        self.button.setMinimumWidth(_BUTTON)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignTop)


class ProposalPanel(Panel):
    """The reasons beside each candidate, in the order in which the names came up and without any figure."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_CandidateRow] = []
        self._shown: list[tuple[Candidate, list[str]]] = []
        column = self.lay_column(0)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._empty = PlainLabel(
            self.tr("Nobody is named yet. Go back to the nominations."), role="ink_faint"
        )
        column.addWidget(self._empty)
        column.addStretch(1)
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        buttons = [row.button for row in self.rows]
        chosen = [button for button in buttons if button.hasFocus() or button.isChecked()]
        return next(iter([*chosen, *buttons]), None)

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "notes"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        proposed = self._proposed()
        if proposed is None:
            return self.tr("The room sees: a proposal is being made")
        return self.tr("The room sees the proposal: {name}").format(name=proposed.title)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Up Down", self.tr("the names")), KeyHint("Enter", self.tr("propose")))

    def next_step(self) -> NextStep | None:
        """See Panel."""
        if self._proposed() is None:
            return NextStep(self.tr("Ask for consent"), "consent.ask", self.tr("Propose somebody first"))
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        here = next((index for index, row in enumerate(self.rows) if row.button.hasFocus()), None)
        if not step or here is None:
            super().keyPressEvent(event)
            return
        goal = min(len(self.rows) - 1, max(0, here + step))
        self.rows[goal].button.setFocus(Qt.FocusReason.TabFocusReason)

    def _proposed(self) -> Candidate | None:
        return consent.consent_standing(self.session.data, self.activity).proposed

    def _show(self) -> None:
        written = consent.nominations(self.session.data, self.activity)
        wanted = [
            (each, [entry.reason for entry in written if entry.stands_for == each.id and entry.reason])
            for each in self.session.votes.candidates(self.activity.id)
        ]
        if wanted != self._shown:
            self._shown = wanted
            clear_layout(self._list)
            self.rows = [_CandidateRow(*each) for each in wanted]
            for row in self.rows:
                row.button.clicked.connect(lambda _, row=row: self._propose(row.candidate.id))
                self._list.addWidget(row)
        proposed = self._proposed()
        for row in self.rows:
            here = proposed is not None and proposed.id == row.candidate.id
            row.button.setChecked(here)
            row.button.set_words(self.tr("Proposed") if here else self.tr("Propose"))
        self._empty.setVisible(not wanted)

    def _propose(self, candidate_id: str) -> None:
        self.desk.bridge.do(lambda: self.session.votes.propose(self.activity.id, candidate_id))
        self._show()


class ConsentPanel(Panel):
    """Everybody answers in turn: yes, or an objection with its reason. Without names all others answer as one."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._asked_again: str | None = None
        column = self.lay_column(12)
        self._proposal = PlainLabel(style="title", wrap=True)
        self.turn = PlainLabel(style="heading", elide=True)
        self._asks = self.tr("Enter: yes. Or type the objection, then Enter.")
        self.line = DraftLine(desk.session, f"{activity.id}/answer", self.tr("Answer"), self._asks)
        self.line.taken.connect(self._take)
        column.addWidget(self._proposal)
        column.addWidget(self.turn)
        column.addWidget(self.line)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        column.addStretch(1)
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.line

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "notes", "participants", "sessions"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        proposed = self._now().proposed
        if proposed is None:
            return self.tr("The room sees the question")
        return self.tr("The room sees: can we all live with {name}?").format(name=proposed.title)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("yes, or the objection typed")),)

    def next_step(self) -> NextStep | None:
        """See Panel."""
        now = self._now()
        if now.proposed is None:
            return NextStep(self.tr("Elect"), "vote.elect", self.tr("Propose somebody first"))
        if self.session.data.value(self.activity.id, "elected") == now.proposed.id:
            return None
        reason = ""
        if self.waiting():
            reason = self.tr("Answers are still to come")
        elif now.objections:
            reason = self.tr("An objection stands")
        return NextStep(self.tr("Elect {name}").format(name=now.proposed.title[:20]), "vote.elect", reason)

    def command(self, name: str) -> bool:
        """See Panel."""
        proposed = self._now().proposed
        if name != "vote.elect" or proposed is None:
            return False
        if self.desk.bridge.do(lambda: self.session.votes.elect(self.activity.id, proposed.id)) is not None:
            self.desk.bridge.do(lambda: self.session.course.go(self.activity.id, "result"))
        return True

    def order(self) -> tuple[str, ...]:
        """Return who is asked, the candidate last; without names "Everybody else" comes before."""
        found = self._now().order
        return found if len(found) != 1 else (self.tr("Everybody else"), *found)

    def waiting(self) -> tuple[str, ...]:
        """Return who has not answered."""
        answered = {each.name.casefold() for each in self._now().answers}
        return tuple(name for name in self.order() if name.casefold() not in answered)

    def whose_turn(self) -> str | None:
        """Return who is asked now."""
        if self._asked_again in self.order():
            return self._asked_again
        return next(iter(self.waiting()), None)

    def _now(self) -> consent.ConsentStanding:
        return consent.consent_standing(self.session.data, self.activity)

    def _show(self) -> None:
        now, turn = self._now(), self.whose_turn()
        named = now.proposed.title if now.proposed else self.tr("Nobody is proposed yet")
        self._proposal.setText(named)
        if turn is not None:
            words = self.tr("{name}: can you live with it?").format(name=turn)
        elif now.objections:
            words = self.tr("An objection stands: resolve it, or propose the next person")
        else:
            words = self.tr("Everybody said yes") if now.proposed else ""
        self.turn.setText(words)
        self.line.setEnabled(turn is not None)
        self.line.setPlaceholderText(self.tr("Everybody has answered.") if turn is None else self._asks)
        clear_layout(self._list)
        said = {each.name.casefold(): each for each in now.answers}
        for name in self.order():
            answer = said.get(name.casefold())
            if answer is not None:
                self._list.addWidget(self._answer_row(name, answer))
        for name in self.waiting():
            self._list.addWidget(PlainLabel(name, role="ink_faint", elide=True))

    def _answer_row(self, name: str, answer: consent.Answer) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(16)
        yes = answer.answer == "yes"
        words = self.tr("yes") if yes else self.tr("objection")
        row.addWidget(PlainLabel(name, weight=500, elide=True), 2)
        row.addWidget(PlainLabel(words, weight=600, role="ok" if yes else "warn"), 1)
        row.addWidget(PlainLabel(answer.text, role="ink_soft", wrap=True), 4, Qt.AlignmentFlag.AlignVCenter)
        again = Button(self.tr("Ask again"), kind="quiet", name=self.tr("Ask {name} again").format(name=name))
        again.clicked.connect(lambda: self._ask_again(name))
        row.addWidget(again)
        return holder

    def _ask_again(self, name: str) -> None:
        self._asked_again = name
        self._show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _take(self, text: str) -> None:
        name = self.whose_turn()
        if name is None:
            return
        said = "objection" if text.strip() else "yes"
        self._asked_again = None
        act = self.session.votes.answer
        if self.desk.bridge.do(lambda: act(self.activity.id, name, said, text)) is not None:
            self.line.clear_draft()
