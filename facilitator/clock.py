"""The clock of a timebox, as a value. All times are seconds; `now` is a reading of a monotonic clock."""

import sys
import time
from typing import Literal, NamedTuple

Pace = Literal["fine", "last_fifth", "nearly_over", "over"]

SLEEP_GAP = 5.0
"""When the clock that counts sleep gains more than this many seconds on the monotonic one, the machine slept."""


class Timebox(NamedTuple):
    """How much of a timebox is left: `left` at the moment `since`, or at rest when `since` is None.

    The timebox is advisory: what is left goes on below zero.
    """

    planned: float
    left: float
    since: float | None = None

    @property
    def running(self) -> bool:
        """Whether the clock runs."""
        return self.since is not None

    def remaining(self, now: float) -> float:
        """Return the seconds left at `now`, negative once the timebox is over."""
        return self.left if self.since is None else self.left - (now - self.since)

    def started(self, now: float) -> "Timebox":
        """Return the clock running from `now`."""
        return self if self.running else self._replace(since=now)

    def paused(self, now: float) -> "Timebox":
        """Return the clock at rest with what is left at `now`."""
        return self._replace(left=self.remaining(now), since=None)

    def added(self, seconds: float) -> "Timebox":
        """Return the clock with `seconds` more (or fewer) planned and left; the plan never falls below zero."""
        step = max(seconds, -self.planned)
        return self._replace(planned=self.planned + step, left=self.left + step)

    def reset(self, now: float) -> "Timebox":
        """Return the clock with its whole timebox left, running if it ran."""
        return self._replace(left=self.planned, since=None if self.since is None else now)

    def used(self, now: float) -> float:
        """Return the seconds that have passed in this timebox."""
        return self.planned - self.remaining(now)

    def pace(self, now: float) -> Pace:
        """Return what the desk and the room are told by word, shape and colour: 20 % and 5 % left, and over."""
        left = self.remaining(now)
        if left < 0:
            return "over"
        if self.planned <= 0 or left <= 0.05 * self.planned:
            return "nearly_over"
        return "last_fifth" if left <= 0.2 * self.planned else "fine"


def new_timebox(minutes: float) -> Timebox:
    """Return a clock at rest with `minutes` planned and left."""
    return Timebox(planned=minutes * 60.0, left=minutes * 60.0)


def show(seconds: float) -> str:
    """Return seconds as the digits of a clock: 3:12, 0:05, −1:20 (a true minus sign), 75:00.

    What is left is rounded up, so that 0:00 means that nothing is left.
    """
    whole = -int(-seconds // 1) if seconds > 0 else int(seconds)
    sign = "\N{MINUS SIGN}" if whole < 0 else ""
    minutes, rest = divmod(abs(whole), 60)
    return f"{sign}{minutes}:{rest:02d}"


def awake_and_asleep() -> float:
    """Return the seconds of a clock that goes on while the machine sleeps, and that nobody can set.

    On Windows that is the monotonic clock itself: a timebox counts sleep there without a question.
    """
    name = {"linux": "CLOCK_BOOTTIME", "darwin": "CLOCK_MONOTONIC"}.get(sys.platform, "")
    clock = getattr(time, name, None)
    return time.monotonic() if clock is None else time.clock_gettime(clock)


def slept(monotonic_gap: float, counted_gap: float) -> float:
    """Return the seconds the machine slept between two ticks, 0 when it did not.

    Sleep stops the monotonic clock and not the one of `awake_and_asleep`; small differences are no sleep.
    """
    gap = counted_gap - monotonic_gap
    return gap if gap > SLEEP_GAP else 0.0
