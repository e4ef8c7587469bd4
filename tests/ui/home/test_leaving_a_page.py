"""What is being typed on the page of a community goes with its library, however that is left."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.communities import page_of
from facilitator.library import Library

Open = Callable[[], Any]


@pytest.fixture
def typing(open_desk: Open, library_file: Path, qtbot: Any) -> Callable[[], Any]:
    """Opens the page of a community with half a sponsor typed; returns the desk."""

    def begin() -> Any:
        with Library.create_or_open(library_file) as library:
            guild = library.add_community("Guild").id
        desk = open_desk()
        desk.acts.communities.open(guild)
        page = desk.acts.communities.page
        page.show_part("life")
        page.panel.sponsor.setFocus()
        qtbot.keyClicks(page.panel.sponsor, "Board of b")
        return desk

    return begin


LEAVING: dict[str, Callable[[Any, Path], object]] = {
    "another library": lambda desk, folder: desk.held.go_to(folder / "other.db"),
    "a look into a backup": lambda desk, folder: desk.held.look_into(folder / "backup.db"),
    "Home": lambda desk, _: desk.window.run("home"),
    "the end": lambda desk, _: desk.window.close(),
}


@pytest.mark.parametrize("leave", LEAVING.values(), ids=LEAVING)
def test_half_a_line_is_kept_when_its_library_is_left(
    typing: Callable[[], Any], library_file: Path, tmp_path: Path, leave: Callable[[Any, Path], object]
) -> None:
    """It is written into the library that it belongs to, before another one takes its place."""
    desk = typing()
    desk.library.backup_to(tmp_path / "backup.db")
    leave(desk, tmp_path)
    desk.close()
    with Library.open_existing(library_file) as library:
        community = library.communities()[0]
        assert page_of(library.community_values(community.id)).sponsor.name == "Board of b"
