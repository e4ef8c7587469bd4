"""Parts that many scenes share: the head with its clock, pages that only ask a question, rows with a detail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF

from facilitator.audience import AudienceView
from ui.projector.clock_face import clock_face
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, Fitted, fit, one_line, text_pages, wrapped
from ui.projector.sheet import Pen, Screen, Sheet

__all__ = [
    "BODY_TOP",
    "CAPTION",
    "CAPTION_TOP",
    "FOOT_TOP",
    "Row",
    "caption_alone",
    "caption_of",
    "column_rects",
    "footer",
    "head",
    "page_words",
    "question_sheets",
    "row",
    "split_rule",
]

CAPTION = 0.036
CAPTION_TOP = 0.052
BODY_TOP = 0.25
"""Where the content begins under a head with a clock."""
FOOT_TOP = 0.905
_GAP = 0.035
_LIFT = 0.02
"""How much higher the head begins where its prompt has two lines, which would else touch what stands below."""


def caption_of(view: AudienceView, title: str | None = None) -> str:
    """Return the line that says where we are: the activity (or `title`) and what the phase asks of the room."""
    words = [view.activity_title if title is None else title, view.room]
    return " \N{MIDDLE DOT} ".join(each for each in words if each)


def head(pen: Pen, view: AudienceView, caption: str, prompt: str = "", *, clock: bool = True) -> bool:
    """Put the caption, the small clock and, in two lines at most, the prompt; tell whether all of it was shown."""
    screen = pen.screen
    right = screen.right
    if clock and view.clock is not None:
        pen.clock = clock_face(screen.right, screen.height, view.clock, big=False)
        right = pen.clock.rect.left() - screen.h(_GAP)
    width = right - screen.left
    line = one_line(caption, screen, width, CAPTION, weight=600)
    fitted = fit(prompt, screen, width, screen.h(0.14), 0.064, PROMPT_FLOOR, most_lines=2) if prompt else None
    lift = screen.h(_LIFT) if fitted is not None and fitted.block.lines > 1 else 0.0
    pen.put(line.words("caption", screen.left, screen.h(CAPTION_TOP) - lift, "accent"))
    if fitted is None:
        return True
    pen.put(fitted.words("prompt", screen.left, screen.h(0.1) - lift))
    return fitted.fits


def caption_alone(pen: Pen, caption: str) -> None:
    """Put the caption of a screen without a clock."""
    screen = pen.screen
    line = one_line(caption, screen, screen.text_width, CAPTION, weight=600)
    pen.put(line.words("caption", screen.left, screen.h(CAPTION_TOP + 0.008), "accent"))


def question_sheets(view: AudienceView, screen: Screen, caption: str, text: str) -> list[Sheet]:
    """Return pages that show nothing but `text`, as large as it fits."""
    room = screen.h(FOOT_TOP - BODY_TOP)
    whole = fit(text, screen, screen.text_width, room, PROMPT, PROMPT_FLOOR)
    found: list[Sheet] = []
    pieces = [text] if whole.fits else text_pages(text, screen, screen.text_width, room, PROMPT_FLOOR)
    for piece in pieces:
        pen = Pen(screen)
        head(pen, view, caption)
        shown = fit(piece, screen, screen.text_width, room, PROMPT, PROMPT_FLOOR)
        pen.put(shown.words("prompt", screen.left, screen.h(BODY_TOP)))
        found.append(pen.done())
    return found


def footer(pen: Pen, left: str = "", right: str = "") -> None:
    """Put the small last line: nothing that anybody must read."""
    screen = pen.screen
    top = screen.h(0.915)
    room = screen.text_width
    if left:
        line = one_line(left, screen, room * (0.5 if right else 1.0), 0.030)
        pen.put(line.words("footer", screen.left, top, "ink_soft"))
        room -= line.block.width + screen.h(0.04)
    if right:
        line = one_line(right, screen, room, 0.030)
        pen.put(line.words("footer", screen.right - line.block.width, top, "ink_soft"))


def page_words(number: int, count: int) -> str:
    """Return "page 1 of 3"; `number` counts from 1."""
    return QCoreApplication.translate("Projector", "page {number} of {count}").format(
        number=number, count=count
    )


@dataclass(frozen=True)
class Row:
    """A line of a list: its text over a smaller detail, both laid out."""

    text: Fitted
    detail: Fitted | None
    height: float

    def put(self, pen: Pen, x: float, y: float, role: str = "body") -> None:
        """Put the row with its top left corner at (x, y)."""
        pen.put(self.text.words(role, x, y))
        if self.detail is not None:
            pen.put(self.detail.words("detail", x, y + self.text.block.height, "ink_soft"))


def row(
    text: str,
    detail: str,
    screen: Screen,
    width: float,
    size: float,
    floor: float,
    detail_size: float,
    *,
    weight: int = 600,
    most_lines: int = 2,
) -> Row:
    """Lay out a row `width` px wide: `text` as large as fits `most_lines` lines, at `floor` on all that it needs."""
    shown = fit(text, screen, width, screen.height, size, floor, weight=weight, most_lines=most_lines)
    if not shown.fits:
        shown = wrapped(text, screen, width, floor, weight=weight)
    small = wrapped(detail, screen, width, detail_size) if detail else None
    return Row(shown, small, shown.block.height + (small.block.height if small else 0.0))


def split_rule(rule: str) -> tuple[str, str]:
    """Return a rule of a method as its first line and what follows it."""
    first, _, rest = rule.partition("\n")
    return first.strip(), rest.strip()


def column_rects(screen: Screen, count: int, gap: float) -> Sequence[QRectF]:
    """Return `count` columns of one width between the gutters, `gap` of the height apart."""
    between = screen.h(gap)
    width = (screen.text_width - between * (count - 1)) / count
    return [QRectF(screen.left + place * (width + between), 0, width, 0) for place in range(count)]
