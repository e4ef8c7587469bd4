"""Have we been here before: shown at the start of a postmortem, while it is prepared and when the meeting begins."""

from typing import Any

import pytest

from facilitator import method_files
from facilitator.model import ActionItem
from facilitator.opening import rehearse
from facilitator.postmortems import EarlierPostmortem
from facilitator.session import Session
from ui.widgets.plain_label import PlainLabel

BEFORE = EarlierPostmortem(
    "earlier",
    "Search was slow",
    "2026-01-12",
    "Sev-3",
    "closed",
    ("No alert on the queue",),
    (
        ActionItem(
            "a", "earlier", "Add an alert", "Mei", "2026-02-01", "open", "", "2026-01-14T10:00:00Z", 1.0
        ),
    ),
)


@pytest.fixture
def start(open_desk: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Opens a postmortem on a desk whose library has an earlier one of the service “Search”."""
    asked: list[str] = []

    def earlier(session: Session) -> tuple[EarlierPostmortem, ...]:
        asked.append(session.id)
        return (BEFORE,)

    def begin(service: str = "Search", method: str = "postmortem") -> Any:
        desk = open_desk()
        object.__setattr__(desk.window.services, "earlier_postmortems", earlier)
        session = rehearse(method_files.load(method))
        session.timeline.set_incident(service=service, began="2026-03-02T13:27:00Z")
        desk.window.open_session(session)
        desk.session, desk.asked = session, asked
        return desk

    return begin


def words(desk: Any) -> str:
    return " ".join(each.text() for each in desk.page.been_here.findChildren(PlainLabel))


def test_earlier_incidents_and_open_promises_stand_at_the_start(start: Any) -> None:
    """In prepare and in run, beside the first activity; what was promised then has its owner and its date."""
    desk = start()
    part = desk.page.been_here
    part.ask()
    for begin in (None, desk.session.course.start):
        if begin is not None:
            begin()
        assert not part.isHidden()
    assert "Search was slow" in words(desk)
    assert "Open: Add an alert, Mei, overdue since 1 Feb" in words(desk)
    desk.session.course.go("impact")
    assert part.isHidden()


def test_naming_the_service_while_preparing_is_enough(start: Any) -> None:
    """It comes up beside the timeline, where the service is written."""
    desk = start(service="")
    part = desk.page.been_here
    part.ask()
    assert part.isHidden()
    assert not desk.asked
    desk.session.course.go("timeline")
    desk.session.timeline.set_incident(service="search")
    assert part._timer.isActive()
    part.ask()
    assert not part.isHidden()


def test_the_library_is_asked_once_for_a_service(start: Any) -> None:
    """Typing in a postmortem asks nothing."""
    desk = start()
    part = desk.page.been_here
    part.ask()
    desk.session.notes.add("factors", "A factor")
    desk.session.course.go("impact")
    desk.session.course.go("open")
    assert not part._timer.isActive()
    assert len(desk.asked) == 1


def test_see_all_of_it_opens_the_postmortem(start: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Factors and status stand in its dialog."""
    desk = start()
    opened: list[str] = []
    monkeypatch.setattr(
        desk.window._session_commands, "_show", lambda dialog: opened.append(dialog.windowTitle())
    )
    desk.page.been_here.ask()
    desk.page.been_here.more.click()
    assert len(opened) == 1
