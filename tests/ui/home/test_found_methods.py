"""The search of Home finds methods by their titles, also those that are folded away."""

from typing import Any

from PySide6.QtCore import Qt

from facilitator.method_headings import headings
from ui.desk.found_methods import METHODS, found_methods


def test_words_of_a_title_may_be_begun_only() -> None:
    """In any order and whatever the case; a word in the middle of another one is no match."""

    def found(text: str) -> list[str]:
        return [each.row_id for each in found_methods(headings(), text)]

    assert found("LEAN cof") == ["lean-coffee"]
    assert found("1-2-4") == ["one-two-four-all"]
    assert found("offee") == found("  ") == found("?") == []
    assert found("community") == ["cop-health-check", "community-retrospective", "cop-bootstrap"]


def test_a_method_that_was_found_begins_a_session(open_desk: Any, qtbot: Any) -> None:
    """Enter on it asks what a card asks."""
    desk = open_desk()
    wanted: list[str] = []
    desk.home.method_wanted.disconnect()
    desk.home.method_wanted.connect(wanted.append)
    desk.window.run("search")
    qtbot.keyClicks(desk.home.search, "lean coffee")
    desk.home.search.settle()
    assert [desk.home.hits.item(row).data(Qt.ItemDataRole.UserRole).table for row in range(1)] == [METHODS]
    qtbot.keyClick(desk.home.search, Qt.Key.Key_Return)
    assert wanted == ["lean-coffee"]


def test_what_was_found_comes_up_to_be_seen(open_desk: Any, add_session: Any, qtbot: Any) -> None:
    """The cards above make room: with a list longer than the window the search line stands near its top."""
    for number in range(12):
        add_session(f"Community {number}")
    desk = open_desk()
    desk.window.resize(1180, 640)
    desk.home.methods.unfold("Short formats", True)
    desk.window.run("search")
    qtbot.keyClicks(desk.home.search, "community")
    desk.home.search.settle()
    search, view = desk.home.search, desk.home.view
    qtbot.waitUntil(lambda: search.mapTo(view, search.rect().topLeft()).y() < view.height() // 3)
