"""Many rows do not hold the window up: those that are seen are made at once, the others right after."""

from typing import Any

from PySide6.QtCore import QObject

from facilitator.candidates import Candidate
from facilitator.scoring import Scale
from ui.desk.scoring.hands_table import HandsTable
from ui.desk.scoring.score_grid import Section
from ui.desk.voting.hands import HandsList
from ui.widgets.slices import AT_ONCE, Slices

MANY = 100


def test_all_parts_are_made_in_order_and_a_new_beginning_forgets_the_old(qapp: Any, qtbot: Any) -> None:
    """Nothing of what was shown before comes in late."""
    made: list[int] = []
    owner = QObject()
    slices = Slices[int](made.append, owner)
    slices.begin(range(1000, 1000 + MANY))
    assert made == list(range(1000, 1000 + AT_ONCE))
    made.clear()
    slices.begin(range(MANY))
    qtbot.waitUntil(lambda: len(made) >= MANY)
    assert made == list(range(MANY))


def test_hands_of_a_hundred_candidates_are_shown_in_rows_that_come_later(styled: Any, qtbot: Any) -> None:
    """Counts are in every row, and the keyboard goes to the first row that is empty, made or not."""
    hands = HandsList()
    qtbot.addWidget(hands)
    hands.show_candidates([Candidate(str(number), f"Person {number}") for number in range(MANY)])
    assert len(hands.rows) == AT_ONCE
    hands.show_counts({str(number): number + 1 for number in range(AT_ONCE + 2)})
    field = hands.first_open()
    assert hands.rows[AT_ONCE + 2].field is field
    assert [row.candidate.id for row in hands.rows] == [str(number) for number in range(MANY)]
    assert hands.rows[AT_ONCE + 1].field.value() == AT_ONCE + 2


def test_scores_of_hundreds_of_forces_are_shown_in_rows_that_come_later(styled: Any, qtbot: Any) -> None:
    """As with candidates."""
    table = HandsTable(Scale("strength", 1, 5))
    qtbot.addWidget(table)
    table.show_items([Section("Helps", "helps", tuple((str(n), f"Force {n}") for n in range(MANY)))])
    assert len(table.fields) == AT_ONCE * 5
    table.show_counts({(str(MANY - 1), 3): 7}, is_open=False)
    qtbot.waitUntil(lambda: len(table.fields) == MANY * 5)
    last = table.fields[(str(MANY - 1), 3)]
    assert (last.value(), last.isReadOnly()) == (7, True)
