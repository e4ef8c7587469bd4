"""The look back of an outcome review on the desk: figures first, then what is learnt; columns under their titles."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import forms, method_files
from facilitator.following import follow
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session

RESULTS = (("Days to the first change", "41 days", "14 days"), ("Calls a week", "120", "60"))


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """A session that follows an outcome review with two key results."""
    library = Library.create_or_open(tmp_path / "library.db")
    first = open_session(
        library, new_session(library, method_files.load("outcome-review"), "Spring", people=6)
    )
    first.course.start()
    for result, baseline, target in RESULTS:
        row = first.forms.add_row("first", "results", None)
        for field, text in (
            ("result", result),
            ("baseline", baseline),
            ("target", target),
            ("by", "2026-05-29"),
        ):
            first.forms.set_cell("first", "results", row, field, text)
    first.course.finish()
    later = open_session(library, follow(library, first.data.session.id))
    later.course.start()
    yield later
    library.close()


def left(widget: QWidget, desk: Any) -> int:
    """Return where a widget begins, from the left of the stage."""
    return widget.mapTo(desk, QPoint(0, 0)).x()


@pytest.mark.parametrize("width", [620, 768, 1300])
def test_titles_stand_over_their_columns(desk: Any, width: int) -> None:
    """Then, target, by and now each begin where their fields begin."""
    desk.resize(width, 560)
    desk.go("look-back")
    QApplication.processEvents()
    panel = desk.here.panel
    titles, row = panel._heads["results"], panel.lists["results"][0]
    assert [each.text() for each in titles] == ["Key result", "Then", "Target", "By", "Now"]
    for title, field in zip(titles, row.fields, strict=True):
        assert abs(left(title, desk) - left(field, desk)) <= 1, title.text()


def test_the_figures_come_first_and_then_what_is_learnt(desk: Any) -> None:
    """The keyboard begins at the first figure of today, and Enter goes down to the next row and to the lesson."""
    desk.go("look-back")
    panel = desk.here.panel
    row = panel.lists["results"][0]
    lesson = panel.fields["learnt"]
    assert row.mapTo(panel, QPoint(0, 0)).y() < lesson.mapTo(panel, QPoint(0, 0)).y()
    assert desk.focusWidget() is row.fields[-1].input
    desk.type("19 days\n80\n")
    assert desk.focusWidget() is lesson.input
    desk.type("Calls moved first\n")
    data = desk.session.data
    rows = forms.form(data, data.method.activity("look-back")).rows[0].rows
    assert [each.cells[-1].value for each in rows] == ["19 days", "80"]
    assert data.value("look-back", "field:learnt") == "Calls moved first"


def test_a_look_back_asks_for_no_other_wording(desk: Any, session: Session) -> None:
    """What was aimed at is over: what counts is where it stands now, whatever it is and from wherever it began."""
    panel = desk.go("look-back").panel
    row = panel.lists["results"][0]
    for field, text in (("result", "Velocity of the team"), ("baseline", "")):
        session.forms.set_cell("look-back", "results", row.row_id, field, text)
    QApplication.processEvents()
    assert row.fields[0].typed() == "Velocity of the team"
    assert row.asked.text() == ""
