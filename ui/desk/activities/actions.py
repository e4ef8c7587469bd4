"""The stage of actions: what was promised in the session before, ideas, commitments, what is left undone."""

from __future__ import annotations

from facilitator.method import Phase
from ui.desk.review.commit_panel import CommitPanel
from ui.desk.review.declined_panel import DeclinedPanel
from ui.desk.review.ideas_panel import IdeasPanel
from ui.desk.steps.panel import Panel, PanelStage
from ui.desk.steps.promises_panel import PromisesPanel

__all__ = ["KindStage"]


class KindStage(PanelStage):
    """Goes through the promises of last time, or from ideas to few commitments."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        made: dict[str, type[Panel]] = {
            "ideas": IdeasPanel,
            "commit": CommitPanel,
            "declined": DeclinedPanel,
        }
        return made.get(phase.id, PromisesPanel)(self.desk, self.activity, phase)
