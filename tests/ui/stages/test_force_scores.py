"""Scoring a force field: by digits alone, covered until all is in, shown to everybody at the same moment."""

from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QScrollArea

from facilitator import audience, forces, scoring
from facilitator.activities.force_field import ForceFieldView
from facilitator.session import Session
from ui.desk.forces.scores_panel import ScoresPanel
from ui.desk.scoring.score_grid import ScoreGrid

SCORE, TALK = ("strength", "strength"), ("strength", "strength_talk")


def panel(desk: Any) -> ScoresPanel:
    found = desk.findChildren(ScoresPanel)
    return cast(ScoresPanel, next(each for each in found if each.isVisibleTo(desk)))


def grid(desk: Any) -> ScoreGrid:
    return panel(desk).grid


def rows(session: Session) -> list[str]:
    """The forces in the order of the printed slips, which is that of the grid: what helps first."""
    return [each.id for each in forces.forces(session.data)]


def given(session: Session, sheet: int, name: str = "strength") -> list[int | None]:
    scores = scoring.sheets(session.data, "change", name).get(sheet, {})
    return [scores.get(item) for item in rows(session)]


def score_all(session: Session, slips: int, score: int = 3) -> None:
    for sheet in range(1, slips + 1):
        for item in rows(session):
            session.scores.set("change", "strength", sheet, item, score)


def room(session: Session) -> ForceFieldView:
    return cast(ForceFieldView, audience.view(session).part)


def seen(widget: ScoreGrid, rect: QRect) -> QImage:
    QApplication.processEvents()
    return widget.grab(rect).toImage()


def test_one_force_is_no_forces(field_desk: Any, field: Session) -> None:
    """What is left on a slip is counted as people say it."""
    field_desk.go(*SCORE)
    for item in rows(field)[:-1]:
        field.scores.set("change", "strength", 1, item, 3)
    counted = panel(field_desk).counted()
    assert counted is not None
    assert counted.words.endswith("1 force to go")


# -- digits ----------------------------------------------------------------------------------------------------------


def test_ten_people_and_ten_forces_take_a_hundred_digits_and_no_other_key(
    field_desk: Any, field: Session
) -> None:
    field_desk.go(*SCORE)
    digits = [1 + (3 * number) % 5 for number in range(100)]
    field_desk.type("".join(map(str, digits)))
    assert [given(field, sheet) for sheet in range(1, 11)] == [
        digits[start : start + 10] for start in range(0, 100, 10)
    ]
    step = field_desk.here.next_step()
    assert (step.text, step.reason) == ("Reveal", "")


def test_the_keyboard_begins_where_the_first_score_is_missing(field_desk: Any, field: Session) -> None:
    score_all(field, 3)
    field_desk.go(*SCORE)
    assert (grid(field_desk).row, grid(field_desk).sheet) == (0, 4)


def test_space_leaves_a_force_out_and_backspace_goes_back(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    field_desk.type("4 5")
    assert given(field, 1)[:3] == [4, None, 5]
    field_desk.press(Qt.Key.Key_Backspace)
    assert given(field, 1)[:3] == [4, None, None]
    assert grid(field_desk).row == 2


def test_arrows_go_anywhere_and_enter_begins_the_next_slip(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Left):
        field_desk.press(key)
    assert (grid(field_desk).row, grid(field_desk).sheet) == (1, 1)
    field_desk.press(Qt.Key.Key_Return)
    assert (grid(field_desk).row, grid(field_desk).sheet) == (0, 2)
    field_desk.press(Qt.Key.Key_End)
    assert grid(field_desk).row == 9
    field_desk.press(Qt.Key.Key_Home)
    assert grid(field_desk).row == 0


@pytest.mark.parametrize(
    ("scale", "keys", "scores"),
    [
        ("high-medium-low", "hMl", [3, 2, 1]),
        ("high-medium-low", "321", [3, 2, 1]),
        ("1-10", "0917", [10, 9, 1, 7]),
    ],
)
def test_letters_stand_for_words_and_nought_for_ten(
    field_desk: Any, field: Session, scale: str, keys: str, scores: list[int]
) -> None:
    field.forces.set_scale(scale)
    field_desk.go(*SCORE)
    field_desk.type(keys)
    assert given(field, 1)[: len(scores)] == scores


@pytest.mark.parametrize(
    ("scale", "key", "said"),
    [
        ("1-5", "7", "A score is a digit from 1 to 5."),
        ("1-5", "0", "A score is a digit from 1 to 5."),
        ("high-medium-low", "4", "A score is H (high), M (medium), L (low)."),
    ],
)
def test_a_digit_off_the_scale_is_said_and_changes_nothing(
    field_desk: Any, field: Session, scale: str, key: str, said: str
) -> None:
    field.forces.set_scale(scale)
    field_desk.go(*SCORE)
    field_desk.type(key)
    assert field_desk.said == [said]
    assert not field.data.ballots
    assert grid(field_desk).row == 0


def test_dots_end_with_the_slip_that_has_spent_them_all(field_desk: Any, field: Session) -> None:
    """Ten forces: four dots a person."""
    field.forces.set_scale("dots")
    field_desk.go(*SCORE)
    field_desk.type("30")
    assert given(field, 1)[:2] == [3, None]
    assert grid(field_desk).row == 2
    field_desk.type("2")
    assert "4 dots" in field_desk.said[-1]
    assert (grid(field_desk).row, given(field, 1)[2]) == (2, None)
    field_desk.type("1")
    assert (grid(field_desk).row, grid(field_desk).sheet) == (0, 2)
    assert grid(field_desk).complete(1)


def test_undo_and_redo_are_seen_and_bring_the_keyboard_along(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    field_desk.type("45")
    before = seen(grid(field_desk), grid(field_desk).cell_rect(1, 1))
    field.undo()
    assert given(field, 1)[:2] == [4, None]
    assert (grid(field_desk).row, grid(field_desk).sheet) == (1, 1)
    assert seen(grid(field_desk), grid(field_desk).cell_rect(1, 1)) != before
    field.redo()
    assert given(field, 1)[:2] == [4, 5]


def test_columns_come_and_go_with_people_but_never_with_scores_in_them(
    field_desk: Any, field: Session
) -> None:
    field_desk.go(*SCORE)
    field.people.set_head_count(12)
    assert grid(field_desk).sheets == 12
    score_all(field, 9)
    field.people.set_head_count(7)
    assert grid(field_desk).sheets == 9


# -- what is seen ----------------------------------------------------------------------------------------------------


def test_a_finished_slip_looks_the_same_whatever_is_on_it(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    field_desk.type("1" * 10)
    covered = [seen(grid(field_desk), grid(field_desk).cell_rect(row, 1)) for row in range(10)]
    field.scores.set("change", "strength", 1, rows(field)[2], 5)
    grid(field_desk)._go(0, 2)
    assert seen(grid(field_desk), grid(field_desk).cell_rect(2, 1)) == covered[2]
    assert grid(field_desk).accessibleName().endswith(": no score")


def test_the_slip_in_hand_shows_what_is_typed(field_desk: Any) -> None:
    field_desk.go(*SCORE)
    empty = seen(grid(field_desk), grid(field_desk).cell_rect(4, 1))
    field_desk.type("1" * 5)
    assert seen(grid(field_desk), grid(field_desk).cell_rect(4, 1)) != empty


def test_the_numbers_of_the_slips_stay_in_sight_in_a_long_grid(field_desk: Any, field: Session) -> None:
    field.notes.add_many("helps", [f"More {number}" for number in range(30)])
    field_desk.go(*SCORE)
    field_desk.type("3" * 30)
    QApplication.processEvents()
    here = grid(field_desk)
    around = next(each for each in field_desk.findChildren(QScrollArea) if each.isAncestorOf(here))
    assert around.verticalScrollBar().value() > 0
    assert here.mapTo(around.viewport(), here.head_rect().topLeft()).y() == 0
    cell = here.mapTo(around.viewport(), here.cell_rect(here.row, here.sheet).topLeft())
    assert here.head_rect().height() <= cell.y() < around.viewport().height() - 20


def test_more_slips_than_columns_follow_the_keyboard(field_desk: Any, field: Session) -> None:
    field.people.set_head_count(40)
    field_desk.go(*SCORE)
    assert len(grid(field_desk).columns) < 40
    grid(field_desk)._go(0, 40)
    assert 40 in grid(field_desk).columns
    last = grid(field_desk).cell_rect(0, 40)
    assert last.right() <= grid(field_desk).width() - grid(field_desk).figure_width


def test_a_click_under_the_numbers_chooses_the_cell_and_one_on_them_none(field_desk: Any, qtbot: Any) -> None:
    field_desk.go(*SCORE)
    here = grid(field_desk)
    left = Qt.MouseButton.LeftButton
    qtbot.mouseClick(here, left, pos=here.cell_rect(3, 2).center())
    assert (here.row, here.sheet) == (3, 2)
    qtbot.mouseClick(here, left, pos=QPoint(here.cell_rect(0, 5).center().x(), here.head_rect().center().y()))
    assert (here.row, here.sheet) == (3, 2)


def test_a_screen_reader_hears_slip_force_and_score(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    first = next(each.title for each in forces.forces(field.data) if each.id == rows(field)[0])
    assert grid(field_desk).accessibleName() == f"Slip 1, {first}: no score"
    field_desk.type("4")
    field_desk.press(Qt.Key.Key_Up)
    assert grid(field_desk).accessibleName() == f"Slip 1, {first}: 4"


# -- reveal ----------------------------------------------------------------------------------------------------------


def test_reveal_waits_for_the_last_slip_and_says_so(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    assert field_desk.here.next_step().reason == "No score is in yet"
    field_desk.type("3" * 99)
    assert field_desk.here.next_step().reason == "Reveal after slip 10"
    field_desk.type("3")
    assert not field_desk.here.next_step().reason


def test_the_room_sees_no_figure_before_the_reveal_and_all_after_it(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    field_desk.type("4" * 100)
    assert room(field).field is None
    field_desk.forward()
    assert (field.place.activity_id, field.place.phase) == TALK
    shown = room(field).field
    assert shown is not None
    assert [each.figure for each in shown.forces] == [4.0] * 10


def test_what_is_in_can_be_shown_without_the_last_slips(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    field_desk.type("4" * 30)
    field_desk.button("Show what is in").click()
    assert field.place.phase == "strength_talk"
    shown = room(field).field
    assert shown is not None
    assert shown.voters == 3


def test_covering_again_takes_the_figures_from_the_room_and_opens_the_slips(
    field_desk: Any, field: Session
) -> None:
    score_all(field, 10)
    field_desk.go(*SCORE)
    field_desk.forward()
    field_desk.button("Cover them again").click()
    assert (field.place.activity_id, field.place.phase) == SCORE
    assert room(field).field is None
    grid(field_desk)._go(0, 1)
    field_desk.type("1")
    assert given(field, 1)[0] == 1


def test_shown_slips_are_read_and_take_no_digit(field_desk: Any, field: Session) -> None:
    score_all(field, 10)
    field.scores.reveal("change", "strength")
    field_desk.go(*SCORE)
    assert grid(field_desk).figure(rows(field)[0]) == "3  (3–3)"
    grid(field_desk).setFocus()
    field_desk.type("5")
    assert given(field, 1)[0] == 3


# -- counted hands ---------------------------------------------------------------------------------------------------


def test_hands_are_counted_by_digits_and_enter(field_desk: Any, field: Session) -> None:
    field.scores.set_entry("change", "hands")
    field_desk.go(*SCORE)
    field_desk.type("0\n2\n3\n4\n1\n10")
    first, second = rows(field)[:2]
    assert scoring.hands_of(field.data, "change", "strength", first) == {2: 2, 3: 3, 4: 4, 5: 1}
    assert scoring.hands_of(field.data, "change", "strength", second) == {1: 10}
    assert field_desk.here.next_step().reason == "Not all hands are counted"


def test_changing_between_slips_and_hands_loses_neither(field_desk: Any, field: Session) -> None:
    field_desk.go(*SCORE)
    field_desk.type("4")
    panel(field_desk).entry.chosen.emit("hands")
    assert panel(field_desk).hands.isVisibleTo(field_desk)
    panel(field_desk).entry.chosen.emit("sheets")
    assert given(field, 1)[0] == 4
    assert grid(field_desk).isVisibleTo(field_desk)


def test_undoing_the_choice_of_a_scale_changes_what_the_grid_takes(field_desk: Any, field: Session) -> None:
    field.forces.set_scale("1-10")
    field_desk.go(*SCORE)
    while field.undo_act != "forces.scale":
        field.undo()
    field.undo()
    field_desk.type("9")
    assert field_desk.said == ["A score is a digit from 1 to 5."]


# -- nothing there ---------------------------------------------------------------------------------------------------


def test_without_forces_one_sentence_says_what_to_do(field_desk: Any, field: Session) -> None:
    everything = (*field.data.notes_in("helps"), *field.data.notes_in("hinders"))
    field.notes.delete([note.id for note in everything])
    field_desk.go(*SCORE)
    assert "No forces yet. Go back and write them first." in field_desk.words()
    assert field_desk.here.next_step().reason == "No score is in yet"
    field_desk.type("5")
    assert not field.data.ballots


def test_one_voter_is_enough_for_a_picture(field_desk: Any, field: Session) -> None:
    field.people.set_head_count(1)
    field_desk.go(*SCORE)
    field_desk.type("5432154321")
    field_desk.forward()
    shown = room(field).field
    assert shown is not None
    assert shown.balance == 0
    assert not any(each.differs for each in shown.forces)


def test_fields_for_hands_are_made_only_when_hands_are_counted(field_desk: Any) -> None:
    field_desk.go(*SCORE)
    assert not panel(field_desk).hands.fields
    panel(field_desk).entry.chosen.emit("hands")
    assert len(panel(field_desk).hands.fields) == 50


def test_two_hundred_forces_are_typed_as_ten_are(field_desk: Any, field: Session) -> None:
    field.notes.add_many("helps", [f"More {number}" for number in range(190)])
    field_desk.go(*SCORE)
    field_desk.type("3" * 12)
    assert given(field, 1)[:13] == [3] * 12 + [None]
    assert grid(field_desk).head_rect().top() > 0
