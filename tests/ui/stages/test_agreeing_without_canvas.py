"""What a room comes to where its method has no canvas: notes go on, and what is agreed is written where it stays."""

from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import audience, method_files
from facilitator.charter import charter
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.projector import scene
from ui.projector.sheet import Screen


@pytest.fixture
def session() -> Session:
    """One, two, four, all: the best of each four is called out and written down."""
    made = rehearse(method_files.load("one-two-four-all"))
    made.course.start()
    return made


def test_what_each_four_calls_out_is_written_and_seen(desk: Any, session: Session) -> None:
    """No empty page about a canvas that the method does not have."""
    activity = next(each.id for each in session.data.method.activities if each.kind == "brainstorm")
    desk.go(activity, "align")
    QApplication.processEvents()
    desk.type("Fewer gates\n")
    assert [note.text for note in session.data.notes] == ["Fewer gates"]
    marks = scene.arrange(audience.view(session), Screen(1280, 720)).sheet.marks
    words = " ".join(getattr(mark, "text", "") for mark in marks)
    assert "Fewer gates" in words
    assert "Nothing is written" not in words


def test_an_agreement_stands_on_the_charter_as_soon_as_it_is_written() -> None:
    """Whoever agrees on how to talk does not dictate it a second time when the page is filled in."""
    talks = rehearse(method_files.load("introduce-postmortems"))
    talks.course.start()
    talks.course.go("agree")
    talks.forms.set_field("agree", "agreement", "We ask what and how\nEverybody speaks")
    page = charter(talks.data)
    assert page is not None
    assert "We ask what and how" in str(page)
