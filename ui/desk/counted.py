"""Numbers with their word, one form for one and one for more."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication

__all__ = ["groups_text", "lines_text", "notes_text", "stickies_text", "topics_text"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("Counted", text)


def notes_text(count: int) -> str:
    """Return "1 note" or "5 notes"."""
    return _tr("1 note") if count == 1 else _tr("{count} notes").format(count=count)


def groups_text(count: int) -> str:
    """Return "1 group" or "5 groups"."""
    return _tr("1 group") if count == 1 else _tr("{count} groups").format(count=count)


def stickies_text(count: int) -> str:
    """Return "1 sticky" or "5 stickies"."""
    return _tr("1 sticky") if count == 1 else _tr("{count} stickies").format(count=count)


def topics_text(topics: Sequence[str]) -> str:
    """Return topics in their order as one line, "" for none."""
    numbered = " \N{MIDDLE DOT} ".join(f"{place}. {text}" for place, text in enumerate(topics, 1))
    return _tr("In this order: {topics}").format(topics=numbered) if topics else ""


def lines_text(count: int) -> str:
    """Return "1 line" or "5 lines"."""
    return _tr("1 line") if count == 1 else _tr("{count} lines").format(count=count)
