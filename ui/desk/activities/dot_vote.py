"""The stage of a dot vote: collect, vote, settle a tie, result."""

from __future__ import annotations

from facilitator.method import Phase
from ui.desk.steps.panel import Panel, PanelStage
from ui.desk.voting.ballot_round import standing
from ui.desk.voting.collect import CollectPanel
from ui.desk.voting.result_panel import ResultPanel
from ui.desk.voting.rules_bar import RulesBar
from ui.desk.voting.run_off_panel import RunOffPanel
from ui.desk.voting.vote_panel import VotePanel

__all__ = ["KindStage"]


class KindStage(PanelStage):
    """Votes with dots on what was collected, or on what an earlier activity brought."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        if phase.id == "collect" and self.activity.lanes:
            rules = RulesBar(self.desk, self.activity)
            words = self.tr("Type a proposal, Enter for the next one")
            return CollectPanel(self.desk, self.activity, phase, words, below=rules)
        if phase.id == "run_off":
            return RunOffPanel(self.desk, self.activity, phase)
        if phase.id == "result":
            return ResultPanel(
                self.desk, self.activity, phase, self._chosen, self.tr("Nothing is chosen yet.")
            )
        return VotePanel(self.desk, self.activity, phase)

    def _chosen(self) -> tuple[str, ...]:
        return standing(self.desk, self.activity).chosen
