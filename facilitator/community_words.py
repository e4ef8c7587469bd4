"""What of a community's page can be searched, and how it is found: every word typed begins a word of one entry.

A page is small enough to be read as a whole, so it stands in no index. What the leader thinks of who gives and who
takes is private and never found.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from facilitator.communities import CommunityPage

NAME = "name"
_AROUND = 6
"""Words that stand before the match in a long line."""
_SIGNS = re.compile(r"[\W_]+")


class Entry(NamedTuple):
    """An entry of a page: where it is (`name`, `sponsor`, `backlog:ID`, `events:ID`, ...), and its lines."""

    where: str
    lines: tuple[str, ...]


def entries(name: str, page: CommunityPage) -> Iterator[Entry]:
    """Yield everything that people wrote about a community, its name first, in the order of its page."""
    yield Entry(NAME, (name,))
    found: list[tuple[str, Sequence[str]]] = [
        ("purposes", page.purposes),
        ("sponsor", page.sponsor),
        ("leader", (page.leader.name, page.leader.coach)),
        ("decides", (page.boundary.decides,)),
        ("asks", (page.boundary.asks,)),
        *((f"channels:{each.id}", (each.name, each.link)) for each in page.channels),
        *((f"events:{each.id}", (each.title, each.speaker, each.link, each.said)) for each in page.events),
        *((f"backlog:{each.id}", (each.text,)) for each in page.backlog),
        *((f"criteria:{each.criterion.id}", (each.note,)) for each in page.criteria),
    ]
    for where, texts in found:
        lines = tuple(
            line for text in texts for each in text.splitlines() if (line := " ".join(each.split()))
        )
        if lines:
            yield Entry(where, lines)


def words_begun(text: str) -> tuple[str, ...]:
    """Return the words of a search as `excerpt` takes them: without case and accents; () where there are none."""
    return tuple(f" {word}" for word in _plain(text).split())


def excerpt(entry: Entry, begun: Sequence[str]) -> str | None:
    """Return what to show of an entry in which every word of `begun` begins a word; None where one does not.

    Its first line, and below it the first one with a word of the search, where the first line has not all of them.
    """
    if not begun or not _met("".join(map(_plain, entry.lines)), begun, len(begun)):
        return None
    first, *others = entry.lines
    if _met(_plain(first), begun, len(begun)):
        return _cut(first, begun)
    more = next((each for each in others if _met(_plain(each), begun, 1)), "")
    return "\n".join(_cut(each, begun) for each in (first, more) if each)


def _met(plain: str, begun: Sequence[str], least: int) -> bool:
    """Tell whether at least so many words of a search begin a word."""
    return sum(each in plain for each in begun) >= least


def _cut(line: str, begun: Sequence[str]) -> str:
    """Return a line from shortly before its first match on."""
    parts = line.split()
    at = next((place for place, each in enumerate(parts) if _met(_plain(each), begun, 1)), 0)
    return line if at <= _AROUND else f"…{' '.join(parts[at - _AROUND :])}"


@lru_cache(maxsize=8192)
def _plain(text: str) -> str:
    """Return the words of a text without case, accents and signs, each with a blank before it."""
    bare = text.casefold()
    if not bare.isascii():
        bare = "".join(
            each for each in unicodedata.normalize("NFKD", bare) if not unicodedata.combining(each)
        )
    return "".join(f" {word}" for word in _SIGNS.sub(" ", bare).split())
