"""Dots under words of entries that stand in the list already, and their hints where the keyboard is on one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QThreadPool, QTimer, Signal

from ui.desk.timeline.entry_list import EntryList
from ui.desk.timeline.entry_rows import EntryRow

if TYPE_CHECKING:
    # Its package brings all the rules along.
    from facilitator.language import Hint

__all__ = ["RowMarks"]

REST_MS = 600
"""Entries are looked at this long after the list changed."""
People = tuple[tuple[str, ...], tuple[str, ...]]
"""The names of participants, and those who attack."""
Known = dict[tuple[People, str], "tuple[Hint, ...]"]
"""What was found in which text, with whom as persons."""


class _Answer(QObject):
    found = Signal(object)


class RowMarks(QObject):
    """Belongs to one list. Each text is looked at once, in a thread of its own.

    In: what is `known`, which grows; `people` tells who counts as a person, `wanted` which hints are shown now, `show`
    puts hints beside the list.
    """

    def __init__(
        self,
        view: EntryList,
        known: Known,
        people: Callable[[], People],
        wanted: Callable[[Hint], bool],
        show: Callable[[Sequence[Hint]], None],
    ) -> None:
        super().__init__(view)
        self._view, self._people, self._wanted, self._show_hints = view, people, wanted, show
        self._known = known
        self._showed = False
        # Of no parent: a look goes on when the list is left meanwhile, and then its answer comes to nobody.
        self._answer = _Answer()
        self._answer.found.connect(self._take)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.look)
        model = view.model()
        for changed in (model.dataChanged, model.rowsInserted, model.rowsRemoved):
            changed.connect(self._timer.start)
        view.moved.connect(self._moved)
        self._timer.start()

    def look(self) -> None:
        """Look at the texts that are new."""
        self._timer.stop()
        people = self._people()
        texts = {
            row.entry.text
            for row in self._view.rows
            if isinstance(row, EntryRow) and (people, row.entry.text) not in self._known
        }
        if texts:
            QThreadPool.globalInstance().start(_seeker(sorted(texts), people, self._answer))
        else:
            self.show()

    def show(self) -> None:
        """Show what is known, by what is wanted now."""
        people = self._people()
        spans = {}
        for row in self._view.rows:
            if isinstance(row, EntryRow) and (found := self._hints(people, row.entry.text)):
                spans[row.entry.text] = tuple((each.start, each.end) for each in found)
        self._view.set_marks(spans)

    def _hints(self, people: People, text: str) -> list[Hint]:
        return [each for each in self._known.get((people, text), ()) if self._wanted(each)]

    def _take(self, found: Known) -> None:
        self._known.update(found)
        self.show()

    def _moved(self) -> None:
        row = self._view.chosen if self._view.hasFocus() else None
        hints = self._hints(self._people(), row.entry.text) if row is not None else []
        if hints or self._showed:
            self._showed = bool(hints)
            self._show_hints(hints)


def _seeker(texts: Sequence[str], people: People, answer: _Answer) -> Callable[[], None]:
    def seek() -> None:
        from facilitator.language import hints

        answer.found.emit({(people, each): hints(each, *people) for each in texts})

    return seek
