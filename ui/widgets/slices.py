"""Many parts made a few at a time: those that are seen at once, the others between other things."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, QTimer

__all__ = ["Slices"]

Part = TypeVar("Part")

AT_ONCE, A_SLICE = 30, 8
"""More rows than a window shows; and how many are made before the window hears about keys again."""


class Slices(Generic[Part]):
    """Calls `make` for each part in order, `AT_ONCE` of them before `begin` returns; `made` after each slice."""

    def __init__(
        self, make: Callable[[Part], None], parent: QObject, made: Callable[[], None] = lambda: None
    ) -> None:
        """Stop with `parent`, which the parts belong to."""
        self._make, self._made = make, made
        self._left: list[Part] = []
        self._later = QTimer(parent)
        self._later.setInterval(0)
        self._later.timeout.connect(lambda: self._go_on(A_SLICE))

    def begin(self, parts: Iterable[Part]) -> None:
        """Make these; what was left of those before is forgotten."""
        self._left = list(parts)
        self._go_on(AT_ONCE)

    def finish(self) -> None:
        """Make what is left now."""
        self._go_on(len(self._left))

    def _go_on(self, count: int) -> None:
        now, self._left = self._left[:count], self._left[count:]
        for each in now:
            self._make(each)
        if now:
            self._made()
        if self._left:
            self._later.start()
        else:
            self._later.stop()
