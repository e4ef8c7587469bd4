"""The vote: hands counted row by row, or sheets typed one after another; nothing shows before it is closed."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget

from facilitator import voting
from facilitator.method import Activity, Method, Phase
from facilitator.model import Changes, Hands
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.panel import Counted, Panel
from ui.desk.voting.ballot_round import close_round, open_again, round_named, standing, surplus_words
from ui.desk.voting.hands import HandsList
from ui.desk.voting.rules_bar import SHEETS, RulesBar, entry_of
from ui.desk.voting.sheets import SheetsEntry
from ui.desk.voting.words import counted_words, rules_words
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["VotePanel", "counted_of", "nothing_yet"]

_TABLES = ("notes", "groups", "ballots", "hands", "activity_values", "participants", "sessions")


def counted_of(desk: DeskContext, activity: Activity, round_name: str) -> Counted | None:
    """Return how far the counting of a round is, in words for the heading."""
    this = round_named(standing(desk, activity), round_name)
    if this is None or not this.candidates:
        return None
    role = "ink_soft"
    if this.surplus:
        role = "warn"
    elif this.cast == this.possible and this.cast:
        role = "ok"
    return Counted(counted_words(this), role)


def nothing_yet(method: Method, activity: Activity) -> str:
    """Return what to do while there is nothing to vote on: type it, write it where it comes from, or name people."""
    translate = QCoreApplication.translate
    read = next(filter(None, map(method.lane, activity.reads)), None)
    if activity.lanes:
        return translate("VotePanel", "Nothing to vote on yet. Go back one phase and type it.")
    if read is not None:
        words = translate("VotePanel", "Nothing to vote on yet. It is what stands in “{lane}”.")
        return words.format(lane=read.title)
    return translate(
        "VotePanel", "Nobody to vote on yet. It is about the people in the room: add their names."
    )


class VotePanel(Panel):
    """The first round."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = self.lay_column(12)
        self.rules = RulesBar(desk, activity)
        self._notice = PlainLabel(weight=500, role="warn", wrap=True)
        self.hands = HandsList()
        self.hands.counted.connect(self._counted)
        self.sheets = SheetsEntry(desk, activity, voting.VOTE)
        self._empty = PlainLabel(nothing_yet(self.session.data.method, activity), role="ink_soft", wrap=True)
        self.again = Button(self.tr("Open the vote again"), icon="undo")
        self.again.clicked.connect(lambda: open_again(desk, activity, self))
        for widget in (self.rules, self._notice, self._empty, self.hands, self.sheets):
            column.addWidget(widget)
        column.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._show()

    def caption(self) -> str:
        """See Panel."""
        entry = self.tr("Sheets") if self._by_sheets else self.tr("Counted votes")
        rules = voting.rules(self.session.data, self.activity)
        # How many are picked stands right below.
        return f"{entry} · {rules_words(rules, picks=False)}"

    def counted(self) -> Counted | None:
        """See Panel."""
        return counted_of(self.desk, self.activity, voting.VOTE)

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        if not self._is_open:
            return self.again
        return self.sheets.line if self._by_sheets else self.hands.first_open()

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches(*_TABLES):
            self._show()

    def room_sees(self) -> str:
        """See Panel."""
        if self._is_open:
            return self.tr("The room sees: we are counting")
        return self.tr("The room sees the counts")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        if not self._is_open:
            return ()
        if self._by_sheets:
            return (KeyHint("1 3", self.tr("a sheet")), KeyHint("Enter", self.tr("next sheet")))
        return (KeyHint("0–9", self.tr("votes")), KeyHint("Down", self.tr("next name")))

    def next_step(self) -> NextStep | None:
        """See Panel."""
        now = standing(self.desk, self.activity).open
        if now is None or now.name != voting.VOTE:
            return None
        if self._alone:
            return NextStep(self.tr("Ask for consent"), "vote.skip")
        reason = "" if now.cast else self.tr("No vote is in yet")
        return NextStep(self.tr("Show the result"), "vote.close", reason)

    def command(self, name: str) -> bool:
        """See Panel."""
        if name == "vote.close":
            close_round(self.desk, self.activity, self)
        elif name == "author" and self.sheets.voter.isVisible():
            self.sheets.voter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif name == "vote.skip":
            self.desk.bridge.do(lambda: self.session.course.go(self.activity.id, "consent"))
        else:
            return False
        return True

    @property
    def _alone(self) -> bool:
        """Whether an election has one nominee only: there is nothing to vote on, but consent to ask for."""
        now = standing(self.desk, self.activity)
        uncounted = now.open is not None and not now.open.cast
        return self.activity.kind == "election" and len(now.candidates) == 1 and uncounted

    @property
    def _is_open(self) -> bool:
        return standing(self.desk, self.activity).round == voting.VOTE

    @property
    def _by_sheets(self) -> bool:
        return entry_of(self.desk, self.activity) == SHEETS

    def _show(self) -> None:
        now = standing(self.desk, self.activity)
        this = round_named(now, voting.VOTE)
        is_open = now.round == voting.VOTE
        by_sheets = self._by_sheets and is_open
        self.rules.refresh()
        self._notice.setText(surplus_words(this))
        self._notice.setVisible(bool(self._notice.text()))
        self._empty.setVisible(not now.candidates)
        self.hands.setVisible(not by_sheets and bool(now.candidates))
        self.sheets.setVisible(by_sheets and bool(now.candidates))
        self.again.setVisible(not is_open)
        if this is None:
            return
        if by_sheets:
            self.sheets.show_round(now.candidates, is_open=is_open)
            return
        self.hands.show_candidates(now.candidates)
        counts = this.counts
        if is_open:
            # Only what was counted by hand stands in the fields; sheets stay blind until the round is closed.
            ids = {each.candidate: each.count for each in self._hands_rows()}
            counts = {each.id: ids.get(each.id, 0) for each in now.candidates}
        complete = not is_open or (this.cast == this.possible and not this.sheets)
        if now.rules.picks > 1:
            first, tag = voting.first_of(this, now.rules.picks)[0], self.tr("Picked")
        else:
            first = this.best
            tag = self.tr("Tied first") if len(first) > 1 else self.tr("First")
        best = first if complete and this.cast else ()
        self.hands.show_counts(counts, best=best, tag=tag, is_open=is_open)

    def _hands_rows(self) -> list[Hands]:
        return [
            each
            for each in self.session.data.hands
            if (each.activity_id, each.round) == (self.activity.id, voting.VOTE)
        ]

    def _counted(self, candidate_id: str, count: int) -> None:
        self.desk.bridge.do(
            lambda: self.session.votes.set_hands(self.activity.id, voting.VOTE, candidate_id, count)
        )
