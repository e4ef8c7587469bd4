"""The postmortem as a whole on the desk: one step at a time, warnings before the meeting, and what was before."""

from datetime import date, timedelta
from typing import Any

import pytest
from PySide6.QtWidgets import QComboBox

from facilitator import method_files
from facilitator.model import ActionItem
from facilitator.opening import rehearse
from facilitator.postmortems import EarlierPostmortem, Meeting, postmortem
from facilitator.session import Session
from ui.desk.dialogs.postmortem import PostmortemDialog
from ui.desk.menu import session_menu
from ui.widgets.plain_label import PlainLabel


@pytest.fixture
def incident(open_desk: Any) -> Any:
    """The desk with a postmortem of a severe incident."""
    desk = open_desk()
    session = rehearse(method_files.load("postmortem"))
    session.timeline.set_incident(
        zone="Europe/Berlin", began="2026-03-02T13:27:00Z", severity="1", service="Search"
    )
    desk.window.open_session(session)
    desk.session = session
    return desk


def whole(session: Session) -> Any:
    return postmortem(session.data)


def shown(desk: Any, qtbot: Any, earlier: Any = ()) -> PostmortemDialog:
    made = PostmortemDialog(desk.page.desk, earlier)
    qtbot.addWidget(made)
    made.show()
    return made


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def test_the_status_goes_one_step_at_a_time(incident: Any, qtbot: Any) -> None:
    """A step left out is refused in the dialog, in words, and nothing is changed."""
    dialog = shown(incident, qtbot)
    choose(dialog.status, "closed")
    assert dialog.trouble.isVisible()
    assert dialog.status.currentData() == "draft"
    choose(dialog.status, "in_review")
    assert not dialog.trouble.isVisible()
    assert whole(incident.session).status == "in_review"


def test_an_unpublished_message_keeps_it_from_being_closed(incident: Any, qtbot: Any) -> None:
    """The rule is said beforehand, and publishing opens the way."""
    dialog = shown(incident, qtbot)
    choose(dialog.message, "approved")
    assert dialog.rule.isVisible()
    for status in ("in_review", "reviewed", "closed"):
        choose(dialog.status, status)
    assert whole(incident.session).status == "reviewed"
    assert dialog.trouble.isVisible()
    choose(dialog.message, "published")
    assert not dialog.rule.isVisible()
    choose(dialog.status, "closed")
    assert whole(incident.session).status == "closed"


def test_a_responder_who_leads_is_warned_about(incident: Any, qtbot: Any) -> None:
    """Whoever had a part in the incident leads better another one."""
    incident.session.people.add(["Amara"], "responder")
    dialog = shown(incident, qtbot)
    dialog.facilitator.set_text("Chidi")
    dialog.facilitator.edit.editingFinished.emit()
    assert not dialog.responded.isVisible()
    dialog.facilitator.set_text("Amara")
    dialog.facilitator.edit.editingFinished.emit()
    assert whole(incident.session).facilitator == "Amara"
    assert "Amara" in dialog.responded.text()
    assert dialog.responded.isVisible()


def test_a_meeting_planned_too_late_is_marked(incident: Any, qtbot: Any) -> None:
    """The day by severity is said, and a later start is warned about."""
    by = whole(incident.session).meeting_by
    dialog = shown(incident, qtbot)
    assert "severity 1" in dialog.deadline.text()
    assert not dialog.late.isVisible()
    dialog.close()
    incident.session.values.set_start(f"{by + timedelta(days=2)}T09:00:00Z")
    assert shown(incident, qtbot).late.isVisible()


def test_owner_and_word_are_acts_that_undo_takes_back(incident: Any, qtbot: Any) -> None:
    """Everything here is done at once, and can be undone."""
    dialog = shown(incident, qtbot)
    dialog.owner.set_text("Dana")
    dialog.owner.edit.editingFinished.emit()
    dialog.word.setCurrentIndex(dialog.word.findText("incident review"))
    dialog.word.activated.emit(dialog.word.currentIndex())
    assert (whole(incident.session).owner, whole(incident.session).word) == ("Dana", "incident review")
    incident.session.undo()
    incident.session.undo()
    assert whole(incident.session).owner == ""


def test_earlier_postmortems_of_the_service_are_shown(incident: Any, qtbot: Any) -> None:
    """Have we been here before: title, day, what contributed and what is still open."""
    action = ActionItem("a", "other", "Add an alert")
    before = EarlierPostmortem(
        "other", "Search was slow", date(2025, 11, 4).isoformat(), "2", "closed", ("No alert",), (action,)
    )
    dialog = shown(incident, qtbot, (before,))
    words = " ".join(each.text() for each in dialog.earlier.findChildren(PlainLabel))
    for part in ("Search was slow", "Closed", "severity 2", "No alert", "Add an alert"):
        assert part in words
    assert not shown(incident, qtbot).earlier.isVisible()


def test_only_a_postmortem_has_it_in_its_menu(open_desk: Any, incident: Any) -> None:
    """A workshop has no status of an incident."""
    names = [each.objectName() for each in session_menu(incident.page, lambda _: None).actions()]
    assert "postmortem" in names
    for name in ("cop-bootstrap", "introduce-postmortems"):
        # The second has a timeline to rehearse on, of an incident that never happened.
        incident.window.open_session(rehearse(method_files.load(name)))
        names = [each.objectName() for each in session_menu(incident.page, lambda _: None).actions()]
        assert "postmortem" not in names


def test_what_the_meetings_were_worth_stands_below_the_oldest_first(incident: Any, qtbot: Any) -> None:
    """Shares of those who came and the middle of their fingers; what was not asked is left out."""
    meetings = (
        Meeting("a", "Search, January", "2026-01-12", 0.5, 0.75, 3.0),
        Meeting("b", "Search, March", "2026-03-02", 0.9, None, 4.5),
    )
    made = PostmortemDialog(incident.page.desk, meetings=meetings)
    qtbot.addWidget(made)
    made.show()
    assert made.meetings.text().splitlines()[1:] == [
        "Search, January: 50 % learnt something, 75 % would come again, worth the time: 3 of 5",
        "Search, March: 90 % learnt something, worth the time: 4.5 of 5",
    ]
    assert not shown(incident, qtbot).meetings.isVisible()


def test_it_is_as_high_as_the_window_allows_and_nothing_is_cut(incident: Any, qtbot: Any) -> None:
    """With every warning and a list of what was before it scrolls; no field loses its edge."""
    session = incident.session
    session.forms.set_field("message", "message_summary", "Search was slow")
    session.people.add(["Jun"], "On call")
    session.postmortem.set_facilitator("Jun")
    meetings = tuple(Meeting(str(n), f"Search, number {n}", "2026-01-12", 0.5, 0.75, 3.0) for n in range(12))
    incident.window.resize(1280, 720)
    dialog = PostmortemDialog(incident.page.desk, (), incident.window, meetings=meetings)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert dialog.height() <= incident.window.height()
    for field in (dialog.status, dialog.message, dialog.owner, dialog.facilitator, dialog.word):
        assert field.height() >= field.minimumSizeHint().height()
    assert dialog.view.verticalScrollBar().maximum() > 0


def test_a_refusal_stands_in_the_dialog_alone(incident: Any, qtbot: Any) -> None:
    """The line below the window would stay there after the dialog has gone."""
    incident.session.forms.set_field("message", "message_summary", "Search was slow")
    for status in ("in_review", "reviewed"):
        incident.session.postmortem.set_status(status)
    said: list[str] = []
    incident.page.desk.bridge.said.connect(said.append)
    dialog = shown(incident, qtbot)
    dialog.status.setCurrentIndex(dialog.status.findData("closed"))
    dialog.status.activated.emit(dialog.status.currentIndex())
    assert "message" in dialog.trouble.text()
    assert not dialog.rule.isVisible()
    assert said == []


def test_the_incident_is_told_and_one_click_away(incident: Any, qtbot: Any) -> None:
    """Who looks for severity and times here is led to where they are written."""
    dialog = shown(incident, qtbot)
    assert "Search · 1 · 2 Mar" in dialog.incident.text()
    dialog.go_there.click()
    assert dialog.result() == dialog.DialogCode.Accepted
    assert incident.session.place.activity_id == "timeline"
