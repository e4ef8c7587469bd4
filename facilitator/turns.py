"""Taking turns: who speaks, how often and how long, for the one who leads. Kept in memory only, gone with the window.

Nothing of this is stored, shown to the room or counted against anybody. The room may see `balance` alone: one figure
for all of it. Seconds everywhere, on any clock that only runs forward.
"""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

Prompt = Literal["quiet", "long_now", "much", "round"]
LONG_TURN = 120.0
"""Seconds from which on one turn is long."""
SETTLED = 300.0
"""Seconds of talk before anything is said about who speaks much or not at all."""
MUCH = 2.0
"""Speaking much is more than this many times an equal share of the time."""
FEW_PEOPLE = 3
"""Below this number of people shares say nothing."""


@dataclass(frozen=True, slots=True)
class Speaker:
    """Somebody in the room with their turns and seconds so far; `speaking` while they have the word."""

    id: str
    name: str
    turns: int = 0
    seconds: float = 0.0
    speaking: bool = False


@dataclass(frozen=True, slots=True)
class Hint:
    """A private hint to the one who leads: what is noticed, about whom (None for the room as a whole)."""

    prompt: Prompt
    person_id: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Turns:
    """The turns of a meeting, an immutable value. `order` is the order of a round, `passed` who had theirs in it."""

    people: tuple[tuple[str, str], ...] = ()
    talk: tuple[tuple[str, float, float], ...] = ()
    now: tuple[str, float] | None = None
    passed: frozenset[str] = frozenset()

    def with_people(self, people: Iterable[tuple[str, str]]) -> "Turns":
        """Return the turns with these people, pairs of id and name; what somebody said before stays with them."""
        return replace(self, people=tuple(people))

    def begin(self, person_id: str, at: float) -> "Turns":
        """Return the turns once somebody begins to speak; whoever spoke until then has ended.

        A second tap on the one who speaks changes nothing: their turn goes on.
        """
        if self.now is not None and self.now[0] == person_id:
            return self
        ended = self.end(at)
        return replace(ended, now=(person_id, at), passed=ended.passed | {person_id})

    def end(self, at: float) -> "Turns":
        """Return the turns once nobody speaks."""
        if self.now is None:
            return self
        person_id, since = self.now
        return replace(self, talk=(*self.talk, (person_id, since, max(at, since))), now=None)

    def take_back(self) -> "Turns":
        """Return the turns without the newest one: a slip of the finger."""
        if self.now is not None:
            return replace(self, now=None)
        return replace(self, talk=self.talk[:-1])

    def forgotten(self) -> "Turns":
        """Return the same people without anything that they said: what the end of a meeting leaves."""
        return Turns(self.people)

    def speakers(self, at: float) -> tuple[Speaker, ...]:
        """Return everybody with their turns and seconds at the moment `at`, in the order of the list."""
        turns: dict[str, int] = {}
        seconds: dict[str, float] = {}
        for person_id, since, until in self._all(at):
            turns[person_id] = turns.get(person_id, 0) + 1
            seconds[person_id] = seconds.get(person_id, 0.0) + until - since
        speaking = self.now[0] if self.now else None
        return tuple(
            Speaker(each, name, turns.get(each, 0), seconds.get(each, 0.0), each == speaking)
            for each, name in self.people
        )

    def silent(self, at: float) -> tuple[Speaker, ...]:
        """Return who has not spoken yet."""
        return tuple(each for each in self.speakers(at) if not each.turns)

    def hints(self, at: float) -> tuple[Hint, ...]:
        """Return what to notice now, the most pressing first: never more than one hint about a person.

        - "long_now": whoever speaks has had the word for `LONG_TURN`;
        - "quiet": somebody has not spoken, once the room has talked for `SETTLED`;
        - "much": somebody has had more than `MUCH` times an equal share;
        - "round": half of the room has not spoken, so a round helps more than one name.
        """
        everybody = self.speakers(at)
        total = sum(each.seconds for each in everybody)
        found: list[Hint] = []
        if self.now is not None and at - self.now[1] >= LONG_TURN:
            person = next((each for each in everybody if each.speaking), None)
            if person is not None:
                found.append(Hint("long_now", person.id, person.name))
        if total < SETTLED or len(everybody) < FEW_PEOPLE:
            return tuple(found)
        silent = [each for each in everybody if not each.turns]
        if len(silent) * 2 >= len(everybody):
            found.append(Hint("round"))
        else:
            found += [Hint("quiet", each.id, each.name) for each in silent]
        share = total / len(everybody)
        told = {each.person_id for each in found}
        found += [
            Hint("much", each.id, each.name)
            for each in sorted(everybody, key=lambda one: -one.seconds)
            if each.seconds > MUCH * share and each.id not in told
        ]
        return tuple(found)

    def balance(self, at: float) -> float | None:
        """Return how evenly the talk is spread, from 0 (one voice) to 1 (equal shares); None before it can be told.

        The evenness of Pielou: the entropy of the shares against that of equal ones. No person can be read from it.
        """
        everybody = self.speakers(at)
        total = sum(each.seconds for each in everybody)
        if len(everybody) < FEW_PEOPLE or total < SETTLED:
            return None
        shares = [each.seconds / total for each in everybody if each.seconds > 0]
        entropy = -sum(share * math.log(share) for share in shares)
        return min(1.0, max(0.0, entropy / math.log(len(everybody))))

    def start_round(self) -> "Turns":
        """Return the turns at the beginning of a round: nobody has had theirs."""
        return replace(self, passed=frozenset())

    def pass_on(self, person_id: str) -> "Turns":
        """Return the turns once somebody passes in a round."""
        return replace(self, passed=self.passed | {person_id})

    def waiting(self, at: float) -> tuple[Speaker, ...]:
        """Return who comes next in a round: those who have said least first, then by the list."""
        left = [each for each in self.speakers(at) if each.id not in self.passed]
        return tuple(sorted(left, key=lambda each: (each.seconds, each.turns)))

    def _all(self, at: float) -> Sequence[tuple[str, float, float]]:
        if self.now is None:
            return self.talk
        return (*self.talk, (self.now[0], self.now[1], max(at, self.now[1])))
