"""The marks of a coupling map: a box for each party, an arrow for each wait with its days."""

from __future__ import annotations

from dataclasses import dataclass
from math import hypot

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPolygonF

from facilitator.coupling_lines import Curve
from ui.theme import Theme
from ui.widgets.drawing import draw_box
from ui.widgets.text_block import TextBlock

__all__ = ["ArrowMark", "DaysMark", "PartyMark"]


@dataclass(frozen=True)
class PartyMark:
    """A party.

    `look` is "plain", "most" (most waited for: a grey ground and a thick edge) or "tried" (new in a what-if: dashed
    edge); `ring` marks the one that is chosen or in talk, `faint` one that the eye should pass over.
    """

    rect: QRectF
    text: str
    block: TextBlock
    px: float
    look: str = "plain"
    ring: bool = False
    faint: bool = False
    carried: bool = False
    line: float = 1.2
    role: str = "party"

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the box with the name in its middle."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        corner = self.line * 4
        if self.ring:
            out = self.line * 3
            ring = self.rect.adjusted(-out, -out, out, out)
            draw_box(
                painter, ring, border=theme.colour("accent"), width=self.line * 1.7, corner=corner + out / 2
            )
        box = self.rect
        if self.carried:
            draw_box(painter, box.translated(4.0, 5.0), fill=theme.colour("drop_shade"), corner=corner)
        edge = "edge" if self.faint else "ink"
        width = self.line * (2.0 if self.look == "most" else 1.0)
        fill = theme.colour("table" if self.look == "most" else "sheet")
        pen = QPen(theme.colour(edge), width)
        if self.look == "tried":
            pen.setDashPattern([4.0, 2.5])
        painter.setPen(pen)
        painter.setBrush(fill)
        half = width / 2
        painter.drawRoundedRect(box.adjusted(half, half, -half, -half), corner, corner)
        x = box.center().x() - self.block.width / 2
        y = box.center().y() - self.block.height / 2
        self.block.draw(painter, x, y, theme.colour("ink_soft" if self.faint else "ink"))


@dataclass(frozen=True)
class ArrowMark:
    """A wait as a curve with a head, `width` px wide.

    `strong` is solid and ink, others dashed; `faint` is pale, and `dense` says that there are many. `chosen` has the
    colour of the ring of a chosen party and is wider.
    """

    curve: Curve
    width: float
    head: float
    strong: bool = False
    faint: bool = False
    dashed: bool = True
    dense: bool = False
    chosen: bool = False
    role: str = "arrow"
    px: float = 0.0
    text: str = ""

    @property
    def rect(self) -> QRectF:
        """The box around the curve, its head included."""
        xs, ys = zip(self.curve.start, self.curve.bend, self.curve.end, strict=True)
        box = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
        out = self.head
        return box.adjusted(-out, -out, out, out)

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the curve and its head."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        soft = "edge" if self.dense else "ink_soft"
        plain = "line" if self.faint else ("ink" if self.strong else soft)
        colour = theme.colour("accent" if self.chosen else plain)
        start, bend, end = (QPointF(*each) for each in (self.curve.start, self.curve.bend, self.curve.end))
        length = hypot(end.x() - bend.x(), end.y() - bend.y()) or 1.0
        along = QPointF((end.x() - bend.x()) / length, (end.y() - bend.y()) / length)
        whole = hypot(end.x() - start.x(), end.y() - start.y())
        head = min(self.head, whole * 0.6)
        base = end - along * head
        path = QPainterPath(start)
        path.quadTo(bend, base)
        width = self.width * (1.6 if self.chosen else 1.0)
        pen = QPen(colour, width)
        pen.setCapStyle(Qt.PenCapStyle.FlatCap)
        if self.dashed and not self.strong:
            on = max(2.0, 4.0 / width)
            pen.setDashPattern([on, on * 0.7])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(path)
        half = head * 0.45
        side = QPointF(-along.y() * half, along.x() * half)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        painter.drawPolygon(QPolygonF([end, base + side, base - side]))


@dataclass(frozen=True)
class DaysMark:
    """The days of a wait, on ground of its own so that no line runs through it."""

    rect: QRectF
    text: str
    block: TextBlock
    px: float
    strong: bool = False
    ground: str = "paper"
    role: str = "days"

    def paint(self, painter: QPainter, theme: Theme) -> None:
        """Draw the figure."""
        painter.fillRect(self.rect, theme.colour(self.ground))
        x = self.rect.center().x() - self.block.width / 2
        y = self.rect.center().y() - self.block.height / 2
        self.block.draw(painter, x, y, theme.colour("ink" if self.strong else "ink_soft"))
