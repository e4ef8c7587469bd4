"""What the room talks about, in the order of its vote: alone at first, then beside what is worth keeping."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

from facilitator.activities.brainstorm import LaneView, NoteView
from facilitator.audience import AudienceView
from ui.projector.board import (
    MOST_NOTES,
    NOTES_TOP,
    Column,
    board_sheets,
    column_count,
    columns_of,
    more_words,
)
from ui.projector.listing import Entry, list_sheets
from ui.projector.parts import caption_of
from ui.projector.sheet import Screen, Sheet

__all__ = ["topic_list", "topic_sheets"]

_TITLES_TOP = NOTES_TOP - 0.102


def topic_list(view: AudienceView, topics: Sequence[str], screen: Screen) -> list[Sheet]:
    """Return all topics, numbered, as large as the lines of a list are."""
    prompt = QCoreApplication.translate("Projector", "What we talk about, in this order")
    entries = [Entry(f"{number}. {text}", "") for number, text in enumerate(topics, 1)]
    return list_sheets(view, screen, prompt, entries)


def topic_sheets(view: AudienceView, lane: LaneView, topics: Sequence[str], screen: Screen) -> list[Sheet]:
    """Return the notes of a lane with the first topics in a column before them; all topics last where they are more."""
    first = Column(
        QCoreApplication.translate("Projector", "In this order"),
        tuple(
            NoteView(str(place), f"{place}. {text}", "stone")
            for place, text in enumerate(topics[:MOST_NOTES], 1)
        ),
        more_words(len(topics) - MOST_NOTES),
    )
    beside = column_count(screen) - 1
    notes = columns_of(lane.loose, beside)
    columns: list[Column] = []
    for start in range(0, max(1, len(notes)), beside):
        columns += [first, *notes[start : start + beside]]
    found = board_sheets(view, screen, caption_of(view, lane.title), lane.question, columns, _TITLES_TOP)
    return found if len(topics) <= MOST_NOTES else [*found, *topic_list(view, topics, screen)]
