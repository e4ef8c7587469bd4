"""What the room sees of a force field: no word of a note while all write, no score before all are shown."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitator import audience, forces, method_files, scoring
from facilitator.activities.force_field import PHASES, ForceFieldView, asked_lanes
from facilitator.model import Ballot, Hands, Note
from facilitator.opening import rehearse
from facilitator.scoring import Tally
from facilitator.session import Session

HOME = "change"
WHERE = {
    phase.id: activity.id
    for activity in method_files.load("force-field").activities
    for phase in activity.phases
}


def begun(*, entry: str = "sheets") -> Session:
    """A session that runs, with a change, two forces on each side, and ten people."""
    session = rehearse(method_files.load("force-field"))
    session.course.start()
    session.forces.set_change("Each team alone", "One rota")
    session.notes.add_many("hinders", ["No time", "Fear"])
    session.notes.add_many("helps", ["Leaders", "Tools"])
    session.scores.set_entry(HOME, entry)
    return session


def seen(session: Session, phase: str) -> ForceFieldView:
    session.course.go(WHERE[phase], phase)
    part = audience.view(session).part
    assert isinstance(part, ForceFieldView)
    return part


def everything_in(value: Any) -> Iterator[Any]:
    """Yield `value` and all it is made of, however deep."""
    yield value
    if is_dataclass(value):
        for each in fields(value):
            yield from everything_in(getattr(value, each.name))
    elif isinstance(value, dict):
        for key, each in value.items():
            yield from everything_in(key)
            yield from everything_in(each)
    elif isinstance(value, list | tuple | set | frozenset):
        for each in value:
            yield from everything_in(each)


def score(session: Session, round_name: str, scores: dict[str, list[int]]) -> None:
    """Let people score the forces, by id: as the session takes scores in."""
    for item, found in scores.items():
        for sheet, each in enumerate(found, start=1):
            if scoring.entry(session.data, HOME) == "sheets":
                session.scores.set(HOME, round_name, sheet, item, each)
            else:
                session.scores.set_hands(HOME, round_name, item, each, found.count(each))


def test_every_phase_has_a_view() -> None:
    """With nothing weighed and with everything shown, nothing breaks, and the phase is told."""
    session = begun()
    for phase in PHASES:
        assert seen(session, phase).phase == phase
    for name in forces.ROUNDS:
        score(session, name, {each.id: [3, 5] for each in forces.forces(session.data)})
        session.scores.reveal(HOME, name)
    for phase in PHASES:
        assert seen(session, phase).phase == phase


def test_the_change_comes_with_its_thumbs() -> None:
    session = begun()
    assert seen(session, "agree").thumbs is None
    session.forces.set_thumbs(8, 2, 0)
    view = seen(session, "agree")
    assert (view.now, view.wanted, view.thumbs) == ("Each team alone", "One rota", (8, 2, 0))
    assert view.question == "What do we want to change?"


@pytest.mark.parametrize("phase", ["solo", "solo_second"])
def test_while_all_write_there_is_a_question_and_a_number(phase: str) -> None:
    """One question after the other, its notes counted, none of them readable."""
    session = begun()
    session.notes.add("hinders", "Habit")
    view = seen(session, phase)
    assert view.brainstorm is not None
    asked = {"solo": ("What holds this change back?", 3), "solo_second": ("What helps this change along?", 2)}
    assert (view.brainstorm.questions, view.brainstorm.count) == ((asked[phase][0],), asked[phase][1])
    texts = {note.text for note in session.data.notes}
    assert not texts & {each for each in everything_in(view) if isinstance(each, str)}


def test_both_questions_at_once_leave_the_second_phase_out() -> None:
    """Then one phase asks both, and the way goes straight to sharing."""
    session = begun()
    session.forces.set_first("either")
    view = seen(session, "solo")
    assert view.brainstorm is not None
    assert len(view.brainstorm.questions) == 2
    session.course.next_phase()
    assert (session.place.activity_id, session.place.phase) == ("sharing", "share")
    with pytest.raises(KeyError):
        session.course.go("writing", "solo_second")


def test_the_desk_writes_in_the_lane_that_is_asked() -> None:
    session = begun()
    assert [lane.id for lane in asked_lanes(session.data, "solo")] == ["hinders"]
    assert [lane.id for lane in asked_lanes(session.data, "solo_second")] == ["helps"]
    assert [lane.id for lane in asked_lanes(session.data, "share")] == ["helps", "hinders"]


def test_notes_are_mixed_once_before_the_room_sees_them() -> None:
    """The order of writing names nobody; what is added later stays where it is."""
    session = begun()
    session.notes.add_many("hinders", [f"Habit {number}" for number in range(40)])
    written = [note.text for note in session.data.notes_in("hinders")]
    seen(session, "solo_second")
    assert [note.text for note in session.data.notes_in("hinders")] == written
    view = seen(session, "share")
    mixed = [note.text for note in session.data.notes_in("hinders")]
    assert mixed != written
    assert sorted(mixed) == sorted(written)
    assert view.brainstorm is not None
    assert [lane.id for lane in view.brainstorm.lanes] == ["helps", "hinders"]
    assert [note.text for note in view.brainstorm.lanes[1].loose] == mixed
    seen(session, "strength")
    assert [note.text for note in session.data.notes_in("hinders")] == mixed


HIDDEN = [
    ("strength", "strength"),
    ("strength_talk", "strength"),
    ("changeability", "changeability"),
    ("changeability_talk", "changeability"),
    ("picture", "strength"),
    ("plan", "changeability"),
    ("after", "strength"),
]


@pytest.mark.parametrize("entry", ["sheets", "hands"])
@pytest.mark.parametrize(("phase", "round_name"), HIDDEN)
@settings(max_examples=10)
@given(st.data())
def test_covered_scores_change_nothing_that_the_room_sees(
    entry: str, phase: str, round_name: str, data: st.DataObject
) -> None:
    """Whatever was scored, the room's view is the same to the last value, but for how many slips are in."""
    scores = st.lists(st.integers(1, 5), min_size=3, max_size=3)
    session = begun(entry=entry)
    items = [each.id for each in forces.forces(session.data)]
    seen(session, phase)
    score(session, round_name, {item: data.draw(scores) for item in items})
    one = audience.view(session).part
    if entry == "hands":
        for hands in session.data.hands:
            session.scores.set_hands(HOME, round_name, hands.candidate, int(hands.round[-1]), 0)
    score(session, round_name, {item: data.draw(scores) for item in items})
    two = audience.view(session).part
    assert one == two
    for each in everything_in(one):
        assert not isinstance(each, Ballot | Hands | Note)
        assert not (isinstance(each, Tally) and each.scores)


def test_slips_are_counted_and_shown_at_once() -> None:
    """The room sees how many are in; with the reveal it sees the picture, each score of it."""
    session = begun()
    items = [each.id for each in forces.forces(session.data)]
    score(session, "strength", {key: [2, 4, 5] for key in items})
    session.scores.set(HOME, "strength", 4, items[0], 1)
    view = seen(session, "strength")
    assert view.scoring is not None
    assert (view.scoring.sheets_done, view.scoring.people, view.scoring.shown) == (3, 10, False)
    assert view.scoring.question == "How strong is each force?"
    # Their order is mixed, so that it names nobody.
    assert {each.title for each in view.scoring.forces if each.side == "driver"} == {"Leaders", "Tools"}
    assert view.field is None
    session.scores.reveal(HOME, "strength")
    view = seen(session, "strength_talk")
    assert view.scoring is not None
    assert view.scoring.shown
    assert view.field is not None
    assert view.field.find(items[1]).strength.scores == (2, 4, 5)  # type: ignore[union-attr]
    session.scores.cover(HOME, "strength")
    assert seen(session, "strength").field is None


def test_the_second_round_does_not_show_the_first_one_early() -> None:
    """While changeability is scored its own scores are covered; strength is back in the picture afterwards."""
    session = begun()
    items = [each.id for each in forces.forces(session.data)]
    score(session, "strength", {key: [2, 4] for key in items})
    session.scores.reveal(HOME, "strength")
    score(session, "changeability", {key: [3, 3] for key in items})
    view = seen(session, "changeability")
    assert view.field is None
    assert view.scoring is not None
    assert view.scoring.scale == scoring.SCALES["1-5"]
    view = seen(session, "picture")
    assert view.field is not None
    assert view.field.shown == {"strength"}
    assert all(each.changeability.empty for each in view.field.forces)


def test_the_short_one_counts_fingers() -> None:
    """Inside the community workshop everything happens in one activity, and hands are counted."""
    session = rehearse(method_files.load("cop-bootstrap"))
    session.course.start()
    session.course.go("force-field", "solo")
    session.notes.add("supports", "Leaders")
    item = session.notes.add("hinders", "No time").id
    session.outcomes.write("vision", "One rota")
    part = audience.view(session).part
    assert isinstance(part, ForceFieldView)
    assert part.brainstorm is not None
    assert (len(part.brainstorm.questions), part.brainstorm.count) == (2, 2)
    assert scoring.entry(session.data, "force-field") == "hands"
    session.scores.set_hands("force-field", "strength", item, 4, 7)
    session.scores.reveal("force-field", "strength")
    session.course.go("force-field", "picture")
    part = audience.view(session).part
    assert isinstance(part, ForceFieldView)
    assert part.field is not None
    assert (part.field.wanted, part.field.voters, part.field.balance) == ("One rota", 7, -4.0)
