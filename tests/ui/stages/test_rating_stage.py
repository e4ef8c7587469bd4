"""A rating on the desk, from the topics to what we do next, by keyboard alone."""

from __future__ import annotations

from dataclasses import replace
from itertools import cycle
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QApplication, QWidget

import resources
from facilitator import audience, method_files, ratings
from facilitator.activities.rating import RatingView
from facilitator.method import Method
from facilitator.opening import rehearse
from facilitator.ratings import Agreed, Topic
from facilitator.scoring import hands_of
from facilitator.session import Session
from facilitator.state import find_activity
from ui.desk.rating.history_side import HistorySide
from ui.desk.rating.next_panel import NextPanel
from ui.pictures.rating_marks import ScoreMark

HEALTH = "health"
TWO_SCALES = """
[[activities.settings.scales]]
id = "often"
title = "How often"
scale = "1-5"
words = { 1 = "never", 5 = "always" }

[[activities.settings.scales]]
id = "matters"
title = "How much it matters"
scale = "high-medium-low"

"""
KEYS_A_TOPIC = 7
"""Three digits with Enter between them, one key that shows the votes, one that brings the next topic."""


def two_scales() -> Method:
    """The health check on two scales of numbers."""
    text = resources.read_text("methods/cop-health-check.toml")
    first, last = text.index("[[activities.settings.scales]]"), text.index("[[activities.settings.items]]")
    return method_files.parse(text[:first] + TWO_SCALES + text[last:], "cop-health-check.toml")


@pytest.fixture
def session() -> Session:
    made = rehearse(method_files.load("cop-health-check"), "Guild, autumn")
    made.course.start()
    made.people.set_head_count(10)
    return made


@pytest.fixture
def numbers() -> Session:
    """A session on two scales, which takes the place of the other one on the desk."""
    made = rehearse(two_scales(), "Two scales")
    made.course.start()
    made.people.set_head_count(3)
    return made


def topics(session: Session, *, dropped_too: bool = False) -> tuple[Topic, ...]:
    return ratings.topics(session.data, find_activity(session.data.method, HEALTH), dropped_too=dropped_too)


def titles(session: Session) -> list[str]:
    return [each.title for each in topics(session)]


def room(session: Session) -> RatingView:
    part = audience.view(session).part
    assert isinstance(part, RatingView)
    return part


def agreed(session: Session) -> Agreed:
    found = room(session).agreed
    assert found is not None
    return found


def vote(session: Session, topic: str, *hands: int, scale: str = "colour") -> None:
    """Count hands for a topic, those for the lowest score first, and show them."""
    for value, count in enumerate(hands, start=1):
        if count:
            session.scores.set_hands(HEALTH, scale, topic, value, count)
    session.scores.reveal(HEALTH, scale, topic)


def earlier_runs(session: Session, count: int) -> None:
    """Runs a month apart, each with every topic."""
    colours = cycle((1, 2, 3))
    runs = []
    for number in range(count):
        found = {}
        for each in topics(session):
            value = next(colours)
            found[each.id] = {
                "title": each.title,
                "counts": {"colour": {str(score): 10 if score == value else 0 for score in (1, 2, 3)}},
                "values": {"colour": value},
                "trend": "worse",
                "why": "Nobody had time",
            }
        date = f"{2023 + number // 12}-{number % 12 + 1:02d}-10"
        runs.append({"session": f"s{number}", "title": f"Run {number}", "date": date, "topics": found})
    session.values.set(HEALTH, "runs", runs)


def segment(row: QWidget, words: str) -> QAbstractButton:
    """The part of a row of segments that says `words`."""
    return next(each for each in row.findChildren(QAbstractButton) if each.text() == words)


def press_to(desk: Any, wanted: QWidget, key: Qt.Key = Qt.Key.Key_Tab) -> None:
    """Walk with Tab, or back, until the keyboard is there."""
    for _ in range(80):
        if desk.focusWidget() is wanted:
            return
        desk.press(key)
    pytest.fail(f"Tab does not reach {wanted.accessibleName()!r}")


# -- the topics ----------------------------------------------------------------------------------------------------


def test_typing_adds_one_topic_after_another(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "topics")
    desk.type("On-call\nMoney\n")
    assert titles(session)[-2:] == ["On-call", "Money"]
    assert "13 topics" in desk.words()


def test_half_a_topic_survives_leaving_the_stage(desk: Any) -> None:
    desk.go(HEALTH, "topics")
    desk.type("On-c")
    desk.go("welcome")
    desk.go(HEALTH, "topics")
    assert desk.focusWidget().text() == "On-c"


def test_a_topic_is_left_out_and_taken_back_where_it_stood(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "topics")
    before = titles(session)
    press_to(desk, desk.button("Leave Safety out"))
    desk.press(Qt.Key.Key_Space)
    assert "Safety" not in titles(session)
    assert "Left out" in desk.words()
    press_to(desk, desk.button("Take Safety back"))
    desk.press(Qt.Key.Key_Space)
    assert titles(session) == before
    assert "Left out" not in desk.words()


def test_a_topic_walks_up_and_down_under_the_same_key(desk: Any, session: Session) -> None:
    """The keyboard goes along, so the key is simply pressed again."""
    desk.go(HEALTH, "topics")
    press_to(desk, desk.button("Move Safety down"))
    desk.press(Qt.Key.Key_Space)
    desk.press(Qt.Key.Key_Space)
    assert titles(session).index("Safety") == 4
    assert desk.focusWidget() is desk.button("Move Safety down")
    press_to(desk, desk.button("Move Safety up"))
    for _ in range(4):
        desk.press(Qt.Key.Key_Space)
    assert titles(session)[0] == "Safety"
    assert desk.here.panel.isAncestorOf(desk.focusWidget())


def test_a_topic_is_reworded_field_by_field(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "topics")
    press_to(desk, desk.button("Change the words of Fun"))
    desk.press(Qt.Key.Key_Space)
    desk.type("Joy\n")
    desk.qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("We laugh\n\n\n")
    joy = next(each for each in topics(session) if each.id == "fun")
    assert (joy.title, joy.high) == ("Joy", "We laugh")
    assert joy.middle == "It is all right"
    assert not desk.here.panel.rows[0].fields
    session.undo()
    session.undo()
    assert "Fun" in titles(session)
    assert "Fun" in desk.words()


def test_words_half_changed_are_kept_when_the_phase_ends(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "topics")
    desk.button("Change the words of Fun").click()
    desk.type("Joy")
    desk.go(HEALTH, "rate")
    assert "Joy" in titles(session)


def test_a_topic_without_a_title_is_refused_and_nothing_is_lost(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "topics")
    desk.button("Change the words of Fun").click()
    desk.press(Qt.Key.Key_Delete)
    desk.go("welcome")
    assert "Fun" in titles(session)


def test_the_forty_first_topic_is_refused_in_one_sentence(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "topics")
    for number in range(29):
        session.ratings.add_topic(HEALTH, f"Topic {number}")
    desk.here.setFocus()
    desk.type("One too many\n")
    assert desk.said == ["A room can rate 40 topics at most. Drop one first."]
    assert len(topics(session)) == 40
    assert desk.focusWidget().text() == "One too many"


# -- votes ---------------------------------------------------------------------------------------------------------


def test_eleven_topics_are_counted_and_shown_with_seventy_six_keys(desk: Any, session: Session) -> None:
    """Seven keys a topic, and the last one needs none to go on."""
    desk.go(HEALTH, "rate")
    keys = 0
    for number in range(11):
        hands = f"{number % 4}\n{6 - number % 4}\n4"
        desk.type(hands)
        desk.forward()
        keys += len(hands) + 1
        if number < 10:
            desk.forward()
            keys += 1
    assert keys == 11 * KEYS_A_TOPIC - 1 == 76
    now = ratings.rating(session.data, find_activity(session.data.method, HEALTH))
    counts = [tuple(each.tallies["colour"].count(value) for value in (1, 2, 3)) for each in now.topics]
    assert counts == [(number % 4, 6 - number % 4, 4) for number in range(11)]
    assert desk.here.next_step() is None


def test_nothing_is_shown_before_all_votes_are_in_and_the_button_says_why(
    desk: Any, session: Session
) -> None:
    desk.go(HEALTH, "rate")
    assert desk.here.next_step().reason == "No vote is in yet"
    desk.type("2\n7")
    assert desk.here.next_step().reason == "1 vote is missing"
    assert "9 of 10 votes" in desk.words()
    assert room(session).counts is None
    desk.press(Qt.Key.Key_Return)
    desk.type("1")
    assert desk.here.next_step().reason == ""
    desk.forward()
    assert room(session).counts == {"colour": (2, 7, 1)}
    assert "10 votes, shown" in desk.words()


def test_with_people_gone_what_is_in_can_be_shown_and_covered_again(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "rate")
    desk.type("2\n5")
    press_to(desk, desk.button("Show what is in"))
    desk.press(Qt.Key.Key_Space)
    assert room(session).counts == {"colour": (2, 5, 0)}
    press_to(desk, desk.button("Cover them again"))
    desk.press(Qt.Key.Key_Space)
    assert room(session).counts is None
    first = desk.here.panel.tables["colour"].fields[("learning", 1)]
    assert desk.here.panel.tables["colour"].isAncestorOf(desk.focusWidget())
    press_to(desk, first)
    desk.type("3")
    assert hands_of(session.data, HEALTH, "colour", "learning") == {1: 3, 2: 5}


def test_shown_votes_cannot_be_changed(desk: Any, session: Session) -> None:
    vote(session, "learning", 2, 5, 3)
    desk.go(HEALTH, "rate")
    assert all(field.isReadOnly() for field in desk.here.panel.tables["colour"].fields.values())


def test_the_room_knows_nothing_before_the_reveal(desk: Any, session: Session) -> None:
    """No count, no colour that was agreed before the votes were covered again, none of the last run."""
    earlier_runs(session, 1)
    vote(session, "learning", 2, 5, 3)
    session.ratings.agree(HEALTH, "learning", values={"colour": 2}, trend="better", why="We met")
    session.scores.cover(HEALTH, "colour", "learning")
    desk.go(HEALTH, "rate")
    seen = room(session)
    assert seen.topic is not None
    assert (seen.counts, seen.agreed, seen.was, seen.was_date) == (None, None, None, None)
    assert desk.here.room_sees() == "The room sees the topic, no votes"
    assert "Last time" not in desk.words()


def test_more_votes_than_people_are_said(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "rate")
    desk.type("9\n9")
    assert "18 of 10 votes" in desk.words()
    assert desk.here.panel.counted().role == "warn"


def test_nine_hundred_and_ninety_nine_people_can_vote(desk: Any, session: Session) -> None:
    session.people.set_head_count(999)
    desk.go(HEALTH, "rate")
    desk.type("333\n333\n333")
    desk.forward()
    assert room(session).counts == {"colour": (333, 333, 333)}


@pytest.mark.parametrize("keys", ["graggrggra", "3123313312", "GRAGGRGGRA"])
def test_slips_are_typed_as_letters_or_digits(desk: Any, session: Session, keys: str) -> None:
    desk.go(HEALTH, "rate")
    segment(desk.here.panel.entry, "Slips").click()
    QApplication.processEvents()
    desk.type(keys)
    assert desk.here.next_step().reason == ""
    assert room(session).counts is None
    desk.forward()
    assert room(session).counts == {"colour": (3, 2, 5)}


def test_a_digit_that_is_no_colour_is_refused_with_what_may_be_typed(desk: Any, session: Session) -> None:
    session.scores.set_entry(HEALTH, "sheets")
    desk.go(HEALTH, "rate")
    desk.type("7")
    assert desk.said == ["A score is G (green), A (amber), R (red)."]
    assert not session.data.ballots


def test_a_slip_left_empty_is_no_vote(desk: Any, session: Session) -> None:
    session.scores.set_entry(HEALTH, "sheets")
    desk.go(HEALTH, "rate")
    desk.type("gg")
    desk.press(Qt.Key.Key_Space)
    desk.type("r")
    assert "3 of 10 votes" in desk.words()


# -- agreeing ------------------------------------------------------------------------------------------------------


def test_colour_trend_and_reason_are_agreed_by_keys(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "rate")
    desk.type("2\n5\n3")
    desk.forward()
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert agreed(session).values == {"colour": 2}
    desk.press(Qt.Key.Key_Return)
    assert agreed(session).trend == "better"
    desk.type("We met twice\n")
    assert agreed(session).why == "We met twice"
    desk.press(Qt.Key.Key_Up)
    desk.press(Qt.Key.Key_Right)
    desk.press(Qt.Key.Key_Return)
    assert agreed(session).trend == "same"


def test_a_letter_typed_after_the_reveal_begins_the_reason(desk: Any, session: Session) -> None:
    vote(session, "learning", 2, 5, 3)
    desk.go(HEALTH, "rate")
    assert desk.here.take_text("W")
    desk.type("e met\n")
    assert agreed(session).why == "We met"


def test_going_to_the_next_topic_keeps_the_reason(desk: Any, session: Session) -> None:
    vote(session, "learning", 2, 5, 3)
    desk.go(HEALTH, "rate")
    desk.here.take_text("We met twice")
    desk.forward()
    assert room(session).number == 2
    assert desk.here.panel.why.text() == ""
    assert session.data.value(HEALTH, "agreed")["learning"]["why"] == "We met twice"
    assert not session.place.drafts.get(f"{HEALTH}/why")


def test_half_a_reason_comes_back_after_the_program_was_killed(desk: Any, session: Session) -> None:
    vote(session, "learning", 2, 5, 3)
    desk.go(HEALTH, "rate")
    desk.here.take_text("We met tw")
    assert session.place.drafts[f"{HEALTH}/why"] == "We met tw"
    again = desk.here.make_panel(session.course.phase)
    desk.qtbot.addWidget(again)
    assert again.why.text() == "We met tw"
    again.leave()
    assert session.data.value(HEALTH, "agreed")["learning"]["why"] == "We met tw"


def test_last_time_is_said_once_votes_are_shown(desk: Any, session: Session) -> None:
    earlier_runs(session, 1)
    vote(session, "learning", 2, 5, 3)
    desk.go(HEALTH, "rate")
    assert "Last time, in Jan 23: Red, getting worse. Nobody had time" in desk.words()


def test_undo_takes_back_what_was_agreed_and_then_the_reveal(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "rate")
    desk.type("2\n5\n3")
    desk.forward()
    desk.press(Qt.Key.Key_Return)
    session.undo()
    assert room(session).agreed is None
    session.undo()
    assert room(session).counts is None
    assert desk.here.next_step().command == "scores.reveal"


def test_the_list_walks_to_any_topic_with_the_arrows(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "rate")
    press_to(desk, desk.here.panel.list, Qt.Key.Key_Backtab)
    desk.press(Qt.Key.Key_Down)
    QApplication.processEvents()
    assert "Topic 2 of 11" in desk.words()
    assert "I offer help, I get help, and there is time for it" in desk.words()


def test_all_eleven_topics_are_rated_agreed_and_planned_without_a_mouse(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "rate")
    for number in range(11):
        desk.type("2\n5\n3")
        desk.forward()
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Return, Qt.Key.Key_Return):
            desk.press(key)
        if number < 10:
            desk.forward()
    assert set(session.data.value(HEALTH, "agreed")) == {each.id for each in topics(session)}
    desk.forward()
    assert session.place.phase == "picture"
    assert "11 of 11 agreed" in desk.words()
    desk.forward()
    desk.type("Swap a person\nMira\n+7\n")
    assert [(each.text, each.owner) for each in session.data.actions] == [("Swap a person", "Mira")]


def test_without_topics_the_stage_says_so(desk: Any, session: Session) -> None:
    for each in topics(session):
        session.ratings.drop_topic(HEALTH, each.id)
    for phase in ("topics", "rate", "picture", "plan"):
        desk.go(HEALTH, phase)
        desk.grab()
        assert desk.focusWidget() is not None
    desk.go(HEALTH, "rate")
    assert "No topics. Add one in the phase before." in desk.words()
    assert desk.here.next_step() is None
    assert not desk.here.take_text("x")


def test_forty_topics_can_be_walked_to_the_end(desk: Any, session: Session) -> None:
    for number in range(29):
        session.ratings.add_topic(HEALTH, f"A topic of our own with a name that is long, number {number}")
    last = topics(session)[-1].id
    desk.go(HEALTH, "rate")
    session.ratings.go_to(HEALTH, last)
    QApplication.processEvents()
    assert "Topic 40 of 40" in desk.words()
    desk.type("2\n5\n3")
    desk.forward()
    assert room(session).counts == {"colour": (2, 5, 3)}


# -- picture, history, plan ----------------------------------------------------------------------------------------


def marks(view: Any, role: str) -> list[Any]:
    return [each for each in view.page.marks if each.role == role]


@pytest.mark.parametrize("runs", [0, 3, 23])
def test_the_picture_has_every_topic_and_the_history_every_run(
    desk: Any, session: Session, runs: int
) -> None:
    earlier_runs(session, runs)
    for each in topics(session):
        vote(session, each.id, 2, 5, 3)
        session.ratings.agree(HEALTH, each.id, values={"colour": 2}, trend="better", why="We met")
    desk.go(HEALTH, "picture")
    QApplication.processEvents()
    desk.grab()
    panel = desk.here.panel
    assert [each.text for each in marks(panel.picture, "topic")] == titles(session)
    assert [each.text for each in marks(panel.picture, "agreed")] == ["Amber"] * 11
    assert panel.side.isVisibleTo(desk) == (runs > 0)
    if runs:
        assert [each.text for each in marks(panel.history, "topic")] == titles(session)
        assert len(marks(panel.history, "score")) == 11 * (runs + 1)
        assert "%" not in " ".join(each.text for each in panel.history.page.marks)
    assert "%" not in " ".join(each.text for each in panel.picture.page.marks)


@pytest.mark.parametrize(("width", "beside"), [(768, False), (1264, True)])
@pytest.mark.parametrize("phase", ["rate", "picture"])
def test_on_a_wide_desk_the_runs_stand_beside_the_topics(
    desk: Any, session: Session, phase: str, width: int, beside: bool
) -> None:
    """On a narrow one they are below the picture, and the votes have the room for themselves."""
    earlier_runs(session, 3)
    desk.resize(width, 800)
    desk.go(HEALTH, phase)
    QApplication.processEvents()
    desk.grab()
    panel = desk.here.panel
    side = panel.findChild(HistorySide)
    assert side.isVisibleTo(desk) == (beside or phase == "picture")
    if phase == "picture":
        assert (side.x() > panel.picture.geometry().right()) == beside


def test_the_rows_of_the_picture_are_walked_by_key_and_say_their_topic(desk: Any, session: Session) -> None:
    vote(session, "learning", 2, 5, 3)
    session.ratings.agree(HEALTH, "learning", values={"colour": 2}, trend="better", why="We met")
    desk.go(HEALTH, "picture")
    QApplication.processEvents()
    picture = desk.here.panel.picture
    assert desk.focusWidget() is picture
    assert "Learning and growth" in picture.accessibleName()
    assert "Amber" in picture.accessibleName()
    assert "Getting better" in picture.accessibleName()
    desk.press(Qt.Key.Key_Down)
    assert "We help each other" in picture.accessibleName()


def test_the_plan_begins_with_the_first_of_the_topics_that_stand_worst(desk: Any, session: Session) -> None:
    found = topics(session)
    for place, each in enumerate(found):
        vote(session, each.id, 4, 3, 3)
        session.scores.reveal(HEALTH, "colour", each.id)
        session.ratings.agree(
            HEALTH, each.id, values={"colour": 1 if place in (2, 5) else 3}, trend="same", why=""
        )
    session.ratings.go_to(HEALTH, found[-1].id)
    desk.go(HEALTH, "plan")
    assert desk.findChild(NextPanel).topic.chosen_id() == found[2].id


def test_what_we_do_belongs_to_the_topic_that_was_chosen(desk: Any, session: Session) -> None:
    desk.go(HEALTH, "plan")
    panel = desk.here.panel
    press_to(desk, panel.topic, Qt.Key.Key_Backtab)
    desk.press(Qt.Key.Key_Down)
    press_to(desk, panel.text)
    desk.type("Pair on incidents\nMira\n\n")
    (item,) = session.data.actions
    assert (item.topic, item.text, item.owner, item.due) == (
        "We help each other",
        "Pair on incidents",
        "Mira",
        None,
    )
    assert "1 without a name or a date" in desk.words()
    row = panel.rows[0]
    press_to(desk, row.owner)
    desk.qtbot.keyClick(desk.focusWidget(), Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    desk.type("Goran\n2026-12-24\n")
    (item,) = session.data.actions
    assert (item.owner, item.due) == ("Goran", "2026-12-24")
    assert "Each has a name and a date" in desk.words()
    press_to(desk, desk.button("Take out Pair on incidents"))
    desk.press(Qt.Key.Key_Space)
    assert not session.data.actions
    session.undo()
    assert [row.item.action.text for row in panel.rows] == ["Pair on incidents"]


def test_what_helps_and_hinders_is_looked_at_with_the_topic(desk: Any, session: Session) -> None:
    looked: list[str] = []
    desk.context = replace(desk.context, look_into=lambda finding: looked.append(finding.item_id))
    vote(session, "learning", 2, 5, 3)
    desk.go(HEALTH, "rate")
    press_to(desk, desk.button("Look at what helps and hinders"))
    desk.press(Qt.Key.Key_Space)
    desk.go(HEALTH, "plan")
    desk.here.panel.topic.choose("fun")
    press_to(desk, desk.button("Look at what helps and hinders"), Qt.Key.Key_Backtab)
    desk.press(Qt.Key.Key_Space)
    assert looked == ["learning", "fun"]


def test_without_a_library_nothing_is_offered_that_needs_one(desk: Any, session: Session) -> None:
    vote(session, "learning", 2, 5, 3)
    desk.go(HEALTH, "rate")
    assert "Look at what helps and hinders" not in [
        each.text()
        for each in desk.findChildren(QWidget)
        if hasattr(each, "words") and each.isVisibleTo(desk)
    ]


# -- two scales ----------------------------------------------------------------------------------------------------


class TestTwoScales:
    """A method with two scales of numbers works as the one with colours does."""

    @pytest.fixture
    def session(self, numbers: Session) -> Session:
        return numbers

    def test_every_phase_stands(self, desk: Any, session: Session) -> None:
        for phase in ("topics", "rate", "picture", "plan"):
            desk.go(HEALTH, phase)
            desk.grab()
            words = desk.words()
            for colour in ("Red", "Amber", "Green"):
                assert colour not in words
            assert all("colour" not in hint.text for hint in desk.here.key_hints())

    def test_hands_go_from_one_scale_to_the_other_and_both_are_shown_together(
        self, desk: Any, session: Session
    ) -> None:
        desk.go(HEALTH, "rate")
        desk.type("1\n\n2\n\n\n")
        assert "0 of 3 votes" in desk.words()
        assert desk.here.next_step().reason
        desk.type("\n2\n1")
        assert room(session).counts is None
        desk.forward()
        assert room(session).counts == {"often": (1, 0, 2, 0, 0), "matters": (0, 2, 1)}

    def test_slips_go_from_one_scale_to_the_other(self, desk: Any, session: Session) -> None:
        session.scores.set_entry(HEALTH, "sheets")
        desk.go(HEALTH, "rate")
        assert any("1–5" in hint.keys for hint in desk.here.key_hints())
        desk.type("135")
        press_to(desk, desk.here.panel.grids["matters"])
        desk.type("hml")
        desk.forward()
        assert room(session).counts == {"often": (1, 0, 1, 0, 1), "matters": (1, 1, 1)}

    def test_both_scales_are_agreed_by_keys(self, desk: Any, session: Session) -> None:
        vote(session, "learning", 1, 0, 2, 0, 0, scale="often")
        vote(session, "learning", 0, 2, 1, scale="matters")
        desk.go(HEALTH, "rate")
        for key in (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Return):
            desk.press(key)
        desk.press(Qt.Key.Key_Right)
        desk.press(Qt.Key.Key_Return)
        assert agreed(session).values == {"often": 3, "matters": 2}
        lines = desk.here.panel.agreeing.agreed
        assert lines["often"].accessibleName() != lines["matters"].accessibleName()
        desk.go(HEALTH, "picture")
        QApplication.processEvents()
        shown = desk.here.panel.picture.page.marks
        assert [each.words for each in shown if isinstance(each, ScoreMark)] == ["3", "Medium"]
        # A figure stands in its mark; only what a mark cannot hold stands beside it as well.
        assert [each.text for each in marks(desk.here.panel.picture, "agreed")] == ["Medium"]
