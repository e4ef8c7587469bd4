"""Names and pages of communities: as the library's own history or a backup proves them.

Words that nobody can prove stay as they read only where somebody says so.
"""

import json
import sqlite3
from collections.abc import Iterator
from functools import partial

from facilitator.ids import utc_now
from facilitator.library import community_pages, record, shelf
from facilitator.library.community_pages import Written
from facilitator.library.copies import Copies
from facilitator.library.hurt import Hurt
from facilitator.model_listed import Community

_PAGE = community_pages.TABLE


def hurt_communities(connection: sqlite3.Connection, copies: Copies) -> Iterator[Hurt]:
    digests = dict(connection.execute('SELECT "id", "digest" FROM "communities"').fetchall())
    written = community_pages.names_written(connection)
    for each in shelf.communities(connection):
        if shelf.community_digest(each) != digests[each.id]:
            yield _community(each, digests[each.id], written.get(each.id, Written((), "")), copies)
    for row_id, (names, created) in written.items():
        if row_id not in digests:
            what = f"The community “{names[-1]}” that is missing"
            put = partial(shelf.keep_community, kept=Community(row_id, names[-1], created))
            yield Hurt("communities", what, "The library’s own history has its name.", True, put)
    known = community_pages.digests_written(connection)
    for row in list(community_pages.stored_rows(connection)):
        row_id, community_id, key, value, digest = row
        wanted = known.pop(row_id, None)
        if community_pages.digest_of(row_id, community_id, key, value) != digest or wanted != digest:
            yield _page_value(row, wanted, copies)
    for row_id, digest in known.items():
        found = next((each for each in copies.pages(row_id) if each[4] == digest), None)
        what = "An entry on the page of a community that is missing"
        if found is not None:
            yield Hurt(
                _PAGE, what, "A backup has it as it was written.", True, partial(_keep_page, row=found)
            )
        else:
            yield Hurt(
                _PAGE,
                what,
                "Nobody has it any more.",
                False,
                partial(_forget_page, row_id=row_id, digest=digest),
            )


def _community(damaged: Community, digest: str, written: Written, copies: Copies) -> Hurt:
    what = f"The name of the community “{damaged.name}”"
    names, created = written
    candidates = [
        Community(damaged.id, name, at)
        for name in (*reversed(names), damaged.name)
        for at in (damaged.created, created)
    ]
    right = next((each for each in candidates if shelf.community_digest(each) == digest), None)
    if right is not None:
        comes = "The library’s own history has it as it was written."
        return Hurt("communities", what, comes, True, partial(shelf.keep_whole_community, kept=right))
    copied = [each for each, beside in copies.communities(damaged.id) if beside == digest or each == damaged]
    if copied:
        put = partial(shelf.keep_whole_community, kept=copied[0])
        return Hurt("communities", what, "A backup has it as it was written.", True, put)
    if names and (damaged.name, damaged.created) == (names[-1], created):
        comes = "The library’s own history has it just so: only its digest was damaged."
        return Hurt("communities", what, comes, True, partial(shelf.keep_whole_community, kept=damaged))
    put = partial(shelf.keep_whole_community, kept=damaged)
    return Hurt("communities", what, "Nothing has it as it was written.", False, put)


_PageRow = tuple[str, str, str, str, str]


def _page_value(row: _PageRow, wanted: str | None, copies: Copies) -> Hurt:
    row_id, community_id, key, value, digest = row
    what = f"What the page of a community keeps as “{key}”"
    now = community_pages.digest_of(row_id, community_id, key, value)
    if now == wanted:
        comes = "The library’s own history proves it: only its digest was damaged."
        return Hurt(
            _PAGE, what, comes, True, partial(_keep_page, row=(row_id, community_id, key, value, now))
        )
    for copied in copies.pages(row_id):
        if copied[4] in (wanted, digest):
            return Hurt(
                _PAGE, what, "A backup has it as it was written.", True, partial(_keep_page, row=copied)
            )
    if now == digest and wanted is None:
        # The history lost that it was written; what stands there proves itself.
        comes = "Its digest proves it: only the library’s history lacks it."
        return Hurt(_PAGE, what, comes, True, partial(_enter_page, row=row, before=None))
    put = partial(_enter_page, row=(row_id, community_id, key, value, now), before=wanted)
    return Hurt(_PAGE, what, "Nothing has it as it was written. It can stay as it reads.", False, put)


def _keep_page(connection: sqlite3.Connection, *, row: _PageRow) -> None:
    connection.execute(
        'INSERT OR REPLACE INTO "community_values" ("id", "community_id", "key", "value", "digest") '
        "VALUES (?, ?, ?, ?, ?)",
        row,
    )


def _enter_page(connection: sqlite3.Connection, *, row: _PageRow, before: str | None) -> None:
    """Keep a row as it is from here on, and have the library's history know it."""
    try:
        json.loads(row[3])
    except ValueError:
        connection.execute('DELETE FROM "community_values" WHERE "id" = ?', (row[0],))
        _forget_page(connection, row_id=row[0], digest=before)
        return
    _keep_page(connection, row=row)
    sides = [None if each is None else {"key": row[2], "digest": each} for each in (before, row[4])]
    _note_page(connection, row[0], *sides)


def _forget_page(connection: sqlite3.Connection, *, row_id: str, digest: str | None) -> None:
    if digest is not None:
        _note_page(connection, row_id, {"key": "", "digest": digest}, None)


def _note_page(
    connection: sqlite3.Connection, row_id: str, before: dict[str, str] | None, after: dict[str, str] | None
) -> None:
    image = {"table": community_pages.TABLE, "id": row_id, "before": before, "after": after}
    record.append_for_library(connection, "community.page", utc_now(), [image])
