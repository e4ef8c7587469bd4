"""Goes through a text and returns what may stand in the way of learning."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache

from facilitator.language.guards import GUARDS, Found
from facilitator.language.hint import COUNTERFACTUAL, SEVERITIES, Hint
from facilitator.language.ideas import idea_of
from facilitator.language.prose import Block, blocks
from facilitator.language.rules import (
    WORD,
    Matcher,
    People,
    Rule,
    Sought,
    matchers,
    rules,
    severity_of,
    words,
)
from facilitator.language.sentences import sentences

_LINE_END = re.compile(r"\r\n|\r|\n")
_NAMED = frozenset({"B4", "B5", "B7"})
"""Rules that become the rule on names when a participant is the subject."""

_Search = tuple[int, int]
"""The number of a rule and of one of its searches."""
_NONE: frozenset[_Search] = frozenset()
_Place = tuple[int, Rule, Found]
"""Where a sentence begins in the text, the rule, and what was found in that sentence."""


def hints(text: str, names: Iterable[str] = (), adversaries: Iterable[str] = ()) -> tuple[Hint, ...]:
    """Return the hints on `text`, plain or Markdown, in the order of the text; no two overlap.

    `names` are participants: they count as persons, also with "@", as a possessive, or by a part of the name.
    `adversaries` are whoever attacked in an incident of security, in the words of the text: they are left alone.
    Any text is taken, and none is refused.
    """
    ready, people = matchers(tuple(sorted(set(names))), tuple(sorted(set(adversaries))))
    abbreviations = frozenset(words()["abbreviations"])
    found: list[_Place] = []
    for block in blocks(text):
        found += _in_block(block, ready, people, abbreviations)
    lines = [0, *(end.end() for end in _LINE_END.finditer(text))] if found else [0]
    return tuple(_hint(text, lines, *place) for place in _once_a_section(found))


@dataclass
class _Sentence:
    """A sentence, the one before it, and where they stand."""

    text: str
    words: list[str]
    before: str
    block: Block
    people: People

    @cached_property
    def persons(self) -> list[int]:
        """Where persons begin. They are looked for once, not once for each pattern that begins with one."""
        if self.people.heads.isdisjoint(self.words):
            return []
        return [each.start() for each in self.people.anybody.finditer(self.text)]

    def matches(self, sought: Sought) -> Iterator[re.Match[str]]:
        """Yield where an expression fits."""
        if not sought.of_person:
            yield from sought.expression.finditer(self.text)
            return
        for start in self.persons:
            match = sought.expression.match(self.text, start)
            if match:
                yield match


def _in_block(
    block: Block, ready: tuple[Matcher, ...], people: People, abbreviations: frozenset[str]
) -> Iterator[_Place]:
    before = ""
    for start, end in sentences(block.text, abbreviations):
        used = WORD.findall(block.text[start:end].lower())
        sentence = _Sentence(block.text[start:end], used, before, block, people)
        before = sentence.text
        asked = _NONE.union(*map(_asked_by, used))
        if asked:
            places = [
                place
                for order in sorted({order for order, _ in asked})
                if ready[order].rule.headings or not block.heading
                for place in _by_rule(ready[order], _asked(ready[order], order, asked), sentence)
            ]
            for rule, found in _without_overlap(places):
                yield block.start + start, rule, found


@lru_cache(maxsize=50_000)
def _asked_by(word: str) -> frozenset[_Search]:
    """Return the searches that are tried on a sentence with this word; most words are in none, and most sentences."""
    return frozenset(
        (order, number)
        for order, rule in enumerate(rules())
        for number, search in enumerate(rule.searches)
        if word.startswith(search.needs)
    )


def _asked(matcher: Matcher, order: int, asked: frozenset[_Search]) -> Iterator[Sought]:
    """Yield the expressions of one rule that are tried."""
    for number, sought in enumerate(matcher.searches):
        if (order, number) in asked:
            yield from sought


def _by_rule(matcher: Matcher, asked: Iterable[Sought], sentence: _Sentence) -> Iterator[tuple[Rule, Found]]:
    text = sentence.text
    excepted: list[tuple[int, int]] | None = None
    for sought in asked:
        for match in sentence.matches(sought):
            if excepted is None:
                excepted = [each.span() for one in matcher.exceptions for each in one.finditer(text)]
            start, end = _trimmed(text, *match.span())
            if start == end or any(begin < end and start < stop for begin, stop in excepted):
                continue
            has_who = "who" in sought.expression.groupindex and match["who"] is not None
            found = Found(
                sentence=text,
                previous=sentence.before,
                title=sentence.block.title,
                section=sentence.block.section,
                start=start,
                end=end,
                who=match["who"] if has_who else "",
                who_start=match.start("who") if has_who else start,
                people=sentence.people,
            )
            if not any(GUARDS[name](found) for name in matcher.rule.guards):
                yield _named(matcher.rule, found), found


def _trimmed(sentence: str, start: int, end: int) -> tuple[int, int]:
    """Return a span without anything but words and their marks at its ends."""
    while start < end and not (sentence[start].isalnum() or sentence[start] == "@"):
        start += 1
    while start < end and not sentence[end - 1].isalnum():
        end -= 1
    return start, end


def _named(rule: Rule, found: Found) -> Rule:
    """Return the rule on names when a participant is the subject of an act that went wrong."""
    if (rule.id in _NAMED or rule.id == "C3") and found.who and found.people.names.match(found.who):
        return next(each for each in rules() if each.id == "N1")
    return rule


def _without_overlap(places: list[tuple[Rule, Found]]) -> list[tuple[Rule, Found]]:
    """Return one hint for each place: of several the loudest, then the longest; some rules once a sentence."""
    if len(places) < 2:
        return places
    order = {rule.id: number for number, rule in enumerate(rules())}

    def rank(place: tuple[Rule, Found]) -> tuple[int, int, int, int]:
        rule, found = place
        loud = SEVERITIES.index(severity_of(rule, found.who))
        return loud, found.start - found.end, order[rule.id], found.start

    kept: list[tuple[Rule, Found]] = []
    for rule, found in sorted(places, key=rank):
        taken = any(found.start < other.end and other.start < found.end for _, other in kept)
        again = rule.once == "sentence" and any(other.id == rule.id for other, _ in kept)
        if not taken and not again:
            kept.append((rule, found))
    return sorted(kept, key=lambda place: place[1].start)


def _once_a_section(found: list[_Place]) -> Iterator[_Place]:
    """Leave the first of those hints that are given once a section."""
    given: set[tuple[int, str]] = set()
    for at, rule, each in found:
        if rule.once == "section":
            if (each.section, rule.kind) in given:
                continue
            given.add((each.section, rule.kind))
        yield at, rule, each


def _hint(text: str, lines: list[int], at: int, rule: Rule, found: Found) -> Hint:
    start, end = at + found.start, at + found.end
    line = bisect_right(lines, start)
    return Hint(
        start=start,
        end=end,
        line=line,
        column=start - lines[line - 1] + 1,
        words=text[start:end],
        kind=rule.kind,
        severity=severity_of(rule, found.who),
        rule=rule.id,
        reason=rule.reason,
        source=rule.source,
        suggestion=rule.suggestion,
        idea=idea_of(found) if rule.kind == COUNTERFACTUAL else "",
    )
