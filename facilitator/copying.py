"""Using a session again: what a copy takes along."""

from collections.abc import Sequence
from dataclasses import replace

from facilitator.activities import kind
from facilitator.acts.votes import RULE_KEYS
from facilitator.model import ActivityValue, AgendaEntry, Participant, Picture, Row, SessionRow
from facilitator.scoring import ENTRY

__all__ = ["rows_of_copy"]

_SET = (*RULE_KEYS, ENTRY, "items", "questions", "scale", "first")
"""The values that are set before a session, by their keys."""


def rows_of_copy(rows: Sequence[Row], copy_id: str, title: str, created: str) -> list[Row]:
    """Return the rows of a copy of the session that `rows` are all of, its own row first.

    What was set comes along: method, length, community, people, agenda, logo, how notes are taken, the rules of votes,
    topics and scales. What the room wrote and decided stays with the original, so that nothing open is listed twice;
    so does the planned start, which is over. A copy follows no session, so it leaves out what looks back at one.
    `created` is a stamp.
    """
    kept = [_kept(replace(row, session_id=copy_id), copy_id, title, created) for row in rows]
    found = [row for row in kept if row is not None]
    looking_back = {
        each["id"]
        for row in found
        if isinstance(row, SessionRow)
        for each in row.method.get("activities", ())
        if kind(each["kind"]).only_after_another(phase["id"] for phase in each.get("phases", ()))
    }
    return [
        replace(row, skipped=True)
        if isinstance(row, AgendaEntry) and row.activity_id in looking_back
        else row
        for row in found
    ]


def _kept(row: Row, copy_id: str, title: str, created: str) -> Row | None:
    """Return a row as the copy has it, None for what stays behind."""
    match row:
        case SessionRow():
            return replace(
                row,
                id=copy_id,
                title=title,
                created=created,
                starts=None,
                follows_id=None,
                archived=False,
                deleted=None,
            )
        case Participant():
            return replace(row, present=True)
        case AgendaEntry() | Picture():
            return row
        case ActivityValue() if row.key in _SET:
            return row
    return None
