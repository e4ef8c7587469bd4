"""The consent election: nobody is elected over an objection, and no pile of nominations is ever shown."""

import json
from typing import Any

from facilitator.consent import consent_account, consent_standing, nominations
from facilitator.method import Activity, Method
from facilitator.model import ActivityValue, Participant, Row, SessionRow
from facilitator.state import SessionData, empty_tables, value_id

LEADER = Activity("leader", "election", "Leader")
ROOM = ("Ann", "Bob", "Cleo")


def election(*names: str, **values: Any) -> SessionData:
    tables: dict[str, dict[str, Row]] = empty_tables()
    tables["sessions"]["s"] = SessionRow("s", "s", "T", "m", {})
    for number, name in enumerate(names):
        person = Participant(name.lower(), "s", name, position=number)
        tables["participants"][person.id] = person
    for key, value in values.items():
        kept = ActivityValue(value_id("leader", key), "s", "leader", key, {"is": value})
        tables["activity_values"][kept.id] = kept
    return SessionData(Method("m", "1", "M", "", "", "", 120, 4, 20, (), (LEADER,)), tables)


def yes(*names: str) -> list[dict[str, str]]:
    return [{"name": name, "answer": "yes", "text": ""} for name in names]


def test_the_candidate_is_asked_last() -> None:
    """Nobody consents under the eye of a candidate who has already said yes."""
    now = consent_standing(election(*ROOM, proposed="ann", consent=yes("Bob")), LEADER)
    assert now.order == ("Bob", "Cleo", "Ann")
    assert now.waiting == ("Cleo", "Ann")
    assert not now.elected


def test_elected_when_everybody_agrees() -> None:
    """All have answered and nothing stands against it."""
    assert consent_standing(election(*ROOM, proposed="ann", consent=yes(*ROOM)), LEADER).elected


def test_an_objection_stands_until_it_is_taken_back() -> None:
    """One objection is enough; the same person may answer again once it is answered."""
    objection = [{"name": "Bob", "answer": "objection", "text": "She is away until May"}]
    blocked = consent_standing(election(*ROOM, proposed="ann", consent=yes(*ROOM) + objection), LEADER)
    assert [each.text for each in blocked.objections] == ["She is away until May"]
    assert (blocked.elected, blocked.waiting) == (False, ())
    solved = election(*ROOM, proposed="ann", consent=yes("Cleo", "Ann") + objection + yes("bob"))
    assert consent_standing(solved, LEADER).elected


def test_answers_about_somebody_else_do_not_count() -> None:
    """After a new proposal the round starts again."""
    old = [{"name": name, "answer": "yes", "text": "", "for": "bob"} for name in ROOM]
    assert consent_standing(election(*ROOM, proposed="ann", consent=old), LEADER).waiting == (
        "Bob",
        "Cleo",
        "Ann",
    )


def test_nobody_is_elected_before_a_proposal() -> None:
    """Without a proposal, or with one that is not a candidate, there is nobody to consent to."""
    assert not consent_standing(election(*ROOM, consent=yes(*ROOM)), LEADER).elected
    gone = consent_standing(election(*ROOM, proposed="zoe", consent=yes(*ROOM)), LEADER)
    assert (gone.proposed, gone.elected) == (None, False)


def test_nameless_objections_are_of_different_people() -> None:
    """A room that is only counted can object as well, and one yes does not wipe out another's objection."""
    answers = [
        {"name": "", "answer": "objection", "text": "No time"},
        {"name": "", "answer": "objection", "text": "Too new"},
        {"name": "", "answer": "yes", "text": ""},
    ]
    now = consent_standing(election("Ann", proposed="ann", consent=[*answers, *yes("Ann")]), LEADER)
    assert [each.text for each in now.objections] == ["No time", "Too new"]


def test_nominations_are_read_with_their_change() -> None:
    """The desk sees who nominated whom and why, and whom after the change round; what is broken is left out."""
    kept = [
        {"by": "Ann", "for": "bob", "reason": "Calm", "changed_to": "cleo"},
        {"by": "sheet 2", "for": "bob", "reason": "Brave", "changed_to": None},
        {"by": "sheet 3"},
        "broken",
    ]
    first, second = nominations(election(*ROOM, nominations=kept), LEADER)
    assert (first.stands_for, second.stands_for, second.reason) == ("cleo", "bob", "Brave")


def test_the_account_holds_no_nominations() -> None:
    """What goes to the room and the report tells who was elected, never how many had been for whom."""
    data = election(
        *ROOM,
        proposed="ann",
        consent=yes(*ROOM),
        nominations=[{"by": "Bob", "for": "cleo", "reason": "whispered", "changed_to": None}],
    )
    told = consent_account(data, LEADER)
    assert told["winner"] == {"id": "ann", "title": "Ann"}
    assert told["order"] == ["Bob", "Cleo", "Ann"]
    assert "whispered" not in json.dumps(told)
    assert "cleo" not in json.dumps(told)
    assert consent_account(election(*ROOM, proposed="ann"), LEADER)["winner"] is None
