"""Marks texts that are translated where they are shown, not where they are written down."""

from __future__ import annotations

__all__ = ["QT_TRANSLATE_NOOP"]


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """Return `text` as it is: the tool that gathers texts knows this name, and Qt's own gives no text back by type."""
    return text
