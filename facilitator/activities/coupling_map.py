"""Coupling map: who waits for whom is drawn, then read in figures, then changed on trial. Phases draw -> read -> try.

A method can have several activities of the kind; what they show stands under the first (`facilitator.couplings`).
"""

from dataclasses import dataclass
from typing import Any

from facilitator import coupling_layout, couplings
from facilitator.activities.kind import Kind
from facilitator.coupling_figures import Figures, figures
from facilitator.coupling_layout import Places
from facilitator.couplings import CouplingMap, Step
from facilitator.focus import Focus
from facilitator.method import Activity
from facilitator.model import ActivityValue, Row
from facilitator.state import SessionData, value_id

PHASES = ("draw", "read", "try")
THEN = "figures_then"


@dataclass(frozen=True, slots=True)
class FiguresThen:
    """The figures of the session that this one follows: its title and date, and the name of whom most waited for."""

    title: str
    date: str
    parties: int
    waited_for: str
    waited_days: float
    chain_days: float
    loops: int


@dataclass(frozen=True, slots=True)
class CouplingView:
    """What the room sees: the map with a place for every party, figures from "read" on.

    Where something is tried, `map` is the map as it would be then, `before` the one that stands with its figures
    `figures_before`, and `steps` what is tried, in words of ids. `in_talk` is the party that the desk points at,
    `arrow` the wait.
    """

    phase: str
    question: str
    map: CouplingMap
    places: Places
    figures: Figures | None = None
    before: CouplingMap | None = None
    figures_before: Figures | None = None
    steps: tuple[Step, ...] = ()
    then: FiguresThen | None = None
    in_talk: str | None = None
    arrow: str | None = None
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> CouplingView:
    """Return what the room may see: the map while it is drawn, what it says once it is read."""
    now = couplings.coupling_map(data) or CouplingMap()
    steps = couplings.tried(data) if phase == "try" else ()
    shown = couplings.after(now, steps)
    read = phase in ("read", "try")
    return CouplingView(
        phase=phase,
        question=activity.question or activity.title,
        map=shown,
        places=coupling_layout.places(shown),
        figures=figures(shown) if read else None,
        before=now if steps else None,
        figures_before=figures(now) if steps else None,
        steps=steps,
        then=figures_then(data) if read else None,
        # Parties and waits are no rows, so the desk points at them as at a group and at a note.
        in_talk=focus.group_id if focus.group_id and shown.party(focus.group_id) else None,
        arrow=focus.note_id if phase == "try" and focus.note_id and shown.wait(focus.note_id) else None,
        page=focus.page,
    )


def figures_then(data: SessionData) -> FiguresThen | None:
    """Return the figures of the session that this one follows, None without one."""
    said = data.value(couplings.home(data.method) or "", THEN)
    return FiguresThen(**said) if said else None


def carries(earlier: SessionData, activity: Activity, session_id: str) -> list[Row]:
    """Return what a later session begins with: the map as it stands, and its figures as those of then."""
    now = couplings.coupling_map(earlier)
    if now is None or activity.id != couplings.home(earlier.method) or not now.parties:
        return []
    values: dict[str, Any] = {
        key: value
        for key, value in earlier.values_of(activity.id).items()
        if key.startswith((couplings.PARTY, couplings.WAIT))
    }
    found, row = figures(now), earlier.session
    names = [party.name for each in found.waited_for if (party := now.party(each)) is not None]
    values[THEN] = {
        "title": row.title,
        "date": (row.starts or row.created)[:10],
        "parties": found.parties,
        "waited_for": ", ".join(names),
        "waited_days": found.waited_days,
        "chain_days": found.chain_days,
        "loops": len(found.loops),
    }
    return [
        ActivityValue(value_id(activity.id, key), session_id, activity.id, key, {"is": value})
        for key, value in values.items()
    ]


KIND = Kind(couplings.KIND_NAME, PHASES, audience, carries=carries)
