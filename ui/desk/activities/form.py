"""The stage of a form: the same fields in every phase, since what stands can always be corrected."""

from __future__ import annotations

from facilitator.method import Phase
from ui.desk.review.form_panel import FormPanel
from ui.desk.steps.panel import Panel, PanelStage

__all__ = ["KindStage"]


class KindStage(PanelStage):
    """Fills in and corrects a form."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        return FormPanel(self.desk, self.activity, phase)
