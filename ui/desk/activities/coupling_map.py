"""The coupling map on the desk: one panel for drawing, reading and trying, since it is the same map."""

from __future__ import annotations

from facilitator.method import Phase
from ui.desk.steps.panel import Panel, PanelStage

__all__ = ["KindStage"]


class KindStage(PanelStage):
    """Draws the map, reads it and tries what would change it."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        # Read when a map is first shown, since the session page asks for every kind.
        from ui.desk.couplings.coupling_panel import CouplingPanel

        return CouplingPanel(self.desk, self.activity, phase)

    def wants_width(self) -> bool:
        """See Stage."""
        return True
