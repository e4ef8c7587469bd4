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
    waiting = still_to_speak(data, activity)
    return CheckInView(
        activity.question,
        activity.rules,
        waiting[0] if waiting else None,
        waiting[1] if len(waiting) > 1 else None,
    )


def speaking_order(data: SessionData, activity: Activity) -> tuple[str, ...]:
    """Return the names of those present in the order in which they speak."""
    return tuple(person.name for person in data.participants if person.present)


def still_to_speak(data: SessionData, activity: Activity) -> tuple[str, ...]:
    """Return who has not had their turn, in order; "said" lists who has, as often as a name is there twice."""
    said = list(data.value(activity.id, "said", []))
    waiting = []
    for name in speaking_order(data, activity):
        if name in said:
            said.remove(name)
        else:
            waiting.append(name)
    return tuple(waiting)


KIND = Kind("check_in", ("round",), audience)
