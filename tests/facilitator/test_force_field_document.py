"""A force field as a document: it comes back as it was, slips travel as counts, and strange values are refused."""

import json
from typing import Any

import pytest

from facilitator import forces, method_files, scoring
from facilitator.document import from_document, to_document
from facilitator.errors import UserError
from facilitator.model import TABLES
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.state import SessionData

HOME = "change"
STAMP = "2026-03-12T11:00:00Z"


@pytest.fixture
def session() -> Session:
    """A force field with everything a session of it can keep."""
    one = rehearse(method_files.load("force-field"))
    brake = one.notes.add("hinders", "No time").id
    push = one.notes.add("helps", "Leaders").id
    one.forces.set_change("alone", "together")
    one.forces.set_thumbs(3, 1, 0)
    one.forces.set_scale("1-10")
    one.forces.set_first("either")
    # Counted at first, then typed: only one of them counts.
    one.scores.set_hands(HOME, "strength", push, 1, 5)
    for sheet, (first, second) in enumerate([(9, 4), (9, 2), (7, 10)], start=1):
        one.scores.set(HOME, "strength", sheet, brake, first)
        one.scores.set(HOME, "strength", sheet, push, second)
        one.scores.set(HOME, "changeability", sheet, push, sheet)
    for name in forces.ROUNDS:
        one.scores.reveal(HOME, name)
    one.forces.link(brake, push)
    one.forces.plan(brake, "A free afternoon", expected=2.5)
    one.forces.plan(push, "Ask them")
    one.values.set(HOME, "then", forces.then_value(one.data))
    return one


def document_of(session: Session, **options: Any) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(to_document(session.data, session.place, STAMP, **options)))
    return found


def data_in(document: dict[str, Any]) -> SessionData:
    """What a reader of the document has."""
    tables: dict[str, Any] = {name: {} for name in TABLES}
    for row in from_document(json.dumps(document)).rows:
        tables[next(name for name, kind in TABLES.items() if isinstance(row, kind))][row.id] = row
    return SessionData(method_files.from_mapping(document["method"]), tables)


@pytest.mark.parametrize("with_ballots", [True, False])
def test_the_picture_is_the_same_after_a_journey(session: Session, with_ballots: bool) -> None:
    """Figures, spread, links, plan and then: nothing depends on whether the slips came along."""
    there = data_in(document_of(session, with_ballots=with_ballots))
    assert forces.force_field(there) == forces.force_field(session.data)


def test_slips_stay_at_home_unless_asked(session: Session) -> None:
    """Which scores were on one slip is nobody else's business; how many gave each score travels."""
    document = document_of(session)
    assert document["ballots"] == []
    there = data_in(document)
    brake = next(force.id for force in forces.forces(there) if force.side == "restrainer")
    assert scoring.hands_of(there, HOME, "strength", brake) == {9: 2, 7: 1}
    assert scoring.entry(there, HOME) == "hands"


def test_dots_travel_as_their_sum() -> None:
    one = rehearse(method_files.load("force-field"))
    brake = one.notes.add("hinders", "No time").id
    one.forces.set_scale("dots")
    for sheet, dots in enumerate([2, 3], start=1):
        one.scores.set(HOME, "strength", sheet, brake, dots)
    one.scores.reveal(HOME, "strength")
    field = forces.force_field(data_in(document_of(one)))
    assert field is not None
    assert field.total("restrainer") == 5.0


@pytest.mark.parametrize(
    ("key", "value", "told"),
    [
        ("change", {"now": 3}, "now must be a text"),
        ("change", "alone", "must be an object"),
        ("thumbs", {"up": 1, "side": 0}, "down must be"),
        ("thumbs", {"up": -1, "side": 0, "down": 0}, "up must be between"),
        ("links", [["a"]], "must be a pair"),
        ("links", [["a", "b", "c"]], "must be a pair"),
        ("links", {"a": "b"}, "must be a list"),
        ("plan", {"x": {"force": 7}}, "force must be a text"),
        ("plan", {"x": {"force": "a", "expected": "much"}}, "expected must be a number"),
        ("plan", {"x": {"force": "a", "expected": -1}}, "expected must be between"),
        ("then", {"strength": {"a": {"title": "A", "scores": [0]}}}, r"scores\[0\] must be between"),
        ("then", {"strength": {"a": {"title": "A"}}}, "scores must be a list"),
        ("then", [], "must be an object"),
        ("shown_scores", "strength", "must be a list"),
        ("scale", 5, "must be a text"),
    ],
)
def test_values_of_another_shape_are_refused(session: Session, key: str, value: object, told: str) -> None:
    """Windows and files read them without asking again, so the door asks; the sentence names the place."""
    document = document_of(session)
    kept = next(each for each in document["activity_values"] if each["key"] == key)
    kept["value"] = {"is": value}
    with pytest.raises(UserError, match=rf"activity_values\[\d+\].*{told}"):
        from_document(json.dumps(document))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("scale", "furlongs"),
        ("scale", "colours"),
        ("first", "last"),
        ("scoring_entry", "shouting"),
        ("links", [["gone", "gone-too"]]),
        ("plan", {"gone": {"force": "gone", "way": "up", "expected": 1}}),
        ("then", {}),
        ("shown_scores", ["weather"]),
    ],
)
def test_words_that_mean_nothing_here_do_no_harm(session: Session, key: str, value: object) -> None:
    """What a newer or a strange program wrote is passed over, and the force field can still be read."""
    document = document_of(session)
    kept = next(each for each in document["activity_values"] if each["key"] == key)
    kept["value"] = {"is": value}
    field = forces.force_field(data_in(document))
    assert field is not None
    assert {each.force.title for each in field.forces} == {"No time", "Leaders"}
    assert field.scale.id in forces.SCALE_IDS
