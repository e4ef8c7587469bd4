"""What a kind of activity can be told in a method file, where a plain type says too little.

A kind lists its settings by name. Beside a type, or a tuple of the words that a list may hold, a setting can have
one of these shapes; `facilitator.method_files` checks them and explains what is wrong.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal


@dataclass(frozen=True, slots=True)
class OneOf:
    """One of these words."""

    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Named:
    """The id of a lane, of an outcome (a box of the canvas, or what an activity writes), or of a rating."""

    what: Literal["lane", "outcome", "rating"]


@dataclass(frozen=True, slots=True)
class WordsOfNumbers:
    """Words by whole number, such as `{ 1 = "never", 5 = "always" }`.

    `ranges` are the least and the largest number, by what the entry says under the key `by`.
    """

    by: str
    ranges: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Whole:
    """A whole number from `least` to `most`."""

    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Entries:
    """A list of tables, `least` to `most` of them, with the keys of `fields`; those in `needed` cannot be left out.

    Where "id" is a key, each entry has an id of its own. `also` names a key that cannot be left out where another has
    a certain word: `{("type", "choice"): "choices"}`.
    """

    fields: "Mapping[str, Field]"
    needed: tuple[str, ...]
    least: int = 1
    most: int = 40
    also: Mapping[tuple[str, str], str] = field(default_factory=dict)


Field = Literal["id", "line", "icon", "texts", "flag"] | OneOf | WordsOfNumbers | Whole | Entries
"""What a table of `Entries` holds under one key: an id, one line of text, the name of an icon, a list of texts, true
or false, or one of the shapes; lists of tables may hold further ones."""


Shape = type | tuple[str, ...] | OneOf | Named | Entries
