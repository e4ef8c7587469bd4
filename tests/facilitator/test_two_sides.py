"""Two lanes that are the sides of a change go on as a force field."""

from pathlib import Path

import pytest

from facilitator import forces, method_files
from facilitator.errors import UserError
from facilitator.findings import has_two_sides, sides_finding
from facilitator.following import force_field_on
from facilitator.library import Library
from facilitator.opening import new_session, open_session


def test_who_gains_becomes_what_helps_and_hinders(tmp_path: Path) -> None:
    """Groups and loose notes of both lanes are forces of the session that follows, each on its side."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session = open_session(library, new_session(library, method_files.load("cope"), "Centre"))
        one, two = (session.notes.add("today", text).id for text in ("Full plans", "Fixed dates"))
        session.groups.create([one, two], "Those with a plan")
        session.notes.add("change", "On call")
        made = open_session(library, force_field_on(library, session, sides_finding(session.data, "gains")))
    found = forces.forces(made.data)
    assert {each.title for each in found if each.side == forces.DRIVER} == {"On call"}
    assert {each.title for each in found if each.side == forces.RESTRAINER} == {"Those with a plan"}
    assert made.data.session.follows_id == session.data.session.id


def test_nothing_written_says_so(tmp_path: Path) -> None:
    """An empty force field would help nobody."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session = open_session(library, new_session(library, method_files.load("cope"), "Centre"))
        with pytest.raises(UserError, match="Nothing is written"):
            sides_finding(session.data, "gains")


def test_other_brainstorms_have_no_sides() -> None:
    """Only what a method says is a change has a door to a force field."""
    method = method_files.load("cop-bootstrap")
    assert not any(has_two_sides(each) for each in method.activities)
