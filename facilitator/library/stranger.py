"""Looking at a file before it is trusted as a library. Nothing here changes the file."""

import sqlite3
from pathlib import Path

from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import schema
from facilitator.library.connection import looking_at
from facilitator.library.faults import DAMAGED, told

_MAGIC = b"SQLite format 3\0"
_HEADER = 100
_OF_A_LIBRARY = b'CREATE TABLE "sessions"'
_LOOKED_THROUGH = 1_000_000


class NewerLibrary(UserError):
    """A library that only a later release can read: nothing is wrong with it."""


def read_version(path: Path) -> int:
    """Return the version of the library at `path` from its header alone.

    Raises:
        UserError: there is no file, or it is no library, or a newer program wrote it.
        EnvironmentFault: it cannot be read, or its beginning or its end is missing.
    """
    header, size = _read_header(path)
    if not size:
        raise UserError(f"{path} is empty, so it is not a library. Delete it, or choose another file.")
    if not header.startswith(_MAGIC):
        if _was_a_library(path):
            raise EnvironmentFault(DAMAGED.format(path=path))
        raise UserError(f"{path} is not a library of Facilitator. Choose another file.")
    if len(header) < _HEADER or (size < _promised_size(header) and not _waiting_pages(path)):
        raise EnvironmentFault(
            f"{path} is cut off: its end is missing. Restore the newest backup, or get out what is left."
        )
    if _number(header, 68) != schema.APPLICATION_ID:
        raise UserError(f"{path} is a database of another program. Choose a library of Facilitator.")
    return _known(_number(header, 60), path)


def _known(version: int, path: Path) -> int:
    if version > schema.SCHEMA_VERSION:
        raise NewerLibrary(
            f"This library was written by a newer Facilitator (format {version}, this program reads up to "
            f"{schema.SCHEMA_VERSION}). Update the program, or open another library."
        )
    if version not in schema.STATEMENTS:
        raise EnvironmentFault(DAMAGED.format(path=path))
    return version


def version_with_waiting_pages(path: Path, version: int) -> int:
    """Return the version of the library with the pages that wait beside it, where its header alone says `version`.

    A program that was killed right after an upgrade left the new format there.

    Raises:
        UserError: a newer program wrote it.
        EnvironmentFault: it is damaged, cannot be read, or is held by another program.
    """
    if not _waiting_pages(path):
        return version
    with told(path), looking_at(path) as connection:
        (seen,) = connection.execute("PRAGMA user_version").fetchone()
    return _known(int(seen), path)


def examine(path: Path, version: int, *, everything: bool = False) -> None:
    """See that the file at `path` holds the tables of a library of `version` and nothing else.

    A file that was not closed cleanly, or any file when `everything`, is read through as well.

    Raises:
        UserError: something was planted in it.
        EnvironmentFault: it is damaged, cannot be read, or is held by another program.
    """
    waiting = _waiting_pages(path)
    with told(path), looking_at(path) as connection:
        _compare_schema(connection, path, version)
        if everything or waiting or not _closed_cleanly(connection):
            findings = [line for (line,) in connection.execute("PRAGMA quick_check(1)")]
            if findings != ["ok"]:
                raise EnvironmentFault(DAMAGED.format(path=path))


def schema_of(connection: sqlite3.Connection) -> set[tuple[str, str]]:
    """Return what a file creates, as names with their statements, without what SQLite and sqlite-utils keep."""
    # In a damaged file they may be numbers, bytes or nothing.
    columns = ", ".join(
        f"coalesce(CAST(\"{name}\" AS TEXT), '')" for name in ("type", "name", "tbl_name", "sql")
    )
    found = connection.execute(f'SELECT {columns} FROM "sqlite_master"')
    return {
        (name, schema.normalised(sql))
        for kind, name, table, sql in found
        if not _kept_by_others(kind, name, table)
    }


def expected_schema(version: int) -> set[tuple[str, str]]:
    """Return what a library of `version` creates, as `schema_of` tells it."""
    return {(schema.name_in(sql), schema.normalised(sql)) for sql in schema.STATEMENTS[version]}


def _kept_by_others(kind: str, name: str, table: str) -> bool:
    if kind not in ("table", "index"):
        return False
    if name.startswith("sqlite_") or table == schema.MIGRATION_TABLE:
        return True
    return kind == "table" and name in schema.SHADOW_TABLES


def _compare_schema(connection: sqlite3.Connection, path: Path, version: int) -> None:
    found, expected = schema_of(connection), expected_schema(version)
    if found == expected:
        return
    if expected < found:
        strange = ", ".join(sorted(name for name, _ in found - expected))
        raise UserError(
            f"{path} holds something that no library has ({strange}). It was changed by another program: "
            "restore a backup, or choose another file."
        )
    raise UserError(
        f"{path} is not built as a library should be. It was changed by another program: restore a backup, or "
        "choose another file."
    )


def _closed_cleanly(connection: sqlite3.Connection) -> bool:
    return connection.execute('SELECT 1 FROM "meta" WHERE "name" = \'closed\'').fetchone() is not None


def _read_header(path: Path) -> tuple[bytes, int]:
    if path.is_dir():
        raise UserError(f"{path} is a folder, not a library. Name a file in it.")
    try:
        with path.open("rb") as file:
            return file.read(_HEADER), path.stat().st_size
    except FileNotFoundError as error:
        raise UserError(
            f"There is no library at {path}. Create one with 'facilitator new', or name another file."
        ) from error
    except PermissionError as error:
        raise EnvironmentFault(
            f"You may not read {path}. Ask for the permission, or choose another library."
        ) from error
    except OSError as error:
        raise EnvironmentFault(
            f"{path} cannot be read ({error.strerror}). See that the disk is there."
        ) from error


def _was_a_library(path: Path) -> bool:
    """Tell whether a file that does not begin as a database still says what only a library creates."""
    with path.open("rb") as file:
        return _OF_A_LIBRARY in file.read(_LOOKED_THROUGH)


def _number(header: bytes, offset: int) -> int:
    return int.from_bytes(header[offset : offset + 4], "big")


def _promised_size(header: bytes) -> int:
    """Return how many bytes the header says that the file has; 0 when it does not say so reliably."""
    page = int.from_bytes(header[16:18], "big")
    reliable = _number(header, 24) == _number(header, 92)
    return _number(header, 28) * (65536 if page == 1 else page) if reliable else 0


def _waiting_pages(path: Path) -> bool:
    """Tell whether pages wait beside the file because the program that wrote them was killed."""
    beside = path.with_name(path.name + "-wal")
    return beside.exists() and beside.stat().st_size > 0
