"""Check-in: everybody says one thing, in turn, and may pass."""

from collections.abc import Sequence
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


def have_spoken(data: SessionData, activity: Activity) -> list[str]:
    """Return who has had their turn, as often as a name is there twice.

    "said" lists them; the voices counted in "heard" before anybody had a name are those of the first in order.
    """
    said = list(data.value(activity.id, "said", []))
    heard = data.value(activity.id, "heard", 0)
    return [*said, *_without(speaking_order(data, activity), said)[: heard if isinstance(heard, int) else 0]]


def still_to_speak(data: SessionData, activity: Activity) -> tuple[str, ...]:
    """Return who has not had their turn, in order."""
    return tuple(_without(speaking_order(data, activity), have_spoken(data, activity)))


def _without(names: Sequence[str], taken: Sequence[str]) -> list[str]:
    """Return `names` less those `taken`; of two with one name the first goes first."""
    left, found = list(taken), []
    for name in names:
        if name in left:
            left.remove(name)
        else:
            found.append(name)
    return found


KIND = Kind("check_in", ("round",), audience)
