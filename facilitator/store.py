"""Storing, seen from a session: a port. `facilitator.library` keeps it in SQLite, `MemoryStore` nowhere."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

from facilitator.errors import EnvironmentFault
from facilitator.model import RowChange
from facilitator.state import Place


class EntryDamaged(EnvironmentFault):
    """What the history knows of one act is not as it was written, so that it cannot be taken back."""

    def __init__(self) -> None:
        """Say so."""
        super().__init__(
            "This step cannot be taken back: what the history kept of it is damaged. Everything that is there stays."
        )


@dataclass(frozen=True, slots=True)
class HistoryEntry:
    """One act of a session as the history keeps it.

    `number` counts from 1 within the session; `reverses` is the number of the entry that an undo or redo takes
    back, None for an act of its own. `at` is a stamp.
    """

    number: int
    act: str
    at: str
    rows: tuple[RowChange, ...]
    reverses: int | None = None


class Store(Protocol):
    """Where a session's acts become durable."""

    def commit(self, session_id: str, entries: Sequence[HistoryEntry]) -> None:
        """Write the rows of `entries` and the entries themselves, in order, in one transaction.

        Returns only when they are durable.

        Raises:
            EnvironmentFault: the disk, the file or its place refused; nothing was written.
        """

    def keep_place(self, session_id: str, place: Place) -> None:
        """Write where the session stands, outside the history.

        Raises:
            EnvironmentFault: as `commit`.
        """

    def headings(self, session_id: str) -> list[HistoryEntry]:
        """Return the session's history in order, without rows (`rows` is empty)."""

    def entry(self, session_id: str, number: int) -> HistoryEntry:
        """Return one entry with its rows.

        Raises:
            KeyError: there is none with this number.
            EntryDamaged: it is not as it was written.
        """


class MemoryStore:
    """A store for rehearsals and tests: what is committed lives as long as the object."""

    def __init__(self) -> None:
        """Begin with nothing."""
        self.entries: dict[str, list[HistoryEntry]] = {}
        self.places: dict[str, Place] = {}

    def commit(self, session_id: str, entries: Sequence[HistoryEntry]) -> None:
        """See `Store.commit`."""
        self.entries.setdefault(session_id, []).extend(entries)

    def keep_place(self, session_id: str, place: Place) -> None:
        """See `Store.keep_place`."""
        self.places[session_id] = place

    def headings(self, session_id: str) -> list[HistoryEntry]:
        """See `Store.headings`."""
        return [replace(entry, rows=()) for entry in self.entries.get(session_id, [])]

    def entry(self, session_id: str, number: int) -> HistoryEntry:
        """See `Store.entry`."""
        for entry in self.entries.get(session_id, []):
            if entry.number == number:
                return entry
        raise KeyError(number)
