"""Deciding through the session: dots, hands, ties, elections; and what the room may see of it meanwhile."""

from dataclasses import replace
from typing import cast

import pytest

from facilitator import audience, method_files
from facilitator.activities.brainstorm import BrainstormView
from facilitator.activities.dot_vote import VoteView
from facilitator.activities.election import ElectionView
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.session import Session


@pytest.fixture
def session() -> Session:
    return rehearse(method_files.load("cop-bootstrap"))


@pytest.fixture
def names(session: Session) -> dict[str, str]:
    notes = session.notes.add_many("names", ["Steady Hands", "Lighthouse", "Calm Pagers"])
    session.course.start()
    session.course.go("name", "vote")
    return {note.text: note.id for note in notes}


def shown(session: Session) -> VoteView:
    return cast(VoteView, audience.view(session).part)


def test_the_room_sees_no_count_before_the_round_is_closed(session: Session, names: dict[str, str]) -> None:
    session.votes.set_hands("name", "vote", names["Lighthouse"], 7)
    assert all(each.count is None for each in shown(session).candidates)
    assert shown(session).winner is None
    session.votes.set_hands("name", "vote", names["Steady Hands"], 3)
    session.votes.close("name", "vote")
    assert [(each.title, each.count) for each in shown(session).candidates] == [
        ("Lighthouse", 7),
        ("Steady Hands", 3),
        ("Calm Pagers", 0),
    ]


def test_the_winner_is_written_onto_the_canvas_with_its_protocol(
    session: Session, names: dict[str, str]
) -> None:
    session.votes.set_hands("name", "vote", names["Lighthouse"], 7)
    session.votes.close("name", "vote")
    assert session.data.outcomes["name"] == "Lighthouse"
    assert session.data.protocols[0].entries["elected"]["title"] == "Lighthouse"
    session.undo()
    assert "name" not in session.data.outcomes
    assert session.data.protocols == []


def test_a_tie_goes_through_run_off_fist_and_lot_as_announced(
    session: Session, names: dict[str, str]
) -> None:
    one, two = names["Steady Hands"], names["Lighthouse"]
    for round_name in ("vote", "run_off"):
        session.votes.set_hands("name", round_name, one, 5)
        session.votes.set_hands("name", round_name, two, 5)
        session.votes.close("name", round_name)
    activity = session.data.method.activity("name")
    assert activity is not None
    assert "run_off" in [phase.id for phase in session.course.phases(activity)]
    for each in (one, two):
        session.votes.show_fingers("name", each, [3, 4])
    session.votes.close("name", "fist")
    session.votes.draw_lot("name", seed="2026")
    assert session.data.outcomes["name"] in ("Steady Hands", "Lighthouse")
    view = shown(session)
    assert (view.settled_by, view.seed) == ("lot", "2026")
    rounds = [each["round"] for each in session.data.protocols[0].entries["rounds"]]
    assert rounds == ["vote", "run_off", "fist", "lot"]


def test_a_closed_round_takes_no_vote_until_it_is_opened_again(
    session: Session, names: dict[str, str]
) -> None:
    session.votes.set_hands("name", "vote", names["Lighthouse"], 7)
    session.votes.close("name", "vote")
    with pytest.raises(UserError, match="closed"):
        session.votes.set_hands("name", "vote", names["Lighthouse"], 8)
    session.votes.reopen("name", "vote")
    session.votes.set_hands("name", "vote", names["Lighthouse"], 8)
    assert "name" not in session.data.outcomes


def test_an_empty_round_cannot_be_closed(session: Session, names: dict[str, str]) -> None:
    with pytest.raises(UserError, match="No vote is in"):
        session.votes.close("name", "vote")


def test_ballots_keep_to_the_budget_and_the_own_idea_rule(session: Session, names: dict[str, str]) -> None:
    with pytest.raises(UserError):
        session.votes.cast("name", "vote", dict.fromkeys(names.values(), 1))
    with pytest.raises(UserError):
        session.votes.cast("name", "vote", {names["Lighthouse"]: 2})
    ballot = session.votes.cast("name", "vote", {names["Lighthouse"]: 1, names["Calm Pagers"]: 1})
    assert (ballot.sheet, ballot.voter_id) == (1, None)
    again = session.votes.cast("name", "vote", {names["Lighthouse"]: 1}, sheet=1)
    assert again.id == ballot.id
    assert session.votes.cast("name", "vote", {names["Lighthouse"]: 1}).sheet == 2


def test_rules_stay_once_votes_are_in(session: Session, names: dict[str, str]) -> None:
    session.votes.set_rule("name", "budget", 3)
    session.votes.set_hands("name", "vote", names["Lighthouse"], 7)
    with pytest.raises(UserError, match="rules stay"):
        session.votes.set_rule("name", "budget", 2)


def test_a_quick_election_writes_the_leader_only_after_consent(session: Session) -> None:
    notes = session.notes.add_many("nominees", ["Ines", "Goran"])
    session.course.start()
    session.course.go("leader", "vote")
    session.votes.set_hands("leader", "vote", notes[0].id, 6)
    session.votes.close("leader", "vote")
    assert "leader" not in session.data.outcomes
    session.course.go("leader", "consent")
    view = cast(ElectionView, audience.view(session).part)
    assert (view.proposed, view.elected) == ("Ines", None)
    session.votes.elect("leader", notes[0].id)
    assert session.data.outcomes["leader"] == "Ines"


def test_a_consent_election_shows_the_room_no_pile_of_nominations(session: Session) -> None:
    session.votes.set_rule("leader", "way", "consent")
    for by, name in (("1", "Ines"), ("2", "Ines"), ("3", "Goran")):
        session.votes.nominate("leader", by, name, "trusted by all")
    session.course.start()
    for phase in ("nominate", "reasons", "change"):
        session.course.go("leader", phase)
        shown_now = cast(ElectionView, audience.view(session).part)
        assert replace(shown_now, rules=()) == ElectionView(phase, "consent", shown_now.question)
    session.votes.change_nomination("leader", "3", "Ines", "convinced")
    chosen = session.votes.candidates("leader")[0].id
    session.votes.propose("leader", chosen)
    session.course.go("leader", "consent")
    session.votes.answer("leader", "Goran", "objection", "too little time")
    session.votes.answer("leader", "Goran", "yes")
    session.votes.elect("leader", chosen)
    assert session.data.outcomes["leader"] == "Ines"
    assert session.data.protocols[0].entries["consent"]["answers"][-1]["answer"] == "yes"


def test_in_solo_the_room_sees_the_number_of_notes_and_no_word_of_them(session: Session) -> None:
    session.course.start()
    session.course.go("vision-importance", "solo")
    session.notes.add("vision", "A secret")
    view = audience.view(session)
    assert view.part == BrainstormView(
        "solo",
        tuple(lane.question for lane in session.course.activity.lanes),
        1,  # type: ignore[union-attr]
    )
    assert "secret" not in repr(view)
    session.course.next_phase()
    assert "A secret" in repr(audience.view(session))


def test_authors_private_notes_and_delay_never_reach_the_room(session: Session) -> None:
    person = session.people.add(["Sonderling"])[0]
    session.people.keep_authors(True)
    session.course.start()
    session.course.go("vision-importance", "share")
    session.notes.add("vision", "Mine", author_id=person.id)
    session.values.set("vision-importance", "private_notes", "ask Sonderling about July")
    view = repr(audience.view(session))
    assert "Mine" in view
    assert "Sonderling" not in view
    assert person.id not in view
    assert "July" not in view
    assert "behind" not in view
