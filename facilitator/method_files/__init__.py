"""Methods as files: finding them, reading them, explaining what is wrong with them. The format: docs/methods.md.

A method file is data. Nothing in it is ever run, and it cannot name other files.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import resources
from facilitator.errors import UserError
from facilitator.method import Method
from facilitator.method_files.building import FORMAT, KindWords, Words, method_from
from facilitator.method_files.places import printable
from facilitator.method_files.reading import Document, MethodError, listed, nearest
from facilitator.method_files.writing import mapping_of

__all__ = [
    "FORMAT",
    "KindWords",
    "MethodError",
    "Words",
    "available",
    "from_mapping",
    "load",
    "parse",
    "problems",
    "read_file",
    "to_mapping",
    "words",
]

MOST_BYTES = 1_000_000
"""The largest method file that is read."""
LONGEST_LINE = 4_000
"""Characters in the longest line of a file; a list may have several lines."""

_FOLDER = "methods"
_SUFFIX = ".toml"
# A key of a thousand parts, on every line of a large file, keeps the TOML reader busy for minutes; no key of a
# method has more than two. A quoted part may hold anything, so dots beside quotation marks are counted as well.
_LONG_KEY = re.compile(r"(?<![\w\"'-])(?:[\w\"'-]+[ \t]{0,8}\.[ \t]{0,8}){9}")
_QUOTED_PART = re.compile(r"[\"'][ \t]*\.|\.[ \t]*[\"']")
_MOST_QUOTED_PARTS = 24


@cache
def words() -> Words:
    """Return the words a method may choose from: the kinds of activity of this program and its icons."""
    # Only when a method is read, so that importing this module stays light.
    from facilitator.activities import kind, kind_names
    from facilitator.icon_paths import icon_names

    kinds = {name: kind(name) for name in kind_names()}
    return Words(
        kinds={name: KindWords(each.phases, each.settings, each.needs) for name, each in kinds.items()},
        icons=tuple(icon_names()),
    )


def parse(text: str, name: str, known: Words | None = None) -> Method:
    """Return the method in a file's `text`; `name` is the file's name for messages.

    Raises:
        MethodError: the first mistake, with file, place, line where it is known, and what was expected.
    """
    # Only when a file is read: the first window can do without.
    import tomllib

    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    _check_bounds(text, name)
    try:
        values = tomllib.loads(text)
    except RecursionError:
        raise MethodError(name, "is nested too deep.") from None
    except ValueError as error:
        # Also what int() says about thousands of digits.
        line = re.search(r"at line (\d+)", str(error))
        reason = f"is not valid TOML: {printable(str(error), 200)}."
        raise MethodError(name, reason, line=int(line[1]) if line else None) from None
    return method_from(Document(name, values, text), known or words())


def _check_bounds(text: str, name: str) -> None:
    if len(text) > MOST_BYTES:
        raise MethodError(name, f"is larger than a method can be ({MOST_BYTES:,} bytes).")
    for number, line in enumerate(text.split("\n"), start=1):
        if len(line) > LONGEST_LINE:
            reason = f"has {len(line):,} characters in one line: {LONGEST_LINE:,} at most."
            raise MethodError(name, reason, line=number)
        if _LONG_KEY.search(line):
            raise MethodError(name, "has a word with more than eight dots in it.", line=number)
        if len(_QUOTED_PART.findall(line)) > _MOST_QUOTED_PARTS:
            raise MethodError(
                name, "has too many texts in one line: give each a line of its own.", line=number
            )


def to_mapping(method: Method) -> dict[str, Any]:
    """Return the method as plain values, in the shape of its file: what a session keeps of its method."""
    return mapping_of(method)


def from_mapping(mapping: Mapping[str, Any], name: str = "The method", known: Words | None = None) -> Method:
    """Return the method of `to_mapping`, checked as a file is; `name` stands for it in messages.

    Raises:
        MethodError: as `parse`, without a line.
    """
    return method_from(Document(name, mapping), known or words())


def load(method_id: str, user_folder: Path | None = None) -> Method:
    """Return the method with this id: one that ships with the program, or a file in `user_folder`.

    Raises:
        UserError: there is none such; the nearest id is named.
        MethodError: its file holds a mistake.
    """
    places = {**_user_files(user_folder), **_built_in_files()}
    if method_id not in places:
        raise UserError(
            f"There is no method “{printable(method_id)}”. Known: {listed(places)}.{nearest(method_id, places)}"
        )
    return _read(places[method_id])


def available(user_folder: Path | None = None) -> list[Method]:
    """Return every method that can be used: those of the program first, then the user's own, each by title.

    A file with a mistake is left out; `problems` tells about it.
    """
    return _collect(user_folder)[0]


def problems(user_folder: Path | None = None) -> list[UserError]:
    """Return why files in `user_folder` cannot be used, one error for each such file."""
    return _collect(user_folder)[1]


def _collect(user_folder: Path | None) -> tuple[list[Method], list[UserError]]:
    built_in = _built_in_files()
    methods = sorted((_read(path) for path in built_in.values()), key=lambda method: method.title)
    own: list[Method] = []
    wrong: list[UserError] = []
    for stem, path in _user_files(user_folder).items():
        try:
            if stem in built_in:
                reason = "has the id of a method that comes with Facilitator: give the file and its id another name."
                raise MethodError(path.name, reason, "id")
            own.append(_read(path))
        except UserError as error:
            wrong.append(error)
    return methods + sorted(own, key=lambda method: method.title), wrong


def _built_in_files() -> dict[str, Path]:
    return {
        name.removesuffix(_SUFFIX): resources.path(f"{_FOLDER}/{name}")
        for name in resources.names(_FOLDER, _SUFFIX)
    }


def _user_files(folder: Path | None) -> dict[str, Path]:
    if folder is None:
        return {}
    try:
        found = sorted(entry for entry in folder.iterdir() if entry.suffix == _SUFFIX and entry.is_file())
    except OSError:
        # No folder, or none that may be looked into: no methods of one's own.
        return {}
    return {entry.stem: entry for entry in found}


def read_file(path: Path) -> Method:
    """Return the method in any file, whatever it is called: one that somebody sent.

    Raises:
        MethodError: it cannot be read, or holds a mistake.
    """
    try:
        with path.open("rb") as file:
            data = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise MethodError(path.name, f"cannot be read: {error.strerror or 'no reason given'}.") from error
    if len(data) > MOST_BYTES:
        raise MethodError(path.name, f"is larger than a method can be ({MOST_BYTES:,} bytes).")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise MethodError(path.name, "is not UTF-8 text: save it as UTF-8.", line=line) from None
    return parse(text, path.name)


def _read(path: Path) -> Method:
    method = read_file(path)
    if method.id != path.stem:
        reason = f"is “{method.id}”, so the file must be called “{method.id}{_SUFFIX}”."
        raise MethodError(path.name, reason, "id")
    return method
