"""The line of Home about a postmortem that has to be thought of: what it says, and what its buttons do."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.ids import to_stamp
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.sending_ahead import Ahead
from ui.desk.dialogs.save_file import SaveFileDialog
from ui.desk.home_ahead import ahead_words

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)


def near(**changed: Any) -> Ahead:
    return Ahead("a", "Search was slow", "postmortem", "1", None, None, None)._replace(**changed)


@pytest.mark.parametrize(
    ("ahead", "words"),
    [
        (
            near(starts="2026-03-11T16:30:00Z", send_by="2026-03-10T16:30:00Z"),
            ("“Search was slow” meets tomorrow at 16:30.", "The written part should be out today at 16:30."),
        ),
        (
            near(starts="2026-03-10T15:00:00Z", send_by="2026-03-09T15:00:00Z"),
            ("“Search was slow” meets today at 15:00.", "Everybody should have the written part by now."),
        ),
        (
            near(meeting_by=date(2026, 3, 11)),
            ("“Search was slow” should meet by tomorrow.", "No meeting is planned yet."),
        ),
        (
            near(meeting_by=date(2026, 3, 6)),
            ("“Search was slow” should have met by 6 Mar.", "No meeting is planned yet."),
        ),
    ],
)
def test_the_line_says_when_and_what_is_missing(ahead: Ahead, words: tuple[str, str]) -> None:
    """In the words of a person, in local time."""
    assert ahead_words(ahead, NOW) == words


@pytest.fixture
def add_incident(library_file: Path) -> Callable[..., str]:
    """Adds a postmortem of a severe incident of yesterday that meets in so many hours, None for no plan."""

    def add(title: str, hours: float | None = None) -> str:
        now = datetime.now(UTC)
        with Library.create_or_open(library_file) as library:
            session_id = new_session(library, method_files.load("postmortem"), title, people=5)
            session = open_session(library, session_id)
            began = to_stamp(now - timedelta(days=3))
            session.timeline.set_incident(began=began, zone="UTC", severity="1")
            if hours is not None:
                session.values.set_start(to_stamp(now + timedelta(hours=hours)))
            session.keep_place()
        return session_id

    return add


def test_the_most_pressing_one_is_shown_and_put_away(
    add_incident: Any, open_desk: Any, library_file: Path
) -> None:
    """One line at a time; what is out is not said again, also after the next start."""
    add_incident("Next week", 200)
    add_incident("No plan")
    add_incident("Soon", 20)
    desk = open_desk()
    reminder = desk.acts.reminder
    reminder.look()
    assert not reminder.line.isHidden()
    assert "“Soon” meets" in reminder.line.title.text()
    assert reminder.line.done.words == "It is out"
    reminder.line.done.click()
    assert "“No plan” should" in reminder.line.title.text()
    reminder.line.done.click()
    assert reminder.line.isHidden()
    reminder.look()
    assert reminder.line.isHidden()


def test_a_library_without_an_incident_has_no_line(add_session: Any, open_desk: Any) -> None:
    """Nothing is made or read for it."""
    add_session("Founding")
    desk = open_desk()
    desk.acts.reminder.look()
    assert desk.acts.reminder.line is None


def test_a_library_that_is_being_exchanged_is_looked_at_later(add_incident: Any, open_desk: Any) -> None:
    """While what is left of it is got out, say, it is closed, and its time to look may come."""
    add_incident("Soon", 20)
    desk = open_desk()
    desk.library.close()
    desk.acts.reminder.look()
    assert desk.acts.reminder.line is None


def test_the_button_opens_the_session_and_asks_what_to_send(
    add_incident: Any, open_desk: Any, answers: Any, tmp_path: Path, qtbot: Any
) -> None:
    """The pack is chosen already; its version is asked for, then where to."""
    session_id = add_incident("Soon", 20)
    desk = open_desk()
    reminder = desk.acts.reminder
    reminder.look()
    answers.next = [tmp_path / "ahead.zip"]
    seen: list[str] = []

    def accept() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, SaveFileDialog)
        seen.append(dialog.format_id)
        dialog.accept()

    QTimer.singleShot(0, accept)
    reminder.line.pack.click()
    assert seen == ["ahead"]
    assert desk.window.session.id == session_id
    qtbot.waitUntil((tmp_path / "ahead.zip").exists, timeout=20_000)


def test_the_line_is_reached_by_keys(add_incident: Any, open_desk: Any, qtbot: Any) -> None:
    """F6 stops at it on the way to the methods, Tab goes through its buttons."""
    add_incident("Soon", 20)
    desk = open_desk()
    desk.acts.reminder.look()
    line = desk.acts.reminder.line
    for _ in range(8):
        desk.home.next_region(1)
        focus = QApplication.focusWidget()
        if focus is not None and (focus is line or line.isAncestorOf(focus)):
            break
    else:
        pytest.fail("F6 never came to the line")
    assert line.isAncestorOf(QApplication.focusWidget())
