"""A contributing factor of a postmortem opens a force field on it, from its row."""

from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from facilitator import forces, method_files
from facilitator.findings import sides_finding
from facilitator.library import Library
from facilitator.opening import new_session, open_session


def test_a_factor_is_looked_into_from_its_row(open_desk: Any, library_file: Path, qtbot: Any) -> None:
    """What is half typed in the row counts; the postmortem waits on Home, and the field is in the library."""
    with Library.create_or_open(library_file) as library:
        session_id = new_session(library, method_files.load("postmortem"), "Dark lanterns", people=6)
        session = open_session(library, session_id)
        session.notes.add("factors", "Nobody was told")
        session.course.go("analysis", "factors")
        session.keep_place()
    desk = open_desk()
    desk.acts.open_session(session_id)
    (row,) = desk.window.page.stage.inner.panel.rows
    row.text.setFocus()
    qtbot.keyClick(row.text, Qt.Key.Key_End)
    qtbot.keyClicks(row.text, " in time")
    qtbot.mouseClick(row.deeper, Qt.MouseButton.LeftButton)
    field = desk.window.session
    assert field.data.session.follows_id == session_id
    assert field.data.session.title == "Nobody was told in time: what helps, what hinders"
    assert forces.change(field.data)[0] == "Nobody was told in time"
    assert "“Dark lanterns” waits on Home" in desk.window.toast.message
    assert desk.library.check() == []


def test_who_gains_begins_a_force_field_with_its_forces(open_desk: Any, library_file: Path) -> None:
    """Nobody has said yet what the change is: the desk says that the forces are there, not the change."""
    with Library.create_or_open(library_file) as library:
        session_id = new_session(library, method_files.load("cope"), "Dark lanterns", people=6)
        session = open_session(library, session_id)
        session.notes.add("change", "On call")
        session.notes.add("today", "Sales")
    desk = open_desk()
    desk.acts.open_session(session_id)
    desk.window.services.look_into(desk.window.session, sides_finding(desk.window.session.data, "gains"))
    assert forces.change(desk.window.session.data)[:2] == ("", "")
    assert {each.text for each in desk.window.session.data.notes} == {"On call", "Sales"}
    assert desk.window.toast.message.startswith("The first forces are what was found.")
