"""The marks of a force field: arrows, their range, what was before and what is expected."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from ui.theme import Theme

__all__ = ["Arrow", "Diamond", "Line", "Range", "Ring"]


@dataclass(frozen=True)
class Arrow:
    """An arrow with its tip at the middle of the picture: solid from the left, hatched from the right.

    `rect` goes from tail to tip and is as high as the head; `body` is the height of the shaft, `head` the length of
    the head and `hatch` the width of a stripe, in px. An `outline` arrow has no filling: it stands for another time.
    """

    rect: QRectF
    side: str
    body: float
    head: float
    hatch: float
    outline: bool = False
    role: str = "arrow"
    px: float = 0.0
    text: str = ""

    @property
    def colour(self) -> str:
        """The colour's role."""
        return "helps" if self.side == "driver" else "holds_back"

    def polygon(self) -> QPolygonF:
        """Return the outline of the arrow, pointing right for a driver and left for a restrainer."""
        box = self.rect
        middle, half = box.center().y(), self.body / 2
        head = min(self.head, box.width())
        points = [
            (0.0, middle - half),
            (box.width() - head, middle - half),
            (box.width() - head, box.top()),
            (box.width(), middle),
            (box.width() - head, box.bottom()),
            (box.width() - head, middle + half),
            (0.0, middle + half),
        ]
        if self.side == "driver":
            return QPolygonF([QPointF(box.left() + x, y) for x, y in points])
        return QPolygonF([QPointF(box.right() - x, y) for x, y in points])

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the arrow."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = theme.colour(self.colour)
        pen = QPen(colour, max(1.0, self.body / 14))
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        shape = self.polygon()
        if self.outline:
            pen.setStyle(Qt.PenStyle.DashLine)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        elif self.side == "driver":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(colour)
        else:
            self._hatch(painter, theme, shape)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(shape)

    def _hatch(self, painter: QPainter, theme: Theme, shape: QPolygonF) -> None:
        path = QPainterPath()
        path.addPolygon(shape)
        path.closeSubpath()
        painter.save()
        painter.setClipPath(path, Qt.ClipOperation.IntersectClip)
        painter.fillRect(self.rect, theme.colour("sheet"))
        painter.setPen(QPen(theme.colour(self.colour), self.hatch * 0.5))
        high = self.rect.height()
        x = self.rect.left() - high
        while x < self.rect.right():
            painter.drawLine(QPointF(x, self.rect.bottom()), QPointF(x + high, self.rect.top()))
            x += self.hatch * 1.41421356
        painter.restore()


@dataclass(frozen=True)
class Range:
    """From the lowest to the highest score: a thin line with an end at both, a dot where all said the same."""

    rect: QRectF
    thickness: float
    role: str = "range"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the line."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ink = theme.colour("ink")
        middle = self.rect.center().y()
        if self.rect.width() < self.thickness:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ink)
            painter.drawEllipse(
                QPointF(self.rect.center().x(), middle), self.thickness * 1.6, self.thickness * 1.6
            )
            return
        painter.setPen(QPen(ink, self.thickness))
        painter.drawLine(QPointF(self.rect.left(), middle), QPointF(self.rect.right(), middle))
        for x in (self.rect.left(), self.rect.right()):
            painter.drawLine(QPointF(x, self.rect.top()), QPointF(x, self.rect.bottom()))


@dataclass(frozen=True)
class Diamond:
    """What a score is expected to become: white with an edge of ink, at its place on the arrow."""

    rect: QRectF
    role: str = "expected"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the diamond."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect
        thick = max(1.5, box.width() / 7)
        middle = box.center()
        corners = [(0, -1), (1, 0), (0, 1), (-1, 0)]
        half = box.width() / 2 - thick / 2
        shape = QPolygonF([QPointF(middle.x() + x * half, middle.y() + y * half) for x, y in corners])
        painter.setBrush(theme.colour("sheet"))
        # The light edge around it keeps it apart from the stripes of an arrow.
        for role, width in (("sheet", thick * 3), ("ink", thick)):
            painter.setPen(QPen(theme.colour(role), width))
            painter.drawPolygon(shape)


@dataclass(frozen=True)
class Ring:
    """What a score was an earlier time: a ring at its place on the arrow."""

    rect: QRectF
    role: str = "then"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the ring, with a ground under it so that it is seen on an arrow."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        thick = max(1.5, self.rect.width() / 6)
        painter.setBrush(theme.colour("sheet"))
        for role, width in (("sheet", thick * 2), ("ink", thick)):
            painter.setPen(QPen(theme.colour(role), width))
            painter.drawEllipse(self.rect.adjusted(thick / 2, thick / 2, -thick / 2, -thick / 2))


@dataclass(frozen=True)
class Line:
    """The line in the middle: where the change stands today."""

    rect: QRectF
    role: str = "centre"
    px: float = 0.0
    text: str = ""

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Fill the line."""
        painter.fillRect(self.rect, theme.colour("ink"))
