"""What a kind of activity has to say for itself."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from facilitator.focus import Focus
from facilitator.method import Activity, Phase
from facilitator.model import RowChange
from facilitator.state import SessionData


def all_phases(data: SessionData, activity: Activity) -> tuple[Phase, ...]:
    """Return every phase the method gives the activity."""
    return activity.phases


def nothing_on_entering(data: SessionData, activity: Activity, phase: str) -> list[RowChange]:
    """Change nothing when a phase begins."""
    return []


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of activity.

    Attributes:
        name: as in method files, and as the modules of all layers are called.
        phases: the ids a method may use, in their order.
        audience: the kind's part of the audience view: session, activity, phase, focus -> a frozen value. All that
            the room may see is in it, and nothing else.
        settings: what a method may set: the type of each value, or the words that a list may hold.
        needs: what a method must give the activity beside its phases, "lanes" for one.
        phases_now: the phases as the activity is run in this session.
        entering: the row changes that go with entering a phase while running.
    """

    name: str
    phases: tuple[str, ...]
    audience: Callable[[SessionData, Activity, str, Focus], object]
    settings: Mapping[str, type | tuple[str, ...]] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    phases_now: Callable[[SessionData, Activity], tuple[Phase, ...]] = all_phases
    entering: Callable[[SessionData, Activity, str], list[RowChange]] = nothing_on_entering
