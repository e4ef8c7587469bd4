"""Commitments: from ideas to few promises, what is left undone, and what is gently asked."""

from datetime import date
from typing import Any

import pytest

from facilitator import audience, commitments
from facilitator.action_words import how_it_begins, several_people
from facilitator.activities.actions import CommittingView
from facilitator.beginning import Beginning, begin_session
from facilitator.commitments import Commitment, Commitments
from facilitator.errors import UserError
from facilitator.following import follow
from facilitator.library import Library
from facilitator.library.paths import library_path
from facilitator.model import ActionItem
from facilitator.opening import open_session
from facilitator.session import Session
from facilitator.whereabouts import place_of
from tests.facilitator.postmortem_method import look_back, looking_back, travelled


def found(session: Session) -> Commitments:
    """The commitments of the session."""
    now = commitments.commitments(session.data)
    assert now is not None
    return now


def item(**said: Any) -> Commitment:
    """A commitment that lacks nothing, but for what is said."""
    usual = {"text": "Add an alert for a disk that is 80 % full", "owner": "Ana", "due": "2026-03-20"}
    row = ActionItem(
        "a", "s", **{**usual, **{key: said.pop(key) for key in ("text", "owner", "due") if key in said}}
    )
    more = {
        "scope": "order service",
        "done_when": "it fired in a drill",
        "factor_id": "f",
        "factor": "No alarm",
    }
    return Commitment(row, **{**more, **said})


def test_an_idea_becomes_a_commitment_and_is_open_again_without_it() -> None:
    """Ideas are kept and are no promises; a commitment knows its idea and its factor."""
    session = looking_back()
    factor = session.notes.add("factors", "No alarm")
    idea = session.notes.add("ideas", "Alarm at 80 %")
    action = session.commitments.commit(
        "Add an alert at 80 %", owner="Ana", due="2026-03-20", factor=factor.id, idea=idea.id, priority="high"
    )
    now = found(session)
    assert [(each.text, each.state) for each in now.ideas] == [("Alarm at 80 %", "committed")]
    assert now.commitments[0].factor == "No alarm"
    assert session.data.actions[0].topic == "No alarm"
    session.commitments.delete(action.id)
    assert found(session).ideas[0].state == "open"
    session.undo()
    assert found(session).commitments == now.commitments


def test_a_commitment_can_be_worded_anew_part_by_part() -> None:
    """None leaves a part alone, an empty text takes it away, a factor that went stays known by its words."""
    session = looking_back()
    factor = session.notes.add("factors", "No alarm")
    action = session.commitments.commit("Add an alert", factor=factor.id, scope="orders", priority="low")
    session.notes.delete([factor.id])
    session.commitments.change(action.id, owner="Bo", scope="", priority="high")
    now = found(session).commitments[0]
    assert (now.action.owner, now.scope, now.priority, now.factor) == ("Bo", "", "high", "No alarm")
    session.commitments.change(action.id, factor="")
    assert found(session).commitments[0].factor == ""
    with pytest.raises(UserError, match="factor is not there"):
        session.commitments.change(action.id, factor=factor.id)
    with pytest.raises(UserError, match="high, medium, low"):
        session.commitments.change(action.id, priority="urgent")


def test_what_is_left_undone_keeps_its_reason() -> None:
    """A reason is needed, an idea is declined once, and a commitment to it takes it off that list."""
    session = looking_back()
    idea = session.notes.add("ideas", "A second data centre")
    with pytest.raises(UserError, match="The reason"):
        session.commitments.decline("A second data centre", " ", idea=idea.id)
    session.commitments.decline("A second data centre", "It costs more than ten such days", idea=idea.id)
    session.commitments.decline("A second data centre", "Too dear", idea=idea.id)
    assert [each.reason for each in found(session).not_done] == ["Too dear"]
    assert found(session).ideas[0].state == "not_done"
    session.commitments.reword_declined(found(session).not_done[0].id, reason="Too dear this year")
    assert found(session).not_done[0].reason == "Too dear this year"
    session.commitments.commit("Rent a second data centre", idea=idea.id)
    assert found(session).not_done == ()
    with pytest.raises(UserError, match="commitment to this idea"):
        session.commitments.decline("x", "y", idea=idea.id)


def test_fixes_that_were_parked_come_back_as_ideas() -> None:
    """What came up too early waits for this phase, and is taken from the parking lot in one act."""
    session = looking_back()
    parked = session.parking.park("Alarm at 80 %")
    assert [each.text for each in found(session).parked] == ["Alarm at 80 %"]
    session.commitments.take_parked(parked.id)
    assert (found(session).parked, [each.text for each in found(session).ideas]) == ((), ["Alarm at 80 %"])
    session.undo()
    assert len(found(session).parked) == 1


def test_leaders_say_in_their_words_whether_they_stand_behind_it() -> None:
    """Commitment of those who decide is recorded, and can change."""
    session = looking_back()
    leader = session.commitments.add_leader("Kim", role="Product", words="From next sprint")
    session.commitments.change_leader(leader, agrees=False, words="After the release")
    assert [(each.name, each.agrees, each.words) for each in found(session).leaders] == [
        ("Kim", False, "After the release")
    ]
    session.commitments.delete_leader(leader)
    assert found(session).leaders == ()


def test_nothing_is_asked_about_a_complete_commitment() -> None:
    """A verb, a scope, a sign that it is done, one owner, a date in time and a factor: then there is no question."""
    assert commitments.find_missing(item(), date(2026, 3, 20)) == ()


@pytest.mark.parametrize(
    ("said", "asked"),
    [
        ({"text": "Monitoring of the disk"}, "no_verb"),
        ({"text": "The disk needs an alert"}, "no_verb"),
        ({"text": "Investigate monitoring"}, "weak_verb"),
        ({"text": "Make sure it never happens"}, "weak_verb"),
        ({"text": "Be more careful"}, "weak_verb"),
        ({"scope": ""}, "no_scope"),
        ({"done_when": ""}, "no_done_when"),
        ({"owner": ""}, "no_owner"),
        ({"owner": "Ana and Bo"}, "several_owners"),
        ({"due": None}, "no_due"),
        ({"due": "2026-03-21"}, "late_due"),
        ({"factor": "", "factor_id": ""}, "no_factor"),
    ],
)
def test_each_gap_is_asked_about(said: dict[str, Any], asked: str) -> None:
    """One gap, one question."""
    assert commitments.find_missing(item(**said), date(2026, 3, 20)) == (asked,)


@pytest.mark.parametrize(
    "text",
    [
        "Add an alert",
        "Document the switch",
        "Implement a limit",
        "Fixate the version",
        "Bring the runbook to the on-call page",
        "Question the default",
        "Einen Alarm einrichten",
        "Ajouter une alerte",
        "監視を追加する",
        "‘Rotate’ the keys",
    ],
)
def test_good_beginnings_are_left_alone(text: str) -> None:
    """Verbs that look like things, other languages and marks before the first word are not asked about."""
    assert how_it_begins(text) == "verb"


@pytest.mark.parametrize(
    ("owner", "several"),
    [
        *((name, False) for name in ("Ana", "Ana Band", "Anders Undset", "Team Alpha", "Ana,")),
        *((name, True) for name in ("Ana, Bo", "Ana/Bo", "Ana & Bo", "Ana und Bo")),
    ],
)
def test_one_owner_is_one_name(owner: str, several: bool) -> None:
    """A name with another word inside is one person; two names are two."""
    assert several_people(owner) is several


def test_the_room_sees_each_phase_alone() -> None:
    """Ideas without promises, promises with those who stand behind them, and what is left undone with its reason."""
    session = looking_back()
    idea = session.notes.add("ideas", "Alarm at 80 %")
    other = session.notes.add("ideas", "A second data centre")
    session.commitments.commit("Add an alert", owner="Ana", idea=idea.id)
    session.commitments.decline("A second data centre", "Too dear", idea=other.id)
    session.commitments.add_leader("Kim", agrees=False)
    session.commitments.add_leader("Lee")
    session.parking.park("A drill")
    session.course.start()
    views: dict[str, CommittingView] = {}
    for phase in ("ideas", "commit", "declined"):
        session.course.go("actions", phase)
        part = audience.view(session).part
        assert isinstance(part, CommittingView)
        views[phase] = part
    assert [(each.text, each.taken) for each in views["ideas"].ideas] == [("Alarm at 80 %", True)]
    assert (views["ideas"].parked, views["ideas"].commitments) == (("A drill",), ())
    assert [each.text for each in views["commit"].commitments] == ["Add an alert"]
    assert (views["commit"].leaders, views["commit"].not_done) == (("Lee",), ())
    assert views["declined"].not_done == (("A second data centre", "Too dear"),)
    assert views["declined"].question == "What we leave undone", "not over a list of what is left"
    assert views["declined"].ideas == ()


def test_a_review_is_left_out_without_an_earlier_session() -> None:
    """The other phases stay: the activity is not skipped."""
    session = looking_back()
    activity = session.data.method.activity("actions")
    assert activity is not None
    assert [each.id for each in session.course.phases(activity)] == ["ideas", "commit", "declined"]
    entry = session.data.entry_of("actions")
    assert entry is not None
    assert not entry.skipped


def test_open_commitments_go_on_with_what_was_said_about_them() -> None:
    """A session that follows knows scope, sign and factor of what is still open, and reviews it first."""
    with Library.create_or_open(library_path()) as library:
        session = open_session(library, begin_session(library, look_back(), Beginning("Checkout was slow")))
        factor = session.notes.add("factors", "No alarm")
        action = session.commitments.commit("Add an alert", scope="orders", factor=factor.id)
        done = session.commitments.commit("Add a limit")
        session.actions.set_state(done.id, "done")
        later = open_session(library, follow(library, session.id))
        now = found(later)
        assert [(each.action.id, each.scope, each.factor) for each in now.commitments] == [
            (action.id, "orders", "No alarm")
        ]
        activity = later.data.method.activity("actions")
        assert activity is not None
        assert later.course.phases(activity)[0].id == "review"


def test_a_search_leads_to_where_it_is_worked_on() -> None:
    """A factor is found among the factors, an idea among the ideas, a commitment where it was made."""
    session = looking_back()
    factor, idea = session.notes.add("factors", "No alarm"), session.notes.add("ideas", "Alarm at 80 %")
    action, other = session.commitments.commit("Add an alert"), session.actions.add("Send the report")
    places = {
        row.id: place_of(session.data, table, row.id)
        for table, row in (("notes", factor), ("notes", idea), ("actions", action), ("actions", other))
    }
    assert [places[each.id] for each in (factor, idea, action, other)] == [
        ("analysis", "factors"),
        ("actions", ""),
        ("actions", "commit"),
        ("close", ""),
    ]


def test_commitments_travel_in_a_document() -> None:
    """All of it is the same in another library; another shape is refused."""
    session = looking_back()
    factor = session.notes.add("factors", "No alarm")
    session.commitments.commit("Add an alert", scope="orders", factor=factor.id, priority="high")
    session.commitments.decline("A second data centre", "Too dear")
    session.commitments.add_leader("Kim")
    assert commitments.commitments(travelled(session)) == found(session)
    for key, value in (
        ("commitment", {"a": {"scope": 3}}),
        ("not_done", [{"id": "x"}]),
        ("leaders", ["Kim"]),
    ):
        session.values.set("actions", key, value)
        with pytest.raises(UserError, match="activity_values"):
            travelled(session)
        session.undo()
