"""The second scale of a rating against the first: numbered points, and beside them what they stand for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen

from facilitator.against import Point, side_by_side
from facilitator.ratings import RatingScale
from ui import fonts
from ui.pictures.rating_overview import Placed
from ui.projector.sheet import Ground, Mark, Words
from ui.theme import Theme
from ui.widgets.text_block import TextBlock, lay_out

__all__ = ["AgainstSizes", "PointMark", "against_marks"]

_WIDEST = 1.5
"""The picture is at most so many times as wide as it is high."""
_LIST = 0.36


@dataclass(frozen=True)
class AgainstSizes:
    """Fonts and lengths in px: `body` and `pitch` of the list, `small` of the axes, `radius` of a point."""

    body: QFont
    pitch: float
    small: QFont
    small_pitch: float
    radius: float
    line: float


@dataclass(frozen=True)
class PointMark:
    """A topic as a disc with its number; filled with the accent when it was `picked`."""

    rect: QRectF
    text: str
    px: float
    picked: bool = False
    role: str = "point"

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw disc and number."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.colour("accent" if self.picked else "ink"), max(1.2, self.px * 0.08)))
        painter.setBrush(theme.colour("accent" if self.picked else "paper"))
        painter.drawEllipse(self.rect)
        font = QFont(fonts.font("body", 600))
        font.setPixelSize(max(1, round(self.px)))
        painter.setFont(font)
        painter.setPen(theme.colour("on_accent" if self.picked else "ink"))
        painter.drawText(self.rect, Qt.AlignmentFlag.AlignCenter, self.text)


def against_marks(
    points: Sequence[Point],
    titles: Sequence[tuple[str, str]],
    scales: Sequence[RatingScale],
    area: QRectF,
    sizes: AgainstSizes,
) -> tuple[list[Mark], list[Placed]]:
    """Return the marks inside `area`, and where each of `titles`, pairs of id and title, stands in the list."""
    marks: list[Mark] = []
    list_width = area.width() * _LIST
    width = min(area.width() - list_width - 2 * sizes.pitch, area.height() * _WIDEST)
    _plane(marks, points, scales, QRectF(area.left(), area.top(), width, area.height()), sizes)
    return marks, _list(
        marks, titles, QRectF(area.right() - list_width, area.top(), list_width, area.height()), sizes
    )


def _plane(
    marks: list[Mark],
    points: Sequence[Point],
    scales: Sequence[RatingScale],
    area: QRectF,
    sizes: AgainstSizes,
) -> None:
    across, up = scales[0], scales[1]
    upwards = QCoreApplication.translate("Rating", "{scale}, upwards").format(scale=up.title or up.id)
    rightwards = QCoreApplication.translate("Rating", "{scale}, to the right").format(
        scale=across.title or across.id
    )
    gutter = sizes.radius * 1.5
    plane = area.adjusted(
        sizes.small_pitch * 1.6, sizes.small_pitch * 1.5, -sizes.radius, -2.6 * sizes.small_pitch
    )
    inner = plane.adjusted(gutter, sizes.radius, -gutter, -gutter)
    step_x = inner.width() / max(1, across.scale.most - across.scale.least)
    step_y = inner.height() / max(1, up.scale.most - up.scale.least)
    for value in across.scale.values:
        x = inner.left() + (value - across.scale.least) * step_x
        marks.append(Ground(QRectF(x, plane.top(), sizes.line, plane.height()), "line"))
        _word(marks, str(value), sizes, x, plane.bottom() + 0.3 * sizes.small_pitch, centred=True)
    for value in up.scale.values:
        y = inner.bottom() - (value - up.scale.least) * step_y
        marks.append(Ground(QRectF(plane.left(), y, plane.width(), sizes.line), "line"))
        _word(
            marks,
            str(value),
            sizes,
            area.left() + 0.5 * sizes.small_pitch,
            y - sizes.small_pitch / 2,
            centred=True,
        )
    _word(marks, upwards, sizes, area.left(), area.top())
    _word(marks, rightwards, sizes, plane.right(), plane.bottom() + 1.5 * sizes.small_pitch, to_the_left=True)

    def middle_of(value: float) -> float:
        return inner.left() + (value - across.scale.least) * step_x

    ends = plane.left() + sizes.radius, plane.right() - sizes.radius
    beside = side_by_side(points, 2.1 * sizes.radius, middle_of, *ends)
    for each in points:
        x = beside[each.topic_id]
        y = inner.bottom() - (each.second - up.scale.least) * step_y
        box = QRectF(x - sizes.radius, y - sizes.radius, 2 * sizes.radius, 2 * sizes.radius)
        marks.append(PointMark(box, str(each.number), sizes.radius * 1.05))


def _list(
    marks: list[Mark], titles: Sequence[tuple[str, str]], area: QRectF, sizes: AgainstSizes
) -> list[Placed]:
    """Put the titles with their numbers, closer together where they are many."""
    number = sizes.pitch * 1.7
    blocks = [
        lay_out(title, sizes.body, area.width() - number, sizes.pitch, max_lines=2) for _, title in titles
    ]
    text = sum(each.height for each in blocks)
    gap = min(sizes.pitch * 0.5, max(0.0, (area.height() - text) / max(1, len(blocks))))
    found = []
    y = area.top()
    for place, ((topic_id, title), block) in enumerate(zip(titles, blocks, strict=True), start=1):
        figure = lay_out(str(place), sizes.body, number, sizes.pitch, max_lines=1)
        left = area.left() + number * 0.7 - figure.width
        _put(marks, "number", str(place), figure, sizes.body, left, y, "ink_soft")
        _put(marks, "topic", title, block, sizes.body, area.left() + number, y, "ink")
        found.append(Placed(topic_id, QRectF(area.left(), y - gap / 2, area.width(), block.height + gap)))
        y += block.height + gap
    return found


def _word(
    marks: list[Mark],
    text: str,
    sizes: AgainstSizes,
    x: float,
    y: float,
    *,
    centred: bool = False,
    to_the_left: bool = False,
) -> None:
    block = lay_out(text, sizes.small, 4000, sizes.small_pitch, max_lines=1)
    left = x - block.width / 2 if centred else x - block.width if to_the_left else x
    _put(marks, "axis", text, block, sizes.small, left, y, "ink_soft")


def _put(
    marks: list[Mark], role: str, text: str, block: TextBlock, font: QFont, x: float, y: float, colour: str
) -> None:
    size = float(font.pixelSize()) if font.pixelSize() > 0 else font.pointSizeF() * 96 / 72
    marks.append(Words(role, text, block, size, QRectF(x, y, block.width, block.height), colour))
