"""A whole postmortem meeting with real keys, from the start to the summary: what one act leaves, the next one finds."""

from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit

from facilitator import audience, commitments, method_files, timelines
from facilitator.opening import rehearse
from ui.desk.stage import stage_for
from ui.widgets.button import Button

Key = Qt.Key
Ctrl, Alt = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.AltModifier


def test_a_meeting_goes_from_its_start_to_its_end_by_keys(open_desk: Any, qtbot: Any) -> None:
    """Entries, turns, the safe word, a vote on time, ideas, the close: by keys but for four buttons."""
    desk = open_desk(make_stage=stage_for)
    session = rehearse(method_files.load("postmortem"), "Search was slow")
    session.monotonic, session.wall = desk.clock.monotonic, desk.clock.wall
    session.people.add(["Amara", "Chidi", "Dana"])
    session.timeline.set_incident(zone="Europe/Berlin", began="2026-03-02T13:27:00Z")
    for line in ("2026-03-02 14:05 . New index goes out | log", "14:32 ? Pager: search above 2 s | alert"):
        session.timeline.add_line(line)
    window = desk.window
    window.open_session(session)

    def press(key: Any, modifiers: Any = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(QApplication.focusWidget() or window, key, modifiers)

    def write(text: str, *, enter: bool = True) -> None:
        field = QApplication.focusWidget()
        assert isinstance(field, QLineEdit | QPlainTextEdit), session.place
        qtbot.keyClicks(field, text)
        if enter:
            press(Key.Key_Return)

    def until(activity: str, phase: str) -> None:
        for _ in range(20):
            if (session.place.activity_id, session.place.phase) == (activity, phase):
                return
            press(Key.Key_PageDown, Ctrl)
        raise AssertionError(f"{activity}/{phase} never came, but {session.place.activity_id}")

    desk.page.foot.next.click()
    assert session.place.mode == "run"
    until("timeline", "walk")
    press(Key.Key_1, Alt)
    desk.pass_time(30)
    press(Key.Key_2, Alt)
    assert [row.words for row in desk.page.turns.rows.rows] == ["1 turn", "now", "not yet"]
    desk.stage.panel.line.setFocus()
    write("14:50 > Rollback begins | log")
    found = timelines.timeline(session.data)
    assert found is not None
    assert [each.added for each in found.entries] == [False, False, True]
    press(Key.Key_Up)
    press(Key.Key_Home)
    press(Key.Key_PageDown)
    seen = audience.view(session)
    assert "Rollback" not in repr(seen)
    desk.page.turns.enough.click()
    assert len(session.data.parked) == 1
    session.course.start_clock()
    desk.pass_time(30 * 60)
    assert not desk.page.time_up.isHidden()
    desk.page.time_up.ask_room.click()
    assert session.focus.time_vote
    desk.page.time_up.go_on.click()
    assert not session.focus.time_vote
    assert desk.page.time_up.isHidden()
    until("balance", "well")
    write("The alert came within a minute")
    assert "The alert came within a minute" in [note.text for note in session.data.notes]
    until("actions", "ideas")
    write("Add an alert on the queue")
    assert [note.text for note in session.data.loose_in("ideas")] == ["Add an alert on the queue"]
    take = next(each for each in desk.stage.findChildren(Button) if each.words == "Make it an idea")
    assert session.data.parked[0].text in take.accessibleName()
    take.setFocus()
    press(Key.Key_Return)
    assert len(session.data.loose_in("ideas")) == 2
    until("actions", "commit")
    until("close", "hands")
    until("close", "roti")
    while session.place.mode == "run":
        press(Key.Key_PageDown, Ctrl)
    assert session.place.mode == "after"
    assert desk.page.turns.turns.talk == ()
    assert commitments.commitments(session.data) is not None
