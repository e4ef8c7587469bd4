"""Closing: what was parked, the next steps, was it worth the time, one word each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF

from facilitator.activities.closing import ClosingView, NextStepView, ParkedView
from facilitator.audience import AudienceView
from ui.projector.asking import asking_sheets
from ui.projector.fitting import fit, one_line, wrapped
from ui.projector.parts import caption_of, head, question_sheets, row
from ui.projector.sheet import Ground, Pen, Screen, Sheet, share_out

_TOP = 0.26
_BOTTOM = 0.93
_GAP = 0.026


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the part of the close the room is in."""
    part = cast(ClosingView, view.part)
    if part.phase == "parking":
        return _parking(view, part.parked, screen)
    if part.phase == "next_steps":
        return _next_steps(view, part, screen)
    if part.phase == "roti":
        return [_roti(view, part.roti, screen)] if part.roti else _roti_question(view, screen)
    return _words(view, part.words, screen)


def _parking(view: AudienceView, parked: Sequence[ParkedView], screen: Screen) -> list[Sheet]:
    prompt = QCoreApplication.translate("Projector", "What becomes of what we parked?")
    empty = QCoreApplication.translate("Projector", "Nothing is parked.")
    return _list(view, prompt, [(each.text, state_words(each.state)) for each in parked], empty, screen)


def state_words(state: str) -> str:
    """Return what was decided for a parked topic."""
    if state == "back":
        return QCoreApplication.translate("Projector", "we come back to it")
    if state == "action":
        return QCoreApplication.translate("Projector", "becomes a next step")
    if state == "dropped":
        return QCoreApplication.translate("Projector", "let go")
    return QCoreApplication.translate("Projector", "open")


def _next_steps(view: AudienceView, part: ClosingView, screen: Screen) -> list[Sheet]:
    who_when = QCoreApplication.translate("Projector", "Who does what, by when?")
    steps = [(each.text, step_words(each)) for each in part.next_steps]
    return _list(view, part.question or who_when, steps, who_when, screen)


def step_words(step: NextStepView) -> str:
    """Return who does it and by when, as far as both are known."""
    return " \N{MIDDLE DOT} ".join(each for each in (step.owner, date_words(step.due)) if each)


def date_words(due: str | None) -> str:
    """Return an ISO date as it is spoken, "5 December"; with the year where it is not this one."""
    try:
        day = date.fromisoformat(due or "")
    except ValueError:
        return ""
    shape = "d MMMM" if day.year == date.today().year else "d MMMM yyyy"
    return QLocale(QLocale.Language.English).toString(QDate(day.year, day.month, day.day), shape)


def _list(
    view: AudienceView, prompt: str, lines: Sequence[tuple[str, str]], empty: str, screen: Screen
) -> list[Sheet]:
    """Return lines with a detail each: beside the text where the screen is wide enough for both."""
    caption = caption_of(view)
    rows = [row(text, detail, screen, screen.text_width, 0.05, 0.042, 0.04) for text, detail in lines]
    found: list[Sheet] = []
    complete = True
    for page in share_out([each.height for each in rows], screen.h(_BOTTOM - _TOP), screen.h(_GAP)):
        pen = Pen(screen)
        complete = head(pen, view, caption, prompt)
        y = screen.h(_TOP)
        if not rows:
            pen.put(
                wrapped(empty, screen, screen.text_width, 0.048).words("empty", screen.left, y, "ink_soft")
            )
        for place in page:
            rows[place].put(pen, screen.left, y, "row")
            y += rows[place].height + screen.h(_GAP)
        found.append(pen.done())
    if not complete:
        found.extend(question_sheets(view, screen, caption, prompt))
    return found


def _roti_question(view: AudienceView, screen: Screen) -> list[Sheet]:
    question = QCoreApplication.translate("Projector", "Was it worth your time?")
    rules = (
        QCoreApplication.translate("Projector", "One finger: not at all"),
        QCoreApplication.translate("Projector", "Three: as much as it cost"),
        QCoreApplication.translate("Projector", "Five: far more than it cost"),
    )
    return asking_sheets(view, screen, question, rules)


def _roti(view: AudienceView, counts: Sequence[int], screen: Screen) -> Sheet:
    """Return five bars, the answer under each and its count above it."""
    pen = Pen(screen)
    head(pen, view, caption_of(view), QCoreApplication.translate("Projector", "Was it worth your time?"))
    base, tallest = screen.h(0.83), screen.h(0.46)
    step = screen.text_width / len(counts)
    width = min(step * 0.5, screen.h(0.2))
    most = max(1, *counts)
    pen.rule(screen.left, base, screen.text_width, "edge")
    for place, count in enumerate(counts):
        middle = screen.left + step * (place + 0.5)
        high = tallest * count / most
        if count:
            pen.put(Ground(QRectF(middle - width / 2, base - high, width, high), "ink_soft", role="bar"))
        figure = one_line(str(count), screen, step, 0.056, weight=600)
        pen.put(figure.words("count", middle - figure.block.width / 2, base - high - figure.block.height))
        answer = one_line(str(place + 1), screen, step, 0.05)
        pen.put(answer.words("answer", middle - answer.block.width / 2, base + screen.h(0.015), "ink_soft"))
    return pen.done()


def _words(view: AudienceView, words: Sequence[str], screen: Screen) -> list[Sheet]:
    """Return the words that were said, side by side in lines."""
    question = QCoreApplication.translate("Projector", "One word each. How do you leave?")
    if not words:
        return asking_sheets(view, screen, question, ())
    fitted = [fit(word, screen, screen.text_width, screen.h(0.3), 0.064, 0.048) for word in words]
    gap = screen.h(0.05)
    lines: list[list[int]] = [[]]
    used = 0.0
    for place, word in enumerate(fitted):
        if lines[-1] and used + gap + word.block.width > screen.text_width:
            lines.append([])
            used = 0.0
        used += word.block.width + (gap if lines[-1] else 0.0)
        lines[-1].append(place)
    heights = [max(fitted[place].block.height for place in line) for line in lines]
    found: list[Sheet] = []
    for page in share_out(heights, screen.h(_BOTTOM - _TOP), screen.h(0.03)):
        pen = Pen(screen)
        head(pen, view, caption_of(view), question)
        y = screen.h(_TOP)
        for number in page:
            x = screen.left
            for place in lines[number]:
                pen.put(fitted[place].words("word", x, y))
                x += fitted[place].block.width + gap
            y += heights[number] + screen.h(0.03)
        found.append(pen.done())
    return found
