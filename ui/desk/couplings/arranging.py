"""Arranging a map beside the window: a large one takes longer than a person should be held up."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal

from facilitator import coupling_layout, couplings
from facilitator.coupling_layout import Place
from facilitator.couplings import CouplingMap
from ui.background import Stopped, Worker
from ui.bridge import Bridge

__all__ = ["Arranging"]

_Done = Callable[[dict[str, Place]], object]


class Arranging(QObject):
    """Finds places for the whole map of a session and puts them there in one act, unless the map changes before.

    Signals: changed() when it begins and when it ends.
    """

    changed = Signal()

    def __init__(self, bridge: Bridge, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge = bridge
        self._acts = bridge.session.couplings
        self._stands: CouplingMap | None = None
        self._pasted: tuple[str, ...] = ()
        # What is read for the first arranging takes a while as well.
        _worker().run(coupling_layout.get_ready)

    @property
    def busy(self) -> bool:
        """Whether places are being looked for."""
        return self._stands is not None

    def arrange_anew(self) -> None:
        """Find a new place for every party."""
        if not self.busy:
            now = self._now
            self._start(now, lambda where: self._bridge.do(lambda: self._acts.arrange(where)))

    def add(self, lines: Sequence[str]) -> None:
        """Add lines; where they are the first of a map, their parties get their places beside the window."""
        self._add_pasted()
        planned = self._bridge.do(lambda: self._acts.planned(lines))
        if planned is None:
            return
        if not coupling_layout.is_unplaced(planned):
            self._bridge.do(lambda: self._acts.add_lines(lines))
            return
        self._pasted = tuple(lines)
        names = {each.id: each.name for each in planned.parties}
        self._start(
            planned, lambda where: self._add_pasted({names[each]: place for each, place in where.items()})
        )

    def map_changed(self) -> None:
        """Take no answer any more where the map became another one; what was pasted goes onto that."""
        if self._stands is not None and self._stands != self._now:
            self._forget()
            if self._pasted:
                QTimer.singleShot(0, self, self._add_pasted)

    def settle(self) -> None:
        """Take no answer any more, and add what was pasted at once."""
        self._forget()
        self._add_pasted()

    @property
    def _now(self) -> CouplingMap:
        return couplings.coupling_map(self._bridge.session.data) or CouplingMap()

    def _add_pasted(self, where: Mapping[str, Place] | None = None) -> None:
        lines, self._pasted = self._pasted, ()
        if lines:
            self._forget()
            self._bridge.do(lambda: self._acts.add_lines(lines, where))

    def _start(self, planned: CouplingMap, done: _Done) -> None:
        stands = self._stands = self._now

        def job() -> dict[str, Place]:
            if self._stands is not stands:
                raise Stopped
            return coupling_layout.arranged(planned)

        def over(where: dict[str, Place]) -> None:
            if self._stands is stands:
                self._forget()
                done(where)

        _worker().run(job, over)
        self.changed.emit()

    def _forget(self) -> None:
        if self._stands is not None:
            self._stands = None
            self.changed.emit()


_workers: list[Worker] = []


def _worker() -> Worker:
    """Return the worker that arranges. It belongs to the program: who asked may be gone before an answer is there."""
    if not _workers:
        _workers.append(Worker(QCoreApplication.instance()))
    return _workers[0]
