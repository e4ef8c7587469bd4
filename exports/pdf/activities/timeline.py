"""A timeline in the report: the figures of the incident, the picture, and every entry with its source."""

from __future__ import annotations

from exports.pdf.flow import CELL, CELL_SOFT, CELL_STRONG, SOFT, Cell, Column, Draw, Flow
from exports.pdf.page import Pen
from exports.pdf.picture import Sketch, draw_picture
from exports.pdf.timeline_picture import draw_timeline, kind_mark
from exports.source import Source
from exports.timeline_words import durations_in_words, entry_notes, notes_in_words, times_of
from facilitator import timelines
from facilitator.dates import written_day
from facilitator.method import Activity
from facilitator.state import SessionData
from facilitator.timelines import Entry, Timeline

CHAPTER: tuple[str, str] | None = (
    "Timeline",
    "It begins before the impact and runs forward; facts, each with its source.",
)


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether anything stands in the timeline; of its activities the first speaks for all."""
    found = timelines.timeline(data)
    return found is not None and activity.id == found.home and bool(found.entries or found.struck)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw the picture and the table."""
    found = timelines.timeline(source.data)
    if found is None:
        return
    sentences = durations_in_words(found)
    sketch, height = _sketched(flow, found)
    flow.need(sum(map(flow.height_of, sentences)) + 2.0 + height)
    for sentence in sentences:
        flow.lines(sentence)
    flow.space(2.0)
    _draw(flow, sketch, height)
    flow.heading("Entry by entry", keep=24)
    entries_table(flow, found)


def entries_table(flow: Flow, found: Timeline) -> None:
    """Draw every entry with its time, kind and source, and what is missing."""
    columns = [
        Column("Time", 16.0),
        Column("Kind", 24.0),
        Column("What happened", 96.0),
        Column("Source", 40.0),
    ]
    rows = [_row(found, each, time) for each, time in times_of(found)]
    flow.table(columns, rows)
    flow.lines(" ".join(notes_in_words(found)), SOFT)


def picture(flow: Flow, found: Timeline) -> None:
    """Draw the picture over the whole measure."""
    _draw(flow, *_sketched(flow, found))


def _sketched(flow: Flow, found: Timeline) -> tuple[Sketch, float]:
    """Return the picture and its height in mm."""
    sketch = Sketch(flow.pen.book)
    return sketch, draw_timeline(sketch, found, flow.width)


def _draw(flow: Flow, sketch: Sketch, height: float) -> None:
    flow.need(height)
    draw_picture(flow.pen, sketch.shapes, flow.left, flow.y)
    flow.pen.owner("body")
    flow.y += height + 2.0


def _row(found: Timeline, each: Entry, time: str) -> list[Cell]:
    said = [each.text, *entry_notes(each)]
    if each.known:
        said.append(f"Known then: {each.known}")
    return [
        Cell(_narrow(time), CELL_STRONG),
        Cell(draw=_kind(each.kind)),
        Cell("\n".join(said), CELL if not each.struck else CELL_SOFT),
        Cell(each.source or "–", CELL_SOFT),
    ]


def _narrow(time: str) -> str:
    """Return a time as the narrow column takes it, its day in lines of their own: never broken at hyphens."""
    day, _, clock = time.rpartition("\n")
    number, month, year = written_day(day).split() if day else ("", "", "")
    return f"{number} {month[:3]}\n{year}\n{clock}" if day else clock


def _kind(kind: str) -> Draw:
    def draw(pen: Pen, x: float, baseline: float) -> None:
        sketch = Sketch(pen.book)
        kind_mark(sketch, kind, x + 1.6, baseline - 1.1, 1.3)
        draw_picture(pen, sketch.shapes)
        pen.text(x + 5.0, baseline, kind, CELL)

    return draw
