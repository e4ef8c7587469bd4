"""Check-in: everybody says one thing, in turn, and may pass."""

from dataclasses import dataclass

from facilitator.activities.kind import Kind
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.state import SessionData


@dataclass(frozen=True, slots=True)
class CheckInView:
    """What the room sees: the question, the rules of the round, and the order of speaking where names are known."""

    question: str
    rules: tuple[str, ...]
    speaking: str | None
    next_up: str | None


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> CheckInView:
    """Return what the room may see."""
    order = speaking_order(data, activity)
    said = len(data.value(activity.id, "said", []))
    return CheckInView(
        activity.question,
        activity.rules,
        order[said] if said < len(order) else None,
        order[said + 1] if said + 1 < len(order) else None,
    )


def speaking_order(data: SessionData, activity: Activity) -> tuple[str, ...]:
    """Return the names of those present in the order in which they speak."""
    return tuple(person.name for person in data.participants if person.present)


KIND = Kind("check_in", ("round",), audience)
