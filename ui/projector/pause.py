"""A break: coffee, how long it lasts, and when the room goes on."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.audience import AudienceView
from facilitator.ids import from_stamp
from ui.projector.clock_face import clock_face
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, fit, wrapped
from ui.projector.sheet import IconMark, Pen, Screen, Sheet

__all__ = ["arrange"]


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put a cup and the name of the break left, the big clock right."""
    pen = Pen(screen)
    right = screen.right
    if view.clock is not None:
        pen.clock = clock_face(screen.right, screen.height, view.clock, big=True)
        right = pen.clock.rect.left() - screen.h(0.06)
    width = right - screen.left
    side = screen.h(0.14)
    pen.put(IconMark("coffee", QRectF(screen.left - side * 0.08, screen.h(0.145), side, side)))
    title = fit(view.activity_title, screen, width, screen.h(0.34), PROMPT, PROMPT_FLOOR)
    pen.put(title.words("prompt", screen.left, screen.h(0.34)))
    words = QCoreApplication.translate("Projector", "We go on when the clock is at zero.")
    if view.back is not None:
        at = from_stamp(view.back).astimezone()
        words = QCoreApplication.translate("Projector", "We go on at {time}").format(time=f"{at:%H:%M}")
    line = wrapped(words, screen, screen.text_width, 0.044)
    pen.put(line.words("body", screen.left, screen.h(0.8), "ink_soft"))
    return (pen.done(),)
