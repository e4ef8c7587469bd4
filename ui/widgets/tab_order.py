"""The way of the Tab key through parts of which some are made later than others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QLayout, QWidget

__all__ = ["walk_in_order"]


Parts = Iterable[QWidget | QLayout]


def walk_in_order(owner: QWidget, parts: Callable[[], Parts]) -> None:
    """Let Tab go through parts of `owner` one after the other: what a layout holds in its order, widgets as made.

    Without being told, Qt goes in the order in which everything was made. `parts` are asked for in the next turn of the
    event loop: before its owner is in a window, Qt takes a circle for the same wherever it begins.
    """
    QTimer.singleShot(0, owner, lambda: _set_order(parts()))


def _set_order(parts: Parts) -> None:
    stops = [each for part in parts for each in _inside(part) if _stops_at(each)]
    for before, after in pairwise(stops):
        QWidget.setTabOrder(before, after)


def _inside(part: QWidget | QLayout) -> Iterator[QWidget]:
    if isinstance(part, QWidget):
        yield part
        # A list that unfolds is a window of its own.
        yield from (each for each in part.findChildren(QWidget) if each.window() is part.window())
        return
    for place in range(part.count()):
        item = part.itemAt(place)
        held = (item.widget() or item.layout()) if item is not None else None
        if held is not None:
            yield from _inside(held)


def _stops_at(widget: QWidget) -> bool:
    takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus == Qt.FocusPolicy.TabFocus
    return takes and widget.focusProxy() is None
