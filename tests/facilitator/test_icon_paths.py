"""Path data of icons: small, exact, and every icon of the file can be read."""

import math

import pytest

from facilitator.icon_paths import GRID, icon_names, icon_path, parse


def test_absolute_and_relative_commands_mean_the_same() -> None:
    """m l h v z are the same picture as M L H V Z when the numbers are relative."""
    assert parse("M2 3 L5 7 H9 V1 Z") == parse("m2 3 l3 4 h4 v-6 z")


def test_numbers_after_the_first_pair_of_a_move_are_lines() -> None:
    """The shorthand of SVG: a move with two pairs goes on as a line."""
    assert parse("M1 2 3 4") == (("M", 1.0, 2.0), ("L", 3.0, 4.0))


def test_a_closed_path_goes_on_from_where_it_began() -> None:
    """After Z a relative command starts at the beginning of the closed part."""
    assert parse("M4 4 H8 V8 Z l1 1")[-1] == ("L", 5.0, 5.0)


def test_a_quarter_arc_becomes_one_curve_on_the_circle() -> None:
    """Arcs are curves whose middle lies on the circle to a thousandth of its radius."""
    (_, curve) = parse("M10 0 A10 10 0 0 1 0 10")
    assert curve[0] == "C"
    x = (10.0 + 3 * curve[1] + 3 * curve[3] + curve[5]) / 8
    y = (0.0 + 3 * curve[2] + 3 * curve[4] + curve[6]) / 8
    assert math.hypot(x, y) == pytest.approx(10.0, abs=0.01)
    assert (x, y) > (0.0, 0.0)


def test_large_arc_goes_the_long_way() -> None:
    """The large flag takes three quarters of the circle: three curves."""
    segments = parse("M10 0 A10 10 0 1 0 0 10")
    assert [segment[0] for segment in segments] == ["M", "C", "C", "C"]
    assert segments[-1][-2:] == (0.0, 10.0)


def test_an_arc_too_small_for_its_ends_grows() -> None:
    """SVG says: a radius that cannot reach is scaled up, never an error."""
    assert parse("M0 0 A1 1 0 0 1 10 0")[-1][-2:] == (10.0, 0.0)


def test_an_arc_without_radius_is_a_line() -> None:
    """SVG says: a radius of zero draws a straight line."""
    assert parse("M0 0 A0 5 0 0 1 3 4") == (("M", 0.0, 0.0), ("L", 3.0, 4.0))


@pytest.mark.parametrize("text", ["M1", "1 2 M3 4", "M1 2 Q3 4 5 6", "M1 2 L", "M1 2 Z 5", "M1 2 x"])
def test_anything_else_is_refused(text: str) -> None:
    """A typing mistake in the icon file is named, not drawn."""
    with pytest.raises(ValueError, match=r"path data|numbers"):
        parse(text)


@pytest.mark.parametrize("name", icon_names())
def test_every_icon_stays_on_its_grid(name: str) -> None:
    """Each icon begins with a move and leaves a unit free at the border for its line."""
    segments = icon_path(name)
    assert segments[0][0] == "M"
    ends = [segment[-2:] for segment in segments if segment[0] != "Z"]
    assert all(1.0 <= value <= GRID - 1.0 for end in ends for value in end)


def test_unknown_icon_is_an_error() -> None:
    """A misspelt name fails at once."""
    with pytest.raises(KeyError):
        icon_path("no such icon")
