"""Votes drawn as dots: the longer row is that of more votes."""

from typing import Any

import pytest
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QVBoxLayout, QWidget

from facilitator.session import Session
from ui.desk.voting.dots import Dots, DotsInList


def drawn(row: QWidget) -> tuple[int, int]:
    """Return the height of the marks of a row and where the last one ends, in pixels."""
    image = QImage(row.size(), QImage.Format.Format_ARGB32)
    image.fill(0)
    row.render(image, renderFlags=QWidget.RenderFlag(0))
    inked = [
        (x, y) for x in range(image.width()) for y in range(image.height()) if image.pixelColor(x, y).alpha()
    ]
    return len({y for _, y in inked}), max(x for x, _ in inked) + 1


@pytest.mark.parametrize("counts", [(12, 10, 8), (3, 2, 1), (90, 80, 70)], ids=["many", "few", "a crowd"])
def test_rows_of_one_list_have_dots_of_one_size(qtbot: Any, counts: tuple[int, ...]) -> None:
    """12 votes look like more than 10, where all of them fit and where none can be told apart."""
    page = QWidget()
    qtbot.addWidget(page)
    column, together = QVBoxLayout(page), DotsInList()
    rows = [Dots(together) for _ in counts]
    for row, count in zip(rows, counts, strict=True):
        row.show_count(count)
        column.addWidget(row)
    page.resize(200, 200)
    page.show()
    sizes, ends = zip(*(drawn(row) for row in rows), strict=True)
    assert len(set(sizes)) == 1
    assert ends[0] <= rows[0].width()
    steps = [(ends[0] - end) / (counts[0] - count) for count, end in zip(counts[1:], ends[1:], strict=True)]
    assert steps[0] == pytest.approx(steps[1], abs=1)
    assert steps[0] > 1


def test_a_tag_behind_one_row_leaves_the_dots_of_the_list_alike(desk: Any, session: Session) -> None:
    """In a narrow window a tag takes room from one row; its dots are no smaller than those of the others."""
    names = [note.id for note in session.notes.add_many("names", ["Steady Hands", "Lighthouse", "Pagers"])]
    for name, hands in zip(names, (12, 10, 8), strict=True):
        session.votes.set_hands("name", "vote", name, hands)
    desk.resize(700, 500)
    desk.go("name", "vote")
    desk.grab()
    ends = [drawn(row.dots)[1] for row in desk.here.panel.hands.rows]
    assert ends[0] > ends[1] + 2 > ends[2] + 4
