"""How much can be pasted into a field: what nobody could read there would only stop the window."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QToolTip, QWidget

from facilitator.text import MOST_CHARACTERS

__all__ = ["fits"]


def fits(field: QWidget, text: str) -> bool:
    """Tell whether `text` may be pasted into `field`; say beside the field what it can take where it may not."""
    if len(text) <= MOST_CHARACTERS:
        return True
    words = QCoreApplication.translate(
        "Pasting", "This has {count} characters, {most} fit here. Nothing was pasted."
    ).format(count=f"{len(text):,}", most=f"{MOST_CHARACTERS:,}")
    QToolTip.showText(field.mapToGlobal(field.rect().bottomLeft()), words, field)
    field.setAccessibleDescription(words)
    return False
