"""Rows of a form in the room: each by its first field, what belongs to it below, in full width and with names."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QRectF
from pytestqt.qtbot import QtBot

from facilitator import audience, forms, method_files
from facilitator.activities.dot_vote import VoteView
from facilitator.demo import build_samples
from facilitator.library import Library
from facilitator.opening import open_session, rehearse
from facilitator.session import Session
from facilitator.state import Place
from facilitator.store import MemoryStore
from ui.projector import scene
from ui.projector.sheet import Screen, Sheet, Words

SCREENS = [Screen(1280, 720), Screen(1920, 1080), Screen(1024, 768)]
PLACES = [
    ("wiring-review", "moves", "show"),
    ("wiring-review", "moves", "fill"),
    ("outcome-review", "first", "show"),
    ("outcome-review", "look-back", "look_back"),
]
LONG = "What we do about it goes on and on until nobody wants to hear it any more. " * 6


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Letters need an application."""


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    """The library with its samples."""
    folder: Path = tmp_path_factory.mktemp("samples")
    with Library.create_or_open(folder / "library.db") as made:
        build_samples(made)
        yield made


def sample(library: Library, method: str, activity: str, phase: str) -> Session:
    """The sample of a method, once more in one of its phases."""
    for each in library.summaries():
        found = open_session(library, each.id)
        if found.data.method.id == method and found.place.mode == "after":
            session = Session(found.data, MemoryStore(), Place())
            session.course.start()
            session.course.go(activity, phase)
            return session
    raise LookupError(method)


def pages(session: Session, screen: Screen) -> list[Sheet]:
    """Every page the room can see, checked for letters, edges and overlap."""
    view = audience.view(session)
    found = [
        scene.arrange(replace(view, page=page), screen).sheet for page in range(scene.pages(view, screen))
    ]
    for sheet in found:
        words = [mark for mark in sheet.marks if isinstance(mark, Words)]
        for mark in words:
            assert screen.inner.adjusted(-1, -1, 1, 1).contains(mark.rect), (mark.role, mark.text)
            floor = screen.height * 0.03 if mark.role == "footer" else screen.height / 32
            assert mark.px >= int(floor), (mark.role, mark.text)
        assert apart([mark.rect for mark in words])
    return found


def apart(places: Sequence[QRectF]) -> bool:
    return not any(
        min(one.intersected(other).width(), one.intersected(other).height()) > 1
        for number, one in enumerate(places)
        for other in places[:number]
    )


def plain(text: str) -> str:
    return " ".join(text.replace("\N{NO-BREAK SPACE}", " ").split())


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
@pytest.mark.parametrize("place", PLACES, ids="-".join)
def test_each_row_is_read_in_full_with_the_names_of_its_fields(
    library: Library, place: tuple[str, str, str], screen: Screen
) -> None:
    session = sample(library, *place)
    activity = session.data.method.activity(place[1])
    assert activity is not None
    sheets = pages(session, screen)
    shown = plain(" ".join(sheet.text for sheet in sheets))
    rows = [row for rows in forms.form(session.data, activity).rows for row in rows.rows]
    assert rows
    assert len({row.cells[0].text for row in rows}) == len(rows), "no spot that was picked stands there twice"
    for row in rows:
        assert plain(row.cells[0].text) in shown
        for cell in row.cells[1:]:
            if cell.text and cell.spec.type != "date":
                assert plain(f"{cell.spec.title}: {cell.text}") in shown
    marks = [mark for sheet in sheets for mark in sheet.marks if isinstance(mark, Words)]
    details = [mark for mark in marks if mark.role == "detail"]
    assert details
    for mark in details:
        assert mark.block.complete
        assert mark.rect.left() == screen.left


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
def test_a_row_higher_than_a_page_is_continued_and_nothing_of_it_is_lost(screen: Screen) -> None:
    session = rehearse(method_files.load("wiring-review"), "Long words")
    session.course.start()
    cells = {"spot": LONG, "do": LONG.upper(), "buys": LONG.lower(), "pulls": LONG}
    session.forms.add_row("moves", "moves", cells)
    session.course.go("moves", "show")
    sheets = pages(session, screen)
    assert len(sheets) > 1
    shown = plain(" ".join(sheet.text for sheet in sheets))
    for words in (LONG, f"What we do: {LONG.upper()}", f"What it buys: {LONG.lower()}"):
        assert set(plain(words).split()) <= set(shown.split())


def test_while_rows_are_filled_the_room_sees_those_that_are_there() -> None:
    """Before the first one it reads what a row will say; a row without its first field waits until it has it."""
    session = rehearse(method_files.load("wiring-review"), "Moves")
    session.course.start()
    session.course.go("moves", "fill")
    for row_id, _ in forms.row_values(session.data, "moves", "moves"):
        session.forms.delete_row("moves", "moves", row_id)
    (empty,) = pages(session, SCREENS[0])
    assert "What it buys" in empty.text
    session.forms.add_row("moves", "moves", {"spot": "Two gates in a row"})
    (one,) = pages(session, SCREENS[0])
    assert "Two gates in a row" in one.text
    assert "What it buys" not in one.text


@pytest.mark.parametrize("screen", SCREENS, ids=lambda screen: f"{screen.width}x{screen.height}")
def test_of_several_picked_each_name_stands_once_and_says_that_it_is_picked(
    library: Library, screen: Screen
) -> None:
    session = sample(library, "wiring-review", "worst", "result")
    part = audience.view(session).part
    assert isinstance(part, VoteView)
    assert len(part.picked) > 1
    marks = [mark for sheet in pages(session, screen) for mark in sheet.marks]
    for title in part.picked:
        assert sum(title in mark.text for mark in marks) == 1
    assert sum(mark.text == "picked" for mark in marks) == len(part.picked)
