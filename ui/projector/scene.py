"""Scenes of the projector: functions that arrange the audience view on sheets, one for each page.

A kind of activity has one module in `ui.projector.activities` with `arrange(view, screen)`; what is no activity
(waiting, a break, the canvas, the end) has one beside this file. They are pure: the same view and screen give the
same sheets, and `Sheet.paint` only draws what is on them.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from importlib import import_module

from PySide6.QtGui import QFontMetricsF

from facilitator.audience import AudienceView
from ui.fonts import projector_font
from ui.projector.fitting import one_line
from ui.projector.parts import CAPTION, page_words
from ui.projector.sheet import Mark, Screen, Sheet, Words

__all__ = ["Arrange", "Shown", "arrange", "pages", "scene_for"]

Arrange = Callable[[AudienceView, Screen], Sequence[Sheet]]

_ELSEWHERE = {
    "waiting": "waiting",
    "break": "pause",
    "canvas": "canvas",
    "finished": "finished",
    "time_vote": "time_vote",
}


@dataclass(frozen=True)
class Shown:
    """The page the room sees: `page` from 0, of `pages`."""

    sheet: Sheet
    page: int
    pages: int


def scene_for(view: AudienceView) -> Arrange:
    """Return the function that arranges `view`."""
    place = f"activities.{view.kind}" if view.scene == "activity" else _ELSEWHERE[view.scene]
    found: Arrange = import_module(f"ui.projector.{place}").arrange
    return found


def arrange(view: AudienceView, screen: Screen) -> Shown:
    """Return what the room sees of `view`.

    The page is the first one that shows what the desk points at, and from there as many pages on as the desk
    turned; after the last one comes the first.
    """
    sheets = scene_for(view)(view, screen)
    first = next((place for place, sheet in enumerate(sheets) if sheet.talk), 0)
    page = (first + view.page) % len(sheets)
    sheet = sheets[page]
    if len(sheets) > 1:
        sheet = _numbered(sheet, screen, page + 1, len(sheets))
    return Shown(sheet, page, len(sheets))


def pages(view: AudienceView, screen: Screen) -> int:
    """Return on how many pages `view` is shown."""
    return len(scene_for(view)(view, screen))


def _numbered(sheet: Sheet, screen: Screen, number: int, count: int) -> Sheet:
    """Say in the caption which page this is."""
    end = screen.right if sheet.clock is None else sheet.clock.rect.left() - screen.h(0.035)

    def named(mark: Mark) -> Mark:
        if not isinstance(mark, Words) or mark.role != "caption":
            return mark
        label = f" \N{MIDDLE DOT} {page_words(number, count)}"
        room = end - mark.rect.left()
        # Measured with its first space, which a line of its own would lose.
        extra = QFontMetricsF(projector_font(CAPTION, screen.height, 600)).horizontalAdvance(label)
        text = one_line(mark.text, screen, room - extra, CAPTION, weight=600)
        shown = mark.text if text.fits else text.block.layout.text()
        whole = one_line(shown + label, screen, room + 2, CAPTION, weight=600)
        return whole.words("caption", mark.rect.x(), mark.rect.y(), mark.colour)

    return replace(sheet, marks=tuple(named(mark) for mark in sheet.marks))
