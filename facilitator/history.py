"""Which entries of a history can be undone and redone: derived from the entries alone, so it survives a restart."""

from collections.abc import Iterable
from dataclasses import dataclass

from facilitator.store import HistoryEntry

FRESH_START = frozenset({"history.cut"})
"""Acts that end what can be undone: after a migration, or after names were cleaned."""


@dataclass(frozen=True, slots=True)
class Stacks:
    """Numbers of the entries that the next undo and redo take back, last one first to go."""

    undo: tuple[int, ...] = ()
    redo: tuple[int, ...] = ()

    def after(self, entry: HistoryEntry) -> "Stacks":
        """Return the stacks once `entry` has been written.

        An entry that reverses the top of the undo stack is an undo, one that reverses the top of the redo stack is
        a redo; anything else is a new act and ends what could be redone.
        """
        if entry.act in FRESH_START:
            return Stacks()
        if entry.reverses is not None and self.undo and self.undo[-1] == entry.reverses:
            return Stacks(self.undo[:-1], (*self.redo, entry.number))
        if entry.reverses is not None and self.redo and self.redo[-1] == entry.reverses:
            return Stacks((*self.undo, entry.number), self.redo[:-1])
        return Stacks((*self.undo, entry.number), ())


def stacks_of(entries: Iterable[HistoryEntry]) -> Stacks:
    """Return the stacks after all `entries`, which come in order.

    Long histories are walked with lists, since tuples would copy the stack at each step.
    """
    undo: list[int] = []
    redo: list[int] = []
    for entry in entries:
        if entry.act in FRESH_START:
            undo, redo = [], []
        elif entry.reverses is not None and undo and undo[-1] == entry.reverses:
            undo.pop()
            redo.append(entry.number)
        elif entry.reverses is not None and redo and redo[-1] == entry.reverses:
            redo.pop()
            undo.append(entry.number)
        else:
            undo.append(entry.number)
            redo.clear()
    return Stacks(tuple(undo), tuple(redo))
