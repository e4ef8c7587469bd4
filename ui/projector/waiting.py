"""Before the start: what this is, and when it begins."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import QCoreApplication

from facilitator.audience import AudienceView
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, fit, one_line
from ui.projector.sheet import Pen, Screen, Sheet

__all__ = ["arrange", "end_words"]


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put the title of the session in the middle, the time of the start under it."""
    pen = Pen(screen)
    title = fit(view.session_title, screen, screen.text_width, screen.h(0.52), PROMPT, PROMPT_FLOOR)
    start = start_words(view.starts)
    below = screen.h(0.14) if start else 0.0
    top = (screen.height - title.block.height - below) / 2
    pen.put(title.words("prompt", screen.left, top))
    if start:
        line = one_line(start, screen, screen.text_width, 0.064)
        pen.put(line.words("body", screen.left, top + title.block.height + screen.h(0.03), "ink_soft"))
    return (pen.done(),)


def start_words(stamp: str | None) -> str:
    """Return "We start at 10:00" for an ISO 8601 stamp, in the time of this machine; "" for none."""
    time = _time(stamp)
    return QCoreApplication.translate("Projector", "We start at {time}").format(time=time) if time else ""


def end_words(stamp: str | None) -> str:
    """Return "We end at 12:00" for an ISO 8601 stamp, in the time of this machine; "" for none."""
    time = _time(stamp)
    return QCoreApplication.translate("Projector", "We end at {time}").format(time=time) if time else ""


def _time(stamp: str | None) -> str:
    try:
        return f"{datetime.fromisoformat(stamp or '').astimezone():%H:%M}"
    except (ValueError, OverflowError):
        return ""
