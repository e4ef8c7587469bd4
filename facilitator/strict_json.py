"""Reading JSON that somebody else wrote: nothing is built before its size and depth are known."""

import json
import math
import re
from pathlib import Path
from typing import Any, NoReturn

from facilitator.errors import UserError

MOST_BYTES = 64 * 1024 * 1024
"""The largest document that is read."""

DEEPEST = 64
"""How deep lists and objects may be nested; a session's document needs a dozen levels."""

MOST_DIGITS = 40
"""Characters a number may have; everything a session counts needs far fewer."""

# Possessive, so that a text without its end costs one pass and no more.
_TOKEN = re.compile(r'"[^"\\]*+(?:\\.[^"\\]*+)*+(?:"|\\?\Z)|[\[\]{}]', re.DOTALL)


def parse(data: bytes | str) -> Any:
    """Return the value of a JSON text in UTF-8.

    Raises:
        UserError: too large, not UTF-8, nested too deep, no JSON, a name twice in one object, or a number that is
            huge or none at all (NaN, Infinity).
    """
    text = data if isinstance(data, str) else _decoded(data)
    if len(text) > MOST_BYTES:
        raise _too_large()
    if _depth(text) > DEEPEST:
        raise UserError(f"The file is nested deeper than {DEEPEST} levels, so it is no session.")
    try:
        return json.loads(
            text,
            object_pairs_hook=_object,
            parse_int=_whole,
            parse_float=_real,
            parse_constant=_no_number,
        )
    except json.JSONDecodeError as error:
        raise UserError(
            f"The file is no JSON: line {error.lineno}, column {error.colno}: {error.msg}."
        ) from None


def read_start(path: Path) -> bytes:
    """Return what `parse` needs of a file: all of it, or a little more than it takes.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return file.read(MOST_BYTES + 1)


def _decoded(data: bytes) -> str:
    if len(data) > MOST_BYTES:
        raise _too_large()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UserError(f"The file is not UTF-8 text (line {line}), so it is no session.") from None


def _too_large() -> UserError:
    return UserError(f"The file is larger than {MOST_BYTES // 1024 // 1024} MB, so it is no session.")


def _depth(text: str) -> int:
    """Return how deep brackets are nested, those inside texts aside."""
    deepest = depth = 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        if first in "[{":
            depth += 1
            deepest = max(deepest, depth)
            if deepest > DEEPEST:
                break
        elif first in "]}":
            depth -= 1
    return deepest


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise UserError(f"“{name[:40]}” stands twice in one object; keep one of them.")
        found[name] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise UserError(f"The number {digits[:12]}… has {len(digits)} digits; no session has such numbers.")
    return int(digits)


def _real(digits: str) -> float:
    value = float(digits) if len(digits) <= MOST_DIGITS else math.inf
    if not math.isfinite(value):
        raise UserError(f"The number {digits[:12]} is larger or longer than any in a session.")
    return value


def _no_number(name: str) -> NoReturn:
    raise UserError(f"{name} is no number that a session can hold.")
