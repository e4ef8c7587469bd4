"""Walking from region to region of a window by F6, there and back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid

__all__ = ["Region", "RegionWalk"]


class Region(NamedTuple):
    """A part of a window. `take` puts the keyboard there; with `returns` it goes back to what had it last."""

    widget: QWidget
    take: Callable[[], None]
    returns: bool = False


class RegionWalk:
    """Remembers in each region what had the keyboard when it was left."""

    def __init__(self) -> None:
        self._last: dict[QWidget, QWidget] = {}

    def walk(self, regions: Sequence[Region], step: int) -> None:
        """Put the keyboard into the next of `regions`, or the one before; from nowhere, into the first."""
        focus = QApplication.focusWidget()
        here = next(
            (
                index
                for index, region in enumerate(regions)
                if focus is not None and (region.widget is focus or region.widget.isAncestorOf(focus))
            ),
            None,
        )
        if here is None:
            here = -1 if step > 0 else 0
        elif focus is not None:
            self._last[regions[here].widget] = focus
        goal = regions[(here + step) % len(regions)]
        last = self._last.get(goal.widget)
        goal.take()
        if goal.returns and last is not None and _still_there(last, goal.widget):
            last.setFocus(Qt.FocusReason.OtherFocusReason)


def _still_there(widget: QWidget, region: QWidget) -> bool:
    return isValid(widget) and widget.isVisible() and region.isAncestorOf(widget)
