"""The force field: totals, balance, priorities, links, the plan and what it would change, then and now."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import activities, forces, method_files
from facilitator.errors import UserError
from facilitator.forces import ForceField, force_field
from facilitator.method import Method
from facilitator.model import Row
from facilitator.opening import rehearse
from facilitator.scoring import EMPTY, SCALES
from facilitator.session import Session
from facilitator.state import SessionData, empty_tables, value_id
from facilitator.whereabouts import place_of

HOME = "change"
Scores = dict[str, tuple[list[int], list[int]]]
"""Strength and changeability by title."""


def method() -> Method:
    return method_files.load("force-field")


def field_of(session: Session) -> ForceField:
    found = force_field(session.data)
    assert found is not None
    return found


def ids(session: Session) -> dict[str, str]:
    return {force.title: force.id for force in forces.forces(session.data)}


def weighed(drivers: Scores, restrainers: Scores, *, show: bool = True) -> Session:
    """A session whose forces are scored on sheets; both rounds shown."""
    session = rehearse(method())
    for lane, side in (("helps", drivers), ("hinders", restrainers)):
        for title, rounds in side.items():
            item = session.notes.add(lane, title).id
            for name, scores in zip(forces.ROUNDS, rounds, strict=True):
                for sheet, score in enumerate(scores, start=1):
                    session.scores.set(HOME, name, sheet, item, score)
    for number, name in enumerate(forces.ROUNDS):
        if show and any(rounds[number] for rounds in (*drivers.values(), *restrainers.values())):
            session.scores.reveal(HOME, name)
    return session


def example() -> Session:
    """Five forces, worked out by hand below.

    Strength: Leaders 4, Tools 2.5; No time 5, Fear 3.5, Zones unweighed. Changeability: 3, 4; 4, 2, none.
    """
    return weighed(
        {"Leaders": ([4, 4, 5, 3], [3, 3, 2, 4]), "Tools": ([2, 3, 1, 4], [4, 4, 4, 4])},
        {"No time": ([5, 5, 4, 5], [4, 4, 5, 3]), "Fear": ([3, 4, 3, 4], [1, 2, 2, 3]), "Zones": ([], [])},
    )


# The picture


def test_totals_and_balance_worked_out_by_hand() -> None:
    """Totals are sums of medians, 6.5 against 8.5; an unweighed force adds nothing."""
    field = field_of(example())
    assert [(each.force.title, each.figure) for each in field.drivers] == [("Leaders", 4.0), ("Tools", 2.5)]
    assert [(each.force.title, each.figure) for each in field.restrainers] == [
        ("No time", 5.0),
        ("Fear", 3.5),
        ("Zones", None),
    ]
    assert field.total("driver") == 6.5
    assert field.total("restrainer") == 8.5
    assert field.balance == -2.0
    assert field.voters == 4
    assert field.shown == {"strength", "changeability"}


def test_level_forces_keep_the_order_of_the_room_and_unweighed_ones_come_last() -> None:
    """Strongest first is a promise to the back row; nothing else moves."""
    session = weighed({"A": ([], []), "B": ([2], []), "C": ([4], []), "D": ([2], []), "E": ([], [])}, {})
    assert [each.force.title for each in field_of(session).drivers] == ["C", "B", "D", "A", "E"]


def test_where_the_room_differs_is_marked_across_both_sides() -> None:
    """Tools are three points apart and Leaders two; the others one or none."""
    field = field_of(example())
    assert {each.force.title for each in field.forces if each.differs} == {"Tools", "Leaders"}
    assert {each.force.title for each in field.forces if each.change_differs} == {
        "Leaders",
        "No time",
        "Fear",
    }


def test_priorities_are_strength_times_changeability_with_the_unweighed_last() -> None:
    """20 No time, 12 Leaders, 10 Tools, 7 Fear, then what has no figures."""
    ranked = [(each.force.title, each.priority) for each in field_of(example()).by_priority()]
    assert ranked == [("No time", 20.0), ("Leaders", 12.0), ("Tools", 10.0), ("Fear", 7.0), ("Zones", None)]


def test_level_priorities_put_brakes_first() -> None:
    """Loosening a brake comes before pushing; of two brakes the stronger one; weighed before unweighed."""
    session = weighed(
        {"push": ([4], [3]), "push, half weighed": ([5], [])},
        {"brake": ([3], [4]), "stronger brake": ([4], [3]), "unweighed brake": ([], [])},
    )
    assert [each.force.title for each in field_of(session).by_priority()] == [
        "stronger brake",
        "brake",
        "push",
        "push, half weighed",
        "unweighed brake",
    ]


@given(
    st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=4),
    st.lists(st.lists(st.integers(1, 5), max_size=4), max_size=4),
)
def test_the_balance_is_drivers_minus_restrainers(left: list[list[int]], right: list[list[int]]) -> None:
    """Always, and each total is what its side's figures add up to; swapping the sides turns the sign."""
    one = field_of(weighed(_side(left), _side(right)))
    two = field_of(weighed(_side(right), _side(left)))
    assert one.balance == one.total("driver") - one.total("restrainer")
    assert one.total("driver") == sum(each.figure or 0 for each in one.drivers)
    assert two.balance == -one.balance
    assert one.balance_after == one.balance
    assert not one.planned


def _side(scores: list[list[int]]) -> Scores:
    return {f"force {number}": (each, []) for number, each in enumerate(scores)}


def test_one_voter_is_enough() -> None:
    """A room of one has a picture too, and nothing to disagree about."""
    field = field_of(weighed({"Leaders": ([4], [2])}, {"No time": ([5], [5])}))
    assert (field.voters, field.balance) == (1, -1.0)
    assert not any(each.differs for each in field.forces)


def test_nothing_of_a_covered_round_is_in_the_picture() -> None:
    """Before both rounds are shown there is no figure, no mark and no priority, whoever asks for the picture."""
    session = weighed({"Leaders": ([4, 1], [3, 1])}, {"No time": ([5, 5], [1, 5])}, show=False)
    field = field_of(session)
    assert all(each.strength == each.changeability == EMPTY for each in field.forces)
    assert (field.total("driver"), field.voters, field.shown) == (0, 0, frozenset())
    session.scores.reveal(HOME, "strength")
    field = field_of(session)
    assert all(not each.strength.empty and each.changeability == EMPTY for each in field.forces)
    assert all(each.priority is None and not each.change_differs for each in field.forces)


def test_two_hundred_forces_are_weighed_like_two() -> None:
    """A room that writes too much loses nothing."""
    session = rehearse(method())
    for lane in ("helps", "hinders"):
        session.notes.add_many(lane, [f"{lane} {number}" for number in range(100)])
    for force in forces.forces(session.data):
        session.scores.set_hands(HOME, "strength", force.id, 3, 10)
    session.scores.set_entry(HOME, "hands")
    session.scores.reveal(HOME, "strength")
    field = field_of(session)
    assert (field.total("driver"), field.total("restrainer"), field.balance) == (300, 300, 0)
    assert len(field.by_priority()) == 200


def test_a_force_needs_words() -> None:
    """A note without text is refused; a group without a name goes by its first note, one with neither is no force."""
    session = rehearse(method())
    with pytest.raises(UserError, match="at least one character"):
        session.notes.add("hinders", "  ")
    one, two = session.notes.add_many("hinders", ["No time", "No hour free"])
    group = session.groups.create([one.id, two.id])
    assert [(force.id, force.title) for force in forces.forces(session.data)] == [(group.id, "No time")]
    session.groups.rename(group.id, "Time is short")
    assert [force.title for force in forces.forces(session.data)] == ["Time is short"]


def test_a_session_without_a_force_field_has_none() -> None:
    """Other workshops are told so in one sentence."""
    plain = replace(
        method_files.load("cop-bootstrap"), activities=method_files.load("cop-bootstrap").activities[:2]
    )
    session = rehearse(plain)
    assert force_field(session.data) is None
    assert forces.home(plain) is None
    assert forces.change(session.data) == ("", "")
    with pytest.raises(UserError, match="no force field"):
        session.forces.set_change("a", "b")


# The change and the rules


def test_the_change_is_one_line_and_can_be_taken_back() -> None:
    """From how it is to how it should be, each on one line; thumbs beside it."""
    session = rehearse(method())
    session.forces.set_change(" Each team\nalone ", "One rota")
    session.forces.set_thumbs(8, 2, 0)
    assert forces.change(session.data) == ("Each team alone", "One rota")
    assert session.data.value(HOME, "thumbs") == {"up": 8, "side": 2, "down": 0}
    session.undo()
    session.undo()
    assert forces.change(session.data) == ("", "")
    with pytest.raises(UserError, match="999 thumbs"):
        session.forces.set_thumbs(-1, 0, 0)


def test_the_vision_of_the_workshop_is_the_wanted_state() -> None:
    """Inside the community workshop nobody writes the change twice; what is written goes first."""
    session = rehearse(method_files.load("cop-bootstrap"))
    session.outcomes.write("vision", "We learn from each incident\n\tStories travel\nNobody is alone")
    assert forces.change(session.data) == ("", "We learn from each incident; Nobody is alone")
    session.forces.set_change("", "Calm nights")
    assert forces.change(session.data) == ("", "Calm nights")


def test_the_scale_stays_once_a_score_is_in() -> None:
    """A four of five is not a four of ten."""
    session = rehearse(method())
    item = session.notes.add("hinders", "No time").id
    session.forces.set_scale("1-10")
    session.scores.set(HOME, "strength", 1, item, 9)
    assert forces.scale(session.data) == SCALES["1-10"]
    with pytest.raises(UserError, match="Scores are in already"):
        session.forces.set_scale("dots")
    session.forces.set_scale("1-10")
    for wrong in ("colours", "1-7"):
        with pytest.raises(UserError, match="no scale called"):
            session.forces.set_scale(wrong)
    session.undo()
    session.forces.set_scale("high-medium-low")
    assert forces.scale(session.data).words[3] == "High"


def test_what_is_asked_first_can_be_chosen() -> None:
    """The brakes first, or both at once; where a method has one writing phase, both at once is all there is."""
    session = rehearse(method())
    assert forces.first(session.data) == "restraining"
    session.forces.set_first("either")
    assert forces.first(session.data) == "either"
    with pytest.raises(UserError):
        session.forces.set_first("driving")
    short = rehearse(method_files.load("cop-bootstrap"))
    short.forces.set_first("restraining")
    assert forces.first(short.data) == "either"


# Links


def test_a_link_has_no_direction_and_is_there_once() -> None:
    session = example()
    found = ids(session)
    session.forces.link(found["Leaders"], found["No time"])
    session.forces.link(found["No time"], found["Leaders"])
    session.forces.link(found["Fear"], found["Leaders"])
    field = field_of(session)
    assert len(field.links) == 2
    assert {frozenset(each) for each in field.links} == {
        frozenset((found["Leaders"], found["No time"])),
        frozenset((found["Fear"], found["Leaders"])),
    }
    session.forces.unlink(found["Leaders"], found["Fear"])
    assert len(field_of(session).links) == 1
    session.undo()
    assert field_of(session).links == field.links


def test_links_are_between_two_forces_that_are_there() -> None:
    """A force cannot hold itself; one that is deleted takes its links out of the picture, and undo brings them back."""
    session = example()
    found = ids(session)
    with pytest.raises(UserError, match="two forces"):
        session.forces.link(found["Fear"], found["Fear"])
    with pytest.raises(UserError, match="not there any more"):
        session.forces.link(found["Fear"], "gone")
    session.forces.link(found["Fear"], found["Tools"])
    session.notes.delete([found["Tools"]])
    assert field_of(session).links == ()
    session.undo()
    assert field_of(session).links == ((found["Fear"], found["Tools"]),)


# The plan


def test_the_plan_shows_what_it_would_change() -> None:
    """No time from 5 to 3 and Tools from 2.5 to 4: totals 8 against 6.5, balance from -2 to +1.5."""
    session = example()
    found = ids(session)
    item = session.forces.plan(
        found["No time"], "A free afternoon", owner="Ines", due="2026-04-16", expected=3
    )
    session.forces.plan(found["Tools"], "One pager", expected=4)
    session.forces.plan(found["Zones"], "Ask the night shift")
    field = field_of(session)
    assert (item.owner, item.due, item.topic) == ("Ines", "2026-04-16", "No time")
    assert [(each.action.text, each.way, each.expected) for each in field.plan] == [
        ("A free afternoon", "weaken", 3),
        ("One pager", "strengthen", 4),
        ("Ask the night shift", "weaken", None),
    ]
    assert (field.total_after("driver"), field.total_after("restrainer")) == (8.0, 6.5)
    assert field.balance_after == 1.5
    assert field.balance == -2.0
    assert field.planned
    assert field.plan[0].force_id == found["No time"]


def test_of_several_actions_on_a_force_the_one_furthest_from_today_counts() -> None:
    """Two ways to loosen one brake are not added up; one that was dropped expects nothing."""
    session = example()
    brake = ids(session)["No time"]
    session.forces.plan(brake, "One hour", expected=4)
    bold = session.forces.plan(brake, "A whole day", expected=1)
    session.forces.plan(brake, "Talk about it")
    assert _after(session, brake) == 1
    session.actions.set_state(bold.id, "dropped")
    assert _after(session, brake) == 4
    session.undo()
    session.forces.set_expected(bold.id, 0)
    assert _after(session, brake) == 0
    session.forces.set_expected(bold.id, None)
    assert _after(session, brake) == 4


def _after(session: Session, force_id: str) -> float | None:
    found = field_of(session).find(force_id)
    assert found is not None
    return found.after


def test_a_deleted_action_leaves_the_plan_and_undo_brings_it_back() -> None:
    """Whether it was deleted in the plan or among the next steps."""
    session = example()
    item = session.forces.plan(ids(session)["No time"], "A free afternoon", expected=3)
    for delete in (session.forces.delete_plan, session.actions.delete):
        delete(item.id)
        assert field_of(session).plan == ()
        assert not field_of(session).planned
        session.undo()
        assert [each.expected for each in field_of(session).plan] == [3]


def test_a_plan_without_sense_is_refused() -> None:
    """Each with one sentence, and nothing is written."""
    session = example()
    brake = ids(session)["No time"]
    with pytest.raises(UserError, match="at least one character"):
        session.forces.plan(brake, " ")
    with pytest.raises(UserError, match="not there any more"):
        session.forces.plan("gone", "Something")
    with pytest.raises(UserError, match="not a date"):
        session.forces.plan(brake, "Something", due="soon")
    for expected in (6, -1, float("nan")):
        with pytest.raises(UserError, match="from 0"):
            session.forces.plan(brake, "Something", expected=expected)
    with pytest.raises(UserError, match="not in the plan"):
        session.forces.set_expected("gone", 3)
    assert session.data.actions == []
    assert session.data.value(HOME, "plan") is None


def test_a_found_action_of_the_plan_leads_to_the_plan() -> None:
    """A search hit opens where the action is worked on; other next steps open the close."""
    session = example()
    planned = session.forces.plan(ids(session)["No time"], "A free afternoon")
    other = session.actions.add("Print the picture")
    assert place_of(session.data, "actions", planned.id) == ("plan", "plan")
    assert place_of(session.data, "actions", other.id) == ("close", "next_steps")


# Then and now


def following(earlier: Session) -> Session:
    """The session that begins with what the force field of `earlier` hands on."""
    session = rehearse(earlier.data.method)
    tables = empty_tables()
    names = {"Note": "notes", "Group": "groups", "ActivityValue": "activity_values"}
    for activity in earlier.data.method.activities:
        carries = activities.kind(activity.kind).carries
        rows: list[Row] = carries(earlier.data, activity, session.id) if carries else []
        for row in rows:
            assert row.session_id == session.id
            tables[names[type(row).__name__]][row.id] = row
    tables["sessions"] = {session.id: session.data.session}
    session.data = SessionData(session.data.method, {**session.data.tables, **tables})
    return session


def test_a_session_that_follows_has_the_forces_and_asks_for_new_scores() -> None:
    """Forces with their ids, the change and links come along; of the scores only how it was."""
    earlier = example()
    found = ids(earlier)
    earlier.forces.set_change("alone", "together")
    earlier.forces.link(found["Fear"], found["Tools"])
    session = following(earlier)
    field = field_of(session)
    assert ids(session) == found
    assert (field.now, field.wanted) == ("alone", "together")
    assert field.links == ((found["Fear"], found["Tools"]),)
    assert session.data.ballots == []
    assert field.shown == frozenset()
    assert field.total("driver") == 0
    assert {each.force.title: each.then_figure for each in field.forces} == {
        "Leaders": 4.0,
        "Tools": 2.5,
        "No time": 5.0,
        "Fear": 3.5,
        "Zones": None,
    }
    assert (field.total_then("driver"), field.total_then("restrainer"), field.balance_then) == (
        6.5,
        8.5,
        -2.0,
    )
    assert field.then_title == earlier.data.session.title


def test_forces_that_are_gone_still_count_in_the_totals_of_then() -> None:
    """Otherwise the earlier balance would change when a brake is deleted today."""
    earlier = example()
    session = following(earlier)
    session.notes.delete([ids(session)["No time"]])
    field = field_of(session)
    assert field.balance_then == -2.0
    assert [(each.force.title, each.force.side, each.then_figure) for each in field.gone] == [
        ("No time", "restrainer", 5.0)
    ]


def test_scores_that_the_room_never_saw_are_not_handed_on() -> None:
    """Covered stays covered, in the next session too."""
    session = following(weighed({"Leaders": ([4], [3])}, {"No time": ([5], [1])}, show=False))
    field = field_of(session)
    assert all(each.then is None for each in field.forces)
    assert (field.total_then("driver"), field.balance_then) == (None, None)


def test_another_scale_is_not_compared() -> None:
    """A four of five beside a nine of ten would say something that is not so."""
    session = following(example())
    session.forces.set_scale("1-10")
    assert field_of(session).balance_then is None
    session.undo()
    assert field_of(session).balance_then == -2.0


def test_only_open_actions_keep_their_place_in_the_plan() -> None:
    """What is done has had its effect: the new scores show it."""
    earlier = example()
    brake = ids(earlier)["No time"]
    still_open = earlier.forces.plan(brake, "A free afternoon", expected=3)
    done = earlier.forces.plan(brake, "Talk about it", expected=2)
    earlier.actions.set_state(done.id, "done")
    session = following(earlier)
    kept = session.data.tables["activity_values"][value_id(HOME, "plan")]
    assert list(kept.value["is"]) == [still_open.id]  # type: ignore[union-attr]
