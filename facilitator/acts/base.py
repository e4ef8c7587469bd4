"""What all acts share."""

from typing import TYPE_CHECKING, TypeVar

from facilitator.errors import UserError
from facilitator.model import Row, RowChange, table_of
from facilitator.state import SessionData

if TYPE_CHECKING:
    from facilitator.session import Session

AnyRow = TypeVar("AnyRow", bound=Row)


class Acts:
    """The acts of one subject, bound to their session."""

    def __init__(self, session: "Session") -> None:
        """Belong to `session`."""
        self._session = session

    @property
    def _data(self) -> SessionData:
        return self._session.data

    def _find(self, row_type: type[AnyRow], row_id: str) -> AnyRow:
        """Return the row with this id.

        Raises:
            UserError: it is not there any more.
        """
        row = self._data.tables[table_of(row_type)].get(row_id)
        if row is None or not isinstance(row, row_type):
            raise UserError("That is not there any more. Undo brings it back if it was deleted.")
        return row


def added(row: Row) -> RowChange:
    """Return the change that adds `row`."""
    return RowChange(table_of(type(row)), row.id, None, row)


def removed(row: Row) -> RowChange:
    """Return the change that removes `row`."""
    return RowChange(table_of(type(row)), row.id, row, None)


def changed(before: Row, after: Row) -> RowChange:
    """Return the change from `before` to `after`, the same row."""
    return RowChange(table_of(type(before)), before.id, before, after)


def position_between(positions: list[float], index: int) -> float:
    """Return a position that puts something new at `index` among ordered `positions`."""
    if not positions:
        return 1.0
    if index <= 0:
        return positions[0] - 1.0
    if index >= len(positions):
        return positions[-1] + 1.0
    return (positions[index - 1] + positions[index]) / 2.0


def last_position(positions: list[float]) -> float:
    """Return a position behind all `positions`."""
    return max(positions, default=0.0) + 1.0
