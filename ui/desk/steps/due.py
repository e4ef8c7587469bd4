"""Dates as people type them: ISO, or so many days or weeks from today."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from facilitator.errors import UserError

__all__ = ["due_date"]

_AHEAD = re.compile(r"\+\s*(\d{1,4})\s*([dw]?)", re.IGNORECASE)


def due_date(text: str, today: date) -> str | None:
    """Return an ISO date for "2026-12-01", "+7" (days) or "+2w" (weeks); None for an empty text.

    Raises:
        UserError: it is none of these.
    """
    typed = text.strip()
    if not typed:
        return None
    ahead = _AHEAD.fullmatch(typed)
    try:
        if ahead is not None:
            days = int(ahead[1]) * (7 if ahead[2].lower() == "w" else 1)
            return (today + timedelta(days=days)).isoformat()
        return date.fromisoformat(typed).isoformat()
    except (ValueError, OverflowError):
        said = QCoreApplication.translate(
            "Due", "“{text}” is not a date. Type one such as 2026-12-01, or +7 for days, +2w for weeks."
        )
        raise UserError(said.format(text=typed[:30])) from None
