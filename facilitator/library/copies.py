"""Looking rows up in the backups of a library: only those whose digest says that they are as they were written."""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple

from facilitator.errors import FacilitatorError
from facilitator.library import community_pages, places
from facilitator.library.backups import list_backups
from facilitator.library.connection import looking_at
from facilitator.library.entries import OF_LIBRARY, OF_SESSION, Entry
from facilitator.library.paths import backup_folder
from facilitator.library.rows import SHAPES
from facilitator.library.shelf import community_digest
from facilitator.model_listed import Community


class CopiedRow(NamedTuple):
    """One sound row in the copy at `path`: its columns as they are stored, and their digest."""

    path: Path
    table: str
    stored: dict[str, Any]
    digest: str


class Copies:
    """Copies of a library, newest first, each opened to be read when it is first needed. Use it in a `with`."""

    def __init__(self, paths: Sequence[Path]) -> None:
        """Take the files; one that cannot be read is passed over."""
        self.paths = tuple(paths)
        self._open: dict[Path, sqlite3.Connection | None] = {}
        self._stack = ExitStack()

    @classmethod
    def of(cls, library: Path) -> "Copies":
        """Return the backups of the library at this path; none when their folder cannot be read."""
        try:
            return cls([each.path for each in list_backups(backup_folder(library))])
        except FacilitatorError:
            return cls(())

    def __enter__(self) -> "Copies":
        """Return the copies themselves."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close what was opened."""
        self._stack.close()
        self._open.clear()

    def rows(self, table: str, session_id: str, row_id: str) -> Iterator[CopiedRow]:
        """Return one row as each copy has it."""
        for path in self.paths:
            yield from self._read(path, SHAPES[table].select, table, (session_id, row_id))

    def knowing(self, session_id: str, entry: Entry) -> tuple[Path, ...]:
        """Return the copies, newest first, in which the history of a session has this entry."""
        histories = self.history(session_id)
        return tuple(
            path for path, each in zip(self.paths, histories, strict=True) if each.get(entry.number) == entry
        )

    def session(self, session_id: str, among: Sequence[Path] | None = None) -> list[CopiedRow]:
        """Return all rows of a session in the first copy that has it, of all or of those named."""
        for path in self.paths if among is None else among:
            found = [
                each
                for table, shape in SHAPES.items()
                for each in self._read(path, shape.select_all, table, (session_id,))
            ]
            if found:
                return found
        return []

    def ask(self, query: str, values: tuple[str, ...]) -> list[list[tuple[Any, ...]]]:
        """Return what each copy answers, newest first; nothing for one that cannot be read or is older than a table."""
        found = []
        for path in self.paths:
            connection = self._connection(path)
            try:
                found.append([] if connection is None else connection.execute(query, values).fetchall())
            except sqlite3.Error:
                found.append([])
        return found

    def history(self, session_id: str) -> list[dict[int, Entry]]:
        """Return the history of a session as each copy has it, by number, newest first."""
        return _by_number(self.ask(OF_SESSION, (session_id,)))

    def library_history(self) -> list[dict[int, Entry]]:
        """Return the library's own history as each copy has it, by number, newest first."""
        return _by_number(self.ask(OF_LIBRARY, ()))

    def places(self, session_id: str) -> list[Mapping[str, Any]]:
        """Return where a session stood in each copy, by column as it is stored; those that are whole, newest first."""
        found = [places.stored_as(line) for each in self.ask(places.SELECT, (session_id,)) for line in each]
        return [each for each in found if each["digest"] and places.digest_of(each) == each["digest"]]

    def pages(self, row_id: str) -> list[tuple[str, str, str, str, str]]:
        """Return one entry of the page of a community as each copy has it: id, community, key, value, digest."""
        lines = [
            line for each in self.ask(f'{community_pages.SELECT} WHERE "id" = ?', (row_id,)) for line in each
        ]
        return [line for line in lines if community_pages.digest_of(*line[:4]) == line[4]]

    def communities(self, community_id: str) -> list[tuple[Community, str]]:
        """Return a community as each copy has it, with the digest that proves it."""
        query = 'SELECT "id", "name", "created", "digest" FROM "communities" WHERE "id" = ?'
        lines = [line for each in self.ask(query, (community_id,)) for line in each]
        found = [(Community(*line[:3]), str(line[3])) for line in lines]
        return [(each, digest) for each, digest in found if community_digest(each) == digest]

    def _read(self, path: Path, query: str, table: str, values: tuple[str, ...]) -> list[CopiedRow]:
        connection = self._connection(path)
        if connection is None:
            return []
        shape = SHAPES[table]
        names = [name for name, _ in shape.columns]
        found = []
        try:
            for line in connection.execute(query, values):
                stored = dict(zip(names, line, strict=False))
                if shape.digest(stored) == line[len(names)]:
                    found.append(CopiedRow(path, table, stored, line[len(names)]))
        except (sqlite3.Error, ValueError, TypeError):
            return []
        return found

    def _connection(self, path: Path) -> sqlite3.Connection | None:
        if path not in self._open:
            try:
                self._open[path] = self._stack.enter_context(looking_at(path))
            except (sqlite3.Error, OSError):
                self._open[path] = None
        return self._open[path]


def _by_number(answers: Sequence[Sequence[tuple[Any, ...]]]) -> list[dict[int, Entry]]:
    return [{line[0]: Entry(*line) for line in each} for each in answers]
