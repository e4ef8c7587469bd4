"""Methods whose titles a search on Home finds, as lines among what it found in sessions."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from facilitator.library import Hit

if TYPE_CHECKING:
    from facilitator.method_headings import Heading

__all__ = ["METHODS", "found_methods"]

METHODS = "methods"
"""What stands in `Hit.table` of a method; `row_id` is its id then."""


def found_methods(headings: Iterable[Heading], text: str) -> list[Hit]:
    """Return the methods in whose titles every word of `text` begins a word."""
    begun = _words(text)
    return [
        Hit("", each.summary.rstrip("."), METHODS, each.id, each.title, "")
        for each in headings
        if begun and all(any(word.startswith(one) for word in _words(each.title)) for one in begun)
    ]


def _words(text: str) -> list[str]:
    bare = "".join(letter if letter.isalnum() else " " for letter in text.casefold())
    return bare.split()
