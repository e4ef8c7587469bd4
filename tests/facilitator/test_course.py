"""Moving through a session: forward, back, jump, breaks, the clock; and nothing is lost by it."""

from datetime import UTC, datetime

import pytest

from facilitator import method_files
from facilitator.clock import Timebox, new_timebox, show, slept
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.store import MemoryStore
from facilitator.text import MOST_CHARACTERS


class Hands:
    """The hands of a monotonic clock, moved by the test."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def hands() -> Hands:
    return Hands()


@pytest.fixture
def session(hands: Hands) -> Session:
    data = rehearse(method_files.load("cop-bootstrap")).data
    return Session(data, MemoryStore(), monotonic=hands, wall=lambda: "2026-03-12T09:00:00Z")


def test_the_clock_counts_on_below_zero(hands: Hands) -> None:
    clock = new_timebox(1).started(hands.now)
    assert clock.remaining(hands.now + 48) == 12
    assert clock.pace(hands.now + 40) == "fine"
    assert clock.pace(hands.now + 48) == "last_fifth"
    assert clock.pace(hands.now + 57) == "nearly_over"
    assert clock.remaining(hands.now + 80) == -20
    assert clock.pace(hands.now + 80) == "over"


def test_minutes_can_be_added_and_taken_without_a_negative_plan(hands: Hands) -> None:
    clock = new_timebox(2).added(60)
    assert (clock.planned, clock.left) == (180, 180)
    assert clock.added(-600).planned == 0
    assert clock.started(hands.now).paused(hands.now + 30).reset(hands.now) == Timebox(180, 180)


@pytest.mark.parametrize(
    ("seconds", "shown"),
    [
        (192, "3:12"),
        (191.2, "3:12"),
        (0, "0:00"),
        (-80, "−1:20"),
        (-0.4, "0:00"),
        (4500, "75:00"),
        (0.2, "0:01"),
    ],
)
def test_a_clock_shows_minutes_and_seconds(seconds: float, shown: str) -> None:
    assert show(seconds) == shown


def test_only_a_real_gap_counts_as_sleep() -> None:
    assert slept(1.0, 361.0) == 360.0
    assert slept(1.0, 3.0) == 0.0
    assert slept(1.0, -3600.0) == 0.0


def test_a_session_runs_forward_through_every_phase_and_back(session: Session) -> None:
    session.course.start()
    seen = [(session.place.activity_id, session.place.phase)]
    while session.course.next_phase():
        seen.append((session.place.activity_id, session.place.phase))
    assert seen[0][0] == "welcome"
    assert seen[-1] == ("close", "word")
    assert ("vision-importance", "solo") in seen
    back = [seen[-1]]
    while session.course.previous_phase():
        back.append((session.place.activity_id, session.place.phase))
    assert back == list(reversed(seen))


def test_steps_left_out_are_passed_by_and_can_still_be_visited(session: Session) -> None:
    session.course.start()
    session.agenda.skip("force-field")
    session.course.go("resources-communication", "align")
    session.course.next_phase()
    assert session.place.activity_id == "name"
    session.course.go("force-field")
    assert session.place.activity_id == "force-field"


def test_moving_keeps_notes_and_outcomes_and_cannot_be_undone_by_mistake(session: Session) -> None:
    session.course.start()
    session.course.go("vision-importance")
    note = session.notes.add("vision", "One")
    session.course.go("impact")
    session.course.go("vision-importance", "align")
    session.undo()
    session.undo()
    assert session.data.note(note.id) is None
    assert session.place.phase == "align"


def test_notes_written_alone_are_mixed_once_before_the_room_sees_them(session: Session) -> None:
    session.course.start()
    session.course.go("vision-importance")
    texts = [f"Note {number}" for number in range(40)]
    session.notes.add_many("vision", texts)
    session.course.next_phase()
    mixed = [note.text for note in session.data.notes_in("vision")]
    assert sorted(mixed) == sorted(texts)
    assert mixed != texts
    session.course.go("vision-importance", "solo")
    session.course.next_phase()
    assert [note.text for note in session.data.notes_in("vision")] == mixed


def test_the_running_clock_goes_on_in_the_next_phase_with_its_own_minutes(
    session: Session, hands: Hands
) -> None:
    session.course.start()
    session.course.go("vision-importance")
    session.course.start_clock()
    hands.now += 70
    assert session.course.remaining() == 5 * 60 - 70
    session.course.next_phase()
    assert session.place.timebox.running
    assert session.place.spent["vision-importance/solo"] == 70
    session.course.pause_clock()
    session.course.add_minutes(1)
    hands.now += 500
    share = session.course.phase
    assert share is not None
    assert session.course.remaining() == (share.minutes + 1) * 60


def test_a_break_can_be_put_anywhere_and_is_walked_through(session: Session, hands: Hands) -> None:
    session.course.start()
    entry = session.agenda.add_break(10, after_id="vision-importance")
    session.course.go("vision-importance", "align")
    session.course.next_phase()
    assert session.course.on_break == entry
    assert session.course.remaining() == 600
    session.course.start_clock()
    hands.now += 30
    session.course.next_phase()
    assert session.place.activity_id == "how-measures"
    assert session.place.spent[entry.id] == 30


def test_a_break_in_the_middle_of_an_activity_leads_back_into_it(session: Session, hands: Hands) -> None:
    """Nothing of an activity is left out by a break now: its phase goes on with the minutes it had left."""
    session.course.start()
    session.course.go("vision-importance", "share")
    share = session.course.remaining()
    session.course.start_clock()
    hands.now += 90
    entry = session.course.break_now(10, "Break")
    titles = [each.id for each in session.data.agenda]
    assert titles.index(entry.id) + 1 == titles.index(session.data.entry_of("vision-importance").id)
    assert session.course.remaining() == 600
    hands.now += 600
    session.course.next_phase()
    assert (session.place.activity_id, session.place.phase) == ("vision-importance", "share")
    assert session.place.break_id is None
    assert session.course.remaining() == share - 90
    assert session.place.spent["vision-importance/share"] == 90
    hands.now += 10_000
    again = session.course.break_now(5, "Break")
    session.course.previous_phase()
    assert session.course.remaining() == 60, "whoever comes back late has a minute"
    session.course.begin_break(again.id)
    session.course.previous_phase()
    assert session.place.phase == "share"


def test_a_break_now_at_the_end_of_an_activity_comes_after_it(session: Session) -> None:
    """In the last phase the room is done with the activity once it goes to the break."""
    session.course.start()
    session.course.go("vision-importance", "align")
    session.course.break_now(10, "Break")
    session.course.next_phase()
    assert session.place.activity_id == "how-measures"


def test_time_behind_follows_the_wall_clock(session: Session) -> None:
    session.course.start()
    begin = datetime(2026, 3, 12, 9, 0, tzinfo=UTC)
    late = datetime(2026, 3, 12, 9, 7, tzinfo=UTC)
    on_time, behind = session.course.behind(begin), session.course.behind(late)
    assert on_time is not None
    assert behind is not None
    assert -5 * 60 <= on_time <= 0, "run-offs are planned for and often not needed"
    assert behind - on_time == 7 * 60


def test_a_session_taken_up_on_another_day_is_not_days_behind(session: Session) -> None:
    session.course.start()
    next_day = datetime(2026, 3, 13, 9, 0, tzinfo=UTC)
    assert session.course.behind(next_day) is None
    assert session.course.replan(next_day) == ()


def test_the_clock_needs_a_session_that_runs(session: Session) -> None:
    with pytest.raises(UserError, match="Start the session"):
        session.course.start_clock()


def test_preparing_has_no_clock_and_reveals_nothing(session: Session) -> None:
    session.notes.add_many("vision", ["One", "Two"])
    session.course.go("vision-importance", "share")
    assert session.place.mode == "prepare"
    assert session.data.value("vision-importance", "revealed") is None


def test_a_start_by_mistake_is_forgotten_when_it_goes_back_to_preparing(
    session: Session, hands: Hands
) -> None:
    """The day of the report is that of the meeting, and the meeting begins with its first activity."""
    session.course.start()
    session.course.go("impact", "share")
    session.course.prepare()
    assert session.place.started is None
    session.course.start()
    assert session.place.activity_id == "welcome"
    session.course.go("impact", "share")
    session.course.start_clock()
    hands.now += 5
    session.course.prepare()
    session.course.start()
    assert (session.place.activity_id, session.place.phase) == ("impact", "share"), "the room has met by now"


def test_an_analysis_that_is_prepared_opens_where_factors_are_written() -> None:
    """Questions are asked in the meeting; before it, factors are written down."""
    prepared = rehearse(method_files.load("postmortem"))
    prepared.course.go("analysis")
    assert (prepared.place.mode, prepared.place.phase) == ("prepare", "factors")
    prepared.course.go("analysis", "ask")
    assert prepared.place.phase == "ask"
    prepared.course.start()
    prepared.course.go("analysis")
    assert prepared.place.phase == "ask"


def test_ending_and_going_on_keeps_the_place(session: Session) -> None:
    session.course.start()
    session.course.go("impact", "share")
    session.course.finish()
    assert session.place.mode == "after"
    session.course.start()
    assert (session.place.mode, session.place.activity_id, session.place.phase) == ("run", "impact", "share")


def test_a_draft_is_never_longer_than_what_a_field_takes(session: Session) -> None:
    """Each heartbeat writes all drafts: ten megabytes of them would stop the window once a second."""
    session.course.keep_draft("field", "x" * 10_000_000)
    assert len(session.place.drafts["field"]) == MOST_CHARACTERS
