"""Things that slide to their new place in 120 ms; with reduced motion they are there at once."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEasingCurve, QObject, QPointF, QVariantAnimation
from PySide6.QtWidgets import QGraphicsItem

__all__ = ["Glide"]

_MS = 120
_TOO_MANY = 150
"""Above this number of things the eye follows none of them, and the machine has better things to do."""


class Glide(QObject):
    """Moves items of one scene."""

    def __init__(self, parent: QObject, still: bool) -> None:
        """`still` lets everything jump."""
        super().__init__(parent)
        self._still = still
        self._moves: dict[QGraphicsItem, tuple[QPointF, QPointF]] = {}
        self._animation = QVariantAnimation(self)
        self._animation.setDuration(_MS)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._moves.clear)

    def move(self, moves: Sequence[tuple[QGraphicsItem, QPointF]], *, at_once: bool = False) -> None:
        """Send each item to its place, in the coordinates of its parent."""
        under_way = {item: goal for item, (_, goal) in self._moves.items()}
        self.stop()
        wanted = {**under_way, **dict(moves)}
        if self._still or at_once or len(wanted) > _TOO_MANY:
            for item, goal in wanted.items():
                item.setPos(goal)
            return
        self._moves = {item: (item.pos(), goal) for item, goal in wanted.items() if item.pos() != goal}
        if self._moves:
            self._animation.start()

    def forget(self, item: QGraphicsItem) -> None:
        """Leave an item alone: it is carried, or gone."""
        self._moves.pop(item, None)

    def stop(self) -> None:
        """Leave everything where it is now."""
        self._animation.stop()
        self._moves = {}

    def _step(self, share: object) -> None:
        part = float(share) if isinstance(share, float | int) else 1.0
        for item, (start, goal) in tuple(self._moves.items()):
            item.setPos(start + (goal - start) * part)
