"""What a history alone tells about rows: how it left those that it made, and what it took away."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from facilitator.library.entries import Entry
from facilitator.library.record import HISTORY_CUT, HistoryRecord
from facilitator.model import TABLES, Row, row_from

Key = tuple[str, str]
"""A row within its session: its table and its id."""


def past_rows(session_id: str, records: Iterable[HistoryRecord]) -> dict[Key, Row | None]:
    """Return the rows that the entries made, as they left them; None for those that they took away.

    Rows that were there before the first entry are not known. What no entry can mean is passed over.
    """
    sides: dict[Key, dict[str, Any] | None] = {}
    for image in images_in(records):
        key, before, after = (str(image["table"]), str(image["id"])), image["before"], image["after"]
        known = sides.get(key)
        if after is None:
            sides[key] = None
        elif before is None:
            sides[key] = dict(after)
        elif known is not None:
            sides[key] = {**known, **after}
    past: dict[Key, Row | None] = {}
    for (table, row_id), values in sides.items():
        if table not in TABLES:
            continue
        if values is None:
            past[table, row_id] = None
        elif (row := row_of(table, session_id, row_id, values)) is not None:
            past[table, row_id] = row
    return past


def readable(entries: Iterable[Entry]) -> Iterator[HistoryRecord]:
    """Return the entries whose images can be read."""
    for each in entries:
        found = each.record()
        if found is not None:
            yield found


def images_in(records: Iterable[HistoryRecord]) -> Iterator[Mapping[str, Any]]:
    """Return the images of entries in order, those that have what every image has."""
    for record in records:
        for image in record.images:
            if {"table", "id", "before", "after"} <= set(image):
                yield image


def unfit_image(
    records: Sequence[HistoryRecord], rows: Mapping[Key, Mapping[str, Any]]
) -> tuple[int, int] | None:
    """Take the entries back from `rows`, their fields by name, as far as undo could: last one first, to a cut.

    Returns where an image does not fit what stands there, by the index of its entry and its own; None where all fit.
    """
    now = dict(rows)
    for index in range(len(records) - 1, -1, -1):
        if records[index].act == HISTORY_CUT:
            return None
        for number in range(len(records[index].images) - 1, -1, -1):
            if not _take_back(records[index].images[number], now):
                return index, number
    return None


def _take_back(image: Mapping[str, Any], now: dict[Key, Mapping[str, Any]]) -> bool:
    """Take one change back; tell whether it fits what stands there."""
    try:
        key, before, after = (image["table"], image["id"]), image["before"], image["after"]
        here = now.get(key)
        if after is None:
            fits = here is None
        else:
            fits = here is not None and all(here.get(name) == value for name, value in after.items())
        if before is None:
            now.pop(key, None)
        elif after is None or here is None:
            now[key] = {"id": image["id"], **before}
        else:
            now[key] = {**here, **before}
    except (LookupError, TypeError, ValueError, AttributeError):
        # A stranger may have written it.
        return False
    return fits


def row_of(table: str, session_id: str, row_id: str, values: Mapping[str, Any]) -> Row | None:
    """Return the row of an image that has all of it; None when something is missing."""
    try:
        return row_from(table, {**values, "id": row_id, "session_id": session_id})
    except TypeError:
        return None
