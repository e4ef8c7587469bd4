"""Force field: what drives a change and what restrains it, how strong, and what the plan would do about it.

A session has one force field, even where a method spreads it over several activities: everything it keeps stands
under the first activity of the kind, its `home`. The forces are the groups and loose notes of two lanes. Values there:
"change" {"now", "wanted"}, "thumbs" {"up", "side", "down"}, "scale", "first", "links" [[force, force], ...],
"plan" {action: {"force", "way", "expected"}}, "then" (see `Then`), and those of `facilitator.scoring`.

After Kurt Lewin. The group's figure of a force is the median; a total is the sum of its side's figures; the balance is
drivers - restrainers; what to work on first is strength times how far it can be changed.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from facilitator import scoring
from facilitator.acts.outcomes import bullets
from facilitator.candidates import candidates_in
from facilitator.method import Activity, Lane, Method
from facilitator.model import ActionItem
from facilitator.scoring import EMPTY, Scale, Tally
from facilitator.state import SessionData

Side = Literal["driver", "restrainer"]
Way = Literal["weaken", "strengthen"]
First = Literal["restraining", "either"]

KIND_NAME = "force_field"
STRENGTH = "strength"
CHANGEABILITY = "changeability"
ROUNDS = (STRENGTH, CHANGEABILITY)
DRIVER: Side = "driver"
RESTRAINER: Side = "restrainer"
FIRSTS: tuple[First, ...] = ("restraining", "either")
SCALE_IDS = ("1-5", "1-10", "high-medium-low", "dots")
"""The scales on which strength can be weighed."""
CHANGE_SCALE = scoring.SCALES["1-5"]
"""How far a force can be changed is always asked on this one, so that priorities can be compared."""
MOST_EXPECTED = 9_999
"""The strength that a plan can expect of a force, in dots."""


@dataclass(frozen=True, slots=True)
class Force:
    """Something that pushes towards the change or holds it back: a group of notes by its title, or a loose note."""

    id: str
    side: Side
    title: str


@dataclass(frozen=True, slots=True)
class ForceFigures:
    """A force with what the room has seen of its scores.

    `figure` is its strength, None while unweighed; `expected` the strength that the plan aims at; `then` its strength
    in the session that this one follows, with `then_figure`. `differs` marks it for talk about its strength,
    `change_differs` for talk about whether it can be changed.
    """

    force: Force
    strength: Tally
    changeability: Tally
    figure: float | None = None
    expected: float | None = None
    then: Tally | None = None
    then_figure: float | None = None
    differs: bool = False
    change_differs: bool = False

    @property
    def after(self) -> float | None:
        """Its strength as if the plan were done."""
        return self.figure if self.expected is None else self.expected

    @property
    def priority(self) -> float | None:
        """Strength times changeability, both as figures; None until both are known."""
        if self.figure is None or self.changeability.median is None:
            return None
        return self.figure * self.changeability.median


@dataclass(frozen=True, slots=True)
class PlanItem:
    """An action of the plan, the force it works on and how; `expected` is the strength the force would have then."""

    action: ActionItem
    force_id: str
    way: Way
    expected: float | None = None


@dataclass(frozen=True, slots=True)
class ForceField:
    """The whole picture, with nothing in it that the room has not seen.

    `home` is the id of the activity that keeps it. `drivers` and `restrainers` come strongest first, unweighed ones
    last, in the room's order where level. `shown` are the rounds whose scores the room has seen. `gone` are the forces
    of the earlier session that are no longer here, with their strength then.
    """

    home: str
    now: str
    wanted: str
    scale: Scale
    drivers: tuple[ForceFigures, ...]
    restrainers: tuple[ForceFigures, ...]
    shown: frozenset[str] = frozenset()
    voters: int = 0
    links: tuple[tuple[str, str], ...] = ()
    plan: tuple[PlanItem, ...] = ()
    then_title: str = ""
    then_date: str = ""
    gone: tuple[ForceFigures, ...] = ()

    def of(self, side: Side) -> tuple[ForceFigures, ...]:
        """Return the forces of one side."""
        return self.drivers if side == DRIVER else self.restrainers

    @property
    def forces(self) -> tuple[ForceFigures, ...]:
        """Every force, drivers first."""
        return (*self.drivers, *self.restrainers)

    def total(self, side: Side) -> float:
        """Return the sum of a side's figures; an unweighed force adds nothing."""
        return sum(each.figure or 0.0 for each in self.of(side))

    def total_after(self, side: Side) -> float:
        """Return the sum of a side's figures as if the plan were done."""
        return sum(each.after or 0.0 for each in self.of(side))

    def total_then(self, side: Side) -> float | None:
        """Return the sum of a side's figures in the earlier session, those of forces gone since included.

        None without an earlier session, or where it was weighed on another scale.
        """
        everything = [*self.forces, *self.gone]
        if all(each.then_figure is None for each in everything):
            return None
        return sum(each.then_figure or 0.0 for each in everything if each.force.side == side)

    @property
    def balance(self) -> float:
        """Drivers minus restrainers: above 0 the change has the wind behind it."""
        return self.total(DRIVER) - self.total(RESTRAINER)

    @property
    def balance_after(self) -> float:
        """The balance as if the plan were done."""
        return self.total_after(DRIVER) - self.total_after(RESTRAINER)

    @property
    def balance_then(self) -> float | None:
        """The balance in the earlier session, None where there is nothing to compare."""
        drivers, restrainers = self.total_then(DRIVER), self.total_then(RESTRAINER)
        return None if drivers is None or restrainers is None else drivers - restrainers

    @property
    def planned(self) -> bool:
        """Whether the plan expects any force to change."""
        return any(each.expected is not None for each in self.forces)

    def by_priority(self) -> tuple[ForceFigures, ...]:
        """Return every force, the one to work on first in front, those without both figures last.

        Level ones: restrainers first, since loosening a brake costs less than pushing harder; then the stronger.
        """

        def rank(each: ForceFigures) -> tuple[bool, float, bool, bool, float]:
            return (
                each.priority is None,
                -(each.priority or 0.0),
                each.figure is None,
                each.force.side == DRIVER,
                -(each.figure or 0.0),
            )

        return tuple(sorted(self.forces, key=rank))

    def find(self, force_id: str) -> ForceFigures | None:
        """Return the force with this id, if it is there."""
        return next((each for each in self.forces if each.force.id == force_id), None)


def parts(method: Method) -> tuple[Activity, ...]:
    """Return the activities of a method that are about its force field."""
    return tuple(each for each in method.activities if each.kind == KIND_NAME)


def home(method: Method) -> str | None:
    """Return the id of the activity under which the force field keeps everything; None where there is none."""
    return next((each.id for each in parts(method)), None)


def setting(method: Method, key: str) -> Any:
    """Return what the method sets for its force field: the first of its activities that says something."""
    return next((each.settings[key] for each in parts(method) if key in each.settings), None)


def lane_of(method: Method, side: Side) -> Lane | None:
    """Return the lane in which the forces of a side are written, None where the method has none."""
    named = setting(method, "driving" if side == DRIVER else "restraining")
    return method.lane(named) if isinstance(named, str) else None


def lanes(method: Method) -> tuple[Lane, ...]:
    """Return the lanes of the force field: driving, restraining."""
    return tuple(lane for side in (DRIVER, RESTRAINER) if (lane := lane_of(method, side)) is not None)


def scale(data: SessionData) -> Scale:
    """Return the scale on which strength is weighed: as the session says, else the method, else 1 to 5."""
    found = home(data.method)
    chosen = (data.value(found, "scale") if found else None) or setting(data.method, "scale")
    return scoring.SCALES[chosen] if chosen in SCALE_IDS else scoring.USUAL


def first(data: SessionData) -> First:
    """Return which question is asked first: "restraining", or "either" for both at once.

    A method without a phase for the second question can only ask both at once.
    """
    found = home(data.method)
    chosen = (data.value(found, "first") if found else None) or setting(data.method, "first")
    two = any(activity.phase("solo_second") for activity in parts(data.method))
    return "restraining" if two and chosen != "either" else "either"


def change(data: SessionData) -> tuple[str, str]:
    """Return the change in words: the state now and the one wanted, each empty while nobody has said it.

    Where nothing else is written, the wanted state is what the room agreed in the box "wanted_from" names.
    """
    found = home(data.method)
    said = data.value(found, "change", {}) if found else {}
    now, wanted = str(said.get("now", "")), str(said.get("wanted", ""))
    box = setting(data.method, "wanted_from")
    if not wanted and isinstance(box, str):
        wanted = "; ".join(line.text for line in bullets(data.outcomes.get(box, "")) if line.level == 0)
    return now, wanted


def forces(data: SessionData) -> tuple[Force, ...]:
    """Return every force in the room's order, drivers first."""
    found: list[Force] = []
    for side in (DRIVER, RESTRAINER):
        lane = lane_of(data.method, side)
        if lane is not None:
            found.extend(Force(each.id, side, each.title) for each in candidates_in(data, lane.id))
    return tuple(found)


def force_field(data: SessionData) -> ForceField | None:
    """Return the force field of a session as the room may see it, None where its method has none."""
    at = home(data.method)
    if at is None:
        return None
    there = {force.id: force for force in forces(data)}
    ids = tuple(there)
    strengths = scoring.shown_tallies(data, at, STRENGTH, ids)
    changeabilities = scoring.shown_tallies(data, at, CHANGEABILITY, ids)
    apart, change_apart = scoring.most_differing(strengths), scoring.most_differing(changeabilities)
    on = scale(data)
    earlier = _mapping(data.value(at, "then"))
    comparable = earlier.get("scale", on.id) == on.id
    were = _mapping(earlier.get(STRENGTH)) if comparable else {}
    plan = _plan(data, at, there)
    by_id: dict[str, ForceFigures] = {}
    for force in there.values():
        figure = strengths[force.id].figure(on)
        then = _tally_then(were.get(force.id))
        by_id[force.id] = ForceFigures(
            force,
            strengths[force.id],
            changeabilities[force.id],
            figure,
            expected_of(figure, (each for each in plan if each.force_id == force.id)),
            then,
            then.figure(on) if then else None,
            force.id in apart,
            force.id in change_apart,
        )
    now, wanted = change(data)
    return ForceField(
        home=at,
        now=now,
        wanted=wanted,
        scale=on,
        drivers=_strongest_first(each for each in by_id.values() if each.force.side == DRIVER),
        restrainers=_strongest_first(each for each in by_id.values() if each.force.side == RESTRAINER),
        shown=frozenset(each for each in ROUNDS if scoring.is_shown(data, at, each)),
        voters=max((each.voters for each in strengths.values()), default=0),
        links=_links(data, at, there),
        plan=plan,
        then_title=str(earlier.get("title", "")),
        then_date=str(earlier.get("date", "")),
        gone=_gone(were, ids, on),
    )


def expected_of(figure: float | None, plan: Iterable[PlanItem]) -> float | None:
    """Return the strength that a force would have: of several actions the one furthest from today counts.

    Actions that were dropped count no more.
    """
    aims = [each.expected for each in plan if each.expected is not None and each.action.state != "dropped"]
    return max(aims, key=lambda aim: abs(aim - (figure or 0.0))) if aims else None


def _links(data: SessionData, at: str, there: Mapping[str, Force]) -> tuple[tuple[str, str], ...]:
    return tuple((a, b) for a, b in data.value(at, "links", ()) if a in there and b in there)


def _plan(data: SessionData, at: str, there: Mapping[str, Force]) -> tuple[PlanItem, ...]:
    """Return the plan in the order of its actions; without actions that were deleted, and forces that are gone."""
    kept = _mapping(data.value(at, "plan"))
    found = []
    for action in data.actions:
        entry = _mapping(kept.get(action.id))
        force = there.get(entry.get("force", ""))
        if force is not None:
            found.append(PlanItem(action, force.id, way_of(force.side), entry.get("expected")))
    return tuple(found)


def way_of(side: Side) -> Way:
    """Return what helps the change: a driver is strengthened, a restrainer weakened."""
    return "strengthen" if side == DRIVER else "weaken"


def then_value(data: SessionData) -> dict[str, Any]:
    """Return what a session that follows `data` keeps of its scores: only what the room has seen.

    The shape of the value "then": session, title, date, scale, and by force its title, side and scores of each round.
    """
    row = data.session
    kept: dict[str, Any] = {
        "session": row.id,
        "title": row.title,
        "date": (row.starts or row.created)[:10],
        "scale": scale(data).id,
    }
    field = force_field(data)
    for name in ROUNDS:
        found = ((each.force, getattr(each, name)) for each in field.forces) if field else ()
        kept[name] = {
            force.id: {"title": force.title, "side": force.side, "scores": list(each.scores)}
            for force, each in found
            if not each.empty
        }
    return kept


def _strongest_first(figures: Iterable[ForceFigures]) -> tuple[ForceFigures, ...]:
    return tuple(sorted(figures, key=lambda each: (each.figure is None, -(each.figure or 0.0))))


def _gone(were: Mapping[str, Any], here: tuple[str, ...], on: Scale) -> tuple[ForceFigures, ...]:
    found = []
    for force_id, kept in were.items():
        then = _tally_then(kept)
        if force_id not in here and then is not None:
            side = DRIVER if kept.get("side") == DRIVER else RESTRAINER
            force = Force(force_id, side, str(kept.get("title", "")))
            found.append(ForceFigures(force, EMPTY, EMPTY, then=then, then_figure=then.figure(on)))
    return tuple(found)


def _tally_then(kept: Any) -> Tally | None:
    scores = _mapping(kept).get("scores")
    return scoring.tally_of(scores) if scores else None


def _mapping(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}
