"""The stage of the close: what was parked, next steps, raised hands, return on time, one word each."""

from __future__ import annotations

from facilitator.method import Phase
from ui.desk.steps.hands_up_panel import HandsUpPanel
from ui.desk.steps.next_steps_panel import NextStepsPanel
from ui.desk.steps.panel import Panel, PanelStage
from ui.desk.steps.parking_panel import ParkingPanel
from ui.desk.steps.roti_panel import RotiPanel
from ui.desk.steps.words_panel import WordsPanel

__all__ = ["KindStage"]

_PANELS: dict[str, type[Panel]] = {
    "parking": ParkingPanel,
    "next_steps": NextStepsPanel,
    "hands": HandsUpPanel,
    "roti": RotiPanel,
    "word": WordsPanel,
}


class KindStage(PanelStage):
    """Nothing stays open without somebody, and everybody leaves on a word."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        return _PANELS[phase.id](self.desk, self.activity, phase)
