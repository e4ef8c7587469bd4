"""Coupling map: the parties that must act for one initiative, who of them waits for whom, and how long.

A session has one map. Its values stand under the first activity of the kind, its `home`: "party:ID" {"name",
"position"} with "x" and "y", its place on the map in steps of `facilitator.coupling_layout`; "wait:ID" {"from", "to",
"days", "position"}; and "tried", the steps of a what-if that is neither kept nor dropped yet (see `Step`). Nobody
knows yet how long a wait of 0 days lasts.

After John Cutler and Gene Kim on layer 3, the wiring between people: a party that can act without asking is worth a
lot, so we look at what happens to the figures when an arrow is taken away or parties are split and glued.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal, NamedTuple

from facilitator.errors import UserError
from facilitator.method import Activity, Method
from facilitator.state import SessionData
from facilitator.text import one_line

KIND_NAME = "coupling_map"
PARTY = "party:"
WAIT = "wait:"
TRIED = "tried"
MOST_PARTIES = 100
MOST_WAITS = 400
LONGEST_NAME = 120
MOST_DAYS = 9_999
MOST_STEPS = 100
"""How many steps one what-if has at most."""

Do = Literal["cut", "split", "merge"]

_VERB = re.compile(
    r"\s+(?:waits?(?:\s+(?:for|on))?|is\s+waiting\s+for|needs|depends\s+on)\s+|\s*(?:->|=>|→)\s*",
    re.IGNORECASE,
)
_LONG = re.compile(
    r"(?:^|[\s,;:(]+)(?:for\s+)?(?P<number>\d{1,5}(?:[.,]\d{1,3})?)\s*"
    r"(?P<unit>days?|d|weeks?|w|months?|hours?|h)\)?\s*\.?$",
    re.IGNORECASE,
)
_BARE = re.compile(r"[,;:]\s*(?P<number>\d{1,5}(?:[.,]\d{1,3})?)$")
_DAYS = {"d": 1.0, "w": 7.0, "m": 30.0, "h": 1 / 24}
"""Days by the first letter of a unit; calendar days, as people wait."""


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who must act: a team, an office, a person's role. `x` and `y` are its place, None before it has one."""

    id: str
    name: str
    position: float = 0.0
    x: float | None = None
    y: float | None = None


@dataclass(frozen=True, slots=True)
class Wait:
    """The party `who` waits for the party `whom` for so many days, 0 while nobody knows."""

    id: str
    who: str
    whom: str
    days: float = 0.0
    position: float = 0.0


class Written(NamedTuple):
    """What a typed line says: `whom` is empty for a party alone, `days` None where the line has no time."""

    who: str
    whom: str = ""
    days: float | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a what-if.

    "cut" takes the arrow `wait` away. "split" gives `party` a new neighbour with the id `new` and called `name`, which
    takes the arrows `moved`. "merge" makes one party of `parties`: the first stays and is called `name`.
    """

    do: Do
    wait: str = ""
    party: str = ""
    new: str = ""
    name: str = ""
    moved: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CouplingMap:
    """Parties and waits, both in the order in which they came."""

    parties: tuple[Party, ...] = ()
    waits: tuple[Wait, ...] = ()

    def party(self, party_id: str) -> Party | None:
        """Return the party with this id, if it is there."""
        return next((each for each in self.parties if each.id == party_id), None)

    def wait(self, wait_id: str) -> Wait | None:
        """Return the wait with this id, if it is there."""
        return next((each for each in self.waits if each.id == wait_id), None)

    def named(self, name: str) -> Party | None:
        """Return the party of this name, upper and lower case alike."""
        wanted = alike(name)
        return next((each for each in self.parties if alike(each.name) == wanted), None)

    def between(self, who: str, whom: str) -> Wait | None:
        """Return the wait of one party for another, both by id."""
        return next((each for each in self.waits if (each.who, each.whom) == (who, whom)), None)

    def waits_of(self, party_id: str) -> tuple[Wait, ...]:
        """Return the arrows that begin or end at a party."""
        return tuple(each for each in self.waits if party_id in (each.who, each.whom))


def parts(method: Method) -> tuple[Activity, ...]:
    """Return the activities of a method that are about its coupling map."""
    return tuple(each for each in method.activities if each.kind == KIND_NAME)


_read_last: tuple[object, str, CouplingMap] = (None, "", CouplingMap())
"""The rows that a map was read from last, under which activity, and the map."""


def home(method: Method) -> str | None:
    """Return the id of the activity under which the map keeps everything; None where there is none."""
    return next((each.id for each in parts(method)), None)


def coupling_map(data: SessionData) -> CouplingMap | None:
    """Return the map of a session, without what is only tried; None where its method has none."""
    global _read_last
    at, rows = home(data.method), data.tables.get("activity_values")
    if at is None:
        return None
    # One change of a map is followed by many looks at it; rows that changed are in another table.
    read_from, read_at, found = _read_last
    if rows is None or read_from is not rows or read_at != at:
        found = map_of(data.values_of(at))
        _read_last = (rows, at, found)
    return found


def map_of(values: Mapping[str, Any]) -> CouplingMap:
    """Return the map that stands in the values of an activity; waits of parties that are gone are left out."""
    parties = [_party(key, value) for key, value in values.items() if key.startswith(PARTY)]
    there = {each.id for each in parties}
    waits = [_wait(key, value) for key, value in values.items() if key.startswith(WAIT)]
    return CouplingMap(
        tuple(sorted(parties, key=lambda each: (each.position, each.id))),
        tuple(
            sorted(
                (
                    each
                    for each in waits
                    if each.who in there and each.whom in there and each.who != each.whom
                ),
                key=lambda each: (each.position, each.id),
            )
        ),
    )


def tried(data: SessionData) -> tuple[Step, ...]:
    """Return the steps of the what-if that is neither kept nor dropped, in their order."""
    at = home(data.method)
    return steps_of(data.value(at, TRIED, ())) if at is not None else ()


def steps_of(value: Iterable[Mapping[str, Any]]) -> tuple[Step, ...]:
    """Return steps as they are kept in a value."""
    return tuple(
        Step(
            each["do"],
            each.get("wait", ""),
            each.get("party", ""),
            each.get("new", ""),
            each.get("name", ""),
            tuple(each.get("moved", ())),
            tuple(each.get("parties", ())),
        )
        for each in value
    )


def step_value(step: Step) -> dict[str, Any]:
    """Return a step as it is kept: only what its kind of step needs."""
    if step.do == "cut":
        return {"do": "cut", "wait": step.wait}
    if step.do == "split":
        return {
            "do": "split",
            "party": step.party,
            "new": step.new,
            "name": step.name,
            "moved": list(step.moved),
        }
    return {"do": "merge", "parties": list(step.parties), "name": step.name}


def parse_line(line: str) -> Written:
    """Return what a typed line says, such as "Ordering waits for Data feed 10 days", "A -> B, 2 weeks" or "Legal".

    A week has 7 days and a month 30. A number without a unit counts as days only behind a comma, since "Team 7" is a
    name; see `with_bare_days`.

    Raises:
        UserError: no name, one that is too long, the same name twice, or more days than a map takes.
    """
    # With blanks at its ends, so that a line that breaks off is seen to have a verb.
    text = f" {one_line(line, 'A line')} "
    found = _VERB.search(text)
    if found is None:
        return Written(name_of(text))
    rest, days = _time(text[found.end() :].strip())
    if not text[: found.start()].strip() or not rest.strip():
        raise UserError("Say who waits for whom, such as: Ordering waits for Data feed 10 days.")
    who, whom = name_of(text[: found.start()]), name_of(rest)
    if alike(who) == alike(whom):
        raise UserError("Nobody waits for themselves here. Name two parties, or split this one first.")
    return Written(who, whom, days)


def _time(text: str) -> tuple[str, float | None]:
    found = _LONG.search(text)
    if found is not None:
        number = float(found["number"].replace(",", "."))
        return text[: found.start()], days_of(round(number * _DAYS[found["unit"][0].lower()], 2))
    found = _BARE.search(text)
    if found is not None:
        return text[: found.start()], days_of(float(found["number"].replace(",", ".")))
    return text, None


def with_bare_days(now: CouplingMap, line: Written) -> Written:
    """Return a line with its last number as days where that leaves the name of a party on the map: "Data feed 30"."""
    name, _, number = line.whom.rpartition(" ")
    if line.days is not None or not number.isdecimal() or now.named(line.whom) is not None:
        return line
    return line if now.named(name) is None else Written(line.who, name, days_of(float(number)))


def days_of(days: float) -> float:
    """Return a number of days that a map takes.

    Raises:
        UserError: below 0 or above `MOST_DAYS`.
    """
    if not 0 <= days <= MOST_DAYS:
        raise UserError(f"A wait lasts between 0 and {MOST_DAYS:,} days; 0 while nobody knows.")
    return days


def name_of(text: str) -> str:
    """Return the name of a party.

    Raises:
        UserError: it is empty or too long.
    """
    name = one_line(text, "A party")
    if len(name) > LONGEST_NAME:
        raise UserError(f"The name of a party has {LONGEST_NAME} characters at most, this has {len(name)}.")
    return name


def alike(name: str) -> str:
    """Return what two names that mean the same party have in common."""
    return " ".join(name.split()).casefold()


def after(now: CouplingMap, steps: Iterable[Step]) -> CouplingMap:
    """Return the map as if the steps of a what-if were done; a step whose parties or arrows are gone does nothing."""
    for step in steps:
        if step.do == "cut":
            now = without(now, step.wait)
        elif step.do == "split":
            now = split(now, step.party, step.new, step.name, step.moved)
        else:
            now = merged(now, step.parties, step.name)
    return now


def without(now: CouplingMap, wait_id: str) -> CouplingMap:
    """Return the map without one arrow."""
    return replace(now, waits=tuple(each for each in now.waits if each.id != wait_id))


def split(now: CouplingMap, party_id: str, new_id: str, name: str, moved: Iterable[str]) -> CouplingMap:
    """Return the map with a party split in two: the new one takes the arrows `moved`, the rest stays where it was."""
    party = now.party(party_id)
    if party is None or now.party(new_id) is not None:
        return now
    taken = set(moved)

    def end(at: str) -> str:
        return new_id if at == party_id else at

    place = now.parties.index(party) + 1
    new = Party(new_id, name, party.position)
    waits = tuple(
        replace(each, who=end(each.who), whom=end(each.whom)) if each.id in taken else each
        for each in now.waits
    )
    return CouplingMap((*now.parties[:place], new, *now.parties[place:]), waits)


def merged(now: CouplingMap, party_ids: Iterable[str], name: str = "") -> CouplingMap:
    """Return the map with several parties glued into the first of them, called `name` unless that is empty.

    What they waited for among themselves falls away. Of several waits for the same party the longest stays, since they
    go on at the same time.
    """
    found = [party for each in dict.fromkeys(party_ids) if (party := now.party(each)) is not None]
    if len(found) < 2:
        return now
    first, gone = found[0], {each.id for each in found[1:]}
    longest: dict[tuple[str, str], Wait] = {}
    for each in now.waits:
        who = first.id if each.who in gone else each.who
        whom = first.id if each.whom in gone else each.whom
        if who == whom:
            continue
        known = longest.get((who, whom))
        if known is None:
            same = (who, whom) == (each.who, each.whom)
            longest[who, whom] = each if same else replace(each, who=who, whom=whom)
        elif each.days > known.days:
            longest[who, whom] = replace(known, days=each.days)
    parties = tuple(
        replace(each, name=name or each.name) if each.id == first.id else each
        for each in now.parties
        if each.id not in gone
    )
    return CouplingMap(parties, tuple(longest.values()))


def _party(key: str, value: Mapping[str, Any]) -> Party:
    return Party(
        key.removeprefix(PARTY), value["name"], value.get("position", 0.0), value.get("x"), value.get("y")
    )


def _wait(key: str, value: Mapping[str, Any]) -> Wait:
    return Wait(
        key.removeprefix(WAIT), value["from"], value["to"], value.get("days", 0.0), value.get("position", 0.0)
    )


def party_value(party: Party) -> dict[str, Any]:
    """Return a party as it is kept."""
    kept: dict[str, Any] = {"name": party.name, "position": party.position}
    if party.x is not None and party.y is not None:
        kept |= {"x": party.x, "y": party.y}
    return kept


def wait_value(wait: Wait) -> dict[str, Any]:
    """Return a wait as it is kept."""
    return {"from": wait.who, "to": wait.whom, "days": wait.days, "position": wait.position}
