"""All notes as one table for a spreadsheet: a row a note, a row a group that stayed on the wall."""

import csv
import io
import re

from exports.source import Source
from facilitator.method import Activity, Lane
from facilitator.model import Group, Note
from facilitator.state import SessionData

COLUMNS = ("activity", "lane", "question", "group", "text", "colour", "stickies", "author", "id")
"""What stands in the first line. `stickies` counts paper notes of a group that were never typed."""

# The beginning of a cell, or what stands behind what another spreadsheet may take for the end of one.
_PART = re.compile(r"(?:\A|(?<=[;\t\r\n]))[^\S\t\r\n]*[=+\-@＝＋－＠][^;\t\r\n]*")
_BULLET = re.compile(r"[-+] [^(|!]*")
"""A line of a list, which calls nothing."""


def notes_csv(source: Source) -> bytes:
    """Return the notes as CSV after RFC 4180: commas, quotes where needed, lines end with CR LF, UTF-8.

    It begins with a byte order mark, without which spreadsheets on Windows take UTF-8 for something else. Cells
    that a spreadsheet would calculate get an apostrophe in front. Authors stand in it only where the session keeps
    them.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(COLUMNS)
    for activity in source.data.method.activities:
        for lane in activity.lanes:
            writer.writerows(_rows(source.data, activity, lane))
    return text.getvalue().encode("utf-8-sig")


def neutral(cell: str) -> str:
    """Return a cell that no spreadsheet takes for a formula, also not behind blanks.

    A spreadsheet that expects semicolons or tabs cuts the line there, and at line ends inside a cell: what stands
    behind one could begin a cell of its own.
    """
    text = _PART.sub(_neutral_part, cell)
    return f"'{text}" if text.lstrip(" ").startswith(("\t", "\r", "\n")) else text


def _neutral_part(found: re.Match[str]) -> str:
    inside_a_list = found.start() and _BULLET.fullmatch(found.group().lstrip())
    return found.group() if inside_a_list else f"'{found.group()}"


def _rows(data: SessionData, activity: Activity, lane: Lane) -> list[list[str]]:
    rows = []
    for group in data.groups_in(lane.id):
        notes = data.notes_of(group.id)
        rows += [_row(data, activity, lane, group, note) for note in notes]
        if group.stickies or not notes:
            rows.append(_row(data, activity, lane, group, None))
    return rows + [_row(data, activity, lane, None, note) for note in data.loose_in(lane.id)]


def _row(
    data: SessionData, activity: Activity, lane: Lane, group: Group | None, note: Note | None
) -> list[str]:
    authors = {person.id: person.name for person in data.participants}
    cells = (
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
    return [neutral(cell) for cell in cells]
