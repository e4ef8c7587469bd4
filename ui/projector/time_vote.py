"""The question when a timebox is over: does the room want two more minutes? Everybody shows a thumb at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from facilitator.audience import AudienceView
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, fit, wrapped
from ui.projector.sheet import Pen, Screen, Sheet

__all__ = ["arrange"]


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put the question large, and below what each thumb says."""
    pen = Pen(screen)
    question = QCoreApplication.translate("Projector", "Two more minutes?")
    title = fit(question, screen, screen.text_width, screen.h(0.3), PROMPT, PROMPT_FLOOR)
    pen.put(title.words("prompt", screen.left, screen.h(0.16)))
    y = screen.h(0.42)
    for words in (
        QCoreApplication.translate("Projector", "Thumb up: we go on"),
        QCoreApplication.translate("Projector", "Thumb sideways: both are fine"),
        QCoreApplication.translate("Projector", "Thumb down: we move on"),
    ):
        line = wrapped(words, screen, screen.text_width, 0.064)
        pen.put(line.words("body", screen.left, y))
        y += screen.h(0.115)
    foot = QCoreApplication.translate("Projector", "All at once, on three.")
    last = wrapped(foot, screen, screen.text_width, 0.044)
    pen.put(last.words("body", screen.left, screen.h(0.85), "ink_soft"))
    return (pen.done(),)
