"""Sessions whose id a damaged file tells wrong in places: what stands under such an id goes where it belongs.

Ids are long and random, so that two that differ in a letter or two were one.
"""

from facilitator.library.rows import digest_as_read
from facilitator.library.salvage import FoundRow, FoundSession

_MOST_LETTERS = 2
_MOST_STRAYS = 100
"""Where there are more, far more than ids is damaged, and comparing them would take long."""


def join_misread(sessions: dict[str, FoundSession]) -> None:
    """Move what stands under the misread id of a session to that session; all are by their ids."""
    for each in sessions.values():
        _take_own_row(each)
    strays = [each for each in sessions.values() if _is_stray(each)]
    if len(strays) > _MOST_STRAYS:
        return
    lost = {each.id for each in strays}
    for stray in strays:
        home = next(
            (each for each in sessions.values() if each.id not in lost and _are_alike(each.id, stray.id)),
            None,
        )
        if home is not None:
            _move(stray, home)
            del sessions[stray.id]


def _take_own_row(found: FoundSession) -> None:
    """Take the row of the session itself, whose id has to be that of the session."""
    for (table, row_id), row in list(found.rows.items()):
        if table == "sessions" and row_id != found.id:
            del found.rows[table, row_id]
            _keep(found, table, found.id, row)


def _is_stray(found: FoundSession) -> bool:
    """Tell whether only a part of a session stands under its id."""
    own = any(table == "sessions" for table, _ in found.rows)
    rest = bool(found.entries) or any(table != "sessions" for table, _ in found.rows)
    return not (rest and (own or found.summary)) and not (own and found.summary)


def _are_alike(one: str, other: str) -> bool:
    return len(one) == len(other) and sum(a != b for a, b in zip(one, other, strict=True)) <= _MOST_LETTERS


def _move(stray: FoundSession, home: FoundSession) -> None:
    for (table, row_id), row in stray.rows.items():
        _keep(home, table, home.id if table == "sessions" else row_id, row)
    home.entries = stray.entries | home.entries
    home.searched = stray.searched | home.searched
    if not home.summary and stray.summary:
        home.summary = {**stray.summary, "session_id": home.id}
    if not home.place and stray.place:
        home.place = {**stray.place, "session_id": home.id}


def _keep(home: FoundSession, table: str, row_id: str, row: FoundRow) -> None:
    stored = {**row.stored, "session_id": home.id, "id": row_id}
    known = home.rows.get((table, row_id))
    exact = digest_as_read(table, stored) == row.digest
    if known is None or (exact and not known.exact):
        home.rows[table, row_id] = FoundRow(table, stored, row.digest, exact, row.rooted)
