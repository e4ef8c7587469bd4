"""Where something stands in a method file: its place in words and, cheaply, its line."""

import re
from collections.abc import Mapping
from typing import Any

Path = tuple[str | int, ...]

_HEADER = re.compile(r"\s*(\[\[?)\s*([A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)*)\s*\]\]?\s*(?:#.*)?")
_KEY = re.compile(r"\s*([A-Za-z0-9_-]+)\s*=")


def printable(text: str, most: int = 40) -> str:
    """Return `text` fit for one line of a message: no control characters, `most` characters at most."""
    cut = text if len(text) <= most else text[: most - 1] + "…"
    return "".join(char if char.isprintable() else "�" for char in cut)


def place_in_words(path: Path, root: Any) -> str:
    """Return `path` as it is written, with the ids it passes: `activities[2].lanes[0].box (“impact”)`.

    Numbers count from 0, as in the file's own arrays. `root` is the whole file as a mapping.
    """
    written, ids, here = "", [], root
    for step in path:
        written += f"[{step}]" if isinstance(step, int) else f"{'.' if written else ''}{printable(step)}"
        here = _inside(here, step)
        if isinstance(step, int) and isinstance(here, Mapping) and isinstance(here.get("id"), str):
            ids.append(f"“{printable(here['id'])}”")
    return f"{written} ({', '.join(ids)})" if ids else written


def _inside(value: Any, step: str | int) -> Any:
    try:
        return value[step]
    except (KeyError, IndexError, TypeError):
        return None


def line_of(text: str, path: Path) -> int | None:
    """Return the line (from 1) of TOML `text` where `path` stands, or its nearest parent that has a line of its own.

    It knows tables and plain keys, which is how method files are written; inside inline tables it names the line
    on which they begin. None when nothing fits.
    """
    lines = _lines_of_places(text)
    for length in range(len(path), 0, -1):
        if path[:length] in lines:
            return lines[path[:length]]
    return None


def _lines_of_places(text: str) -> dict[Path, int]:
    lines: dict[Path, int] = {}
    counted: dict[Path, int] = {}
    table: Path = ()
    inside_of = ""
    for number, line in enumerate(text.split("\n"), start=1):
        if inside_of:
            if line.count(inside_of) % 2:
                inside_of = ""
            continue
        if header := _HEADER.fullmatch(line):
            table = _table(header[2].split("."), header[1] == "[[", counted)
            lines.setdefault(table, number)
        elif key := _KEY.match(line):
            lines.setdefault((*table, key[1]), number)
        inside_of = next((mark for mark in ('"""', "'''") if line.count(mark) % 2), "")
    return lines


def _table(names: list[str], is_array: bool, counted: dict[Path, int]) -> Path:
    path: Path = ()
    for index, name in enumerate(names):
        path = (*path, name)
        if is_array and index == len(names) - 1:
            counted[path] = counted.get(path, -1) + 1
        if path in counted:
            path = (*path, counted[path])
    return path
