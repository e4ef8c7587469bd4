"""The consent question at the end of the quick way: does anything speak against the one who was chosen?"""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.candidates import Candidate
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Panel
from ui.desk.voting.ballot_round import standing
from ui.desk.voting.words import settled_words
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.prompts import Choice, Question

__all__ = ["QuickConsentPanel"]


class QuickConsentPanel(Panel):
    """Objections are written down as they are said; nobody is elected before the filled button is pressed."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 8, 24, 16)
        column.setSpacing(8)
        self._label = PlainLabel(self.tr("Chosen by the vote"), style="small", weight=500, role="ink_soft")
        self.name = PlainLabel(style="title", wrap=True)
        self._settled = PlainLabel(role="ink_soft", wrap=True)
        column.addWidget(self._label)
        column.addWidget(self.name)
        column.addWidget(self._settled)
        column.addSpacing(12)
        self.line = DraftLine(
            desk.session,
            f"{activity.id}/objection",
            self.tr("An objection"),
            self.tr("An objection, as it was said. Enter notes it."),
        )
        self.line.taken.connect(self._object)
        column.addWidget(self.line)
        self._list = QVBoxLayout()
        self._list.setSpacing(4)
        column.addLayout(self._list)
        column.addSpacing(8)
        self.declines = Button(self.tr("Steps back"), icon="next")
        self.declines.setToolTip(self.tr("The person is not available: the next in line is asked"))
        self.declines.clicked.connect(self._decline)
        column.addWidget(self.declines, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.line

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values", "notes", "ballots", "hands"):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        chosen = self._chosen()
        if chosen is None or standing(self.desk, self.activity).winner is None:
            return self.tr("The room sees the question")
        return self.tr("The room sees: can we all live with {name}?").format(name=chosen.title)

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("note the objection")), KeyHint("Ctrl+PgDown", self.tr("elect")))

    def next_step(self) -> NextStep | None:
        """See Panel."""
        chosen = self._chosen()
        if chosen is None:
            return NextStep(self.tr("Elect"), "vote.elect", self.tr("The vote comes first"))
        if self.session.data.value(self.activity.id, "elected") == chosen.id:
            return None
        return NextStep(self.tr("Elect {name}").format(name=_short(chosen.title)), "vote.elect")

    def command(self, name: str) -> bool:
        """See Panel."""
        if name != "vote.elect":
            return False
        self._elect()
        return True

    def _chosen(self) -> Candidate | None:
        now = standing(self.desk, self.activity)
        declined = self.session.data.value(self.activity.id, "declined", [])
        left = [each for each in now.candidates if each.id not in declined]
        if now.winner is None:
            return left[0] if len(left) == 1 else None
        return next((each for each in left if each.id == now.winner), None)

    def _objections(self) -> list[str]:
        return [str(each) for each in self.session.data.value(self.activity.id, "objections", [])]

    def _show(self) -> None:
        chosen = self._chosen()
        self.name.setText(chosen.title if chosen else self.tr("The vote has not decided yet"))
        settled = settled_words(standing(self.desk, self.activity))
        self._settled.setText(settled or (self.tr("The only one who was named.") if chosen else ""))
        self.declines.setVisible(chosen is not None)
        clear_layout(self._list)
        for objection in self._objections():
            self._list.addWidget(PlainLabel(f"– {objection}", wrap=True))

    def _object(self, text: str) -> None:
        if text.strip() and self.desk.bridge.do(lambda: self.session.votes.object(self.activity.id, text)):
            self.line.clear_draft()

    def _decline(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        declined = [*self.session.data.value(self.activity.id, "declined", []), chosen.id]
        self.desk.bridge.do(lambda: self.session.values.set(self.activity.id, "declined", declined))
        if standing(self.desk, self.activity).tied:
            self.desk.bridge.do(lambda: self.session.course.go(self.activity.id, "run_off"))

    def _elect(self) -> None:
        chosen = self._chosen()
        if chosen is None:
            return
        if self._objections():
            question = Question(
                self.tr("An objection was noted"),
                self.tr("Is it resolved, so that everybody can live with {name}?").format(name=chosen.title),
                (
                    Choice("no", self.tr("Not yet")),
                    Choice("yes", self.tr("It is resolved"), "filled"),
                ),
                "no",
                "warn",
            )
            if self.desk.prompts.ask(self, question) != "yes":
                return
        if self.desk.bridge.do(lambda: self.session.votes.elect(self.activity.id, chosen.id)) is not None:
            self.desk.bridge.do(lambda: self.session.course.go(self.activity.id, "result"))


def _short(name: str) -> str:
    return name if len(name) <= 20 else f"{name[:19].rstrip()}…"
