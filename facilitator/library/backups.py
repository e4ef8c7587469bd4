"""Backups: a sound copy of a live library, the daily one with its rotation, and what there is to restore."""

import os
import re
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, date, datetime
from pathlib import Path
from typing import NamedTuple

from facilitator.errors import EnvironmentFault
from facilitator.ids import new_id, to_stamp
from facilitator.library.faults import sentence_for_os
from facilitator.private_files import begin_private

Progress = Callable[[int, int], None]
"""Told how many pages are copied and how many there are; what it raises ends the copying."""

PAGES_A_STEP = 200
PAUSE = 0.002
TRIES = 3
STEPS_BETWEEN_ASKING = 1000
"""Steps of SQLite's machine after which a long check asks whether it is still wanted."""

DAYS, WEEKS, MONTHS = 7, 4, 12
"""How many daily, weekly and monthly backups are kept."""

_IMPORT = "before-import"
_RECENT_SECONDS, _MOST_IMPORTS = 600, 5
_DAY = re.compile(r"-(\d{4}-\d{2}-\d{2})\.db")


class NotSound(EnvironmentFault):
    """No backup was made, since the library is damaged; `findings` say how."""

    def __init__(self, findings: list[str]) -> None:
        """Say the first of the `findings`."""
        super().__init__(
            f"No backup was made, since the library is damaged: {findings[0]} Restore an older backup, or put back "
            "what can be with 'facilitator check --mend'."
        )
        self.findings = findings


class Backup(NamedTuple):
    """A file that can be restored: when it was written (a stamp) and its size in bytes."""

    path: Path
    at: str
    size: int


def copy_live(connection: sqlite3.Connection, target: Path, progress: Progress | None = None) -> None:
    """Write a sound copy of the library behind `connection` to `target`, replacing what is there.

    The library can be written meanwhile. The copy is packed and read through before it takes its name.

    Raises:
        NotSound: the library is damaged, so that no sound copy can be made.
        sqlite3.Error, OSError: the disk of the target refused.
    """
    with unfinished_beside(target) as unfinished:
        found = ["nothing was copied"]
        for _ in range(TRIES):
            found = _copy_once(connection, unfinished, progress)
            # A copy whose last step fell into the middle of a commit is not sound, the next one is.
            if not found:
                break
        if found:
            raise NotSound(found)
        sync_file(unfinished)
        unfinished.replace(target)
        sync_folder(target.parent)


@contextmanager
def unfinished_beside(target: Path) -> Iterator[Path]:
    """Give where to write what becomes the library `target` once it is whole; what never did goes away again."""
    unfinished = target.with_name(f".{target.name}.{new_id()[:8]}.part")
    try:
        yield unfinished
    finally:
        for leftover in (unfinished, unfinished.with_name(unfinished.name + "-journal")):
            with suppress(OSError):
                leftover.unlink(missing_ok=True)


def sweep(folder: Path, name: str) -> None:
    """Delete what a killed program left unfinished in `folder` of files that begin with `name`.

    For whoever holds the lock of the library: nobody else writes such files then.

    Raises:
        OSError: a file cannot be deleted.
    """
    for path in folder.glob(f".{name}*.part*"):
        path.unlink(missing_ok=True)


def day_path(folder: Path, library: Path, day: date) -> Path:
    """Return where the backup of one day stands."""
    return folder / f"{library.stem}-{day.isoformat()}.db"


def import_path(folder: Path, library: Path, now: datetime) -> Path:
    """Return where the backup before an import stands."""
    return folder / f"{library.stem}-{_IMPORT}-{now:%Y%m%d-%H%M%S}.db"


def has_recent(folder: Path, library: Path, now: datetime) -> bool:
    """Tell whether a backup before an import is only minutes old: many files in a row need one backup.

    Raises:
        OSError: a file cannot be looked at.
    """
    found = folder.glob(f"{library.stem}-{_IMPORT}-*.db")
    return any(abs(now.timestamp() - each.stat().st_mtime) < _RECENT_SECONDS for each in found)


def rotate_imports(folder: Path, library: Path) -> None:
    """Delete the older backups before imports.

    Raises:
        OSError: a file cannot be deleted.
    """
    found = sorted(folder.glob(f"{library.stem}-{_IMPORT}-*.db"))
    for path in found[:-_MOST_IMPORTS]:
        path.unlink()


def rotate(folder: Path, library: Path) -> list[Path]:
    """Delete the daily backups of a library that are no longer kept; returns what was deleted.

    Raises:
        OSError: a file cannot be deleted.
    """
    days = {}
    for path in folder.glob(f"{library.stem}-*.db"):
        match = _DAY.fullmatch(path.name[len(library.stem) :])
        if match is not None:
            with suppress(ValueError):
                days[date.fromisoformat(match[1])] = path
    kept = days_to_keep(days)
    gone = [path for day, path in sorted(days.items()) if day not in kept]
    for path in gone:
        path.unlink()
    sweep(folder, f"{library.stem}-")
    return gone


def days_to_keep(days: Iterable[date]) -> set[date]:
    """Return which backups stay: of the newest days, and the last one of each of the newest weeks and months."""
    newest_first = sorted(days, reverse=True)
    kept = set(newest_first[:DAYS])
    weeks: dict[tuple[int, int], date] = {}
    months: dict[tuple[int, int], date] = {}
    for day in newest_first:
        weeks.setdefault(day.isocalendar()[:2], day)
        months.setdefault((day.year, day.month), day)
    kept.update(list(weeks.values())[:WEEKS])
    kept.update(list(months.values())[:MONTHS])
    return kept


def list_backups(folder: Path) -> list[Backup]:
    """Return the backups in a folder, newest first; none when the folder is not there.

    Raises:
        EnvironmentFault: the folder cannot be read.
    """
    try:
        if not folder.exists():
            return []
        found = []
        for path in folder.glob("*.db"):
            seen = path.stat()
            at = to_stamp(datetime.fromtimestamp(seen.st_mtime, UTC))
            found.append((seen.st_mtime_ns, Backup(path, at, seen.st_size)))
    except OSError as error:
        raise EnvironmentFault(sentence_for_os(error, folder)) from error
    return [backup for _, backup in sorted(found, key=lambda each: each[0], reverse=True)]


def day_of(backup: Path) -> str:
    """Return the day on which a backup was written, "20 November 2026".

    Raises:
        OSError: the file cannot be asked.
    """
    # Opening a library says nothing about days.
    from facilitator.dates import written_day

    return written_day(to_stamp(datetime.fromtimestamp(backup.stat().st_mtime, UTC)))


def sync_file(path: Path) -> None:
    """Make what was written to a file reach the disk.

    Raises:
        OSError: the disk refused.
    """
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sync_folder(folder: Path) -> None:
    """Make a new name in a folder reach the disk, where the system knows how."""
    if os.name != "posix":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    except OSError:
        # Some file systems of sticks and networks cannot; the file itself is safe.
        return
    finally:
        os.close(descriptor)


def _copy_once(source: sqlite3.Connection, unfinished: Path, progress: Progress | None) -> list[str]:
    begin_private(unfinished)
    copy = sqlite3.connect(unfinished, isolation_level=None)
    try:
        source.backup(
            copy,
            pages=PAGES_A_STEP,
            sleep=PAUSE,
            progress=None if progress is None else lambda _, left, total: progress(total - left, total),
        )
        copy.execute("PRAGMA journal_mode = DELETE")
        copy.execute("PRAGMA trusted_schema = OFF")
        with _still_heard(copy, progress):
            found = _packed(copy)
        if not found:
            mark_closed(copy)
        return found
    finally:
        copy.close()


def _packed(copy: sqlite3.Connection) -> list[str]:
    """Pack the copy and return what is wrong with it; the file itself is named, never this copy of it."""
    # Loaded with the first copy: opening a library needs none.
    from facilitator.library.checking import findings

    try:
        copy.execute("VACUUM")
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
        ):
            raise
        return findings(copy) or [f"The file is damaged so far that it cannot be copied ({error})."]
    return findings(copy)


@contextmanager
def _still_heard(copy: sqlite3.Connection, progress: Progress | None) -> Iterator[None]:
    """Ask `progress` all the while, which may end what `copy` does; all is copied by then."""
    ends: list[BaseException] = []

    def ask() -> bool:
        try:
            if progress is not None:
                progress(1, 1)
        except BaseException as end:  # noqa: BLE001 - SQLite would only say that somebody interrupted it
            ends.append(end)
            return True
        return False

    copy.set_progress_handler(ask, STEPS_BETWEEN_ASKING)
    try:
        yield
    except (sqlite3.Error, EnvironmentFault):
        if ends:
            raise ends[0] from None
        raise
    finally:
        copy.set_progress_handler(None, 0)
    if ends:
        raise ends[0]


def mark_closed(connection: sqlite3.Connection) -> None:
    """Note in the library that it was closed in good order."""
    connection.execute(
        'INSERT INTO "meta" ("name", "value") VALUES (\'closed\', ?) '
        'ON CONFLICT ("name") DO UPDATE SET "value" = excluded."value"',
        (to_stamp(datetime.now(UTC)),),
    )


def mark_open(connection: sqlite3.Connection) -> None:
    """Note in the library that it is open, so that a program that was killed is noticed."""
    connection.execute('DELETE FROM "meta" WHERE "name" = \'closed\'')
