"""What was promised last time, in the room: every promise with what became of it, no page too full."""

from dataclasses import replace
from datetime import date

import pytest
from pytestqt.qtbot import QtBot

from facilitator import audience, method_files
from facilitator.activities.actions import ActionsView
from facilitator.audience import AudienceView
from facilitator.earlier import EarlierAction
from facilitator.focus import Focus
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector import scene
from ui.projector.sheet import Mark, Screen, Sheet, Words

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
    part = ActionsView("What became of it?", actions)
    return replace(view, kind="actions", part=part)


def test_each_promise_says_what_became_of_it() -> None:
    text = scene.arrange(shown(PROMISES), SCREENS[0]).sheet.text.replace("\N{NO-BREAK SPACE}", " ")
    for promise in PROMISES:
        assert promise.text in text
    assert "open \N{MIDDLE DOT} Ines \N{MIDDLE DOT} 5 December" in text
    # A line ends between two phrases, without the dot that would part them.
    assert "done \N{MIDDLE DOT} Jonas\nthen: red, now: green" in text
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


def meeting() -> Session:
    """A postmortem in its meeting, slow since 13:27."""
    session = rehearse(method_files.load("postmortem"), "Slow search")
    session.timeline.set_incident(zone="UTC", began="2026-03-02T13:27:00Z")
    session.course.start()
    return session


def room(session: Session) -> Sheet:
    return scene.arrange(audience.view(session), SCREENS[0]).sheet


def marks(sheet: Sheet, role: str) -> list[Mark]:
    return [each for each in sheet.marks if each.role == role]


def test_the_room_sees_the_ideas_until_there_is_a_commitment() -> None:
    """It chooses from them; a commitment says who and by when, and no more."""
    session = meeting()
    session.notes.add("ideas", "Alert on a check that is off")
    session.course.go("actions", "commit")
    assert "Alert on a check that is off" in room(session).text
    session.commitments.commit("Remove the second switch", owner="Dana", due=f"{date.today().year}-12-07")
    text = room(session).text.replace("\N{NO-BREAK SPACE}", " ")
    assert "Dana \N{MIDDLE DOT} 7 December" in text
    assert "Alert on a check that is off" not in text


def test_a_field_is_named_before_what_stands_in_it() -> None:
    """Read from left to right; a list of one row is on the same page."""
    session = meeting()
    session.forms.set_field("impact", "function", "Search")
    session.forms.add_row("impact", "severities", {"severity": "Sev-2", "minutes": "53"})
    session.course.go("impact")
    sheet = room(session)
    names, rows = marks(sheet, "name"), marks(sheet, "row")
    assert [each.text for each in names] == ["What did not work", "Time in each severity"]
    assert [each.text for each in rows] == ["Search", "Sev-2 \N{MIDDLE DOT} 53 min"]
    for name, row in zip(names, rows, strict=True):
        assert name.rect.right() < row.rect.left()


def test_the_name_of_a_band_begins_further_left_rather_than_be_cut() -> None:
    """An impact at the end of what is unfolded so far has its whole name."""
    session = meeting()
    for line in (
        "2026-03-02 10:00 All is well",
        "13:27 ! Search is slow in region B",
        "13:32 ? The pager rings",
    ):
        last, _ = session.timeline.add_line(line)
    session.course.go("timeline")
    session.set_focus(Focus(note_id=last.id))
    sheet = room(session)
    (name,) = marks(sheet, "band_name")
    assert isinstance(name, Words)
    assert name.block.layout.text() == "Search is slow in region B"
    assert SCREENS[0].inner.contains(name.rect)


def test_the_opening_assumption_is_the_first_rule_in_the_room() -> None:
    """Everybody did what seemed best to them: not only said, but seen."""
    session = meeting()
    session.course.go("open")
    assert "Everybody did what seemed best to them" in " ".join(room(session).text.split())


def test_a_date_in_a_form_is_read_as_it_is_spoken() -> None:
    """The day on which a team looks back, on the page that it signs: with its year, as the paper has it."""
    session = rehearse(method_files.load("introduce-postmortems"), "Without blame")
    session.course.start()
    session.forms.set_field("charter", "look_back", "2026-12-15")
    session.course.go("charter", "show")
    assert "15 December 2026" in room(session).text
