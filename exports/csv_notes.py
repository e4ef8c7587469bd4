"""All notes as one table for a spreadsheet: a row a note, a row a group that stayed on the wall."""

from exports.csv_table import table
from exports.source import Source
from facilitator.method import Activity, Lane
from facilitator.model import Group, Note
from facilitator.state import SessionData

COLUMNS = ("activity", "lane", "question", "group", "text", "colour", "stickies", "author", "id")
"""What stands in the first line. `stickies` counts paper notes of a group that were never typed."""


def notes_csv(source: Source) -> bytes:
    """Return the notes as a table; authors stand in it only where the session keeps them."""
    return table(
        COLUMNS,
        (
            row
            for activity in source.data.method.activities
            for lane in activity.lanes
            for row in _rows(source.data, activity, lane)
        ),
    )


def _rows(data: SessionData, activity: Activity, lane: Lane) -> list[tuple[str, ...]]:
    rows = []
    for group in data.groups_in(lane.id):
        notes = data.notes_of(group.id)
        rows += [_row(data, activity, lane, group, note) for note in notes]
        if group.stickies or not notes:
            rows.append(_row(data, activity, lane, group, None))
    return rows + [_row(data, activity, lane, None, note) for note in data.loose_in(lane.id)]


def _row(
    data: SessionData, activity: Activity, lane: Lane, group: Group | None, note: Note | None
) -> tuple[str, ...]:
    authors = {person.id: person.name for person in data.participants}
    return (
        activity.title,
        lane.title,
        lane.question,
        group.title if group else "",
        note.text if note else "",
        note.colour if note else "",
        str(group.stickies) if group and note is None else "",
        authors.get(note.author_id or "", "") if note else "",
        note.id if note else group.id if group else "",
    )
