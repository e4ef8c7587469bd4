"""What shows a picture on the desk: it is arranged once, drawn in its true size, and keeps the room it was given."""

from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.pictures.marks_view import MarksPage, MarksView
from ui.projector.sheet import Ground


@pytest.fixture
def view(qtbot: QtBot) -> Iterator[MarksView]:
    """A view in a widget that was not shown yet."""
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(600, 400)
    made = MarksView(around)
    QVBoxLayout(around).addWidget(made)
    made.resize(50, 100)
    made.setFixedHeight(100)
    yield made
    around.deleteLater()


def shown(view: MarksView) -> MarksView:
    view.window().show()
    QApplication.processEvents()
    return view


def page(width: float) -> MarksPage:
    return MarksPage((Ground(QRectF(0, 0, width, 80), "ink"),), (), 80.0)


def test_a_picture_has_its_true_size(view: MarksView) -> None:
    """Letters and lines that are shrunk by a pixel or two are blurred."""
    view.show_page(page, "A line")
    shown(view)
    assert view.transform().isIdentity()
    assert view.viewportTransform().isIdentity()
    view.window().resize(700, 400)
    QApplication.processEvents()
    assert view.viewportTransform().isIdentity()


def test_a_picture_is_arranged_once_for_a_width(view: MarksView) -> None:
    """Arranging a long one takes a while."""
    widths: list[float] = []

    def made(width: float) -> MarksPage:
        widths.append(width)
        return page(width)

    view.window().ensurePolished()
    layout: Any = view.window().layout()
    layout.setGeometry(view.window().rect())
    view.show_page(made, "A line")
    shown(view)
    assert widths == [view.width()]
    view.window().resize(700, 400)
    QApplication.processEvents()
    assert widths[1:] == [view.width()]


def test_without_a_picture_it_keeps_the_height_it_was_given(view: MarksView) -> None:
    """What stands below it must not jump up, and down again when the picture comes."""
    shown(view)
    assert view.height() == 100
