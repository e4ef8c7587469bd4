"""Using a session again: what a copy takes along."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.acts.votes import RULE_KEYS
from facilitator.model import ActivityValue, AgendaEntry, Participant, Picture, Row, SessionRow

__all__ = ["rows_of_copy"]


def rows_of_copy(rows: Sequence[Row], copy_id: str, title: str, created: str) -> list[Row]:
    """Return the rows of a copy of the session that `rows` are all of, its own row first.

    What was set comes along: method, length, community, people, agenda, logo, how notes are taken and the rules of
    votes. What the room wrote and decided stays with the original, so that nothing open is listed twice; so does the
    planned start, which is over. `created` is a stamp.
    """
    return [
        kept for row in rows if (kept := _kept(replace(row, session_id=copy_id), copy_id, title, created))
    ]


def _kept(row: Row, copy_id: str, title: str, created: str) -> Row | None:
    """Return a row as the copy has it, None for what stays behind."""
    match row:
        case SessionRow():
            return replace(
                row, id=copy_id, title=title, created=created, starts=None, archived=False, deleted=None
            )
        case Participant():
            return replace(row, present=True)
        case AgendaEntry() | Picture():
            return row
        case ActivityValue() if row.key in RULE_KEYS:
            return row
    return None
