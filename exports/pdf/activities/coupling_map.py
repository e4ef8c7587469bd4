"""A coupling map in the report: its figures, the map, and every wait."""

from __future__ import annotations

from exports.coupling_words import days, reading
from exports.pdf.flow import CELL, CELL_STRONG, Cell, Column, Flow
from exports.pdf.paper import INK
from exports.pdf.picture import Sketch, draw_picture
from exports.pdf.text.book import Style
from exports.pdf.wiring.map_picture import LEGEND, MapPicture
from exports.source import Source
from facilitator import coupling_layout, couplings
from facilitator.activities.coupling_map import figures_then
from facilitator.coupling_figures import figures
from facilitator.couplings import CouplingMap
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = ("Coupling map", "Who must act, who waits for whom, and how long.")
_LEAST, _A_ROW, _MOST = 70.0, 17.0, 190.0
"""How high the map is: at least, for each row of parties, at most."""


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether there is a map to show; of its activities the first speaks for all."""
    now = couplings.coupling_map(data)
    return now is not None and activity.id == couplings.home(data.method) and bool(now.parties)


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw figures, map and table."""
    now = couplings.coupling_map(source.data)
    if now is None:
        return
    found = figures(now)
    for sentence in reading(now, found, figures_then(source.data)):
        flow.lines(sentence)
    flow.space(2.0)
    places = coupling_layout.places(now)
    rows = coupling_rows(places)
    height = min(_MOST, flow.bottom - 40.0, max(_LEAST, rows * _A_ROW))
    flow.need(height + LEGEND)
    sketch = Sketch(flow.pen.book)
    picture = MapPicture(sketch, now, places, found, (0.0, 0.0, flow.width, height))
    picture.draw()
    picture.legend(0.0, height + LEGEND - 2.5)
    draw_picture(flow.pen, sketch.shapes, flow.left, flow.y)
    flow.pen.owner("body")
    flow.y += height + LEGEND + 1.0
    if now.waits:
        flow.heading("Every wait, the longest first", keep=24)
        waits_table(flow, now)


def coupling_rows(places: coupling_layout.Places) -> float:
    """Return how many rows high a map is."""
    ys = [y for _, y in places.values()] or [0.0]
    return max(ys) - min(ys) + 1.0


def waits_table(flow: Flow, now: CouplingMap) -> None:
    """Draw every wait with its days."""
    columns = [Column("Who waits", 60.0), Column("For whom", 60.0), Column("How long", 26.0, "right")]
    figures_style = Style("regular", CELL.size, INK, tabular=True)
    name = {each.id: each.name for each in now.parties}
    rows = [
        [Cell(name[each.who], CELL_STRONG), Cell(name[each.whom]), Cell(days(each.days), figures_style)]
        for each in sorted(now.waits, key=lambda each: (-each.days, each.position))
    ]
    flow.table(columns, rows)
