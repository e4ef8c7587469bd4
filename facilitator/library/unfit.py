"""Where a history does not lead to the rows that are there: undo has to end before it gets so far."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitator.library.past import Key
from facilitator.library.record import HISTORY_CUT, HistoryRecord

Rows = Mapping[Key, Mapping[str, Any]]
"""The fields of rows by name, as JSON has them."""


def unfit_image(records: Sequence[HistoryRecord], rows: Rows) -> tuple[int, int] | None:
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


def cut_where_rows_differ(records: Sequence[HistoryRecord], rows: Rows) -> tuple[list[HistoryRecord], int]:
    """Return the entries with a cut behind the newest one that does not lead to `rows`, and how many come before it.

    Without such an entry they are returned as they are, and none.
    """
    unfit = unfit_image(records, rows)
    if unfit is None:
        return list(records), 0
    last = unfit[0]
    number = records[last].number + 1
    cut = HistoryRecord(number, HISTORY_CUT, records[last].at)
    later = [_one_on(each, number) for each in records[last + 1 :]]
    return [*records[: last + 1], cut, *later], last + 1


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


def _one_on(record: HistoryRecord, start: int) -> HistoryRecord:
    """Return an entry with the next number, as those from `start` on have it."""
    reverses = record.reverses
    if reverses is not None and reverses >= start:
        reverses += 1
    return replace(record, number=record.number + 1, reverses=reverses)
