"""A matrix with many notes: what stands on it can be read, and stands where it was put."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.audience import view
from facilitator.opening import rehearse
from facilitator.session import Session
from ui.pictures.matrix_page import CardMark, quarter_rect
from ui.projector.sheet import Screen, Words


@pytest.fixture
def session() -> Session:
    """Forty notes all over the matrix."""
    made = rehearse(method_files.load("wiring-review"))
    made.course.start()
    texts = [f"Piece {each} of the work on the new shop" for each in range(40)]
    for place, note in enumerate(made.notes.add_many("pieces", texts)):
        made.matrices.place("work", note.id, (place % 8 + 0.5) / 8, (place // 8 + 0.4) / 5)
    return made


def cards_of(marks: Any) -> list[CardMark]:
    return [each for each in marks if isinstance(each, CardMark)]


def test_forty_notes_do_not_cover_each_other_at_720(session: Session, desk: Any) -> None:
    """Cards get smaller; the chosen one shows all that stands on it, and the mouse takes it."""
    desk.resize(1280 - 240 - 44, 720 - 48 - 72 - 44)
    desk.go("work", "place")
    QApplication.processEvents()
    canvas = desk.here.inner.panel.canvas
    canvas.choose(None)
    cards = cards_of(canvas.page.marks())
    assert len(cards) == 40
    for number, card in enumerate(cards):
        assert not any(card.rect.intersects(other.rect) for other in cards[:number])
    small = cards[11]
    canvas.choose(small.id)
    grown = next(each for each in canvas.page.cards if each.id == small.id)
    assert grown.rect.height() > small.rect.height()
    assert canvas.page.area.contains(grown.rect)
    middle = grown.rect.center()
    assert canvas.page.at(middle.x(), middle.y()) == grown


@pytest.mark.parametrize(("width", "height"), [(860, 600), (1280, 720), (1920, 1080)])
def test_the_room_reads_every_card_in_its_quarter(
    session: Session, desk: Any, width: int, height: int
) -> None:
    """Notes that would crowd go on further pages; no card lies over another, over a line or over a title."""
    desk.go("work", "place")
    shown = view(session)
    pages = import_module(f"ui.projector.activities.{shown.kind}").arrange(shown, Screen(width, height))
    said = [each.id for page in pages for each in cards_of(page.marks)]
    assert len(said) == len(set(said)) == 40
    for page in pages:
        cards = cards_of(page.marks)
        area = next(each.rect for each in page.marks if each.role == "quarters")
        titles = [each.rect for each in page.marks if isinstance(each, Words) and each.role == "quarter"]
        for number, card in enumerate(cards):
            value = session.data.value("work", f"place:{card.id}")
            quarter = f"{'high' if value['y'] >= 0.5 else 'low'} {'right' if value['x'] >= 0.5 else 'left'}"
            assert quarter_rect(area, quarter).adjusted(-1, -1, 1, 1).contains(card.rect)  # type: ignore[arg-type]
            taken = [*titles, *(other.rect for other in cards[:number])]
            assert not any(card.rect.intersects(other) for other in taken)


@pytest.mark.parametrize(("width", "height"), [(1280 - 240 - 44, 720 - 48 - 72 - 44), (1600, 900)])
def test_forty_notes_in_one_quarter_stay_in_it(desk: Any, width: int, height: int) -> None:
    """Where a card stands is what it says: without room they overlap, and none goes into another quarter."""
    session = desk.session
    for number in range(40):
        note = session.notes.add("pieces", f"Another piece of work, number {number}, of some length")
        session.matrices.place("work", note.id, 0.05 + number % 9 * 0.05, 0.55 + number % 7 * 0.06)
    desk.resize(width, height)
    desk.go("work", "place")
    QApplication.processEvents()
    page = desk.here.inner.panel.canvas.page
    home = quarter_rect(page.area, "high left").adjusted(-1, -1, 1, 1)
    ours = [each for each in cards_of(page.marks()) if each.text.startswith("Another")]
    assert len(ours) == 40
    assert all(home.contains(each.rect) for each in ours)
