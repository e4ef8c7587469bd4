"""What a room agreed on stands on its screen once."""

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import audience, method_files, scoring
from facilitator.opening import rehearse
from ui.projector import scene
from ui.projector.sheet import Screen


@pytest.mark.parametrize("size", [(1280, 720), (1920, 1080)])
def test_an_agreed_figure_is_not_said_twice(styled: QApplication, size: tuple[int, int]) -> None:
    """Its mark shows it; a colour has its word beside it, a figure is its own."""
    session = rehearse(method_files.load("introduce-postmortems"))
    session.course.start()
    session.course.go("safety", "rate")
    assert scoring.entry(session.data, "safety") == "sheets", "numbers come on paper, no hands are raised"
    for sheet in (1, 2, 3):
        session.scores.set("safety", "true", sheet, "mistake", 3)
    session.scores.reveal("safety", "true", "mistake")
    session.ratings.agree("safety", "mistake", values={"true": 3})
    marks = scene.arrange(audience.view(session), Screen(*size)).sheet.marks
    assert any(mark.role == "agreeing" for mark in marks)
    assert not any(mark.role == "agreed" for mark in marks)
