"""What each field of a session's document may hold: the type of its field in `facilitator.model`, and more.

Every check raises `UserError` with the place in the document, what was expected and what was found instead.
"""

import base64
import binascii
import math
import re
from collections.abc import Collection, Mapping
from dataclasses import MISSING, Field, fields
from difflib import get_close_matches
from functools import cache
from typing import Any, NoReturn, get_origin, get_type_hints

from facilitator.acts.actions import CARRIED
from facilitator.acts.actions import STATES as ACTION_STATES
from facilitator.acts.notes import COLOURS
from facilitator.acts.pictures import LARGEST_FILE
from facilitator.errors import UserError
from facilitator.ids import from_stamp
from facilitator.model import TABLES, Row
from facilitator.pictures import media_type_of
from facilitator.text import MOST_CHARACTERS, storable

LEFT_OUT: Mapping[str, frozenset[str]] = {
    # The method travels once, beside the session; a session in the bin is not one that travels.
    "sessions": frozenset({"session_id", "method", "method_id", "deleted"}),
}
"""Columns of a table that a document does not hold; of every table it leaves out `session_id`."""

PARKED_STATES = ("open", "back", "action", "dropped")
MODES = ("prepare", "run", "after")
MOST_MINUTES = 24 * 60.0
_SAFE = re.compile(r"[A-Za-z0-9:][A-Za-z0-9_.:-]{0,255}")
_SESSION_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_LARGEST = 1e12
_EARLIEST_YEAR, _LATEST_YEAR = 1000, 9990
"""Days near the ends of the calendar cannot be shown in every zone, nor counted on from."""

_IDS = frozenset(
    [
        "id",
        "group_id",
        "author_id",
        "voter_id",
        "activity_id",
        "lane",
        "box",
        "round",
        "candidate",
        "community_id",
        "follows_id",
        "key",
        "purpose",
    ]
)
_STAMPS = frozenset({"created", "starts"})
_CHOICES: Mapping[tuple[str, str], Collection[str]] = {
    ("notes", "colour"): COLOURS,
    ("groups", "colour"): ("", *COLOURS),
    ("actions", "state"): (*ACTION_STATES, CARRIED),
    ("parked", "state"): PARKED_STATES,
    ("agenda", "kind"): ("activity", "break"),
}
_NEEDED = frozenset({("notes", "text"), ("sessions", "title"), ("actions", "text"), ("parked", "text")})
_RANGES: Mapping[tuple[str, str], tuple[float, float]] = {
    ("sessions", "minutes"): (0, MOST_MINUTES),
    ("sessions", "head_count"): (0, 999),
    ("groups", "stickies"): (0, 9999),
    ("ballots", "sheet"): (0, 1_000_000),
    ("hands", "count"): (0, 999_999),
}


def fail(where: str, what: str) -> NoReturn:
    """Say what is wrong at one place of the document."""
    raise UserError(f"Nothing was imported: {where} {what}.")


def names_of(table: str) -> tuple[str, ...]:
    """Return the names of the fields that a row of `table` has in a document, in their order."""
    return tuple(each.name for each in _fields(table))


def needed_names(table: str) -> tuple[str, ...]:
    """Return the names of the fields of `table` that have no value of their own when they are missing."""
    return tuple(
        each.name for each in _fields(table) if each.default is MISSING and each.default_factory is MISSING
    )


def read_row(table: str, values: Any, where: str, session_id: str, **more: Any) -> Row:
    """Return the row that `values` of a document describe; `more` are columns the document does not hold."""
    return TABLES[table](session_id=session_id, **read_values(table, values, where), **more)


def read_values(table: str, values: Any, where: str, *, whole: bool = True) -> dict[str, Any]:
    """Return the checked values of one row by field, all those it needs unless `whole` is false."""
    given = expect_object(values, where)
    names = names_of(table)
    refuse_unknown(given, names, where)
    missing = [name for name in needed_names(table) if name not in given] if whole else []
    if missing:
        fail(f"{where}.{missing[0]}", "is missing")
    return {name: _read(table, name, value, f"{where}.{name}") for name, value in given.items()}


def refuse_unknown(given: Mapping[str, Any], known: Collection[str], where: str) -> None:
    """Refuse a name that is not known and say which one is nearest."""
    for name in given:
        if name not in known:
            close = get_close_matches(name, known, 1, 0.5)
            hint = f", the nearest known name is “{close[0]}”" if close else ""
            fail(where or "the document", f"has a field “{short(name)}” that is not known{hint}")


def expect_object(value: Any, where: str) -> dict[str, Any]:
    """Return `value` if it is an object."""
    return value if isinstance(value, dict) else _wrong(where, "an object", value)


def expect_list(value: Any, where: str) -> list[Any]:
    """Return `value` if it is a list."""
    return value if isinstance(value, list) else _wrong(where, "a list", value)


def expect_text(value: Any, where: str) -> str:
    """Return `value`, safe to store, if it is a text of bearable length."""
    if not isinstance(value, str):
        _wrong(where, "a text", value)
    if len(value) > MOST_CHARACTERS:
        fail(where, f"has {len(value):,} characters, {MOST_CHARACTERS:,} at most are possible")
    return storable(value)


def expect_id(value: Any, where: str, pattern: re.Pattern[str] = _SAFE) -> str:
    """Return `value` if it is an id: letters, digits and a few marks."""
    text = expect_text(value, where)
    if not pattern.fullmatch(text):
        fail(where, f"must be an id of letters, digits and - _ . : (not “{short(text)}”)")
    return text


def expect_session_id(value: Any, where: str) -> str:
    """Return `value` if it can be the id of a session."""
    return expect_id(value, where, _SESSION_ID)


def expect_number(value: Any, where: str, least: float = -_LARGEST, most: float = _LARGEST) -> float:
    """Return `value` if it is a number within its bounds."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        _wrong(where, "a number", value)
    if not math.isfinite(value) or not least <= value <= most:
        fail(where, f"must be between {least:g} and {most:g}")
    return value


def expect_whole(value: Any, where: str, least: float = 0, most: float = _LARGEST) -> int:
    """Return `value` if it is a whole number within its bounds."""
    if isinstance(value, bool) or not isinstance(value, int):
        _wrong(where, "a whole number", value)
    return int(expect_number(value, where, least, most))


def expect_flag(value: Any, where: str) -> bool:
    """Return `value` if it is true or false."""
    return value if isinstance(value, bool) else _wrong(where, "true or false", value)


def expect_choice(value: Any, choices: Collection[str], where: str) -> str:
    """Return `value` if it is one of `choices`."""
    text = expect_text(value, where)
    if text not in choices:
        named = ", ".join(each or "nothing" for each in choices)
        fail(where, f"must be one of {named} (not “{short(text)}”)")
    return text


def expect_stamp(value: Any, where: str) -> str:
    """Return `value` if it is a time in ISO 8601."""
    text = expect_text(value, where)
    try:
        year = from_stamp(text).year
    except (ValueError, OverflowError):
        fail(where, f"must be a time such as 2026-03-14T09:00:00Z (not “{short(text)}”)")
    if not _EARLIEST_YEAR <= year <= _LATEST_YEAR:
        fail(where, f"must be a time between {_EARLIEST_YEAR} and {_LATEST_YEAR} (not “{short(text)}”)")
    return text


def expect_values(value: Any, where: str) -> Any:
    """Return free JSON values, their texts safe to store and their numbers bearable."""
    if isinstance(value, dict):
        return {
            expect_text(name, where): expect_values(each, f"{where}.{short(name)}")
            for name, each in value.items()
        }
    if isinstance(value, list):
        return [expect_values(each, f"{where}[{number}]") for number, each in enumerate(value)]
    if isinstance(value, str):
        return expect_text(value, where)
    if isinstance(value, int | float) and not isinstance(value, bool):
        return expect_number(value, where)
    return value


def short(text: str) -> str:
    """Return `text` fit for one line of a message."""
    cut = text if len(text) <= 40 else text[:39] + "…"
    return "".join(char if char.isprintable() else "�" for char in cut)


@cache
def _fields(table: str) -> tuple[Field[Any], ...]:
    hidden = LEFT_OUT.get(table, frozenset({"session_id"}))
    return tuple(each for each in fields(TABLES[table]) if each.name not in hidden)


@cache
def _hints(table: str) -> dict[str, Any]:
    return get_type_hints(TABLES[table])


def _read(table: str, name: str, value: Any, where: str) -> Any:
    hint = _hints(table)[name]
    if value is None:
        return None if hint == (str | None) else fail(where, "must not be null")
    if hint is bool:
        return expect_flag(value, where)
    if hint is int:
        return expect_whole(value, where, *_RANGES.get((table, name), (0, _LARGEST)))
    if hint is float:
        return float(expect_number(value, where, *_RANGES.get((table, name), (-_LARGEST, _LARGEST))))
    if get_origin(hint) is Mapping:
        return _read_mapping(table, value, where)
    return _read_text(table, name, value, where)


def _read_mapping(table: str, value: Any, where: str) -> dict[str, Any]:
    given = expect_object(value, where)
    if table == "ballots":
        return {expect_id(key, where): expect_whole(each, f"{where}.{key}") for key, each in given.items()}
    if table == "agenda":
        return {
            expect_id(key, where): expect_number(each, f"{where}.{key}", 0, MOST_MINUTES)
            for key, each in given.items()
        }
    if table == "activity_values" and set(given) != {"is"}:
        fail(where, "must hold its value under “is” and nothing else")
    read = expect_values(given, where)
    assert isinstance(read, dict)
    return read


def _read_text(table: str, name: str, value: Any, where: str) -> str:
    if (table, name) == ("sessions", "id"):
        return expect_session_id(value, where)
    if (table, name) == ("pictures", "data"):
        return _read_picture(value, where)
    if (table, name) == ("activity_values", "activity_id") and value == "":
        return ""
    if name in _IDS:
        return expect_id(value, where)
    if (table, name) in _CHOICES:
        return expect_choice(value, _CHOICES[table, name], where)
    if name in _STAMPS:
        return "" if value == "" else expect_stamp(value, where)
    if name == "due":
        return _read_day(value, where)
    text = expect_text(value, where)
    if (table, name) in _NEEDED and not text.strip():
        fail(where, "must not be empty")
    return text


def _read_day(value: Any, where: str) -> str:
    text = expect_text(value, where)
    if not _DATE.fullmatch(text):
        fail(where, f"must be a day such as 2026-03-14 (not “{short(text)}”)")
    expect_stamp(text, where)
    return text


def _read_picture(value: Any, where: str) -> str:
    if not isinstance(value, str):
        _wrong(where, "a picture in base64", value)
    if len(value) > LARGEST_FILE * 4 // 3 + 4:
        fail(where, "is larger than 4 MB, so it is no logo")
    try:
        media_type_of(base64.b64decode(value, validate=True))
    except (binascii.Error, ValueError, UserError):
        fail(where, "is not a PNG or JPEG picture in base64")
    return value


def _wrong(where: str, expected: str, value: Any) -> NoReturn:
    kinds = {dict: "an object", list: "a list", str: "a text", bool: "true or false", type(None): "null"}
    found = kinds.get(type(value), "a number")
    fail(where, f"must be {expected}, not {found}")
