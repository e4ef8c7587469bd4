"""Rows of a session as SQLite keeps them: columns, literal statements, digests.

A digest is SHA-256 over the table's name and the canonical JSON of the row's columns as they are stored; a session
carries the sum of its rows' digests modulo 2**256, so that a commit brings it up to date from the changed rows
alone.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields
from operator import itemgetter
from typing import Any, get_origin

from facilitator.library.faults import Unreadable
from facilitator.model import TABLES, Row, columns, row_from
from facilitator.value_words import is_searched, words_of

SEARCHED: Mapping[str, tuple[str, ...]] = {
    "sessions": ("title",),
    "notes": ("text",),
    "groups": ("title",),
    "outcomes": ("text",),
    "actions": ("text",),
    "parked": ("text",),
    "activity_values": ("key", "value"),
}
"""The tables whose words can be searched, and the columns that say them: see `words_in`."""

_MODULUS = 1 << 256
_HEX = frozenset("0123456789abcdef")

canonical_json = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
).encode
"""Values as JSON text that is the same for the same values."""


@dataclass(frozen=True, slots=True)
class Shape:
    """How one table is stored: its columns with their kinds (plain, json, flag, real) and its statements.

    `words` returns what can be searched of a row's columns as they are stored. `encoded` are the columns that SQLite
    does not store as they are, with what makes them so.
    """

    table: str
    columns: tuple[tuple[str, str], ...]
    encoded: tuple[tuple[str, Callable[[Any], Any]], ...]
    searched: tuple[str, ...]
    words: Callable[[Mapping[str, Any]], str]
    select: str
    select_all: str
    insert: str
    update: str
    find: str
    delete: str

    def encode(self, row: Row) -> dict[str, Any]:
        """Return the row's columns as SQLite stores them.

        Raises:
            ValueError: a JSON field holds what JSON cannot say.
        """
        stored = columns(row)
        for name, encode in self.encoded:
            stored[name] = encode(stored[name])
        return stored

    def decode(self, stored: Sequence[Any]) -> Row:
        """Return the row whose columns were selected, in their order; what follows them is left out."""
        pairs = zip(self.columns, stored, strict=False)
        return row_from(self.table, {name: _DECODERS[kind](value) for (name, kind), value in pairs})

    def digest(self, stored: Mapping[str, Any]) -> str:
        """Return the digest of a row's columns as they are stored."""
        return hashlib.sha256(f"{self.table}\n{canonical_json(stored)}".encode()).hexdigest()


def words_in(*said: str) -> str:
    """Return the words of the columns in `SEARCHED`: a text itself, or what people wrote into a value by its key."""
    if len(said) == 1:
        return said[0]
    key, value = said
    return words_of(key, json.loads(value).get("is")) if is_searched(key) else ""


def _same(value: Any) -> Any:
    return value


def _to_real(value: float) -> float:
    # SQLite forgets the sign of zero, a digest would not.
    return float(value) + 0.0


def _mapping(text: str) -> dict[str, Any]:
    value = read_json(text)
    if not isinstance(value, dict):
        raise Unreadable("a row holds something else than it was written with")
    return value


def read_json(text: Any) -> Any:
    """Return the value of a stored JSON text.

    Raises:
        Unreadable, json.JSONDecodeError: it is none; the file is damaged.
    """
    if not isinstance(text, str):
        raise Unreadable("a text is missing")
    return json.loads(text)


_ENCODERS: Mapping[str, Callable[[Any], Any]] = {
    "json": canonical_json,
    "flag": int,
    "real": _to_real,
}
_DECODERS: Mapping[str, Callable[[Any], Any]] = {
    "plain": _same,
    "json": _mapping,
    "flag": bool,
    "real": _same,
}


def _kind(annotation: Any) -> str:
    if get_origin(annotation) is Mapping:
        return "json"
    return {bool: "flag", float: "real"}.get(annotation, "plain")


def _words_by(searched: tuple[str, ...]) -> Callable[[Mapping[str, Any]], str]:
    # Most tables say their words in one column: reading it costs nothing beside the commit.
    if len(searched) == 1:
        return itemgetter(searched[0])
    return lambda stored: words_in(*(stored[name] for name in searched))


def _shape(table: str, row_type: type[Row]) -> Shape:
    kinds = tuple((each.name, _kind(each.type)) for each in fields(row_type))
    searched = SEARCHED.get(table, ())
    names = [name for name, _ in kinds]
    extra = ["digest", *(["search_number"] if searched else [])]
    written = [*names, *extra]
    quoted = ", ".join(f'"{name}"' for name in written)
    where = 'WHERE "session_id" = ? AND "id" = ?'
    settings = ", ".join(f'"{name}" = ?' for name in written)
    found = ", ".join(f'"{name}"' for name in [*extra, *searched])
    # A session's own row is found by its primary key.
    owner = "id" if table == "sessions" else "session_id"
    selected = ", ".join(f'"{name}"' for name in [*names, "digest"])
    return Shape(
        table=table,
        columns=kinds,
        encoded=tuple((name, _ENCODERS[kind]) for name, kind in kinds if kind in _ENCODERS),
        searched=searched,
        words=_words_by(searched),
        select=f'SELECT {selected} FROM "{table}" {where}',
        select_all=f'SELECT {selected} FROM "{table}" WHERE "{owner}" = ?',
        insert=f'INSERT INTO "{table}" ({quoted}) VALUES ({", ".join("?" * len(written))})',
        update=f'UPDATE "{table}" SET {settings} {where}',
        find=f'SELECT {found} FROM "{table}" {where}',
        delete=f'DELETE FROM "{table}" {where}',
    )


SHAPES: Mapping[str, Shape] = {table: _shape(table, row_type) for table, row_type in TABLES.items()}
"""How each table of a session is stored."""


def is_digest(value: Any) -> bool:
    """Tell whether a value that was read can be a digest."""
    return isinstance(value, str) and len(value) == 64 and set(value) <= _HEX


def digest_as_read(table: str, stored: Mapping[str, Any]) -> str:
    """Return the digest of a row's columns as they were read, "" when they are nothing that is ever stored."""
    try:
        return SHAPES[table].digest(stored)
    except (TypeError, ValueError):
        return ""


@dataclass(slots=True)
class Tally:
    """The count of a session's rows and the sum of their digests, while they change."""

    row_count: int = 0
    digest_sum: int = 0

    def gained(self, digest: str) -> None:
        """Take in one more row."""
        self.row_count += 1
        self.digest_sum = (self.digest_sum + int(digest, 16)) % _MODULUS

    def lost(self, digest: str) -> None:
        """Give up one row."""
        self.row_count -= 1
        # A digest that was damaged on the disk must not keep people from working: the check tells of the sum then.
        self.digest_sum = (self.digest_sum - (int(digest, 16) if is_digest(digest) else 0)) % _MODULUS

    @property
    def sum_text(self) -> str:
        """The sum as it is stored."""
        return f"{self.digest_sum:064x}"


def read_row(connection: sqlite3.Connection, table: str, session_id: str, row_id: str) -> Row | None:
    """Return one row, None when it is not there."""
    shape = SHAPES[table]
    found = connection.execute(shape.select, (session_id, row_id)).fetchone()
    return None if found is None else shape.decode(found)


def read_rows(connection: sqlite3.Connection, table: str, session_id: str) -> list[Row]:
    """Return every row of a session in one table."""
    shape = SHAPES[table]
    return [shape.decode(stored) for stored in connection.execute(shape.select_all, (session_id,))]
