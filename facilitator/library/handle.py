"""The one connection of an open library: one hand at a time, and found again after its disk was away."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from facilitator.errors import EnvironmentFault, UserError
from facilitator.library.connection import BEGIN, COMMIT, roll_back
from facilitator.library.faults import tell, told
from facilitator.library.lock import LibraryLock
from facilitator.library.opening import close_cleanly, open_checked

_DISK_AWAY = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


class Handle:
    """Gives the connection for reading, for writing in one transaction, or for copying.

    Each raises `EnvironmentFault` when the disk, the file or its place refuses.
    """

    def __init__(self, path: Path, program: str) -> None:
        """Lock and open the library at `path` for `program` ("window" or "command").

        Raises:
            UserError: the file is no library that this program can use; it was not touched.
            EnvironmentFault: it is damaged, or the disk refused.
            LibraryInUse: another program has it open.
        """
        self.path = path
        self._program = program
        self._threads = threading.RLock()
        self._copying = threading.Lock()
        self._disk_was_away = False
        self._lock = LibraryLock(path, program)
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = open_checked(path)
        except BaseException:
            self._lock.release()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself.

        Raises:
            RuntimeError: the library is closed.
        """
        if self._connection is None:
            raise RuntimeError(f"the library {self.path} is closed")
        return self._connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to read."""
        with self._threads:
            try:
                yield self._found()
            except (sqlite3.Error, OSError) as error:
                self._refused(error)
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction: all that is written is durable afterwards, or nothing is."""
        # One block instead of `reading` within another: each costs as much as writing a row.
        with self._threads:
            try:
                connection = self._found()
                connection.execute(BEGIN)
                try:
                    yield connection
                    connection.execute(COMMIT)
                except BaseException:
                    roll_back(connection)
                    raise
            except (sqlite3.Error, OSError) as error:
                self._refused(error)
                raise

    @contextmanager
    def copying(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to a worker that copies; it can be written meanwhile, and is not closed before."""
        with self._copying:
            with self.reading() as connection:
                pass
            yield connection

    def close(self) -> None:
        """Write everything back, leave one file and give the library free; harmless when closed already."""
        with self._copying, self._threads:
            connection, self._connection = self._connection, None
            if connection is None:
                return
            try:
                with told(self.path):
                    if self._disk_was_away:
                        connection.close()
                    else:
                        close_cleanly(connection)
            finally:
                self._lock.release()

    def _found(self) -> sqlite3.Connection:
        if self._disk_was_away:
            self._find_again()
        return self.connection

    def _refused(self, error: sqlite3.Error | OSError) -> None:
        """Raise what to tell people about `error`, unless it is a bug of ours."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_AWAY:
            # What is open stays useless even when the disk is back.
            self._disk_was_away = True
        tell(error, self.path)

    def _find_again(self) -> None:
        if not self.path.exists():
            raise EnvironmentFault(
                f"The disk that holds {self.path} is away. Plug it in again, or save to another place."
            )
        with suppress(sqlite3.Error):
            self.connection.close()
        self._lock.release()
        self._lock = LibraryLock(self.path, self._program)
        try:
            self._connection = open_checked(self.path)
        except UserError as error:
            raise EnvironmentFault(str(error)) from error
        self._disk_was_away = False
