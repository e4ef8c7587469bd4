"""After the end: thanks, and what the room made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from facilitator.audience import AudienceView
from ui.projector.fitting import fit, one_line, wrapped
from ui.projector.parts import caption_alone
from ui.projector.sheet import Pen, Screen, Sheet

__all__ = ["arrange"]


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put the thanks large, the name the room gave itself under it."""
    pen = Pen(screen)
    caption_alone(pen, view.session_title)
    thanks = QCoreApplication.translate("Projector", "Thank you")
    top = screen.h(0.3)
    big = one_line(thanks, screen, screen.text_width, 0.13, weight=600, floor=0.075)
    pen.put(big.words("result", screen.left, top))
    top += big.block.height + screen.h(0.03)
    canvas = view.canvas
    if canvas is not None and canvas.name:
        name = fit(canvas.name, screen, screen.text_width, screen.h(0.2), 0.075, 0.056, most_lines=2)
        pen.put(name.words("prompt", screen.left, top))
        top += name.block.height + screen.h(0.02)
    if canvas is not None and any(box.lines for box in canvas.boxes):
        words = QCoreApplication.translate("Projector", "The canvas is ready to hang where everybody passes.")
        line = wrapped(words, screen, screen.text_width, 0.044)
        pen.put(line.words("body", screen.left, top, "ink_soft"))
    return (pen.done(),)
