"""The elastic agenda: where the room stands against its planned end, and how the rest can be made to fit.

Everything is in seconds, except what an agenda entry stores and a proposal shows, which is in minutes.
"""

import heapq
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from facilitator.ids import from_stamp
from facilitator.method import Activity, Phase
from facilitator.model import AgendaEntry, SessionRow
from facilitator.state import Place, SessionData

SlotState = Literal["done", "current", "open", "skipped"]

BREAK = "break"
"""The kind of an agenda entry that is a break, and the key under which it keeps its minutes."""

STEP = 30
"""Timeboxes are re-planned in steps of half a minute: nobody announces 3 minutes 41."""

FLOOR_MINUTES = 3.0
FLOOR_SHARE = 0.5
MOST_MINUTES = 24 * 60.0


@dataclass(frozen=True, slots=True)
class Slot:
    """One timebox of the agenda: a phase of an activity, or a break.

    `key` is "activity/phase" or the id of the break's entry, as in `Place.spent`. `planned` is the timebox as
    it stands now, `original` what it was before anything was shortened: what the method plans, or more where
    the facilitator gave it more. A break has no phase, and is its own original.
    """

    key: str
    entry_id: str
    activity_id: str | None
    phase: str | None
    title: str
    phase_title: str
    planned: float
    original: float
    state: SlotState
    optional: bool
    spent: float


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the agenda as a whole, for the rail and for planned against real in the report."""

    entry_id: str
    activity_id: str | None
    title: str
    planned: float
    spent: float
    state: SlotState


@dataclass(frozen=True, slots=True)
class Proposal:
    """One way to make the rest fit.

    `before` and `after` are minutes by slot key, for the open slots in order. A dropped activity has 0
    minutes after. `saved` seconds are won (negative: given back to timeboxes that had been shortened);
    `missing` seconds cannot be won this way, and `fits` says that there are none.
    """

    before: Mapping[str, float]
    after: Mapping[str, float]
    dropped: tuple[str, ...]
    fits: bool
    missing: float
    saved: float

    @property
    def changes(self) -> bool:
        """Whether accepting it changes anything."""
        return self.before != self.after or bool(self.dropped)


def slots(
    data: SessionData, place: Place, phases_of: Callable[[Activity], tuple[Phase, ...]]
) -> tuple[Slot, ...]:
    """Return every timebox of the agenda in order; `phases_of` gives an activity's phases in its way.

    Which state a slot has:
    - the one the session is at is current, even when its activity was skipped and then jumped to;
    - the others of a skipped entry are skipped;
    - before the run everything is open, after it everything is done;
    - what comes before the current one is done: the room has gone past it;
    - what comes after it is done when the room has already spent half of the timebox there, so that going
      back to an earlier activity does not plan the later ones a second time, while a short look ahead changes
      nothing.
    """
    bare = [slot for entry in data.agenda for slot in _slots_of(entry, data, place, phases_of)]
    here = place.break_id or f"{place.activity_id}/{place.phase}"
    at = next((number for number, slot in enumerate(bare) if slot.key == here), None)
    return tuple(
        replace(slot, state=_state(slot, place.mode, None if at is None else number - at))
        for number, slot in enumerate(bare)
    )


def _slots_of(
    entry: AgendaEntry, data: SessionData, place: Place, phases_of: Callable[[Activity], tuple[Phase, ...]]
) -> list[Slot]:
    state: SlotState = "skipped" if entry.skipped else "open"
    if entry.kind == BREAK:
        length = _seconds(sum(entry.minutes.values()))
        spent = place.spent.get(entry.id, 0.0)
        return [Slot(entry.id, entry.id, None, None, entry.title, "", length, length, state, False, spent)]
    activity = data.method.activity(entry.activity_id or "")
    if activity is None:
        return []
    found = []
    for phase in phases_of(activity):
        key = f"{activity.id}/{phase.id}"
        planned = _seconds(entry.minutes.get(phase.id, phase.minutes))
        found.append(
            Slot(
                key=key,
                entry_id=entry.id,
                activity_id=activity.id,
                phase=phase.id,
                title=entry.title or activity.title,
                phase_title=phase.title,
                planned=planned,
                original=max(planned, _seconds(phase.minutes)),
                state=state,
                optional=activity.optional,
                spent=place.spent.get(key, 0.0),
            )
        )
    return found


def _seconds(minutes: float) -> float:
    return float(round(min(max(minutes, 0.0), MOST_MINUTES) * 60.0))


def _state(slot: Slot, mode: str, distance: int | None) -> SlotState:
    if mode == "run" and distance == 0:
        return "current"
    if slot.state == "skipped":
        return "skipped"
    if mode == "after":
        return "done"
    passed = distance is not None and distance < 0
    if mode == "run" and (passed or (slot.spent > 0 and slot.spent >= slot.planned / 2)):
        return "done"
    return "open"


def lines(agenda: Iterable[Slot]) -> tuple[Line, ...]:
    """Return the agenda with one line for each activity and break, in order.

    `planned` is the original plan. A line is current when one of its slots is, open when some are still open,
    else as its slots are.
    """
    by_entry: dict[str, list[Slot]] = {}
    for slot in agenda:
        by_entry.setdefault(slot.entry_id, []).append(slot)
    return tuple(
        Line(
            entry_id=entry_id,
            activity_id=parts[0].activity_id,
            title=parts[0].title,
            planned=sum(slot.original for slot in parts),
            spent=sum(slot.spent for slot in parts),
            state=_state_of_all({slot.state for slot in parts}),
        )
        for entry_id, parts in by_entry.items()
    )


def _state_of_all(states: set[SlotState]) -> SlotState:
    ranked: tuple[SlotState, ...] = ("current", "open", "done", "skipped")
    return next(state for state in ranked if state in states)


def open_seconds(agenda: Iterable[Slot]) -> float:
    """Return the seconds planned for everything that is still to come, without the current timebox."""
    return sum(slot.planned for slot in agenda if slot.state == "open")


def planned_end(session: SessionRow, place: Place) -> datetime | None:
    """Return when the workshop has to end; None while no start is planned and it has not begun.

    The end is hard: a late start does not move it. Only when the real start lies a whole workshop or more
    away from the planned one (a rehearsal, another day) does the length count from the real start.
    """
    length = timedelta(seconds=_seconds(session.minutes))
    begun = from_stamp(place.started) if place.started else None
    start = from_stamp(session.starts) if session.starts else None
    if start is None or (begun is not None and abs(begun - start) >= length):
        start = begun
    return None if start is None else start + length


def predicted_end(agenda: Iterable[Slot], remaining_now: float, now: datetime) -> datetime:
    """Return when the workshop ends if everything to come takes as long as planned.

    `remaining_now` is what is left of the current timebox; one that is over counts as ending now.
    """
    return now + timedelta(seconds=max(remaining_now, 0.0) + open_seconds(agenda))


def behind(agenda: Iterable[Slot], remaining_now: float, now: datetime, end: datetime) -> float:
    """Return the seconds by which the predicted end lies behind the planned `end`; negative when ahead."""
    return (predicted_end(agenda, remaining_now, now) - end).total_seconds()


def time_left(remaining_now: float, now: datetime, end: datetime) -> float:
    """Return the seconds between the end of the current timebox and `end`: what `replan` can give out."""
    return (end - now).total_seconds() - max(remaining_now, 0.0)


def floor_of(slot: Slot, floor_minutes: float = FLOOR_MINUTES, floor_share: float = FLOOR_SHARE) -> float:
    """Return the seconds below which a timebox is never shortened.

    That is the larger of `floor_minutes` and `floor_share` of the original plan, in whole steps, and never
    more than the timebox has now. Taken from the original, it stays where it is when the rest is re-planned
    again.
    """
    least = max(floor_minutes * 60.0, floor_share * slot.original, 0.0)
    return min(slot.planned, math.ceil(least / STEP) * STEP)


def replan(
    agenda: Sequence[Slot],
    available: float,
    *,
    floor_minutes: float = FLOOR_MINUTES,
    floor_share: float = FLOOR_SHARE,
) -> tuple[Proposal, ...]:
    """Return the ways to make what is open last at most `available` seconds, the simplest first.

    The first proposal drops nothing. If the open timeboxes are too long, it shortens them in proportion down
    to their floors (`floor_of`); if there is time to spare, it gives timeboxes that had been shortened their
    time back, never more than their original, and is the only proposal. Otherwise one follows for each
    optional activity that has not begun, the one that leaves the others most first; and, if none of these is
    enough and there are several, one that drops them all.
    """
    # Whole seconds keep every sum exact.
    available = float(math.floor(available))
    still_open = [slot for slot in agenda if slot.state == "open"]
    floors = {slot.key: floor_of(slot, floor_minutes, floor_share) for slot in still_open}
    plain = _proposal(still_open, floors, available, ())
    if open_seconds(still_open) <= available:
        return (plain,)
    can_go = _droppable(agenda)
    single = [_proposal(still_open, floors, available, (entry_id,)) for entry_id in can_go]
    single.sort(key=lambda each: (each.missing, -_share_kept(each, still_open)))
    if len(can_go) > 1 and not any(each.fits for each in (plain, *single)):
        single.append(_proposal(still_open, floors, available, can_go))
    return (plain, *single)


def _droppable(agenda: Iterable[Slot]) -> tuple[str, ...]:
    parts: dict[str, list[Slot]] = {}
    for slot in agenda:
        if slot.optional:
            parts.setdefault(slot.entry_id, []).append(slot)
    return tuple(entry_id for entry_id, own in parts.items() if all(slot.state == "open" for slot in own))


def _proposal(
    still_open: Sequence[Slot], floors: Mapping[str, float], available: float, dropped: tuple[str, ...]
) -> Proposal:
    kept = [slot for slot in still_open if slot.entry_id not in dropped]
    spare = available - open_seconds(kept)
    if 0 <= spare < STEP:
        # Less than a step is what shortening left over: handing it out would move an agenda that was just accepted.
        given = {slot.key: slot.planned for slot in kept}
    elif spare < 0:
        given = _fill(kept, [floors[slot.key] for slot in kept], [slot.planned for slot in kept], available)
    else:
        given = _fill(kept, [slot.planned for slot in kept], [slot.original for slot in kept], available)
    seconds = dict.fromkeys((slot.key for slot in still_open), 0.0) | given
    used = sum(seconds.values())
    missing = max(used - available, 0.0)
    return Proposal(
        before={slot.key: slot.planned / 60.0 for slot in still_open},
        after={key: value / 60.0 for key, value in seconds.items()},
        dropped=dropped,
        fits=missing == 0,
        missing=missing,
        saved=open_seconds(still_open) - used,
    )


def _fill(
    kept: Sequence[Slot], least: Sequence[float], most: Sequence[float], available: float
) -> dict[str, float]:
    """Return seconds by key: from `least` upwards, the next step always to the slot with the smallest share.

    Handing out step by step in one fixed order is proportional to within a step, and with more time no slot
    ever gets less.
    """
    given = list(least)
    rest = available - sum(given)
    waiting = [(given[n] / most[n], n) for n in range(len(kept)) if given[n] < most[n]]
    heapq.heapify(waiting)
    while waiting:
        _, number = heapq.heappop(waiting)
        reached = min((math.floor(given[number] / STEP) + 1) * STEP, most[number])
        rest -= reached - given[number]
        if rest < 0:
            break
        given[number] = reached
        if reached < most[number]:
            heapq.heappush(waiting, (reached / most[number], number))
    return {slot.key: seconds for slot, seconds in zip(kept, given, strict=True)}


def _share_kept(proposal: Proposal, still_open: Sequence[Slot]) -> float:
    keys = [slot.key for slot in still_open if slot.entry_id not in proposal.dropped]
    before = sum(proposal.before[key] for key in keys)
    return sum(proposal.after[key] for key in keys) / before if before else 1.0


def apply(proposal: Proposal, entries: Iterable[AgendaEntry]) -> list[AgendaEntry]:
    """Return the entries that change when `proposal` is accepted, with their new minutes or skipped.

    A dropped activity keeps its minutes, so that taking it in again brings them back.
    """
    changed = []
    for entry in entries:
        if entry.id in proposal.dropped:
            after = replace(entry, skipped=True)
        else:
            new = {
                phase: proposal.after[key]
                for key, phase in _phases_in(proposal, entry)
                if proposal.after[key] != proposal.before[key]
            }
            kept = {} if entry.kind == BREAK and new else entry.minutes
            after = replace(entry, minutes={**kept, **new})
        if after != entry:
            changed.append(after)
    return changed


def _phases_in(proposal: Proposal, entry: AgendaEntry) -> list[tuple[str, str]]:
    if entry.kind == BREAK:
        return [(entry.id, BREAK)] if entry.id in proposal.after else []
    head = f"{entry.activity_id}/"
    return [(key, key.removeprefix(head)) for key in proposal.after if key.startswith(head)]
