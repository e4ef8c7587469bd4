"""Action items with a day as a calendar file (iCalendar, RFC 5545): one to-do and one whole-day entry each."""

from datetime import date, timedelta

from exports.source import Source
from facilitator.model import ActionItem

_LINE = 74
"""Octets of a line before it is folded; RFC 5545 allows 75."""


def calendar_bytes(source: Source) -> bytes:
    """Return the open actions that have a day. Same input, same bytes: the stamp is that of the action."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Facilitator//Actions//EN", "CALSCALE:GREGORIAN"]
    for item in source.data.actions:
        if item.due and item.state == "open":
            lines += _event(source, item, date.fromisoformat(item.due))
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(source: Source, item: ActionItem, day: date) -> list[str]:
    session = source.data.session
    stamp = "".join(each for each in (item.created or session.created) if each.isalnum())[:15] + "Z"
    summary = f"{item.text} ({item.owner})" if item.owner else item.text
    return [
        "BEGIN:VEVENT",
        f"UID:{item.id}@{session.id}.facilitator",
        f"DTSTAMP:{stamp}",
        f"DTSTART;VALUE=DATE:{day:%Y%m%d}",
        f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}",
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(session.title)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _escaped(text: str) -> str:
    for sign in ("\\", ";", ","):
        text = text.replace(sign, f"\\{sign}")
    return "\\n".join(text.splitlines())


def _folded(line: str) -> bytes:
    """Return a line folded at whole characters, as long lines have to be."""
    parts: list[bytes] = [b""]
    for letter in line:
        octets = letter.encode("utf-8")
        if len(parts[-1]) + len(octets) > _LINE:
            parts.append(b" ")
        parts[-1] += octets
    return b"\r\n".join(parts)
