"""Closing: what was parked, the next steps, was it worth the time, one word each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from PySide6.QtCore import QCoreApplication, QDate, QLocale, QRectF

from facilitator.activities.closing import ClosingView, NextStepView, ParkedView
from facilitator.audience import AudienceView
from ui.projector.asking import asking_sheets
from ui.projector.fitting import Fitted, fit, one_line, wrapped
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import caption_of, head
from ui.projector.sheet import Ground, Pen, Screen, Sheet, share_out

_TOP = 0.26
_BOTTOM = 0.93
_WORD_SIZES = (0.064, 0.056, 0.048)
_WORD_GAP = 0.03
_WORD_BESIDE = 0.05


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the part of the close the room is in."""
    part = cast(ClosingView, view.part)
    if part.phase == "parking":
        return _parking(view, part.parked, screen)
    if part.phase == "next_steps":
        return _next_steps(view, part, screen)
    if part.phase == "hands":
        return _hands(view, part, screen)
    if part.phase == "roti":
        return [_roti(view, part.roti, screen)] if part.roti else _roti_question(view, screen)
    return _words(view, part.words, screen)


def _parking(view: AudienceView, parked: Sequence[ParkedView], screen: Screen) -> list[Sheet]:
    prompt = QCoreApplication.translate("Projector", "What becomes of what we parked?")
    empty = QCoreApplication.translate("Projector", "Nothing is parked.")
    entries = [Entry(each.text, state_words(each.state)) for each in parked]
    return list_sheets(view, screen, prompt, entries, empty=empty)


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
    entries = [Entry(each.text, step_words(each)) for each in part.next_steps]
    return list_sheets(view, screen, part.question or who_when, entries, empty=who_when)


def step_words(step: NextStepView) -> str:
    """Return who does it and by when, as far as both are known."""
    return " \N{MIDDLE DOT} ".join(each for each in (step.owner, date_words(step.due)) if each)


def date_words(due: str | None) -> str:
    """Return an ISO date as it is spoken, "5 December", which no end of a line parts; with the year if not this one."""
    try:
        day = date.fromisoformat(due or "")
    except ValueError:
        return ""
    shape = "d MMMM" if day.year == date.today().year else "d MMMM yyyy"
    words = QLocale(QLocale.Language.English).toString(QDate(day.year, day.month, day.day), shape)
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def _hands(view: AudienceView, part: ClosingView, screen: Screen) -> list[Sheet]:
    words = QCoreApplication.translate("Projector", "{count} of {people}")
    entries = [
        Entry(each.question, "" if each.count is None else words.format(count=each.count, people=each.of))
        for each in part.raised
    ]
    return list_sheets(view, screen, part.question, entries, empty=part.question, largest=0.064)


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
    base, tallest = screen.h(0.79), screen.h(0.42)
    step = screen.text_width / len(counts)
    width = min(step * 0.5, screen.h(0.2))
    most = max(1, *counts)
    meanings: dict[int, str] = dict(zip((1, 3, 5), _answer_words(), strict=True))
    pen.rule(screen.left, base, screen.text_width, "edge")
    for place, count in enumerate(counts):
        middle = screen.left + step * (place + 0.5)
        high = tallest * count / most
        if count:
            pen.put(Ground(QRectF(middle - width / 2, base - high, width, high), "ink_soft", role="bar"))
        figure = one_line(str(count), screen, step, 0.056, weight=600)
        pen.put(figure.words("count", middle - figure.block.width / 2, base - high - figure.block.height))
        answer = one_line(str(place + 1), screen, step, 0.05)
        pen.put(answer.words("answer", middle - answer.block.width / 2, base + screen.h(0.012)))
        if place + 1 in meanings:
            meaning = wrapped(meanings[place + 1], screen, step * 0.94, 0.034, most_lines=2)
            below = base + screen.h(0.012) + answer.block.height
            pen.put(meaning.words("answer", middle - meaning.block.width / 2, below, "ink_soft"))
    return pen.done()


def _answer_words() -> tuple[str, str, str]:
    """Return what one, three and five fingers mean."""
    return (
        QCoreApplication.translate("Projector", "not at all"),
        QCoreApplication.translate("Projector", "as much as it cost"),
        QCoreApplication.translate("Projector", "far more than it cost"),
    )


def _words(view: AudienceView, words: Sequence[str], screen: Screen) -> list[Sheet]:
    """Return the words that were said, side by side in lines."""
    question = QCoreApplication.translate("Projector", "One word each. How do you leave?")
    if not words:
        return asking_sheets(view, screen, question, ())
    fitted, lines = _fitting_words(words, screen)
    heights = [_height_of(line, fitted) for line in lines]
    found: list[Sheet] = []
    for page in share_out(heights, screen.h(_BOTTOM - _TOP), screen.h(_WORD_GAP)):
        pen = Pen(screen)
        head(pen, view, caption_of(view), question)
        y = screen.h(_TOP)
        for number in page:
            x = screen.left
            for place in lines[number]:
                pen.put(fitted[place].words("word", x, y))
                x += fitted[place].block.width + screen.h(_WORD_BESIDE)
            y += heights[number] + screen.h(_WORD_GAP)
        found.append(pen.done())
    return found


def _fitting_words(words: Sequence[str], screen: Screen) -> tuple[list[Fitted], list[list[int]]]:
    """Return the words in the largest letters with which all stand on one page, and which share a line."""
    least = _WORD_SIZES[-1]
    for size in _WORD_SIZES:
        fitted = [fit(word, screen, screen.text_width, screen.h(0.3), size, least) for word in words]
        lines = _word_lines(fitted, screen)
        high = sum(_height_of(line, fitted) for line in lines) + screen.h(_WORD_GAP) * (len(lines) - 1)
        if size == least or high <= screen.h(_BOTTOM - _TOP):
            return fitted, lines
    raise AssertionError("the smallest size is always taken")


def _height_of(line: Sequence[int], fitted: Sequence[Fitted]) -> float:
    return max(fitted[place].block.height for place in line)


def _word_lines(fitted: Sequence[Fitted], screen: Screen) -> list[list[int]]:
    """Return which words stand side by side in each line."""
    lines: list[list[int]] = [[]]
    used = 0.0
    for place, word in enumerate(fitted):
        if lines[-1] and used + screen.h(_WORD_BESIDE) + word.block.width > screen.text_width:
            lines.append([])
            used = 0.0
        used += word.block.width + (screen.h(_WORD_BESIDE) if lines[-1] else 0.0)
        lines[-1].append(place)
    return lines
