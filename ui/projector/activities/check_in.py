"""Check-in: one question, everybody in turn."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.check_in import CheckInView
from facilitator.audience import AudienceView
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, fit, one_line
from ui.projector.parts import BODY_TOP, caption_of, head, question_sheets, row, split_rule
from ui.projector.sheet import Pen, Screen, Sheet, share_out

_SPEAKER_TOP = 0.79
_NEXT_TOP = 0.875
_BOTTOM = 0.93


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put the question large, the rules of the round under it, and who speaks at the foot."""
    part = cast(CheckInView, view.part)
    caption = caption_of(view)
    top, gap = screen.h(BODY_TOP), screen.h(0.02)
    room = screen.h(_SPEAKER_TOP - 0.02 if part.speaking else _BOTTOM) - top
    rows = [
        row(*split_rule(rule), screen, screen.text_width, 0.048, 0.042, 0.04, weight=400)
        for rule in part.rules
    ]
    heights = [each.height for each in rows]
    beside = sum(heights) + gap * len(heights)
    question = fit(part.question, screen, screen.text_width, room - beside, PROMPT, PROMPT_FLOOR)
    if question.fits and question.block.height + beside <= room:
        pen = _page(view, screen, caption, part)
        pen.put(question.words("prompt", screen.left, top))
        y = top + question.block.height + gap
        for each in rows:
            each.put(pen, screen.left, y)
            y += each.height + gap
        return (pen.done(),)
    sheets = question_sheets(view, screen, caption, part.question)
    pages = share_out(heights, room, gap) if rows or part.speaking else []
    for page in pages:
        pen = _page(view, screen, caption, part)
        y = top
        for place in page:
            rows[place].put(pen, screen.left, y)
            y += heights[place] + gap
        sheets.append(pen.done())
    return sheets


def _page(view: AudienceView, screen: Screen, caption: str, part: CheckInView) -> Pen:
    pen = Pen(screen)
    head(pen, view, caption)
    if part.speaking:
        words = QCoreApplication.translate("Projector", "Now: {name}").format(name=part.speaking)
        line = one_line(words, screen, screen.text_width, 0.064, weight=600, floor=0.05)
        pen.put(line.words("body", screen.left, screen.h(_SPEAKER_TOP)))
    if part.next_up:
        words = QCoreApplication.translate("Projector", "Then: {name}").format(name=part.next_up)
        line = one_line(words, screen, screen.text_width, 0.044)
        pen.put(line.words("body", screen.left, screen.h(_NEXT_TOP), "ink_soft"))
    return pen
