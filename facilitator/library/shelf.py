"""What the first screen shows of the library: sessions newest first, action items of all sessions, communities."""

import json
import sqlite3
from typing import TYPE_CHECKING, Any, NamedTuple

from facilitator.errors import UserError
from facilitator.library.faults import Unreadable
from facilitator.model_listed import Community

if TYPE_CHECKING:
    # A dataclass, which the first frame lists none of.
    from facilitator.action_item import ActionItem

_SUMMARIES = """
    SELECT s."id", s."title", s."method_id", u."method_title", coalesce(p."mode", 'prepare'), s."created",
        u."updated", s."head_count", s."archived", s."deleted", p."started", c."name",
        coalesce(p."activity_title", ''), s."starts"
    FROM {source}
    LEFT JOIN "places" AS p ON p."session_id" = s."id"
    LEFT JOIN "communities" AS c ON c."id" = s."community_id"
    WHERE {which} ORDER BY {order} LIMIT ? OFFSET ?
"""
_NEWEST = '"summaries" AS u CROSS JOIN "sessions" AS s ON s."id" = u."session_id"'
_KEPT = _SUMMARIES.format(
    source=_NEWEST, which='s."deleted" IS NULL AND s."archived" = 0', order='u."turn" DESC'
)
_KEPT_AND_ARCHIVED = _SUMMARIES.format(source=_NEWEST, which='s."deleted" IS NULL', order='u."turn" DESC')
_ANY = '"sessions" AS s JOIN "summaries" AS u ON u."session_id" = s."id"'
_BINNED = _SUMMARIES.format(
    source=_ANY,
    which='s."deleted" IS NOT NULL',
    order='s."deleted" DESC, u."turn" DESC',
)

_ONE = _SUMMARIES.format(source=_ANY, which='s."deleted" IS NULL AND s."id" = ?', order='u."turn" DESC')
_RUN_OF = _SUMMARIES.format(
    source=_ANY,
    which='s."deleted" IS NULL AND s."method_id" = ? AND s."community_id" = ? AND p."started" IS NOT NULL',
    order='p."started" DESC, u."turn" DESC',
)
_OPEN_RUN_OF = _SUMMARIES.format(
    source=_ANY,
    which=(
        's."deleted" IS NULL AND s."community_id" = ? AND p."started" IS NOT NULL AND EXISTS '
        '(SELECT 1 FROM "actions" AS a WHERE a."session_id" = s."id" AND a."state" = \'open\')'
    ),
    order='p."started" DESC, u."turn" DESC',
)
_OF_COMMUNITY = _SUMMARIES.format(
    source=_ANY,
    which='s."deleted" IS NULL AND s."community_id" = ?',
    order='coalesce(p."started", s."starts", s."created"), u."turn"',
)

_ACTIONS = """
    SELECT {columns}, s."title", u."method_title"
    FROM "actions" AS a JOIN "sessions" AS s ON s."id" = a."session_id"
    JOIN "summaries" AS u ON u."session_id" = s."id"
    WHERE s."deleted" IS NULL {which}
    ORDER BY a."state" <> 'open', a."due" IS NULL, a."due", u."turn" DESC, a."position", a."id" LIMIT ?
"""
_OPEN_ACTIONS = "AND a.\"state\" = 'open'"
_OPEN_OF_COMMUNITY = 'AND a."state" = \'open\' AND s."community_id" = ?'
# What went on in a session that followed is listed there.
_ALL_ACTIONS = "AND a.\"state\" <> 'carried'"
_VALUES = """
    SELECT s."id", v."value" FROM "sessions" AS s CROSS JOIN "activity_values" AS v ON v."session_id" = s."id"
    WHERE v."key" = ?1 AND s."deleted" IS NULL AND (?2 IS NULL OR s."method_id" = ?2) ORDER BY s."id"
"""
_PLANNED = """
    SELECT s."id", s."starts" FROM "sessions" AS s LEFT JOIN "places" AS p ON p."session_id" = s."id"
    CROSS JOIN "activity_values" AS v ON v."session_id" = s."id"
    WHERE v."key" = ? AND s."deleted" IS NULL AND s."archived" = 0 AND coalesce(p."mode", 'prepare') = 'prepare'
    ORDER BY s."id"
"""

_TRACES = """
    SELECT s."id",
        EXISTS (SELECT 1 FROM "outcomes" AS o WHERE o."session_id" = s."id"),
        EXISTS (SELECT 1 FROM "activity_values" AS v WHERE v."session_id" = s."id" AND v."key" IN ('agreed', 'runs'))
    FROM "sessions" AS s WHERE s."community_id" = ? AND s."deleted" IS NULL
"""


class SessionSummary(NamedTuple):
    """A session as lists show it. `state` is prepare, run or after; `activity_title` where it stands, "" if nowhere.

    `created`, `updated`, `started`, `starts` (when it was planned to start) and `deleted` are stamps; `community` is
    the community's name.
    """

    id: str
    title: str
    method_id: str
    method_title: str
    state: str
    created: str
    updated: str
    head_count: int
    archived: bool
    deleted: str | None
    started: str | None
    community: str | None
    activity_title: str
    starts: str | None


class ActionListing(NamedTuple):
    """An action item with where it comes from."""

    action: "ActionItem"
    session_title: str
    method_title: str


class Traces(NamedTuple):
    """The ids of sessions with outcomes, and of those in which topics were agreed on, now or in an earlier run."""

    filled: frozenset[str]
    scored: frozenset[str]


def summaries(
    connection: sqlite3.Connection, limit: int, offset: int, include_archived: bool, binned: bool
) -> list[SessionSummary]:
    """Return sessions newest first: those in use, with the archived ones, or those in the bin."""
    query = _BINNED if binned else _KEPT_AND_ARCHIVED if include_archived else _KEPT
    found = connection.execute(query, (limit, offset))
    return [_summary(*line) for line in found]


def summary(connection: sqlite3.Connection, session_id: str) -> SessionSummary | None:
    """Return one session, None when there is none with this id or it is in the bin."""
    return next((_summary(*line) for line in connection.execute(_ONE, (session_id, 1, 0))), None)


def newest_run(connection: sqlite3.Connection, method_id: str, community_id: str) -> SessionSummary | None:
    """Return the session in which a community ran a method last, None when it never did."""
    found = connection.execute(_RUN_OF, (method_id, community_id, 1, 0))
    return next((_summary(*line) for line in found), None)


def values_of(connection: sqlite3.Connection, key: str, method_id: str | None) -> dict[str, Any]:
    """Return what sessions keep under a key, by the session's id; of one method, or of all with None."""
    found = connection.execute(_VALUES, (key, method_id))
    return {session_id: json.loads(value).get("is") for session_id, value in found}


def planned(connection: sqlite3.Connection, key: str) -> dict[str, str | None]:
    """Return when sessions in preparation that keep something under a key begin, by the session's id."""
    return dict(connection.execute(_PLANNED, (key,)).fetchall())


def newest_with_open(connection: sqlite3.Connection, community_id: str) -> SessionSummary | None:
    """Return the session of a community that began last among those with open action items, None without any."""
    found = connection.execute(_OPEN_RUN_OF, (community_id, 1, 0))
    return next((_summary(*line) for line in found), None)


def community_sessions(connection: sqlite3.Connection, community_id: str, limit: int) -> list[SessionSummary]:
    """Return the sessions of a community in the order in which they were run, those that were put away too."""
    found = connection.execute(_OF_COMMUNITY, (community_id, limit, 0))
    return [_summary(*line) for line in found]


def community_traces(connection: sqlite3.Connection, community_id: str) -> Traces:
    """Return which sessions of a community can have something on a canvas, and which a rating."""
    found = connection.execute(_TRACES, (community_id,)).fetchall()
    return Traces(
        frozenset(session_id for session_id, filled, _ in found if filled),
        frozenset(session_id for session_id, _, scored in found if scored),
    )


def _summary(*line: Any) -> SessionSummary:
    summary = SessionSummary(*line)
    return summary._replace(archived=bool(summary.archived))


def newest_turn(connection: sqlite3.Connection) -> int:
    """Return the turn of the session that was changed last, 0 in an empty library."""
    (turn,) = connection.execute('SELECT coalesce(max("turn"), 0) FROM "summaries"').fetchone()
    if not isinstance(turn, int):
        raise Unreadable("the order of the sessions cannot be read")
    return turn


def actions(connection: sqlite3.Connection, only_open: bool, limit: int) -> list[ActionListing]:
    """Return action items, open ones first, by the day they are due, those without a day last."""
    return _listings(connection, _OPEN_ACTIONS if only_open else _ALL_ACTIONS, limit)


def community_actions(connection: sqlite3.Connection, community_id: str, limit: int) -> list[ActionListing]:
    """Return the open action items of a community's sessions, by the day they are due, undated last."""
    return _listings(connection, _OPEN_OF_COMMUNITY, community_id, limit)


def _listings(connection: sqlite3.Connection, which: str, *values: object) -> list[ActionListing]:
    from dataclasses import fields

    from facilitator.action_item import ActionItem

    columns = ", ".join(f'a."{each.name}"' for each in fields(ActionItem))
    found = connection.execute(_ACTIONS.format(columns=columns, which=which), values)
    return [ActionListing(ActionItem(*line[:-2]), *line[-2:]) for line in found]


def communities(connection: sqlite3.Connection) -> list[Community]:
    """Return the communities by name."""
    found = connection.execute(
        'SELECT "id", "name", "created" FROM "communities" ORDER BY lower("name"), "id"'
    )
    return [Community(*line) for line in found]


def has_community(connection: sqlite3.Connection, community_id: str) -> bool:
    """Tell whether there is a community with this id."""
    found = connection.execute('SELECT 1 FROM "communities" WHERE "id" = ?', (community_id,))
    return found.fetchone() is not None


def community(connection: sqlite3.Connection, community_id: str) -> Community:
    """Return one community.

    Raises:
        UserError: there is none with this id.
    """
    found = connection.execute(
        'SELECT "id", "name", "created" FROM "communities" WHERE "id" = ?', (community_id,)
    ).fetchone()
    if found is None:
        raise UserError("This community is not in the library any more. Choose another one.")
    return Community(*found)


def keep_community(connection: sqlite3.Connection, kept: Community) -> None:
    """Write a community, new or changed."""
    connection.execute(
        'INSERT INTO "communities" ("id", "name", "created", "digest") VALUES (?, ?, ?, ?) '
        'ON CONFLICT ("id") DO UPDATE SET "name" = excluded."name", "digest" = excluded."digest"',
        (kept.id, kept.name, kept.created, community_digest(kept)),
    )


def keep_whole_community(connection: sqlite3.Connection, kept: Community) -> None:
    """Write a community again with all that it has, where any of it was damaged."""
    connection.execute(
        'UPDATE "communities" SET "name" = ?, "created" = ?, "digest" = ? WHERE "id" = ?',
        (kept.name, kept.created, community_digest(kept), kept.id),
    )


def community_digest(kept: Community) -> str:
    """Return the digest of a community's row."""
    # Only when one is written: the first window lists what is there.
    import hashlib

    from facilitator.library.rows import canonical_json

    values: dict[str, Any] = {"id": kept.id, "name": kept.name, "created": kept.created}
    return hashlib.sha256(f"communities\n{canonical_json(values)}".encode()).hexdigest()
