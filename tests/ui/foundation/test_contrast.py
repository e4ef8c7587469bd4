"""Every text can be read: contrast by the WCAG 2 formula, computed from the theme files themselves."""

import tomllib
from typing import Any

import pytest

import resources

GROUNDS = ("paper", "sheet", "table", "wash")
TEXTS = ("ink", "ink_soft", "ink_faint", "accent", "ok", "warn", "alarm", "helps", "holds_back")


def luminance(colour: str) -> float:
    """Relative luminance of "#RRGGBB" (WCAG 2.2, definition of relative luminance)."""
    channels = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [value / 12.92 if value <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for value in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=["light", "dark"])
def data(request: pytest.FixtureRequest) -> dict[str, Any]:
    return tomllib.loads(resources.read_text(f"themes/{request.param}.toml"))


def test_formula_gives_the_known_extremes() -> None:
    """Black on white is 21:1, a colour on itself 1:1."""
    assert contrast("#000000", "#FFFFFF") == pytest.approx(21.0)
    assert contrast("#6A2A5B", "#6A2A5B") == pytest.approx(1.0)


@pytest.mark.parametrize("text", TEXTS)
@pytest.mark.parametrize("ground", GROUNDS)
def test_texts_reach_four_and_a_half_on_every_ground(data: dict[str, Any], text: str, ground: str) -> None:
    """Nothing on the desk is written below 4.5:1."""
    assert contrast(data["roles"][text], data["roles"][ground]) >= 4.5


@pytest.mark.parametrize("text", ["ink", "ink_soft"])
@pytest.mark.parametrize("ground", GROUNDS)
def test_ink_reaches_seven_for_the_projector(data: dict[str, Any], text: str, ground: str) -> None:
    """The two inks may stand on any ground of the room's screen: 7:1."""
    assert contrast(data["roles"][text], data["roles"][ground]) >= 7.0


@pytest.mark.parametrize("text", ["accent", "ok", "warn", "alarm", "helps", "holds_back"])
@pytest.mark.parametrize("ground", ["paper", "sheet"])
def test_coloured_words_reach_seven_on_paper_and_sheet(data: dict[str, Any], text: str, ground: str) -> None:
    """Coloured words stand on paper or sheet on the room's screen: 7:1."""
    assert contrast(data["roles"][text], data["roles"][ground]) >= 7.0


@pytest.mark.parametrize("ground", ["accent", "accent_hover", "accent_press"])
def test_filled_button_can_be_read_in_every_state(data: dict[str, Any], ground: str) -> None:
    """The words on the filled button keep 4.5:1 at rest, under the pointer and pressed."""
    assert contrast(data["roles"]["on_accent"], data["roles"][ground]) >= 4.5


def test_notes_reach_seven(data: dict[str, Any]) -> None:
    """Ink on every note colour keeps 7:1, because the room reads notes too."""
    for name, note in data["notes"].items():
        assert contrast(data["roles"]["ink"], note["body"]) >= 7.0, name


def test_notes_differ_in_shape(data: dict[str, Any]) -> None:
    """Colour never speaks alone: six note colours, six shapes."""
    shapes = [note["shape"] for note in data["notes"].values()]
    assert len(shapes) == len(set(shapes)) == 6


def test_letters_on_green_amber_red_reach_seven(data: dict[str, Any]) -> None:
    """The letter in the agreed colour is readable from the back row."""
    for name, state in data["states"].items():
        assert contrast(state["letter"], state["fill"]) >= 7.0, name


@pytest.mark.parametrize("ground", ["paper", "sheet", "table", "wash"])
def test_borders_of_controls_reach_three(data: dict[str, Any], ground: str) -> None:
    """The border that shows where a control is keeps 3:1 (WCAG 2.2, 1.4.11)."""
    assert contrast(data["roles"]["edge"], data["roles"][ground]) >= 3.0
