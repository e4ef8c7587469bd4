"""The history of a session out of a damaged library: what is still proved of it, and an end to undo where it is not."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, NamedTuple

from facilitator.library import chains
from facilitator.library.copies import Copies
from facilitator.library.entries import Entry
from facilitator.library.past import Key, readable, unfit_image
from facilitator.library.record import HISTORY_CUT, HistoryRecord
from facilitator.library.rows import canonical_json
from facilitator.library.salvage import FoundSession
from facilitator.model import Row, columns


class ProvedHistory(NamedTuple):
    """The entries of a session that are as they were written, in order, with a cut where one is lost.

    `lost` is how many nobody knows any more; `read` are all that can be read, those that nothing proves as well.
    """

    records: tuple[HistoryRecord, ...]
    lost: int
    read: tuple[HistoryRecord, ...]


def proved_history(found: FoundSession, copies: Copies) -> ProvedHistory:
    """Return what the links between a session's entries, the end its summary keeps and backups prove."""
    # What was cut away on purpose, as names are, must not come back.
    own = [found.entries[number] for number in sorted(found.entries)]
    start = max((place for place, each in enumerate(own) if _begins(found.id, each)), default=0)
    own = own[start:]
    chain = chains.mended(own, found.id, _end(found.summary), partial(copies.history, found.id))
    known = {each.number: each for each in own}
    known |= {each.number: each for each in chain.entries if each.act != HISTORY_CUT}
    records = [each.record() or HistoryRecord(each.number, HISTORY_CUT, each.at) for each in chain.entries]
    return ProvedHistory(tuple(records), chain.lost, tuple(readable(known[each] for each in sorted(known))))


def cut_where_rows_differ(
    records: Sequence[HistoryRecord], rows: Mapping[Key, Row]
) -> tuple[list[HistoryRecord], int]:
    """Return the entries with a cut behind the newest one that does not lead to `rows`, and how many come before it.

    Without such an entry they are returned as they are, and none.
    """
    plain = {key: json.loads(canonical_json(columns(row))) for key, row in rows.items()}
    unfit = unfit_image(records, plain)
    if unfit is None:
        return list(records), 0
    last = unfit[0]
    number = records[last].number + 1
    cut = HistoryRecord(number, HISTORY_CUT, records[last].at)
    later = [_one_on(each, number) for each in records[last + 1 :]]
    return [*records[: last + 1], cut, *later], last + 1


def _begins(session_id: str, entry: Entry) -> bool:
    """Tell whether a history was cut at this entry, so that nothing comes before it."""
    return entry.act == HISTORY_CUT and chains.is_whole([entry], session_id, None)


def _end(summary: Mapping[str, Any]) -> tuple[int, str] | None:
    return (summary["history_number"], str(summary.get("history_digest"))) if summary else None


def _one_on(record: HistoryRecord, start: int) -> HistoryRecord:
    """Return an entry with the next number, as those from `start` on have it."""
    reverses = record.reverses
    if reverses is not None and reverses >= start:
        reverses += 1
    return replace(record, number=record.number + 1, reverses=reverses)
