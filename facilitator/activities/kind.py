"""What a kind of activity has to say for itself."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from facilitator.focus import Focus
from facilitator.method import Activity, Phase
from facilitator.model import Row, RowChange
from facilitator.setting_shapes import Shape
from facilitator.state import SessionData

if TYPE_CHECKING:
    from facilitator.scoring import Scale


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
        settings: what a method may set, with the shape of each value.
        needs: what a method must give the activity beside its phases: "lanes", or a setting as "settings.items", or
            one of both as "lanes or settings.items".
        phases_now: the phases as the activity is run in this session.
        entering: the row changes that go with entering a phase while running.
        scale: the scale on which a round of the activity is scored, None where nothing is (`facilitator.scoring`).
        scored: the ids of what a round scores, in order; None for a round that the activity does not have.
        usual_entry: how scores come in unless the session says otherwise.
        carries: the rows that a session begins with when it follows another: the earlier session, the activity, the
            id of the new session. None where nothing is taken along.
        needs_earlier: the phases that are only of use in a session that follows another. Elsewhere they are left out,
            and an activity that has no others is skipped.
        prepared_in: the phase at which the activity opens while the session is prepared, where that is not the first.
    """

    name: str
    phases: tuple[str, ...]
    audience: Callable[[SessionData, Activity, str, Focus], object]
    settings: Mapping[str, Shape] = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    phases_now: Callable[[SessionData, Activity], tuple[Phase, ...]] = all_phases
    entering: Callable[[SessionData, Activity, str], list[RowChange]] = nothing_on_entering
    scale: "Callable[[SessionData, Activity, str], Scale] | None" = None
    scored: Callable[[SessionData, Activity, str], tuple[str, ...] | None] | None = None
    usual_entry: Literal["sheets", "hands"] = "sheets"
    carries: Callable[[SessionData, Activity, str], list[Row]] | None = None
    needs_earlier: tuple[str, ...] = ()
    prepared_in: str = ""

    def only_after_another(self, phases: Iterable[str]) -> bool:
        """Tell whether an activity with these phases is only of use in a session that follows another."""
        return bool(self.needs_earlier) and all(each in self.needs_earlier for each in phases)
