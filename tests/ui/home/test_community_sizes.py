"""The page of a community in windows of every size: nothing is cut off, and everything begins under its heading."""

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint

from facilitator import method_files
from facilitator.beginning import Beginning, begin_session
from facilitator.community_acts import CommunityActs
from facilitator.library import Library
from facilitator.opening import open_session


@pytest.fixture
def full(library_file: Path) -> str:
    """A community whose page has something in every part, a canvas and a look back that is over."""
    with Library.create_or_open(library_file) as library:
        community_id = library.add_community("Guild of those who keep the lights burning").id
        acts = CommunityActs(library, community_id)
        acts.set_purposes(["Keep what we know, and pass it on", "Learn something new together"])
        acts.set_sponsor(name="Ruth Adler", gives="Four hours a month, and the large room")
        acts.set_leader(name="Ines Okafor", hours=6, coach="Mara Lind")
        acts.set_look_back("2026-01-05")
        acts.add_channel("#lights", "https://chat.example.org/lights")
        acts.add_topic("Runbooks that somebody reads")
        acts.add_event("Bring your worst alert", starts="2026-02-24T11:00:00Z")
        made = begin_session(
            library, method_files.load("cop-bootstrap"), Beginning("Kick-off", community_id=community_id)
        )
        session = open_session(library, made)
        session.course.start()
        session.outcomes.write("vision", "Quiet nights")
        session.actions.add("Ask the board for a sponsor and a day of the leader", owner="Jonas Feld")
        session.keep_place()
    return community_id


@pytest.mark.parametrize("size", [(960, 540), (1180, 640), (1280, 720), (1920, 1080)])
def test_each_part_fits_and_stands_under_the_heading(
    open_desk: Any, full: str, qtbot: Any, size: tuple[int, int]
) -> None:
    """No part is wider than its view, and its left edge is the one of the community's name."""
    desk = open_desk()
    desk.window.resize(*size)
    desk.acts.communities.open(full)
    page = desk.acts.communities.page
    for part in ("overview", "life", "events", "check"):
        page.show_part(part)
        qtbot.wait(150)
        panel = page.panel
        right = panel.mapTo(page.view.viewport(), QPoint(panel.width(), 0)).x()
        assert right <= page.view.viewport().width(), part
        assert panel.minimumSizeHint().width() <= panel.width(), part
        assert panel.mapTo(page, QPoint(0, 0)).x() == page.title.mapTo(page, QPoint(0, 0)).x(), part


def test_a_community_without_promises_says_so_in_words(open_desk: Any, library_file: Path) -> None:
    """Nothing open is good news, and no figure."""
    with Library.create_or_open(library_file) as library:
        bare = library.add_community("Bakers").id
    desk = open_desk()
    desk.acts.communities.open(bare)
    assert desk.acts.communities.page.facts.text() == "No session yet · nothing open"
