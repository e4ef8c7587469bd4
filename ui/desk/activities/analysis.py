"""The stage of an analysis: question decks, contributing factors, and what went well as notes in lanes."""

from __future__ import annotations

from dataclasses import replace

from facilitator.analysis import said_lanes
from facilitator.method import Phase
from ui.desk.nested_stage import NestedStage
from ui.desk.review.factors_panel import FactorsPanel
from ui.desk.review.questions_panel import QuestionsPanel
from ui.desk.stage import Stage
from ui.desk.steps.panel import Panel, PanelStage

__all__ = ["KindStage"]


class _Panels(PanelStage):
    """Questions and factors."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        made = QuestionsPanel if phase.id == "ask" else FactorsPanel
        return made(self.desk, self.activity, phase)


class KindStage(NestedStage):
    """What went well is written as in a brainstorm."""

    def key_of(self, phase: Phase) -> tuple[str, ...]:
        """See NestedStage."""
        return ("well",) if phase.id == "well" else ()

    def make_stage(self, phase: Phase) -> Stage:
        """See NestedStage."""
        if phase.id != "well":
            return _Panels(self.desk, self.activity)
        from ui.desk.activities.brainstorm import KindStage as Brainstorm

        return Brainstorm(self.desk, replace(self.activity, lanes=said_lanes(self.activity)))

    def as_inner(self, phase: Phase) -> Phase:
        """See NestedStage."""
        return replace(phase, id="share") if phase.id == "well" else phase
