"""Where each session stands: one row a session, written once a second, outside the history."""

import hashlib
import json
import sqlite3
from collections.abc import Mapping, Sequence
from contextlib import suppress
from typing import Any

from facilitator.clock import Timebox
from facilitator.ids import utc_now
from facilitator.library.rows import canonical_json, read_json
from facilitator.state import Place, SessionData

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
SELECT = f'SELECT {_NAMES}, "digest" FROM "places" WHERE "session_id" = ?'
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


def stored_as(line: Sequence[Any]) -> dict[str, Any]:
    """Return a line that `SELECT` found, by column."""
    return dict(zip(_STORED, line, strict=True))


def stored(connection: sqlite3.Connection, session_id: str) -> dict[str, Any] | None:
    """Return a session's place by column as it is stored, None when nothing was kept."""
    found = connection.execute(SELECT, (session_id,)).fetchone()
    return None if found is None else stored_as(found)


def put(connection: sqlite3.Connection, stored: Mapping[str, Any]) -> None:
    """Write a place as it was stored elsewhere."""
    connection.execute(_KEEP, tuple(stored[name] for name in _STORED))


def place_of(kept: Mapping[str, Any] | None, data: SessionData) -> Place:
    """Return where a session stands, its clock at rest with what was left; the start when nothing was kept.

    Of a damaged place it is what can be made of it.
    """
    if kept is None:
        return Place()
    if not fits(kept, data):
        return as_far_as_it_goes(kept, data)
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


def as_far_as_it_goes(kept: Mapping[str, Any], data: SessionData) -> Place:
    """Return a damaged place with whatever of it the rules for documents take; what was half typed line by line."""
    # Only a damaged library needs to know what a document may hold.
    from facilitator.document_place import read_place
    from facilitator.errors import UserError

    values: dict[str, Any] = {"mode": "after" if kept.get("ended") else "prepare"}
    parts: list[dict[str, Any]] = [{"mode": kept.get("mode")}]
    parts.append({name: kept.get(name) for name in ("activity_id", "phase")})
    parts += [{name: kept.get(name)} for name in ("planned", "left", "started", "ended", "break_id")]
    for name in ("spent", "drafts"):
        try:
            held = json.loads(str(kept.get(name)))
        except ValueError:
            continue
        found: dict[str, Any] = {}
        for key, value in held.items() if isinstance(held, dict) else ():
            with suppress(UserError):
                read_place({name: {key: value}}, data)
                found[key] = value
        parts.append({name: found})
    for part in parts:
        with suppress(UserError):
            read_place({**values, **part}, data)
            values |= part
    return read_place(values, data)


def fits(kept: Mapping[str, Any], data: SessionData) -> bool:
    """Tell whether a place is as it was written; one from before format 2 at least something that windows can show."""
    if kept["digest"]:
        return digest_of(kept) == str(kept["digest"])
    try:
        activity = data.method.activity(kept["activity_id"])
        known = not kept["activity_id"] or (
            activity is not None and activity.phase(kept["phase"]) is not None
        )
        spent, drafts = read_json(kept["spent"]), read_json(kept["drafts"])
    except (ValueError, AttributeError):
        return False
    return bool(
        known
        and kept["mode"] in ("prepare", "run", "after")
        and isinstance(spent, dict)
        and isinstance(drafts, dict)
        and (not kept["break_id"] or kept["break_id"] in data.tables["agenda"])
    )
