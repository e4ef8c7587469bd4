"""A vote that picks several: the desk marks what is picked with the word that the room reads."""

from typing import Any

import pytest
from PySide6.QtCore import Qt

from facilitator import audience, forms, method_files, voting
from facilitator.method import Activity
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector import scene
from ui.projector.sheet import Screen


@pytest.fixture
def session() -> Session:
    """A session in whose vote every dot is in: three topics stand out, and one comes after them."""
    made = rehearse(method_files.load("outcome-review"))
    made.course.start()
    made.course.go("pick", "vote")
    left = made.votes.standing("pick").open
    assert left is not None
    counts = {"trust": left.possible - 10, "metrics": 5, "okrs": 4, "feedback": 1}
    for topic, count in counts.items():
        made.votes.set_hands("pick", "vote", topic, count)
    return made


def tags(desk: Any) -> dict[str, str]:
    """Return the word behind each row that has one."""
    rows = desk.here.panel.hands.rows
    return {row.candidate.id: row.tag.text() for row in rows if row.tag.text()}


def test_every_one_that_is_picked_carries_the_word_of_the_room(desk: Any, session: Session) -> None:
    """Once all dots are counted, when the vote is closed, and in the result: picked, the first of them no more."""
    wanted = {"trust": "Picked", "metrics": "Picked", "okrs": "Picked"}
    desk.go("pick", "vote")
    assert tags(desk) == wanted
    session.votes.close("pick", voting.VOTE)
    assert tags(desk) == wanted
    desk.go("pick", "result")
    assert tags(desk) == wanted
    view = audience.view(session)
    sheets = scene.scene_for(view)(view, Screen(1280, 720))
    assert "'picked'" in repr([sheet.marks for sheet in sheets])


def test_how_many_are_picked_is_said_once(desk: Any, session: Session) -> None:
    """The line over the vote was cut by what stands right below it."""
    panel = desk.go("pick", "vote").panel
    assert "3 votes each" in panel.caption()
    assert "picked" not in panel.caption()
    assert "At most 3 are picked" in desk.words()


@pytest.mark.parametrize("closed", [True, False], ids=["closed", "open"])
@pytest.mark.parametrize(
    ("form", "first", "second"),
    [
        ("first", "trust", "metrics"),
        ("second", "metrics", "trust"),
        ("third", "okrs", "trust"),
    ],
)
def test_an_outcome_offers_what_was_picked(
    desk: Any, session: Session, qtbot: Any, form: str, first: str, second: str, *, closed: bool
) -> None:
    """Down offers each outcome its own pick, then the others; what is taken is stored as the topic's name."""
    titles = {each.id: each.title for each in voting.standing(session.data, vote_of(session)).candidates}
    if closed:
        session.votes.close("pick", voting.VOTE)
    field = desk.go(form, "fill").panel.fields["pick"]
    assert field.typed() == (titles[first] if closed else "")
    field.input.set_text("")
    qtbot.keyClick(field.input, Qt.Key.Key_Down)
    assert field.typed() == titles[first]
    qtbot.keyClick(field.input, Qt.Key.Key_Down)
    assert field.typed() == titles[second]
    qtbot.keyClick(field.input, Qt.Key.Key_Return)
    found = next(each for each in forms.forms_of(session.data) if each.activity_id == form)
    assert next(each.text for each in found.fields if each.spec.means == "pick") == titles[second]


def vote_of(session: Session) -> Activity:
    """Return the vote on the topics."""
    return next(each for each in session.data.method.activities if each.id == "pick")
