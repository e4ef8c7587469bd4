"""Electing one person, the quick way and by consent, by keyboard alone."""

from typing import Any, cast

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from facilitator import audience
from facilitator.activities.election import ElectionView
from facilitator.session import Session
from ui.desk.voting.way_switch import WaySwitch

PEOPLE = ["Ines", "Jonas", "Mara"]


def room(session: Session) -> ElectionView:
    return cast(ElectionView, audience.view(session).part)


def by_consent(session: Session) -> None:
    session.people.add(PEOPLE)
    session.people.set_head_count(3)
    session.votes.set_rule("leader", "way", "consent")


def nominated(desk: Any, session: Session) -> None:
    by_consent(session)
    desk.go("leader", "nominate")
    desk.type("Mara\nCalm\nInes\nWaits for the answer\nInes\n\n")


def test_each_way_says_the_minutes_that_the_agenda_gives_it(desk: Any, session: Session) -> None:
    """A run-off counts for neither, so that the switch and the rail say the same."""
    desk.go("leader", "nominate")
    course = session.course
    for way in ("quick", "consent"):
        session.votes.set_rule("leader", "way", way)
        activity = course.activity
        minutes = sum(course.minutes(activity, phase) for phase in course.phases(activity))
        switch = desk.here.panel.findChild(WaySwitch)
        assert any(
            f", {minutes:g} min" in segment.text()
            for segment in switch.segments.findChildren(QAbstractButton)
        )


def test_the_quick_way_writes_the_leader_only_after_the_consent_question(desk: Any, session: Session) -> None:
    desk.go("leader", "nominate")
    desk.type("Ines\nMara\n")
    desk.forward()
    desk.type("7\n3")
    desk.forward()
    assert session.place.phase == "consent"
    assert "leader" not in session.data.outcomes
    assert room(session).elected is None
    assert desk.here.next_step().text == "Elect Ines"
    desk.forward()
    assert session.data.outcomes["leader"] == "Ines"
    assert session.place.phase == "result"
    assert desk.here.room_sees() == "The room sees: Ines"


def test_an_objection_is_noted_and_asked_about_before_anybody_is_elected(
    desk: Any, session: Session, answers: Any
) -> None:
    session.notes.add_many("nominees", ["Ines", "Mara"])
    desk.go("leader", "vote")
    desk.type("7\n3")
    desk.forward()
    desk.type("Away until March\n")
    assert session.data.value("leader", "objections") == ["Away until March"]
    answers.next.append("no")
    desk.forward()
    assert "leader" not in session.data.outcomes
    answers.next.append("yes")
    desk.forward()
    assert session.data.outcomes["leader"] == "Ines"


def test_when_the_chosen_one_steps_back_the_next_in_line_is_asked(desk: Any, session: Session) -> None:
    session.notes.add_many("nominees", ["Ines", "Mara"])
    desk.go("leader", "vote")
    desk.type("7\n3")
    desk.forward()
    desk.button("Steps back").click()
    assert desk.here.next_step().text == "Elect Mara"


def test_an_only_nominee_needs_no_vote(desk: Any, session: Session) -> None:
    session.notes.add("nominees", "Ines")
    desk.go("leader", "vote")
    assert desk.here.next_step().text == "Ask for consent"
    desk.forward()
    desk.forward()
    assert session.data.outcomes["leader"] == "Ines"


def test_the_way_is_switched_before_the_first_nomination_and_not_after(desk: Any, session: Session) -> None:
    desk.go("leader", "nominate")
    panel = desk.here.panel
    panel.layout().itemAt(0).widget().segments.chosen.emit("consent")
    assert session.data.value("leader", "way") == "consent"
    desk.type("Ines\n\n")
    assert session.data.value("leader", "nominations")[0]["by"] == "1"
    switch = desk.here.panel.layout().itemAt(0).widget()
    assert not switch.segments.isEnabled()


def test_the_room_reads_no_names_while_they_are_nominated(desk: Any, session: Session) -> None:
    desk.go("leader", "nominate")
    desk.type("Ines\n")
    assert desk.here.room_sees() == "The room sees the question and the role, no names"


def test_nominations_are_written_person_by_person(desk: Any, session: Session) -> None:
    nominated(desk, session)
    written = session.data.value("leader", "nominations")
    assert [each["by"] for each in written] == PEOPLE
    assert [each["reason"] for each in written] == ["Calm", "Waits for the answer", ""]
    assert room(session).candidates == ()


def test_reasons_are_asked_of_those_who_wrote_none(desk: Any, session: Session) -> None:
    nominated(desk, session)
    desk.forward()
    assert "Mara named Ines: why?" in desk.words()
    desk.type("Keeps her word\n")
    assert session.data.value("leader", "nominations")[2]["reason"] == "Keeps her word"
    assert "Every reason is written" in desk.words()


def test_after_the_last_reason_the_keyboard_stays_with_the_reasons(desk: Any, session: Session) -> None:
    """It neither goes to a menu nor is lost: one of the written reasons is still a Tab away."""
    nominated(desk, session)
    desk.forward()
    desk.type("Keeps her word\n")
    assert "Every reason is written" in desk.words()
    focus = desk.focusWidget()
    assert focus is desk.here.panel
    desk.qtbot.keyClick(focus, Qt.Key.Key_Tab)
    assert desk.here.panel.isAncestorOf(desk.focusWidget())


def test_a_half_typed_reason_comes_back_to_whose_it_is(desk: Any, session: Session) -> None:
    nominated(desk, session)
    desk.go("leader", "reasons")
    desk.type("Keeps her word\n")
    desk.button("Change what Ines wrote").click()
    desk.type("Calm in st")
    desk.go("welcome")
    desk.go("leader", "reasons")
    assert "Ines named Mara: why?" in desk.words()
    desk.type("orms\n")
    assert session.data.value("leader", "nominations")[0]["reason"].endswith("Calm in storms")


def test_a_reason_of_nobody_is_not_left_in_the_line(desk: Any, session: Session) -> None:
    nominated(desk, session)
    session.course.keep_draft("leader/reason", "Left over")
    session.votes.set_reason("leader", "Mara", "Keeps her word")
    desk.go("leader", "reasons")
    assert "Every reason is written" in desk.words()
    assert desk.here.panel.line.text() == ""


def test_a_nomination_without_a_name_says_what_is_missing(desk: Any, session: Session) -> None:
    by_consent(session)
    desk.go("leader", "nominate")
    desk.type("\nCalm\n")
    assert desk.said == ["Type whom this person names."]
    assert desk.focusWidget() is desk.here.panel.name


def test_somebody_changes_their_mind(desk: Any, session: Session) -> None:
    nominated(desk, session)
    desk.go("leader", "change")
    desk.type("Ines\nJonas\nHe has the time\n")
    assert "Jonas, before: Mara" in desk.words()
    desk.type("Nobody\nJonas\n\n")
    assert desk.said[-1] == "Nobody has not nominated anybody yet."


def test_the_proposal_shows_reasons_and_no_figures(desk: Any, session: Session) -> None:
    nominated(desk, session)
    desk.go("leader", "proposal")
    said = desk.words().split("\n")
    assert "Waits for the answer" in said
    stage = "\n".join(each for each in said if "Activity" not in each)
    assert not any(figure in stage for figure in "0123456789")
    assert desk.here.next_step().reason == "Propose somebody first"


def test_the_candidate_is_asked_last_and_elected_when_nobody_objects(desk: Any, session: Session) -> None:
    nominated(desk, session)
    desk.go("leader", "proposal")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Return)
    assert room(session).proposed == "Ines"
    desk.forward()
    panel = desk.here.panel
    assert panel.order() == ("Jonas", "Mara", "Ines")
    desk.type("\n")
    assert panel.whose_turn() == "Mara"
    assert desk.here.next_step().reason == "Answers are still to come"
    desk.type("She leads the release already\n")
    assert panel.whose_turn() == "Ines"
    desk.type("\n")
    assert desk.here.next_step().reason == "An objection stands"
    assert panel.line.placeholderText() == "Everybody has answered."
    desk.button("Ask Mara again").click()
    desk.type("\n")
    desk.forward()
    assert session.data.outcomes["leader"] == "Ines"
    assert session.place.phase == "result"


def test_without_names_all_others_answer_before_the_candidate(desk: Any, session: Session) -> None:
    session.votes.set_rule("leader", "way", "consent")
    desk.go("leader", "nominate")
    desk.type("Ines\n\n")
    desk.go("leader", "proposal")
    desk.press(Qt.Key.Key_Return)
    desk.forward()
    assert desk.here.panel.order() == ("Everybody else", "Ines")
    desk.type("\n\n")
    desk.forward()
    assert session.data.outcomes["leader"] == "Ines"


def test_opening_an_election_again_leaves_nobody_elected(desk: Any, session: Session, answers: Any) -> None:
    session.notes.add_many("nominees", ["Ines", "Mara"])
    desk.go("leader", "vote")
    desk.type("7\n3")
    desk.forward()
    desk.forward()
    answers.next.append("yes")
    desk.button("Open the vote again").click()
    assert "leader" not in session.data.outcomes
    assert session.data.value("leader", "elected") is None


def test_a_half_typed_nomination_survives_leaving_the_stage(desk: Any, session: Session) -> None:
    by_consent(session)
    desk.go("leader", "nominate")
    desk.type("Ma")
    desk.go("welcome")
    desk.go("leader", "nominate")
    assert desk.here.panel.name.text() == "Ma"
