"""The stage of what was promised in the session before."""

from __future__ import annotations

from facilitator.method import Phase
from ui.desk.steps.panel import Panel, PanelStage
from ui.desk.steps.promises_panel import PromisesPanel

__all__ = ["KindStage"]


class KindStage(PanelStage):
    """Goes through the promises of last time, one after another."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        return PromisesPanel(self.desk, self.activity, phase)
