"""Force field: agree the change, write and group the forces, weigh them blind, see the picture, plan.

A method spreads the phases over as many activities as it likes; what they keep stands under the first one
(`facilitator.forces`). Writing, sharing and grouping are those of a brainstorm on the two lanes.
"""

from dataclasses import dataclass, replace

from facilitator import forces, scoring
from facilitator.activities import brainstorm
from facilitator.activities.brainstorm import BrainstormView
from facilitator.activities.kind import Kind
from facilitator.focus import Focus
from facilitator.forces import CHANGE_SCALE, CHANGEABILITY, STRENGTH, Force, ForceField
from facilitator.method import Activity, Lane, Phase
from facilitator.model import ActivityValue, Row, RowChange
from facilitator.scoring import Scale
from facilitator.setting_shapes import Named, OneOf
from facilitator.state import SessionData, value_id

WRITING = ("solo", "solo_second")
TOGETHER = ("share", "cluster")
ROUND_OF = {
    "strength": STRENGTH,
    "strength_talk": STRENGTH,
    "changeability": CHANGEABILITY,
    "changeability_talk": CHANGEABILITY,
}
"""The round of scores that a phase is about."""
PICTURES = ("picture", "links", "plan", "after")
PHASES = ("agree", *WRITING, *TOGETHER, *ROUND_OF, *PICTURES)


@dataclass(frozen=True, slots=True)
class ScoringView:
    """A round of scores as the room sees it while it is counted: how many sheets are in, and never a score."""

    round: str
    question: str
    scale: Scale
    forces: tuple[Force, ...]
    sheets_done: int
    people: int
    shown: bool


@dataclass(frozen=True, slots=True)
class ForceFieldView:
    """What the room sees.

    `brainstorm` is there while forces are written, shared and grouped, `scoring` while they are weighed. `field` is
    there once its round has been shown, and in the picture and everything after it; scores that the room has not
    seen are not in it. `thumbs` are up, side, down, None until they are counted. `in_talk` is the force in talk.
    """

    phase: str
    question: str
    now: str
    wanted: str
    thumbs: tuple[int, int, int] | None = None
    brainstorm: BrainstormView | None = None
    scoring: ScoringView | None = None
    field: ForceField | None = None
    in_talk: str | None = None
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> ForceFieldView:
    """Return what the room may see: no word of a note while everybody writes, no score before all are shown."""
    now, wanted = forces.change(data)
    view = ForceFieldView(phase, activity.question or activity.title, now, wanted, page=focus.page)
    if phase == "agree":
        return replace(view, thumbs=thumbs(data))
    if phase in (*WRITING, *TOGETHER):
        return replace(view, brainstorm=brainstorm_view(data, activity, phase, focus))
    view = replace(view, in_talk=focus.group_id or focus.note_id)
    if phase in ROUND_OF:
        asked = scoring_view(data, activity, phase)
        return replace(view, scoring=asked, field=forces.force_field(data) if asked.shown else None)
    return replace(view, field=forces.force_field(data))


def thumbs(data: SessionData) -> tuple[int, int, int] | None:
    """Return how many thumbs were counted up, to the side and down; None while nobody has counted."""
    counted = data.value(forces.home(data.method) or "", "thumbs")
    return (counted["up"], counted["side"], counted["down"]) if counted else None


def brainstorm_view(data: SessionData, activity: Activity, phase: str, focus: Focus) -> BrainstormView:
    """Return the two lanes as a brainstorm shows them; while writing alone, only those that are asked now."""
    solo = phase in WRITING
    lanes = asked_lanes(data, phase) if solo else forces.lanes(data.method)
    return brainstorm.audience(data, replace(activity, lanes=lanes), "solo" if solo else phase, focus)


def asked_lanes(data: SessionData, phase: str) -> tuple[Lane, ...]:
    """Return the lanes whose questions a phase asks: one after the other, or both at once."""
    if forces.first(data) == "either" or phase not in WRITING:
        return forces.lanes(data.method)
    lane = forces.lane_of(data.method, forces.RESTRAINER if phase == "solo" else forces.DRIVER)
    return (lane,) if lane else ()


def scoring_view(data: SessionData, activity: Activity, phase: str) -> ScoringView:
    """Return a round of scores as the room sees it; its question is the heading of the phase."""
    home, name = forces.home(data.method) or activity.id, ROUND_OF[phase]
    asked = forces.forces(data)
    step = activity.phase(phase)
    return ScoringView(
        round=name,
        question=step.heading if step and step.heading else activity.question or activity.title,
        scale=scale(data, activity, name),
        forces=asked,
        sheets_done=scoring.sheets_done(data, home, name, (each.id for each in asked)),
        people=data.people_present,
        shown=scoring.is_shown(data, home, name),
    )


def scale(data: SessionData, activity: Activity, round_name: str) -> Scale:
    """Return the scale of a round: strength on the one chosen, changeability always on the same."""
    return forces.scale(data) if round_name == STRENGTH else CHANGE_SCALE


def scored(data: SessionData, activity: Activity, round_name: str) -> tuple[str, ...] | None:
    """Return the forces, which are what both rounds score; nothing is kept but under the first activity."""
    if round_name not in forces.ROUNDS or activity.id != forces.home(data.method):
        return None
    return tuple(each.id for each in forces.forces(data))


def phases_now(data: SessionData, activity: Activity) -> tuple[Phase, ...]:
    """Return the phases; no second one for writing alone where both questions are asked at once."""
    both = forces.first(data) == "either"
    return tuple(phase for phase in activity.phases if not (both and phase.id == "solo_second"))


def entering(data: SessionData, activity: Activity, phase: str) -> list[RowChange]:
    """Mix the notes once before the room sees them, as a brainstorm does."""
    home = forces.home(data.method)
    if home is None or phase == "agree" or phase in WRITING:
        return []
    return brainstorm.mixing(data, home, [lane.id for lane in forces.lanes(data.method)])


def carries(earlier: SessionData, activity: Activity, session_id: str) -> list[Row]:
    """Return what a later session begins with: the forces, the change, links, rules, open plans; scores as "then"."""
    home = forces.home(earlier.method)
    if activity.id != home:
        return []
    taken = {lane.id for lane in forces.lanes(earlier.method)}
    groups = (replace(each, session_id=session_id) for each in earlier.groups if each.lane in taken)
    # People are not taken along, so a note has nobody to point at.
    notes = (
        replace(each, session_id=session_id, author_id=None) for each in earlier.notes if each.lane in taken
    )
    rows: list[Row] = [*groups, *notes]
    values = {
        key: value
        for key, value in earlier.values_of(home).items()
        if key in ("change", "links", "scale", "first", scoring.ENTRY, brainstorm.ENTRY)
    }
    still_open = {each.id for each in earlier.actions if each.state == "open"}
    # Open actions go along under their ids, so the plan knows them there.
    plan = {action: said for action, said in earlier.value(home, "plan", {}).items() if action in still_open}
    if plan:
        values["plan"] = plan
    values["then"] = forces.then_value(earlier)
    rows.extend(
        ActivityValue(value_id(home, key), session_id, home, key, {"is": value})
        for key, value in values.items()
    )
    return rows


KIND = Kind(
    forces.KIND_NAME,
    PHASES,
    audience,
    settings={
        "driving": Named("lane"),
        "restraining": Named("lane"),
        "scale": OneOf(forces.SCALE_IDS),
        "first": OneOf(forces.FIRSTS),
        "entry": OneOf((scoring.SHEETS, scoring.HANDS)),
        "wanted_from": Named("outcome"),
    },
    phases_now=phases_now,
    entering=entering,
    scale=scale,
    scored=scored,
    carries=carries,
)
