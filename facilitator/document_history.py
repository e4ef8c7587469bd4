"""The history in a session's document: believed only if its images lead to the rows, as far as undo can go back."""

from collections.abc import Mapping
from typing import Any

from facilitator.document_accounts import checked_account
from facilitator.document_rows import (
    expect_choice,
    expect_id,
    expect_list,
    expect_object,
    expect_stamp,
    expect_whole,
    fail,
    names_of,
    read_values,
    refuse_unknown,
)
from facilitator.document_values import checked_value
from facilitator.library.record import HISTORY_CUT, HistoryRecord
from facilitator.library.unfit import unfit_image
from facilitator.model import TABLES, columns
from facilitator.state import SessionData

_ENTRY = ("number", "act", "at", "reverses", "rows")
_IMAGE = ("table", "id", "before", "after")


def checked_history(values: Any, data: SessionData) -> tuple[HistoryRecord, ...]:
    """Return the history of a document whose rows are `data`.

    Raises:
        UserError: its form is wrong, its numbers leave a gap, or its images do not lead to the rows.
    """
    entries = expect_list(values, "history")
    records = tuple(_record(each, f"history[{number}]") for number, each in enumerate(entries))
    if records and records[0].number != 1 and records[0].act != HISTORY_CUT:
        fail("history[0].number", "must be 1")
    for number, record in enumerate(records):
        if number and record.number != records[number - 1].number + 1:
            fail(f"history[{number}].number", "does not follow the one before")
        # What was cut away may be what it reverses.
        if record.reverses is not None and record.reverses >= record.number:
            fail(f"history[{number}].reverses", "names an entry that is not before it")
        # A cut that looked like an undo would not end what can be put back, and nothing before it is proved.
        if record.reverses is not None and record.act == HISTORY_CUT:
            fail(f"history[{number}].reverses", "stands beside a cut, which takes nothing back")
    _expect_to_lead_to(records, data)
    return records


def _record(values: Any, where: str) -> HistoryRecord:
    given = expect_object(values, where)
    refuse_unknown(given, _ENTRY, where)
    reverses = given.get("reverses")
    return HistoryRecord(
        number=expect_whole(given.get("number"), f"{where}.number", 1),
        act=expect_id(given.get("act"), f"{where}.act"),
        at=expect_stamp(given.get("at"), f"{where}.at"),
        images=tuple(
            _image(each, f"{where}.rows[{number}]")
            for number, each in enumerate(expect_list(given.get("rows"), f"{where}.rows"))
        ),
        reverses=None if reverses is None else expect_whole(reverses, f"{where}.reverses", 1),
    )


def _image(values: Any, where: str) -> Mapping[str, Any]:
    given = expect_object(values, where)
    refuse_unknown(given, _IMAGE, where)
    table = expect_choice(given.get("table"), tuple(TABLES), f"{where}.table")
    row_id = expect_id(given.get("id"), f"{where}.id")
    sides = {side: given.get(side) for side in ("before", "after")}
    whole = None in sides.values()
    if table == "sessions" and whole:
        fail(where, "would add or remove the session itself")
    read: dict[str, Any] = {
        side: None if each is None else _side(table, row_id, each, f"{where}.{side}", whole)
        for side, each in sides.items()
    }
    if not whole and set(read["before"]) != set(read["after"]):
        fail(where, "names other fields before than after")
    return {"table": table, "id": row_id, **read}


def _side(table: str, row_id: str, values: Any, where: str, whole: bool) -> dict[str, Any]:
    given = expect_object(values, where)
    if not whole or "id" in given:
        read = read_values(table, given, where, whole=whole)
    else:
        read = read_values(table, {"id": row_id, **given}, where)
        del read["id"]
    if read.get("id", row_id) != row_id:
        fail(f"{where}.id", "is not the id of the row")
    if table == "activity_values" and "value" in read:
        # Their ids are activity and key; no id of an activity holds a colon, while keys may.
        key = row_id.partition(":")[2]
        read["value"] = {"is": checked_value(key, read["value"]["is"], f"{where}.value.is")}
    if table == "protocols" and "entries" in read:
        read["entries"] = checked_account(read["entries"], f"{where}.entries")
    return read


def _expect_to_lead_to(records: tuple[HistoryRecord, ...], data: SessionData) -> None:
    rows = {
        (table, row.id): {name: value for name, value in columns(row).items() if name in names_of(table)}
        for table in TABLES
        for row in data.tables[table].values()
    }
    unfit = unfit_image(records, rows)
    if unfit is not None:
        fail("history[{}].rows[{}]".format(*unfit), "does not lead to the rows of this session")
