"""Election: what is asked of a leader, the vote or the rounds of consent, the one who is elected."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.election import ElectionView
from facilitator.audience import AudienceView
from ui.projector.asking import asking_sheets
from ui.projector.ballot import Ballot, choice_sheets, result_sheets, settled_words, tie_sheets
from ui.projector.fitting import fit, one_line, wrapped
from ui.projector.parts import BODY_TOP, caption_alone, caption_of, head
from ui.projector.sheet import Pen, Screen, Sheet


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in."""
    part = cast(ElectionView, view.part)
    if part.phase == "nominate":
        return asking_sheets(view, screen, part.question, part.rules)
    if part.phase == "result" and part.elected:
        return _elected(view, part, part.elected, screen)
    if part.phase in ("proposal", "consent", "result") and part.proposed:
        return [_proposed(view, part, part.proposed, screen)]
    if part.way == "consent":
        return asking_sheets(view, screen, part.question, _round_words(part.phase))
    ballot = _ballot(part)
    if part.tied:
        return tie_sheets(view, ballot, screen)
    winner = next((each.title for each in ballot.candidates if each.winner), None)
    if winner:
        return result_sheets(view, ballot, winner, settled_words(ballot), screen)
    return choice_sheets(view, ballot, screen)


def _ballot(part: ElectionView) -> Ballot:
    return Ballot(
        part.question,
        part.candidates,
        part.round,
        1,
        False,
        True,
        part.tie_break,
        part.tied,
        part.settled_by,
        part.seed,
    )


def _round_words(phase: str) -> tuple[str, ...]:
    if phase == "reasons":
        return (
            QCoreApplication.translate("Projector", "Whom did you name?"),
            QCoreApplication.translate("Projector", "What have you seen them do?"),
            QCoreApplication.translate("Projector", "Nobody answers yet"),
        )
    if phase == "change":
        return (
            QCoreApplication.translate("Projector", "Would you name somebody else now?"),
            QCoreApplication.translate("Projector", "Which reason moved you?"),
        )
    return (QCoreApplication.translate("Projector", "A proposal comes next"),)


def _elected(view: AudienceView, part: ElectionView, name: str, screen: Screen) -> list[Sheet]:
    how = QCoreApplication.translate("Projector", "elected, with everybody’s consent")
    if part.way == "quick" and any(each.count is not None for each in part.candidates):
        candidates = tuple(replace(each, winner=each.title == name) for each in part.candidates)
        return result_sheets(view, replace(_ballot(part), candidates=candidates), name, how, screen)
    pen = Pen(screen)
    caption_alone(pen, caption_of(view))
    top = screen.h(0.32)
    big = one_line(name, screen, screen.text_width, 0.13, weight=600, floor=0.075)
    if not big.fits:
        big = fit(name, screen, screen.text_width, screen.h(0.4), 0.075, 0.056)
    pen.put(big.words("result", screen.left, top))
    line = wrapped(how, screen, screen.text_width, 0.048)
    pen.put(line.words("body", screen.left, top + big.block.height + screen.h(0.02), "ink_soft"))
    return [pen.done()]


def _proposed(view: AudienceView, part: ElectionView, name: str, screen: Screen) -> Sheet:
    pen = Pen(screen)
    head(pen, view, caption_of(view))
    top = screen.h(BODY_TOP + 0.03)
    words = QCoreApplication.translate("Projector", "Proposed")
    above = one_line(words, screen, screen.text_width, 0.044)
    pen.put(above.words("body", screen.left, top, "ink_soft"))
    top += above.block.height
    big = one_line(name, screen, screen.text_width, 0.13, weight=600, floor=0.075)
    if not big.fits:
        big = fit(name, screen, screen.text_width, screen.h(0.3), 0.075, 0.056)
    pen.put(big.words("result", screen.left, top))
    if part.phase == "proposal":
        return pen.done()
    top += big.block.height + screen.h(0.05)
    question = QCoreApplication.translate("Projector", "Does anything speak against it?")
    prompt = fit(question, screen, screen.text_width, screen.h(0.14), 0.064, 0.056)
    pen.put(prompt.words("prompt", screen.left, top))
    last = QCoreApplication.translate("Projector", "Whoever is proposed answers last.")
    line = wrapped(last, screen, screen.text_width, 0.044)
    pen.put(line.words("body", screen.left, top + prompt.block.height + screen.h(0.012), "ink_soft"))
    return pen.done()
