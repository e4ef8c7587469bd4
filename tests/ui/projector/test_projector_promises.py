"""What was promised last time, in the room: every promise with what became of it, no page too full."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from facilitator import audience, method_files
from facilitator.activities.actions import ActionsView
from facilitator.audience import AudienceView
from facilitator.earlier import EarlierAction
from facilitator.opening import rehearse
from ui.projector import scene
from ui.projector.sheet import Screen

SCREENS = [Screen(1280, 720), Screen(1920, 1080), Screen(1024, 768), Screen(3840, 2160)]
PROMISES = (
    EarlierAction("a", "Ask for a sponsor", "Ines", f"{date.today().year}-12-05", "open"),
    EarlierAction("b", "Open the board to everybody", "Jonas", "2026-10-01", "done", then="red", now="green"),
    EarlierAction("c", "Buy a larger table", "", None, "dropped"),
)


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


def shown(actions: tuple[EarlierAction, ...]) -> AudienceView:
    session = rehearse(method_files.load("force-field"), "Second time")
    session.course.start()
    session.course.go("last-time", "review")
    view = audience.view(session)
    part = ActionsView("What became of it?", "First time", "2026-09-01", actions)
    return replace(view, kind="actions", part=part)


def test_each_promise_says_what_became_of_it() -> None:
    text = scene.arrange(shown(PROMISES), SCREENS[0]).sheet.text.replace("\N{NO-BREAK SPACE}", " ")
    for promise in PROMISES:
        assert promise.text in text
    assert "open \N{MIDDLE DOT} Ines \N{MIDDLE DOT} 5 December" in text
    assert "done \N{MIDDLE DOT} Jonas \N{MIDDLE DOT} then: red, now: green" in text
    assert "1 October" not in text, "what is done has no day to wait for"
    assert "dropped" in text


def test_no_promise_is_lost_between_pages_and_none_leaves_the_screen() -> None:
    many = tuple(replace(PROMISES[0], text=f"A long promise that was made, number {n}") for n in range(30))
    for screen in SCREENS:
        sheets = list(scene.scene_for(shown(many))(shown(many), screen))
        texts = [mark.text for sheet in sheets for mark in sheet.marks if mark.role == "row"]
        assert texts == [each.text for each in many]
        for sheet in sheets:
            assert all(screen.inner.adjusted(-1, -1, 1, 1).contains(mark.rect) for mark in sheet.marks)


def test_without_a_promise_the_room_reads_the_question() -> None:
    sheet = scene.arrange(shown(()), SCREENS[0]).sheet
    assert "What became of it?" in " ".join(sheet.text.split())
