"""An analysis in the report: the contributing factors with where they belong, and what went well and less well."""

from __future__ import annotations

from exports.pdf.flow import CELL_SOFT, CELL_STRONG, Cell, Column, Flow
from exports.source import Source
from facilitator import analysis
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = ("Analysis", "Many factors together, never one cause and never a person.")


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether this activity has factors or notes to show."""
    return bool(_factors(data, activity)) or any(
        data.notes_in(lane.id) for lane in analysis.said_lanes(activity)
    )


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw the factors as a table, and the lanes as any notes."""
    data = source.data
    factors = _factors(data, activity)
    if factors:
        flow.table(*factors_table(factors), title="Contributing factors")
    lanes = [lane for lane in analysis.said_lanes(activity) if data.notes_in(lane.id)]
    for lane in lanes:
        flow.heading(lane.title, keep=16)
        flow.bullets((0, note.text) for note in data.notes_in(lane.id))


def factors_table(factors: tuple[analysis.Factor, ...]) -> tuple[list[Column], list[list[Cell]]]:
    """Return columns and rows of the factors, with their numbers and where they belong."""
    rows = [
        [
            Cell(str(number), CELL_SOFT),
            Cell("\n".join([each.text, *each.notes]), CELL_STRONG),
            Cell((each.category or "–").capitalize()),
        ]
        for number, each in enumerate(factors, start=1)
    ]
    return [Column("", 8.0), Column("Factor", 126.0), Column("Field", 40.0)], rows


def _factors(data: SessionData, activity: Activity) -> tuple[analysis.Factor, ...]:
    lane = analysis.factor_lane(data.method)
    if lane is None or activity.lane(lane.id) is None:
        return ()
    return analysis.factors(data)
