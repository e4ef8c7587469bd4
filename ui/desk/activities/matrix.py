"""The matrix on the desk: writing and showing as in a brainstorm, placing in a panel of its own."""

from __future__ import annotations

from facilitator.activities.matrix import WRITING, writing
from facilitator.method import Activity, Phase
from ui.desk.nested_stage import NestedStage
from ui.desk.stage import Stage
from ui.desk.steps.panel import Panel, PanelStage

__all__ = ["KindStage"]


class _Placing(PanelStage):
    """The phase in which notes are placed."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        from ui.desk.matrices.matrix_panel import MatrixPanel

        return MatrixPanel(self.desk, self.activity, phase)

    def wants_width(self) -> bool:
        """See Stage."""
        return True


class KindStage(NestedStage):
    """Writes alone, shows, and places."""

    @property
    def _writing(self) -> Activity:
        return writing(self.session.data, self.activity)

    def key_of(self, phase: Phase) -> tuple[str, ...]:
        """See NestedStage."""
        return ("writing",) if phase.id in WRITING else ("placing",)

    def make_stage(self, phase: Phase) -> Stage:
        """See NestedStage."""
        if phase.id not in WRITING:
            return _Placing(self.desk, self.activity)
        from ui.desk.activities.brainstorm import KindStage as Brainstorm

        return Brainstorm(self.desk, self._writing)
