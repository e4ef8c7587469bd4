"""The result of a vote: what was chosen, the counts, how it was settled, and the way to check it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from facilitator import voting
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.steps.panel import Panel
from ui.desk.voting.ballot_round import open_again, round_named, standing
from ui.desk.voting.hands import HandsList
from ui.desk.voting.protocol import show_protocol
from ui.desk.voting.words import settled_words
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["ResultPanel"]


class ResultPanel(Panel):
    """What was chosen large, all candidates below. `chosen` returns the ids decided on, none for nobody yet."""

    def __init__(
        self,
        desk: DeskContext,
        activity: Activity,
        phase: Phase,
        chosen: Callable[[], tuple[str, ...]],
        nothing: str,
    ) -> None:
        super().__init__(desk, activity, phase)
        self._chosen = chosen
        self._nothing = nothing
        column = self.lay_column(8)
        self.winner = PlainLabel(style="clock", role="accent", wrap=True)
        self._settled = PlainLabel(role="ink_soft", wrap=True)
        column.addWidget(self.winner)
        column.addWidget(self._settled)
        column.addSpacing(8)
        self.hands = HandsList()
        column.addWidget(self.hands)
        column.addSpacing(8)
        row = QHBoxLayout()
        row.setSpacing(8)
        self.protocol = Button(self.tr("See the protocol"), icon="file")
        self.protocol.clicked.connect(lambda: show_protocol(desk, activity, self))
        self.again = Button(self.tr("Open the vote again"), icon="undo")
        self.again.clicked.connect(lambda: open_again(desk, activity, self))
        row.addWidget(self.protocol)
        row.addWidget(self.again)
        row.addStretch(1)
        column.addLayout(row)
        column.addStretch(1)
        self._show()

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        # What was decided stands on top; a button below it would scroll it away in a small window.
        return None

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        self._show()

    def room_sees(self) -> str:
        """See Panel."""
        chosen = self._title()
        return (
            self.tr("The room sees: {chosen}").format(chosen=chosen)
            if chosen
            else self.tr("The room sees no result yet")
        )

    def _title(self) -> str:
        titles = {each.id: each.title for each in self.session.votes.candidates(self.activity.id)}
        return " \N{MIDDLE DOT} ".join(titles[each] for each in self._chosen() if each in titles)

    def _show(self) -> None:
        now = standing(self.desk, self.activity)
        chosen, ids = self._title(), self._chosen()
        self.winner.setText(chosen or self._nothing)
        self.winner.set_style("heading" if len(ids) > 1 else "clock" if chosen else "lead")
        self.winner.set_role("accent" if chosen else "ink_soft")
        self._settled.setText(settled_words(now) if chosen or now.tied else "")
        first, second = round_named(now, voting.VOTE), round_named(now, voting.RUN_OFF)
        closed = first is not None and bool(now.closed)
        self.hands.setVisible(closed)
        self.again.setVisible(closed)
        self.protocol.setVisible(closed or bool(chosen))
        if first is None or not closed:
            return
        later = second.counts if second is not None and second in now.closed else {}
        ranked = sorted(
            first.candidates,
            key=lambda each: (each.id not in ids, -first.counts.get(each.id, 0), -later.get(each.id, 0)),
        )
        self.hands.show_candidates(ranked)
        tag = self.tr("Picked") if now.rules.picks > 1 else self.tr("Chosen")
        self.hands.show_counts(first.counts, best=ids, tag=tag, is_open=False)
