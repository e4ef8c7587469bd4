"""Timeline of an incident: written before the meeting, walked in it entry by entry, what comes later folded.

A method can have several activities of the kind; what they show stands under the first (`facilitator.timelines`).
"""

from dataclasses import dataclass

from facilitator import moments, timelines
from facilitator.activities.kind import Kind
from facilitator.focus import Focus
from facilitator.ids import from_stamp
from facilitator.method import Activity
from facilitator.state import SessionData
from facilitator.timelines import Band, Entry, EntryKind, Timeline, Wording

PHASES = ("write", "walk")


@dataclass(frozen=True, slots=True)
class EntryView:
    """An entry as the room sees it.

    `clock` is its time in the zone of the timeline, `day` its date there, `at` the stamp. `added` and `struck` tell
    that the meeting added it or struck it out, `earlier` are its texts before the meeting corrected them.
    """

    id: str
    at: str
    clock: str
    day: str
    text: str
    kind: EntryKind
    source: str
    known: str
    added: bool = False
    struck: bool = False
    earlier: tuple[Wording, ...] = ()


@dataclass(frozen=True, slots=True)
class TimelineView:
    """What the room sees: nothing of what comes later than the entry in talk but how many entries that are.

    `entries` end with the one in talk, `in_talk`, None before the first; `later` counts those that are folded.
    `bands` are cut at the entry in talk: whether and when it ended is not in them. While it is written, the room
    sees no entry.
    """

    phase: str
    question: str
    zone: str
    entries: tuple[EntryView, ...] = ()
    later: int = 0
    in_talk: str | None = None
    bands: tuple[Band, ...] = ()
    page: int = 0


def audience(data: SessionData, activity: Activity, phase: str, focus: Focus) -> TimelineView:
    """Return what the room may see: entries up to the one in talk, so that nobody reads the outcome first."""
    now = timelines.timeline(data)
    question = activity.question or activity.title
    if now is None:
        return TimelineView(phase, question, moments.USUAL_ZONE)
    shown = unfolded(now, focus.note_id) if phase == "walk" else ()
    last = shown[-1].at if shown else ""
    return TimelineView(
        phase=phase,
        question=question,
        zone=now.zone,
        entries=tuple(_view(each, now.zone) for each in shown),
        later=len(now.entries) - sum(not each.struck for each in shown),
        in_talk=shown[-1].id if shown else None,
        bands=_bands_until(now, last),
        page=focus.page,
    )


def walked(now: Timeline) -> tuple[Entry, ...]:
    """Return what the meeting walks through: every entry by time, with those that it struck out in between."""
    if not now.struck:
        return now.entries
    return tuple(sorted((*now.entries, *now.struck), key=lambda each: (each.moment, each.position, each.id)))


def unfolded(now: Timeline, entry_id: str | None) -> tuple[Entry, ...]:
    """Return the entries up to the one in talk; none while none is."""
    everything = walked(now)
    place = next((number for number, each in enumerate(everything) if each.id == entry_id), None)
    return () if place is None else everything[: place + 1]


def _view(entry: Entry, zone: str) -> EntryView:
    return EntryView(
        entry.id,
        entry.at,
        moments.clock(entry.at, zone),
        moments.local(entry.at, zone).date().isoformat(),
        entry.text,
        entry.kind,
        entry.source,
        entry.known,
        entry.added,
        bool(entry.struck),
        entry.earlier,
    )


def _bands_until(now: Timeline, last: str) -> tuple[Band, ...]:
    if not last:
        return ()
    end = from_stamp(last)
    found = []
    for band in now.bands:
        if from_stamp(band.starts) > end:
            continue
        cut = band.open or from_stamp(band.ends) > end
        found.append(band._replace(ends=last, open=True) if cut else band)
    return tuple(found)


KIND = Kind(timelines.KIND_NAME, PHASES, audience, settings={"gap_minutes": int, "rehearsal": bool})
