"""The one connection of an open library: one hand at a time, and found again after its disk was away."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from facilitator.errors import EnvironmentFault, UserError
from facilitator.library.connection import transaction
from facilitator.library.faults import told
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
        with self._threads, told(self.path):
            if self._disk_was_away:
                self._find_again()
            try:
                yield self.connection
            except sqlite3.Error as error:
                # What is open stays useless even when the disk is back.
                self._disk_was_away = getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_AWAY
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction: all that is written is durable afterwards, or nothing is."""
        with self.reading() as connection, transaction(connection):
            yield connection

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
