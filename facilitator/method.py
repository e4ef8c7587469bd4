"""A method as a value: what a workshop format consists of. Read from TOML by `facilitator.method_files`."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Reference:
    """Where a method comes from: shown to the facilitator and printed with what leaves the workshop."""

    author: str
    title: str
    link: str = ""


@dataclass(frozen=True, slots=True)
class Lane:
    """A question that notes answer. Its id is unique in the method; `box` names the canvas box it fills."""

    id: str
    title: str
    question: str = ""
    colour: str = "sun"
    box: str | None = None
    prompts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Phase:
    """A stretch of an activity with its own timebox.

    `title` stands on the button, `heading` on the desk, `room` is the short line the projector shows beside the
    activity; `say` and `watch` are for the facilitator alone. A phase with a `way` exists only when the activity
    is run that way (an election's "quick" or "consent").
    """

    id: str
    title: str
    minutes: float
    heading: str = ""
    room: str = ""
    say: str = ""
    watch: tuple[str, ...] = ()
    hint: str = ""
    way: str | None = None


@dataclass(frozen=True, slots=True)
class Activity:
    """One step of a method. `reads` and `writes` name lanes and outcomes of the session; `settings` is its kind's."""

    id: str
    kind: str
    title: str
    purpose: str = ""
    question: str = ""
    optional: bool = False
    lanes: tuple[Lane, ...] = ()
    phases: tuple[Phase, ...] = ()
    reads: tuple[str, ...] = ()
    writes: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    settings: Mapping[str, Any] = field(default_factory=dict)

    def lane(self, lane_id: str) -> Lane | None:
        """Return the lane with this id, if the activity has it."""
        return next((lane for lane in self.lanes if lane.id == lane_id), None)

    def phase(self, phase_id: str) -> Phase | None:
        """Return the phase with this id, if the activity has it."""
        return next((phase for phase in self.phases if phase.id == phase_id), None)

    @property
    def minutes(self) -> float:
        """The planned minutes of all phases; of the first way where phases depend on the way."""
        ways = [phase.way for phase in self.phases if phase.way]
        first = ways[0] if ways else None
        return sum(phase.minutes for phase in self.phases if phase.way in (None, first))


@dataclass(frozen=True, slots=True)
class Box:
    """A box of the canvas: which column (from 1) it stands in, its share of the column's height, what fills it."""

    id: str
    icon: str
    title: str
    question: str
    column: int
    share: float
    prompt: str = ""
    source: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Canvas:
    """The one-page picture of a method. `columns` are relative widths, boxes stand in them in their order.

    `name_from` and `leader_from` name the outcomes that become the head of the page.
    """

    title: str
    columns: tuple[float, ...]
    boxes: tuple[Box, ...]
    credit: str = ""
    name_from: str = "name"
    leader_from: str = "leader"

    def box(self, box_id: str) -> Box | None:
        """Return the box with this id, if there is one."""
        return next((box for box in self.boxes if box.id == box_id), None)


@dataclass(frozen=True, slots=True)
class Variant:
    """A shorter or longer run of a method: `minutes` is its length, `phases` the minutes by "activity/phase".

    A phase that is not named there is as much shorter or longer as the whole.
    """

    id: str
    title: str
    minutes: float
    phases: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Method:
    """A workshop format. `minutes` is the length of the whole, `least` and `most` the number of people.

    `variants` are other lengths to choose from when a session begins (`facilitator.variants`). `family` is the heading
    under which a list of methods has it, "" for none.
    """

    id: str
    version: str
    title: str
    summary: str
    purpose: str
    icon: str
    minutes: float
    least: int
    most: int
    references: tuple[Reference, ...]
    activities: tuple[Activity, ...]
    canvas: Canvas | None = None
    after: tuple[str, ...] = ()
    variants: tuple[Variant, ...] = ()
    family: str = ""

    def activity(self, activity_id: str) -> Activity | None:
        """Return the activity with this id, if there is one."""
        return next((each for each in self.activities if each.id == activity_id), None)

    def lane(self, lane_id: str) -> Lane | None:
        """Return the lane with this id, whichever activity asks for it."""
        for activity in self.activities:
            for lane in activity.lanes:
                if lane.id == lane_id:
                    return lane
        return None
