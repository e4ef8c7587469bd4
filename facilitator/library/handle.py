"""The one connection of an open library: one hand at a time, and found again after its file or disk was away."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from facilitator.errors import EnvironmentFault, UserError
from facilitator.library.backups import Progress, copy_live
from facilitator.library.connection import BEGIN, COMMIT, roll_back
from facilitator.library.faults import PARTLY_DAMAGED, tell, told
from facilitator.library.lock import LibraryLock
from facilitator.library.opening import close_cleanly, open_checked

_MAY_BE_DAMAGE = (sqlite3.Error, OSError, ValueError, LookupError, TypeError, AttributeError, ArithmeticError)
_DISK_AWAY = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN)


class LibraryClosed(RuntimeError):
    """The library is closed. Only who reads beside the window can be taken by surprise by that."""


class Handle:
    """Gives the connection for reading, for writing in one transaction, or for copying.

    Each raises `EnvironmentFault` when the disk, the file or its place refuses.

    Attributes:
        path: the file.
        times_found: how often the file was opened again, after its disk was away or another file stood in its place.
        notices: sentences about what was done without being asked, for people to be told.
    """

    def __init__(self, path: Path, program: str, progress: Progress | None = None) -> None:
        """Lock and open the library at `path` for `program` ("window" or "command").

        `progress` hears how far the backup before an upgrade is; what it raises leaves the library as it was.

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
        self.times_found = 0
        self.notices: list[str] = []
        self._lock = LibraryLock(path, program)
        self._connection: sqlite3.Connection | None = None
        try:
            self._connection = open_checked(path, progress)
            self._file, self._beside = _file_at(path), _file_at(_waiting(path))
        except BaseException:
            self._lock.release()
            raise

    @property
    def connection(self) -> sqlite3.Connection:
        """The connection itself.

        Raises:
            LibraryClosed: the library is closed.
        """
        if self._connection is None:
            raise LibraryClosed(f"the library {self.path} is closed")
        return self._connection

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """Give the connection to read."""
        with self._threads:
            try:
                yield self._found()
            except _MAY_BE_DAMAGE as error:
                self._refused(error)
                raise

    @contextmanager
    def writing(self) -> Iterator[sqlite3.Connection]:
        """Give the connection inside a transaction: all that is written is durable afterwards, or nothing is."""
        # One block instead of `reading` within another: each costs as much as writing a row.
        with self._threads:
            try:
                connection = self._found()
                if _file_at(self.path) != self._file:
                    connection = self._back_in_its_place()
                try:
                    connection.execute(BEGIN)
                    yield connection
                    connection.execute(COMMIT)
                except BaseException:
                    roll_back(connection)
                    raise
            except _MAY_BE_DAMAGE as error:
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
            if self._connection is None:
                return
            self._leave_a_file()
            connection, self._connection = self._connection, None
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

    def _refused(self, error: Exception) -> None:
        """Raise what to tell people about `error`, unless it is a bug of ours."""
        if getattr(error, "sqlite_errorcode", 0) & 0xFF in _DISK_AWAY:
            # What is open stays useless even when the disk is back.
            self._disk_was_away = True
        tell(error, self.path)
        if not isinstance(error, OSError) and self._is_damaged():
            raise EnvironmentFault(PARTLY_DAMAGED.format(path=self.path)) from error

    def _is_damaged(self) -> bool:
        """Tell whether the digests say that the file is damaged: then what went wrong is no bug of ours."""
        # Slow, and asked only when something went wrong that cannot.
        from facilitator.library.checking import findings

        try:
            return self._connection is not None and bool(findings(self._connection))
        except sqlite3.Error:
            return False

    def _find_again(self) -> None:
        with told(self.path):
            if self._anew.exists() and not self.path.exists():
                self._anew.rename(self.path)
        if not self.path.exists():
            raise EnvironmentFault(
                f"The disk that holds {self.path} is away. Plug it in again, or save to another place."
            )
        self._wait_for_copy()
        with suppress(sqlite3.Error):
            self.connection.close()
        self._lock.release()
        self._lock = LibraryLock(self.path, self._program)
        try:
            self._connection = open_checked(self.path)
        except UserError as error:
            raise EnvironmentFault(str(error)) from error
        self._file, self._beside = _file_at(self.path), _file_at(_waiting(self.path))
        self.times_found += 1
        self._disk_was_away = False
        with suppress(OSError):
            # Left over where the library was there again before its copy could take its place.
            self._anew.unlink(missing_ok=True)

    def _back_in_its_place(self) -> sqlite3.Connection:
        """Return a connection to the file at the library's path, which was moved, deleted or replaced while open.

        What is open is whole all the while, as the system keeps it; but nobody would find it again.
        """
        self._wait_for_copy()
        if not self.path.exists():
            if not self._disk_is_there():
                raise EnvironmentFault(
                    f"The disk or folder that holds {self.path} is away. Plug it in again or put it back, or save to "
                    "another place."
                )
            self._write_anew(self.path)
            self.notices.append(
                f"The library {self.path} was moved or deleted while it was open. It was written there anew, with "
                "everything in it."
            )
        elif self._answers() and not self._holds_the_same():
            raise EnvironmentFault(
                f"Another file was put in the place of {self.path} while it was open, so nothing is written to it. "
                "Move that file away, or save to another place."
            )
        self._disk_was_away = True
        self._find_again()
        return self.connection

    def _wait_for_copy(self) -> None:
        """Let nobody close what a worker copies from."""
        if self._copying.locked():
            raise EnvironmentFault(
                f"{self.path} is opened again as soon as the backup that is being made has ended. What is not saved "
                "yet waits until then."
            )

    @property
    def _anew(self) -> Path:
        return self.path.with_name(f".{self.path.name}.anew")

    def _disk_is_there(self) -> bool:
        """Tell whether the library's folder is there, and not only the empty place where its disk was."""
        folder = _file_at(self.path.parent)
        return folder is not None and self._file is not None and folder[0] == self._file[0]

    def _write_anew(self, target: Path) -> None:
        """Write all that is open to `target`, and let what is open go."""
        with told(self.path):
            copy_live(self.connection, self._anew)
            # From here on nothing but the copy counts, and it must not meet what waits beside the former file.
            self._disk_was_away = True
            with suppress(sqlite3.Error):
                self.connection.close()
            beside = _waiting(self.path)
            if self._beside is not None and _file_at(beside) == self._beside:
                beside.unlink()
            self._anew.rename(target)

    def _answers(self) -> bool:
        """Tell whether what is open can still be written, as a disk cannot that was pulled out and plugged in again."""
        connection = self.connection
        try:
            connection.execute(BEGIN)
            connection.execute("INSERT OR REPLACE INTO \"meta\" VALUES ('here', '')")
            connection.execute('DELETE FROM "meta" WHERE "name" = \'here\'')
            connection.execute(COMMIT)
        except sqlite3.Error:
            with suppress(sqlite3.Error):
                roll_back(connection)
            return False
        return True

    def _holds_the_same(self) -> bool:
        """Tell whether the file at the library's path holds every session as it is in what is open."""
        query = (
            'SELECT "session_id", "history_number", "history_digest", "digest_sum" FROM "summaries" '
            'UNION ALL SELECT "name", 0, "value", \'\' FROM "meta" WHERE "name" = \'library_head\' ORDER BY 1'
        )
        # Without what waits beside it, which is ours.
        alone = f"{self.path.absolute().as_uri()}?mode=ro&immutable=1"
        try:
            other = sqlite3.connect(alone, uri=True)
            try:
                theirs = other.execute(query).fetchall()
            finally:
                other.close()
        except sqlite3.Error:
            return False
        return theirs == self.connection.execute(query).fetchall()

    def _leave_a_file(self) -> None:
        """Before closing: see that what is open can be found again, where its file was moved, deleted or replaced."""
        if self._disk_was_away or _file_at(self.path) == self._file or not self._disk_is_there():
            return
        target = self.path
        if target.exists():
            if self._holds_the_same():
                return
            moment = datetime.now().astimezone()
            target = target.with_name(f"{target.stem}-replaced-{moment:%Y-%m-%d-%H%M%S}{target.suffix}")
        with suppress(EnvironmentFault):
            self._write_anew(target)


def _waiting(path: Path) -> Path:
    """Return where SQLite keeps what it has not written into the file at `path` yet."""
    return path.with_name(path.name + "-wal")


def _file_at(path: Path) -> tuple[int, int] | None:
    """Return what tells one file from another, None when there is none at `path`."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_dev, found.st_ino
