"""The deadlines by severity that were set on this machine."""

from __future__ import annotations

from collections.abc import Mapping

from facilitator import deadlines
from facilitator.deadlines import Deadlines, Rule
from ui.settings import Settings

__all__ = ["ACTIONS", "MEETINGS", "deadlines_of", "keep_rules"]

MEETINGS, ACTIONS = "deadlines_meetings", "deadlines_actions"
"""The keys under which they are kept."""


def deadlines_of(settings: Settings) -> Deadlines:
    """Return the deadlines of this machine, the usual ones where none were set."""
    usual = deadlines.usual()
    return Deadlines(
        deadlines.read_rules(settings.text(MEETINGS, "")) or usual.meetings,
        deadlines.read_rules(settings.text(ACTIONS, "")) or usual.actions,
    )


def keep_rules(settings: Settings, key: str, rules: Mapping[int, Rule]) -> None:
    """Keep the rules of one kind; none at all means the usual ones."""
    settings.keep(key, deadlines.rules_text(rules))
