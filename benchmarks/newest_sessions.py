"""The list on the first screen: the newest 100 sessions of a library that has 10,000."""

from __future__ import annotations

import tempfile
from dataclasses import replace
from pathlib import Path
from statistics import median

from benchmarks.measuring import Measured, took
from facilitator import method_files
from facilitator.ids import new_id
from facilitator.library import Library
from facilitator.model import SessionRow
from facilitator.opening import first_rows

GOAL = 5.0
SESSIONS = 10_000
ROUNDS = 100


def measure() -> Measured:
    """Return how long the list takes."""
    with (
        tempfile.TemporaryDirectory(prefix="facilitator-bench-") as name,
        Library.create_or_open(Path(name) / "library.db") as library,
    ):
        fill(library, SESSIONS)
        assert len(library.summaries()) == 100
        times = [took(library.summaries) for _ in range(ROUNDS)]
    return Measured(
        "newest 100 of 10,000 sessions",
        median(times),
        GOAL,
        median(times),
        None,
        "Library.summaries(), the whole method kept with each session",
    )


def fill(library: Library, wanted: int) -> None:
    """Give the library so many sessions."""
    rows = first_rows(method_files.load("cop-bootstrap"), "Measured")
    # Only the disk is waited for less: each session is a transaction of its own, as in life.
    library.utils.conn.execute("PRAGMA synchronous = OFF")
    for number in range(wanted):
        session_id = new_id()
        library.add_session(
            [
                replace(row, id=session_id, session_id=session_id, title=f"Session {number}")
                if isinstance(row, SessionRow)
                else replace(row, session_id=session_id)
                for row in rows
            ]
        )
    library.utils.conn.execute("PRAGMA synchronous = FULL")
