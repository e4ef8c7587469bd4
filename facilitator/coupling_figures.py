"""The figures of a coupling map: how many must act, whom most wait for, the longest waiting chain, the loops."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from heapq import heappop, heappush
from itertools import pairwise
from typing import NamedTuple

from facilitator.couplings import CouplingMap, Wait

MOST_LOOPS = 99
"""So many loops are told one by one; a map with more of them has enough to talk about."""
_MOST_LOOKS = 6_000
"""So many steps a search takes before it says "at least": the longest chain through many loops cannot be found in time
that anybody would wait for."""


class Figures(NamedTuple):
    """What a map says in figures; parties by id.

    `waited_for` are the parties that others wait for longest, all of them where they are level, each for `waited_days`
    in sum and by `waiters` others. `chain` is the chain of parties with the most days in sum, `chain_days` of them;
    no party is in it twice. `chain_sure` is False where there may be a longer one. `loops` each begin with the party
    that came first on the map, shortest loops in front; `more_loops` tells that there are more of them.
    """

    parties: int
    waits: int
    waited_for: tuple[str, ...] = ()
    waited_days: float = 0.0
    waiters: int = 0
    chain: tuple[str, ...] = ()
    chain_days: float = 0.0
    chain_sure: bool = True
    loops: tuple[tuple[str, ...], ...] = ()
    more_loops: bool = False


def figures(now: CouplingMap) -> Figures:
    """Return the figures of a map."""
    return _figures(tuple(each.id for each in now.parties), now.waits)


# Desk and room look at the same few maps again and again, and carrying a party changes no figure.
@lru_cache(8)
def _figures(parties: tuple[str, ...], waits: tuple[Wait, ...]) -> Figures:
    out = _out(parties, waits)
    together = _together(out)
    days, waiters = dict.fromkeys(out, 0.0), dict.fromkeys(out, 0)
    for each in waits:
        days[each.whom] += each.days
        waiters[each.whom] += 1
    rank = max(((days[each], waiters[each]) for each in out if waiters[each]), default=(0.0, 0))
    most = tuple(each for each in out if waiters[each] and (days[each], waiters[each]) == rank)
    chain, chain_days, sure = _longest(out, together)
    loops, more = _loops(out, together)
    return Figures(len(parties), len(waits), most, rank[0], rank[1], chain, chain_days, sure, loops, more)


def waits_along(now: CouplingMap, chain: Sequence[str]) -> tuple[Wait, ...]:
    """Return the arrows of a chain of parties."""
    by_ends = {(each.who, each.whom): each for each in now.waits}
    return tuple(by_ends[pair] for pair in pairwise(chain) if pair in by_ends)


_Out = Mapping[str, Mapping[str, float]]


def _out(parties: Sequence[str], waits: Sequence[Wait]) -> _Out:
    """Return the days of each wait by who waits and for whom."""
    out: dict[str, dict[str, float]] = {each: {} for each in parties}
    for each in waits:
        known = out[each.who].get(each.whom, -1.0)
        out[each.who][each.whom] = max(known, each.days)
    return out


def _together(out: _Out) -> Mapping[str, int]:
    """Return a number for each party: the same for all that wait for each other in a ring.

    Whoever waits for others has a later number than they (Tarjan's strongly connected components).
    """
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    found: dict[str, int] = {}
    stack: list[str] = []
    rings = 0
    for start in out:
        if start in index:
            continue
        work = [(start, iter(out[start]))]
        index[start] = low[start] = len(index)
        stack.append(start)
        while work:
            here, rest = work[-1]
            step = next(rest, None)
            if step is None:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[here])
                if low[here] == index[here]:
                    while True:
                        each = stack.pop()
                        found[each] = rings
                        if each == here:
                            break
                    rings += 1
            elif step not in index:
                index[step] = low[step] = len(index)
                stack.append(step)
                work.append((step, iter(out[step])))
            elif step not in found:
                low[here] = min(low[here], index[step])
    return found


def _longest(out: _Out, together: Mapping[str, int]) -> tuple[tuple[str, ...], float, bool]:
    """Return the chain with the most days, its days, and whether there is surely none longer."""
    sizes: dict[int, int] = {}
    for ring in together.values():
        sizes[ring] = sizes.get(ring, 0) + 1
    # From here on no ring is met: the rest of the chain is known once and for all.
    known: dict[str, tuple[float, int, tuple[str, ...]]] = {}
    for each in sorted(out, key=lambda each: together[each]):
        if sizes[together[each]] == 1 and all(step in known for step in out[each]):
            best: tuple[float, int, tuple[str, ...]] = (0.0, 0, (each,))
            for step, days in out[each].items():
                rest, arrows, path = known[step]
                if (rest + days, arrows + 1) > best[:2]:
                    best = (rest + days, arrows + 1, (each, *path))
            known[each] = best
    heaviest = {each: max(steps.values(), default=0.0) for each, steps in out.items()}
    top: tuple[float, int, tuple[str, ...]] = max(
        known.values(), key=lambda each: each[:2], default=(0.0, 0, ())
    )
    looks = 0
    ordered = {
        each: sorted(steps.items(), key=lambda step: -step[1] - heaviest[step[0]])
        for each, steps in out.items()
    }
    everything = sum(heaviest.values())

    def search(here: str, path: list[str], on: set[str], days: float, left: float) -> None:
        """Go on from the end of `path`; `left` is what parties that are not on it could still add."""
        nonlocal top, looks
        looks += 1
        if (days, len(path) - 1) > top[:2]:
            top = (days, len(path) - 1, tuple(path))
        if days + left + heaviest[here] < top[0]:
            return
        for step, more in ordered[here]:
            if step in on or looks >= _MOST_LOOKS:
                continue
            if step in known:
                rest, arrows, tail = known[step]
                if (days + more + rest, len(path) + arrows) > top[:2]:
                    top = (days + more + rest, len(path) + arrows, (*path, *tail))
                continue
            path.append(step)
            on.add(step)
            search(step, path, on, days + more, left - heaviest[step])
            on.discard(step)
            path.pop()

    rings = [each for each in out if each not in known]
    for start in sorted(rings, key=lambda each: -heaviest[each]):
        search(start, [start], {start}, 0.0, everything - heaviest[start])
    days, arrows, path = top
    return (path, days, looks < _MOST_LOOKS) if arrows else ((), 0.0, True)


def _loops(out: _Out, together: Mapping[str, int]) -> tuple[tuple[tuple[str, ...], ...], bool]:
    """Return the loops, and whether there are more of them than were looked for: those would be longer.

    Each loop is found once: from the party in it that came first on the map, through later ones only. Ways are followed
    in the order of how long their loop is at least, so that the shortest ones come first (A* search).
    """
    place = {each: number for number, each in enumerate(out)}
    found: list[tuple[str, ...]] = []
    back: dict[str, Mapping[str, int]] = {}
    # How many arrows the loop has at least, a number that keeps ties in their order, and the way so far.
    ways: list[tuple[int, int, tuple[str, ...]]] = []
    for start in out:
        inside = [step for step in out if together[step] == together[start] and place[step] >= place[start]]
        if len(inside) > 1:
            back[start] = _arrows_back(start, inside, out)
            ways.append((0, len(ways), (start,)))
    looks, number = 0, len(ways)
    while ways:
        _, _, path = heappop(ways)
        start = path[0]
        if len(path) > 1 and path[-1] == start:
            found.append(path[:-1])
        else:
            looks += 1
            for step in out[path[-1]]:
                if step == start or (step in back[start] and step not in path):
                    number += 1
                    heappush(ways, (len(path) + back[start][step], number, (*path, step)))
        if looks > _MOST_LOOKS or len(found) > MOST_LOOPS:
            return _shortest_first(found, place), True
    return _shortest_first(found, place), False


def _arrows_back(start: str, inside: Sequence[str], out: _Out) -> Mapping[str, int]:
    """Return how many arrows lead back to `start` at least, from each party that does so through those `inside`."""
    allowed = set(inside)
    into: dict[str, list[str]] = {each: [] for each in inside}
    for each in inside:
        for step in out[each]:
            if step in allowed:
                into[step].append(each)
    found, work = {start: 0}, [start]
    for here in work:
        for each in into[here]:
            if each not in found:
                found[each] = found[here] + 1
                work.append(each)
    return found


def _shortest_first(
    found: Sequence[tuple[str, ...]], place: Mapping[str, int]
) -> tuple[tuple[str, ...], ...]:
    ordered = sorted(found, key=lambda loop: (len(loop), [place[each] for each in loop]))
    return tuple(ordered[:MOST_LOOPS])
