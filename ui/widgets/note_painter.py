"""How a sticky note looks: for the board, the lanes and the projector alike."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QMarginsF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPainterPath, QPen, QPolygonF

from ui import fonts
from ui.theme import Theme
from ui.widgets.drawing import draw_box
from ui.widgets.shapes import paint_shape
from ui.widgets.text_block import TextBlock, lay_out

__all__ = [
    "NOTE_OUTSET",
    "NoteMetrics",
    "note_height",
    "note_metrics",
    "note_text_block",
    "note_width",
    "paint_note",
    "projector_note_metrics",
]

NOTE_OUTSET = QMarginsF(5.0, 12.0, 9.0, 9.0)
"""How far ring, lift and shade of a note reach beyond its rectangle, in px (left, top, right, bottom)."""

_LIFT = 7.0
_SHADE = QPointF(4.0, 5.0)
_SHAPE_STRENGTH = 0.72


@dataclass(frozen=True)
class NoteMetrics:
    """Measures of one note in px: letters, distance of lines, padding, folded ear, shape and usual height."""

    font: QFont
    pitch: float
    pad_x: float
    pad_y: float
    ear: float
    shape: float
    height: float
    corner: float = 2.0
    border: float = 1.0

    @property
    def beside_shape(self) -> float:
        """What the first line leaves free for the shape."""
        return self.shape * 1.2


def note_metrics(density: str) -> NoteMetrics:
    """Return the measures on the desk: "comfortable", "compact" or "row" (one line, 32 px high).

    Raises ValueError for any other density.
    """
    if density == "comfortable":
        return NoteMetrics(fonts.font("note"), 18, 10, 8, 11, 10, 78)
    if density == "compact":
        return NoteMetrics(fonts.font("note_compact"), 16, 8, 6, 11, 10, 58)
    if density == "row":
        return NoteMetrics(fonts.font("note_compact"), 16, 10, 8, 9, 10, 32)
    raise ValueError(f"no such density of notes: {density!r}")


def projector_note_metrics(height: float, scale: float = 1.0) -> NoteMetrics:
    """Return the measures in the room, for a projector `height` px high; letters are 0.032 of that height.

    `scale` makes all of the note larger, for a board with few of them.
    """
    unit = height * scale
    return NoteMetrics(
        font=fonts.projector_font(0.032 * scale, height, 400),
        pitch=round(0.042 * unit),
        pad_x=0.014 * unit,
        pad_y=0.011 * unit,
        ear=0.019 * unit,
        shape=0.016 * unit,
        height=0.118 * unit,
        corner=0.004 * unit,
        border=max(1.0, round(0.002 * height)),
    )


def note_height(text: str, width: float, metrics: NoteMetrics) -> float:
    """Return the height in px at which all of `text` shows in a note `width` px wide; never below the usual one."""
    block = lay_out(
        text,
        metrics.font,
        width - 2 * metrics.pad_x,
        metrics.pitch,
        first_line_less=metrics.beside_shape,
    )
    return max(metrics.height, block.height + 2 * metrics.pad_y)


def note_width(text: str, metrics: NoteMetrics, most: float) -> float:
    """Return the width in px of a note with `text` on one line, never above `most`."""
    words = QFontMetricsF(metrics.font).horizontalAdvance(text.split("\n", 1)[0])
    return min(most, words + 2 * metrics.pad_x + metrics.beside_shape + 2)


def note_text_block(text: str, box: QRectF, metrics: NoteMetrics) -> TextBlock:
    """Return the lines of `text` as a note in `box` shows them; asked for early, the note is painted faster."""
    room = box.height() - metrics.pad_y - metrics.pad_y / 2
    lines = max(1, int(room // metrics.pitch))
    return lay_out(
        text,
        metrics.font,
        box.width() - 2 * metrics.pad_x,
        metrics.pitch,
        max_lines=lines,
        first_line_less=metrics.beside_shape,
    )


def paint_note(
    painter: QPainter,
    box: QRectF,
    text: str,
    colour_name: str,
    theme: Theme,
    *,
    selected: bool = False,
    carried: bool = False,
    hovered: bool = False,
    density: str = "comfortable",
    metrics: NoteMetrics | None = None,
) -> bool:
    """Draw a note with plain `text` into `box`; returns whether all of the text was shown.

    `colour_name` is one of the theme's notes. `metrics` wins over `density`. Ring, lift and shade reach beyond
    `box` by at most NOTE_OUTSET. Raises KeyError for an unknown colour.
    """
    look = theme.notes[colour_name]
    sizes = metrics if metrics is not None else note_metrics(density)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    if carried:
        box = box.translated(0.0, -_LIFT)
        draw_box(painter, box.translated(_SHADE), fill=theme.colour("drop_shade"), corner=sizes.corner)
        body = QColor(look.body)
        draw_box(painter, box, fill=body, border=theme.colour("accent"), width=2.0, corner=sizes.corner)
    else:
        border = theme.colour("accent") if hovered else QColor(look.border)
        _paint_paper(painter, box, QColor(look.body), border, QColor(look.border), sizes)
        if selected:
            ring = box.adjusted(-4, -4, 4, 4)
            draw_box(painter, ring, border=theme.colour("accent"), width=2.0, corner=sizes.corner + 2)
    ink = theme.colour("ink")
    side = sizes.shape
    corner = QRectF(box.right() - side * 1.7, box.top() + side * 0.7, side, side)
    paint_shape(painter, look.shape, corner, theme.colour("ink", _SHAPE_STRENGTH))
    block = note_text_block(text, box, sizes)
    top = box.top() + sizes.pad_y
    if block.lines == 1 and box.height() < 2.5 * sizes.pitch:
        top = box.top() + (box.height() - sizes.pitch) / 2
    block.draw(painter, box.left() + sizes.pad_x, top, ink)
    return block.complete


def _paint_paper(
    painter: QPainter, box: QRectF, body: QColor, border: QColor, ear_colour: QColor, sizes: NoteMetrics
) -> None:
    """The paper: bottom right corner folded in, a border that is thicker at the bottom."""
    half = sizes.border / 2
    inner = box.adjusted(half, half, -half, -half)
    left, top, right, bottom = inner.left(), inner.top(), inner.right(), inner.bottom()
    outline, fold = _cut(left, top, right, bottom, sizes.ear, sizes.corner)
    painter.setPen(QPen(border, sizes.border))
    painter.setBrush(body)
    painter.drawPath(outline)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(border)
    painter.drawRect(
        QRectF(
            left + sizes.corner,
            bottom - 1.5 * sizes.border,
            right - sizes.ear - left - sizes.corner,
            sizes.border,
        )
    )
    painter.setBrush(ear_colour)
    painter.drawPolygon(fold)


@lru_cache(maxsize=64)
def _cut(
    left: float, top: float, right: float, bottom: float, ear: float, round_by: float
) -> tuple[QPainterPath, QPolygonF]:
    """The outline of the paper and its fold; most notes of a board have the same."""
    path = QPainterPath(QPointF(left + round_by, top))
    path.lineTo(right - round_by, top)
    path.quadTo(right, top, right, top + round_by)
    path.lineTo(right, bottom - ear)
    path.lineTo(right - ear, bottom)
    path.lineTo(left + round_by, bottom)
    path.quadTo(left, bottom, left, bottom - round_by)
    path.lineTo(left, top + round_by)
    path.quadTo(left, top, left + round_by, top)
    fold = [QPointF(right - ear, bottom), QPointF(right - ear, bottom - ear), QPointF(right, bottom - ear)]
    return path, QPolygonF(fold)
