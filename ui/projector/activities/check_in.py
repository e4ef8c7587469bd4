"""Check-in: one question, everybody in turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.check_in import CheckInView
from facilitator.audience import AudienceView
from ui.projector.asking import asking_sheets
from ui.projector.fitting import one_line
from ui.projector.sheet import Pen, Screen, Sheet

_SPEAKER_TOP = 0.79
_NEXT_TOP = 0.875


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put the question large, the rules of the round under it, and who speaks at the foot."""
    part = cast(CheckInView, view.part)
    if not part.speaking:
        return asking_sheets(view, screen, part.question, part.rules)

    def foot(pen: Pen) -> None:
        _put_speakers(pen, part)

    return asking_sheets(view, screen, part.question, part.rules, bottom=_SPEAKER_TOP - 0.02, foot=foot)


def _put_speakers(pen: Pen, part: CheckInView) -> None:
    screen = pen.screen
    if part.speaking:
        words = QCoreApplication.translate("Projector", "Now: {name}").format(name=part.speaking)
        line = one_line(words, screen, screen.text_width, 0.064, weight=600, floor=0.05)
        pen.put(line.words("body", screen.left, screen.h(_SPEAKER_TOP)))
    if part.next_up:
        words = QCoreApplication.translate("Projector", "Then: {name}").format(name=part.next_up)
        line = one_line(words, screen, screen.text_width, 0.044)
        pen.put(line.words("body", screen.left, screen.h(_NEXT_TOP), "ink_soft"))
