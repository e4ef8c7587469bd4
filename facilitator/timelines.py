"""The timeline of an incident: what happened when, what follows from the times, and what is still missing.

A session has one timeline. Its values stand under the first activity of the kind, its `home`:
"entry:ID" {"at", "text", "kind", "source", "known", "position"} with "added" for one that the meeting added and
"struck" for one that it struck out; "incident" {"began", "noticed", "acknowledged", "mitigated", "resolved",
"severity", "service", "zone"}; "gap", the minutes without an entry that are marked; and earlier wordings as in
`facilitator.corrections`. Stamps are in UTC, shown in the one zone of the timeline.

Time to detect, to mitigate and to resolve count from the beginning of the impact, time to acknowledge from when it was
noticed, as in PagerDuty's and the SRE literature's use of the words. The timeline begins before the impact and runs
forward, so that nobody judges it by its end.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import lru_cache
from itertools import pairwise
from typing import Any, Literal, NamedTuple

from facilitator import moments
from facilitator.corrections import WAS
from facilitator.ids import from_stamp
from facilitator.method import Method
from facilitator.state import SessionData

KIND_NAME = "timeline"
EntryKind = Literal["impact", "status", "detection", "decision", "action", "context"]
KINDS: tuple[EntryKind, ...] = ("impact", "status", "detection", "decision", "action", "context")
USUAL_KIND: EntryKind = "context"
PARTS = ("at", "text", "kind", "source", "known")
STAMPS = ("began", "noticed", "acknowledged", "mitigated", "resolved")
"""The five moments of an incident, in the order they usually come in."""
USUAL_GAP = 15
"""Minutes without an entry, while the incident lasts, from which on a gap is marked."""
MOST_ENTRIES = 2_000
LONGEST = 2_000
"""Characters of each text of an entry."""

ENTRY, INCIDENT = "entry:", "incident"
_WAS = WAS + ENTRY


class Wording(NamedTuple):
    """How a part of an entry, "at", "text", "kind", "source" or "known", was worded until the meeting at `when`."""

    part: str
    text: str
    when: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry. `at` is a stamp; `source` a link or a metric; `known` what was known at that moment.

    `position` is the order in which entries were made. `added` is one the meeting added, `struck` the stamp at which
    it struck one out, `earlier` what it worded otherwise, oldest first.
    """

    id: str
    at: str
    text: str
    kind: EntryKind = USUAL_KIND
    source: str = ""
    known: str = ""
    position: float = 0.0
    added: bool = False
    struck: str = ""
    earlier: tuple[Wording, ...] = ()

    @property
    def moment(self) -> datetime:
        """When it happened, aware, in UTC."""
        return from_stamp(self.at)

    @property
    def corrected(self) -> bool:
        """Whether the meeting changed it, added it or struck it out."""
        return bool(self.added or self.struck or self.earlier)


class Written(NamedTuple):
    """What a typed line says. `said` are sentences about how its time was read."""

    at: str
    text: str
    kind: EntryKind = USUAL_KIND
    source: str = ""
    known: str = ""
    said: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Incident:
    """What is known of the incident: stamps, "" while open, and `severity`, `service`, `zone` as written."""

    began: str = ""
    noticed: str = ""
    acknowledged: str = ""
    mitigated: str = ""
    resolved: str = ""
    severity: str = ""
    service: str = ""
    zone: str = moments.USUAL_ZONE


class Durations(NamedTuple):
    """How long it took; None where one of the two moments is open, or where they are out of order."""

    detect: timedelta | None = None
    acknowledge: timedelta | None = None
    mitigate: timedelta | None = None
    resolve: timedelta | None = None


class Band(NamedTuple):
    """A stretch of impact between two stamps; "easing" once it was mitigated. `open` while no end of it is known.

    `text` is what the entry of impact at its beginning says.
    """

    starts: str
    ends: str
    level: Literal["impact", "easing"]
    text: str = ""
    open: bool = False


class Gap(NamedTuple):
    """A stretch during the incident without an entry, and the ids of the entries around it."""

    after: str
    before: str
    length: timedelta


@dataclass(frozen=True, slots=True)
class Timeline:
    """The whole timeline.

    `entries` are sorted by time, entries of the same second in the order they were made, without those in `struck`.
    `incident` is what was written; in `stamps` a missing beginning is the first entry of impact, and a missing moment
    of notice the first of detection. `without_source` are ids. `foresight` tells whether it begins before the impact.
    `remarks` are sentences about times that cannot be right.
    """

    home: str
    zone: str
    entries: tuple[Entry, ...]
    incident: Incident
    stamps: Mapping[str, str]
    durations: Durations
    bands: tuple[Band, ...]
    gaps: tuple[Gap, ...]
    without_source: frozenset[str]
    foresight: bool
    remarks: tuple[str, ...]
    struck: tuple[Entry, ...]
    gap_minutes: float

    def find(self, entry_id: str | None) -> Entry | None:
        """Return the entry with this id, struck ones included."""
        return next((each for each in (*self.entries, *self.struck) if each.id == entry_id), None)


def home(method: Method) -> str | None:
    """Return the id of the activity that keeps the timeline; None where the method has none."""
    return next((each.id for each in method.activities if each.kind == KIND_NAME), None)


_latest: list[tuple[Method, object, Timeline]] = []
"""The timeline asked for last, with the values it was made of: one act asks for it many times."""


def timeline(data: SessionData) -> Timeline | None:
    """Return the timeline of a session; None where its method has none."""
    at_home = home(data.method)
    if at_home is None:
        return None
    values = data.tables.get("activity_values")
    for method, known, found in _latest:
        if method is data.method and known is values:
            return found
    made = _made(data, at_home)
    _latest[:] = [(data.method, values, made)]
    return made


def _made(data: SessionData, at_home: str) -> Timeline:
    kept = data.values_of(at_home)
    corrected = {key[len(_WAS) :].rpartition(":")[0] for key in kept if key.startswith(_WAS)}
    everything = sorted(
        (
            _entry(entry_id, kept, entry_id in corrected)
            for entry_id in (key.removeprefix(ENTRY) for key in kept if key.startswith(ENTRY))
        ),
        key=lambda each: (each.moment, each.position, each.id),
    )
    entries = tuple(each for each in everything if not each.struck)
    said = incident(data)
    stamps = _stamps(said, entries)
    minutes = _gap_minutes(data, at_home, kept)
    made_up = is_made_up(data.method)
    return Timeline(
        home=at_home,
        zone=said.zone,
        entries=entries,
        incident=said,
        stamps=stamps,
        durations=durations(stamps),
        bands=bands(stamps, entries),
        gaps=gaps(entries, stamps, timedelta(minutes=minutes)),
        without_source=frozenset(each.id for each in entries if not each.source and not made_up),
        foresight=bool(entries) and (not stamps["began"] or entries[0].moment < from_stamp(stamps["began"])),
        remarks=_remarks(stamps, entries),
        struck=tuple(each for each in everything if each.struck),
        gap_minutes=minutes,
    )


def is_made_up(method: Method) -> bool:
    """Tell whether the incident of a method never happened: then nobody asks for its sources."""
    at_home = method.activity(home(method) or "")
    return at_home is not None and bool(at_home.settings.get("rehearsal", False))


def incident(data: SessionData) -> Incident:
    """Return what is known of the incident; nothing where the session has no timeline."""
    kept = data.value(home(data.method) or "", INCIDENT) or {}
    return Incident(**{key: str(kept[key]) for key in INCIDENT_FIELDS if kept.get(key)})


INCIDENT_FIELDS = (*STAMPS, "severity", "service", "zone")


def durations(stamps: Mapping[str, str]) -> Durations:
    """Return what follows from stamps by the names in `STAMPS`, "" or missing while open."""

    def between(start: str, end: str) -> timedelta | None:
        if not stamps.get(start) or not stamps.get(end):
            return None
        span = from_stamp(stamps[end]) - from_stamp(stamps[start])
        return span if span >= timedelta() else None

    return Durations(
        between("began", "noticed"),
        between("noticed", "acknowledged"),
        between("began", "mitigated"),
        between("began", "resolved"),
    )


def bands(stamps: Mapping[str, str], entries: tuple[Entry, ...]) -> tuple[Band, ...]:
    """Return the stretches of impact: from one entry of impact to the next, easing from mitigation to resolution.

    Where no end is known, the last one is open and ends with the last entry.
    """
    began, mitigated, resolved = (stamps.get(key, "") for key in ("began", "mitigated", "resolved"))
    if not began:
        return ()
    last = entries[-1].at if entries else began
    end = max((each for each in (resolved or mitigated or last, began) if each), key=from_stamp)
    starts = {from_stamp(began): (began, "")}
    for each in entries:
        if each.kind == "impact" and from_stamp(began) <= each.moment < from_stamp(end):
            starts[each.moment] = (each.at, each.text)
    cut = from_stamp(mitigated) if mitigated and resolved else None
    if cut is not None and from_stamp(began) < cut < from_stamp(end) and cut not in starts:
        starts[cut] = (mitigated, "")
    ordered = [starts[key] for key in sorted(starts)]
    ends = [*(at for at, _ in ordered[1:]), end]
    return tuple(
        Band(
            at,
            until,
            "easing" if cut is not None and from_stamp(at) >= cut else "impact",
            text,
            open=number == len(ordered) - 1 and not (resolved or mitigated),
        )
        for number, ((at, text), until) in enumerate(zip(ordered, ends, strict=True))
    )


def gaps(entries: tuple[Entry, ...], stamps: Mapping[str, str], least: timedelta) -> tuple[Gap, ...]:
    """Return where, between two entries, more than `least` of the incident has none.

    What lies before the incident began or after it was resolved does not count; without these moments all of it does.
    """
    moments_of = [each.moment for each in entries]
    begins = from_stamp(stamps["began"]) if stamps.get("began") else None
    ends = from_stamp(stamps["resolved"]) if stamps.get("resolved") else None
    found = []
    for (one, start), (two, end) in pairwise(zip(entries, moments_of, strict=True)):
        length = (min(end, ends) if ends else end) - (max(start, begins) if begins else start)
        if length > least:
            found.append(Gap(one.id, two.id, length))
    return tuple(found)


@lru_cache(maxsize=256)
def kind_of(word: str, *, whole: bool = False) -> EntryKind | None:
    """Return the kind that a word names, its first three letters being enough unless `whole`."""
    wanted = word.casefold()
    return next(
        (
            each
            for each in KINDS
            if each == wanted or (not whole and len(wanted) >= 3 and each.startswith(wanted))
        ),
        None,
    )


def _entry(entry_id: str, kept: Mapping[str, Any], corrected: bool) -> Entry:
    said = kept[ENTRY + entry_id]
    return Entry(
        id=entry_id,
        at=said["at"],
        text=said["text"],
        kind=kind_of(said.get("kind", ""), whole=True) or USUAL_KIND,
        source=said.get("source", ""),
        known=said.get("known", ""),
        position=said.get("position", 0.0),
        added=bool(said.get("added", False)),
        struck=said.get("struck", ""),
        earlier=tuple(
            Wording(part, each["text"], each["at"])
            for part in PARTS
            for each in kept.get(f"{_WAS}{entry_id}:{part}") or ()
        )
        if corrected
        else (),
    )


def _stamps(said: Incident, entries: tuple[Entry, ...]) -> dict[str, str]:
    found: dict[str, str] = {key: getattr(said, key) for key in STAMPS}
    for key, kind in (("began", "impact"), ("noticed", "detection")):
        found[key] = found[key] or next((each.at for each in entries if each.kind == kind), "")
    return found


def _gap_minutes(data: SessionData, at_home: str, kept: Mapping[str, Any]) -> float:
    activity = data.method.activity(at_home)
    given = kept.get("gap") or (activity.settings.get("gap_minutes") if activity else None)
    return float(given or USUAL_GAP)


_DONE = {
    "began": "began",
    "noticed": "was noticed",
    "acknowledged": "was acknowledged",
    "mitigated": "was mitigated",
    "resolved": "was resolved",
}


def _remarks(stamps: Mapping[str, str], entries: tuple[Entry, ...]) -> tuple[str, ...]:
    found = []
    known = [(key, from_stamp(stamps[key])) for key in STAMPS if stamps[key]]
    for (one, first), (two, second) in pairwise(known):
        if second < first:
            found.append(f"The incident {_DONE[two]} before it {_DONE[one]}. Look at the two times again.")
    if known and known[0][0] == "began":
        early = next((each for each in entries if each.kind == "impact" and each.moment < known[0][1]), None)
        if early:
            found.append("An entry of impact lies before the incident began. Look at the two times again.")
        if entries and entries[0].moment >= known[0][1]:
            found.append(
                "The timeline begins with the impact. Begin before it: when was everything still normal?"
            )
    return tuple(found)
