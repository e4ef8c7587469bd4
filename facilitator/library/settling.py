"""Putting right what is damaged beside the rows of sessions: histories, places, sums, communities and their pages.

What a digest proves is put back as it was written. What nobody wrote as words is settled so that work goes on. Words
stay as they read only where somebody says so. What writes stands inside a transaction.
"""

import sqlite3
from collections.abc import Iterator

from facilitator.library import mending
from facilitator.library.checking import sessions_by_id
from facilitator.library.connection import lenient
from facilitator.library.copies import Copies
from facilitator.library.hurt import Hurt
from facilitator.library.hurt_communities import hurt_communities
from facilitator.library.hurt_histories import end_undo_where_rows_differ, hurt_history, hurt_library_history
from facilitator.library.hurt_places import hurt_place
from facilitator.library.hurt_sums import hurt_summary

_IN_SESSIONS = (hurt_history, hurt_summary, hurt_place)
"""What is looked at in each session, in this order: sums are proved by histories."""


def hurt_beside(connection: sqlite3.Connection, copies: Copies) -> list[Hurt]:
    """Return what is damaged beside the rows of sessions.

    Raises:
        sqlite3.DatabaseError: the file is damaged so far that it cannot be read through.
    """
    with lenient(connection):
        found = [
            each
            for session_id, title in sessions_by_id(connection).items()
            for part in _IN_SESSIONS
            for each in part(connection, session_id, title, copies)
        ]
        return [*found, *hurt_library_history(connection, copies), *hurt_communities(connection, copies)]


def settle(connection: sqlite3.Connection, copies: Copies, *, keep_the_rest: bool = False) -> int:
    """Put right what can be, with `keep_the_rest` all of it; returns how much that was."""
    count = 0
    # Pages are proved by the library's history, and sums by those of sessions, so each comes after what it needs.
    with lenient(connection):
        for session_id, title in sessions_by_id(connection).items():
            for part in _IN_SESSIONS:
                count += _put(connection, part(connection, session_id, title, copies), keep_the_rest)
        count += _put(connection, hurt_library_history(connection, copies), keep_the_rest)
        count += _put(connection, hurt_communities(connection, copies), keep_the_rest)
    return count


def settle_session(connection: sqlite3.Connection, session_id: str, copies: Copies) -> int:
    """Put right what can be of one session, its rows included where they are proved; returns how much that was."""
    with lenient(connection):
        title = sessions_by_id(connection).get(session_id, "")
        rows = mending.look_in_session(connection, session_id, title, copies)
        count = mending.put_back(connection, rows)
        for part in _IN_SESSIONS:
            count += _put(connection, part(connection, session_id, title, copies), False)
    return count


def settle_kept(connection: sqlite3.Connection, session_id: str, copies: Copies) -> None:
    """End what can be undone of a session whose damaged rows stay as they read where its history leads elsewhere."""
    with lenient(connection):
        title = sessions_by_id(connection).get(session_id, "")
        _put(connection, hurt_history(connection, session_id, title, copies), True)
        end_undo_where_rows_differ(connection, session_id)


def _put(connection: sqlite3.Connection, found: Iterator[Hurt], keep_the_rest: bool) -> int:
    count = 0
    for each in [each for each in found if each.settled or keep_the_rest]:
        each.put(connection)
        count += 1
    return count
