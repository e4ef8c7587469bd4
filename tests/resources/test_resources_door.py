"""The door to bundled data opens for files inside the package only."""

from __future__ import annotations

import pytest

import resources


@pytest.mark.parametrize(
    "climbing",
    [
        "/etc/passwd",
        "../pyproject.toml",
        "fonts/../../x",
        "C:/Windows",
        "c:x",
        "\\\\host\\share",
        "fonts\\..\\..\\x",
    ],
)
def test_paths_out_of_the_data_are_refused(climbing: str) -> None:
    """Nobody reads other files through a name that came from data."""
    with pytest.raises(ValueError, match="bundled data"):
        resources.path(climbing)


def test_text_and_bytes_are_the_same_file() -> None:
    """Both ways of reading give the file's content."""
    table = resources.read_text("fonts/fonts.toml")
    assert resources.read_bytes("fonts/fonts.toml").decode("utf-8").replace("\r\n", "\n") == table
    assert "fallback" in table


def test_names_are_sorted_and_of_the_wanted_kind() -> None:
    """A folder lists its files of one kind, in the same order everywhere, without their folder."""
    names = resources.names("fonts", ".ttf")
    assert names == sorted(names)
    assert "Inter-Regular.ttf" in names
    assert all(name.endswith(".ttf") for name in names)


def test_a_folder_that_is_not_there_has_no_names() -> None:
    """A kind of data nobody added yet is no error."""
    assert resources.names("nothing_here", ".toml") == []
