"""Who has spoken: private, by one key, gentle, and forgotten when the meeting ends."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator import audience, method_files
from facilitator.focus import Focus
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.turn_rows import TurnRow, TurnRows

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


def look_back(*names: str) -> Session:
    session = rehearse(method_files.load("postmortem"))
    session.people.add(names)
    return session


@pytest.fixture
def meeting(open_desk: Any) -> Any:
    """A meeting of four that runs, in the desk's window."""
    desk = open_desk()
    session = look_back("Amara", "Chidi", "Dana", "Eli")
    session.monotonic, session.wall = desk.clock.monotonic, desk.clock.wall
    desk.session = session
    desk.window.open_session(session)
    session.course.start()
    return desk


def words(desk: Any) -> list[str]:
    return [row.words for row in desk.page.turns.rows.rows]


def test_a_key_tells_who_begins_to_speak(meeting: Any, qtbot: Any) -> None:
    """Alt with a digit is enough, also while something is typed; the others have not spoken yet."""
    qtbot.keyClick(meeting.window, Key.Key_2, Alt)
    assert words(meeting) == ["not yet", "now", "not yet", "not yet"]
    meeting.pass_time(30)
    qtbot.keyClick(meeting.window, Key.Key_1, Alt)
    meeting.pass_time(10)
    qtbot.keyClick(meeting.window, Key.Key_2, Alt)
    qtbot.keyClick(meeting.window, Key.Key_0, Alt)
    assert words(meeting) == ["1 turn", "2 turns", "not yet", "not yet"]
    assert [row.share for row in meeting.page.turns.rows.rows[:3]] == pytest.approx([1 / 3, 1.0, 0.0])
    qtbot.keyClick(meeting.window, Key.Key_9, Alt)
    assert words(meeting) == ["1 turn", "2 turns", "not yet", "not yet"]


def test_a_click_or_enter_on_a_row_does_the_same(meeting: Any, qtbot: Any) -> None:
    """A hand on the mouse needs no digits, nor does a room of twelve."""
    rows = meeting.page.turns.rows
    qtbot.mouseClick(
        rows, Qt.MouseButton.LeftButton, pos=rows.rect().topLeft() + rows.rect().bottomRight() / 2
    )
    assert "now" in words(meeting)
    rows.setFocus()
    for _ in range(4):
        qtbot.keyClick(rows, Key.Key_Down)
    qtbot.keyClick(rows, Key.Key_Return)
    assert words(meeting)[3] == "now"


def test_one_gentle_prompt_names_nobody_who_is_silent(meeting: Any, qtbot: Any) -> None:
    """Who has not spoken is seen in the rows; the sentence to say puts nobody on the spot."""
    turns = meeting.page.turns
    assert turns.prompt.isHidden()
    for number in (1, 2, 3):
        turns.begin_number(number)
        meeting.pass_time(110)
    turns.begin_number(0)
    assert "somebody we have not heard" in turns.prompt.text()
    assert "Eli" not in turns.prompt.text()
    turns.begin_number(1)
    meeting.pass_time(130)
    assert "Thank you, Amara" in turns.prompt.text()


def test_a_round_goes_to_those_who_have_said_least(meeting: Any) -> None:
    """In a round the next name is shown, and passing is one click."""
    turns = meeting.page.turns
    turns.begin_number(1)
    meeting.pass_time(20)
    turns.round.click()
    assert turns.prompt.text() == "Next in the round: Chidi"
    turns.begin_number(2)
    turns.passes.click()
    assert turns.prompt.text() == "Next in the round: Eli"
    turns.begin_number(4)
    turns.passes.click()
    assert turns.prompt.text() == "Everybody had their turn."
    turns.round.click()
    assert turns.prompt.isHidden()


def test_a_slip_of_the_finger_is_taken_back(meeting: Any) -> None:
    """The newest turn goes, and undo of the session is left alone."""
    turns = meeting.page.turns
    before = meeting.session.undo_act
    turns.begin_number(3)
    turns.back.click()
    assert words(meeting) == ["not yet"] * 4
    assert turns.back.isHidden()
    assert meeting.session.undo_act == before


def test_nothing_of_it_is_stored_shown_or_kept_after_the_end(meeting: Any) -> None:
    """The room sees what it saw before, the session has no new value, and the end forgets."""
    session, turns = meeting.session, meeting.page.turns
    seen, stored = audience.view(session), dict(session.data.tables["activity_values"])
    turns.begin_number(1)
    meeting.pass_time(400)
    assert audience.view(session) == seen
    assert session.data.tables["activity_values"] == stored
    session.course.finish()
    assert turns.isHidden()
    assert turns.turns.talk == ()
    assert turns.turns.now is None
    session.course.start()
    assert words(meeting) == ["not yet"] * 4


def test_it_stays_after_the_end_only_when_asked_to(meeting: Any) -> None:
    """A tick keeps it in the window until the session is closed; it is stored nowhere, and unticked it is gone."""
    session, turns = meeting.session, meeting.page.turns
    stored = dict(session.data.tables["activity_values"])
    turns.begin_number(1)
    meeting.pass_time(400)
    assert turns.fate.text() == "Forgotten when the meeting ends."
    turns.keep.setChecked(True)
    assert "close this session" in turns.fate.text()
    session.course.finish()
    assert not turns.isHidden()
    assert turns.turns.now is None
    assert words(meeting) == ["1 turn", *["not yet"] * 3]
    turns.begin_number(2)
    turns.rows.chosen.emit(turns.turns.people[2][0])
    assert words(meeting) == ["1 turn", *["not yet"] * 3]
    assert session.data.tables["activity_values"] == stored
    turns.keep.setChecked(False)
    assert turns.isHidden()
    assert turns.turns.talk == ()


def test_people_who_come_and_leave_change_the_rows(meeting: Any) -> None:
    """Whoever leaves is not silent: they are gone."""
    session = meeting.session
    session.people.add(["Farah"])
    session.people.set_present(session.data.participants[0].id, False)
    assert [row.name for row in meeting.page.turns.rows.rows] == ["Chidi", "Dana", "Eli", "Farah"]


def test_other_methods_and_preparing_know_no_turns(open_desk: Any, qtbot: Any) -> None:
    """A workshop without a timeline has no such rows, and its keys do nothing."""
    desk = open_desk()
    qtbot.keyClick(desk.window, Key.Key_1, Alt)
    assert desk.page.turns.isHidden()
    desk.window.open_session(look_back("Amara"))
    assert desk.page.turns.isHidden()


def test_without_names_the_way_to_write_them_is_offered(open_desk: Any, monkeypatch: Any) -> None:
    """Nobody wonders why there are no rows."""
    desk = open_desk()
    session = look_back()
    desk.window.open_session(session)
    session.course.start()
    turns = desk.page.turns
    asked: list[bool] = []
    monkeypatch.setitem(desk.window._session_commands._does, "people", lambda: asked.append(True))
    assert not turns.empty.isHidden()
    turns.people.click()
    assert asked == [True]


def test_the_safe_word_parks_what_is_talked_about_and_ends_the_turn(meeting: Any, qtbot: Any) -> None:
    """One button: the talk about an entry waits in the parking lot without its words, and undo takes it back.

    What is parked comes back before the room, which should not read of a person there.
    """
    session = meeting.session
    entry, _ = session.timeline.add_line("14:32 Amara restarts the wrong host")
    session.course.go("timeline", "walk")
    session.set_focus(Focus(note_id=entry.id))
    qtbot.keyClick(meeting.window, Key.Key_2, Alt)
    meeting.page.turns.enough.click()
    assert [each.text for each in session.data.parked] == ["The talk about 14:32"]
    assert words(meeting)[1] == "1 turn"
    session.undo()
    assert session.data.parked == []


def test_names_are_read_whole_before_bars_take_room(qtbot: Any, styled: QApplication) -> None:
    """At the least width of the private side a usual name is not cut; bars keep a length that can be compared."""
    rows = TurnRows()
    qtbot.addWidget(rows)
    rows.resize(231, 100)
    rows.show_rows([TurnRow("a", "Chidi Okafor", 1.0, "now", "now"), TurnRow("b", "Jo", 0.5, "1 turn")])
    tight = rows.bar_width()
    assert 40 <= tight < 92
    rows.show_rows([TurnRow("b", "Jo", 0.5, "1 turn")])
    assert rows.bar_width() == 92
