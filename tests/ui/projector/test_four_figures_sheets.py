"""Four figures with what was said for them in the room, what both ends mean, and what is signed."""

from itertools import pairwise
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QFontMetricsF

from facilitator import audience, method_files, ratings
from facilitator.opening import rehearse
from facilitator.ratings import Run
from facilitator.session import Session
from ui import fonts
from ui.pictures.rating_history import HistorySizes, history_marks
from ui.projector import scene
from ui.projector.sheet import Screen, Sheet

SCREENS = [Screen(1280, 720), Screen(1920, 1080), Screen(1024, 768)]
TOPICS = ("independent", "involved", "informed", "informative")


@pytest.fixture
def session(styled: Any) -> Session:
    """A centre whose four topics are voted on, shown and agreed, each with a reason."""
    made = rehearse(method_files.load("cope"))
    made.course.start()
    for topic in TOPICS:
        made.scores.set_hands("four", "far", topic, 2, 8)
        made.scores.reveal("four", "far", topic)
        made.ratings.agree("four", topic, values={"far": 2}, why=f"Somebody saw that we are {topic}")
    return made


def sheets(session: Session, phase: str, screen: Screen) -> list[Sheet]:
    """What the room sees of the four figures."""
    session.course.go("four", phase)
    view = audience.view(session)
    return list(scene.scene_for(view)(view, screen))


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_the_room_sees_what_was_said_for_each_figure(session: Session, screen: Screen) -> None:
    """The evidence is what the room talks about; it stands apart from the figures, inside the screen."""
    (sheet,) = sheets(session, "picture", screen)
    said = [each for each in sheet.marks if each.role == "why"]
    assert [each.text for each in said] == [f"Somebody saw that we are {topic}" for topic in TOPICS]
    scores = [each for each in sheet.marks if each.role == "score"]
    for each in said:
        assert screen.inner.contains(each.rect)
        assert each.px >= screen.height / 32
        assert not any(each.rect.intersects(other.rect) for other in scores)


def test_reasons_that_would_need_a_second_page_stay_at_the_desk(session: Session) -> None:
    """All topics on one page are worth more than what was said for each."""
    for topic in TOPICS:
        session.ratings.agree("four", topic, values={"far": 2}, why="Somebody saw it, and told us more. " * 7)
    (sheet,) = sheets(session, "picture", SCREENS[0])
    assert not [each for each in sheet.marks if each.role == "why"]


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_both_ends_of_a_scale_are_said_in_letters_of_one_size(session: Session, screen: Screen) -> None:
    """The longer sentence in smaller letters would look like the lesser one."""
    session.ratings.go_to("four", "informative")
    (sheet,) = sheets(session, "rate", screen)
    assert len({each.px for each in sheet.marks if each.role == "said"}) == 1


@pytest.mark.parametrize("height", [86.0, 110.0, 260.0])
def test_levels_of_a_small_picture_do_not_run_into_each_other(session: Session, height: float) -> None:
    """Five levels in a small picture name their ends alone, with more room those between as well."""
    activity = session.data.method.activity("four")
    assert activity is not None
    sizes = HistorySizes(
        title=fonts.font("body", 600),
        small=fonts.font("caption", 400),
        title_pitch=20.0,
        small_pitch=16.0,
        least=150.0,
        height=height,
        gap=12.0,
        mark=20.0,
        line=2.0,
    )
    scale = ratings.scales(activity)[0]
    marks = history_marks(
        [("involved", "Involved")],
        [Run("a", "A", "2026-01-01", {}), Run("b", "B", "2026-05-01", {})],
        scale,
        QRectF(0, 0, 160, height),
        sizes,
    )
    levels = [each for each in marks if each.role == "level"]
    assert {levels[0].text, levels[-1].text} == {"1", "5"}
    assert len(levels) == 5 if height > 200 else len(levels) < 5
    figure = QFontMetricsF(sizes.small).capHeight()
    middles = sorted(each.rect.center().y() for each in levels)
    assert all(low + figure < high for low, high in pairwise(middles))


def test_a_sheet_that_is_filled_stands_on_one_page(session: Session) -> None:
    """Six lines on who funds, stops and protects: smaller letters of one size before a page with one line alone."""
    for field in ("funds", "news", "stops", "protects"):
        session.forms.set_field("independence", field, "customer success; engineering takes part and is told")
    for field in ("sponsor", "kept"):
        session.forms.set_field("independence", field, "Renewals that hold\nOne page a month for customers")
    session.course.go("independence", "show")
    view = audience.view(session)
    (sheet,) = scene.scene_for(view)(view, SCREENS[0])
    assert len({each.px for each in sheet.marks if each.role == "row"}) == 1
    assert all(SCREENS[0].inner.contains(each.rect) for each in sheet.marks)


def test_a_charter_says_its_day_as_it_is_spoken(session: Session) -> None:
    """The room reads it aloud."""
    session.forms.set_field("charter", "next", "Name two")
    session.forms.set_field("charter", "look_back", "2027-05-29")
    session.course.go("charter", "show")
    view = audience.view(session)
    text = "\n".join(each.text for each in scene.scene_for(view)(view, SCREENS[0]))
    assert "Look back on: 29 May 2027" in text


def test_what_a_score_means_is_never_cut_where_there_is_room(session: Session) -> None:
    """A long sentence begins further left, in letters that can be read."""
    session.ratings.reword_topic(
        "four",
        "informed",
        high="It has watched the work, this month, and checked it with those who do it. " * 2,
    )
    session.ratings.go_to("four", "informed")
    for screen in SCREENS[:2]:
        (sheet,) = sheets(session, "rate", screen)
        said = [each for each in sheet.marks if each.role == "said"]
        votes = [each for each in sheet.marks if each.role == "vote"]
        assert said
        for each in said:
            assert each.block.complete
            assert screen.inner.contains(each.rect)
            assert not any(each.rect.intersects(other.rect) for other in votes)


def test_a_topic_without_an_agreed_figure_says_so(session: Session) -> None:
    """Who went on without agreeing sees where; what the figures are stands below them."""
    session.ratings.agree("four", "informed", values={"far": None})
    (sheet,) = sheets(session, "picture", SCREENS[0])
    assert [each.role for each in sheet.marks].count("open") == 1
    assert "middle of the votes" in sheet.text
    assert all(SCREENS[0].inner.contains(each.rect) for each in sheet.marks)
