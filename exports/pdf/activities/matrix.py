"""A matrix in the report: the picture, what found no room on it, and the notes without a place."""

from __future__ import annotations

from exports.pdf.flow import SOFT, Flow
from exports.pdf.picture import Sketch, draw_picture
from exports.pdf.wiring.matrix_picture import draw_matrix
from exports.source import Source
from facilitator.matrices import QUARTERS, matrix
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = ("Matrix", "Where the notes stand between two axes.")
_HEIGHT = 108.0


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether anything was placed."""
    return bool(matrix(data, activity).placed)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw the picture, and the notes by quarter."""
    now = matrix(source.data, activity)
    flow.need(_HEIGHT)
    sketch = Sketch(flow.pen.book)
    draw_matrix(sketch, now, 0.0, 0.0, flow.width, _HEIGHT)
    draw_picture(flow.pen, sketch.shapes, flow.left, flow.y)
    flow.pen.owner("body")
    flow.y += _HEIGHT + 2.0
    for quarter in QUARTERS:
        notes = now.of(quarter)
        if notes:
            title = now.corners[quarter]
            words = now.words_of(quarter)
            flow.heading(f"{title}: {words}" if title else words, keep=12)
            flow.bullets((0, each.note.text) for each in notes)
    if now.waiting:
        flow.heading("Not placed", keep=12)
        flow.bullets((0, each.note.text) for each in now.waiting)
    if not now.notes:
        flow.lines("Nothing was placed.", SOFT)
