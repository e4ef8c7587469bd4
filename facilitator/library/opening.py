"""Creating a library, and making an existing one ready: looked at, upgraded, locked."""

import sqlite3
from datetime import datetime
from pathlib import Path

from facilitator.library import schema, stranger
from facilitator.library.backups import (
    Progress,
    copy_live,
    mark_closed,
    mark_open,
    sweep,
    sync_folder,
    unfinished_beside,
)
from facilitator.library.connection import connect, leave_one_file, looking_at, transaction
from facilitator.library.faults import told
from facilitator.library.paths import backup_folder
from facilitator.private_files import begin_private, make_private_folder


def create(path: Path) -> None:
    """Write an empty library at `path`, where nothing is yet; it gets its name only when it is whole.

    Raises:
        EnvironmentFault: the folder is missing or cannot be written to, or the disk is full.
    """
    with told(path), unfinished_beside(path) as unfinished:
        sweep(path.parent, path.name)
        begin_private(unfinished)
        connection = sqlite3.connect(unfinished, isolation_level=None)
        try:
            _migrate(connection)
            mark_closed(connection)
        finally:
            connection.close()
        unfinished.rename(path)
        sync_folder(path.parent)


def open_checked(path: Path, progress: Progress | None = None) -> sqlite3.Connection:
    """Return the connection to a library that was looked at and is up to date. The caller holds its lock.

    `progress` hears how far the backup before an upgrade is; what it raises leaves the library as it was.

    Raises:
        UserError: the file is no library that this program can use; it was not touched.
        EnvironmentFault: it is damaged, held by another program, or the disk refused.
    """
    version = stranger.read_version(path)
    _end_what_was_cut_short(path)
    version = stranger.version_with_waiting_pages(path, version)
    stranger.examine(path, version)
    if version < schema.SCHEMA_VERSION:
        _upgrade(path, version, progress)
    with told(path):
        connection = connect(path)
        try:
            mark_open(connection)
        except BaseException:
            connection.close()
            raise
    return connection


def _end_what_was_cut_short(path: Path) -> None:
    """Let SQLite take back what a program was killed in the middle of, which it cannot do for one that only looks."""
    journal = path.with_name(path.name + "-journal")
    if not journal.exists() or not journal.stat().st_size:
        return
    with told(path):
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=rw", uri=True, timeout=0.5)
        try:
            connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        finally:
            connection.close()


def waits_for_upgrade(path: Path) -> bool:
    """Tell whether an older program wrote the library at `path`, so that opening it takes a backup first.

    Raises:
        UserError: there is none, or the file is no library that this program can use.
        EnvironmentFault: it cannot be read.
    """
    return stranger.read_version(path) < schema.SCHEMA_VERSION


def close_cleanly(connection: sqlite3.Connection) -> None:
    """Note that the library was closed in good order, and leave one file.

    Raises:
        sqlite3.Error: the disk refused; the connection is closed all the same.
    """
    try:
        mark_closed(connection)
    except BaseException:
        connection.close()
        raise
    leave_one_file(connection)


def _upgrade(path: Path, version: int, progress: Progress | None) -> None:
    """Back the library up, then take the steps to the version of this program."""
    with told(path):
        folder = backup_folder(path)
        make_private_folder(folder)
        moment = datetime.now().astimezone()
        with looking_at(path) as source:
            copy_live(
                source, folder / f"{path.stem}-before-upgrade-{version}-{moment:%Y%m%d-%H%M%S}.db", progress
            )
        connection = connect(path)
        try:
            _migrate(connection)
            with transaction(connection):
                mark_open(connection)
        finally:
            leave_one_file(connection)


def _migrate(connection: sqlite3.Connection) -> None:
    # Knows the rows of a whole session, which the first window does without.
    from facilitator.library.migrations import migrate

    migrate(connection)
