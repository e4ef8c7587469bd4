"""A note on the disk: the whole way through a session and the library, against the same rows in bare SQLite.

The rows are those that one act of writing changes: the note, its entry in the history with the image of the row, its
line in the search index, and the line of the session in the list on the first screen. The bare reference has the same
tables and the same settings (WAL, every commit on the disk), writes the same values with ready statements in one
transaction, and computes nothing: no digest, no image, no session.
"""

from __future__ import annotations

import random
import sqlite3
import tempfile
from itertools import count
from pathlib import Path

from benchmarks.measuring import Measured, compared
from facilitator import method_files
from facilitator.library import Library
from facilitator.library.connection import PRAGMAS
from facilitator.library.schema import SCHEMA_VERSION, STATEMENTS
from facilitator.opening import new_session, open_session

GOAL = 1.5
PAIRS = 300
TEXT = "Three teams solved the same problem last spring, number {}"
_INSERTS = {
    "notes": "INSERT INTO notes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
    "history": "INSERT INTO history VALUES (?, ?, ?, ?, ?, ?, ?)",
    "search": "INSERT INTO search (body, session_id, table_name, row_id) VALUES (?, ?, ?, ?)",
}
_SUMMARY = (
    "UPDATE summaries SET updated = ?, turn = ?, row_count = ?, digest_sum = ?, history_number = ?, "
    "history_digest = ? WHERE session_id = ?"
)


def measure() -> Measured:
    """Return how long a note takes until it is safe, against the reference."""
    with tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name:
        folder = Path(name)
        with Library.create_or_open(folder / "library.db") as library:
            session = open_session(
                library, new_session(library, method_files.load("cop-bootstrap"), "Measured")
            )
            reference = _Reference(folder / "bare.db", library)
            numbers = count()
            measured = compared(
                "note durable",
                lambda: session.notes.add("vision", TEXT.format(next(numbers))),
                reference.write,
                goal=GOAL,
                pairs=PAIRS,
                detail="note, history entry, search line and summary, against the same four rows in bare SQLite",
            )
            if session.trouble is not None:
                raise session.trouble
            reference.close()
    return measured


class _Reference:
    """The same rows, written by hand."""

    def __init__(self, path: Path, library: Library) -> None:
        """Make the same tables, with a copy of the one session that the library has."""
        self._connection = sqlite3.connect(path, isolation_level=None)
        for pragma in PRAGMAS:
            self._connection.execute(pragma)
        for statement in STATEMENTS[SCHEMA_VERSION]:
            self._connection.execute(statement)
        self._numbers = count(1)
        self._session = ""
        for table in ("sessions", "summaries"):
            for row in library.utils.conn.execute(f"SELECT * FROM {table}"):
                marks = ", ".join("?" * len(row))
                self._connection.execute(f"INSERT INTO {table} VALUES ({marks})", row)
                self._session = row[0]

    def write(self) -> None:
        """Write one note and what goes with it."""
        number = next(self._numbers)
        # Ids and digests come in no order, as in life: where a row lands in the file is part of its price.
        note, digest = random.randbytes(16).hex(), random.randbytes(32).hex()
        at, text = "2026-03-12T09:00:00Z", TEXT.format(number)
        image = (
            f'[{{"after":{{"author_id":null,"colour":"sun","group_id":null,"lane":"vision","position":{number}.0,'
            f'"text":"{text}"}},"before":null,"id":"{note}","table":"notes"}}]'
        )
        run = self._connection.execute
        run("BEGIN IMMEDIATE")
        line = run(_INSERTS["search"], (text, self._session, "notes", note)).lastrowid
        run(
            _INSERTS["notes"],
            (note, self._session, "vision", text, "sun", None, None, float(number), digest, line),
        )
        run(_INSERTS["history"], (self._session, number, "notes.add", at, None, image, digest))
        run(_SUMMARY, (at, number, number, digest, number, digest, self._session))
        run("COMMIT")

    def close(self) -> None:
        """Close the file."""
        self._connection.close()
