"""The theme of the moment: read from files, switched by setting, told to everybody."""

import re
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

import ui
from ui import style
from ui import theme as themes
from ui.desk.dialogs.base import Stepper
from ui.desk.notes.entry_note import EntryNote


def test_both_themes_have_every_role() -> None:
    """A role that exists in one theme exists in the other."""
    light, dark = themes.load("light"), themes.load("dark")
    assert not light.dark
    assert dark.dark
    assert set(light.notes) == set(dark.notes)
    assert set(light.states) == set(dark.states)
    roles = [
        each for each in themes.Theme._fields if isinstance(getattr(light, each), str) and each != "name"
    ]
    assert {"paper", "ink", "accent", "drop_shade"} <= set(roles)
    for role in roles:
        assert re.fullmatch(r"#[0-9A-F]{6}", light.hex(role)), role
        assert re.fullmatch(r"#[0-9A-F]{6}", dark.hex(role)), role


def test_colour_with_alpha() -> None:
    """A role can be asked for half clear."""
    colour = themes.load("light").colour("ink", 0.5)
    assert colour.name() == "#24211c"
    assert colour.alphaF() == pytest.approx(0.5, abs=0.01)


def test_unknown_theme_is_an_error() -> None:
    """A misspelt theme is not silently the light one."""
    with pytest.raises(FileNotFoundError):
        themes.load("sepia")


def test_holder_tells_a_change_once(qtbot: QtBot) -> None:
    """Listeners hear of a new theme, and nothing when it stays the same."""
    held = themes.ThemeHolder("light")
    heard: list[themes.Theme] = []
    held.changed.connect(heard.append)
    held.set_mode("dark")
    held.set_mode("dark")
    held.set_mode("light")
    held.set_mode("system")
    assert [theme.name for theme in heard[:2]] == ["dark", "light"]
    assert held.mode == "system"


def test_holder_refuses_other_modes(qtbot: QtBot) -> None:
    """A setting from a damaged file does not become a mode."""
    with pytest.raises(ValueError, match="mode"):
        themes.ThemeHolder("light").set_mode("blue")


def test_a_change_restyles_the_program(styled: Any) -> None:
    """Switching to dark reaches the palette and the style sheet of every window."""
    themes.holder().set_mode("dark")
    dark = themes.load("dark")
    assert themes.current() is dark
    assert styled.palette().color(QPalette.ColorRole.Window).name().upper() == dark.paper
    assert dark.accent in styled.styleSheet()
    assert styled.palette().color(QPalette.ColorRole.Highlight).name().upper() == dark.accent


def test_style_sheet_is_complete() -> None:
    """No placeholder is left over, whatever the theme."""
    for name in ("light", "dark"):
        assert "$" not in style.sheet(themes.load(name))


def test_colours_stand_in_theme_files_only() -> None:
    """Code names roles, never colours."""
    literal = re.compile(r"#[0-9A-Fa-f]{6}\b|QColor\(\s*\d")
    found = [
        f"{path.name}: {line.strip()}"
        for path in Path(str(ui.__file__)).parent.rglob("*.py")
        for line in path.read_text(encoding="utf-8").splitlines()
        if literal.search(line)
    ]
    assert found == []


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_words_in_an_empty_field_are_as_dark_as_captions(styled: Any, qtbot: QtBot, mode: str) -> None:
    """Left alone, a style sheet halves them, below what can be read; on a note's paper they are darker still."""
    themes.holder().set_mode(mode)
    line, note = QLineEdit(), EntryNote("Note", splits_paste=False, takes_tab=False)
    for widget in (line, note):
        qtbot.addWidget(widget)
        widget.ensurePolished()
    note.field.ensurePolished()
    theme = themes.current()
    role = QPalette.ColorRole.PlaceholderText
    assert line.palette().color(role) == theme.colour("ink_faint")
    assert note.field.palette().color(role) == theme.colour("ink_soft")


def test_a_number_with_steps_has_the_frame_of_a_field_and_room_for_its_figures(
    styled: Any, qtbot: QtBot
) -> None:
    """A style sheet on a spin box without buttons leaves its text one pixel; the buttons are of no width instead."""
    stepper = Stepper("People", 120, 1, 999)
    qtbot.addWidget(stepper)
    stepper.show()
    qtbot.waitExposed(stepper)
    inside = stepper.spin.lineEdit()
    assert inside.width() > inside.fontMetrics().horizontalAdvance("999")
    picture = stepper.spin.grab().toImage()
    edge = picture.pixelColor(int(picture.width() / 2), 0)
    assert edge == themes.current().colour("edge")


def test_the_first_frame_is_dark_where_the_system_is(styled: Any) -> None:
    """Before the holder asks the system, its palette tells; a setting is followed at once, by title bars too."""
    for name in ("dark", "light"):
        styled.setPalette(style.palette(themes.load(name)))
        assert themes.first("system") is themes.load(name)
    assert themes.first("dark") is themes.load("dark")
    assert themes.holder().mode == "dark"
