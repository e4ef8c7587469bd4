"""Entries of histories as they are stored, each with its digest, whatever state they are in."""

import json
import sqlite3
from typing import NamedTuple

from facilitator.library.record import HISTORY_CUT, HistoryRecord

_COLUMNS = '"number", "act", "at", "reverses", "rows", "digest"'
OF_SESSION = f'SELECT {_COLUMNS} FROM "history" WHERE "session_id" = ? ORDER BY "number"'
OF_LIBRARY = f'SELECT {_COLUMNS} FROM "library_history" ORDER BY "number"'
WRITE_FOR_SESSION = (
    f'INSERT OR REPLACE INTO "history" ("session_id", {_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?)'
)
WRITE_FOR_LIBRARY = f'INSERT OR REPLACE INTO "library_history" ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?)'


class Entry(NamedTuple):
    """One entry as it is stored."""

    number: int
    act: str
    at: str
    reverses: int | None
    rows: str
    digest: str

    def record(self) -> HistoryRecord | None:
        """Return it as it travels; None when its images cannot be read."""
        try:
            images = json.loads(self.rows)
        except ValueError:
            return None
        if not isinstance(images, list) or not all(isinstance(each, dict) for each in images):
            return None
        return HistoryRecord(self.number, self.act, self.at, tuple(images), self.reverses)


def as_record(entry: Entry) -> HistoryRecord:
    """Return an entry as it travels; a cut where its images cannot be read."""
    return entry.record() or HistoryRecord(entry.number, HISTORY_CUT, entry.at)


def entries_of(connection: sqlite3.Connection, session_id: str) -> list[Entry]:
    """Return the entries of a session in order, whatever state they are in."""
    return [Entry(*line) for line in connection.execute(OF_SESSION, (session_id,))]


def entries_of_library(connection: sqlite3.Connection) -> list[Entry]:
    """Return the entries of the library itself in order, whatever state they are in."""
    return [Entry(*line) for line in connection.execute(OF_LIBRARY)]
