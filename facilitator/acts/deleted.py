"""What was deleted from a session, and putting it back long after: from the history alone."""

from dataclasses import replace
from typing import NamedTuple

from facilitator.acts.base import Acts
from facilitator.errors import UserError
from facilitator.history import FRESH_START
from facilitator.library.rows import SEARCHED, SHAPES
from facilitator.model import TABLE_OF, Changes, Note, Row, RowChange
from facilitator.store import HistoryEntry

__all__ = ["DAYS", "Deleted", "Deletions"]

DAYS = 30
"""How long what was deleted is offered to be put back."""


class Deleted(NamedTuple):
    """One act of deleting: its number in the history, its name, when (a stamp), and the rows that are gone since."""

    number: int
    act: str
    at: str
    rows: tuple[Row, ...]

    @property
    def words(self) -> tuple[str, ...]:
        """What people had written there; empty where it was nothing but an empty group."""
        said = [SHAPES[TABLE_OF[type(row)]] for row in self.rows]
        texts = [
            shape.words(shape.encode(row))
            for shape, row in zip(said, self.rows, strict=True)
            if TABLE_OF[type(row)] in SEARCHED
        ]
        return tuple(text for text in texts if text)


class Deletions(Acts):
    """Finds what was deleted and puts it back."""

    def since(self, stamp: str) -> list[Deleted]:
        """Return what was deleted since a moment and is not there now, the last first."""
        found = []
        for entry in self._session.past(deletes):
            if entry.act in FRESH_START:
                break
            gone = self._gone(entry)
            if entry.at >= stamp and gone:
                found.append(Deleted(entry.number, entry.act, entry.at, gone))
        return found

    def put_back(self, number: int) -> Changes:
        """Put back what the act with this number deleted; undo takes that back.

        A note comes back on its own where its group is gone.

        Raises:
            UserError: it is there already, or nothing was deleted then.
        """
        gone = next((each.rows for each in self.since("") if each.number == number), ())
        if not gone:
            raise UserError("That is there again already.")
        ids = {row.id for row in gone}
        rows = [RowChange(TABLE_OF[type(row)], row.id, None, self._fitting(row, ids)) for row in gone]
        return self._session.act("deleted.put_back", rows)

    def _gone(self, entry: HistoryEntry) -> tuple[Row, ...]:
        return tuple(
            change.before
            for change in entry.rows
            if change.after is None
            and change.before is not None
            and change.id not in self._data.tables[change.table]
        )

    def _fitting(self, row: Row, coming: set[str]) -> Row:
        """Return a row without what it can no longer belong to."""
        if not isinstance(row, Note):
            return row
        if row.group_id is not None and row.group_id not in coming and self._data.group(row.group_id) is None:
            row = replace(row, group_id=None)
        if row.author_id is not None and row.author_id not in self._data.tables["participants"]:
            row = replace(row, author_id=None)
        return row


def deletes(act: str) -> bool:
    """Tell whether an act of this name deletes something, by its name; also what ends all that can be put back."""
    _, _, verb = act.partition(".")
    return verb.split("_")[0] == "delete" or act in FRESH_START
