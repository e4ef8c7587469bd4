"""Before the meeting each section of a postmortem is open for writing, and the meeting has what was written."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator import forms, method_files, timelines
from facilitator.opening import rehearse
from ui.desk.stage import stage_for

Key = Qt.Key
TEXT = "All was calm"


@pytest.fixture
def preparing(open_desk: Any) -> Any:
    """The desk with a postmortem that is being prepared."""
    desk = open_desk(make_stage=stage_for)
    desk.session = rehearse(method_files.load("postmortem"))
    desk.session.timeline.set_incident(zone="UTC", began="2026-03-02T13:27:00Z")
    desk.window.open_session(desk.session)
    return desk


def write(desk: Any, qtbot: Any, text: str) -> None:
    """Type where the keyboard is put, and enter it."""
    desk.page.focus_stage()
    field = QApplication.focusWidget()
    qtbot.keyClicks(field, text)
    qtbot.keyClick(field, Key.Key_Return)


@pytest.mark.parametrize("activity", ["reading", "impact", "message"])
def test_forms_are_filled_in_before_the_meeting(preparing: Any, qtbot: Any, activity: str) -> None:
    """Their only phase shows them to the room; until then the same fields are written in."""
    session = preparing.session
    session.course.go(activity)
    write(preparing, qtbot, TEXT)
    found = next(each for each in forms.forms_of(session.data) if each.activity_id == activity)
    assert TEXT in [each.text for each in found.fields]
    session.course.start()
    session.course.go(activity)
    found = next(each for each in forms.forms_of(session.data) if each.activity_id == activity)
    assert TEXT in [each.text for each in found.fields]
    assert all(not each.was for each in found.fields)


def test_the_timeline_is_written_before_it_is_walked(preparing: Any, qtbot: Any) -> None:
    """The line takes entries at once, and none is folded from whoever writes."""
    session = preparing.session
    session.course.go("timeline")
    write(preparing, qtbot, "13:40 " + TEXT)
    timeline = timelines.timeline(session.data)
    assert timeline is not None
    assert [each.text for each in timeline.entries] == [TEXT]
    assert not timeline.entries[0].corrected


@pytest.mark.parametrize(
    ("activity", "phase", "lane"), [("analysis", "factors", "factors"), ("actions", "ideas", "ideas")]
)
def test_factors_and_ideas_can_be_noted_before(
    preparing: Any, qtbot: Any, activity: str, phase: str, lane: str
) -> None:
    """What comes to mind while writing has its place already."""
    preparing.session.course.go(activity, phase)
    write(preparing, qtbot, TEXT)
    assert [each.text for each in preparing.session.data.loose_in(lane)] == [TEXT]


def test_what_begins_is_called_a_meeting(preparing: Any) -> None:
    """Nobody starts a workshop on an incident."""
    assert preparing.page.foot.next.words == "Start the meeting"
