"""The stage of what was promised last time: every promise is seen, and settled by keyboard alone."""

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt

from facilitator import audience, method_files
from facilitator.activities.actions import ActionsView
from facilitator.beginning import Beginning, begin_session
from facilitator.errors import UserError
from facilitator.following import follow
from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.session import Session

HEALTH = "health"


def agreed(session: Session, topic: str, colour: int) -> None:
    """Vote on a topic and agree on its colour."""
    session.scores.set_hands(HEALTH, "colour", topic, colour, 7)
    session.scores.reveal(HEALTH, "colour", topic)
    session.ratings.agree(HEALTH, topic, values={"colour": colour})


@pytest.fixture
def spring(library: Library) -> Session:
    """A health check with a red topic, an overdue promise about it, one without a day, and one that was kept."""
    begun = begin_session(library, method_files.load("cop-health-check"), Beginning("Spring"))
    session = open_session(library, begun)
    session.course.start()
    agreed(session, "fun", 1)
    session.ratings.plan(HEALTH, "fun", "A picnic", owner="Jim", due="2025-06-01")
    session.actions.add("Order cake")
    kept = session.actions.add("Write the rules down", owner="Lea")
    session.actions.set_state(kept.id, "done")
    return session


@pytest.fixture
def session(library: Library, spring: Session) -> Session:
    """The next run, at its promises."""
    session = open_session(library, follow(library, spring.id, title="Autumn"))
    session.course.start()
    return session


def states(session: Session) -> dict[str, str]:
    """Return what became of each promise that is work of the session, by its text."""
    return {each.text: each.state for each in session.data.actions}


def test_each_promise_is_shown_with_who_when_and_what_it_was_to_move(desk: Any, session: Session) -> None:
    """Overdue is said in words; the colour of then stands alone until the room has agreed on the one of now."""
    desk.go("last-time")
    words = desk.words()
    for each in ("A picnic", "Jim", "Overdue", "then: red", "Order cake", "Write the rules down", "Lea"):
        assert each in words
    assert "now:" not in words
    assert "“Spring”" in words
    assert "1 done, 2 open" in words
    assert desk.here.room_sees() == "The room sees each promise and what became of it"
    agreed(session, "fun", 2)
    desk.go("last-time")
    assert "then: red, now: amber" in desk.words()


def test_promises_are_settled_with_the_arrows(desk: Any, session: Session) -> None:
    """Left and Right say what became of the promise the keyboard is on, Up and Down walk; the row stays in place."""
    desk.go("last-time")
    desk.press(Qt.Key.Key_Left)
    assert states(session) == {"A picnic": "done", "Order cake": "open"}
    desk.press(Qt.Key.Key_Left)
    assert states(session)["A picnic"] == "done", "there is nothing before done"
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Right)
    assert states(session) == {"A picnic": "done", "Order cake": "dropped"}
    assert [row.promise.text for row in desk.here.panel.rows] == [
        "A picnic",
        "Order cake",
        "Write the rules down",
    ]
    assert "2 done, 1 dropped" in desk.words()
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Right)
    assert states(session)["A picnic"] == "open"
    session.undo()
    assert states(session)["A picnic"] == "done"
    assert "2 done, 1 dropped" in desk.words()


def test_what_was_settled_last_time_cannot_be_changed_here(desk: Any, session: Session) -> None:
    """A promise that was kept before is told, and no key changes it."""
    desk.go("last-time")
    row = desk.here.panel.rows[-1]
    row.setFocus()
    desk.press(Qt.Key.Key_Right)
    assert (row.promise.text, row.promise.state, row.fixed.text()) == ("Write the rules down", "done", "Done")
    assert row.states.isHidden()
    assert not session.undo_act


def test_the_mouse_settles_a_promise_as_well(desk: Any, session: Session, qtbot: Any) -> None:
    desk.go("last-time")
    found = [each for each in desk.here.panel.rows[0].states.children() if hasattr(each, "identifier")]
    dropped = next(each for each in found if each.identifier == "dropped")
    qtbot.mouseClick(dropped, Qt.MouseButton.LeftButton)
    assert states(session)["A picnic"] == "dropped"


def test_the_room_sees_what_was_settled(desk: Any, session: Session) -> None:
    desk.go("last-time")
    desk.press(Qt.Key.Key_Left)
    part = cast(ActionsView, audience.view(session).part)
    assert {each.text: each.state for each in part.actions}["A picnic"] == "done"


def test_what_went_on_in_a_later_session_is_not_opened_again(
    desk: Any, library: Library, session: Session
) -> None:
    """A promise that moved on is open there alone: neither a key nor an act brings it back here."""
    follow(library, session.id, title="Winter")
    again = open_session(library, session.id)
    item = next(each for each in again.data.actions if each.text == "A picnic")
    assert item.state == "carried"
    with pytest.raises(UserError, match="went on in the session that followed"):
        again.actions.set_state(item.id, "open")


def test_a_first_session_says_that_nothing_was_promised(desk: Any, spring: Session, library: Library) -> None:
    """Somebody who goes to the promises of a session that follows none is told why there are none."""
    from ui.bridge import Bridge
    from ui.desk.stage import stage_for

    spring.course.go("last-time")
    bridge = Bridge(spring)
    activity, phase = spring.course.activity, spring.course.phase
    assert activity is not None
    assert phase is not None
    stage = stage_for(type(desk.context)(**{**vars(desk.context), "bridge": bridge}), activity)
    stage.enter(phase)
    panel = cast(Any, stage).panel
    assert panel.origin.text().startswith("This session follows no other")
    assert (panel.rows, panel.counted(), stage.key_hints()) == ([], None, ())
    assert stage.room_sees() == "The room sees the question"
    bridge.close()
    stage.deleteLater()
