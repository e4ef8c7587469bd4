"""Actions: what was promised in the session before, looked at first, with what it was meant to change."""

from dataclasses import dataclass

from facilitator.activities.kind import Kind
from facilitator.earlier import EarlierAction, earlier_actions, earlier_session
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class ActionsView:
    """What the room sees: where the promises come from (an ISO date), and each with what became of it."""

    question: str
    earlier_title: str
    earlier_date: str
    actions: tuple[EarlierAction, ...]
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> ActionsView:
    """Return what the room may see: figures of now only where the room has seen them."""
    before = earlier_session(data)
    return ActionsView(
        activity.question or activity.title,
        before.title if before else "",
        before.date if before else "",
        earlier_actions(data),
        focus.page,
    )


KIND = Kind("actions", ("review",), audience, needs_earlier=True)
