"""What a scene of the projector is made of: marks with a place and a role, on one sheet for each page.

A scene arranges; `Sheet.paint` draws. So whatever is drawn can be measured: how large, where, what it says.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Protocol

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPen

from ui.icons import paint_icon
from ui.projector.clock_face import ClockFace
from ui.theme import Theme
from ui.widgets.note_painter import NoteMetrics, paint_note, projector_note_metrics
from ui.widgets.text_block import TextBlock

__all__ = [
    "Dots",
    "Ground",
    "IconMark",
    "Mark",
    "NotePaper",
    "Pen",
    "PictureMark",
    "Screen",
    "Sheet",
    "Words",
    "share_out",
    "share_out_evenly",
]

EDGE = 0.02
"""Nothing stands nearer to the edge of the screen than this share of its width and height."""


@dataclass(frozen=True)
class Screen:
    """The room's screen: width and height in logical px. All sizes are fractions of its height."""

    width: float
    height: float

    def h(self, fraction: float) -> float:
        """Return a fraction of the height in px."""
        return self.height * fraction

    @property
    def area(self) -> QRectF:
        """The whole screen."""
        return QRectF(0, 0, self.width, self.height)

    @property
    def inner(self) -> QRectF:
        """The part that no projector cuts off."""
        across, down = self.width * EDGE, self.height * EDGE
        return self.area.adjusted(across, down, -across, -down)

    @property
    def left(self) -> float:
        """Where text begins."""
        return max(self.h(0.07), self.width * EDGE)

    @property
    def right(self) -> float:
        """Where text ends."""
        return self.width - self.left

    @property
    def text_width(self) -> float:
        """The width between the gutters."""
        return self.right - self.left


class Mark(Protocol):
    """Something drawn in `rect`. `role` tells what it is, `px` the size of its letters, 0 where there are none."""

    @property
    def role(self) -> str: ...
    @property
    def rect(self) -> QRectF: ...
    @property
    def px(self) -> float: ...
    @property
    def text(self) -> str: ...
    def paint(self, painter: QPainter, theme: Theme) -> None: ...


@dataclass(frozen=True)
class Words:
    """Text laid out in lines, in the colour of a role of the theme."""

    role: str
    text: str
    block: TextBlock
    px: float
    rect: QRectF
    colour: str = "ink"

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the lines."""
        self.block.draw(painter, self.rect.x(), self.rect.y(), theme.colour(self.colour))


@dataclass(frozen=True)
class NotePaper:
    """A sticky note with its text; letters as on every board of the room."""

    text: str
    colour: str
    rect: QRectF
    metrics: NoteMetrics
    px: float
    role: str = "note"

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the note."""
        paint_note(painter, self.rect, self.text, self.colour, theme, metrics=self.metrics)


@dataclass(frozen=True)
class Ground:
    """A box that other marks stand on: `fill` and `border` are roles of the theme, or a note's colour name."""

    rect: QRectF
    fill: str | None = None
    border: str | None = None
    width: float = 1.0
    corner: float = 0.0
    note_colour: str | None = None
    role: str = "ground"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Fill and outline the box."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill = theme.colour(self.fill) if self.fill else None
        border = theme.colour(self.border) if self.border else None
        if self.note_colour:
            look = theme.notes[self.note_colour]
            fill, border = QColor(look.body), QColor(look.border)
        painter.setBrush(fill or Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(border, self.width) if border else Qt.PenStyle.NoPen)
        half = self.width / 2 if border else 0.0
        painter.drawRoundedRect(self.rect.adjusted(half, half, -half, -half), self.corner, self.corner)


@dataclass(frozen=True)
class Dots:
    """A row of `count` dots, each `rect.height()` wide."""

    rect: QRectF
    count: int
    step: float
    colour: str
    role: str = "dots"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the dots."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(self.colour))
        dot = QRectF(self.rect.topLeft(), QSizeF(self.rect.height(), self.rect.height()))
        for number in range(self.count):
            painter.drawEllipse(dot.translated(number * self.step, 0))


@dataclass(frozen=True)
class IconMark:
    """An icon of the program in the colour of a role."""

    name: str
    rect: QRectF
    colour: str = "ink_soft"
    role: str = "icon"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Stroke the icon."""
        paint_icon(painter, self.name, self.rect, theme.colour(self.colour))


@dataclass(frozen=True)
class PictureMark:
    """A picture such as a logo, drawn into `rect`."""

    image: QImage
    rect: QRectF
    role: str = "picture"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the picture."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.rect, self.image)


@dataclass(frozen=True)
class Sheet:
    """One page of a scene: what stands on it, and where its clock is, if it has one.

    `talk` is true on a page that shows what the desk points at.
    """

    marks: tuple[Mark, ...]
    clock: ClockFace | None = None
    talk: bool = False

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw everything but the clock."""
        for mark in self.marks:
            mark.paint(painter, theme)

    @property
    def text(self) -> str:
        """What stands on the page, for somebody who cannot see it."""
        return "\n".join(mark.text for mark in self.marks if mark.text)


@dataclass
class Pen:
    """Gathers the marks of one sheet; `done` returns it. Sizes are fractions of the screen's height."""

    screen: Screen
    marks: list[Mark] = field(default_factory=list)
    clock: ClockFace | None = None
    talk: bool = False

    def put(self, *marks: Mark) -> None:
        """Add marks; later ones lie on top."""
        self.marks.extend(marks)

    def note(self, text: str, colour: str, rect: QRectF, scale: float = 1.0) -> None:
        """Add a sticky note, its letters and folds `scale` times the usual size."""
        metrics = projector_note_metrics(self.screen.height, scale)
        self.put(NotePaper(text, colour, rect, metrics, float(metrics.font.pixelSize())))

    def ground(self, rect: QRectF, fill: str | None, border: str | None = None) -> None:
        """Add a box with the corners of the room."""
        h = self.screen.h
        self.put(Ground(rect, fill, border, max(1.0, round(h(0.003))), h(0.008)))

    def rule(self, x: float, y: float, width: float, colour: str = "ink") -> None:
        """Add a line 0.004 of the height thick."""
        self.put(Ground(QRectF(x, y, width, max(1.0, round(self.screen.h(0.004)))), colour))

    def done(self) -> Sheet:
        """Return the sheet."""
        return Sheet(tuple(self.marks), self.clock, self.talk)


def share_out(heights: Sequence[float], room: float, gap: float = 0.0) -> list[range]:
    """Return which of the rows with these `heights` go on each page that is `room` high, in order.

    Every page takes at least one row, and there is at least one page.
    """
    found: list[range] = []
    start, used = 0, 0.0
    for place, height in enumerate(heights):
        needed = height if place == start else used + gap + height
        if place > start and needed > room:
            found.append(range(start, place))
            start, needed = place, height
        used = needed
    if start < len(heights) or not found:
        found.append(range(start, len(heights)))
    return found


def share_out_evenly(heights: Sequence[float], room: float, gap: float = 0.0) -> list[range]:
    """Return what `share_out` does with about the same number of rows on each page, where they fit so."""
    pages = share_out(heights, room, gap)
    count = len(heights)
    ends = [round(count * place / len(pages)) for place in range(len(pages) + 1)]
    even = [range(first, end) for first, end in pairwise(ends)]
    fits = all(sum(heights[each.start : each.stop]) + gap * (len(each) - 1) <= room for each in even)
    return even if fits and count else pages
