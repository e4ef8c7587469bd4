"""The stages that begin and end a workshop: briefing, check-in and the close, by keyboard alone."""

from dataclasses import replace
from datetime import date
from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator import audience
from facilitator.activities.check_in import CheckInView
from facilitator.activities.closing import ClosingView
from facilitator.errors import UserError
from facilitator.session import Session
from facilitator.state import find_activity
from ui.desk.steps.due import due_date
from ui.desk.steps.next_steps_panel import NextStepsPanel
from ui.widgets.button import Button
from ui.widgets.check import Check


def closing(session: Session) -> ClosingView:
    return cast(ClosingView, audience.view(session).part)


def test_the_briefing_shows_what_the_room_sees_and_takes_the_head_count(desk: Any, session: Session) -> None:
    desk.go("check-in")
    desk.go("welcome")
    for words in ("Today we found our community", "One idea on each note", "The clock is real"):
        assert words in desk.words()
    desk.type("12")
    assert session.data.people_present == 12


def test_voices_are_ticked_off_in_order_and_may_pass(desk: Any, session: Session) -> None:
    session.people.add(["Ines", "Jonas", "Mara"])
    desk.go("check-in")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Tab)
    desk.press(Qt.Key.Key_Return)
    assert session.data.value("check-in", "said") == ["Ines", "Jonas"]
    assert session.data.value("check-in", "passed") == ["Jonas"]
    assert cast(CheckInView, audience.view(session).part).speaking == "Mara"
    assert desk.focusWidget() is desk.here.panel.spoken, "Enter does not let the next one pass as well"
    ticks = [each.text() for each in desk.here.findChildren(Check)]
    assert ticks == ["Ines", "Jonas, passed", "Mara"], "to be invited early in the next round"
    desk.button("One back").click()
    assert cast(CheckInView, audience.view(session).part).speaking == "Jonas"


def test_somebody_who_comes_late_is_added_by_typing(desk: Any, session: Session) -> None:
    session.people.add(["Ines"])
    desk.go("check-in")
    assert desk.here.take_text("T")
    desk.type("om\n")
    assert [each.name for each in session.data.participants] == ["Ines", "Tom"]
    desk.press(Qt.Key.Key_Return)
    assert desk.focusWidget() is desk.here.panel.spoken, "Enter in the empty line leads back to the round"


def test_without_names_the_round_counts_up_to_the_people_in_the_room(desk: Any, session: Session) -> None:
    session.people.set_head_count(2)
    desk.go("check-in")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    assert "2 of 2 have spoken" in desk.words()
    assert "Everybody has spoken" in desk.words()


def test_voices_counted_before_there_were_names_are_not_lost(desk: Any, session: Session) -> None:
    session.people.set_head_count(3)
    desk.go("check-in")
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Return)
    session.people.add(["Ines", "Jonas", "Mara"])
    assert "2 of 3 have spoken" in desk.words()
    assert cast(CheckInView, audience.view(session).part).speaking == "Mara"
    desk.button("One back").click()
    assert cast(CheckInView, audience.view(session).part).speaking == "Jonas"
    session.undo()
    assert "2 of 3 have spoken" in desk.words()


def test_parked_topics_are_decided_by_key_and_one_becomes_an_action(desk: Any, session: Session) -> None:
    for topic in ("A wiki", "Budget", "Legal"):
        session.parking.park(topic)
    desk.go("close", "parking")
    desk.press(Qt.Key.Key_Return)
    assert [item.text for item in session.data.actions] == ["A wiki"]
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert [item.state for item in session.data.parked] == ["action", "back", "dropped"]
    assert "Nothing left open" in desk.words()
    assert desk.here.isAncestorOf(desk.focusWidget()), "the keyboard stays where the work is"


def test_a_next_step_gets_text_owner_and_date_in_one_line(desk: Any, session: Session) -> None:
    session.people.add(["Ines", "Jonas"])
    desk.go("close", "next_steps")
    desk.type("Book the room\nJo")
    desk.press(Qt.Key.Key_Down)
    desk.type("\n2026-12-01\n")
    item = session.data.actions[0]
    assert (item.text, item.owner, item.due) == ("Book the room", "Jonas", "2026-12-01")
    desk.type("Next")
    assert desk.focusWidget().text() == "Next"


def test_typing_replaces_a_suggested_name(desk: Any, session: Session) -> None:
    session.people.add(["Ana", "Jonas"])
    desk.go("close", "next_steps")
    desk.type("Book the room\n")
    desk.press(Qt.Key.Key_Down)
    desk.type("Jonas")
    assert desk.focusWidget().text() == "Jonas"


def test_long_suggestions_stand_in_lines_of_their_own(desk: Any, session: Session) -> None:
    """Nothing that a method suggests makes the page wider than the stage."""
    close = find_activity(session.data.method, "close")
    offers = [
        "Show the map to the party that most wait for, and ask what it needs",
        "Put the early signs on a screen that all parties see",
        "Look again",
    ]
    panel = NextStepsPanel(desk.context, replace(close, settings={"next_steps": offers}), close.phases[0])
    desk.layout().addWidget(panel)
    assert panel.minimumSizeHint().width() <= 700
    assert [each.words for each in panel.findChildren(Button) if each.words] == offers


def test_a_suggested_step_is_taken_by_one_act_and_asks_for_its_owner(desk: Any, session: Session) -> None:
    desk.go("close", "next_steps")
    desk.button("Hold the first event").click()
    desk.type("Ines\n+0\n")
    item = session.data.actions[0]
    assert (item.text, item.owner, item.due) == ("Hold the first event", "Ines", date.today().isoformat())
    with pytest.raises(AssertionError):
        desk.button("Hold the first event")


def test_a_step_is_changed_in_place(desk: Any, session: Session) -> None:
    session.actions.add("Hold the frist event")
    desk.go("close", "next_steps")
    row = desk.here.panel.rows[0]
    row.text.setFocus()
    row.text.selectAll()
    desk.type("Hold the first event\nInes\n")
    assert (session.data.actions[0].text, session.data.actions[0].owner) == ("Hold the first event", "Ines")


def test_a_long_step_is_read_whole_while_it_is_typed_and_afterwards(desk: Any, session: Session) -> None:
    """No word of a step is hidden at the end of a field, and Shift+Enter makes no second line of it."""
    desk.resize(768, 600)
    desk.go("close", "next_steps")
    text = "Ask the other teams for everything that they wrote down about incidents in the last two years"
    desk.type(text)
    entry = desk.here.panel.text
    assert entry.visible_lines() > 1
    desk.qtbot.keyClick(entry, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    desk.type("Ines\n\n")
    assert [item.text for item in session.data.actions] == [text]
    row = desk.here.panel.rows[0]
    desk.qtbot.waitUntil(lambda: row.text.visible_lines() > 1)
    assert row.text.verticalScrollBar().maximum() == 0
    assert entry.visible_lines() == 1


def test_tab_goes_down_over_what_is_offered_to_the_steps(desk: Any, session: Session) -> None:
    """What the method suggests stands above the steps, also when a step was there before."""
    desk.resize(900, 700)
    session.actions.add("Book the room")
    desk.go("close", "next_steps")
    panel = desk.here.panel
    offer = next(each for each in panel.findChildren(Button) if each.words == panel._offered[0])
    tops = desk.tops_by_tab(offer, panel.rows[-1].delete)
    assert len(tops) >= len(panel._offered) + 4
    assert tops == sorted(tops)


def test_lines_pasted_as_next_steps_become_one_step_each(desk: Any, session: Session) -> None:
    """A list from elsewhere needs no typing."""
    desk.go("close", "next_steps")
    QApplication.clipboard().setText("Book the room\nWrite the charter\n")
    desk.qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [item.text for item in session.data.actions] == ["Book the room", "Write the charter"]


def test_a_wrong_date_is_said_and_nothing_typed_is_lost(desk: Any, session: Session) -> None:
    desk.go("close", "next_steps")
    desk.type("Book the room\nInes\nsoon\n")
    assert "“soon” is not a date" in desk.said[-1]
    assert session.data.actions == []
    desk.go("welcome")
    desk.go("close", "next_steps")
    panel = desk.here.panel
    assert [panel.text.text(), panel.owner.text(), panel.due.text()] == ["Book the room", "Ines", "soon"]


def test_dates_are_typed_short_or_in_full() -> None:
    today = date(2026, 11, 22)
    assert due_date("+7", today) == "2026-11-29"
    assert due_date("+2w", today) == "2026-12-06"
    assert due_date(" 2026-12-01 ", today) == "2026-12-01"
    assert due_date("22 nov", today) == "2026-11-22"
    assert due_date("31 Mar", today) == "2027-03-31"
    assert due_date("1. December 2026", today) == "2026-12-01"
    assert due_date("29 Feb", today) == "2028-02-29"
    assert due_date("", today) is None
    for wrong in ("2026-13-01", "+9999w9", "next week", "+99999999", "31 Feb", "1 Ju", "4 jun 20260"):
        with pytest.raises(UserError, match="not a date"):
            due_date(wrong, today)


def test_return_on_time_is_hidden_from_the_room_until_it_is_shown(desk: Any, session: Session) -> None:
    desk.go("close", "roti")
    assert desk.here.next_step() is None
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.type("2\n5\n3")
    assert session.data.value("close", "roti") == [3, 3, 4, 4, 4, 4, 4, 5, 5, 5]
    assert closing(session).roti is None
    assert "no figures" in desk.here.room_sees()
    desk.forward()
    assert closing(session).roti == (0, 0, 2, 5, 3)
    assert desk.here.next_step() is None


def test_return_on_time_is_typed_as_one_figure_a_person_too(desk: Any, session: Session) -> None:
    desk.go("close", "roti")
    desk.here.panel.line.setFocus()
    desk.type("4 5 3 5\n")
    assert session.data.value("close", "roti") == [3, 4, 5, 5]
    desk.type("6\n")
    assert "1 to 5" in desk.said[-1]
    assert session.data.value("close", "roti") == [3, 4, 5, 5]


def test_words_are_typed_one_after_another_and_taken_out_again(desk: Any, session: Session) -> None:
    desk.go("close", "word")
    desk.type("warm\ncurious\nhope")
    assert session.data.value("close", "words") == ["warm", "curious"]
    desk.button("Take out warm").click()
    assert session.data.value("close", "words") == ["curious"]
    assert desk.focusWidget().text() == "hope"
