"""A search on Home finds an objective and each part of a key result, and opens them in their place."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.session import Session
from ui.desk.review.form_panel import FormPanel
from ui.desk.steps.panel import PanelStage

RESULTS = (
    ("first", "Days from wish to use", "41 days", "14 days"),
    ("first", "Calls to support a week", "120 calls", "60 calls"),
    ("second", "Boats that come back", "twelve percent", "thirty percent"),
    ("second", "Mornings without fog horn", "3 mornings", "20 mornings"),
)


def fill(session: Session) -> None:
    """Write two outcomes with two key results each."""
    session.forms.set_field("first", "objective", "Harbours plan their day with us")
    session.forms.set_field("second", "objective", "Fishers trust the forecast")
    for form, result, baseline, target in RESULTS:
        row = session.forms.add_row(form, "results", None)
        for field, text in (("result", result), ("baseline", baseline), ("target", target)):
            session.forms.set_cell(form, "results", row, field, text)


@pytest.fixture(autouse=True)
def review(add_session: Any) -> None:
    """A library with that session."""
    add_session("Spring tide", fill, people=6, method="outcome-review")


def panel_of(desk: Any) -> FormPanel:
    """Return the form that is shown."""
    stage = desk.window.page.stage
    assert isinstance(stage, PanelStage)
    assert isinstance(stage.panel, FormPanel)
    return stage.panel


@pytest.mark.parametrize(
    ("words", "form", "number"),
    [
        ("wish to us", "first", 0),
        ("120 cal", "first", 1),
        ("thirty percent", "second", 0),
        ("fog horn", "second", 1),
        ("20 morn", "second", 1),
    ],
    ids=["key result", "baseline", "target", "the last one", "its target"],
)
def test_the_keyboard_stands_on_the_key_result(search_for: Any, words: str, form: str, number: int) -> None:
    """Found by its words, its baseline or its target: its form is open, the keyboard in its row and no other."""
    desk = search_for(words)
    assert desk.window.session.place.activity_id == form
    focus = QApplication.focusWidget()
    row = panel_of(desk).lists["results"][number]
    assert focus is not None
    assert row.isAncestorOf(focus)
    assert row.fields[0].typed() == [each[1] for each in RESULTS if each[0] == form][number]


def test_the_key_result_is_in_sight(search_for: Any, qtbot: Any) -> None:
    """In the smallest window the form is scrolled to the row that was found."""
    desk = search_for("20 morn")
    row = panel_of(desk).lists["results"][1]
    qtbot.waitUntil(lambda: row.visibleRegion().boundingRect().height() == row.height())


def test_an_objective_has_the_keyboard(search_for: Any) -> None:
    """The objective of the second outcome is open and ready to be changed."""
    desk = search_for("fishers tru")
    assert desk.window.session.place.activity_id == "second"
    focus = QApplication.focusWidget()
    assert focus is not None
    assert focus.text() == "Fishers trust the forecast"  # type: ignore[attr-defined]


def test_the_hit_says_that_it_is_a_key_result(search_for: Any) -> None:
    """The line of the hit calls the row what the method calls it, and says which figure is which."""
    desk = search_for("120 cal")
    desk.window.show_home()
    words = desk.home.hits.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Calls to support a week\nToday: 120 calls\nTarget: 60 calls, Key result, Spring tide"


def test_the_day_of_a_key_result_is_said_in_words(library_file: Path, search_for: Any) -> None:
    """Whoever looks for a key result reads by when it shall be there as everywhere else, not as it is kept."""
    with Library.create_or_open(library_file) as library:
        session = open_session(library, library.summaries()[0].id)
        row = session.forms.add_row("first", "results", None)
        for field, text in (("result", "Lamps that burn at dusk"), ("by", "2027-03-31")):
            session.forms.set_cell("first", "results", row, field, text)
        session.keep_place()
    desk = search_for("lamps that")
    desk.window.show_home()
    words = desk.home.hits.item(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert words == "Lamps that burn at dusk\nBy: 31 March 2027, Key result, Spring tide"


def test_days_are_said_in_words_in_a_long_row_and_in_a_field_of_its_own(library_file: Path) -> None:
    """A row that is cut around the words and a field that holds nothing but a day read as everywhere else."""
    with Library.create_or_open(library_file) as library:
        session = open_session(library, library.summaries()[0].id)
        row = session.forms.add_row("first", "results", None)
        long = f"Gaslight. {'Lamps along the quay and the mole. ' * 12}"
        for field, text in (("result", long), ("by", "2027-03-31")):
            session.forms.set_cell("first", "results", row, field, text)
        kept_in = next(each for each in session.data.method.activities if "look_back" in str(each.settings))
        session.forms.set_field(kept_in.id, "look_back", "2027-06-30")
        session.keep_place()
        (row_hit,) = library.search("gaslight")
        (field_hit,) = library.search("2027-06-30")
    assert row_hit.excerpt.startswith("31 March 2027\nGaslight. Lamps")
    assert field_hit.excerpt == "30 June 2027"
