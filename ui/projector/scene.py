"""Scenes of the projector: functions that paint the audience view. One module a kind of activity."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from facilitator.audience import AudienceView
from ui.theme import Theme


@dataclass(frozen=True)
class Surface:
    """What a scene is painted on: the painter, the whole screen in logical px, the theme, the remaining seconds.

    `remaining` is the clock of this very moment, since the view was made a little earlier.
    """

    painter: QPainter
    area: QRectF
    theme: Theme
    remaining: float | None

    def height(self, fraction: float) -> float:
        """Return a fraction of the screen's height in px: every size of the projector is one."""
        return self.area.height() * fraction


Paint = Callable[[Surface, AudienceView], None]


def scene_for(kind: str) -> Paint:
    """Return the function that paints a kind of activity: `paint` of the kind's module."""
    found: Paint = import_module(f"ui.projector.activities.{kind}").paint
    return found
