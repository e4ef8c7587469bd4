"""How something was decided, read from a protocol's entries for every kind of file.

A protocol may come from a document that somebody else wrote, so what has another shape counts as missing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from facilitator import voting
from facilitator.model import Protocol

ROUNDS: Mapping[str, str] = {
    voting.VOTE: "Vote",
    voting.RUN_OFF: "Run-off",
    voting.FIST: "Fist of five",
    voting.LOT: "Draw by lot",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """A candidate in a round: votes counted, or the fingers shown."""

    id: str
    title: str
    count: int
    fingers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class RoundAccount:
    """One closed round, the strongest candidate first; `lots` are (text, digest) of a draw with `seed`."""

    name: str
    candidates: tuple[Standing, ...]
    cast: int
    possible: int
    people: int
    seed: str
    lots: tuple[tuple[str, str], ...]

    @property
    def title(self) -> str:
        """What the round is called."""
        return ROUNDS.get(self.name, "Round")


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer of the consent round."""

    name: str
    objection: bool
    text: str


@dataclass(frozen=True, slots=True)
class Account:
    """The whole account of a decision; `chosen_id` and `chosen` are empty when nothing was decided.

    `chosen_ids` are all that were chosen; where several were, `chosen` names them all and `chosen_id` the first.
    """

    chosen_id: str
    chosen: str
    decided_by: str
    rounds: tuple[RoundAccount, ...]
    budget: int
    stacking: bool
    own_idea: bool
    tie_break: tuple[str, ...]
    declined: tuple[str, ...]
    objections: tuple[str, ...]
    proposed: str
    answers: tuple[Answer, ...]
    chosen_ids: tuple[str, ...] = ()

    @property
    def rules_in_words(self) -> str:
        """The rules as they were announced."""
        parts = [f"{self.rounds[0].people} people"] if self.rounds and self.rounds[0].people else []
        parts.append("one vote each" if self.budget == 1 else f"{self.budget} votes each")
        if self.budget > 1:
            parts.append("several on one allowed" if self.stacking else "one on each at most")
        if not self.own_idea:
            parts.append("not on one’s own idea")
        words = ", ".join(parts)
        order = ", ".join(ROUNDS[each].lower() for each in self.tie_break)
        tie = f" Ties, as announced: {order}." if order else ""
        return f"{words[:1].upper()}{words[1:]}.{tie}"

    @property
    def settled_in_words(self) -> str:
        """How a tie was settled, "" where there was none; a draw is told with what it takes to repeat it."""
        last = next((each for each in self.rounds if each.name == self.decided_by), None)
        if last is None or last.name == voting.VOTE:
            return ""
        if last.name == voting.LOT:
            return (
                f"The tie was settled by lot, with the seed {last.seed}. To check it: take the SHA-256 of the seed, a "
                "colon and each name; the smallest wins."
            )
        return f"A tie in the first vote, settled by the {last.title.lower()}."


def account_of(protocol: Protocol) -> Account:
    """Return what a protocol tells."""
    entries = protocol.entries
    rules, consent = _map(entries.get("rules")), _map(entries.get("consent"))
    chosen = _map(entries.get("elected")) or _map(entries.get("winner"))
    several = [_map(each) for each in _list(entries.get("picked"))] or ([chosen] if chosen else [])
    return Account(
        chosen_id=_text(several[0].get("id")) if several else "",
        chosen=", ".join(_text(each.get("title")) for each in several),
        decided_by=_text(entries.get("decided_by")),
        rounds=tuple(_round(_map(each)) for each in _list(entries.get("rounds"))),
        budget=max(1, _number(rules.get("budget"))),
        stacking=rules.get("stacking") is True,
        own_idea=rules.get("own_idea") is not False,
        tie_break=tuple(each for each in _list(rules.get("tie_break")) if each in ROUNDS),
        declined=tuple(_text(_map(each).get("title")) for each in _list(entries.get("declined"))),
        objections=tuple(each for each in _list(entries.get("objections")) if isinstance(each, str)),
        proposed=_text(_map(consent.get("proposed")).get("title")),
        answers=tuple(_answer(_map(each)) for each in _list(consent.get("answers"))),
        chosen_ids=tuple(_text(each.get("id")) for each in several),
    )


def _round(entry: Mapping[str, Any]) -> RoundAccount:
    candidates = [_standing(_map(each)) for each in _list(entry.get("candidates"))]
    lots = [_map(each) for each in _list(entry.get("lots"))]
    return RoundAccount(
        name=_text(entry.get("round")),
        candidates=tuple(sorted(candidates, key=lambda each: -(each.count + sum(each.fingers)))),
        cast=_number(entry.get("cast")),
        possible=_number(entry.get("possible")),
        people=_number(entry.get("people")),
        seed=_text(entry.get("seed")),
        lots=tuple((_text(each.get("text")), _text(each.get("digest"))) for each in lots),
    )


def _standing(entry: Mapping[str, Any]) -> Standing:
    fingers = tuple(_number(each) for each in _list(entry.get("fingers")))
    return Standing(_text(entry.get("id")), _text(entry.get("title")), _number(entry.get("count")), fingers)


def _answer(entry: Mapping[str, Any]) -> Answer:
    return Answer(_text(entry.get("name")), entry.get("answer") == "objection", _text(entry.get("text")))


def _map(value: Any) -> Mapping[str, Any]:
    return value if isinstance(value, Mapping) else {}


def _list(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else []


def _text(value: Any) -> str:
    return value if isinstance(value, str) else ""


def _number(value: Any) -> int:
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
