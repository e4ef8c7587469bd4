"""A briefing leaves nothing behind: its rules were for the room."""

from exports.pdf.flow import Flow
from exports.source import Source
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = None


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell that there is nothing to print."""
    return False


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw nothing."""
