"""The forces as one table for a spreadsheet: a row a force, drivers first, each side strongest first."""

from exports.csv_table import table
from exports.force_words import SIDES_SHORT
from exports.source import Source
from facilitator.forces import ForceFigures, force_field

COLUMNS = (
    "side",
    "force",
    "median",
    "lowest",
    "highest",
    "voters",
    "changeability",
    "priority",
    "expected",
    "differs",
    "then",
    "id",
)
"""What stands in the first line.

`median` is the sum of dots where dots were given; `then` is that of the session this one follows.
"""


def forces_csv(source: Source) -> bytes:
    """Return the forces as CSV, written like the table of the notes; what the room has not seen is left empty."""
    field = force_field(source.data)
    return table(COLUMNS, (_row(each) for each in (field.forces if field else ())))


def _row(each: ForceFigures) -> tuple[str, ...]:
    strength = each.strength
    return (
        SIDES_SHORT[each.force.side],
        each.force.title,
        _cell(each.figure),
        _cell(strength.low),
        _cell(strength.high),
        str(strength.voters) if strength.voters else "",
        _cell(each.changeability.median),
        _cell(each.priority),
        _cell(each.expected),
        "yes" if each.differs else "",
        _cell(each.then_figure),
        each.force.id,
    )


def _cell(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"
