"""A session as one JSON document, and back. The format is described in docs/session-document.md.

Writing never fails; reading believes nothing: it refuses what it does not know, names the place, and returns rows
that a library can take as they are.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, cast

from facilitator import method_files
from facilitator.document_accounts import checked_account
from facilitator.document_history import checked_history
from facilitator.document_place import place_values, read_place
from facilitator.document_rows import (
    LEFT_OUT,
    expect_id,
    expect_list,
    expect_object,
    expect_session_id,
    expect_stamp,
    expect_text,
    fail,
    names_of,
    read_row,
    read_values,
    refuse_unknown,
)
from facilitator.document_sums import without_sheets
from facilitator.document_values import checked_value
from facilitator.errors import UserError
from facilitator.library.record import HistoryRecord
from facilitator.library.snapshot import snapshot_of
from facilitator.model import (
    TABLE_OF,
    TABLES,
    ActivityValue,
    Note,
    Protocol,
    Row,
    SessionRow,
    columns,
)
from facilitator.state import Place, SessionData, value_id
from facilitator.strict_json import parse

FORMAT = "facilitator-session"
VERSION = 1

TABLES_WRITTEN = tuple(name for name in TABLES if name != "sessions")
"""The arrays of a document, in the order in which they are written."""

_TOP = (
    "format",
    "version",
    "exported",
    "session",
    "community",
    "method",
    "place",
    *TABLES_WRITTEN,
    "history",
)


@dataclass(frozen=True, slots=True)
class CommunityNamed:
    """The community or team of a session as it travels: when a library first heard of it stays there."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document that was read: everything in it is checked, nothing is stored yet."""

    rows: tuple[Row, ...]
    place: Place
    community: CommunityNamed | None = None
    history: tuple[HistoryRecord, ...] = ()

    @property
    def session(self) -> SessionRow:
        """The row of the session itself."""
        return cast(SessionRow, self.rows[0])


def to_document(
    data: SessionData,
    place: Place,
    exported: str,
    *,
    community: CommunityNamed | None = None,
    with_ballots: bool = False,
    history: tuple[HistoryRecord, ...] | None = None,
) -> dict[str, Any]:
    """Return the document of a session as plain JSON values; `exported` is a stamp.

    Without `with_ballots` the single sheets stay behind and travel as sums, as if hands had been counted; with a
    `history` they always come along, because the history holds them. The clock is written at rest: give a place
    whose timebox is paused.
    """
    told = data if with_ballots or history is not None else without_sheets(data)
    document: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "exported": exported,
        "session": _values("sessions", data.session),
    }
    if community is not None:
        document["community"] = {"id": community.id, "name": community.name}
    document["method"] = method_files.to_mapping(data.method)
    document["place"] = place_values(place)
    for table in TABLES_WRITTEN:
        document[table] = [_values(table, row) for row in told.rows(table)]
    if history is not None:
        document["history"] = [_history_values(each) for each in history]
    return document


def from_document(source: bytes | str | Mapping[str, Any]) -> Parsed:
    """Return what a document holds.

    Raises:
        UserError: it is no document of a session, or of a newer version, or anything in it is not as it must be;
            one sentence that names the place.
    """
    values = dict(source) if isinstance(source, Mapping) else _read_json(source)
    document = expect_object(values, "the document")
    if document.get("format") != FORMAT:
        raise UserError("This file is no session of Facilitator, so nothing was imported.")
    version = document.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        fail("version", f"must be the number {VERSION}")
    if version > VERSION:
        raise UserError(
            "This session was written by a newer Facilitator. Update this one, then import it again."
        )
    refuse_unknown(document, _TOP, "")
    for name in ("session", "method"):
        if name not in document:
            fail(name, "is missing")
    if "exported" in document:
        expect_stamp(document["exported"], "exported")
    return _read(document)


def row_as_far_as_it_goes(table: str, values: Mapping[str, Any], session_id: str) -> Row | None:
    """Return the row of `values` from a damaged place: what is wrong in a field gives way to the field's own default.

    None when too little of it is right to be of any use. Sessions' own rows are not made here.
    """
    right: dict[str, Any] = {}
    for name in names_of(table):
        with suppress(UserError):
            right |= read_values(table, {name: values[name]} if name in values else {}, table, whole=False)
    try:
        row = _with_shape(TABLES[table](session_id=session_id, **right), table)
        natural = _natural_id(row)
    except (UserError, TypeError):
        return None
    return row if natural is None else replace(row, id=natural)


def with_what_is_there(row: Row, data: SessionData) -> Row | None:
    """Return a damaged row that names nothing its session lacks: what it named gives way to the nearest that is there.

    None where nothing is left that it could belong to.
    """
    named = columns(row)
    changed: dict[str, Any] = {}
    if "lane" in named and data.method.lane(named["lane"]) is None:
        lanes = [lane.id for activity in data.method.activities for lane in activity.lanes]
        if not lanes:
            return None
        changed["lane"] = lanes[0]
    if named.get("activity_id") and data.method.activity(named["activity_id"]) is None:
        if TABLE_OF[type(row)] != "parked":
            return None
        changed["activity_id"] = None
    for name in ("author_id", "voter_id"):
        if named.get(name) is not None and named[name] not in data.tables["participants"]:
            changed[name] = None
    if isinstance(row, Note) and row.group_id is not None:
        group = data.group(row.group_id)
        if group is None or group.lane != changed.get("lane", row.lane):
            changed["group_id"] = None
    return replace(row, **changed) if changed else row


def expect_usable(data: SessionData, tables: Collection[str]) -> None:
    """Refuse rows of damaged `tables` that break the rules for documents, and whatever names what is not there.

    Raises:
        UserError: something in them is wrong.
    """
    for table in set(tables) - {"sessions"}:
        for row in data.tables[table].values():
            values = {name: value for name, value in columns(row).items() if name in names_of(table)}
            _with_shape(read_row(table, values, table, row.session_id), table)
    _by_table([data.session, *(row for table in TABLES_WRITTEN for row in data.tables[table].values())])
    if "sessions" in tables:
        method_files.from_mapping(method_files.to_mapping(data.method))
        given = {name: value for name, value in columns(data.session).items() if name in names_of("sessions")}
        read_values("sessions", given, "session")
    _check_references(data)


def as_copy(parsed: Parsed, session_id: str) -> Parsed:
    """Return the same session under another id: what belongs to it keeps the ids that are unique within it."""
    old = parsed.session.id
    rows: list[Row] = [replace(parsed.session, id=session_id, session_id=session_id)]
    rows += [replace(row, session_id=session_id) for row in parsed.rows[1:]]
    history = tuple(
        replace(
            record,
            images=tuple(
                {**image, "id": session_id} if (image["table"], image["id"]) == ("sessions", old) else image
                for image in record.images
            ),
        )
        for record in parsed.history
    )
    return replace(parsed, rows=tuple(rows), history=history)


def _read_json(source: bytes | str) -> Any:
    try:
        return parse(source)
    except UserError as error:
        raise UserError(f"Nothing was imported. {error}") from None


def _read(document: dict[str, Any]) -> Parsed:
    method = method_files.from_mapping(expect_object(document["method"], "method"), "The method in this file")
    given = expect_object(document["session"], "session")
    session_id = expect_session_id(given.get("id"), "session.id")
    session = read_row(
        "sessions", given, "session", session_id, method=snapshot_of(method), method_id=method.id
    )
    rows: list[Row] = [session]
    for table in TABLES_WRITTEN:
        entries = expect_list(document.get(table, []), table)
        for number, each in enumerate(entries):
            where = f"{table}[{number}]"
            rows.append(_with_shape(read_row(table, each, where, session_id), where))
    tables = _by_table(rows)
    data = SessionData(method, tables)
    _check_references(data)
    place = read_place(document.get("place", {}), data)
    community = _read_community(document.get("community"), data)
    history = checked_history(document.get("history", []), data)
    return Parsed(tuple(rows), place, community, history)


def _with_shape(row: Row, where: str) -> Row:
    """Return the row, its free values checked where the program relies on them."""
    if isinstance(row, ActivityValue):
        if "is" not in row.value:
            fail(f"{where}.value", "is missing")
        return replace(row, value={"is": checked_value(row.key, row.value["is"], f"{where}.value.is")})
    if isinstance(row, Protocol):
        return replace(row, entries=checked_account(row.entries, f"{where}.entries"))
    return row


def _by_table(rows: list[Row]) -> dict[str, dict[str, Row]]:
    tables: dict[str, dict[str, Row]] = {name: {} for name in TABLES}
    tables["sessions"][rows[0].id] = rows[0]
    counted = dict.fromkeys(TABLES, 0)
    for row in rows[1:]:
        table = TABLE_OF[type(row)]
        where = f"{table}[{counted[table]}].id"
        counted[table] += 1
        if row.id in tables[table]:
            fail(where, f"is “{row.id}” a second time")
        natural = _natural_id(row)
        if natural is not None and natural != row.id:
            fail(where, f"must be “{natural}”")
        tables[table][row.id] = row
    return tables


def _natural_id(row: Row) -> str | None:
    """Return the id that a row must have because of what it says, None where it is free."""
    columns_of = columns(row)
    match TABLE_OF[type(row)]:
        case "outcomes":
            return str(columns_of["box"])
        case "protocols":
            return str(columns_of["activity_id"])
        case "pictures":
            return str(columns_of["purpose"])
        case "hands":
            return f"{columns_of['activity_id']}:{columns_of['round']}:{columns_of['candidate']}"
        case "activity_values":
            return value_id(columns_of["activity_id"], columns_of["key"])
        case "agenda":
            return cast("str | None", columns_of["activity_id"])
    return None


def _check_references(data: SessionData) -> None:
    """Check that what a row names is there."""
    activities = {each.id for each in data.method.activities}
    people = data.tables["participants"]
    for table in TABLES_WRITTEN:
        for number, row in enumerate(data.tables[table].values()):
            where = f"{table}[{number}]"
            named = columns(row)
            lane = named.get("lane")
            if lane is not None and data.method.lane(lane) is None:
                fail(f"{where}.lane", f"names the lane “{lane}”, which the method does not have")
            activity = named.get("activity_id")
            if activity and activity not in activities:
                fail(
                    f"{where}.activity_id", f"names the activity “{activity}”, which the method does not have"
                )
            for name in ("author_id", "voter_id"):
                if named.get(name) is not None and named[name] not in people:
                    fail(f"{where}.{name}", f"names the participant “{named[name]}”, who is not there")
            if isinstance(row, Note) and row.group_id is not None:
                group = data.group(row.group_id)
                if group is None:
                    fail(f"{where}.group_id", f"names the group “{row.group_id}”, which is not there")
                if group.lane != row.lane:
                    fail(f"{where}.group_id", f"names a group of another lane, “{group.lane}”")
    for number, entry in enumerate(data.tables["agenda"].values()):
        if columns(entry)["kind"] == "activity" and columns(entry)["activity_id"] is None:
            fail(f"agenda[{number}].activity_id", "is missing")


def _read_community(values: Any, data: SessionData) -> CommunityNamed | None:
    if values is None:
        return None
    given = expect_object(values, "community")
    refuse_unknown(given, ("id", "name"), "community")
    community_id = expect_id(given.get("id"), "community.id")
    name = expect_text(given.get("name"), "community.name").strip()
    if not name:
        fail("community.name", "must not be empty")
    if community_id != data.session.community_id:
        fail("community.id", "is not the one that session.community_id names")
    return CommunityNamed(community_id, name)


def _values(table: str, row: Row) -> dict[str, Any]:
    return {
        name: dict(value) if isinstance(value, Mapping) else value
        for name, value in columns(row).items()
        if name in names_of(table)
    }


def _history_values(record: HistoryRecord) -> dict[str, Any]:
    return {
        "number": record.number,
        "act": record.act,
        "at": record.at,
        "reverses": record.reverses,
        "rows": [_image_values(image) for image in record.images],
    }


def _image_values(image: Mapping[str, Any]) -> dict[str, Any]:
    sides = {
        side: None
        if image[side] is None
        else {
            name: value for name, value in image[side].items() if name not in LEFT_OUT.get(image["table"], ())
        }
        for side in ("before", "after")
    }
    return {"table": image["table"], "id": image["id"], **sides}
