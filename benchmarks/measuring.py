"""What a measurement is, and how two ways are compared: in turns, on the same machine, in the same seconds."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median

MILLI = 1000.0


@dataclass(frozen=True)
class Measured:
    """The outcome of one measurement.

    `figure` is ours divided by the reference where there is one, else milliseconds; it should not be above `goal`.
    `ours` and `bare` are medians in milliseconds, `bare` None without a reference. `detail` says what was measured.
    """

    name: str
    figure: float
    goal: float
    ours: float
    bare: float | None
    detail: str

    @property
    def unit(self) -> str:
        """Times the reference, or milliseconds."""
        return " ms" if self.bare is None else "×"

    @property
    def met(self) -> bool:
        """Whether the goal is reached."""
        return self.figure <= self.goal


def compared(
    name: str,
    ours: Callable[[], object],
    bare: Callable[[], object],
    *,
    goal: float,
    pairs: int,
    detail: str,
    clock: Callable[[], float] = time.perf_counter,
) -> Measured:
    """Run `ours` and `bare` in pairs, in changing order, and compare them.

    The figure is the median of the ratios within the pairs, so that a machine that is busy for a while slows both.
    Three pairs more run first and are not counted.
    """
    times: list[tuple[float, float]] = []
    for number in range(pairs + 3):
        if number % 2:
            second = took(bare, clock)
            first = took(ours, clock)
        else:
            first = took(ours, clock)
            second = took(bare, clock)
        times.append((first, second))
    counted = times[3:]
    return Measured(
        name,
        median(first / second for first, second in counted),
        goal,
        median(first for first, _ in counted),
        median(second for _, second in counted),
        detail,
    )


def took(act: Callable[[], object], clock: Callable[[], float] = time.perf_counter) -> float:
    """Return the milliseconds that `act` takes."""
    start = clock()
    act()
    return (clock() - start) * MILLI


def percentile(times: list[float], share: float) -> float:
    """Return the value below which `share` of the times lie."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]
