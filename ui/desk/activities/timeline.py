"""The timeline on the desk: written before the meeting, walked through in it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from ui.desk.context import DeskContext
from ui.desk.steps.panel import Panel, PanelStage
from ui.desk.timeline.timeline_panel import TimelinePanel
from ui.widgets.button import Button

__all__ = ["KindStage"]


class KindStage(PanelStage):
    """One panel for both phases: what is walked in the meeting is the same as what was written before."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self.import_button = Button(self.tr("Import…"))
        self.import_button.clicked.connect(self._import)
        self.add_to_head(self.import_button)

    def make_panel(self, phase: Phase) -> Panel:
        """See PanelStage."""
        return TimelinePanel(self.desk, self.activity, phase)

    def refresh(self, changes: Changes) -> None:
        """See Stage."""
        super().refresh(changes)
        if changes.act == "focus" and self.panel is not None:
            # The entry in talk is what the room looks at, and no act.
            self.panel.refresh(changes)
            self._panel_changed()

    def _import(self) -> None:
        if isinstance(self.panel, TimelinePanel):
            self.panel.import_text()
