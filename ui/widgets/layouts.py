"""What layouts do not do by themselves."""

from __future__ import annotations

from PySide6.QtWidgets import QLayout

__all__ = ["clear_layout"]


def clear_layout(layout: QLayout) -> None:
    """Take everything out of `layout`, layouts within it too, and delete it.

    Hidden at once, for a deleted widget stays on the screen until the event loop comes round.
    """
    while (item := layout.takeAt(0)) is not None:
        widget, inner = item.widget(), item.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear_layout(inner)
