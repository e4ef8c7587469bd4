"""The marks of a timeline's entries: those that are copied look like those that are drawn."""

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QImage, QPainter
from pytestqt.qtbot import QtBot

from facilitator.timelines import KINDS
from ui import theme as themes
from ui.pictures.entry_mark import EntryMark


@pytest.fixture(autouse=True)
def _application(qtbot: QtBot) -> None:
    """Pictures need an application."""


def painted(mark: EntryMark, theme: themes.Theme, *, copied: bool) -> QImage:
    image = QImage(80, 80, QImage.Format.Format_RGB32)
    image.fill(theme.colour("paper"))
    if copied:
        # A screen with two pixels to each px.
        image.setDevicePixelRatio(2.0)
    painter = QPainter(image)
    if not copied:
        painter.scale(2.0, 2.0)
    mark.paint(painter, theme)
    painter.end()
    return image


def difference(one: QImage, other: QImage) -> float:
    """Return the mean difference of all pixels in steps of grey."""
    greys = [
        bytes(each.convertToFormat(QImage.Format.Format_Grayscale8).constBits()) for each in (one, other)
    ]
    return sum(abs(a - b) for a, b in zip(*greys, strict=True)) / len(greys[0])


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_a_copied_mark_looks_like_a_drawn_one_wherever_it_stands(kind: str, theme: str) -> None:
    """Copies stand on quarters of a px, with the whole of their pen."""
    colours = themes.load(theme)
    for left, top, size, line in ((10.0, 10.0, 13.0, 1.7), (11.37, 12.5, 18.0, 1.7), (9.9, 8.2, 16.0, 6.0)):
        for folded, in_talk in ((False, False), (True, False), (False, True)):
            mark = EntryMark(QRectF(left, top, size, size), kind, folded, in_talk, line)
            copied, drawn = (painted(mark, colours, copied=each) for each in (True, False))
            empty = QImage(copied)
            empty.fill(colours.colour("paper"))
            # A ring of dots may close with a dot more or less, which is 3 per cent of it.
            assert difference(copied, drawn) < difference(drawn, empty) * 0.18
