"""The questions with the clock, and how many notes there are. Never what they say."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from facilitator.activities.brainstorm import BrainstormView
from facilitator.audience import AudienceView
from ui.projector.clock_face import clock_face
from ui.projector.fitting import PROMPT, PROMPT_FLOOR, Fitted, fit, one_line
from ui.projector.parts import BODY_TOP, CAPTION, caption_of, head, question_sheets
from ui.projector.sheet import Pen, Screen, Sheet

__all__ = ["beside_clock", "solo_sheets"]

_TOP = 0.125
_BOTTOM = 0.87
_STEP = 0.004


def solo_sheets(view: AudienceView, part: BrainstormView, screen: Screen) -> list[Sheet]:
    """Return the questions beside the big clock; under a smaller clock, or one a page, where they are long."""
    caption = caption_of(view)
    questions = part.questions or (view.activity_title,)
    beside = beside_clock(view, screen, caption, questions, _BOTTOM)
    if beside is not None:
        _put_foot(beside, part)
        return [beside.done()]
    below = _together(questions, screen, screen.text_width, screen.h(_BOTTOM - BODY_TOP))
    if below is not None:
        pen = Pen(screen)
        head(pen, view, caption)
        _put_questions(pen, below, BODY_TOP)
        _put_foot(pen, part)
        return [pen.done()]
    found: list[Sheet] = []
    for question in questions:
        for sheet in question_sheets(view, screen, caption, question):
            pen = Pen(screen, list(sheet.marks), sheet.clock)
            _put_count(pen, part)
            found.append(pen.done())
    return found


def beside_clock(
    view: AudienceView, screen: Screen, caption: str, questions: tuple[str, ...], bottom: float
) -> Pen | None:
    """Return a page with the questions beside the big clock, None where they do not fit above `bottom`.

    `bottom` is a fraction of the height. What stands below it is for the caller to put.
    """
    pen = Pen(screen)
    right = screen.right
    if view.clock is not None:
        pen.clock = clock_face(screen.right, screen.height, view.clock, big=True)
        right = pen.clock.rect.left() - screen.h(0.05)
    fitted = _together(questions, screen, right - screen.left, screen.h(bottom - _TOP))
    if fitted is None:
        return None
    line = one_line(caption, screen, screen.text_width, CAPTION, weight=600)
    pen.put(line.words("caption", screen.left, screen.h(0.06), "accent"))
    _put_questions(pen, fitted, _TOP)
    return pen


def _together(questions: tuple[str, ...], screen: Screen, width: float, height: float) -> list[Fitted] | None:
    """Return all questions in one size, the largest with which they fit; None when even the smallest does not."""
    size = PROMPT
    while True:
        found = [fit(each, screen, width, height, size, size) for each in questions]
        gap = _gap(found)
        used = sum(each.block.height for each in found) + gap * (len(found) - 1)
        if used <= height and all(each.fits and _whole_words(each, screen, width) for each in found):
            return found
        if size <= PROMPT_FLOOR:
            return None
        size = max(PROMPT_FLOOR, size - _STEP)


def _whole_words(fitted: Fitted, screen: Screen, width: float) -> bool:
    """Tell whether no word had to be broken; at the smallest size a word may be."""
    if fitted.size <= PROMPT_FLOOR:
        return True
    return all(one_line(word, screen, width, fitted.size, weight=600).fits for word in fitted.text.split())


def _gap(found: list[Fitted]) -> float:
    return found[0].pitch * 0.5


def _put_questions(pen: Pen, questions: list[Fitted], top: float) -> None:
    y = pen.screen.h(top)
    for each in questions:
        pen.put(each.words("prompt", pen.screen.left, y))
        y += each.block.height + _gap(questions)


def _put_count(pen: Pen, part: BrainstormView) -> None:
    if not part.count:
        return
    screen = pen.screen
    if part.count == 1:
        words = QCoreApplication.translate("Projector", "1 note so far")
    else:
        words = QCoreApplication.translate("Projector", "{count} notes so far").format(count=part.count)
    line = one_line(words, screen, screen.text_width * 0.42, 0.042, weight=600)
    pen.put(line.words("body", screen.left, screen.h(0.9)))


def _put_foot(pen: Pen, part: BrainstormView) -> None:
    _put_count(pen, part)
    if part.phase != "solo":
        return
    screen = pen.screen
    words = QCoreApplication.translate("Projector", "One idea on each note. We read them later.")
    line = one_line(words, screen, screen.text_width * 0.54, 0.033)
    pen.put(line.words("hint", screen.right - line.block.width, screen.h(0.906), "ink_soft"))
