"""The rules and word lists of resources/language as values, and how their patterns become regular expressions."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple

import resources
from facilitator.language.hint import SOFT

WORD = re.compile(r"[^\W\d_]+")
"""A word, in lower case, as far as it decides what is tried at all."""
_NEVER = "(?!)"
_BARE_BLANK = re.compile(r"\[(?:\\.|[^\]])*\]|\(\?<[=!][^)]*\)| (?![*+?{])")
_OR = re.compile(r"(?<!\\)\|\\b")
"""Another way to begin, side by side with the first."""
_SLOT = re.compile(r"\{([a-z_]+)\}")


@dataclass(frozen=True)
class Search:
    """Patterns that are tried on a sentence in which a word begins like one of `needs`."""

    needs: tuple[str, ...]
    patterns: tuple[str, ...]


@dataclass(frozen=True)
class Rule:
    """A rule as written in rules.toml. `own` is the severity when somebody says it of themselves."""

    id: str
    kind: str
    severity: str
    own: str
    reason: str
    source: str
    suggestion: str
    guards: tuple[str, ...]
    searches: tuple[Search, ...]
    exceptions: tuple[str, ...]
    headings: bool
    once: str


class Sought(NamedTuple):
    """An expression, and whether it begins with a person: then it is tried where one begins."""

    expression: re.Pattern[str]
    of_person: bool


@dataclass(frozen=True)
class Matcher:
    """A rule made ready for one document: its names and adversaries are in the expressions."""

    rule: Rule
    searches: tuple[tuple[Sought, ...], ...]
    exceptions: tuple[re.Pattern[str], ...]


@dataclass(frozen=True)
class People:
    """Who counts as a person in a document: expressions for anybody, anybody at work, names alone, adversaries.

    One of `heads` is among the words of any sentence with a person in it.
    """

    heads: frozenset[str]
    anybody: re.Pattern[str]
    person: re.Pattern[str]
    names: re.Pattern[str]
    adversary: re.Pattern[str]


@lru_cache(maxsize=1)
def words() -> Mapping[str, tuple[str, ...]]:
    """Return the word lists by name."""
    table = tomllib.loads(resources.read_text("language/words.toml"))["lists"]
    return {name: tuple(each) for name, each in table.items()}


@lru_cache(maxsize=1)
def rules() -> tuple[Rule, ...]:
    """Return all rules, in the order of the file."""
    return tuple(_rule(each) for each in tomllib.loads(resources.read_text("language/rules.toml"))["rule"])


def _rule(table: Mapping[str, Any]) -> Rule:
    severity = str(table["severity"])
    return Rule(
        id=str(table["id"]),
        kind=str(table["class"]),
        severity=severity,
        own=str(table.get("own", severity)),
        reason=str(table["reason"]),
        source=str(table["source"]),
        suggestion=str(table["suggestion"]),
        guards=tuple(table["guards"]),
        searches=tuple(_search(each) for each in (table, *table.get("also", []))),
        exceptions=tuple(table.get("except", [])),
        headings=bool(table.get("headings", False)),
        once=str(table.get("once", "")),
    )


def _search(table: Mapping[str, Any]) -> Search:
    """Return one search. All acts share one pattern: looking for the subject once takes a tenth of the time."""
    patterns = tuple(table.get("patterns", []))
    if "acts" in table:
        patterns += (f"{table['subject']} (?:{'|'.join(table['acts'])})",)
    return Search(tuple(table["needs"]), patterns)


@lru_cache(maxsize=16)
def matchers(names: tuple[str, ...], adversaries: tuple[str, ...]) -> tuple[tuple[Matcher, ...], People]:
    """Return the rules ready to be used, for these participants and adversaries."""
    slots = _slots(names)
    ready = tuple(
        Matcher(
            rule,
            tuple(tuple(_sought(each, slots) for each in search.patterns) for search in rule.searches),
            tuple(compiled(each, slots) for each in rule.exceptions),
        )
        for rule in rules()
    )
    lists = words()
    enemies = [f"{each}s?" for each in lists["adversaries"]] + [_escaped(each) for each in adversaries]
    people = People(
        heads=_heads(names),
        anybody=expression(rf"\b(?:{slots['person']})"),
        person=expression(rf"\b(?:{slots['staff']}|I|we)\b"),
        names=expression(rf"(?:{'|'.join(map(_escaped, _called(names))) or _NEVER})\Z"),
        adversary=expression(rf"(?<!\w)(?:{'|'.join(enemies)})(?!\w)"),
    )
    return ready, people


def _sought(pattern: str, slots: Mapping[str, str]) -> Sought:
    return Sought(
        compiled(pattern, slots),
        pattern.startswith((r"\b{person}", r"\b{staff}")) and not _OR.search(pattern),
    )


def compiled(pattern: str, slots: Mapping[str, str]) -> re.Pattern[str]:
    """Return a pattern of rules.toml as an expression. The first person in it becomes the group "who"."""
    named = "(?P<who>" in pattern

    def fill(slot: re.Match[str]) -> str:
        nonlocal named
        name = slot.group(1)
        if name in {"person", "staff", "interrogated"} and not named:
            named = True
            return f"(?P<who>{slots[name]})"
        return f"(?:{slots[name]})"

    return expression(_SLOT.sub(fill, pattern))


def expression(pattern: str) -> re.Pattern[str]:
    """Return an expression without regard to case in which a blank stands for any number of blanks.

    Blanks in sets and in what looks back stay single: the latter must have one length.
    """
    wide = _BARE_BLANK.sub(lambda part: " +" if part.group() == " " else part.group(), pattern)
    return re.compile(wide, re.IGNORECASE)


def _slots(names: tuple[str, ...]) -> dict[str, str]:
    lists = words()
    slots = {name: "|".join(each) for name, each in lists.items()}
    called = _names(names)
    qualifier = rf"(?:(?!(?:{slots['function_words']})(?![\w'-]))[^\s,;:.!?()\ufffc]{{1,30}} ){{0,3}}?"

    def worker(people: str) -> str:
        return (
            rf"(?:(?:{slots['determiners']}) {qualifier}(?:{people})s?"
            rf"|(?:(?:{slots['determiners']}) )?(?:{slots['groups']})|(?:{people})s"
            rf"|(?<![a-z',] ){qualifier}(?:{people}))(?![\w-])"
        )

    anybody = f"{slots['roles']}|{slots['guests']}"
    slots["staff"] = rf"{worker(slots['roles'])}|{called}|we|(?-i:I)|you|he|she"
    slots["person"] = rf"{worker(anybody)}|{called}|we|(?-i:I)|you|he|she|they"
    slots["interrogated"] = (
        rf"{worker(slots['roles'])}|{called}|we|(?-i:I)|you|he|she|they|nobody|no one|noone"
    )
    slots["names_own"] = rf"(?:{called})(?:'s|')"
    adverb = rf"(?:{slots['adverbs']}|[a-z]{{2,20}}ly)"
    slots["adv"] = rf"(?: {adverb}){{0,3}}"
    plain = rf"(?!(?:{slots['function_words']})\b)[\w'/-]{{1,30}}"
    slots["near"] = (
        r"(?: (?:on|in|at|from|of|for|with|doing|performing|running) (?:the |our |a |an )?"
        rf"{plain}(?: {plain}){{0,2}}?|, who[^.;]{{1,140}}?,|,? who(?: [\w'/-]{{1,30}}){{1,6}}?,?)?"
    )
    regular = rf"(?!(?:{slots['not_participles']})\b)[a-z-]{{1,22}}ed\b"
    plain_participle = rf"(?:{slots['irregular']})\b|{regular}"
    slots["participle"] = rf"been{slots['adv']} (?:{plain_participle})|{plain_participle}|been\b"
    slots["pasttense"] = rf"(?:{slots['past']})\b|{regular}"
    slots["start"] = r"(?:^|(?<=[:;,–—(]))[^\w\ufffc]*(?:(?:and|so|but|or|then|well|also|now)\b,? )?"
    return slots


def _heads(names: tuple[str, ...]) -> frozenset[str]:
    """Return the last words of everything that is called a person."""
    lists = words()
    called = [*lists["roles"], *lists["guests"], *lists["groups"], *_called(names)]
    last = {(WORD.findall(each.lower()) or [""])[-1] for each in called}
    return frozenset(last | {f"{each}s" for each in last} | {"we", "i", "you", "he", "she", "they"})


def _called(names: Iterable[str]) -> list[str]:
    """Return how participants may be called: whole names and their parts, with a capital, the longest first."""
    found: set[str] = set()
    for name in names:
        whole = name.strip().lstrip("@")
        parts = [each for each in re.split(r"[\s,]+", whole) if len(each) > 1 and each[0].isalpha()]
        capital = [each for each in parts if each[0].isupper() or len(parts) == 1]
        found.update(
            each[0].upper() + each[1:]
            for each in [whole, *capital]
            if any(letter.isalpha() for letter in each)
        )
    return sorted(found, key=lambda name: (-len(name), name))


def _names(names: Iterable[str]) -> str:
    """Return an expression for the participants; a name without a capital is one only after "@"."""
    each = "|".join(map(_escaped, _called(names)))
    return rf"(?:(?<=@)(?:{each})|(?-i:{each}))(?![\w-])" if each else _NEVER


def _escaped(text: str) -> str:
    return re.escape(text.replace("’", "'")).replace(r"\ ", " ")


def severity_of(rule: Rule, who: str) -> str:
    """Return how loud the hint is when `who` is the subject. What people say of themselves is never scolded."""
    own = {"we", "i", "our", "my", "us", "one of us", "both of us", "all of us", "some of us", "two of us"}
    return rule.own or SOFT if who.casefold() in own else rule.severity
