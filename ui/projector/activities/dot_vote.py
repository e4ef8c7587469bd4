"""Dot voting: the names collected, the vote without counts, a tie, the result."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from facilitator.activities.dot_vote import VoteView
from facilitator.audience import AudienceView
from ui.projector.asking import asking_sheets
from ui.projector.ballot import (
    Ballot,
    choice_sheets,
    picked_sheets,
    picked_words,
    result_sheets,
    rule_lines,
    settled_words,
    tie_sheets,
)
from ui.projector.board import board_sheets, column_count, columns_of
from ui.projector.parts import caption_of
from ui.projector.sheet import Screen, Sheet


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in; a closed vote shows its result wherever the desk stands by then."""
    part = cast(VoteView, view.part)
    ballot = Ballot(
        part.question,
        part.candidates,
        part.round,
        part.budget,
        part.stacking,
        part.own_idea,
        part.tie_break,
        part.tied,
        part.settled_by,
        part.seed,
        part.picks,
    )
    if part.phase == "collect":
        if not part.collected:
            return asking_sheets(view, screen, part.question, rule_lines(ballot)[:-1])
        columns = columns_of(part.collected, column_count(screen))
        return board_sheets(view, screen, caption_of(view), part.question, columns)
    if len(part.picked) > 1:
        # Their names would not fit into one line, and stand in the rows below.
        return picked_sheets(view, ballot, len(part.picked), screen)
    if part.picked:
        return result_sheets(view, ballot, part.picked[0], picked_words(ballot), screen)
    if part.winner is not None:
        return result_sheets(view, ballot, part.winner, settled_words(ballot), screen)
    if part.tied:
        return tie_sheets(view, ballot, screen)
    return choice_sheets(view, ballot, screen)
