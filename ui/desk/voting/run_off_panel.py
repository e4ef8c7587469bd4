"""The counts of the first round, and the card that settles the tie."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QWidget

from facilitator import voting
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.panel import Counted, Panel
from ui.desk.voting.ballot_round import close_round, draw_lot, round_named, standing
from ui.desk.voting.hands import HandsList
from ui.desk.voting.rules_bar import SHEETS, entry_of
from ui.desk.voting.tie_card import TieCard
from ui.desk.voting.vote_panel import counted_of
from ui.desk.voting.words import step_words

__all__ = ["RunOffPanel"]


class RunOffPanel(Panel):
    """Run-off, fist of five, draw by lot: whichever was announced and is due."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        column = self.lay_column(16)
        self.hands = HandsList()
        self.card = TieCard(desk, activity)
        column.addWidget(self.hands)
        column.addWidget(self.card)
        column.addStretch(1)
        self._show()

    def caption(self) -> str:
        """See Panel."""
        here = standing(self.desk, self.activity).round
        return step_words(here) if here is not None else self.phase.title

    def heading(self) -> str:
        """See Panel."""
        return self.activity.question or super().heading()

    def counted(self) -> Counted | None:
        """See Panel."""
        return counted_of(self.desk, self.activity, voting.VOTE)

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.card.first_focus()

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        self._show()
        if changes.act == "votes.close":
            # The lines of the next step are shown by the event loop; before that they take no focus.
            QTimer.singleShot(0, self, self._take_focus)

    def _take_focus(self) -> None:
        goal = self.first_focus()
        if goal is not None:
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def room_sees(self) -> str:
        """See Panel."""
        here = standing(self.desk, self.activity).round
        if here == voting.LOT:
            return self.tr("The room sees: a draw by lot comes now")
        if here is None:
            return self.tr("The room sees how the tie was settled")
        return self.tr("The room sees the tie: we are counting")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        here = standing(self.desk, self.activity).round
        if here == voting.RUN_OFF and entry_of(self.desk, self.activity) == SHEETS:
            return (KeyHint("1", self.tr("a sheet")), KeyHint("Enter", self.tr("next sheet")))
        if here == voting.RUN_OFF:
            return (KeyHint("0–9", self.tr("votes")), KeyHint("Down", self.tr("next name")))
        if here == voting.FIST:
            return (KeyHint("0–5", self.tr("fingers")), KeyHint("Enter", self.tr("next name")))
        return ()

    def next_step(self) -> NextStep | None:
        """See Panel."""
        now = standing(self.desk, self.activity).open
        if now is None or now.name == voting.VOTE:
            return None
        if now.name == voting.LOT:
            return NextStep(self.tr("Draw by lot"), "vote.lot")
        reason = "" if now.cast else self.tr("Nothing is counted yet")
        return NextStep(self.tr("Show the result"), "vote.close", reason)

    def private_words(self) -> tuple[str, tuple[str, ...]]:
        """See Panel. The words of the phase are those of the run-off, not of the steps after it."""
        here = standing(self.desk, self.activity).round
        if here == voting.FIST:
            say = self.tr("Still level. For each one, show 0 to 5 fingers: 0 stops it, 5 is all for it.")
            return say, (
                self.tr("All hands up at once, one name after the other."),
                self.tr("The one whose lowest hand is highest goes first, then the higher sum."),
            )
        if here == voting.LOT:
            say = self.tr("Still level. As announced, the lot decides. Who gives us a word or a number?")
            return say, (self.tr("The seed is read out before the draw."),)
        return super().private_words()

    def command(self, name: str) -> bool:
        """See Panel."""
        if name == "vote.close":
            if self.card.ready_to_close():
                close_round(self.desk, self.activity, self)
        elif name == "vote.lot":
            seed = self.card.seed.text().strip()
            self.card.seed.clear_draft()
            draw_lot(self.desk, self.activity, seed)
        else:
            return False
        return True

    def _show(self) -> None:
        now = standing(self.desk, self.activity)
        first = round_named(now, voting.VOTE)
        if first is not None:
            self.hands.show_candidates(first.candidates)
            tag = self.tr("Tied first") if len(first.best) > 1 else self.tr("First")
            self.hands.show_counts(first.counts, best=first.best, tag=tag, is_open=False)
        self.card.refresh()
