"""The stage of an election of exactly one person, the quick way or by consent throughout."""

from __future__ import annotations

from facilitator.activities.election import way
from facilitator.method import Phase
from facilitator.model import Changes
from ui.desk.steps.panel import Panel, PanelStage
from ui.desk.voting.collect import CollectPanel
from ui.desk.voting.consent_panels import ConsentPanel, ProposalPanel
from ui.desk.voting.nominations import ChangePanel, NominatePanel, ReasonsPanel, people_named
from ui.desk.voting.quick_consent import QuickConsentPanel
from ui.desk.voting.result_panel import ResultPanel
from ui.desk.voting.rules_bar import RulesBar
from ui.desk.voting.run_off_panel import RunOffPanel
from ui.desk.voting.vote_panel import VotePanel
from ui.desk.voting.way_switch import WaySwitch

__all__ = ["KindStage"]


class KindStage(PanelStage):
    """Elects one person."""

    _way = ""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        self._way = way(self.session.data, self.activity)
        by_consent = self._way == "consent"
        if phase.id == "nominate":
            switch = WaySwitch(self.desk, self.activity)
            if by_consent:
                return NominatePanel(self.desk, self.activity, phase, switch)
            return CollectPanel(
                self.desk,
                self.activity,
                phase,
                self.tr("Type a name, Enter for the next one"),
                above=switch,
                below=RulesBar(self.desk, self.activity),
                suggest=lambda: people_named(self.desk),
                room=self.tr("The room sees the question and the role, no names"),
            )
        if phase.id == "consent":
            panel = ConsentPanel if by_consent else QuickConsentPanel
            return panel(self.desk, self.activity, phase)
        if phase.id == "result":
            nobody = self.tr("Nobody is elected yet. Ask for consent first.")
            return ResultPanel(self.desk, self.activity, phase, self._elected, nobody)
        panels: dict[str, type[Panel]] = {
            "run_off": RunOffPanel,
            "reasons": ReasonsPanel,
            "change": ChangePanel,
            "proposal": ProposalPanel,
        }
        return panels.get(phase.id, VotePanel)(self.desk, self.activity, phase)

    def refresh(self, changes: Changes) -> None:
        """See PanelStage: another way has other panels."""
        phase = self.session.course.phase
        if phase is not None and way(self.session.data, self.activity) != self._way:
            self.enter(phase)
            self.setFocus()
            return
        super().refresh(changes)

    def _elected(self) -> tuple[str, ...]:
        elected = self.session.data.value(self.activity.id, "elected")
        return (str(elected),) if elected else ()
