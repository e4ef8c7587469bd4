"""How an action is worded: whether it begins with a verb that promises a result, and whether one person owns it.

English beginnings are known. A word that is not is taken for a verb, so that other languages are left alone: to ask
too rarely is better than to ask about words that are right.
"""

import re
from typing import Literal

Beginning = Literal["verb", "no_verb", "weak_verb"]

# Beginnings that promise effort and no result. Whoever reads them later cannot tell when they are done.
_WEAK = (
    "investigate", "look into", "look at", "explore", "consider", "think about", "discuss", "talk about", "try to",
    "make sure", "ensure that", "be careful", "be more", "pay attention", "improve", "fix", "handle", "address",
    "monitor", "keep an eye", "research", "evaluate", "assess", "remember", "avoid", "stop making", "understand",
    "continue", "work on", "support", "help", "should", "could", "must", "need to", "needs to",
)  # fmt: skip
# No request begins with one of these: what follows them is a thing, a person or a wish.
_OPENERS = """
    a all an and another any as at because better both but by each every everybody everyone fewer for from he her his
    how i if in it its less more my new no nobody of old on or other our she so some somebody someone than that the
    their there these they this those to we what when where who why with without worse you your
"""
_NO_VERBS = frozenset(_OPENERS.split())
_NAMES_OF_THINGS = re.compile(r"(?:(?:tion|sion|ment|ance|ence|ing)s?|ness|ism|ship|ity|ities)$")
_VERBS_ALL_THE_SAME = """
    action advance balance bring comment commission complement condition document enhance experiment finance function
    implement increment mention partition ping position provision question reference ring segment sequence string
    supplement transition version
"""
_VERBS = frozenset(_VERBS_ALL_THE_SAME.split())
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_SEVERAL = re.compile(r"[,;/&+]|\s(?:and|or|und|oder|et|y|e)\s", re.IGNORECASE)


def how_it_begins(text: str) -> Beginning:
    """Tell how the text of an action begins: with a verb, with none, or with one that promises no result."""
    words = _WORD.findall(text)
    if not words:
        return "no_verb"
    line = " ".join(words).casefold()
    if any(line == each or line.startswith(f"{each} ") for each in _WEAK):
        return "weak_verb"
    first = words[0].casefold()
    if first in _NO_VERBS or (_NAMES_OF_THINGS.search(first) and first not in _VERBS):
        return "no_verb"
    return "verb"


def several_people(owner: str) -> bool:
    """Tell whether an owner reads like more than one: "Ana, Bo", "Ana and Bo", "Ana/Bo"."""
    return _SEVERAL.search(f" {owner.strip(' ,;/&+')} ") is not None
