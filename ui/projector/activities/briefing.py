"""Briefing: what we are here for, and the rules we play by."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.briefing import BriefingView
from facilitator.audience import AudienceView
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, Fitted, fit, text_pages
from ui.projector.parts import Row, caption_alone, footer, row, split_rule
from ui.projector.sheet import Pen, Screen, Sheet, share_out
from ui.projector.waiting import end_words

_TITLE_TOP = 0.12
_BOTTOM = 0.89
_ABOVE_RULE = 0.028
_BETWEEN = 0.04
_WIDEST = 0.085


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Put the title, then the rules two by two; further rules on further pages."""
    part = cast(BriefingView, view.part)
    gap = screen.h(0.07)
    column = (screen.text_width - gap) / 2
    pairs = _pairs([row(*split_rule(rule), screen, column, 0.064, 0.05, 0.044) for rule in part.rules])
    heights = [max(each.height for each in pair) + screen.h(_ABOVE_RULE) for pair in pairs]
    title = _title(part.title, screen, sum(heights) + screen.h(_BETWEEN) * len(heights))
    sheets = [] if title.fits else _title_sheets(view, part.title, screen)
    top = screen.h(_TITLE_TOP + 0.02)
    if title.fits:
        top = screen.h(_TITLE_TOP) + title.block.height + screen.h(_BETWEEN)
    pages = share_out(heights, screen.h(_BOTTOM) - top, screen.h(_BETWEEN))
    for rows in pages if pairs or title.fits else []:
        pen = _page(view, screen)
        if title.fits:
            pen.put(title.words("prompt", screen.left, screen.h(_TITLE_TOP)))
        used = sum(heights[place] for place in rows)
        spare = (screen.h(_BOTTOM) - top - used) / max(1, len(rows))
        between = max(screen.h(_BETWEEN), min(screen.h(_WIDEST), spare))
        y = top
        for place in rows:
            for side, each in enumerate(pairs[place]):
                x = screen.left + side * (column + gap)
                pen.rule(x, y, column)
                each.put(pen, x, y + screen.h(_ABOVE_RULE))
            y += heights[place] + between
        sheets.append(pen.done())
    return sheets


def _title(text: str, screen: Screen, below: float) -> Fitted:
    """Return the title in the largest letters that leave room for `below` px of rules, else as large as it fits."""
    room = screen.h(_BOTTOM - _TITLE_TOP)
    beside_rules = fit(text, screen, screen.text_width, room - below, PROMPT, PROMPT_FLOOR, most_lines=3)
    if beside_rules.fits and beside_rules.block.height + below <= room:
        return beside_rules
    return fit(text, screen, screen.text_width, screen.h(0.27), PROMPT, PROMPT_FLOOR)


def _title_sheets(view: AudienceView, text: str, screen: Screen) -> list[Sheet]:
    """Return pages for a title that is too long to stand over rules."""
    room = screen.h(_BOTTOM - _TITLE_TOP)
    found: list[Sheet] = []
    for piece in text_pages(text, screen, screen.text_width, room, PROMPT_FLOOR):
        pen = _page(view, screen)
        shown = fit(piece, screen, screen.text_width, room, PROMPT, PROMPT_FLOOR)
        pen.put(shown.words("prompt", screen.left, screen.h(_TITLE_TOP)))
        found.append(pen.done())
    return found


def _page(view: AudienceView, screen: Screen) -> Pen:
    pen = Pen(screen)
    caption_alone(pen, view.activity_title)
    footer(pen, view.session_title, _course_words(view))
    return pen


def _course_words(view: AudienceView) -> str:
    """Return how many steps there are and when we end, as far as both are known."""
    steps = ""
    if view.steps > 1:
        steps = QCoreApplication.translate("Projector", "{count} steps").format(count=view.steps)
    return " \N{MIDDLE DOT} ".join(each for each in (steps, end_words(view.ends)) if each)


def _pairs(rows: list[Row]) -> list[list[Row]]:
    return [rows[place : place + 2] for place in range(0, len(rows), 2)]
