"""Few commitments: what, who, by when, how one sees that it is done, what it works on; gaps are asked about gently."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import analysis, commitments, postmortems, timelines
from facilitator.commitments import Commitment, Idea, Leader
from facilitator.method import Activity, Phase
from facilitator.model import ActionItem, Changes, ParkedItem
from ui.deadline_settings import deadlines_of
from ui.desk.context import DeskContext
from ui.desk.home_words import day_words
from ui.desk.review.idea_row import IdeaRow, add_parked
from ui.desk.stage import KeyHint
from ui.desk.steps.action_fields import ActionFields, NewActionFields
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.select import Select
from ui.widgets.tab_order import walk_in_order

__all__ = ["CommitPanel"]


class _CommitmentRow(RuledRow):
    """One commitment: its action above, what makes it a promise below, and one gentle question."""

    def __init__(self, panel: CommitPanel, each: Commitment) -> None:
        super().__init__()
        self.commitment = each
        self._panel = panel
        session, key = panel.session, f"commit/{each.action.id}"
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 9)
        column.setSpacing(6)
        top = QHBoxLayout()
        top.setSpacing(8)
        self.fields = ActionFields(panel.desk, each.action, panel.names)
        top.addWidget(self.fields, 1)
        delete = Button(
            kind="quiet", icon="trash", name=self.tr("Take out {step}").format(step=each.action.text[:40])
        )
        delete.clicked.connect(lambda: panel.delete(each.action.id))
        top.addWidget(delete, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        below = QHBoxLayout()
        below.setSpacing(8)
        self.done_when = DraftText(session, f"{key}/done", self.tr("Done when"), self.tr("one sees that …"))
        self.scope = DraftText(session, f"{key}/scope", self.tr("Only for"), self.tr("which part, for whom"))
        self.factor = Select(self.tr("Works on"), panel.factor_choices(), least=10)
        self.priority = Select(self.tr("Priority"), panel.priority_choices(), least=7)
        for text in (self.done_when, self.scope):
            text.left.connect(self.keep)
            text.taken.connect(lambda _: self.keep())
        self.factor.activated.connect(lambda _: panel.change(each.action.id, factor=self.factor.chosen_id()))
        self.priority.activated.connect(
            lambda _: panel.change(each.action.id, priority=self.priority.chosen_id())
        )
        self.factor.taken.connect(lambda: self.priority.setFocus(Qt.FocusReason.TabFocusReason))
        self.priority.taken.connect(lambda: panel.text.setFocus(Qt.FocusReason.TabFocusReason))
        # Their names stand above them: once they are filled, nothing else tells one from the other.
        for field, title, share in (
            (self.done_when, self.tr("Done when"), 4),
            (self.scope, self.tr("Only for"), 3),
            (self.factor, self.tr("Works on"), 2),
            (self.priority, self.tr("Priority"), 0),
        ):
            part = QVBoxLayout()
            part.setSpacing(1)
            part.addWidget(PlainLabel(title, style="caption", role="ink_soft"))
            part.addWidget(field)
            part.addStretch(1)
            below.addLayout(part, share)
        column.addLayout(below)
        self._asked = PlainLabel(style="small", role="ink_soft", wrap=True)
        column.addWidget(self._asked)
        self.show_commitment(each)

    def show_commitment(self, each: Commitment) -> None:
        """Show the commitment as the session has it; what is being typed stays."""
        self.commitment = each
        if self.fields.item != each.action:
            self.fields.show_item(each.action)
        for text, value in ((self.done_when, each.done_when), (self.scope, each.scope)):
            if not text.hasFocus():
                text.show_text(value)
        self.factor.choose(each.factor_id)
        self.priority.choose(each.priority or "")
        words = self._panel.question(each)
        self._asked.setText(words)
        self._asked.setVisible(bool(words))

    def keep(self) -> None:
        """Store what was changed below the action."""
        each, done, scope = self.commitment, self.done_when.text().strip(), self.scope.text().strip()
        if (done, scope) != (each.done_when, each.scope):
            self._panel.change(each.action.id, done_when=done, scope=scope)
            for part in ("done", "scope"):
                self._panel.session.course.keep_draft(f"commit/{each.action.id}/{part}", "")


class CommitPanel(Panel):
    """A line for the next commitment, those that stand, and who stands behind them."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_CommitmentRow] = []
        self._leaders_shown: tuple[Leader, ...] | None = None
        self._ideas_shown: tuple[tuple[Idea, ...], tuple[ParkedItem, ...]] | None = None
        key = activity.id
        keys = (f"{key}/commit", f"{key}/commit_owner", f"{key}/commit_due")
        self.next = NewActionFields(
            desk, keys, self.tr("Begin with a verb: add, remove, alert …"), self.names
        )
        self.next.finished.connect(self._take)
        self.text = self.next.text
        column = self.lay_column(8)
        column.addWidget(self.next)
        self._few = PlainLabel(role="warn", wrap=True)
        column.addWidget(self._few)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        words = self.tr("No commitment yet. Type one, or take one of the ideas.")
        self._empty = PlainLabel(words, role="ink_faint", wrap=True)
        column.addWidget(self._empty)
        self._ideas_title = PlainLabel(self.tr("Ideas"), style="lead", weight=600)
        self._ideas_title.setContentsMargins(0, 10, 0, 0)
        column.addWidget(self._ideas_title)
        self._ideas = QVBoxLayout()
        self._ideas.setSpacing(0)
        column.addLayout(self._ideas)
        column.addSpacing(10)
        column.addWidget(PlainLabel(self.tr("Who stands behind it"), style="lead", weight=600))
        self._leaders = QVBoxLayout()
        self._leaders.setSpacing(2)
        column.addLayout(self._leaders)
        words = self.tr("Who decides on priorities, then Enter")
        self.leader = DraftLine(self.session, f"{key}/leader", self.tr("Who decides on priorities"), words)
        self.leader.set_suggestions(self.names)
        self.leader.taken.connect(self._take_leader)
        column.addWidget(self.leader)
        column.addStretch(1)
        self._show()

    # -- the stage asks --------------------------------------------------------------------------------------------

    def counted(self) -> Counted | None:
        """See Panel."""
        found = commitments.commitments(self.session.data)
        if found is None or not found.commitments:
            return None
        unclear = sum(bool(self._codes(each)) for each in found.commitments)
        if not unclear:
            return Counted(self.tr("Each is clear"), "ok")
        return Counted(self.tr("{count} could be clearer").format(count=unclear))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        fields: list[QWidget] = [*self.next.fields, self.leader]
        fields += [
            each for row in self.rows for each in (*row.fields.fields, row.done_when, row.scope, row.factor)
        ]
        return next((each for each in fields if each.hasFocus()), self.text)

    def take_text(self, text: str) -> bool:
        """See Panel."""
        self.next.begin(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.rows:
            self._show()

    def leave(self) -> None:
        """See Panel."""
        for row in self.rows:
            if row.isAncestorOf(self.focusWidget() or self):
                row.fields.keep()
                row.keep()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees what we promise, who and by when")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("next field")), KeyHint("Down", self.tr("a name")))

    # -- what stands -----------------------------------------------------------------------------------------------

    def factor_choices(self) -> list[tuple[str, str]]:
        """Return the factors a commitment can work on."""
        found = analysis.factors(self.session.data)
        return [("", self.tr("a factor")), *((each.id, each.text) for each in found)]

    def priority_choices(self) -> list[tuple[str, str]]:
        """Return the priorities."""
        return [
            ("", self.tr("none")),
            ("high", self.tr("High")),
            ("medium", self.tr("Medium")),
            ("low", self.tr("Low")),
        ]

    def _codes(self, each: Commitment) -> tuple[str, ...]:
        incident = timelines.incident(self.session.data)
        return tuple(commitments.find_missing(each, self._latest(each) if incident.severity else None))

    def _latest(self, each: Commitment) -> date | None:
        """Return the day by which the severity of the incident asks for it."""
        incident, rules = timelines.incident(self.session.data), deadlines_of(self.desk.settings).actions
        return postmortems.latest_day(incident, date.today(), each.priority, rules)

    def question(self, each: Commitment) -> str:
        """Return the one question that would make a commitment clearer, "" for none."""
        words = {
            "no_verb": self.tr("What exactly is done? A verb at the beginning helps."),
            "weak_verb": self.tr("How would one see that it happened? A stronger verb may say it."),
            "no_scope": self.tr("For what exactly, and for what not?"),
            "no_done_when": self.tr("How does one see that it is done?"),
            "no_owner": self.tr("Whose name stands for it?"),
            "several_owners": self.tr("One name carries it best. Whose?"),
            "no_due": self._due_words(each),
            "late_due": self._late_words(each),
            "no_factor": self.tr("Which factor does it work on?"),
        }
        codes = self._codes(each)
        return words[codes[0]] if codes else ""

    def _due_words(self, each: Commitment) -> str:
        latest = self._latest(each) if timelines.incident(self.session.data).severity else None
        if latest is None:
            return self.tr("By when?")
        words = self.tr("By when? This severity asks for {day} at the latest.")
        return words.format(day=day_words(latest, date.today(), inside=True))

    def _late_words(self, each: Commitment) -> str:
        latest = self._latest(each)
        words = self.tr("This severity asks for {day} at the latest. Does it have to be later?")
        return words.format(day=day_words(latest, date.today(), inside=True)) if latest else ""

    def _show(self) -> None:
        found = commitments.commitments(self.session.data)
        if found is None:
            return
        if [row.commitment.action.id for row in self.rows] == [each.action.id for each in found.commitments]:
            for row, each in zip(self.rows, found.commitments, strict=True):
                row.show_commitment(each)
        else:
            clear_layout(self._list)
            self.rows = [_CommitmentRow(self, each) for each in found.commitments]
            for row in self.rows:
                self._list.addWidget(row)
        self._empty.setVisible(not self.rows)
        self._show_ideas(tuple(each for each in found.ideas if each.state == "open"), found.parked)
        self._few.setText(self.tr("These are many. Which few will really be done?") if found.too_many else "")
        self._few.setVisible(found.too_many)
        self._show_leaders(found.leaders)
        walk_in_order(self, lambda: [self.next, *self.rows, self._ideas, self._leaders, self.leader])

    def _show_ideas(self, ideas: tuple[Idea, ...], parked: tuple[ParkedItem, ...]) -> None:
        if (ideas, parked) == self._ideas_shown:
            return
        self._ideas_shown = (ideas, parked)
        clear_layout(self._ideas)
        self._ideas_title.setVisible(bool(ideas))
        for idea in ideas:
            self._ideas.addWidget(IdeaRow(idea, self._take_idea))
        add_parked(self._ideas, parked, self._take_parked)

    def _take_parked(self, item: ParkedItem) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.commitments.take_parked(item.id))

    def _take_idea(self, idea: Idea) -> None:
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        taken = self.desk.bridge.do(lambda: self.session.commitments.commit(idea.text, idea=idea.id))
        # Its words stand already: what the room says next is a name.
        for row in self.rows:
            if taken is not None and row.commitment.action.id == taken.id:
                row.fields.owner.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_leaders(self, leaders: tuple[Leader, ...]) -> None:
        if leaders == self._leaders_shown:
            return
        self._leaders_shown = leaders
        clear_layout(self._leaders)
        for each in leaders:
            row = QHBoxLayout()
            row.setSpacing(8)
            agrees = Check(self.tr("{name} gives it priority").format(name=each.name))
            agrees.setChecked(each.agrees)
            agrees.clicked.connect(
                lambda on, each=each: self.desk.bridge.do(
                    lambda: self.session.commitments.change_leader(each.id, agrees=on)
                )
            )
            row.addWidget(agrees, 1)
            delete = Button(
                kind="quiet", icon="trash", name=self.tr("Take out {step}").format(step=each.name)
            )
            delete.clicked.connect(lambda _=False, each=each: self._delete_leader(each.id))
            row.addWidget(delete)
            self._leaders.addLayout(row)

    # -- acts ------------------------------------------------------------------------------------------------------

    def change(self, action_id: str, **parts: str) -> None:
        """Store other words for a commitment."""
        self.desk.bridge.do(lambda: self.session.commitments.change(action_id, **parts))

    def delete(self, action_id: str) -> None:
        """Take a commitment out; its idea is open again."""
        self.text.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.commitments.delete(action_id))

    def _delete_leader(self, entry_id: str) -> None:
        self.leader.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.commitments.delete_leader(entry_id))

    def _take(self) -> None:
        def act() -> ActionItem:
            due = self.next.due_day()
            return self.session.commitments.commit(self.text.text(), owner=self.next.owner.text(), due=due)

        if self.desk.bridge.do(act) is not None:
            self.next.clear()

    def _take_leader(self, name: str) -> None:
        if name.strip() and self.desk.bridge.do(lambda: self.session.commitments.add_leader(name)):
            self.leader.clear_draft()
