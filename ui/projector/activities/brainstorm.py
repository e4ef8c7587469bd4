"""Brainstorm: the questions alone, the note read out, the shared board, what the room agrees."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from facilitator.activities.brainstorm import BrainstormView
from facilitator.audience import AudienceView
from ui.projector.agreeing import align_sheets
from ui.projector.board import cluster_sheets, note_sheets, reading_sheets
from ui.projector.sheet import Screen, Sheet
from ui.projector.solo import solo_sheets
from ui.projector.topics import topic_list, topic_sheets


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in."""
    part = cast(BrainstormView, view.part)
    # While nothing is typed, as with stickies on a wall, the room needs every question and no empty board.
    aligns = part.phase == "align" and any(lane.box for lane in part.lanes)
    untouched = (
        part.phase in ("share", "align")
        and not aligns
        and not any(lane.groups or lane.loose for lane in part.lanes)
    )
    if untouched and part.topics:
        return topic_list(view, part.topics, screen)
    if part.phase == "solo" or untouched:
        return solo_sheets(view, part, screen)
    if part.reading is not None and not aligns:
        return reading_sheets(view, part, part.reading, screen)
    if aligns:
        return align_sheets(view, part, screen)
    wanted = [lane for lane in part.lanes if part.in_lane in (None, lane.id)] or list(part.lanes)
    # Until the first ones belong together, one column of small notes would leave the rest of the wall empty.
    grouped = any(lane.groups for lane in wanted)
    found: list[Sheet] = []
    for lane in wanted:
        if part.topics and not grouped:
            found.extend(topic_sheets(view, lane, part.topics, screen))
            continue
        found.extend((cluster_sheets if grouped else note_sheets)(view, lane, screen))
    return found
