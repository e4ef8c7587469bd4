"""A look back tells what stood in a form last time; a charter is read out whole."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.following import follow
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from facilitator.session import Session
from ui.desk.review.charter_reading import CharterReading
from ui.widgets.plain_label import PlainLabel


@pytest.fixture
def session(tmp_path: Path) -> Iterator[Session]:
    """The look back at a charter that was worded twice in the first meeting."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        first = open_session(
            library, new_session(library, method_files.load("introduce-postmortems"), "First")
        )
        first.course.start()
        first.forms.set_field("agree", "safe_word", "Lampshade")
        first.forms.set_field("agree", "safe_word", "Umbrella")
        first.forms.set_field("charter", "look_back", "2026-01-15")
        then = open_session(library, follow(library, first.id))
        then.course.start()
        yield then


def test_the_earlier_wording_is_that_of_last_time(desk: Any, session: Session) -> None:
    """Not what was tried out in between, and not "before the meeting", where nobody wrote anything."""
    desk.go("agree")
    assert "Last time" not in desk.words()
    session.forms.set_field("agree", "safe_word", "Parasol")
    session.forms.set_field("agree", "safe_word", "Bandstand")
    QApplication.processEvents()
    assert "Last time: Umbrella" in desk.words()
    assert "Parasol" not in desk.words()
    assert "Before the meeting" not in desk.words()


def test_an_earlier_day_is_said_as_days_are_everywhere(desk: Any, session: Session) -> None:
    """Not as it is stored."""
    session.forms.set_field("charter", "look_back", "2026-05-29")
    session.forms.set_field("charter", "look_back", "2026-08-29")
    desk.go("charter", "fill")
    assert "2026-01-15" not in desk.words()
    assert "Last time: 15 January 2026" in desk.words()


def test_who_reads_the_charter_aloud_has_all_of_it_in_sight(desk: Any, session: Session) -> None:
    """Not only the fields of its last form: the promise and the agreement are what people sign."""
    session.forms.set_field("promise", "promise", "Nobody is reprimanded, in any way")
    stage = desk.go("charter", "show")
    words = desk.words()
    assert "Leadership promises" in words
    assert "Nobody is reprimanded, in any way" in words
    assert "Umbrella" in words
    assert stage.room_sees() == "The room sees the whole charter"
    desk.go("charter", "fill")
    assert "Nobody is reprimanded" not in desk.words()


def test_a_charter_is_read_with_what_each_line_is_about() -> None:
    """What stands in a field alone may say nothing: the room reads it with its title, and so does whoever leads."""
    centre = rehearse(method_files.load("cope"))
    centre.forms.set_field("independence", "stops", "the board, after hearing the teams")
    centre.forms.set_field("charter", "next", "Name two")
    reading = CharterReading()
    reading.show_charter(centre.data, centre.data.method.activity("charter"))
    said = [each.text() for each in reading.findChildren(PlainLabel)]
    assert said == ["Independent", "Only stopped by: the board, after hearing the teams"]
