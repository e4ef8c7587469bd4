"""A search on Home finds communities and what their pages hold, and opens the page at the very entry."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from facilitator.community_acts import CommunityActs
from facilitator.library import Library


@pytest.fixture(autouse=True)
def community_id(library_file: Path, add_session: Callable[..., str]) -> str:
    """A community whose page holds a little of everything, and a session of which nothing of that is known."""
    add_session("Spring clean")
    with Library.create_or_open(library_file) as library:
        library.add_community("Bakers")
        found = library.add_community("Bee keepers").id
        acts = CommunityActs(library, found)
        acts.set_leader(name="Ines Falk", hours=4, coach="Otto")
        acts.set_boundary(decides="Which honey we sell", asks="Money")
        acts.add_channel("The meadow")
        for text in ("Why do they swarm?", "Winter feed", "Queens of their own"):
            acts.add_topic(text)
        event = acts.add_event("Frames and hives", starts="2026-03-04T16:00:00Z")
        acts.change_event(event, speaker="Ada Moor", said="We met late.\nNext time with sugar water.")
    return found


@pytest.mark.parametrize(
    ("words", "part", "stands"),
    [
        ("own queens", "events", "Queens of their own"),
        ("sugar wat", "events", "Frames and hives"),
        ("ada moor", "events", "Frames and hives"),
        ("meadow", "life", "The meadow"),
        ("ines", "life", "Ines Falk"),
        ("honey", "life", "Which honey we sell"),
    ],
    ids=["topic", "minutes of an event", "speaker", "channel", "leader", "boundary"],
)
def test_the_page_opens_at_what_was_found(
    search_for: Any, community_id: str, words: str, part: str, stands: str
) -> None:
    """The page of the community is shown, the part with the entry is open, and the keyboard is on it."""
    desk = search_for(words)
    page = desk.acts.communities.page
    assert desk.window.shows(page)
    assert page.rail.list.currentItem().data(Qt.ItemDataRole.UserRole) == community_id
    assert page.parts.state_of(part) == "current"
    focus = QApplication.focusWidget()
    assert page.panel.isAncestorOf(focus)
    text = getattr(focus, "toPlainText", getattr(focus, "text", str))()
    assert text == stands


def test_a_community_is_found_by_its_name(search_for: Any, community_id: str) -> None:
    """Its page opens at the overview."""
    desk = search_for("bee keep")
    page = desk.acts.communities.page
    assert desk.window.shows(page)
    assert page.parts.state_of("overview") == "current"
    assert page.title.text() == "Bee keepers"


def test_lines_say_what_was_found(search_for: Any) -> None:
    """A topic, an event and a community are told apart, each with the name of its community."""
    desk = search_for("sugar wat")
    desk.window.show_home()
    item = desk.home.hits.item(0)
    assert (
        item.data(Qt.ItemDataRole.AccessibleTextRole)
        == "Frames and hives\nNext time with sugar water., Event, Bee keepers"
    )


def test_names_stand_on_top_and_enter_opens_what_was_said(
    open_desk: Any, community_id: str, add_session: Callable[..., str], qtbot: Any
) -> None:
    """A community is seen first; Enter still opens the session that has the words."""
    session_id = add_session("Bee day")
    desk = open_desk()
    desk.window.run("search")
    qtbot.keyClicks(desk.home.search, "bee")
    desk.home.search.settle()
    hits = [desk.home.hits.item(row).data(Qt.ItemDataRole.UserRole) for row in range(desk.home.hits.count())]
    assert [each.table for each in hits] == ["communities", "sessions"]
    qtbot.keyClick(desk.home.search, Qt.Key.Key_Return)
    assert desk.window.session.id == session_id
