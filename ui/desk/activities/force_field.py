"""The force field on the desk: writing and grouping as in a brainstorm, everything else in panels of its own."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from importlib import import_module

from facilitator import forces
from facilitator.activities.force_field import TOGETHER, WRITING, asked_lanes
from facilitator.method import Activity, Lane, Phase
from ui.desk.context import DeskContext
from ui.desk.nested_stage import NestedStage
from ui.desk.stage import Stage
from ui.desk.steps.panel import Panel, PanelStage

__all__ = ["KindStage"]

_PANELS = {
    "agree": ("change_panel", "ChangePanel"),
    "strength": ("scores_panel", "ScoresPanel"),
    "strength_talk": ("picture_panel", "PicturePanel"),
    "changeability": ("scores_panel", "ScoresPanel"),
    "changeability_talk": ("priority_panel", "PriorityPanel"),
    "picture": ("picture_panel", "PicturePanel"),
    "links": ("links_panel", "LinksPanel"),
    "plan": ("plan_panel", "PlanPanel"),
    "after": ("after_panel", "AfterPanel"),
}
"""The panel of each phase; read when it is first shown, since the picture takes a moment to load."""


class _Panels(PanelStage):
    """The phases that are not writing."""

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        module, name = _PANELS[phase.id]
        made: Callable[[DeskContext, Activity, Phase], Panel] = getattr(
            import_module(f"ui.desk.forces.{module}"), name
        )
        return made(self.desk, self.activity, phase)


class KindStage(NestedStage):
    """Writes, shares and groups as a brainstorm does, each set of lanes with a stage of its own."""

    def _lanes(self, phase: Phase) -> tuple[Lane, ...]:
        if phase.id not in (*WRITING, *TOGETHER):
            return ()
        return asked_lanes(self.session.data, phase.id)

    def enter(self, phase: Phase) -> None:
        """See Stage; what holds back is read out first where it was written first."""
        super().enter(phase)
        data = self.session.data
        lane = forces.lane_of(data.method, forces.RESTRAINER)
        if phase.id == "share" and lane is not None and forces.first(data) == "restraining":
            from ui.desk.activities.brainstorm import KindStage as Brainstorm

            assert isinstance(self.inner, Brainstorm)
            self.inner.begin_in(lane.id)

    def key_of(self, phase: Phase) -> tuple[str, ...]:
        """See NestedStage."""
        return tuple(lane.id for lane in self._lanes(phase))

    def make_stage(self, phase: Phase) -> Stage:
        """See NestedStage."""
        lanes = self._lanes(phase)
        if not lanes:
            return _Panels(self.desk, self.activity)
        from ui.desk.activities.brainstorm import KindStage as Brainstorm

        return Brainstorm(self.desk, replace(self.activity, lanes=lanes))

    def as_inner(self, phase: Phase) -> Phase:
        """See NestedStage."""
        return replace(phase, id="solo") if phase.id in WRITING else phase
