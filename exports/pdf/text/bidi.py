"""The order of mixed left-to-right and right-to-left text: the Unicode Bidirectional Algorithm (UAX #9).

Explicit embeddings and overrides are cleaned away before text gets here, so rules X2 to X5 and X7 have nothing to do;
isolates and paired brackets are followed. Rule L1 resets trailing white space, which is never drawn, and tabs,
which are cleaned away; hence it is left out.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from unicodedata import bidirectional, normalize

import regex

import resources

MAX_DEPTH = 125
MAX_BRACKETS = 63

_ISOLATES = frozenset({"LRI", "RLI", "FSI"})
_NEUTRAL = frozenset({"B", "S", "WS", "ON", "LRI", "RLI", "FSI", "PDI"})
_REMOVED = frozenset({"LRE", "RLE", "LRO", "RLO", "PDF", "BN"})
_RIGHT_TO_LEFT = regex.compile(
    r"[\p{Bidi_Class=R}\p{Bidi_Class=AL}\p{Bidi_Class=AN}\p{Bidi_Class=RLI}\p{Bidi_Class=FSI}\u200f]"
)


def needs_ordering(text: str) -> bool:
    """Return whether anything in `text` can run from right to left."""
    return not text.isascii() and _RIGHT_TO_LEFT.search(text) is not None


def paragraph_levels(text: str, base: int | None = None) -> tuple[int, list[int]]:
    """Return the base level of one paragraph and the embedding level of each of its characters.

    Even levels run left to right, odd ones right to left. `base` None takes the direction of the first strong
    character outside isolates (rules P2 and P3), left to right if there is none.
    """
    classes = [bidirectional(character) or "L" for character in text]
    partners = _isolate_partners(classes)
    if base is None:
        base = _first_strong(classes, partners, 0, len(classes))
    explicit = _explicit_levels(classes, partners, base)
    kept = [index for index, kind in enumerate(classes) if kind not in _REMOVED]
    place = {index: position for position, index in enumerate(kept)}
    levels = list(explicit)
    for sequence in _isolating_runs(classes, partners, explicit, kept):
        level = explicit[sequence[0]]
        start, end = _outer_kinds(sequence, place, kept, classes, partners, explicit, base)
        kinds = [classes[index] for index in sequence]
        _weak(kinds, start)
        _brackets(text, classes, sequence, kinds, level, start)
        _neutral(kinds, level, start, end)
        for index, kind in zip(sequence, kinds, strict=True):
            levels[index] = _implicit(kind, level)
    _level_the_removed(classes, levels, base)
    return base, levels


def visual_order(levels: Sequence[int]) -> list[int]:
    """Return the indices of `levels` in the order in which they are drawn from left to right (rule L2)."""
    order = list(range(len(levels)))
    if not levels:
        return order
    lowest_odd = min((level for level in levels if level % 2), default=max(levels) + 1)
    for limit in range(max(levels), lowest_odd - 1, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end]] >= limit:
                end += 1
            if end > start:
                order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return order


def _isolate_partners(classes: list[str]) -> dict[int, int]:
    """Match isolate initiators and PDIs both ways (BD9); an initiator without PDI maps to the end of the text."""
    partners: dict[int, int] = {}
    waiting: list[int] = []
    for index, kind in enumerate(classes):
        if kind in _ISOLATES:
            waiting.append(index)
            partners[index] = len(classes)
        elif kind == "PDI" and waiting:
            start = waiting.pop()
            partners[start] = index
            partners[index] = start
    return partners


def _first_strong(classes: list[str], partners: dict[int, int], start: int, end: int) -> int:
    index = start
    while index < end:
        kind = classes[index]
        if kind == "L":
            return 0
        if kind in ("R", "AL"):
            return 1
        index = partners[index] + 1 if kind in _ISOLATES else index + 1
    return 0


def _explicit_levels(classes: list[str], partners: dict[int, int], base: int) -> list[int]:
    """Rules X1, X5a to X6a and X8: the levels that isolates give."""
    levels = [base] * len(classes)
    stack = [base]
    overflow = 0
    for index, kind in enumerate(classes):
        if kind in _ISOLATES:
            levels[index] = stack[-1]
            rightward = kind == "LRI" or (
                kind == "FSI" and _first_strong(classes, partners, index + 1, partners[index]) == 0
            )
            deeper = (stack[-1] + 2) & ~1 if rightward else (stack[-1] + 1) | 1
            if deeper <= MAX_DEPTH and not overflow:
                stack.append(deeper)
            else:
                overflow += 1
        elif kind == "PDI":
            if overflow and index in partners:
                overflow -= 1
            elif index in partners:
                stack.pop()
            levels[index] = stack[-1]
        elif kind != "B":
            levels[index] = stack[-1]
    return levels


def _isolating_runs(
    classes: list[str], partners: dict[int, int], levels: list[int], kept: list[int]
) -> list[list[int]]:
    """Rule X10 and BD13: runs of one level, joined over the isolates between them."""
    runs: list[list[int]] = []
    for index in kept:
        if runs and levels[runs[-1][-1]] == levels[index]:
            runs[-1].append(index)
        else:
            runs.append([index])
    by_start = {run[0]: run for run in runs}
    sequences: list[list[int]] = []
    for run in runs:
        if classes[run[0]] == "PDI" and run[0] in partners:
            continue
        sequence = list(run)
        while classes[sequence[-1]] in _ISOLATES and partners[sequence[-1]] in by_start:
            sequence += by_start[partners[sequence[-1]]]
        sequences.append(sequence)
    return sequences


def _outer_kinds(
    sequence: list[int],
    place: dict[int, int],
    kept: list[int],
    classes: list[str],
    partners: dict[int, int],
    explicit: list[int],
    base: int,
) -> tuple[str, str]:
    """The directions a sequence meets at its two ends (sos and eos of rule X10)."""
    level = explicit[sequence[0]]
    first, last = place[sequence[0]], place[sequence[-1]]
    before = explicit[kept[first - 1]] if first else base
    # An isolate that is never closed ends at the end of the paragraph.
    open_ended = classes[sequence[-1]] in _ISOLATES and partners[sequence[-1]] == len(classes)
    after = base if open_ended or last + 1 == len(kept) else explicit[kept[last + 1]]
    return ("R" if max(level, before) % 2 else "L"), ("R" if max(level, after) % 2 else "L")


def _weak(kinds: list[str], start: str) -> None:
    """Rules W1 to W7: marks, numbers and what belongs to numbers. Changes `kinds` in place."""
    strong = previous = start
    for index, kind in enumerate(kinds):
        if kind == "NSM":
            kind = "ON" if previous in _ISOLATES or previous == "PDI" else previous
        previous = kind
        if kind in ("L", "R", "AL"):
            strong = kind
        if kind == "EN" and strong == "AL":
            kind = "AN"
        kinds[index] = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]
    for index in range(1, len(kinds) - 1):
        left, kind, right = kinds[index - 1 : index + 2]
        if left == right and ((kind in ("ES", "CS") and left == "EN") or (kind == "CS" and left == "AN")):
            kinds[index] = left
    index = 0
    while index < len(kinds):
        end = index
        while end < len(kinds) and kinds[end] == "ET":
            end += 1
        if end > index:
            beside_number = (index and kinds[index - 1] == "EN") or (end < len(kinds) and kinds[end] == "EN")
            kinds[index:end] = ["EN" if beside_number else "ON"] * (end - index)
        index = max(end, index + 1)
    strong = start
    for index, kind in enumerate(kinds):
        if kind in ("ES", "CS"):
            kinds[index] = "ON"
        elif kind in ("L", "R"):
            strong = kind
        elif kind == "EN" and strong == "L":
            kinds[index] = "L"


def _direction(kind: str) -> str | None:
    """The direction a kind counts for in the neutral rules, where numbers count as right to left."""
    return {"L": "L", "R": "R", "EN": "R", "AN": "R"}.get(kind)


def _brackets(
    text: str, originals: list[str], sequence: list[int], kinds: list[str], level: int, start: str
) -> None:
    """Rule N0: both brackets of a pair take one direction. `originals` are the classes of the whole text."""
    embedding = "R" if level % 2 else "L"
    for opening, closing in _bracket_pairs(text, sequence, kinds):
        inside = {_direction(kind) for kind in kinds[opening + 1 : closing]} - {None}
        if embedding in inside:
            direction = embedding
        elif inside:
            context = next(
                (found for kind in reversed(kinds[:opening]) if (found := _direction(kind))), start
            )
            direction = context if context != embedding else embedding
        else:
            continue
        for place in (opening, closing):
            kinds[place] = direction
            # Marks on a bracket go with it.
            for follower in range(place + 1, len(kinds)):
                if originals[sequence[follower]] != "NSM":
                    break
                kinds[follower] = direction


def _bracket_pairs(text: str, sequence: list[int], kinds: list[str]) -> list[tuple[int, int]]:
    """BD16: the pairs of brackets as places in the sequence, sorted by the opening one."""
    opening, closing = _bracket_table()
    waiting: list[tuple[str, int]] = []
    pairs: list[tuple[int, int]] = []
    for place, index in enumerate(sequence):
        if kinds[place] != "ON":
            continue
        character = normalize("NFC", text[index])
        if character in opening:
            if len(waiting) == MAX_BRACKETS:
                return []
            waiting.append((opening[character], place))
        elif character in closing:
            for depth in range(len(waiting) - 1, -1, -1):
                if waiting[depth][0] == character:
                    pairs.append((waiting[depth][1], place))
                    del waiting[depth:]
                    break
    return sorted(pairs)


@cache
def _bracket_table() -> tuple[dict[str, str], frozenset[str]]:
    """Opening brackets with their closing ones, and all closing ones, in their canonical form."""
    opening: dict[str, str] = {}
    for line in resources.read_text("unicode/bidi_brackets.txt").splitlines():
        if line and not line.startswith("#"):
            left, right = (normalize("NFC", chr(int(code, 16))) for code in line.split())
            opening[left] = right
    return opening, frozenset(opening.values())


def _neutral(kinds: list[str], level: int, start: str, end: str) -> None:
    """Rules N1 and N2: neutral characters take the direction around them, or that of the embedding."""
    index = 0
    while index < len(kinds):
        stop = index
        while stop < len(kinds) and kinds[stop] in _NEUTRAL:
            stop += 1
        if stop > index:
            before = _direction(kinds[index - 1]) if index else start
            after = _direction(kinds[stop]) if stop < len(kinds) else end
            direction = before if before == after and before else ("R" if level % 2 else "L")
            kinds[index:stop] = [direction] * (stop - index)
        index = max(stop, index + 1)


def _implicit(kind: str, level: int) -> int:
    """Rules I1 and I2: the level of one resolved character."""
    if level % 2:
        return level + (kind != "R")
    return level + {"L": 0, "R": 1}.get(kind, 2)


def _level_the_removed(classes: list[str], levels: list[int], base: int) -> None:
    """Give characters that rule X9 takes out the level of what stands before them, so that no run is cut."""
    previous = base
    for index, kind in enumerate(classes):
        if kind in _REMOVED:
            levels[index] = previous
        previous = levels[index]
