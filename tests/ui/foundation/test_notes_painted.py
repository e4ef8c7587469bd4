"""Notes as they are painted: whole text or an honest ellipsis, colours and shapes of the theme, nothing outside."""

from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QImage, QPainter

from ui import theme as themes
from ui.widgets.note_painter import (
    NOTE_OUTSET,
    note_height,
    note_metrics,
    note_width,
    paint_note,
    projector_note_metrics,
)
from ui.widgets.shapes import paint_state, shape_path

LONG = "We learn from each incident once, together, and write it down before the week is over"


def _painted(text: str, colour: str = "sun", **options: Any) -> tuple[QImage, bool]:
    image = QImage(200, 140, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    try:
        whole = paint_note(painter, QRectF(40, 40, 120, 58), text, colour, themes.load("light"), **options)
    finally:
        painter.end()
    return image, whole


def test_short_text_is_shown_whole_and_long_text_is_not(qapp: Any) -> None:
    """The painter says whether somebody has to open the note to read it."""
    assert _painted("Trust", density="compact")[1]
    assert not _painted(LONG, density="compact")[1]


@pytest.mark.parametrize("colour", ["sun", "sky", "moss", "rose", "clay", "stone"])
def test_body_has_the_colour_of_the_theme(qapp: Any, colour: str) -> None:
    """The paper is the colour it is called."""
    image, _ = _painted("", colour)
    assert image.pixelColor(60, 80) == QColor(themes.load("light").notes[colour].body)


def test_the_folded_corner_is_clear(qapp: Any) -> None:
    """The corner at the bottom right is cut: what lies behind shows."""
    image, _ = _painted("x")
    assert image.pixelColor(158, 96).alpha() == 0
    assert image.pixelColor(41, 96).alpha() > 0


@pytest.mark.parametrize("state", [{}, {"selected": True}, {"carried": True}, {"hovered": True}])
def test_nothing_is_painted_beyond_the_outset(qapp: Any, state: dict[str, bool]) -> None:
    """Items on the board can trust the margins: no trail is left behind by a carried note."""
    image, _ = _painted(LONG, **state)
    allowed = QRectF(40, 40, 120, 58).marginsAdded(NOTE_OUTSET)
    inked = [(x, y) for x in range(200) for y in range(140) if image.pixelColor(x, y).alpha() > 0]
    assert all(allowed.contains(x + 0.5, y + 0.5) for x, y in inked)


def test_states_look_different(qapp: Any) -> None:
    """Resting, selected, carried and under the pointer are four pictures."""
    states: list[dict[str, bool]] = [{}, {"selected": True}, {"carried": True}, {"hovered": True}]
    pictures = {bytes(_painted("x", **state)[0].constBits()) for state in states}
    assert len(pictures) == 4


def test_height_for_all_of_the_text(qapp: Any) -> None:
    """A note that grows to its height shows everything."""
    metrics = note_metrics("comfortable")
    height = note_height(LONG, 120, metrics)
    assert height > metrics.height
    image = QImage(130, int(height) + 1, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    assert paint_note(painter, QRectF(0, 0, 120, height), LONG, "sun", themes.load("light"), metrics=metrics)
    painter.end()
    assert note_height("x", 120, metrics) == metrics.height


def test_width_of_a_note_in_a_row(qapp: Any) -> None:
    """A loose note is as wide as its words, up to a limit."""
    metrics = note_metrics("row")
    assert note_width("People leave", metrics, 400) < note_width(LONG, metrics, 400) <= 400
    wide = note_width("People leave", metrics, 400)
    image = QImage(400, 40, QImage.Format.Format_ARGB32_Premultiplied)
    painter = QPainter(image)
    theme = themes.load("light")
    assert paint_note(painter, QRectF(0, 0, wide, 32), "People leave", "sky", theme, density="row")
    painter.end()


def test_room_notes_keep_their_floor(qapp: Any) -> None:
    """Letters on notes in the room are never below 1/36 of the height."""
    for height in (720, 1080, 2160):
        assert projector_note_metrics(height).font.pixelSize() >= height / 36


def test_unknown_names_are_errors(qapp: Any) -> None:
    """A misspelt colour, density or shape fails at once."""
    with pytest.raises(KeyError):
        _painted("x", "purple")
    with pytest.raises(ValueError, match="density"):
        note_metrics("tiny")
    with pytest.raises(ValueError, match="shape"):
        shape_path("heart", QRectF(0, 0, 10, 10))


@pytest.mark.parametrize("shape", ["disc", "square", "triangle", "diamond", "cross", "ring"])
def test_shapes_stay_in_their_box(qapp: Any, shape: str) -> None:
    """Each shape fits the square it was given."""
    box = QRectF(5, 5, 20, 20)
    assert box.adjusted(-0.01, -0.01, 0.01, 0.01).contains(shape_path(shape, box).boundingRect())


@pytest.mark.parametrize("state", ["green", "amber", "red"])
def test_agreed_colours_have_their_fill(qapp: Any, state: str) -> None:
    """Green, amber and red are painted in the theme's colours."""
    image = QImage(32, 32, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(0)
    painter = QPainter(image)
    theme = themes.load("light")
    paint_state(painter, state, "", QRectF(0, 0, 32, 32), theme)
    painter.end()
    assert image.pixelColor(16, 16) == QColor(theme.states[state].fill)
