"""A dot vote from the first proposal to the protocol, by keyboard alone."""

from typing import Any, cast

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import audience, method_drafts, voting
from facilitator.activities.dot_vote import VoteView
from facilitator.session import Session
from ui.desk.voting.collect import ProposalRow
from ui.desk.voting.vote_panel import nothing_yet

NAMES = ["Steady Hands", "Lighthouse", "Error Budgeteers", "Calm Pagers", "Second Shift"]


@pytest.fixture
def names(session: Session) -> dict[str, str]:
    return {note.text: note.id for note in session.notes.add_many("names", NAMES)}


def room(session: Session) -> VoteView:
    return cast(VoteView, audience.view(session).part)


def test_typing_proposes_one_name_after_another(desk: Any, session: Session) -> None:
    desk.go("name", "collect")
    desk.type("Steady Hands\nLighthouse\n")
    assert [note.text for note in session.data.notes_in("names")] == ["Steady Hands", "Lighthouse"]


def test_a_name_more_leaves_the_rows_that_are_there(desk: Any, session: Session) -> None:
    """Each one that is typed costs one row: a hundred would not be made anew."""
    desk.go("name", "collect")
    desk.type("Steady Hands\nLighthouse\n")
    before = list(desk.here.findChildren(ProposalRow))
    desk.type("Calm Pagers\n")
    after = [each for each in desk.here.findChildren(ProposalRow) if each.isVisibleTo(desk.here)]
    assert [each.title for each in after] == ["Steady Hands", "Lighthouse", "Calm Pagers"]
    assert after[:2] == before


def test_equal_names_become_one_before_the_vote_and_keep_the_first_wording(
    desk: Any, session: Session
) -> None:
    desk.go("name", "collect")
    desk.type("Steady Hands\nLighthouse\nsteady hands\nSTEADY HANDS\n")
    desk.button("Merge 3 equal ones: Steady Hands").click()
    assert [note.text for note in session.data.notes_in("names")] == ["Steady Hands", "Lighthouse"]


@pytest.mark.parametrize(
    ("answer", "phase", "left"), [("merge", "vote", 2), ("leave", "vote", 3), ("stay", "collect", 3)]
)
def test_going_on_with_equal_names_asks_whether_to_merge_them(
    desk: Any, session: Session, answers: Any, answer: str, phase: str, left: int
) -> None:
    desk.go("name", "collect")
    desk.type("Steady Hands\nLighthouse\nsteady hands\n")
    answers.next.append(answer)
    desk.forward()
    assert answers.asked == [("ask", "Merge equal names first?")]
    assert session.place.phase == phase
    assert len(session.data.notes_in("names")) == left


def test_going_on_with_different_names_asks_nothing(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    desk.go("name", "collect")
    desk.forward()
    assert session.place.phase == "vote"


def test_a_proposal_is_walked_to_and_taken_out_by_key(desk: Any, session: Session) -> None:
    desk.go("name", "collect")
    desk.type("Lighthouse\nSecond Shift\n")
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Down)
    desk.press(Qt.Key.Key_Delete)
    assert [note.text for note in session.data.notes_in("names")] == ["Lighthouse"]


def test_tab_goes_from_the_line_over_the_names_to_the_rules_below(desk: Any, session: Session) -> None:
    """In the order in which everything stands, however late its row was made."""
    desk.go("name", "collect")
    desk.type("Steady Hands\nLighthouse\nlighthouse\n")
    order: list[QWidget] = [desk.here.panel.line]
    for _ in range(5):
        desk.press(Qt.Key.Key_Tab)
        order.append(desk.focusWidget())
    tops = [each.mapTo(desk, each.rect().topLeft()).y() for each in order]
    assert tops == sorted(tops)
    names = [each.title for each in order if isinstance(each, ProposalRow)]
    assert names == ["Steady Hands", "Lighthouse", "lighthouse"]


def test_half_a_name_survives_leaving_the_stage(desk: Any) -> None:
    desk.go("name", "collect")
    desk.type("Light")
    desk.go("welcome")
    desk.go("name", "collect")
    assert desk.focusWidget().text() == "Light"


def test_hands_for_five_names_need_fewer_than_thirty_keys(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    desk.go("name", "vote")
    keys = "6\n5\n4\n3\n2\n"
    assert len(keys) < 30
    desk.type(keys)
    counted = {each.candidate: each.count for each in session.data.hands}
    assert [counted[names[each]] for each in NAMES] == [6, 5, 4, 3, 2]
    assert "20 of 20 votes counted" in desk.words()


def test_arrows_go_back_to_a_row_and_a_digit_replaces_its_number(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    desk.go("name", "vote")
    desk.type("6\n5")
    desk.press(Qt.Key.Key_Up)
    desk.type("7")
    counted = {each.candidate: each.count for each in session.data.hands}
    assert counted == {names["Steady Hands"]: 7, names["Lighthouse"]: 5}


def test_more_votes_than_people_have_are_said_and_asked_about(
    desk: Any, session: Session, names: dict[str, str], answers: Any
) -> None:
    desk.go("name", "vote")
    desk.type("6\n6\n4\n3\n2")
    assert "21 votes counted, 20 are possible. Count once more?" in desk.words()
    answers.next.append("again")
    desk.forward()
    assert session.data.value("name", "closed") is None
    answers.next.append("show")
    desk.forward()
    assert session.data.value("name", "closed") == ["vote"]


def test_the_room_sees_no_count_until_the_result_is_shown(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    desk.go("name", "vote")
    desk.type("9\n2\n4\n3\n2")
    assert all(each.count is None for each in room(session).candidates)
    assert desk.here.room_sees() == "The room sees: we are counting"
    desk.forward()
    assert session.place.phase == "result"
    assert room(session).winner == "Steady Hands"
    assert session.data.outcomes["name"] == "Steady Hands"


def test_a_sheet_with_a_name_cannot_go_to_the_own_idea(desk: Any) -> None:
    """Where names are kept, sheets go round the table and the rule about the own idea is checked."""
    session = desk.session
    ines, goran = session.people.add(["Ines", "Goran"])
    session.people.keep_authors(True)
    session.notes.add("names", "Lighthouse", author_id=ines.id)
    session.notes.add("names", "Calm Pagers", author_id=goran.id)
    session.votes.set_rule("name", "entry", "sheets")
    stage = desk.go("name", "vote")
    sheets = stage.panel.sheets
    sheets.voter.choose(ines.id)
    desk.type("1")
    desk.press(Qt.Key.Key_Return)
    assert "own idea" in desk.said[-1]
    assert session.data.ballots == []
    sheets.line.clear_draft()
    desk.type("2")
    desk.press(Qt.Key.Key_Return)
    assert [each.voter_id for each in session.data.ballots] == [ines.id]
    assert sheets.voter.person_id == goran.id


def test_sheets_are_typed_as_numbers_and_stay_blind_until_closed(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    session.votes.set_rule("name", "entry", "sheets")
    desk.go("name", "vote")
    desk.type("1 3\n1 2\n0\n")
    assert [each.sheet for each in session.data.ballots] == [1, 2, 3]
    assert "4 of 20 votes counted" in desk.words()
    assert not [row for row in desk.here.panel.hands.rows if row.isVisibleTo(desk)]
    desk.type("9\n")
    assert desk.said == ["“9” is no number on the list."]
    assert len(session.data.ballots) == 3
    desk.button("Take out Sheet 2").click()
    assert [each.sheet for each in session.data.ballots] == [1, 3]


def test_rules_can_be_changed_until_the_first_vote_is_in(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    desk.go("name", "vote")
    desk.button("Rules").click()
    desk.here.panel.rules.own.click()
    assert "2 votes each\n" in desk.words() + "\n"
    desk.here.setFocus()
    desk.type("3")
    assert not desk.here.panel.rules.more.isVisibleTo(desk)
    assert session.data.value("name", "own_idea") is True


def test_a_tie_goes_through_run_off_fist_and_lot_and_the_protocol_tells_all(
    desk: Any, session: Session, names: dict[str, str], answers: Any
) -> None:
    desk.go("name", "vote")
    desk.type("6\n6\n4\n3\n1")
    desk.forward()
    assert session.place.phase == "run_off"
    assert "A tie: Steady Hands and Lighthouse, 6 each" in desk.words()
    desk.type("5\n5")
    desk.forward()
    desk.type("3 4 4 5\n3445\n")
    desk.forward()
    assert desk.here.next_step().text == "Draw by lot"
    desk.type("tea")
    desk.forward()
    assert session.place.phase == "result"
    assert session.data.value("name", "seed") == "tea"
    from ui.desk.voting.protocol import protocol_text

    told = protocol_text(voting.account(session.data, desk.here.activity))
    for line in (
        "Vote: 10 people, 20 of 20 counted",
        "Run-off: 10 people",
        "3 4 4 5",
        "seed: tea",
        "SHA-256",
    ):
        assert line in told
    desk.button("See the protocol").click()
    assert answers.asked[-1] == ("tell", "Protocol: Name")


def test_a_fist_of_five_closes_with_what_was_typed_and_with_fingers_for_everybody(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    """The last line needs no Enter to count, and nobody loses because their line is still empty."""
    desk.go("name", "vote")
    desk.type("6\n6\n4\n3\n1")
    desk.forward()
    desk.type("5\n5")
    desk.forward()
    desk.type("3 4 4 5\n")
    desk.forward()
    assert session.place.phase == "run_off"
    assert voting.standing(session.data, desk.here.activity).round == voting.FIST
    say, watch = desk.here.private_words(session.course.phase)
    assert "0 to 5 fingers" in say
    assert "one vote" not in " ".join((say, *watch))
    desk.type("5 5 5 5")
    desk.forward()
    assert session.data.value("name", "fist")[names["Lighthouse"]] == [5, 5, 5, 5]
    assert session.place.phase == "result"
    assert "Lighthouse" in desk.words()


def test_opening_the_vote_again_asks_and_takes_the_name_off_the_canvas(
    desk: Any, session: Session, names: dict[str, str], answers: Any
) -> None:
    desk.go("name", "vote")
    desk.type("9")
    desk.forward()
    answers.next.append("no")
    desk.button("Open the vote again").click()
    assert session.data.outcomes["name"] == "Steady Hands"
    answers.next.append("yes")
    desk.button("Open the vote again").click()
    assert session.place.phase == "vote"
    assert "name" not in session.data.outcomes
    assert desk.focusWidget().text() in ("", "9")


def test_undoing_the_end_of_a_tied_vote_brings_the_desk_back_to_the_vote(
    desk: Any, session: Session, names: dict[str, str], qtbot: Any
) -> None:
    desk.go("name", "vote")
    desk.type("6\n6")
    desk.forward()
    assert session.place.phase == "run_off"
    session.undo()
    qtbot.waitUntil(lambda: session.place.phase == "vote")


def test_in_a_small_window_the_row_that_has_the_keyboard_is_in_sight(
    desk: Any, session: Session, names: dict[str, str], qtbot: Any
) -> None:
    desk.resize(700, 320)
    desk.go("name", "vote")
    desk.type("6\n6\n4\n3\n1")
    desk.forward()

    def in_sight() -> bool:
        field = desk.focusWidget()
        return bool(field.visibleRegion().boundingRect().height() == field.height())

    qtbot.waitUntil(in_sight)
    assert desk.here.panel.card.isAncestorOf(desk.focusWidget())


def test_with_nothing_to_vote_on_no_votes_are_counted(desk: Any, session: Session) -> None:
    """ "0 of 0 votes" would say that a vote is on."""
    stage = desk.go("name", "vote")
    assert "Nothing to vote on yet" in desk.words()
    assert stage.panel.counted() is None


def test_a_long_name_takes_room_from_the_dots_but_not_all(desk: Any, session: Session) -> None:
    """Two long names that begin alike can be told apart."""
    names = ["Community of everybody who runs services at night", "Community of everybody who runs services"]
    session.notes.add_many("names", [*names, "Lighthouse"])
    desk.go("name", "vote")
    desk.grab()
    rows = desk.here.panel.hands.rows
    assert len({row.title.width() for row in rows}) == 1
    assert rows[0].title.width() > rows[0].width() * 0.4
    assert rows[0].dots.width() > rows[0].width() * 0.2


def test_a_result_that_is_not_there_yet_takes_the_keyboard_all_the_same(desk: Any, session: Session) -> None:
    """Nothing can be pressed on it; in the window the keyboard would end in the menu."""
    desk.go("name", "vote")
    desk.go("name", "result")
    assert "Nothing is chosen yet" in desk.words()
    assert desk.focusWidget() is desk.here.panel


def test_in_a_small_window_the_result_begins_with_what_was_chosen(
    desk: Any, session: Session, names: dict[str, str]
) -> None:
    """The keyboard does not scroll the winner away."""
    desk.resize(700, 320)
    desk.go("name", "vote")
    desk.type("9\n2\n4\n3\n2")
    desk.forward()
    QApplication.processEvents()
    winner = desk.here.panel.winner
    assert winner.text() == "Steady Hands"
    assert winner.visibleRegion().boundingRect().height() == winner.height()
    assert desk.focusWidget() is desk.here.panel


def test_with_nothing_to_vote_on_the_way_to_something_is_said() -> None:
    """One phase back only where there is one; else the notes that it is about, or the people in the room."""
    draft = method_drafts.empty("Ours")
    for before in ({}, draft):
        entry = method_drafts.new_activity(before, "dot_vote")
        entry["id"] = f"vote-{bool(before)}".lower()
        draft = method_drafts.with_entry(draft, ("activities",), 2, entry)
    method = method_drafts.checked(method_drafts.with_length(draft)).method
    assert method is not None
    notes, people = (nothing_yet(method, each) for each in method.activities[2:4])
    assert notes == "Nothing to vote on yet. It is what stands in “Notes”."
    assert people == "Nobody to vote on yet. It is about the people in the room: add their names."
