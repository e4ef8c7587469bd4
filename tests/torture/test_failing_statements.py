"""Each statement that a session sends to SQLite fails once: nothing is lost, and all is written soon after."""

import sqlite3
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session

pytestmark = pytest.mark.torture

MEMORY = "/dev/shm" if Path("/dev/shm").is_dir() else None
REFUSALS = (
    (sqlite3.SQLITE_IOERR, False),
    # The disk took it, and only its answer was lost.
    (sqlite3.SQLITE_IOERR, True),
    (sqlite3.SQLITE_FULL, False),
    (sqlite3.SQLITE_BUSY, False),
    (sqlite3.SQLITE_READONLY, False),
    (sqlite3.SQLITE_CANTOPEN, False),
)
"""What SQLite says, and whether the statement was carried out all the same."""


class Flaky:
    """A connection on which the n-th statement from now on fails: before it is carried out, or after."""

    def __init__(self, former: sqlite3.Connection, statement: int, code: int, after: bool) -> None:
        """Stand in front of `former`."""
        self.former, self.left, self.code, self.after = former, statement, code, after

    def execute(self, sql: str, *values: Any) -> Any:
        self.left -= 1
        if self.left:
            return self.former.execute(sql, *values)
        if self.after:
            self.former.execute(sql, *values)
        error = sqlite3.OperationalError("refused")
        error.sqlite_errorcode = self.code
        raise error

    def __getattr__(self, name: str) -> Any:
        return getattr(self.former, name)


def work(session: Session) -> None:
    """What is done while a statement fails; an undo that cannot be read is refused and done again later."""
    lane = session.data.method.activities[2].lanes[0].id
    notes = session.notes.add_many(lane, ["one", "two", "three"])
    group = session.groups.create([notes[0].id, notes[1].id], "both")
    session.groups.delete(group.id)
    session.undo()
    session.undo()
    session.redo()
    session.course.keep_draft(lane, "half")
    session.keep_place()
    session.notes.edit(notes[2].id, "drei")


def test_a_statement_that_fails_loses_nothing(
    rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """The session holds every act meanwhile; the library holds the same at the next heartbeat, and undo goes back."""
    every, refused = rounds(13, 1), 0
    for code, after in REFUSALS:
        statement = 1
        while one_fails(statement, code, after):
            statement += every
            refused += 1
        assert statement > 30
    figures("statements", refused=refused)


def one_fails(statement: int, code: int, after: bool) -> bool:
    """Work while one statement fails, and look at what is left; tell whether there are so many statements."""
    with tempfile.TemporaryDirectory(dir=MEMORY) as folder:
        path = Path(folder) / "library.db"
        with Library.create_or_open(path) as library:
            session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), "T"))
            start = session.data
            flaky = Flaky(library._handle.connection, statement, code, after)
            library._handle._connection = flaky  # type: ignore[assignment]
            work(session)
            if flaky.left > 0:
                flaky.left = 0
                return False
            assert [note.text for note in session.data.notes] == ["one", "two", "drei"]
            assert [group.title for group in session.data.groups] == ["both"]
            assert session.store_waiting()
            session.keep_place()
            assert session.trouble is None
            assert library.check() == []
            assert library.load(session.id)[0] == session.data
        with Library.open_existing(path) as library:
            session = open_session(library, session.id)
            assert session.place.drafts
            while session.undo():
                pass
            assert session.data == start == library.load(session.id)[0]
            assert library.check() == []
    return True
