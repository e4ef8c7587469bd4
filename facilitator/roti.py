"""Return on time invested: what a room thinks its time was worth, from 1 to 5."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.errors import UserError

LEAST, MOST = 1, 5


@dataclass(frozen=True, slots=True)
class Roti:
    """The answers of a room: `distribution` counts them from 1 to 5; without answers the rest is None."""

    count: int
    median: float | None
    lowest: int | None
    highest: int | None
    distribution: tuple[int, ...]


def roti_summary(answers: Iterable[int]) -> Roti:
    """Return the summary of `answers`. The median of an even number may lie half way between two answers.

    Raises:
        UserError: an answer is no whole number from 1 to 5.
    """
    ranked = list(answers)
    if any(not isinstance(each, int) or not LEAST <= each <= MOST for each in ranked):
        raise UserError(f"Return on time invested is a whole number from {LEAST} to {MOST}.")
    ranked.sort()
    spread = tuple(ranked.count(value) for value in range(LEAST, MOST + 1))
    if not ranked:
        return Roti(0, None, None, None, spread)
    half = len(ranked) // 2
    median = (ranked[half] + ranked[-half - 1]) / 2
    return Roti(len(ranked), median, ranked[0], ranked[-1], spread)
