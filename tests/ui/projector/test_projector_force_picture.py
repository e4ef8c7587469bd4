"""The force field in the room: read from the back row, whole on the screen, with nothing of the scores seen early."""

from collections.abc import Callable, Sequence

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from facilitator import audience, forces, method_files
from facilitator.opening import rehearse
from facilitator.session import Session
from tests.ui.pictures.force_titles import from_the_right, long_words, many_words, titled
from ui.pictures.force_marks import Arrow, Range
from ui.projector import scene
from ui.projector.sheet import Mark, Screen, Sheet, Words

SCREENS = [Screen(1280, 720), Screen(1024, 768), Screen(3840, 2160)]
TOTALS = ("total", "total_name", "balance")


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


def weighed(count: int, *, title: Callable[[str, int], str] = titled, scale: str = "1-5") -> Session:
    """`count` forces a side, scored by three people who differ on the first of each; the first brake is planned."""
    session = rehearse(method_files.load("force-field"), "Weighed")
    session.course.start()
    session.forces.set_change("each team alone", "one shared rota")
    session.forces.set_scale(scale)
    for lane, side in (("helps", "Push"), ("hinders", "Brake")):
        session.notes.add_many(lane, [title(side, number) for number in range(1, count + 1)])
    session.course.go("sharing", "cluster")
    found = forces.forces(session.data)
    most = 1 if scale == "dots" else forces.scale(session.data).most
    for place, each in enumerate(found[:3] if scale == "dots" else found):
        for sheet in range(1, 4):
            spread = (sheet - 2) * 2 if place in (0, count) and scale != "dots" else 0
            score = max(1, min(most, most - place % count % most + spread))
            session.scores.set("change", "strength", sheet, each.id, score)
    return session


def planned(session: Session) -> Session:
    session.scores.reveal("change", "strength")
    found = forces.force_field(session.data)
    assert found is not None
    session.forces.plan(found.restrainers[0].force.id, "Do it", expected=1)
    return session


def sheets(session: Session, place: tuple[str, str], screen: Screen) -> Sequence[Sheet]:
    session.course.go(*place)
    view = audience.view(session)
    return scene.scene_for(view)(view, screen)


def ink(mark: Mark) -> QRectF:
    """Where the letters really are: a label's box is as wide as its column."""
    if not isinstance(mark, Words):
        return mark.rect
    layout = mark.block.layout
    around = QRectF()
    for number in range(layout.lineCount()):
        around = around.united(layout.lineAt(number).naturalTextRect())
    return around.translated(mark.rect.topLeft())


@pytest.mark.parametrize("place", [("picture", "picture"), ("plan", "after")], ids=["picture", "after"])
@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
@pytest.mark.parametrize(
    ("count", "title", "scale"),
    [
        (4, titled, "1-5"),
        (8, many_words, "1-10"),
        (20, titled, "1-5"),
        (6, long_words, "1-5"),
        (5, from_the_right, "1-5"),
        (6, many_words, "dots"),
    ],
    ids=["4+4", "8+8", "20+20", "long words", "right to left", "dots"],
)
def test_each_page_is_large_enough_whole_and_without_overlap(
    count: int, title: Callable[[str, int], str], scale: str, screen: Screen, place: tuple[str, str]
) -> None:
    for page in sheets(planned(weighed(count, title=title, scale=scale)), place, screen):
        texts = [mark for mark in page.marks if isinstance(mark, Words)]
        for mark in texts:
            assert mark.px >= screen.height / 32 - 1, mark.text
            assert mark.block.complete or mark.role in ("title", "caption"), mark.text
        for mark in page.marks:
            assert screen.inner.adjusted(-1, -1, 1, 1).united(ink(mark)) == screen.inner.adjusted(
                -1, -1, 1, 1
            ), mark.text
        shapes = [mark.rect for mark in page.marks if isinstance(mark, Arrow | Range)]
        boxes = [(ink(mark).adjusted(2, 4, -2, -4), mark.text) for mark in texts]
        for number, (box, text) in enumerate(boxes):
            assert not [other for rect, other in boxes[number + 1 :] if rect.intersects(box)], text
            assert not [rect for rect in shapes if rect.intersects(box)], text


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
@pytest.mark.parametrize("count", [8, 9, 20, 100])
def test_at_most_eight_a_side_strongest_first_and_totals_of_all(count: int, screen: Screen) -> None:
    session = planned(weighed(count))
    field = forces.force_field(session.data)
    assert field is not None
    pages = sheets(session, ("picture", "picture"), screen)
    order = []
    for page in pages:
        pushes = [mark.text for mark in page.marks if mark.role == "force" and mark.text.startswith("Push")]
        assert 1 <= len(pushes) <= 8
        order += pushes
        said = {mark.text for mark in page.marks if mark.role in TOTALS}
        assert {f"{field.total('driver'):g}", f"{field.total('restrainer'):g}"} <= said
    assert order == [each.force.title for each in field.drivers]


def test_eight_short_forces_a_side_stand_on_one_page() -> None:
    assert len(sheets(planned(weighed(8)), ("picture", "picture"), Screen(1280, 720))) == 1


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
def test_the_call_to_talk_is_never_cut(screen: Screen) -> None:
    found = [
        mark
        for page in sheets(planned(weighed(4)), ("strength", "strength_talk"), screen)
        for mark in page.marks
        if mark.role == "talk"
    ]
    assert found
    for mark in found:
        assert isinstance(mark, Words)
        assert mark.block.complete
        assert mark.text.endswith("differs: talk")


@pytest.mark.parametrize(
    "place",
    [("strength", "strength"), ("strength", "strength_talk"), ("picture", "picture"), ("plan", "after")],
    ids=lambda place: place[1],
)
def test_before_the_reveal_there_is_no_arrow_no_total_and_no_score(place: tuple[str, str]) -> None:
    for page in sheets(weighed(4), place, Screen(1280, 720)):
        assert not [mark for mark in page.marks if isinstance(mark, Arrow | Range)]
        assert not [mark.text for mark in page.marks if mark.role in TOTALS]
        figures = {mark.text for mark in page.marks if mark.role == "figure"}
        assert figures <= {"–"}


def test_the_room_knows_how_many_slips_are_in_and_nothing_else() -> None:
    (page,) = sheets(weighed(4), ("strength", "strength"), Screen(1280, 720))
    assert "3 of 10 slips are in" in page.text


def test_after_the_plan_the_room_sees_what_is_expected_then_today() -> None:
    pages = sheets(planned(weighed(4)), ("plan", "after"), Screen(1280, 720))
    captions = [mark.text for page in pages for mark in page.marks if mark.role == "caption"]
    assert captions == ["After the plan", "Today"]
    balances = [mark.text for page in pages for mark in page.marks if mark.role == "balance"]
    assert balances[0] != balances[1]
