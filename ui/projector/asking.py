"""A question to the room with the rules it is answered by."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitator.audience import AudienceView
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, fit
from ui.projector.parts import BODY_TOP, caption_of, head, question_sheets, row, split_rule
from ui.projector.sheet import Pen, Screen, Sheet, share_out
from ui.projector.solo import beside_clock

__all__ = ["asking_sheets"]

_BOTTOM = 0.93


def asking_sheets(
    view: AudienceView,
    screen: Screen,
    question: str,
    rules: Sequence[str],
    *,
    bottom: float = _BOTTOM,
    foot: Callable[[Pen], None] | None = None,
) -> list[Sheet]:
    """Return the question large with the rules under it; each on pages of its own where not all fits.

    A question without rules stands beside the big clock where it can. `foot` puts what stands below `bottom` (a
    fraction of the height) on the page with the rules.
    """
    caption = caption_of(view)
    alone = beside_clock(view, screen, caption, (question,), bottom) if not rules else None
    if alone is not None:
        if foot is not None:
            foot(alone)
        return [alone.done()]
    top, gap = screen.h(BODY_TOP), screen.h(0.024)
    room = screen.h(bottom) - top
    rows = [
        row(*split_rule(rule), screen, screen.text_width, 0.048, 0.042, 0.04, weight=500) for rule in rules
    ]
    heights = [each.height for each in rows]
    below = sum(heights) + gap * (len(heights) + 1)
    whole = fit(question, screen, screen.text_width, room - below, PROMPT, PROMPT_FLOOR)
    together = whole.fits and whole.block.height + below <= room
    sheets = [] if together else question_sheets(view, screen, caption, question)
    pages = [range(len(rows))] if together else share_out(heights, room, gap)
    if not together and not rows and foot is None:
        return sheets
    for page in pages:
        pen = Pen(screen)
        head(pen, view, caption)
        y = top
        if together:
            pen.put(whole.words("prompt", screen.left, y))
            y += whole.block.height + 2 * gap
        for place in page:
            rows[place].put(pen, screen.left, y)
            y += heights[place] + gap
        if foot is not None:
            foot(pen)
        sheets.append(pen.done())
    return sheets
