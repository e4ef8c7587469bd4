"""What the page of a community or team keeps: JSON values by key, beside its sessions. Inside a transaction.

The library's history says of each change which value it was and its digest, never the words: what people took back
must not linger there. So a changed, missing or planted value is found, and nothing of it can be read there.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from contextlib import suppress
from typing import Any, NamedTuple

from facilitator import community_words
from facilitator.communities import page_of
from facilitator.errors import UserError
from facilitator.ids import new_id
from facilitator.library import record, shelf
from facilitator.library.rows import canonical_json
from facilitator.library.search import Hit

TABLE = "community_values"
SELECT = 'SELECT "id", "community_id", "key", "value", "digest" FROM "community_values"'
LARGEST = 1_000_000
"""Characters of one value as JSON."""


class Written(NamedTuple):
    """What the library's history tells of a community: the names that it had, the last one last, and when it came."""

    names: tuple[str, ...]
    created: str


def read(connection: sqlite3.Connection, community_id: str) -> dict[str, Any]:
    """Return what a community's page keeps, by key; empty for a community that is not there."""
    found = connection.execute(
        'SELECT "key", "value" FROM "community_values" WHERE "community_id" = ? ORDER BY "key"',
        (community_id,),
    )
    return {key: json.loads(value) for key, value in found}


def write(connection: sqlite3.Connection, community_id: str, key: str, value: Any, at: str) -> bool:
    """Keep a JSON value under `key`, None takes it away; tell whether that changed anything.

    Raises:
        UserError: there is no such community, or the value is too large.
        ValueError: the value holds what JSON cannot say.
    """
    shelf.community(connection, community_id)
    found = connection.execute(
        'SELECT "id", "value", "digest" FROM "community_values" WHERE "community_id" = ? AND "key" = ?',
        (community_id, key),
    ).fetchone()
    row_id, old, before = found or (new_id(), None, None)
    stored = None if value is None else canonical_json(value)
    if stored == old:
        return False
    if stored is not None and len(stored) > LARGEST:
        raise UserError(
            "This is more than a community’s page can keep. Shorten it, or keep a part elsewhere."
        )
    after = None if stored is None else digest_of(row_id, community_id, key, stored)
    if stored is None:
        connection.execute('DELETE FROM "community_values" WHERE "id" = ?', (row_id,))
    else:
        connection.execute(
            'INSERT INTO "community_values" ("id", "community_id", "key", "value", "digest") '
            "VALUES (?, ?, ?, ?, ?) "
            'ON CONFLICT ("id") DO UPDATE SET "value" = excluded."value", "digest" = excluded."digest"',
            (row_id, community_id, key, stored, after),
        )
    sides = [None if each is None else {"key": key, "digest": each} for each in (before, after)]
    image = {"table": TABLE, "id": row_id, "before": sides[0], "after": sides[1]}
    record.append_for_library(connection, "community.page", at, [image])
    return True


def find(connection: sqlite3.Connection, text: str, limit: int) -> list[Hit]:
    """Return what of all pages has the words of `text`, names of communities first.

    In a hit `table` is "communities", `place` the id of the community, and `row_id` where on the page it is, as in
    `community_words.Entry`.
    """
    begun = community_words.words_begun(text)
    if not begun:
        return []
    hits = [
        Hit("", each.name, "communities", entry.where, shown, each.id)
        for each in shelf.communities(connection)
        for entry in community_words.entries(each.name, page_of(read(connection, each.id)))
        if (shown := community_words.excerpt(entry, begun)) is not None
    ]
    return sorted(hits, key=lambda hit: hit.row_id != community_words.NAME)[:limit]


def digest_of(row_id: str, community_id: str, key: str, stored: str) -> str:
    """Return the digest of a row as it is stored."""
    values = {"id": row_id, "community_id": community_id, "key": key, "value": stored}
    return hashlib.sha256(f"{TABLE}\n{canonical_json(values)}".encode()).hexdigest()


def stored_rows(connection: sqlite3.Connection) -> Iterator[tuple[str, str, str, str, str]]:
    """Return the rows of all pages as they are stored: id, community, key, value, digest."""
    yield from connection.execute(f'{SELECT} ORDER BY "id"')


def names_written(connection: sqlite3.Connection) -> dict[str, Written]:
    """Return what the library's history tells of each community by its id, as far as it can be read."""
    found: dict[str, Written] = {}
    for act, at, rows in connection.execute(
        'SELECT "act", "at", "rows" FROM "library_history" WHERE "act" LIKE \'community.%\' ORDER BY "number"'
    ):
        with suppress(ValueError, TypeError, LookupError):
            for image in json.loads(rows):
                if "name" in image["after"]:
                    known = found.get(image["id"], Written((), ""))
                    names = (*known.names, str(image["after"]["name"]))
                    found[image["id"]] = Written(names, at if act == "community.added" else known.created)
    return found


def digests_written(connection: sqlite3.Connection) -> dict[str, str]:
    """Return the digests of the rows that should be there by their ids, as far as the library's history can be read."""
    found: dict[str, str] = {}
    unsure: set[str] = set()
    for act, rows in connection.execute(
        'SELECT "act", "rows" FROM "library_history" WHERE "act" IN (\'community.page\', ?) ORDER BY "number"',
        (record.HISTORY_CUT,),
    ):
        if act == record.HISTORY_CUT:
            unsure = set(found)
        with suppress(ValueError, TypeError, LookupError):
            for image in json.loads(rows):
                unsure.discard(image["id"])
                if image["after"] is None:
                    found.pop(image["id"], None)
                else:
                    found[image["id"]] = image["after"]["digest"]
    # Whether these were taken away stood in what was cut out: nothing says that they are missing.
    gone = unsure - {row_id for row_id, *_ in stored_rows(connection)}
    return {row_id: digest for row_id, digest in found.items() if row_id not in gone}
