"""Lean coffee: while people talk, the desk and the room see the topics in the order of the vote."""

from typing import Any, cast

from facilitator import audience, method_files
from facilitator.activities.brainstorm import BrainstormView
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector import scene
from ui.projector.sheet import Screen

TOPICS = [
    "Who reviews on Fridays?",
    "Forms: one way or four?",
    "Phones",
    "Error reports",
    "Accessibility day",
]
ORDER = ("Forms: one way or four?", "Phones", "Who reviews on Fridays?", "Error reports", "Accessibility day")


def talking(*, voted: bool = True) -> Session:
    session = rehearse(method_files.load("lean-coffee"), "Coffee")
    notes = {note.text: note.id for note in session.notes.add_many("topics", TOPICS)}
    session.course.start()
    session.course.go("vote", "vote")
    if voted:
        for text, hands in zip(ORDER, (5, 4, 2, 1), strict=False):
            session.votes.set_hands("vote", "vote", notes[text], hands)
        session.votes.close("vote", "vote")
    session.course.go("talk", "share")
    return session


def said(session: Session, page: int = 0) -> str:
    sheets = scene.scene_for(audience.view(session))(audience.view(session), Screen(1280, 720))
    return repr(sheets[page].marks)


def test_the_room_sees_the_order_before_and_beside_what_is_worth_keeping(qtbot: Any, styled: Any) -> None:
    """All topics at first; then the first four in a column, what is kept beside them, and all of them once more."""
    session = talking()
    assert cast(BrainstormView, audience.view(session).part).topics == ORDER
    assert all(text in said(session) for text in ORDER)
    session.notes.add_many("learnt", ["Search lends its phones"])
    assert "Search lends its phones" in said(session)
    assert all(text in said(session) for text in ORDER[:4])
    assert "and 1 more" in said(session)
    assert ORDER[4] in said(session, -1)


def test_nothing_is_in_order_before_the_vote_is_closed(qtbot: Any, styled: Any) -> None:
    """An order that nobody decided is not shown."""
    session = talking(voted=False)
    assert cast(BrainstormView, audience.view(session).part).topics == ()


def test_the_desk_says_the_order_over_the_notes(at_table: Any) -> None:
    """Whoever leads calls up the next topic from the line under the heading."""
    table = at_table(session=talking())
    assert table.page.topics.isVisible()
    assert table.page.topics.text().startswith("In this order: 1. Forms: one way or four? · 2. Phones")
    assert table.page.topics.geometry().bottom() < table.page.heads["learnt"].geometry().top()


def test_other_brainstorms_have_no_such_line(at_table: Any) -> None:
    """Only an activity that reads what was voted on has an order to tell."""
    assert not at_table("share", notes=["One way"]).page.topics.isVisible()


def test_the_desk_says_the_order_where_notes_stay_on_the_wall(at_table: Any) -> None:
    """Nothing is typed there, but the next topic is called up all the same."""
    session = talking()
    session.values.set("talk", "entry", "wall")
    page = at_table(session=session).page
    assert page.topics.isVisible()
    assert page.topics.text().startswith("In this order: 1. Forms: one way or four?")
    session.values.set("talk", "entry", "typed")
    assert not at_table("share", notes=["One way"]).page.topics.isVisible()
