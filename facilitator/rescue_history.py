"""The history of a session out of a damaged library: what is still proved of it, and an end to undo where it is not."""

from collections.abc import Mapping
from functools import partial
from typing import Any, NamedTuple

from facilitator.library import chains
from facilitator.library.copies import Copies
from facilitator.library.entries import Entry, as_record
from facilitator.library.past import readable
from facilitator.library.record import HISTORY_CUT, HistoryRecord
from facilitator.library.salvage import FoundSession


class ProvedHistory(NamedTuple):
    """The entries of a session that are as they were written, in order, with a cut where one is lost.

    `lost` is how many nobody knows any more; `read` are all that can be read, those that nothing proves as well.
    `begins` is the cut at which the history begins where what came before was taken out on purpose, as names are.
    """

    records: tuple[HistoryRecord, ...]
    lost: int
    read: tuple[HistoryRecord, ...]
    begins: Entry | None


def proved_history(found: FoundSession, copies: Copies) -> ProvedHistory:
    """Return what the links between a session's entries, the end its summary keeps and backups prove."""
    # What was cut away on purpose, as names are, must not come back.
    own = [found.entries[number] for number in sorted(found.entries)]
    start = max((place for place, each in enumerate(own) if _begins(found.id, each)), default=0)
    own = own[start:]
    chain = chains.mended(own, found.id, _end(found.summary), partial(copies.history, found.id))
    known = {each.number: each for each in own}
    known |= {each.number: each for each in chain.entries if each.act != HISTORY_CUT}
    return ProvedHistory(
        tuple(map(as_record, chain.entries)),
        chain.lost,
        tuple(readable(known[each] for each in sorted(known))),
        own[0] if own and _begins(found.id, own[0]) else None,
    )


def _begins(session_id: str, entry: Entry) -> bool:
    """Tell whether a history was cut at this entry, so that nothing comes before it."""
    return entry.act == HISTORY_CUT and chains.is_whole([entry], session_id, None)


def _end(summary: Mapping[str, Any]) -> tuple[int, str] | None:
    return (summary["history_number"], str(summary.get("history_digest"))) if summary else None
