"""The page of a community in windows of every size: nothing is cut off, and everything begins under its heading."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from facilitator import method_files, ratings
from facilitator.beginning import Beginning, begin_session
from facilitator.community_acts import CommunityActs
from facilitator.library import Library
from facilitator.opening import open_session, rehearse
from ui import fonts
from ui.desk.community.health_table import HealthTable
from ui.desk.session_rows import FOLDED_ROW, NARROW, ROW, cells_of, folded_cells


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


@pytest.mark.parametrize("size", [(960, 540), (1024, 640), (1280, 720), (1920, 1080)])
def test_no_title_of_a_session_is_shortened(
    open_desk: Any, full: str, library_file: Path, qtbot: Any, size: tuple[int, int]
) -> None:
    """Where there is no room for every column a row has two lines; the list is as high as all its rows."""
    title = "A health check of all of us, spring 2026"
    with Library.create_or_open(library_file) as library:
        begin_session(
            library,
            method_files.load("community-retrospective"),
            Beginning(title, community_id=full),
        )
    desk = open_desk()
    desk.window.resize(*size)
    desk.acts.communities.open(full)
    qtbot.wait(150)
    listed = desk.acts.communities.page.panel.sessions
    width = listed.viewport().width()
    assert listed.folded == (width < NARROW)
    (row,) = [each for each in listed.sessions.sessions if each.title == title]
    cells = (
        folded_cells(row, width, listed.now(), "")
        if listed.folded
        else cells_of(row, width, listed.columns, listed.now(), "")
    )
    metrics = QFontMetrics(fonts.font("body", 500))
    assert cells[0].text == title
    assert metrics.horizontalAdvance(title) <= cells[0].width
    last = listed.visualRect(listed.sessions.index(listed.sessions.rowCount() - 1))
    assert last.bottom() == listed.height() - 1
    assert last.height() == (FOLDED_ROW if listed.folded else ROW)


@pytest.mark.parametrize("size", [(960, 540), (1024, 640), (1280, 720)])
def test_heads_and_buttons_are_not_cut(open_desk: Any, full: str, qtbot: Any, size: tuple[int, int]) -> None:
    """How many next steps are open, and the button for another community, have the room that their words take."""
    desk = open_desk()
    desk.window.resize(*size)
    desk.acts.communities.open(full)
    qtbot.wait(150)
    page = desk.acts.communities.page
    assert page.rail.new.width() >= page.rail.new.sizeHint().width()
    assert page.rail.new.geometry().right() < page.rail.width()
    steps = page.panel.steps_open
    assert steps.count.text().startswith("1 open")
    assert steps.count.width() >= steps.count.sizeHint().width()
    assert steps._title.width() >= steps._title.sizeHint().width()


def test_a_community_without_promises_says_so_in_words(open_desk: Any, library_file: Path) -> None:
    """Nothing open is good news, and no figure."""
    with Library.create_or_open(library_file) as library:
        bare = library.add_community("Bakers").id
    desk = open_desk()
    desk.acts.communities.open(bare)
    assert desk.acts.communities.page.facts.text() == "No session yet · nothing open"


@pytest.mark.parametrize(("width", "first"), [(1200, 0), (470, 1), (300, 2)])
def test_where_there_is_no_room_the_oldest_runs_give_way_and_not_the_topics(
    styled: QApplication, qtbot: Any, width: int, first: int
) -> None:
    """A topic of a few letters says nothing; then and now stay in any window."""
    (here,) = ratings.ratings_of(rehearse(method_files.load("cop-health-check")).data)
    runs = tuple(ratings.Run(str(year), "Run", f"{year}-05-12", {}) for year in (2023, 2024, 2025))
    table = HealthTable(replace(here, runs=runs), "2026-03-14", date(2026, 3, 20))
    qtbot.addWidget(table)
    table.resize(width, table.height())
    assert table.first_shown == first
    longest = max(
        QFontMetrics(fonts.font("body")).horizontalAdvance(each.topic.title) for each in here.topics
    )
    assert table._title_width >= longest or width == 300
