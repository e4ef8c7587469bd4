"""Analysis: one question at a time, the contributing factors, what went well and less well."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import cast

from PySide6.QtCore import QCoreApplication

from facilitator.activities.analysis import AnalysisView
from facilitator.activities.brainstorm import BrainstormView
from facilitator.audience import AudienceView
from ui.projector.activities.brainstorm import arrange as arrange_brainstorm
from ui.projector.asking import asking_sheets
from ui.projector.listing import Entry, list_sheets
from ui.projector.sheet import Screen, Sheet


def category_words(category: str | None) -> str:
    """Return what a category of factors is called, nothing for none."""
    words = {
        "technology": QCoreApplication.translate("Projector", "technology"),
        "process": QCoreApplication.translate("Projector", "process"),
        "organisation": QCoreApplication.translate("Projector", "organisation"),
        "environment": QCoreApplication.translate("Projector", "environment"),
    }
    return words.get(category or "", "")


def arrange(view: AudienceView, screen: Screen) -> Sequence[Sheet]:
    """Arrange the phase the room is in."""
    part = cast(AnalysisView, view.part)
    if part.phase == "ask":
        return asking_sheets(view, screen, part.asking or part.question, ())
    if part.phase == "factors":
        entries = [Entry(each.text, category_words(each.category), each.in_talk) for each in part.factors]
        return list_sheets(view, screen, part.question, entries, empty=part.question)
    said = BrainstormView(
        "share",
        tuple(lane.question for lane in part.lanes if lane.question),
        sum(len(lane.loose) for lane in part.lanes),
        part.lanes,
        part.reading,
        part.in_lane,
        part.page,
    )
    return arrange_brainstorm(replace(view, part=said), screen)
