"""The mark of an entry of a timeline: its shape says what kind it is, as in the list and on paper."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPen, QPixmap

from ui import theme as themes
from ui.theme import Theme
from ui.widgets.shapes import shape_path

__all__ = ["EntryMark"]

_SHAPES = {
    "impact": ("square", True),
    "detection": ("diamond", True),
    "action": ("disc", True),
    "decision": ("triangle", True),
    "status": ("square", False),
    "context": ("disc", False),
}
"""The shape of each kind of entry, and whether it is filled; the same as on paper."""
_STEPS = 4
"""A remembered mark stands on quarters of a px."""


class EntryMark(NamedTuple):
    """Its shape by kind in the square `rect`; dotted when it is folded, in the accent when it is in talk.

    `id` is that of the entry where one asks for it.
    """

    rect: QRectF
    kind: str
    folded: bool = False
    in_talk: bool = False
    line: float = 1.5
    id: str = ""
    role: str = "entry"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the mark."""
        if painter.worldTransform().isScaling():
            self._draw(painter, theme, self.rect)
            return
        # Five hundred of them are drawn with every entry that is added: copied, they take a tenth of the time.
        left, top = self.rect.x(), self.rect.y()
        x, y = math.floor(left), math.floor(top)
        place = (round((left - x) * _STEPS) / _STEPS, round((top - y) * _STEPS) / _STEPS)
        looks = (self.kind, self.folded, self.in_talk, self.line)
        ratio = painter.deviceTransform().m11()
        made = _picture(looks, self.rect.width(), place, ratio, theme.name)
        around = _around(self.line)
        painter.drawPixmap(x - around, y - around, made)

    def _draw(self, painter: QPainter, theme: Theme, rect: QRectF) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        shape, filled = _SHAPES[self.kind]
        if self.folded:
            pen = QPen(theme.colour("edge"), self.line)
            pen.setStyle(Qt.PenStyle.DotLine)
            painter.setPen(pen)
            painter.setBrush(theme.colour("paper"))
            painter.drawPath(shape_path("disc", rect))
            return
        colour = theme.colour("accent" if self.in_talk else "ink")
        painter.setPen(QPen(colour, self.line))
        painter.setBrush(colour if filled or self.in_talk else theme.colour("paper"))
        painter.drawPath(shape_path(shape, rect))


def _around(line: float) -> int:
    """Return how far a pen may reach over the edge of a shape, and a little more, in whole px."""
    return math.ceil(line / 2) + 1


@lru_cache(maxsize=512)
def _picture(
    looks: tuple[str, bool, bool, float], size: float, place: tuple[float, float], ratio: float, theme: str
) -> QPixmap:
    """Return a mark whose square begins at `place`, in px behind a whole one, with room for its pen around."""
    around = _around(looks[3])
    side = math.ceil(size) + 1 + 2 * around
    made = QPixmap(round(side * ratio), round(side * ratio))
    made.setDevicePixelRatio(ratio)
    made.fill(Qt.GlobalColor.transparent)
    box = QRectF(around + place[0], around + place[1], size, size)
    painter = QPainter(made)
    EntryMark(box, *looks)._draw(painter, themes.load(theme), box)
    painter.end()
    return made
