"""What a history alone tells about rows: how it left those that it made, and what it took away."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from facilitator.library.entries import Entry
from facilitator.library.record import HistoryRecord
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
            if {"table", "id", "before", "after"} <= set(image) and all(
                isinstance(image[side], Mapping | None) for side in ("before", "after")
            ):
                yield image


def row_of(table: str, session_id: str, row_id: str, values: Mapping[str, Any]) -> Row | None:
    """Return the row of an image that has all of it; None when something is missing."""
    try:
        return row_from(table, {**values, "id": row_id, "session_id": session_id})
    except TypeError:
        return None
