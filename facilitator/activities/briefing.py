"""Briefing: what the room is here for and the rules it plays by."""

from dataclasses import dataclass

from facilitator.activities.kind import Kind
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class BriefingView:
    """What the room sees: the title, why we are here, at most six rules."""

    title: str
    purpose: str
    rules: tuple[str, ...]


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> BriefingView:
    """Return what the room may see."""
    return BriefingView(activity.question or activity.title, activity.purpose, activity.rules[:6])


KIND = Kind("briefing", ("show",), audience)
