"""Deadlines by severity are set once, checked as they are typed, and used wherever a postmortem has a deadline."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from facilitator import method_files
from facilitator.deadlines import Rule, business_days, usual
from facilitator.opening import rehearse
from ui.deadline_settings import ACTIONS, MEETINGS, deadlines_of
from ui.desk.dialogs.deadlines import DeadlinesDialog
from ui.desk.dialogs.postmortem import PostmortemDialog
from ui.desk.review.commit_panel import CommitPanel
from ui.settings import Settings


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in which nobody set anything."""
    return Settings(tmp_path / "settings.ini")


@pytest.fixture
def write(qtbot: Any, styled: Any, settings: Settings) -> Iterator[Callable[..., DeadlinesDialog]]:
    """Opens the dialog and types into one field, over what stands there."""

    opened: list[DeadlinesDialog] = []

    def typed(key: str, severity: int, words: str) -> DeadlinesDialog:
        dialog = DeadlinesDialog(settings)
        qtbot.addWidget(dialog)
        opened.append(dialog)
        dialog.show()
        qtbot.waitExposed(dialog)
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow)
        edit = dialog.fields[key, severity].edit
        edit.setFocus()
        edit.selectAll()
        qtbot.keyClick(edit, Qt.Key.Key_Delete)
        qtbot.keyClicks(edit, words)
        qtbot.keyClick(edit, Qt.Key.Key_Tab)
        return dialog

    yield typed
    for dialog in opened:
        dialog.reject()


def test_a_deadline_holds_and_is_kept(write: Any, settings: Settings, tmp_path: Path) -> None:
    """What is typed is there in the next program, and the other kind is as it was."""
    dialog = write(MEETINGS, 3, "10 business days")
    dialog.accept()
    found = deadlines_of(Settings(tmp_path / "settings.ini"))
    assert found.meetings == {1: Rule(3), 2: Rule(5, business=True), 3: Rule(10, business=True)}
    assert found.actions == usual().actions


def test_an_empty_field_shows_what_holds_instead(write: Any, settings: Settings) -> None:
    """Without a deadline of its own a severity has that of the one above it."""
    dialog = write(MEETINGS, 2, "")
    assert deadlines_of(settings).meetings == {1: Rule(3)}
    assert dialog.fields[MEETINGS, 2].edit.placeholderText() == "3 days"
    assert dialog.fields[MEETINGS, 4].edit.placeholderText() == "3 days"


def test_what_is_no_deadline_is_said_and_nothing_is_kept(write: Any, settings: Settings) -> None:
    """One sentence says how to write it; what was typed stays to be mended."""
    dialog = write(ACTIONS, 1, "soon")
    assert dialog.trouble.text().startswith("Write a deadline as in “3 days” or “5 business days”")
    assert dialog.fields[ACTIONS, 1].text() == "soon"
    assert deadlines_of(settings) == usual()


def test_what_is_no_deadline_stays_while_others_are_typed(write: Any, settings: Settings, qtbot: Any) -> None:
    """Going through the other fields neither puts it right nor lets the dialog close over it."""
    dialog = write(MEETINGS, 1, "soon")
    other = dialog.fields[ACTIONS, 2].edit
    other.setFocus()
    other.selectAll()
    qtbot.keyClicks(other, "7 days")
    qtbot.keyClick(other, Qt.Key.Key_Tab)
    assert deadlines_of(settings).actions[2] == Rule(7)
    assert dialog.fields[MEETINGS, 1].text() == "soon"
    dialog.accept()
    assert dialog.isVisible()
    assert dialog.trouble.text().startswith("Write a deadline as in")


def test_as_usual_takes_everything_back(write: Any, settings: Settings, qtbot: Any) -> None:
    """One button brings the usual deadlines back."""
    dialog = write(ACTIONS, 2, "7 days")
    assert deadlines_of(settings).actions[2] == Rule(7)
    qtbot.mouseClick(dialog.usual, Qt.MouseButton.LeftButton)
    assert deadlines_of(settings) == usual()
    assert dialog.fields[ACTIONS, 2].text() == "30 days"


def test_the_last_one_taken_away_brings_the_usual_ones_back(write: Any, settings: Settings) -> None:
    """There is always a deadline."""
    settings.keep(MEETINGS, "1: 2 days")
    dialog = write(MEETINGS, 1, "")
    assert deadlines_of(settings).meetings == usual().meetings
    assert dialog.fields[MEETINGS, 1].text() == "3 days"


def test_the_deadlines_of_this_machine_are_used(open_desk: Any, qtbot: Any) -> None:
    """A postmortem is met, and its promises are kept, by what was set: the dialog and the commitments say so."""
    desk = open_desk()
    session = rehearse(method_files.load("postmortem"))
    today = date.today()
    session.timeline.set_incident(began=f"{today.isoformat()}T00:30:00Z", severity="Sev-1", zone="UTC")
    item = session.commitments.commit(
        "Remove the old timer from the lantern",
        owner="Dana",
        due=(today + timedelta(days=10)).isoformat(),
        scope="the harbour",
        done_when="it is gone",
    )
    desk.window.open_session(session)
    settings = desk.window.page.desk.settings
    settings.keep(MEETINGS, "1: 200 days")
    dialog = PostmortemDialog(desk.window.page.desk)
    qtbot.addWidget(dialog)
    assert "for severity Sev-1" in dialog.deadline.text()
    assert dialog.deadline.text().endswith(
        f"{business_days(today, today + timedelta(days=200))} business days are left"
    )
    actions = session.data.method.activity("actions")
    assert actions is not None
    panel = CommitPanel(desk.window.page.desk, actions, actions.phases[1])
    qtbot.addWidget(panel)
    (row,) = panel.rows
    assert row.commitment.action.id == item.id
    assert "asks for" not in panel.question(row.commitment)
    settings.keep(ACTIONS, "1: 2 days")
    assert "asks for" in panel.question(row.commitment)
