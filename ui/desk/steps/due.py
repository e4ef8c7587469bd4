"""Dates as people type them: ISO, a day and its month, or so many days or weeks from today."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import date, timedelta

from PySide6.QtCore import QCoreApplication

from facilitator.errors import UserError

__all__ = ["due_date"]

_AHEAD = re.compile(r"\+\s*(\d{1,4})\s*([dw]?)", re.IGNORECASE)
_NAMED = re.compile(r"(\d{1,2})\.?\s+([a-z]{3,9})\.?(?:\s+(\d{4}))?", re.IGNORECASE)
_MONTHS = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]


def due_date(text: str, today: date) -> str | None:
    """Return an ISO date for "2026-12-01", "1 Dec", "1 December 2026", "+7" (days) or "+2w" (weeks); None for no text.

    A day without a year is the next one from today.

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
        named = _NAMED.fullmatch(typed)
        if named is not None:
            return _named_day(int(named[1]), named[2].lower(), named[3], today).isoformat()
        return date.fromisoformat(typed).isoformat()
    except (ValueError, OverflowError):
        said = QCoreApplication.translate(
            "Due",
            "“{text}” is not a date. Type one such as 2026-12-01 or 1 Dec, or +7 for days, +2w for weeks.",
        )
        raise UserError(said.format(text=typed[:30])) from None


def _named_day(day: int, name: str, year: str | None, today: date) -> date:
    months = [number for number, each in enumerate(_MONTHS, 1) if each.startswith(name)]
    if len(months) != 1:
        raise ValueError(name)
    if year is not None:
        return date(int(year), months[0], day)
    # 29 February is there once in four years, at times once in eight.
    for ahead in range(9):
        with suppress(ValueError):
            found = date(today.year + ahead, months[0], day)
            if found >= today:
                return found
    raise ValueError(day)
