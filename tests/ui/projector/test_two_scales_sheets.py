"""Two scales in the room: shown at one moment on one sheet, then one drawn against the other; several picked."""

from collections.abc import Sequence
from importlib import import_module
from typing import Any

import pytest

from facilitator import method_files
from facilitator.activities import kind
from facilitator.audience import view
from facilitator.focus import Focus
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector.sheet import Screen, Sheet

SCREENS = [Screen(1280, 720), Screen(1920, 1080), Screen(1024, 768)]


@pytest.fixture
def session(styled: Any) -> Session:
    """A running outcome review with all topics voted on and shown."""
    session = rehearse(method_files.load("outcome-review"))
    session.course.start()
    for number, topic in enumerate(session.data.method.activity("elements").settings["items"]):  # type: ignore[union-attr]
        for scale, value in (("today", number % 5 + 1), ("relevance", 5 - number % 3)):
            session.scores.set_hands("elements", scale, topic["id"], value, 9)
            session.scores.reveal("elements", scale, topic["id"])
    return session


def sheets(session: Session, activity: str, phase: str, screen: Screen) -> Sequence[Sheet]:
    """What the room sees."""
    session.course.go(activity, phase)
    shown = view(session)
    return import_module(f"ui.projector.activities.{shown.kind}").arrange(shown, screen)  # type: ignore[no-any-return]


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_both_figures_are_on_one_sheet(session: Session, screen: Screen) -> None:
    """Nobody sees one of them a page earlier than the other."""
    found = sheets(session, "elements", "rate", screen)
    assert len(found) == 1
    assert "Today" in found[0].text
    assert "Relevance" in found[0].text


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_the_picture_has_every_topic_and_stays_on_the_screen(session: Session, screen: Screen) -> None:
    """Twelve points with their numbers, twelve titles, nothing nearer to the edge than the projector may cut."""
    first = sheets(session, "elements", "picture", screen)[0]
    points = [each for each in first.marks if each.role == "point"]
    assert sorted(int(each.text) for each in points) == list(range(1, 13))
    assert sum(each.role == "topic" for each in first.marks) == 12
    assert first.clock is not None
    for each in first.marks:
        assert screen.inner.contains(each.rect), each
        assert not each.rect.intersects(first.clock.rect), each
    for number, one in enumerate(points):
        for other in points[number + 1 :]:
            overlap = one.rect.intersected(other.rect)
            assert overlap.width() < one.rect.width() * 0.5 or overlap.height() < one.rect.height() * 0.5


def test_all_that_were_picked_are_named(session: Session) -> None:
    """Three topics at most, none of them larger than the others; what is level for the last place is said."""
    session.course.go("pick", "vote")
    for topic, count in (("trust", 5), ("metrics", 3), ("okrs", 2), ("agility", 2)):
        session.votes.set_hands("pick", "vote", topic, count)
    session.votes.close("pick", "vote")
    text = sheets(session, "pick", "result", SCREENS[0])[0].text
    assert "2 are picked" in text
    assert text.index("Trust\n5\npicked") < text.index("Metrics\n3\npicked")
    assert text.count("picked") == 3
    assert "level for the last place: Objectives and key results, Agility" in text


def test_before_the_reveal_there_is_no_point(styled: Any) -> None:
    """The picture of a rating that nobody has seen yet is empty."""
    session = rehearse(method_files.load("outcome-review"))
    session.scores.set_hands("elements", "today", "trust", 5, 9)
    session.scores.set_hands("elements", "relevance", "trust", 5, 9)
    activity = session.data.method.activity("elements")
    assert activity is not None
    shown: Any = kind("rating").audience(session.data, activity, "picture", Focus())
    assert shown.points == ()


@pytest.mark.parametrize("screen", SCREENS, ids=str)
def test_each_figure_of_two_is_named_in_the_rows(session: Session, screen: Screen) -> None:
    """Two lines of figures a topic say nothing unless each says which of the two it is."""
    rows = sheets(session, "elements", "picture", screen)[1]
    said = [each for each in rows.marks if each.role == "counts"]
    assert [each.text.split("  ")[0] for each in said[:4]] == ["Today", "Relevance"] * 2
    scores = [each for each in rows.marks if each.role == "score"]
    for each in said:
        assert each.block.complete
        assert not any(each.rect.intersects(other.rect) for other in scores)
