"""Chains of history entries that were damaged: each link put back where another link proves it, or cut there.

An entry is proved by the digest beside it, by the entry that follows, or by the end that is kept elsewhere: no other
entry fits between them. Where nothing is left that fits, the chain says that it was cut, and goes on.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import NamedTuple

from facilitator.ids import utc_now
from facilitator.library.entries import Entry
from facilitator.library.record import HISTORY_CUT, link
from facilitator.library.rows import is_digest

_LARGEST_GAP = 1000
_MOST_STEPS = 10_000_000
"""A number of a last entry that is larger is taken for a damaged one."""


Copied = Callable[[], Sequence[Mapping[int, Entry]]]
"""Returns the same history as backups have it, by number, the newest backup first; asked only where needed."""


class Mended(NamedTuple):
    """A chain as it should stand: whole links everywhere.

    `restored` are the numbers of entries that were damaged or missing and stand as they were written; `lost` is how
    many nobody knows any more: a cut stands for each, or for all of them at either end. `ends_anew` says that what was
    kept of the end did not fit.
    """

    entries: tuple[Entry, ...]
    restored: tuple[int, ...]
    lost: int
    ends_anew: bool

    @property
    def end(self) -> tuple[int, str]:
        """The number and the digest of the newest entry; 0 and "" of an empty chain."""
        return (self.entries[-1].number, self.entries[-1].digest) if self.entries else (0, "")


def is_whole(entries: Sequence[Entry], start: str, end: tuple[int, str] | None) -> bool:
    """Tell whether each entry follows the one before it, from `start` to the `end` that is kept elsewhere."""
    first_is_cut = bool(entries) and entries[0].act == HISTORY_CUT
    expected, head = (entries[0].number if first_is_cut else 1), start
    for each in entries:
        if each.number != expected or _digest(head, each) != each.digest:
            return False
        expected, head = each.number + 1, each.digest
    return end is None or end == ((entries[-1].number, entries[-1].digest) if entries else (0, ""))


def mended(entries: Sequence[Entry], start: str, end: tuple[int, str] | None, copied: Copied) -> Mended:
    """Return the chain with each damaged link put back or cut.

    `start` is what the first digest covers, `end` the number and digest that are kept elsewhere, None where they are
    lost.
    """
    return _Mending(entries, start, end, copied).result()


class _Mending:
    def __init__(
        self, entries: Sequence[Entry], start: str, end: tuple[int, str] | None, copied: Copied
    ) -> None:
        self._own = {each.number: each for each in entries}
        self._end = end
        self._start = start
        self._ask_copies = copied
        self._copies: Sequence[Mapping[int, Entry]] | None = None
        # Which digests the entry before may have had, and which one it has in the new chain.
        self._heads = [start]
        self._head = start
        self._new: list[Entry] = []
        self._restored: list[int] = []
        self._cut_last = 0
        self._lost = 0

    def result(self) -> Mended:
        number, last = self._first(), self._last()
        if number in self._own and self._own[number].act != HISTORY_CUT:
            self._lost = number - 1
        while number <= last and not self._is_at_end():
            number = self._step(number, last)
        ends_anew = self._end is not None and not self._ends_as_kept(self._end)
        if ends_anew and self._end is not None and self._tail_is_lost(self._end):
            self._cut_tail(self._end[0])
        return Mended(tuple(self._new), tuple(self._restored), self._lost, ends_anew)

    def _first(self) -> int:
        numbers = sorted(self._own)
        if not numbers or numbers[0] == 1:
            return 1
        lowest = numbers[0]
        if self._own[lowest].act == HISTORY_CUT or lowest > _LARGEST_GAP:
            return lowest
        return 1

    def _last(self) -> int:
        if self._end is not None:
            kept, digest = self._end

            def has_end(chain: Mapping[int, Entry]) -> bool:
                return kept in chain and chain[kept].digest == digest

            if has_end(self._own) or any(map(has_end, self._known())):
                return kept
        last = self._first() - 1
        for number in sorted(self._own):
            if number - last > _LARGEST_GAP:
                break
            last = number
        return last

    def _is_at_end(self) -> bool:
        """Tell whether the newest entry is proved to be the last one: a digest covers the number, too."""
        return self._end is not None and self._heads == [self._end[1]]

    def _ends_as_kept(self, end: tuple[int, str]) -> bool:
        return end == (0, "") if not self._new else end[0] == self._new[-1].number and end[1] in self._heads

    def _tail_is_lost(self, end: tuple[int, str]) -> bool:
        """Tell whether entries after the last one are missing, and not only what was kept of the end is damaged."""
        if not self._new:
            return True
        return end[0] != self._new[-1].number and end[1] not in self._heads

    def _cut_tail(self, last: int) -> None:
        known = self._new[-1].number if self._new else 0
        if not self._new or known != self._cut_last:
            known += 1
            self._take_cut(known)
        if known < last <= _MOST_STEPS:
            self._lost += last - known

    def _step(self, number: int, last: int) -> int:
        """Take the entry with this number, or a row of missing ones; returns the number after."""
        own = self._own.get(number)
        if own is not None and _digest(self._heads[0] if self._heads else "", own) == own.digest:
            self._take(own, own.digest)
            return number + 1
        for candidate in self._candidates(number) if self._heads else ():
            for head in self._heads:
                digest = _digest(head, candidate._replace(number=number))
                if (own is not None and digest == own.digest) or self._confirmed(number, digest):
                    self._take(candidate._replace(number=number), digest)
                    self._restored.append(number)
                    return number + 1
        run = self._run_from_a_copy(number, last)
        if run:
            for entry, digest in run:
                self._take(entry, digest)
                self._restored.append(entry.number)
            return number + len(run)
        # What the lost entry may have said its digest was, so that those behind it are still proved.
        heads = [own.digest] if own is not None and is_digest(own.digest) else []
        if own is not None:
            heads += [_digest(head, own) for head in self._heads]
        heads += [each[number].digest for each in self._known() if number in each]
        self._take_cut(number)
        self._heads = heads
        return number + 1

    def _candidates(self, number: int) -> Iterator[Entry]:
        if number in self._own:
            yield self._own[number]
        else:
            # Its own number may be what was damaged.
            yield from (each for place, each in self._own.items() if place > number + 1 or place < 1)
        for copy in self._known():
            if number in copy:
                yield copy[number]

    def _confirmed(self, number: int, digest: str) -> bool:
        """Tell whether the entry that follows, or the end that is kept elsewhere, covers this digest."""
        following = self._own.get(number + 1)
        if following is not None:
            return _digest(digest, following) == following.digest
        return self._end is not None and self._end[1] == digest

    def _run_from_a_copy(self, number: int, last: int) -> list[tuple[Entry, str]]:
        """Return the missing entries from here to the next one that is there, if a backup has them all."""
        for copy in self._known():
            for head in self._heads:
                run: list[tuple[Entry, str]] = []
                at = number
                while at in copy and (at == number or at not in self._own) and at <= last:
                    head = _digest(head, copy[at])
                    run.append((copy[at], head))
                    at += 1
                if run and self._confirmed(at - 1, head):
                    return run
        return []

    def _take(self, entry: Entry, digest: str) -> None:
        new = digest if self._head in self._heads else _digest(self._head, entry)
        self._new.append(entry._replace(digest=new))
        self._head, self._heads = new, [digest]

    def _take_cut(self, number: int) -> None:
        # A moment that stands beside something lost may be damaged as well.
        at = self._new[-1].at if self._new else utc_now()
        entry = Entry(number, HISTORY_CUT, at, None, "[]", "")
        digest = _digest(self._head, entry)
        self._new.append(entry._replace(digest=digest))
        self._head = digest
        self._cut_last = number
        self._lost += 1

    def _known(self) -> Sequence[Mapping[int, Entry]]:
        if self._copies is None:
            self._copies = self._ask_copies()
        return self._copies


def _digest(head: str, entry: Entry) -> str:
    return link(head, entry.number, entry.act, entry.at, entry.reverses, entry.rows)
