"""The elastic agenda: what is predicted, and that re-planning keeps its promises whatever the room does."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import agenda
from facilitator.agenda import Proposal, Slot, SlotState
from facilitator.method import Activity, Method, Phase
from facilitator.model import AgendaEntry, SessionRow
from facilitator.state import Place, SessionData, empty_tables

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
FOUR_PHASES = (
    Phase("solo", "Alone", 5),
    Phase("share", "Share", 8),
    Phase("cluster", "Cluster", 4),
    Phase("align", "Align", 3),
)


def activity(name: str, optional: bool = False) -> Activity:
    return Activity(name, "brainstorm", name.title(), optional=optional, phases=FOUR_PHASES)


def entry(name: str, position: float, **fields: Any) -> AgendaEntry:
    whole = {"kind": "activity", "activity_id": name, "title": name.title(), "position": position}
    return AgendaEntry(**({"id": f"entry-{name}", "session_id": "s"} | whole | fields))


def session_of(*entries: AgendaEntry) -> SessionData:
    activities = (activity("vision"), activity("how"), activity("forces", optional=True), activity("name"))
    method = Method("m", "1", "M", "", "", "", 120, 4, 20, (), activities)
    tables = empty_tables()
    tables["sessions"]["s"] = SessionRow("s", "s", "T", "m", {})
    tables["agenda"] = {each.id: each for each in entries}
    return SessionData(method, tables)


WITH_BREAK = (
    entry("vision", 1),
    entry("how", 2, minutes={"solo": 6}),
    AgendaEntry("pause", "s", "break", None, "Coffee", {"break": 10}, position=3),
    entry("forces", 4),
    entry("name", 5),
)


def states(place: Place, *entries: AgendaEntry) -> dict[str, SlotState]:
    data = session_of(*(entries or WITH_BREAK))
    return {slot.key: slot.state for slot in agenda.slots(data, place, lambda each: each.phases)}


def in_run(activity_id: str, phase: str, **fields: Any) -> Place:
    return Place(mode="run", activity_id=activity_id, phase=phase, **fields)


@st.composite
def agendas(draw: st.DrawFn) -> tuple[Slot, ...]:
    """Agendas of up to eight activities and breaks, some gone by, some shortened before, some optional."""
    found = []
    for number in range(draw(st.integers(0, 8))):
        is_break = draw(st.booleans())
        optional = not is_break and draw(st.booleans())
        for part in range(1 if is_break else draw(st.integers(1, 4))):
            planned = draw(st.integers(0, 2400))
            found.append(
                Slot(
                    key=f"e{number}" if is_break else f"a{number}/p{part}",
                    entry_id=f"e{number}",
                    activity_id=None if is_break else f"a{number}",
                    phase=None if is_break else f"p{part}",
                    title="",
                    phase_title="",
                    planned=float(planned),
                    original=float(planned if is_break else draw(st.integers(planned, 3000))),
                    state=draw(st.sampled_from(("open", "open", "open", "done", "current", "skipped"))),
                    optional=optional,
                    spent=0.0,
                )
            )
    return tuple(found)


seconds = st.floats(-3000, 30000, allow_nan=False)
floor_settings = st.fixed_dictionaries(
    {"floor_minutes": st.sampled_from((0.0, 1.0, 3.0, 5.0)), "floor_share": st.sampled_from((0.0, 0.5, 0.8))}
)


def total(minutes: dict[str, float]) -> float:
    return sum(minutes.values()) * 60


def accepted(found: tuple[Slot, ...], proposal: Proposal) -> tuple[Slot, ...]:
    """The agenda as it is once a proposal has been accepted."""
    return tuple(
        replace(
            slot,
            planned=float(round(proposal.after[slot.key] * 60))
            if slot.key in proposal.after
            else slot.planned,
            state="skipped" if slot.entry_id in proposal.dropped else slot.state,
        )
        for slot in found
    )


def test_phases_take_their_minutes_from_the_entry_and_else_from_the_method() -> None:
    """A timebox that was never changed lasts as long as the method says; a break as long as it was given."""
    found = {s.key: s for s in agenda.slots(session_of(*WITH_BREAK), Place(), lambda each: each.phases)}
    assert found["vision/solo"].planned == 300
    assert (found["how/solo"].planned, found["how/solo"].original) == (360, 360)
    assert found["how/share"].planned == 480
    assert (found["pause"].planned, found["pause"].phase, found["pause"].title) == (600, None, "Coffee")
    assert {key for key, slot in found.items() if slot.optional} == {
        f"forces/{phase.id}" for phase in FOUR_PHASES
    }


def test_a_shortened_timebox_remembers_its_original() -> None:
    """What was cut can be given back, so the plan of the method stays known."""
    data = session_of(entry("vision", 1, minutes={"share": 4}))
    share = agenda.slots(data, Place(), lambda each: each.phases)[1]
    assert (share.planned, share.original) == (240, 480)


def test_only_the_phases_of_the_chosen_way_are_planned() -> None:
    """An election run the quick way must not reserve time for the long way."""
    found = agenda.slots(session_of(entry("vision", 1)), Place(), lambda each: each.phases[:1])
    assert [slot.key for slot in found] == ["vision/solo"]


def test_states_follow_the_place_of_the_session() -> None:
    """Before the current timebox all is done, after it all is open."""
    found = states(in_run("how", "share"))
    assert found["vision/align"] == found["how/solo"] == "done"
    assert found["how/share"] == "current"
    assert found["how/cluster"] == found["pause"] == found["name/solo"] == "open"


def test_a_break_can_be_where_the_session_is() -> None:
    """During a break the break is current, although the session remembers its activity."""
    found = states(in_run("how", "align", break_id="pause"))
    assert (found["how/align"], found["pause"], found["forces/solo"]) == ("done", "current", "open")


def test_nothing_is_current_before_and_after_the_run() -> None:
    """In preparation everything is still to come, afterwards nothing is."""
    assert set(states(Place("prepare", "how", "solo")).values()) == {"open"}
    assert set(states(Place("after", "how", "solo")).values()) == {"done"}


def test_a_skipped_activity_takes_no_time_unless_the_room_goes_there() -> None:
    """Skipping frees the time at once; jumping to a skipped activity makes only that timebox count."""
    entries = (entry("vision", 1), entry("how", 2, skipped=True), entry("name", 3))
    assert states(in_run("vision", "solo"), *entries)["how/solo"] == "skipped"
    there = states(in_run("how", "solo"), *entries)
    assert (there["how/solo"], there["how/share"]) == ("current", "skipped")


def test_going_back_does_not_plan_finished_work_a_second_time() -> None:
    """After a step back, what was really done stays done; what was only looked at is still to come."""
    place = in_run("vision", "share", spent={"vision/cluster": 200.0, "how/solo": 10.0, "how/share": 240.0})
    found = states(place)
    assert (found["vision/cluster"], found["how/solo"], found["how/share"]) == ("done", "open", "done")


def test_the_lines_of_the_agenda_add_up_their_phases() -> None:
    """Planned and real of a whole activity are the sums of its phases, planned as it was at first."""
    data = session_of(
        entry("vision", 1, minutes={"share": 4}), entry("how", 2), entry("name", 3, skipped=True)
    )
    place = in_run("how", "solo", spent={"vision/solo": 310.0, "vision/share": 100.0})
    vision, how, name = agenda.lines(agenda.slots(data, place, lambda each: each.phases))
    assert (vision.planned, vision.spent, vision.state) == (1200, 410, "done")
    assert (how.state, name.state) == ("current", "skipped")


def test_the_planned_end_is_hard() -> None:
    """Starting ten minutes late does not move the end; a rehearsal the week before has its own end."""
    session = SessionRow("s", "s", "T", "m", {}, starts="2026-03-02T12:00:00Z", minutes=120)
    end = NOON + timedelta(hours=2)
    assert agenda.planned_end(session, Place()) == end
    assert agenda.planned_end(session, Place(started="2026-03-02T12:10:00Z")) == end
    assert agenda.planned_end(session, Place(started="2026-02-23T09:00:00Z")) == datetime(
        2026, 2, 23, 11, tzinfo=UTC
    )
    unplanned = replace(session, starts=None)
    assert agenda.planned_end(unplanned, Place()) is None
    assert agenda.planned_end(unplanned, Place(started="2026-03-02T12:00:00Z")) == end


@given(agendas(), st.floats(-600, 3600), st.integers(-7200, 7200))
def test_the_predicted_end_counts_what_is_left_and_what_is_open(
    found: tuple[Slot, ...], remaining: float, offset: int
) -> None:
    """Overtime is not counted twice, and behind is the distance of the two ends."""
    still = sum(slot.planned for slot in found if slot.state == "open")
    expected = NOON + timedelta(seconds=max(remaining, 0.0) + still)
    assert agenda.predicted_end(found, remaining, NOON) == expected
    end = expected - timedelta(seconds=offset)
    assert agenda.behind(found, remaining, NOON, end) == pytest.approx(offset, abs=1e-5)
    assert still - agenda.time_left(remaining, NOON, end) == pytest.approx(offset, abs=1e-5)


@given(agendas(), seconds, floor_settings)
def test_a_proposal_fits_or_says_what_is_missing(
    found: tuple[Slot, ...], time: float, settings: dict[str, Any]
) -> None:
    """The sum never exceeds the time there is; where the floors forbid that, the gap is named to the second."""
    for proposal in agenda.replan(found, time, **settings):
        after = total(dict(proposal.after))
        assert proposal.fits == (proposal.missing == 0)
        assert after - proposal.missing <= time + 1e-6
        if not proposal.fits:
            assert after - proposal.missing > time - 1 - 1e-6
        assert total(dict(proposal.before)) - after == pytest.approx(proposal.saved, abs=1e-6)


@given(agendas(), seconds, floor_settings)
def test_no_timebox_leaves_its_bounds(found: tuple[Slot, ...], time: float, settings: dict[str, Any]) -> None:
    """Never below the floor or above the original, never negative, and in half-minutes when changed."""
    open_ones = [slot for slot in found if slot.state == "open"]
    for proposal in agenda.replan(found, time, **settings):
        assert list(proposal.before) == list(proposal.after) == [slot.key for slot in open_ones]
        for slot in open_ones:
            after = round(proposal.after[slot.key] * 60)
            if slot.entry_id in proposal.dropped:
                assert after == 0
                continue
            assert 0 <= agenda.floor_of(slot, **settings) <= after <= slot.original
            assert after in (slot.planned, slot.original) or after % agenda.STEP == 0


@given(agendas(), seconds)
def test_nothing_is_wasted(found: tuple[Slot, ...], time: float) -> None:
    """Less than half a minute of the time stays unused while a timebox is still shorter than planned."""
    plain = agenda.replan(found, time)[0]
    shorter = any(plain.after[key] < plain.before[key] for key in plain.before)
    if shorter and plain.fits:
        assert time - total(dict(plain.after)) < agenda.STEP + 1


@given(agendas(), seconds, st.floats(0, 3000))
def test_more_time_never_shortens_a_timebox(found: tuple[Slot, ...], time: float, more: float) -> None:
    """Monotonic: with more time each timebox is at least as long as with less."""
    short, long = agenda.replan(found, time)[0], agenda.replan(found, time + more)[0]
    assert all(long.after[key] >= short.after[key] for key in short.after)


@given(agendas(), seconds)
def test_timeboxes_shrink_in_proportion(found: tuple[Slot, ...], time: float) -> None:
    """A timebox above its floor keeps the same share of its plan as the others, give or take one step."""
    plain = agenda.replan(found, time)[0]
    if total(dict(plain.before)) <= time:
        return
    by_key = {slot.key: slot for slot in found if slot.state == "open"}
    free = [s for key, s in by_key.items() if plain.after[key] * 60 > agenda.floor_of(s) + agenda.STEP]
    for first in free:
        for second in by_key.values():
            if second.planned and plain.after[second.key] < plain.before[second.key]:
                lower = (plain.after[first.key] * 60 - agenda.STEP) / first.planned
                assert lower <= plain.after[second.key] * 60 / second.planned + 1e-9


@given(agendas(), seconds)
def test_replanning_twice_changes_nothing_more(found: tuple[Slot, ...], time: float) -> None:
    """Once a proposal is accepted, the same time gives the same agenda: nobody's timebox creeps."""
    for proposal in agenda.replan(found, time):
        again = agenda.replan(accepted(found, proposal), time)[0]
        assert not again.changes
        assert again.missing == proposal.missing


@given(agendas(), seconds)
def test_only_open_optional_activities_are_dropped(found: tuple[Slot, ...], time: float) -> None:
    """The first proposal drops nothing; what has begun, or must happen, is never offered."""
    plain, *others = agenda.replan(found, time)
    assert plain.dropped == ()
    for proposal in others:
        assert proposal.dropped
        for slot in found:
            if slot.entry_id in proposal.dropped:
                assert slot.optional
                assert slot.state == "open"
        assert proposal.missing <= plain.missing


@given(agendas(), st.floats(0, 3000))
def test_an_agenda_that_fits_is_left_alone(found: tuple[Slot, ...], spare: float) -> None:
    """Ahead of time: one proposal, nothing shortened or dropped, cut timeboxes get time back."""
    (only,) = agenda.replan(found, agenda.open_seconds(found) + spare)
    assert only.fits
    assert only.dropped == ()
    assert all(only.after[key] >= only.before[key] for key in only.before)


def test_a_late_room_sees_its_choices() -> None:
    """30 minutes for 40 of plan: shorten all, or drop the optional activity and keep the rest whole."""
    data = session_of(entry("how", 1), entry("forces", 2), entry("name", 3))
    found = agenda.slots(data, in_run("how", "align"), lambda each: each.phases)
    plain, without_forces = agenda.replan(found, 30 * 60)
    assert plain.fits
    assert plain.after["forces/share"] == 5.5
    assert plain.after["forces/align"] == 3
    assert without_forces.dropped == ("entry-forces",)
    assert without_forces.after["name/share"] == 8
    hopeless = agenda.replan(found, 10 * 60)
    assert [each.fits for each in hopeless] == [False, False]
    assert hopeless[1].missing == 180


def test_when_one_drop_is_not_enough_all_are_offered() -> None:
    """With several optional activities and no other way out, the last proposal drops every one of them."""

    def slot(name: str, optional: bool) -> Slot:
        return Slot(f"{name}/p", name, name, "p", "", "", 600, 600, "open", optional, 0)

    found = (slot("a", True), slot("b", True), slot("c", False))
    assert [each.dropped for each in agenda.replan(found, 300)] == [(), ("a",), ("b",), ("a", "b")]
    assert agenda.replan(found, 300)[-1].fits
    assert agenda.replan(found, -60)[-1].missing == 360


def test_an_accepted_proposal_becomes_agenda_entries() -> None:
    """Only what changes is written: new minutes of phases and breaks, or skipped with the minutes kept."""
    data = session_of(*WITH_BREAK)
    place = in_run("vision", "align")
    found = agenda.slots(data, place, lambda each: each.phases)
    plain, dropping = agenda.replan(found, 50 * 60)
    changed = {each.id: each for each in agenda.apply(plain, data.agenda)}
    assert set(changed) == {"entry-how", "pause", "entry-forces", "entry-name"}
    assert changed["pause"].minutes == {"break": plain.after["pause"]}
    after = session_of(*({each.id: each for each in WITH_BREAK} | changed).values())
    again = agenda.slots(after, place, lambda each: each.phases)
    assert {s.key: s.planned for s in again if s.state == "open"} == {
        key: minutes * 60 for key, minutes in plain.after.items()
    }
    forces = next(each for each in agenda.apply(dropping, data.agenda) if each.id == "entry-forces")
    assert forces == replace(data.entry_of("forces"), skipped=True)


def test_accepting_what_changes_nothing_writes_nothing() -> None:
    """A proposal without a change leaves no entry in the history."""
    data = session_of(*WITH_BREAK)
    found = agenda.slots(data, in_run("vision", "solo"), lambda each: each.phases)
    (same,) = agenda.replan(found, 24 * 3600)
    assert not same.changes
    assert agenda.apply(same, data.agenda) == []
