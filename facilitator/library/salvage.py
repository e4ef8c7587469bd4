"""What the pages of a library still hold, whatever state the file is in: rows told apart by their digests.

A row says by its digest which table it is of and that it is as it was written, so neither the list of tables nor the
trees of pages have to be sound.
"""

import json
import sqlite3
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from functools import cache
from typing import Any, NamedTuple

from facilitator.library import community_pages, schema
from facilitator.library.entries import Entry
from facilitator.library.pages import Pages, Record, Value
from facilitator.library.past import Key
from facilitator.library.record import HISTORY_CUT
from facilitator.library.rows import SHAPES, digest_as_read, is_digest
from facilitator.library.shelf import community_digest
from facilitator.model import Community

Layout = tuple[str, ...]
Progress = Callable[[int, int], None]
_PAGES_A_STEP = 50
_CREATED = ("table", "index", "view", "trigger")
_STRUCTURAL = ("history", "summaries", "places")


class FoundRow(NamedTuple):
    """One row of a session as it was read: `stored` by column, `digest` as it stands beside it, "" when lost.

    `exact` means that it is as it was written; `rooted` that the file's own trees lead to it.
    """

    table: str
    stored: Mapping[str, Value]
    digest: str
    exact: bool
    rooted: bool


class PageValue(NamedTuple):
    """What the page of a community keeps under a key, as it was read, with the digest beside it."""

    id: str
    community_id: str
    key: str
    value: str
    digest: str


@dataclass(slots=True)
class FoundSession:
    """What was read of one session.

    `summary` and `place` are columns by name, empty when lost; `searched` are the words that the search index knows.
    """

    id: str
    rows: dict[Key, FoundRow] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    summary: Mapping[str, Value] = field(default_factory=dict)
    place: Mapping[str, Value] = field(default_factory=dict)
    searched: dict[Key, str] = field(default_factory=dict)

    @property
    def is_counted(self) -> bool:
        """Whether as many rows and entries are there as the summary tells."""
        rows, last = self.summary.get("row_count"), self.summary.get("history_number")
        first = min(self.entries, default=1)
        begins = first == 1 or self.entries[first].act == HISTORY_CUT
        return rows == len(self.rows) and begins and last == first + len(self.entries) - 1


@dataclass(slots=True)
class Found:
    """What was read of a whole library.

    `community_values` are JSON texts by community and key, `damaged_values` those that are not as they were written.
    `strays` are the texts of rows of which nobody can say what
    they were, `doubtful` the names of communities that may differ from what was written. `places_whole` tells whether a
    session without a place never had one.
    """

    sessions: dict[str, FoundSession] = field(default_factory=dict)
    communities: dict[str, Community] = field(default_factory=dict)
    community_values: dict[tuple[str, str], str] = field(default_factory=dict)
    damaged_values: list[PageValue] = field(default_factory=list)
    strays: list[str] = field(default_factory=list)
    doubtful: list[str] = field(default_factory=list)
    places_whole: bool = True


def salvage(pages: Pages, *, carve: bool = False, progress: Progress | None = None) -> Found:
    """Return what the pages hold; with `carve` also what stands on pages whose lists of cells are damaged, slowly.

    `progress` is told how many pages are read and how many there are to read; what it raises ends the reading.
    """
    return _Reading(pages, progress).read(carve)


class _Reading:
    def __init__(self, pages: Pages, progress: Progress | None) -> None:
        self._pages = pages
        self._progress = progress
        self._found = Found()
        self._owners: dict[int, str] = {}
        whole = set()
        for table, root in pages.roots().items():
            below, everything = pages.tree(root)
            self._owners |= dict.fromkeys(below, table)
            if everything:
                whole.add(table)
        self._found.places_whole = "places" in whole
        self._unsure: list[Record] = []
        self._named: dict[str, Community] = {}
        self._exact_on: dict[int, Counter[str]] = {}

    def read(self, carve: bool) -> Found:
        numbers = self._pages.numbers
        total = len(numbers) * (2 if carve else 1)
        for read, number in enumerate(numbers, start=1):
            self._tell(read, total)
            for each in self._pages.records(number):
                self._take(each)
        if carve:
            for read, number in enumerate(numbers, start=len(numbers) + 1):
                self._tell(read, total)
                if self._owners.get(number, "") in ("", "history", *SHAPES) and any(self._pages.page(number)):
                    for each in self._pages.carved(number):
                        if not self._take_exact(each):
                            self._take_carved_entry(each)
        for each in self._unsure:
            self._take_damaged(each)
        self._found.communities = {**self._named, **self._found.communities}
        return self._found

    def _tell(self, read: int, total: int) -> None:
        if self._progress is not None and (read % _PAGES_A_STEP == 0 or read == total):
            self._progress(read, total)

    def _take(self, found: Record) -> None:
        if not self._take_exact(found) and not self._take_structural(found):
            self._unsure.append(found)

    def _take_exact(self, found: Record) -> bool:
        """Take a row whose digest says which table it is of."""
        if not found.whole:
            return False
        for table, layout in _layouts_of(len(found.values)):
            values = dict(zip(layout, found.values, strict=False))
            digest = values.get("digest")
            if not is_digest(digest):
                continue
            if table == "communities":
                if all(isinstance(values[name], str) for name in ("id", "name", "created")):
                    community = Community(str(values["id"]), str(values["name"]), str(values["created"]))
                    if community_digest(community) == digest:
                        self._found.communities[community.id] = community
                        return True
            elif table == community_pages.TABLE:
                row = tuple(str(values[name]) for name in ("id", "community_id", "key", "value"))
                if community_pages.digest_of(*row) == digest:
                    self._found.community_values[row[1], row[2]] = row[3]
                    return True
            elif table in SHAPES:
                stored = _stored(table, values)
                if digest_as_read(table, stored) == digest:
                    self._keep(FoundRow(table, stored, str(digest), True, self._rooted(found, table)))
                    self._exact_on.setdefault(found.page, Counter())[table] += 1
                    return True
        return False

    def _take_structural(self, found: Record) -> bool:
        """Take a row of a table without digests of its own, by its shape alone."""
        if self._take_searched(found.values) or self._take_from_library_history(found.values):
            return True
        for table, layout in _layouts_of(len(found.values)):
            if table not in _STRUCTURAL or not found.whole:
                continue
            values = dict(zip(layout, found.values, strict=False))
            session_id = values.get("session_id")
            if not isinstance(session_id, str) or not _fits(table, values):
                continue
            session = self._session(session_id)
            if table == "history":
                entry = _entry(values)
                if entry.number not in session.entries or self._rooted(found, table):
                    session.entries[entry.number] = entry
            elif table == "summaries":
                session.summary = values
            else:
                session.place = values
            return True
        return False

    def _take_carved_entry(self, found: Record) -> None:
        """Take an entry of a history that no list of cells led to: the links beside it tell whether it is one."""
        for table, layout in _layouts_of(len(found.values)):
            values = dict(zip(layout, found.values, strict=False))
            if table == "history" and found.whole and _fits(table, values):
                entry, session = _entry(values), self._found.sessions.get(str(values["session_id"]))
                if session is not None:
                    session.entries.setdefault(entry.number, entry)

    def _take_from_library_history(self, values: Sequence[Value]) -> bool:
        """Take the names of communities where the library's own history tells them."""
        match values:
            case (None, str(act), str(at), None, str(rows), str(_)) if act.startswith("community."):
                with suppress(ValueError, TypeError, LookupError, AttributeError):
                    for image in json.loads(rows):
                        row_id, name = str(image["id"]), str(image["after"]["name"])
                        known = self._named.get(row_id)
                        self._named[row_id] = Community(row_id, name, known.created if known else at)
                return True
        return False

    def _take_searched(self, values: Sequence[Value]) -> bool:
        """Take a line of the search index."""
        match values:
            case (None, str(words), str(session_id), str(table), str(row_id)) if table in SHAPES:
                self._session(session_id).searched[table, row_id] = words
                return True
        return False

    def _take_damaged(self, found: Record) -> None:
        """Take a row that is not as it was written, if it can be told which table it was of."""
        table = self._table_of(found)
        words = [each for each in found.values if isinstance(each, str) and " " in each.strip()]
        if not isinstance(found.values[0], str) or found.values[0] in _CREATED:
            words = []
        match (table, *found.values):
            case ("communities", str(known), str(name), *_) if known not in self._found.communities:
                self._take_damaged_community(found, known, name)
                return
        if table in SHAPES:
            layout = next(
                layout
                for name, layout in _all_layouts()
                if name == table and len(layout) >= len(found.values)
            )
            values = dict(zip(layout, found.values, strict=False))
            if isinstance(values.get("id"), str) and isinstance(values.get("session_id"), str):
                digest = values.get("digest")
                stored = _stored(table, values)
                kept = str(digest) if is_digest(digest) else ""
                self._keep(FoundRow(table, stored, kept, False, self._rooted(found, table)))
            else:
                self._found.strays += words
        elif table == community_pages.TABLE and len(found.values) == len(PageValue._fields):
            self._found.damaged_values.append(PageValue(*map(str, found.values)))
        elif table in ("", community_pages.TABLE) and found.whole:
            self._found.strays += words

    def _take_damaged_community(self, found: Record, row_id: str, name: str) -> None:
        """Take a community by the name that its digest or the library's history proves, else as it reads."""
        named = self._named.get(row_id)
        read = Community(row_id, name, str(found.values[2]) if len(found.values) > 2 else "")
        if named is not None and (
            named.name == name
            or found.values[-1] in (community_digest(named), community_digest(read._replace(name=named.name)))
        ):
            return
        self._found.communities[row_id] = read._replace(created="")
        self._found.doubtful.append(name)

    def _table_of(self, found: Record) -> str:
        """Return the table of a damaged row: that of the rows around it, or of the tree it hangs on; "" if unknown."""
        around = self._exact_on.get(found.page)
        table = around.most_common(1)[0][0] if around else self._owners.get(found.page, "")
        exactly = {name for name, layout in _all_layouts() if len(layout) == len(found.values)}
        if not table and found.whole and len(exactly) == 1:
            (table,) = exactly
        fitting = {name for name, layout in _all_layouts() if len(layout) >= len(found.values)}
        return table if table in fitting or table not in SHAPES else ""

    def _rooted(self, found: Record, table: str) -> bool:
        return self._owners.get(found.page) == table

    def _session(self, session_id: str) -> FoundSession:
        return self._found.sessions.setdefault(session_id, FoundSession(session_id))

    def _keep(self, row: FoundRow) -> None:
        session = self._session(str(row.stored["session_id"]))
        key = (row.table, str(row.stored["id"]))
        known = session.rows.get(key)
        if known is None or (row.exact, row.rooted) > (known.exact, known.rooted):
            session.rows[key] = row


@cache
def _all_layouts() -> Sequence[tuple[str, Layout]]:
    """Return the columns of each table in the order in which SQLite stores them, of every version, newest first."""
    found: dict[tuple[str, Layout], None] = {}
    for version in sorted(schema.STATEMENTS, reverse=True):
        connection = sqlite3.connect(":memory:")
        for statement in schema.STATEMENTS[version]:
            connection.execute(statement)
        tables = connection.execute("SELECT name, wr FROM pragma_table_list WHERE type = 'table'").fetchall()
        for table, without_rowid in tables:
            if without_rowid:
                # Such a table is stored as the index of its primary key.
                query = f'PRAGMA index_xinfo("{_key_of(connection, table)}")'
                names = [line[2] for line in connection.execute(query)]
            else:
                names = [line[1] for line in connection.execute(f'PRAGMA table_info("{table}")')]
            found[table, tuple(names)] = None
        connection.close()
    return tuple(found)


def _key_of(connection: sqlite3.Connection, table: str) -> str:
    indexes = connection.execute(f'PRAGMA index_list("{table}")')
    return next(str(line[1]) for line in indexes if line[3] == "pk")


@cache
def _layouts_of(columns: int) -> Sequence[tuple[str, Layout]]:
    """Return the tables whose rows may have so many columns: one that got a column later has rows without it."""
    known = (*SHAPES, "communities", community_pages.TABLE, *_STRUCTURAL)
    fitting = [
        (table, layout)
        for table, layout in _all_layouts()
        if table in known and len(layout) - 1 <= columns <= len(layout)
    ]
    return sorted(fitting, key=lambda each: len(each[1]) != columns)


def _stored(table: str, values: Mapping[str, Value]) -> dict[str, Value]:
    """Return a row's own columns; SQLite keeps a real number without a fraction as a whole one."""
    kinds = dict(SHAPES[table].columns)
    stored: dict[str, Value] = {}
    for name in kinds:
        if name in values:
            value = values[name]
            stored[name] = float(value) if kinds[name] == "real" and isinstance(value, int) else value
    return stored


def _fits(table: str, values: Mapping[str, Value]) -> bool:
    match table:
        case "history":
            whole = isinstance(values["number"], int) and isinstance(values["reverses"], int | None)
            return whole and all(
                isinstance(values.get(name), str) for name in ("act", "at", "rows", "digest")
            )
        case "summaries":
            counts = (isinstance(values[name], int) for name in ("turn", "row_count", "history_number"))
            return all(counts) and is_digest(values["digest_sum"])
    numbers = (isinstance(values[name], int | float) for name in ("planned", "left", "running"))
    return all(numbers) and all(isinstance(values[name], str) for name in ("mode", "spent", "drafts"))


def _entry(values: Mapping[str, Any]) -> Entry:
    return Entry(*(values[name] for name in Entry._fields))
