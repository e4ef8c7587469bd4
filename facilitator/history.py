"""Which entries of a history can be undone and redone: derived from the entries alone, so it survives a restart."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from facilitator.store import HistoryEntry

CARRIED_ON = "session.carried"
"""The act that says that open action items went on in another session."""
FRESH_START = frozenset({"history.cut", CARRIED_ON})
"""Acts that end what can be undone: after a migration, after names were cleaned, where an entry is lost, or when
something was taken elsewhere and undo would have it in two places."""


@dataclass(slots=True)
class Stacks:
    """Numbers of the entries that the next undo and redo take back, last one first to go.

    Lists that change, since a copy of a long history for each act would take longer than the act.
    """

    undo: list[int] = field(default_factory=list)
    redo: list[int] = field(default_factory=list)

    def follow(self, entry: HistoryEntry) -> None:
        """Go on to how the stacks are once `entry` has been written.

        An entry that reverses the top of the undo stack is an undo, one that reverses the top of the redo stack is
        a redo; anything else is a new act and ends what could be redone.
        """
        if entry.act in FRESH_START:
            self.undo.clear()
            self.redo.clear()
        elif entry.reverses is not None and self.undo and self.undo[-1] == entry.reverses:
            self.undo.pop()
            self.redo.append(entry.number)
        elif entry.reverses is not None and self.redo and self.redo[-1] == entry.reverses:
            self.redo.pop()
            self.undo.append(entry.number)
        else:
            self.undo.append(entry.number)
            self.redo.clear()


def stacks_of(entries: Iterable[HistoryEntry]) -> Stacks:
    """Return the stacks after all `entries`, which come in order."""
    stacks = Stacks()
    for entry in entries:
        stacks.follow(entry)
    return stacks
