"""Steps from one version of a library to the next, taken by sqlite-utils: a step and its record commit together.

Each step is literal SQL. A step that changes what rows look like also appends a "history.cut" entry to every
session, since images of rows from before it can no longer be put back.
"""

import sqlite3
from typing import TYPE_CHECKING, Any

from facilitator.library import schema, search

if TYPE_CHECKING:
    from sqlite_utils.migrations import Migrations


# SQLite writes the column where it stands in the schema's own text: behind the last one, before the key.
_SEARCH_VALUES = 'ALTER TABLE "activity_values" ADD COLUMN "search_number" INTEGER'
_SEAL_PLACES = 'ALTER TABLE "places" ADD COLUMN "digest" TEXT NOT NULL DEFAULT \'\''


def migrate(connection: sqlite3.Connection) -> None:
    """Bring the library up to the version of this program; a new file becomes an empty library.

    Raises:
        sqlite3.Error: the disk refused; the step that failed left nothing behind.
    """
    # Slow to import, and only needed when there is something to do.
    from sqlite_utils import Database

    steps().apply(Database(connection))


def steps() -> "Migrations":
    """Return all steps in order."""
    from sqlite_utils import Migrations

    found = Migrations("facilitator")

    @found(name="1")
    def first(db: Any) -> None:
        _run(db.conn, schema.STATEMENTS_1, version=1)

    @found(name="2")
    def second(db: Any) -> None:
        _run(db.conn, (_SEARCH_VALUES, _SEAL_PLACES, schema.COMMUNITY_VALUES), version=2)
        search.enter_values(db.conn)

    return found


def _run(connection: sqlite3.Connection, statements: tuple[str, ...], version: int) -> None:
    for statement in statements:
        connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {schema.APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {version}")
