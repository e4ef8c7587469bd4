"""Which session was interrupted, and where it stood: read without opening it, for the first screen."""

import json
import sqlite3
from typing import Any, NamedTuple

# The newest place counts, not the newest act: a session may run for an hour without a new note.
_INTERRUPTED = """
    SELECT s."id", s."title", p."at", p."activity_id", p."phase", p."left", p."break_id", s."method"
    FROM "places" AS p JOIN "sessions" AS s ON s."id" = p."session_id"
    WHERE p."mode" = 'run' AND s."deleted" IS NULL AND s."archived" = 0
    ORDER BY p."at" DESC LIMIT 1
"""


class Standing(NamedTuple):
    """A session that was begun and not ended: `at` is the stamp of its last second, `left` seconds on its clock.

    `activity_title` and `phase_title` are "" where it stood in none; `break_title` is "" outside a break.
    """

    session_id: str
    title: str
    at: str
    activity_title: str
    phase_title: str
    left: float
    break_title: str = ""


def interrupted(connection: sqlite3.Connection) -> Standing | None:
    """Return the session that ran last and was not ended, None when there is none."""
    found = connection.execute(_INTERRUPTED).fetchone()
    if found is None:
        return None
    session_id, title, at, activity_id, phase_id, left, break_id, method = found
    activity = _with_id(json.loads(method).get("activities", ()), activity_id)
    phase = _with_id(activity.get("phases", ()), phase_id)
    pause = connection.execute(
        'SELECT "title" FROM "agenda" WHERE "session_id" = ? AND "id" = ?', (session_id, break_id)
    ).fetchone()
    return Standing(
        session_id,
        title,
        at,
        str(activity.get("title", "")),
        str(phase.get("title", "")),
        left,
        pause[0] if pause else "",
    )


def _with_id(entries: Any, wanted: str) -> dict[str, Any]:
    return next((dict(each) for each in entries if each.get("id") == wanted), {})
