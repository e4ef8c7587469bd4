"""The force field in the report: the picture, what to work on first, links, the plan, how it was weighed."""

from __future__ import annotations

from dataclasses import replace

from exports.force_words import (
    SIDES_SHORT,
    figure,
    is_begun,
    links_in_words,
    plan_by_priority,
    planned,
    planned_by,
    protocol,
    spread,
    then_words,
)
from exports.pdf.activities import brainstorm
from exports.pdf.flow import CELL, CELL_STRONG, SOFT, Cell, Column, Flow
from exports.pdf.forces.diagram import HEADS, Diagram, rows_of
from exports.pdf.forces.frame import column_frame
from exports.pdf.forces.sums import Sums
from exports.pdf.paper import INK
from exports.pdf.picture import Sketch, draw_picture
from exports.pdf.text.book import Style
from exports.source import Source
from facilitator import forces
from facilitator.activities.force_field import thumbs
from facilitator.dates import written_day
from facilitator.forces import ForceField, force_field
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = (
    "Force field",
    "Everybody weighed alone, and all scores were shown at the same moment.",
)
_LABEL = 8.5
_ROW_SPACE = 1.0
_FEW = 4
_TOP = 4.4
_FIGURES = Style("regular", CELL.size, INK, tabular=True)


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether there is a force field to show; of its activities the first speaks for all."""
    return activity.id == forces.home(data.method) and is_begun(data)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw everything that came of it."""
    data = source.data
    field = force_field(data)
    if field is None:
        return
    for title, text in (("Now", field.now), ("Wanted", field.wanted)):
        if text:
            flow.lines(f"{title}: {text}")
    if field.forces:
        flow.space(4.0)
        _picture(flow, field)
        flow.heading("What to work on first", keep=24)
        _priorities(flow, field)
    linked = links_in_words(field)
    if linked:
        flow.heading("Forces that move each other", keep=12)
        flow.bullets((0, f"{one} – {two}") for one, two in linked)
    if field.plan:
        flow.heading("Plan of the force field", keep=24)
        _plan(flow, field)
    flow.heading("How it was weighed", keep=12)
    for sentence in protocol(field, thumbs(data)):
        flow.lines(sentence)
    _notes(flow, source, activity)


def _picture(flow: Flow, field: ForceField) -> None:
    """Draw the diagram over as many pages as it takes; totals and legend stand below the last row."""
    frame = column_frame(flow.width)
    rows = rows_of(field)
    while rows:
        sketch = Sketch(flow.pen.book)
        diagram = Diagram(sketch, field, frame)
        heights = [need + _ROW_SPACE for need in diagram.needs(rows, _LABEL)]
        least = 46.0
        room = flow.room - _TOP - HEADS - 2.0
        sums = Sums(sketch, field, frame)
        fit = 0
        while fit < len(heights) and sum(heights[: fit + 1]) <= room:
            fit += 1
        if fit == len(heights) and max(sum(heights), least) + sums.height > room:
            # The totals stay with some of the rows that they add up.
            fit -= min(_FEW, fit)
        if fit < min(_FEW, len(heights)) and flow.room < flow.bottom - 30.0:
            flow.new_page()
            continue
        fit = max(1, fit)
        bottom = diagram.draw(rows[:fit], _TOP, heights[:fit], _LABEL, least=least)
        rows = rows[fit:]
        if not rows:
            bottom = sums.draw(bottom)
        draw_picture(flow.pen, sketch.shapes, flow.left, flow.y)
        flow.pen.owner("body")
        flow.y += bottom + 2.0
        if rows:
            flow.new_page()


def _priorities(flow: Flow, field: ForceField) -> None:
    repeated = field.balance_then is not None
    columns = [
        Column("Force", 64.0),
        Column("Side", 22.0),
        Column("Strength", 18.0, "right"),
        Column("Spread", 17.0, "right"),
        Column("Can change", 19.0, "right"),
        Column("Both", 13.0, "right"),
    ]
    if repeated:
        columns.append(Column("Then", 13.0, "right"))
    rows = []
    for each in field.by_priority():
        apart = Style("semibold", CELL.size, INK, tabular=True) if each.differs else _FIGURES
        row = [
            Cell(each.force.title, CELL_STRONG),
            Cell(SIDES_SHORT[each.force.side]),
            Cell(planned(each), _FIGURES),
            Cell(spread(each.strength), apart),
            Cell(figure(each.changeability.median), _FIGURES),
            Cell(figure(each.priority), _FIGURES),
        ]
        rows.append([*row, Cell(figure(each.then_figure), _FIGURES)] if repeated else row)
    flow.table(columns, rows)
    notes = ["Both: strength times how far it can be changed."]
    if any(each.differs for each in field.forces):
        notes.append("A spread in bold: the room differs most there.")
    if repeated:
        notes.append(f"Then: {then_words(field).removeprefix('then, ')}.")
    flow.lines(" ".join(notes), SOFT)


def _plan(flow: Flow, field: ForceField) -> None:
    rows = []
    for item in plan_by_priority(field):
        found = field.find(item.force_id)
        rows.append(
            [
                Cell(item.action.text, CELL_STRONG),
                Cell(item.way),
                Cell(found.force.title if found else item.action.topic),
                Cell(planned_by(item, field), _FIGURES),
                Cell(item.action.owner or "–"),
                Cell(written_day(item.action.due) or "–"),
            ]
        )
    shares = (
        ("Action", 52.0),
        ("Aims to", 20.0),
        ("Force", 36.0),
        ("Score", 16.0),
        ("Owner", 22.0),
        ("Due", 26.0),
    )
    flow.table([Column(title, share) for title, share in shares], rows)


def _notes(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw the notes behind the forces, unless a brainstorm tells them in a chapter of its own."""
    method = source.data.method
    own = {lane.id for part in forces.parts(method) for lane in part.lanes}
    lanes = tuple(lane for lane in forces.lanes(method) if lane.id in own)
    written = replace(
        activity,
        title="Every note as it was written",
        lanes=lanes,
        settings={**activity.settings, "picture": "two_columns"},
    )
    if brainstorm.has_section(source.data, written):
        brainstorm.section(flow, source, written)
