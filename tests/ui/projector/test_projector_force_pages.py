"""The force field in the room: one side stays on one side, and a page says truly how much weaker ones follow."""

import pytest
from pytestqt.qtbot import QtBot

from facilitator import audience, method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector import scene
from ui.projector.sheet import Mark, Screen, Sheet

SCREENS = [Screen(1280, 720), Screen(1920, 1080), Screen(1024, 768), Screen(3840, 2160)]
NOW, WANTED = "Each team solves reliability alone", "A community shares what works, across all teams"


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


def weighed(count: int, activity: str, phase: str, *, shown: bool = True) -> Session:
    """A force field with `count` forces a side, each scored by three people."""
    session = rehearse(method_files.load("force-field"), "Reliability, weighed")
    session.course.start()
    session.forces.set_change(NOW, WANTED)
    for lane in ("helps", "hinders"):
        notes = session.notes.add_many(lane, [f"A force of {lane}, {number}" for number in range(count)])
        for place, note in enumerate(notes):
            for sheet in range(1, 4):
                session.scores.set("change", "strength", sheet, note.id, 5 - 4 * place // max(1, count))
    if shown:
        session.scores.reveal("change", "strength")
    session.course.go(activity, phase)
    return session


def sheets(session: Session, screen: Screen) -> list[Sheet]:
    return list(scene.scene_for(audience.view(session))(audience.view(session), screen))


def found(sheet: Sheet, text: str) -> Mark:
    return next(mark for mark in sheet.marks if mark.text == text)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
def test_what_helps_stands_left_while_scores_are_given_and_in_the_picture(screen: Screen) -> None:
    for session in (
        weighed(4, "strength", "strength", shown=False),
        weighed(4, "picture", "picture"),
    ):
        sheet = sheets(session, screen)[0]
        assert found(sheet, "Helps").rect.left() < found(sheet, "Holds back").rect.left()


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
def test_each_page_counts_only_what_follows_it_as_weaker(screen: Screen) -> None:
    pages = sheets(weighed(20, "picture", "picture"), screen)
    assert len(pages) > 1
    seen = 0
    for page in pages:
        seen += sum(mark.text.startswith("A force of") for mark in page.marks)
        legend = next(mark.text for mark in page.marks if mark.role == "footer")
        assert legend.startswith(f"And {40 - seen} weaker.") == (seen < 40)
    assert seen == 40
    assert "weaker" not in pages[-1].text


def test_pages_hold_about_the_same_number_of_forces() -> None:
    for count in (9, 13, 17, 20):
        pages = sheets(weighed(count, "picture", "picture"), SCREENS[1])
        rows = [sum(mark.text.startswith("A force of helps") for mark in page.marks) for page in pages]
        assert sum(rows) == count
        assert max(rows) - rows[-1] <= len(rows)


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
def test_the_change_is_never_cut_over_the_picture(screen: Screen) -> None:
    sheet = sheets(weighed(4, "picture", "picture"), screen)[0]
    title = next(mark for mark in sheet.marks if mark.role == "title")
    assert title.text == f"{NOW} \N{RIGHTWARDS ARROW} {WANTED}"
    assert title.block.complete  # type: ignore[attr-defined]
    assert title.rect.bottom() <= found(sheet, "Helps").rect.top() + 1


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
def test_while_everybody_writes_the_change_stands_under_the_question(screen: Screen) -> None:
    (page,) = sheets(weighed(0, "writing", "solo", shown=False), screen)
    asked = found(page, "What holds this change back?")
    assert asked.rect.bottom() <= found(page, WANTED).rect.top()


def test_a_change_too_long_for_one_page_never_takes_the_question_away() -> None:
    session = weighed(0, "writing", "solo", shown=False)
    session.forces.set_change(NOW, "A community that shares what works. " * 30)
    (page,) = sheets(session, Screen(1280, 720))
    assert found(page, "What holds this change back?")


@pytest.mark.parametrize("phase", [("picture", "links"), ("plan", "plan")], ids=lambda phase: phase[1])
def test_before_anything_is_linked_or_planned_the_room_sees_what_it_chooses_from(
    phase: tuple[str, str],
) -> None:
    session = weighed(4, *phase)
    (page,) = sheets(session, Screen(1920, 1080))
    for force in ("A force of helps, 0", "A force of hinders, 3"):
        assert found(page, force)


def test_pairs_come_first_and_the_picture_stays_one_page_away() -> None:
    session = weighed(2, "picture", "links")
    one, other = (session.data.notes_in(lane)[0].id for lane in ("helps", "hinders"))
    session.forces.link(one, other)
    pairs, picture = sheets(session, Screen(1920, 1080))
    assert "\N{LEFT RIGHT ARROW}" in pairs.text
    assert "\N{LEFT RIGHT ARROW}" not in picture.text
    assert found(picture, "Holds back")


def test_the_room_sees_about_which_forces_it_differs_when_it_asks_what_can_be_changed() -> None:
    session = weighed(2, "changeability", "changeability")
    split, level = (session.data.notes_in(lane)[0].id for lane in ("hinders", "helps"))
    for sheet in range(1, 11):
        session.scores.set("change", "changeability", sheet, split, 1 if sheet < 6 else 5)
        session.scores.set("change", "changeability", sheet, level, 3)
    session.scores.reveal("change", "changeability")
    session.course.go("changeability", "changeability_talk")
    (page,) = sheets(session, Screen(1920, 1080))
    marked = [mark.text for mark in page.marks if mark.text.endswith("we differ")]
    assert len(marked) == 1
    assert marked[0].startswith("Holds back")
