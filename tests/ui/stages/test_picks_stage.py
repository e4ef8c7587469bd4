"""A vote that picks several: the desk marks what is picked with the word that the room reads."""

from typing import Any

import pytest

from facilitator import audience, method_files, voting
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
