"""Where sentences and clauses begin and end in text as `prose` hands it out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator.language.prose import BREAK

LONGEST = 1500
"""Characters. What is longer is no sentence that anybody wrote, and is cut so that each pattern stays quick."""

_END = re.compile(rf"[.!?…]+[^\w\s{BREAK}]{{0,4}}\s+(?=[^a-z\s,;:)])|{BREAK}+")
_LAST_TOKEN = re.compile(r"[\w.]{1,12}$")
_CLAUSE = re.compile(
    r"[,;:()–—]| - "
    r"|\b(?:and|but|because|so|which|while|although|though|since|whereas|however|until|that|when|as|if|or)\b",
    re.IGNORECASE,
)


def sentences(text: str, abbreviations: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Yield the begin and end of each sentence in one block."""
    start = 0
    for mark in _END.finditer(text):
        token = _LAST_TOKEN.search(text[max(0, mark.start() - 12) : mark.start()])
        if text[mark.start()] == "." and token and token.group().casefold().strip(".") in abbreviations:
            continue
        yield from _pieces(text, start, mark.end())
        start = mark.end()
    yield from _pieces(text, start, len(text))


def _pieces(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > start else start + LONGEST
        yield start, cut
        start = cut
    if start < end:
        yield start, end


def clause_start(sentence: str, at: int) -> int:
    """Return where the clause that holds the offset `at` begins."""
    begin = 0
    for mark in _CLAUSE.finditer(sentence, max(0, at - 200), at):
        begin = mark.end()
    return begin
