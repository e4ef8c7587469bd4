"""Creating a library, and making an existing one ready: looked at, upgraded, locked."""

import sqlite3
from datetime import datetime
from pathlib import Path

from facilitator.library import schema, stranger
from facilitator.library.backups import (
    copy_live,
    mark_closed,
    mark_open,
    sweep,
    sync_folder,
    unfinished_beside,
)
from facilitator.library.connection import connect, leave_one_file, looking_at, transaction
from facilitator.library.faults import told
from facilitator.library.migrations import migrate
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
            migrate(connection)
            mark_closed(connection)
        finally:
            connection.close()
        unfinished.rename(path)
        sync_folder(path.parent)


def open_checked(path: Path) -> sqlite3.Connection:
    """Return the connection to a library that was looked at and is up to date. The caller holds its lock.

    Raises:
        UserError: the file is no library that this program can use; it was not touched.
        EnvironmentFault: it is damaged, held by another program, or the disk refused.
    """
    version = stranger.read_version(path)
    stranger.examine(path, version)
    if version < schema.SCHEMA_VERSION:
        _upgrade(path, version)
    with told(path):
        connection = connect(path)
        try:
            mark_open(connection)
        except BaseException:
            connection.close()
            raise
    return connection


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


def _upgrade(path: Path, version: int) -> None:
    """Back the library up, then take the steps to the version of this program."""
    with told(path):
        folder = backup_folder(path)
        make_private_folder(folder)
        moment = datetime.now().astimezone()
        with looking_at(path) as source:
            copy_live(source, folder / f"{path.stem}-before-upgrade-{version}-{moment:%Y%m%d-%H%M%S}.db")
        connection = connect(path)
        try:
            migrate(connection)
            with transaction(connection):
                mark_open(connection)
        finally:
            leave_one_file(connection)
