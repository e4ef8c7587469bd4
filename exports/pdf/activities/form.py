"""A form in the report: its fields as a table, then its lists."""

from __future__ import annotations

from exports.pdf.flow import CELL, CELL_STRONG, GROUP, SECTION, Cell, Column, Flow
from exports.pdf.text.book import Style
from exports.review_words import corrected
from exports.source import Source
from facilitator import forms
from facilitator.forms import FilledRows
from facilitator.method import Activity
from facilitator.state import SessionData

CHAPTER: tuple[str, str] | None = ("What was written", "")


_SHARES = {"text": 2.4, "long": 2.4, "choice": 1.6, "person": 1.3, "date": 1.25}
"""How wide the columns of a list are against each other."""


def has_section(data: SessionData, activity: Activity) -> bool:
    """Tell whether anything stands in the form."""
    return not forms.form(data, activity).empty


def section(flow: Flow, source: Source, activity: Activity) -> None:
    """Draw what stands in it."""
    found = forms.form(source.data, activity)
    filled = [each for each in found.fields if each.value is not None]
    if filled:
        rows = [[Cell(each.spec.title, CELL_STRONG), Cell(corrected(each))] for each in filled]
        flow.table([Column("", 52.0), Column("", 126.0)], rows, title=activity.title)
    lists = [each for each in found.rows if each.rows]
    # A heading with nothing but another one under it says nothing.
    alone = not filled and len(lists) == 1
    if not filled and not alone:
        flow.heading(activity.title, keep=40)
    for each in lists:
        rows_table(flow, each, SECTION if alone else GROUP)


def rows_table(flow: Flow, found: FilledRows, style: Style = SECTION) -> None:
    """Draw one list of a form under its title."""
    shares = [_SHARES.get(each.type, 1.0) for each in found.spec.fields]
    columns = [Column(each.title, share) for each, share in zip(found.spec.fields, shares, strict=True)]
    rows = [
        [Cell(corrected(cell), CELL_STRONG if number == 0 else CELL) for number, cell in enumerate(row.cells)]
        for row in found.rows
    ]
    flow.table(columns, rows, title=found.spec.title, style=style)
