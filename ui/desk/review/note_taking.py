"""Typed texts become notes of a lane."""

from __future__ import annotations

from collections.abc import Sequence

from facilitator.method import Lane
from ui.desk.context import DeskContext

__all__ = ["add_notes"]


def add_notes(desk: DeskContext, lane: Lane | None, texts: Sequence[str]) -> bool:
    """Add a note for each text that says something; tell whether there is one more, what went wrong being said."""
    wanted = [each for each in texts if each.strip()]
    if lane is None or not wanted:
        return False
    return bool(desk.bridge.do(lambda: desk.session.notes.add_many(lane.id, wanted)))
