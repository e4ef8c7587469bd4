"""The waits of a coupling map, and the places on a matrix, as tables for a spreadsheet."""

from exports.csv_table import table
from exports.source import Source
from facilitator import couplings
from facilitator.coupling_figures import figures, waits_along
from facilitator.couplings import CouplingMap
from facilitator.matrices import KIND_NAME, matrix

WAITS = ("who", "for_whom", "days", "longest_chain", "id")
"""What stands in the first line of the waits; `days` is empty while nobody knows."""
PLACES = ("matrix", "note", "across", "up", "quarter", "id")
"""What stands in the first line of the places; `across` and `up` from 0 (left, low) to 1, empty without a place."""


def waits_csv(source: Source) -> bytes:
    """Return every wait as CSV, in the order in which it was drawn; parties without any stand alone at the end."""
    now = couplings.coupling_map(source.data) or CouplingMap()
    name = {each.id: each.name for each in now.parties}
    along = {each.id for each in waits_along(now, figures(now).chain)}
    rows = [
        (
            name[each.who],
            name[each.whom],
            f"{each.days:.6g}" if each.days else "",
            "yes" if each.id in along else "",
            each.id,
        )
        for each in now.waits
    ]
    rows += [(each.name, "", "", "", each.id) for each in now.parties if not now.waits_of(each.id)]
    return table(WAITS, rows)


def places_csv(source: Source) -> bytes:
    """Return the notes of every matrix as CSV with their places."""
    rows = []
    for activity in source.data.method.activities:
        if activity.kind == KIND_NAME:
            now = matrix(source.data, activity)
            for each in now.notes:
                quarter = each.quarter
                x, y = ("" if share is None else f"{share:.4g}" for share in (each.x, each.y))
                words = now.words_of(quarter) if quarter is not None else ""
                rows.append((activity.title, each.note.text, x, y, words, each.note.id))
    return table(PLACES, rows)
