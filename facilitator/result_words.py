"""How a key result is worded: whether a figure says when it is reached, and whether effort stands in for impact.

English words are known. Whatever is not is taken to be right: to ask too rarely is better than to ask about words
that are fine.
"""

import re
from typing import Literal

from facilitator.key_results import KeyResult

Asks = Literal["no_figure", "no_baseline", "no_date", "velocity"]

# Figures that people write as words.
_COUNTS = """
    all both double every everybody everyone half never no nobody none nothing once quarter third triple twice zero one
    two three four five six seven eight nine ten eleven twelve
"""
_FIGURE = re.compile(rf"\d|\b(?:{'|'.join(_COUNTS.split())})\b", re.IGNORECASE)
# How much was done, and how fast: it can double while nobody is better off. The table of these is a list of habits of
# the trade, so it is kept short and plain.
_EFFORT = re.compile(
    r"\b(?:velocit(?:y|ies)|(?:story|sprint|function) points?|burn[- ]?(?:down|up)s?|throughput|output"
    r"|lines? of code|(?:commits?|pull requests?|merge requests?|tickets?|stories|features|issues|releases)"
    r" (?:closed|done|finished|merged|delivered|completed|shipped|per (?:sprint|week|month|day))"
    r"|(?:number|count) of (?:commits|pull requests|tickets|stories|features|releases)"
    r"|utili[sz]ation|hours worked|man[- ]days)\b",
    re.IGNORECASE,
)


def asks_about(result: KeyResult) -> tuple[Asks, ...]:
    """Return what could be asked about a key result, the most important first; nothing about an empty one."""
    if not result.text.strip():
        return ()
    found: list[Asks] = []
    if _EFFORT.search(f"{result.text} {result.target}"):
        found.append("velocity")
    if not _FIGURE.search(result.target):
        found.append("no_figure")
    elif not result.baseline.strip():
        found.append("no_baseline")
    if not result.due.strip():
        found.append("no_date")
    return tuple(found)
