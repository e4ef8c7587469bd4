"""Opening SQLite the one way a library is opened, and transactions that roll back."""

import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

PRAGMAS = (
    # Before the first access: with it SQLite keeps other programs out and needs no shared memory beside the file.
    "PRAGMA locking_mode = EXCLUSIVE",
    "PRAGMA journal_mode = WAL",
    # Not kept in the file, so it is set at each opening: a commit is durable when it returns.
    "PRAGMA synchronous = FULL",
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA cell_size_check = ON",
    # macOS reaches the disk only with these two.
    "PRAGMA fullfsync = ON",
    "PRAGMA checkpoint_fullfsync = ON",
    # What people took back must not linger in the free space of the file.
    "PRAGMA secure_delete = ON",
)

BEGIN = "BEGIN IMMEDIATE"
COMMIT = "COMMIT"


def connect(path: Path) -> sqlite3.Connection:
    """Return the one connection of a library, in autocommit mode: transactions are begun by `transaction`.

    Raises:
        sqlite3.Error: the file cannot be opened, or another program holds it.
    """
    # "rw" never creates: where a stick was taken away, no empty file must take the library's place.
    connection = _opened(path, "rw")
    try:
        _harden(connection)
        for pragma in PRAGMAS:
            connection.execute(pragma)
    except BaseException:
        connection.close()
        raise
    return connection


@contextmanager
def looking_at(path: Path) -> Iterator[sqlite3.Connection]:
    """Give a connection that can only read, for a file that is not trusted yet; nothing new is left beside it.

    Raises:
        sqlite3.Error: the file cannot be opened.
    """
    # Reading a file that a killed program left makes SQLite put these beside it, and leave them there.
    made = [each for each in (_beside(path, "-wal"), _beside(path, "-shm")) if not each.exists()]
    connection = _opened(path, "ro")
    try:
        _harden(connection)
        for pragma in (
            "PRAGMA trusted_schema = OFF",
            "PRAGMA cell_size_check = ON",
            "PRAGMA query_only = ON",
        ):
            connection.execute(pragma)
        yield connection
    finally:
        connection.close()
        for each in made:
            each.unlink(missing_ok=True)


def leave_one_file(connection: sqlite3.Connection) -> None:
    """Write everything back into the file itself and close the connection: nothing stays beside the file.

    Raises:
        sqlite3.Error: the disk refused; the connection is closed all the same and nothing is lost.
    """
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("PRAGMA journal_mode = DELETE")
    finally:
        connection.close()


@contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[None]:
    """Everything inside happens, durably, or nothing does."""
    connection.execute(BEGIN)
    try:
        yield
        connection.execute(COMMIT)
    except BaseException:
        roll_back(connection)
        raise


@contextmanager
def lenient(connection: sqlite3.Connection) -> Iterator[None]:
    """Read damaged letters as such, instead of giving up on the text they stand in."""
    before = connection.text_factory
    connection.text_factory = _read_leniently
    try:
        yield
    finally:
        connection.text_factory = before


def roll_back(connection: sqlite3.Connection) -> None:
    """Leave the transaction with nothing written."""
    # A full disk may have ended it already.
    if connection.in_transaction:
        connection.execute("ROLLBACK")


def _opened(path: Path, mode: str) -> sqlite3.Connection:
    return sqlite3.connect(
        f"{path.absolute().as_uri()}?mode={mode}",
        uri=True,
        timeout=0.5,
        isolation_level=None,
        check_same_thread=False,
        cached_statements=256,
    )


def _harden(connection: sqlite3.Connection) -> None:
    # Python 3.12 and newer can forbid writing to SQLite's inner tables.
    if sys.version_info >= (3, 12):
        connection.setconfig(sqlite3.SQLITE_DBCONFIG_DEFENSIVE, True)


def _beside(path: Path, end: str) -> Path:
    return path.with_name(path.name + end)


def _read_leniently(text: bytes) -> str:
    return text.decode("utf-8", "replace")
