"""A rating in the room: large, apart, inside the screen, and silent about every vote until all are shown."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import combinations

import pytest
from pytestqt.qtbot import QtBot

import resources
from facilitator import audience, method_files, ratings
from facilitator.method import Method
from facilitator.opening import rehearse
from facilitator.state import find_activity
from ui.projector import scene
from ui.projector.sheet import Screen, Sheet

SCREENS = [Screen(1280, 720), Screen(1920, 1080), Screen(1024, 768), Screen(3840, 2160)]
NAMES = [f"{screen.width:g}x{screen.height:g}" for screen in SCREENS]
STANDING_GROUND = {"ground"}
LINES = {"joint", "score"}
"""A score stands on the line to the next one."""
HEALTH = "health"
GERMAN = "Weiterentwicklung der Zuverlässigkeitsgemeinschaft zwischen allen Abteilungen"
HEBREW = "אנחנו עוזרים זה לזה"
SENTENCE = "Wir unterstützen uns gegenseitig, auch über die Grenzen der eigenen Abteilung hinweg, " * 3


def scales_of(text: str) -> Method:
    """The health check on other scales."""
    whole = resources.read_text("methods/cop-health-check.toml")
    first, last = whole.index("[[activities.settings.scales]]"), whole.index("[[activities.settings.items]]")
    return method_files.parse(whole[:first] + text + whole[last:], "cop-health-check.toml")


NUMBERS = """
[[activities.settings.scales]]
id = "often"
title = "How often"
scale = "1-10"

[[activities.settings.scales]]
id = "matters"
title = "How much it matters"
scale = "high-medium-low"

"""


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


class Room:
    """A health check in the room."""

    def __init__(self, method: Method | None = None) -> None:
        self.session = rehearse(method or method_files.load("cop-health-check"), "Guild")
        self.session.course.start()

    @property
    def ids(self) -> list[str]:
        return [
            each.id
            for each in ratings.topics(self.session.data, find_activity(self.session.data.method, HEALTH))
        ]

    def vote(self, topic: str, *hands: int, scale: str = "colour") -> Room:
        for value, count in enumerate(hands, start=1):
            if count:
                self.session.scores.set_hands(HEALTH, scale, topic, value, count)
        return self

    def show(self, topic: str, *hands: int, scale: str = "colour") -> Room:
        self.vote(topic, *hands, scale=scale)
        self.session.scores.reveal(HEALTH, scale, topic)
        return self

    def agree(self, topic: str, value: int, trend: str = "better") -> Room:
        self.session.ratings.agree(HEALTH, topic, values={"colour": value}, trend=trend, why="We met")
        return self

    def everything(self, *hands: int) -> Room:
        for each in self.ids:
            self.show(each, *hands).agree(each, 2)
        return self

    def named(self, title: str, sentence: str) -> Room:
        for each in self.ids:
            self.session.ratings.reword_topic(
                HEALTH, each, title=title, high=sentence, middle=sentence, low=sentence
            )
        return self

    def ran(self, count: int) -> Room:
        runs = []
        for number in range(count):
            found = {
                each: {
                    "title": each,
                    "counts": {"colour": {"1": 2, "2": 3, "3": 7}},
                    "values": {"colour": 1 + number % 3},
                    "trend": "same",
                    "why": "",
                }
                for each in self.ids
            }
            date = f"{2023 + number // 12}-{number % 12 + 1:02d}-10"
            runs.append({"session": f"s{number}", "title": f"Run {number}", "date": date, "topics": found})
        self.session.values.set(HEALTH, "runs", runs)
        return self

    def sheets(self, screen: Screen, phase: str, topic: str = "learning") -> list[Sheet]:
        self.session.course.go(HEALTH, phase)
        self.session.ratings.go_to(HEALTH, topic)
        view = audience.view(self.session)
        return list(scene.scene_for(view)(view, screen))


def texts(sheets: list[Sheet]) -> list[str]:
    return [mark.text for sheet in sheets for mark in sheet.marks if mark.text]


def check(sheets: list[Sheet], screen: Screen) -> None:
    """Letters above the floor, every mark inside the screen, words and marks apart."""
    inner = screen.inner.adjusted(-1, -1, 1, 1)
    for sheet in sheets:
        for mark in sheet.marks:
            assert inner.contains(mark.rect), (mark.role, mark.text[:40], mark.rect)
            if mark.px:
                assert mark.px >= int(screen.height / 32), (mark.role, mark.text[:40], mark.px)
        apart = [mark for mark in sheet.marks if mark.role not in STANDING_GROUND | LINES]
        for one, other in combinations(apart, 2):
            shared = one.rect.intersected(other.rect)
            touching = min(shared.width(), shared.height())
            assert touching <= 1.5, (one.role, one.text[:30], other.role, other.text[:30])
        if sheet.clock is not None:
            assert inner.contains(sheet.clock.rect)
            for mark in apart:
                shared = mark.rect.intersected(sheet.clock.rect)
                assert min(shared.width(), shared.height()) <= 1.5, (mark.role, mark.text[:40])


SCENES: dict[str, Callable[[], tuple[Room, str]]] = {
    "topics": lambda: (Room(), "topics"),
    "topics, long": lambda: (Room().named(GERMAN, SENTENCE[:300]), "topics"),
    "topics, from the right": lambda: (Room().named(HEBREW, HEBREW), "topics"),
    "asked": lambda: (Room(), "rate"),
    "asked, long": lambda: (Room().named(GERMAN, SENTENCE[:300]), "rate"),
    "asked, from the right": lambda: (Room().named(HEBREW, HEBREW * 3), "rate"),
    "asked, a title alone": lambda: (Room().named(GERMAN, ""), "rate"),
    "one vote": lambda: (Room().show("learning", 1), "rate"),
    "forty votes": lambda: (Room().show("learning", 1, 26, 13).agree("learning", 2), "rate"),
    "forty of one colour": lambda: (Room().show("learning", 40), "rate"),
    "a hundred votes": lambda: (Room().show("learning", 3, 67, 30).agree("learning", 2), "rate"),
    "999 votes": lambda: (Room().show("learning", 333, 333, 333), "rate"),
    "votes, long": lambda: (
        Room().named(GERMAN, SENTENCE[:300]).ran(1).show("learning", 3, 5, 4).agree("learning", 2),
        "rate",
    ),
    "votes, from the right": lambda: (
        Room().named(HEBREW, HEBREW * 3).show("learning", 3, 5, 4).agree("learning", 2),
        "rate",
    ),
    "two scales, asked": lambda: (Room(scales_of(NUMBERS)), "rate"),
    "two scales": lambda: (
        Room(scales_of(NUMBERS))
        .show("learning", 1, 2, 3, 4, 3, 2, 1, 0, 9, 40, scale="often")
        .show("learning", 1, 2, 3, scale="matters"),
        "rate",
    ),
    "two scales, picture": lambda: (
        Room(scales_of(NUMBERS))
        .show("learning", 1, 2, 3, 4, 3, 2, 1, 0, 9, 40, scale="often")
        .show("learning", 1, 2, 3, scale="matters"),
        "picture",
    ),
    "picture": lambda: (Room().everything(2, 5, 3), "picture"),
    "picture, nothing": lambda: (Room(), "picture"),
    "picture, many votes": lambda: (Room().everything(25, 50, 25), "picture"),
    "picture, four runs": lambda: (Room().ran(3).everything(2, 5, 3), "picture"),
    "picture, 24 runs": lambda: (Room().ran(23).everything(2, 5, 3), "picture"),
    "picture, long": lambda: (Room().named(GERMAN, "x").ran(3).everything(2, 5, 3), "picture"),
    "picture, from the right": lambda: (Room().named(HEBREW, "x").ran(3).everything(2, 5, 3), "picture"),
    "plan": lambda: (Room(), "plan"),
    "plan, everything": lambda: (Room().everything(2, 5, 3), "plan"),
}


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
@pytest.mark.parametrize("name", list(SCENES))
def test_everything_is_large_apart_and_inside_the_screen(name: str, screen: Screen) -> None:
    room, phase = SCENES[name]()
    sheets = room.sheets(screen, phase)
    assert sheets
    check(sheets, screen)


@pytest.mark.parametrize("name", [name for name in SCENES if "asked" not in name and "topics" not in name])
def test_no_percentage_and_no_average_is_ever_shown(name: str) -> None:
    room, phase = SCENES[name]()
    words = "\n".join(texts(room.sheets(SCREENS[0], phase)))
    assert "%" not in words
    assert not re.search(r"average|mean\b|total|sum\b", words, re.IGNORECASE)


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_before_the_reveal_the_room_sees_the_topic_with_its_sentences_and_no_figure(screen: Screen) -> None:
    room = Room().ran(2).vote("learning", 7, 0, 5)
    (sheet,) = room.sheets(screen, "rate")
    words = texts([sheet])
    for sentence in (
        "Learning and growth",
        "I keep learning here and get better at my craft",
        "I learn something new now and then",
        "Nothing is new, and I cannot practise what I care about",
        "Everybody for themselves, all at the same moment",
    ):
        assert sentence in words
    assert not [mark for mark in sheet.marks if mark.role in ("count", "vote", "was", "agreed", "trend_name")]


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
@pytest.mark.parametrize("hands", [(2, 5, 3), (0, 26, 14), (30, 67, 3)])
def test_each_vote_has_its_mark_and_each_colour_its_figure(screen: Screen, hands: tuple[int, ...]) -> None:
    (sheet,) = Room().show("learning", *hands).sheets(screen, "rate")
    assert [mark.text for mark in sheet.marks if mark.role == "count"] == [str(each) for each in hands[::-1]]
    assert len([mark for mark in sheet.marks if mark.role == "vote"]) == sum(hands)


def test_all_votes_of_a_topic_come_on_one_page_at_once() -> None:
    assert len(Room().show("learning", 2, 5, 3).sheets(SCREENS[0], "rate")) == 1


def test_what_was_agreed_is_said_in_words_beside_its_signs() -> None:
    room = Room().ran(1).show("learning", 2, 5, 3).agree("learning", 2)
    words = texts(room.sheets(SCREENS[0], "rate"))
    assert {"We agree on", "Amber", "Getting better", "was: red in Jan 23"} <= set(words)


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_a_long_title_and_its_sentences_are_read_in_full_before_the_vote(screen: Screen) -> None:
    room = Room().named(GERMAN, SENTENCE[:240])
    (sheet,) = room.sheets(screen, "rate")
    for role in ("topic", "said"):
        found = [mark for mark in sheet.marks if mark.role == role]
        assert found
        assert all(mark.block.complete for mark in found)  # type: ignore[attr-defined]


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_every_topic_is_on_some_page_and_the_pages_are_about_even(screen: Screen) -> None:
    room = Room().ran(3).everything(2, 5, 3)
    for phase in ("topics", "picture"):
        sheets = room.sheets(screen, phase)
        wanted = [
            each.title
            for each in ratings.topics(room.session.data, find_activity(room.session.data.method, HEALTH))
        ]
        lists = [
            [mark.text for mark in sheet.marks if mark.role == "topic"]
            for sheet in sheets
            if not any(mark.role == "level" for mark in sheet.marks)
        ]
        assert [title for page in lists for title in page] == wanted
        assert max(len(page) for page in lists) - min(len(page) for page in lists) <= 1


def test_the_history_names_every_run_and_every_topic() -> None:
    sheets = Room().ran(3).everything(2, 5, 3).sheets(SCREENS[0], "picture")
    pages = [sheet for sheet in sheets if any(mark.role == "level" for mark in sheet.marks)]
    scores = [mark for sheet in pages for mark in sheet.marks if mark.role == "score"]
    assert len(scores) == 11 * 4
    words = texts(pages)
    assert words.count("Jan") == 11
    assert "Safety" in words


def test_one_run_alone_has_no_history() -> None:
    sheets = Room().everything(2, 5, 3).sheets(SCREENS[0], "picture")
    assert not [mark for sheet in sheets for mark in sheet.marks if mark.role == "level"]


def test_each_scale_of_two_has_its_page_with_its_name() -> None:
    room = Room(scales_of(NUMBERS)).show("learning", 1, 2, scale="often")
    room.show("learning", 1, 2, 3, scale="matters")
    sheets = room.sheets(SCREENS[0], "rate")
    assert len(sheets) == 2
    assert "How often" in sheets[0].text
    assert "How much it matters" in sheets[1].text


@pytest.mark.parametrize("screen", SCREENS, ids=NAMES)
def test_the_plan_begins_with_the_topics_to_choose_from_and_keeps_them_after_it(screen: Screen) -> None:
    room = Room().everything(5, 3, 2)
    offered = room.sheets(screen, "plan")
    assert all("Which one or two topics do we work on?" in page.text for page in offered)
    assert "Learning and growth" in offered[0].text
    room.session.ratings.plan(HEALTH, "learning", "Ask who would teach")
    planned = room.sheets(screen, "plan")
    assert "Ask who would teach" in planned[0].text
    assert [page.text for page in planned[1:]] == [page.text for page in offered]


def test_next_steps_are_asked_for_and_not_the_last_word_that_comes_later() -> None:
    room = Room()
    room.session.course.go("close", "next_steps")
    view = audience.view(room.session)
    text = scene.scene_for(view)(view, SCREENS[0])[0].text
    assert "What happens next?" in text
    assert "One word" not in text


def test_without_topics_the_question_is_asked() -> None:
    room = Room()
    for each in room.ids:
        room.session.ratings.drop_topic(HEALTH, each)
    room.session.course.go(HEALTH, "rate")
    view = audience.view(room.session)
    sheets = scene.scene_for(view)(view, SCREENS[0])
    assert "How is it for you, today?" in sheets[0].text
