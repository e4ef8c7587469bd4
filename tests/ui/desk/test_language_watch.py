"""Hints on words: while typing in a postmortem, to the facilitator alone, and easily put away."""

from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator import audience, method_files, timelines
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.desk.activities.timeline import KindStage as TimelineStage
from ui.desk.language_watch import ADVERSARIES, sentence_at
from ui.desk.stage import stage_for

Key = Qt.Key
Ctrl = Qt.KeyboardModifier.ControlModifier


def look_back(*names: str) -> Session:
    session = rehearse(method_files.load("postmortem"))
    session.people.add(names)
    session.timeline.set_incident(zone="Europe/Berlin", began="2026-03-02T13:27:00Z")
    session.course.go("timeline")
    return session


class Typing:
    """Types into the postmortem that is open, and waits until what was typed has been looked at."""

    def __init__(self, desk: Any, session: Session, qtbot: Any) -> None:
        self.desk, self.session, self.qtbot = desk, session, qtbot
        desk.window.open_session(session)
        self.watch = desk.page.language
        self.card = self.watch.card

    @property
    def line(self) -> Any:
        stage = self.desk.stage
        assert isinstance(stage, TimelineStage)
        return stage.panel.line

    def into(self, field: Any, text: str) -> None:
        field.setFocus()
        self.qtbot.keyClicks(field, text)

    def look(self) -> None:
        """Let typing rest."""
        self.watch._rested()
        self.qtbot.waitUntil(lambda: not self.watch.looking, timeout=20_000)

    def hint(self, rule: str) -> None:
        self.qtbot.waitUntil(
            lambda: self.watch.hint is not None and self.watch.hint.rule == rule, timeout=20_000
        )


@pytest.fixture
def typing(open_desk: Any, qtbot: Any) -> Any:
    """The desk with a postmortem that is being prepared."""
    return Typing(open_desk(make_stage=stage_for), look_back("Jun", "Amara"), qtbot)


def test_a_hint_shows_its_words_reason_question_and_source(typing: Any) -> None:
    """Explainable: which words, why, a question instead; rule and source are one click away."""
    typing.into(typing.line, "14:41 Jun forgot to switch the check on")
    assert typing.card.isHidden()
    typing.look()
    card, hint = typing.card, typing.watch.hint
    assert not card.isHidden()
    assert card.about.text() == "About “Jun forgot”"
    assert card.reason.text() == hint.reason
    assert card.question.text() == hint.suggestion
    assert card.source.isHidden()
    card.why.click()
    assert not card.source.isHidden()
    assert "Rule N1." in card.source.text()
    assert hint.source in card.source.text()


def test_the_question_takes_the_place_of_the_sentence_and_undo_brings_it_back(typing: Any) -> None:
    """Use this leaves the time of an entry and what stands behind the bar; Ctrl+Z of the line takes it back."""
    typed = "14:41 > Jun forgot to switch the check on | chat"
    typing.into(typing.line, typed)
    typing.look()
    question = typing.watch.hint.suggestion
    assert not typing.card.use.isHidden()
    typing.card.use.click()
    assert typing.line.text() == f"14:41 > {question} | chat"
    assert typing.session.place.drafts[typing.line._field] == typing.line.text()
    assert typing.card.isHidden()
    typing.line.undo()
    assert typing.line.text() == typed


def test_a_line_entered_before_typing_rested_is_looked_at_as_well(typing: Any) -> None:
    """Entries are typed at speed: the hint comes after Enter, about words that stand in the list now."""
    typing.into(typing.line, "14:41 Jun forgot to switch the check on")
    typing.qtbot.keyClick(typing.line, Key.Key_Return)
    typing.hint("N1")
    assert typing.card.use.isHidden()
    found = timelines.timeline(typing.session.data)
    assert found is not None
    assert [each.text for each in found.entries] == ["Jun forgot to switch the check on"]
    typing.into(typing.line, "14:43 The check is on")
    typing.look()
    assert typing.watch.hint is not None
    typing.card.leave.click()
    assert typing.card.isHidden()


def test_leave_it_is_for_these_words_only(typing: Any) -> None:
    """What was left is not said again; the same rule on other words is."""
    typing.into(typing.line, "14:41 Jun forgot to switch the check on")
    typing.look()
    typing.card.leave.click()
    assert typing.card.isHidden()
    typing.look()
    assert typing.card.isHidden()
    typing.line.clear_draft()
    typing.into(typing.line, "14:43 Amara forgot to call")
    typing.look()
    assert not typing.card.isHidden()


def test_a_rule_can_be_quiet_for_the_session(typing: Any) -> None:
    """Not in this session holds for all words of that rule, and after the session was opened again."""
    typing.into(typing.line, "14:41 Jun forgot to switch the check on")
    typing.look()
    typing.card.quiet.click()
    typing.line.clear_draft()
    typing.into(typing.line, "14:43 Amara forgot to call")
    typing.look()
    assert typing.card.isHidden()
    again = Typing(typing.desk, typing.session, typing.qtbot)
    again.look()
    assert again.card.isHidden()


def test_a_wish_becomes_an_idea_for_an_action_by_one_click(typing: Any) -> None:
    """A counterfactual is kept where ideas are, as a draft; other hints offer no such thing."""
    typing.into(typing.line, "14:41 The alert should have fired")
    typing.look()
    idea = typing.watch.hint.idea
    assert idea
    assert not typing.card.idea.isHidden()
    typing.card.idea.click()
    assert [note.text for note in typing.session.data.loose_in("ideas")] == [idea]
    assert typing.card.isHidden()
    typing.line.clear_draft()
    typing.into(typing.line, "14:41 Jun forgot to switch the check on")
    typing.look()
    assert typing.card.idea.isHidden()


def test_forms_and_ideas_are_looked_at_as_well(typing: Any) -> None:
    """Anywhere in a postmortem: a field of a form, and a note among the ideas."""
    session = typing.session
    for activity, phase in (("reading", "show"), ("actions", "ideas")):
        session.course.go(activity, phase)
        typing.desk.page.focus_stage()
        field = QApplication.focusWidget()
        typing.qtbot.keyClicks(field, "All is well. Jun forgot to call. And so on.")
        typing.look()
        assert typing.watch.hint.rule == "N1", activity
        question = typing.watch.hint.suggestion
        typing.card.use.click()
        text = field.text()
        assert text == f"All is well. {question} And so on.", activity


def test_another_place_puts_the_card_away(typing: Any) -> None:
    """No hint stands beside words that are not there."""
    typing.into(typing.line, "14:41 Jun forgot to switch the check on")
    typing.look()
    typing.session.course.go("actions")
    assert typing.card.isHidden()


def test_another_phase_puts_the_card_away_as_well(typing: Any) -> None:
    """Also a hint on an idea that was entered: in the next phase its words are nowhere."""
    typing.session.course.go("actions", "ideas")
    typing.desk.page.focus_stage()
    field = QApplication.focusWidget()
    typing.qtbot.keyClicks(field, "Be more careful")
    typing.qtbot.keyClick(field, Key.Key_Return)
    typing.qtbot.waitUntil(lambda: not typing.card.isHidden(), timeout=20_000)
    typing.session.course.go("actions", "commit")
    assert typing.card.isHidden()
    typing.session.course.go("timeline")
    assert typing.card.isHidden()


def test_the_next_hint_comes_by_key(typing: Any) -> None:
    """Ctrl+I goes on to the next hint on the same words."""
    typing.into(typing.line, "14:41 Jun forgot to call. We should have tested the alert")
    typing.look()
    first = typing.watch.hint.rule
    typing.qtbot.keyClick(typing.line, Key.Key_I, Ctrl)
    assert typing.watch.hint.rule != first
    typing.qtbot.keyClick(typing.line, Key.Key_I, Ctrl)
    assert typing.watch.hint.rule == first


def test_adversaries_of_the_settings_are_left_alone(typing: Any, desk_settings: Any) -> None:
    """Whoever attacked is no colleague to be kind to."""
    typing.into(typing.line, "14:41 Blackmoor was careless")
    typing.look()
    before = typing.watch.hint
    desk_settings.keep(ADVERSARIES, "Blackmoor, Others")
    typing.look()
    assert before is not None
    assert typing.watch.hint is None


def test_nothing_of_it_reaches_the_room_or_the_session(typing: Any) -> None:
    """No hint is stored or counted, and the room's view is the same with and without."""
    typing.into(typing.line, "14:41 Jun forgot to switch the check on")
    seen, stored = audience.view(typing.session), typing.session.data.tables
    typing.look()
    typing.card.leave.click()
    assert audience.view(typing.session) == seen
    assert typing.session.data.tables == stored


def test_a_workshop_is_not_looked_at(open_desk: Any, qtbot: Any) -> None:
    """Founding a community is no incident."""
    desk = open_desk()
    desk.stage.text.setFocus()
    qtbot.keyClicks(desk.stage.text, "Jun forgot to switch the check on")
    assert not desk.page.language._timer.isActive()


@pytest.mark.parametrize(
    ("text", "words", "sentence"),
    [
        ("One. Two went wrong. Three.", "wrong", "Two went wrong."),
        ("One line\nTwo went wrong\nThree", "wrong", "Two went wrong"),
        ("Version 1.2 went wrong", "wrong", "Version 1.2 went wrong"),
        ("went wrong | graph.example", "wrong", "went wrong"),
    ],
)
def test_a_sentence_ends_where_people_end_it(text: str, words: str, sentence: str) -> None:
    """Full stops before a blank, lines and bars end it; a number with a point does not."""
    start, end = sentence_at(text, text.index(words), text.index(words) + len(words))
    assert text[start:end] == sentence
