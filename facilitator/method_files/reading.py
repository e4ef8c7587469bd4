"""Reading typed values out of a mapping that somebody wrote, with messages that help to mend it."""

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any, NoReturn

from facilitator.errors import UserError
from facilitator.method_files.places import Path, line_of, place_in_words, printable

LONGEST_LINE = 160
"""Characters in a title, heading or question."""
LONGEST_TEXT = 2_000
"""Characters in anything longer."""
MOST_ENTRIES = 200
"""Entries in one list."""
MOST_LISTED = 14
"""Words that a message counts up."""
DEEPEST = 6
"""Levels of lists and tables inside `settings`."""

_ID = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_LARGEST = 1e12


class MethodError(UserError):
    """A method file cannot be used as it stands. `file`, `place` and `line` say where, `reason` why, the text both."""

    def __init__(self, file: str, reason: str, place: str = "", line: int | None = None) -> None:
        self.file = file
        self.reason = reason
        self.place = place
        self.line = line
        where = printable(file, 120) + (f", line {line}" if line else "")
        super().__init__(f"{where}: {place} {reason}" if place else f"{where}: {reason}")


def nearest(word: str, known: Iterable[str]) -> str:
    """Return the sentence that offers the nearest known word, or nothing when none is near."""
    # Only when there is a mistake to explain.
    from difflib import get_close_matches

    found = get_close_matches(word[:64], list(known), n=1, cutoff=0.5)
    return f" Did you mean “{found[0]}”?" if found else ""


def listed(words: Collection[str]) -> str:
    """Return `words` as a list to read; only the beginning of a long one."""
    if not words:
        return "none"
    first = ", ".join(list(words)[:MOST_LISTED])
    return first if len(words) <= MOST_LISTED else f"{first} and {len(words) - MOST_LISTED} more"


def shown(value: Any) -> str:
    """Return a value as a message shows it: short, on one line."""
    if isinstance(value, str):
        return f"“{printable(value)}”"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int | float):
        return f"{value}" if -_LARGEST < value < _LARGEST else "a number out of all bounds"
    if isinstance(value, Mapping):
        return "a table"
    if isinstance(value, list | tuple):
        return "a list"
    return "nothing" if value is None else "a date or time"


class Document:
    """What is being read: its name for messages, its values and, where it came from a file, its text."""

    def __init__(self, name: str, root: Any, text: str | None = None) -> None:
        self.name = name
        self.root = root
        self.text = text

    def fail(self, path: Path, reason: str) -> NoReturn:
        """Raise the `MethodError` that says what is wrong at `path`."""
        line = line_of(self.text, path) if self.text is not None else None
        raise MethodError(self.name, reason, place_in_words(path, self.root), line)

    def table(self, value: Any, path: Path, known: Collection[str]) -> "Table":
        """Return `value` as a table that has no other keys than the `known` ones."""
        if not isinstance(value, Mapping):
            self.fail(path, f"must be a table, not {shown(value)}.")
        for key in value:
            if key not in known:
                word = str(key)
                self.fail(
                    (*path, word), f"is not known here.{nearest(word, known) or f' Known: {listed(known)}.'}"
                )
        return Table(self, value, path)

    def plain(self, value: Any, path: Path, depth: int = 0) -> Any:
        """Return `value` when it is text, a number, true, false, or lists and tables of such."""
        if isinstance(value, str):
            return self.checked(value, path, LONGEST_TEXT, lines=True)
        if isinstance(value, bool):
            return value
        if isinstance(value, int | float):
            if not -_LARGEST < value < _LARGEST:
                self.fail(path, "must be a number of ordinary size.")
            return value
        if not isinstance(value, list | tuple | Mapping):
            self.fail(path, f"must be text, a number, true, false, a list or a table, not {shown(value)}.")
        if depth == DEEPEST:
            self.fail(path, f"is nested too deep: {DEEPEST} levels at most.")
        if len(value) > MOST_ENTRIES:
            self.fail(path, f"has {len(value):,} entries: {MOST_ENTRIES} at most.")
        if isinstance(value, Mapping):
            for key in value:
                self.checked(key, path, LONGEST_LINE, lines=False)
            return {key: self.plain(each, (*path, key), depth + 1) for key, each in value.items()}
        return [self.plain(each, (*path, index), depth + 1) for index, each in enumerate(value)]

    def checked(self, value: Any, path: Path, most: int, *, lines: bool) -> str:
        """Return `value` as text without blanks at its ends, `most` characters at most, on one line unless `lines`."""
        if not isinstance(value, str):
            self.fail(path, f"must be text in quotation marks, not {shown(value)}.")
        if len(value) > most:
            self.fail(path, f"has {len(value):,} characters: {most:,} at most.")
        if found := _CONTROL.search(value):
            self.fail(path, f"holds a control character (U+{ord(found[0]):04X}): take it out.")
        text = value.strip()
        if "\n" in text and not lines:
            self.fail(path, "must be on one line.")
        return text


class Table:
    """One table of a method file: each method returns the value of one key, checked."""

    def __init__(self, document: Document, values: Mapping[str, Any], path: Path) -> None:
        self._document = document
        self._values = values
        self.path = path

    def fail(self, key: str, reason: str) -> NoReturn:
        """Raise the `MethodError` that says what is wrong with `key`."""
        self._document.fail((*self.path, key), reason)

    def __contains__(self, key: str) -> bool:
        return key in self._values

    def _required(self, key: str, expected: str) -> Any:
        if key not in self._values:
            self.fail(key, f"is missing: it must be {expected}.")
        return self._values[key]

    def line(self, key: str, *, needed: bool = False) -> str:
        """Return one line of text; empty when it is missing and not `needed`."""
        return self._text(key, LONGEST_LINE, needed=needed, lines=False)

    def text(self, key: str, *, needed: bool = False) -> str:
        """Return text of one or more lines; empty when it is missing and not `needed`."""
        return self._text(key, LONGEST_TEXT, needed=needed, lines=True)

    def _text(self, key: str, most: int, *, needed: bool, lines: bool) -> str:
        if not needed and key not in self._values:
            return ""
        value = self._required(key, "text in quotation marks")
        text = self._document.checked(value, (*self.path, key), most, lines=lines)
        if needed and not text:
            self.fail(key, "must not be empty.")
        return text

    def texts(self, key: str) -> tuple[str, ...]:
        """Return a list of texts, none of them empty; an empty list when it is missing."""
        found = []
        for index, value in enumerate(self._list(key)):
            path = (*self.path, key, index)
            text = self._document.checked(value, path, LONGEST_TEXT, lines=True)
            if not text:
                self._document.fail(path, "must not be empty.")
            found.append(text)
        return tuple(found)

    def identifier(self, key: str) -> str:
        """Return an id: small letters, digits, hyphen and underline, 64 characters at most."""
        return self._checked_id(self._required(key, "an id such as “check-in”"), (*self.path, key))

    def identifiers(self, key: str) -> tuple[str, ...]:
        """Return a list of ids without doubles; an empty list when it is missing."""
        found: list[str] = []
        for index, value in enumerate(self._list(key)):
            each = self._checked_id(value, (*self.path, key, index))
            if each in found:
                self._document.fail((*self.path, key, index), f"says “{each}” a second time.")
            found.append(each)
        return tuple(found)

    def choices(self, key: str, known: Collection[str]) -> tuple[str, ...]:
        """Return a list of `known` words without doubles; an empty list when it is missing."""
        found = self.identifiers(key)
        for index, each in enumerate(found):
            if each not in known:
                reason = f"must be one of {listed(known)}, not “{each}”.{nearest(each, known)}"
                self._document.fail((*self.path, key, index), reason)
        return found

    def filled(self, key: str) -> bool:
        """Tell whether there is a list under `key` with something in it."""
        return bool(self._list(key))

    def _checked_id(self, value: Any, path: Path) -> str:
        if not isinstance(value, str) or not _ID.fullmatch(value):
            self._document.fail(
                path,
                "must be an id of small letters a to z, digits, hyphens and underlines, 64 at most and without "
                f"accents, not {shown(value)}.",
            )
        return value

    def choice(self, key: str, known: Collection[str], what: str, default: str | None = None) -> str:
        """Return one of the `known` words; `what` says what they are."""
        if default is not None and key not in self._values:
            return default
        value = self._required(key, f"{what} ({listed(known)})")
        if not isinstance(value, str) or value not in known:
            hint = nearest(value, known) if isinstance(value, str) else ""
            self.fail(key, f"must be {what} ({listed(known)}), not {shown(value)}.{hint}")
        return value

    def flag(self, key: str) -> bool:
        """Return true or false; false when it is missing."""
        value = self._values.get(key, False)
        if not isinstance(value, bool):
            self.fail(key, f"must be true or false, not {shown(value)}.")
        return value

    def number(self, key: str, most: float, what: str) -> float:
        """Return a number above 0 and up to `most`."""
        return self._checked_number(self._required(key, f"{what}, a number"), (*self.path, key), most, what)

    def numbers(self, key: str, most: float, what: str) -> tuple[float, ...]:
        """Return a list of numbers above 0 and up to `most`."""
        self._required(key, f"a list of {what}")
        path = (*self.path, key)
        return tuple(
            self._checked_number(each, (*path, index), most, what)
            for index, each in enumerate(self._list(key))
        )

    def _checked_number(self, value: Any, path: Path, most: float, what: str) -> float:
        right = isinstance(value, int | float) and not isinstance(value, bool) and 0 < value <= most
        if not right:
            self._document.fail(
                path, f"must be {what}, a number above 0 and up to {most:g}, not {shown(value)}."
            )
        return float(value)

    def whole(self, key: str, least: int, most: int, what: str) -> int:
        """Return a whole number from `least` to `most`."""
        value = self._required(key, f"{what}, a whole number from {least} to {most}")
        if isinstance(value, bool) or not isinstance(value, int) or not least <= value <= most:
            self.fail(key, f"must be {what}, a whole number from {least} to {most}, not {shown(value)}.")
        return value

    def tables(self, key: str, known: Collection[str]) -> "list[Table]":
        """Return a list of tables with no other keys than the `known` ones; empty when it is missing."""
        path = (*self.path, key)
        return [
            self._document.table(value, (*path, index), known) for index, value in enumerate(self._list(key))
        ]

    def table(self, key: str, known: Collection[str]) -> "Table":
        """Return the table under `key`, empty when it is missing."""
        return self._document.table(self._values.get(key, {}), (*self.path, key), known)

    def plain(self, key: str) -> Any:
        """Return the value under `key`, made of text, numbers, true, false, lists and tables."""
        return self._document.plain(self._values[key], (*self.path, key))

    def _list(self, key: str) -> list[Any] | tuple[Any, ...]:
        value = self._values.get(key, ())
        if not isinstance(value, list | tuple):
            self.fail(key, f"must be a list in square brackets, not {shown(value)}.")
        if len(value) > MOST_ENTRIES:
            self.fail(key, f"has {len(value):,} entries: {MOST_ENTRIES} at most.")
        return value
