"""Where each session stands: one row a session, written once a second, outside the history."""

import hashlib
import sqlite3
from collections.abc import Mapping
from typing import Any

from facilitator.clock import Timebox
from facilitator.ids import utc_now
from facilitator.library.rows import canonical_json, read_json
from facilitator.state import Place

_COLUMNS = (
    "session_id",
    "mode",
    "activity_id",
    "activity_title",
    "phase",
    "planned",
    "left",
    "running",
    "spent",
    "started",
    "ended",
    "drafts",
    "break_id",
    "at",
)
_REAL = ("planned", "left")
_STORED = (*_COLUMNS, "digest")
_NAMES = ", ".join(f'"{name}"' for name in _COLUMNS)
_KEEP = (
    f'INSERT INTO "places" ({_NAMES}, "digest") VALUES ({", ".join("?" * len(_STORED))}) '
    'ON CONFLICT ("session_id") DO UPDATE SET '
    + ", ".join(f'"{name}" = excluded."{name}"' for name in _STORED[1:])
)


def keep(
    connection: sqlite3.Connection, session_id: str, place: Place, activity_title: str, now: float
) -> None:
    """Write where the session stands; `now` is the reading of the clock that the place's timebox runs by."""
    box = place.timebox
    values = (
        session_id,
        place.mode,
        place.activity_id,
        activity_title,
        place.phase,
        float(box.planned),
        float(box.remaining(now)) + 0.0,
        int(box.running),
        canonical_json(place.spent),
        place.started,
        place.ended,
        canonical_json(place.drafts),
        place.break_id,
        utc_now(),
    )
    connection.execute(_KEEP, (*values, digest_of(dict(zip(_COLUMNS, values, strict=True)))))


def digest_of(stored: Mapping[str, Any]) -> str:
    """Return the digest of a place's columns as they are stored; "" when they are nothing that is ever stored."""
    try:
        values = {name: float(stored[name]) if name in _REAL else stored[name] for name in _COLUMNS}
        return hashlib.sha256(f"places\n{canonical_json(values)}".encode()).hexdigest()
    except (TypeError, ValueError):
        return ""


def damaged(connection: sqlite3.Connection) -> list[str]:
    """Return the sessions whose place is not as it was written; one from before format 2 has no digest to tell by."""
    names = ", ".join(f'"{name}"' for name in _STORED)
    lines = connection.execute(f'SELECT {names} FROM "places" WHERE "digest" <> \'\'')
    found = [dict(zip(_STORED, line, strict=True)) for line in lines]
    return [each["session_id"] for each in found if digest_of(each) != each["digest"]]


def read(connection: sqlite3.Connection, session_id: str) -> Place:
    """Return where the session stands, its clock at rest with what was left; the start when nothing was kept."""
    found = connection.execute(
        f'SELECT {_NAMES} FROM "places" WHERE "session_id" = ?', (session_id,)
    ).fetchone()
    if found is None:
        return Place()
    kept = dict(zip(_COLUMNS, found, strict=True))
    return Place(
        mode=kept["mode"],
        activity_id=kept["activity_id"],
        phase=kept["phase"],
        timebox=Timebox(kept["planned"], kept["left"]),
        spent=read_json(kept["spent"]),
        started=kept["started"],
        ended=kept["ended"],
        drafts=read_json(kept["drafts"]),
        break_id=kept["break_id"],
    )
