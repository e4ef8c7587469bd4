"""The stage of a rating: the topics, one after another, the whole picture, what we do about it."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module

from facilitator.method import Activity, Phase
from ui.desk.context import DeskContext
from ui.desk.steps.panel import Panel, PanelStage

__all__ = ["KindStage"]

_PANELS = {
    "topics": ("topics_panel", "TopicsPanel"),
    "rate": ("rate_panel", "RatePanel"),
    "picture": ("overview_panel", "OverviewPanel"),
    "plan": ("next_panel", "NextPanel"),
}
"""The panel of each phase; read when it is first shown, since the pictures take a moment to load."""


class KindStage(PanelStage):
    """Rates topics on one or two scales."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        module, name = _PANELS[phase.id]
        made: Callable[[DeskContext, Activity, Phase], Panel] = getattr(
            import_module(f"ui.desk.rating.{module}"), name
        )
        return made(self.desk, self.activity, phase)
