"""Acts on what stands on a matrix. See `facilitator.matrices`."""

from facilitator.acts.base import Acts
from facilitator.errors import UserError
from facilitator.matrices import PLACE
from facilitator.model import Changes, Note


class MatrixActs(Acts):
    """Placing notes between two axes."""

    def place(self, activity_id: str, note_id: str, x: float, y: float) -> Changes:
        """Put a note at (x, y), both from 0 (left, low) to 1; beyond the edge is at the edge.

        Raises:
            UserError: the note is not there any more.
        """
        note = self._find(Note, note_id)
        at = {"x": _inside(x), "y": _inside(y)}
        return self._session.values.set(activity_id, f"{PLACE}{note.id}", at, act="matrix.place")

    def take_off(self, activity_id: str, note_id: str) -> Changes:
        """Take a note off the matrix; it waits beside it again.

        Raises:
            UserError: it does not stand there.
        """
        if self._data.value(activity_id, f"{PLACE}{note_id}") is None:
            raise UserError("That note is not on the matrix.")
        return self._session.values.set(activity_id, f"{PLACE}{note_id}", None, act="matrix.take_off")


def _inside(share: float) -> float:
    return round(min(max(share, 0.0), 1.0), 4)
