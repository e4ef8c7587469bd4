"""Where a row of a session is worked on: where somebody who found it wants to be taken."""

from collections.abc import Callable
from typing import NamedTuple

from facilitator import analysis, commitments, forces, ratings
from facilitator.activities.force_field import asked_lanes
from facilitator.earlier import earlier_actions
from facilitator.method import Activity
from facilitator.model import ActivityValue, Group, Note, Outcome, ParkedItem
from facilitator.state import SessionData


class Whereabouts(NamedTuple):
    """An activity, and the phase of it; "" for its first one."""

    activity_id: str
    phase: str = ""


_PHASES = {
    "agreed": "agree",
    "change": "agree",
    commitments.COMMITMENT: "commit",
    commitments.NOT_DONE: "declined",
    commitments.LEADERS: "commit",
    "nominations": "reasons",
    "words": "word",
}
"""The phase in which what an activity keeps under a key is worked on, where that is not its first one."""


def place_of(data: SessionData, table: str, row_id: str) -> Whereabouts | None:
    """Return where the row of `table` is worked on; None for the session as a whole, or when it is gone."""
    row = data.tables.get(table, {}).get(row_id)
    if row is None:
        return None
    found: Activity | None = None
    if isinstance(row, Note | Group):
        lane = row.lane
        if any(each.id == lane for each in forces.lanes(data.method)):
            return _force(data, lane, grouped=isinstance(row, Group) or bool(row.group_id))
        found = _first(data, lambda each: each.lane(lane) is not None)
        factors = analysis.factor_lane(data.method)
        if found is not None and factors is not None and lane == factors.id and found.phase("factors"):
            return Whereabouts(found.id, "factors")
    elif isinstance(row, Outcome):
        box = row.box
        found = _first(data, lambda each: box in each.writes or any(lane.box == box for lane in each.lanes))
    elif isinstance(row, ParkedItem):
        found = _first(data, lambda each: each.id == row.activity_id)
    elif isinstance(row, ActivityValue):
        return _kept(data, row)
    elif table == "actions":
        return _promise(data, row_id)
    return Whereabouts(found.id) if found is not None else None


def _first(data: SessionData, fits: Callable[[Activity], bool]) -> Activity | None:
    return next((each for each in data.method.activities if fits(each)), None)


def _force(data: SessionData, lane: str, *, grouped: bool) -> Whereabouts | None:
    """Return where forces of `lane` are grouped, or the phase that asks for them."""
    asked = any(each.id == lane for each in asked_lanes(data, "solo"))
    wanted = ("cluster", "share") if grouped else ("solo" if asked else "solo_second",)
    parts = forces.parts(data.method)
    for phase in wanted:
        for each in parts:
            if each.phase(phase):
                return Whereabouts(each.id, phase)
    return Whereabouts(parts[0].id) if parts else None


def _kept(data: SessionData, row: ActivityValue) -> Whereabouts | None:
    """Return where a value is worked on: in its activity, or in the one that has the phase for it."""
    home = _first(data, lambda each: each.id == row.activity_id)
    if home is None:
        return None
    wanted = _PHASES.get(row.key, "")
    parts = (home, *(each for each in data.method.activities if each.kind == home.kind and each is not home))
    found = next((each for each in parts if each.phase(wanted)), None) if wanted else None
    return Whereabouts(home.id) if found is None else Whereabouts(found.id, wanted)


def _promise(data: SessionData, action_id: str) -> Whereabouts | None:
    """Return where a promise is looked at: among those of last time, in the plan it belongs to, or at the close."""
    review = _first(data, lambda each: each.kind == "actions" and each.phase("review") is not None)
    if review is not None and any(each.action_id == action_id for each in earlier_actions(data)):
        return Whereabouts(review.id, "review" if len(review.phases) > 1 else "")
    committing = commitments.commitments(data)
    if committing is not None and committing.find(action_id) is not None:
        at = next((each for each in commitments.parts(data.method) if each.phase("commit")), None)
        return Whereabouts(committing.home) if at is None else Whereabouts(at.id, "commit")
    home = forces.home(data.method)
    if home is not None and action_id in data.value(home, "plan", {}):
        planning = next((each for each in forces.parts(data.method) if each.phase("plan")), None)
        return Whereabouts(home) if planning is None else Whereabouts(planning.id, "plan")
    rated = _first(
        data, lambda each: each.kind == ratings.KIND and action_id in data.value(each.id, "plan", {})
    )
    if rated is not None:
        return Whereabouts(rated.id, "plan" if rated.phase("plan") else "")
    close = _first(data, lambda each: each.kind == "closing")
    if close is None:
        return None
    return Whereabouts(close.id, "next_steps" if close.phase("next_steps") else "")
