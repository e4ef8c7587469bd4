"""Calendar files (iCalendar, RFC 5545): next steps with a day as whole-day entries, the meeting of a postmortem,
and the events of a community.
"""

from collections.abc import Iterable
from datetime import date, timedelta

from exports.source import Source
from facilitator import postmortems
from facilitator.communities import (
    LOOK_BACK,
    OTHER_FORMAT,
    CommunityPage,
    Revision,
    format_title,
    is_moment,
)
from facilitator.communities import Event as CommunityEvent
from facilitator.errors import UserError
from facilitator.ids import from_stamp, to_stamp
from facilitator.model import ActionItem
from facilitator.model_listed import Community

_LINE = 74
"""Octets of a line before it is folded; RFC 5545 allows 75."""
_LONG_AGO = "1970-01-01T00:00:00Z"


def calendar_bytes(source: Source) -> bytes:
    """Return the open actions that have a day. Same input, same bytes.

    What is exported later takes the place of what a calendar has (RFC 5546, 2.1.5): days of actions move.
    """
    return _calendar(
        line
        for item in source.data.actions
        if item.due and item.state == "open"
        for line in _event(source, item, date.fromisoformat(item.due))
    )


def meeting_bytes(source: Source) -> bytes:
    """Return the meeting of a postmortem, with an alarm 24 hours before: then everybody should have the written part.

    Each change of its time, its length or its title makes the next revision of the same event, as RFC 5545 asks
    (3.8.7.2, 3.8.7.4): a calendar puts it in place of the one before.

    Raises:
        UserError: no time is set for the meeting.
    """
    session = source.data.session
    if not session.starts:
        raise UserError("No time is set for the meeting. Set it in the details of the session first.")
    whole = postmortems.postmortem(source.data)
    word = whole.word if whole is not None else postmortems.WORDS[0]
    title = f"{word[:1].upper()}{word[1:]}: {session.title}"
    starts = from_stamp(session.starts)
    return _calendar(
        [
            "BEGIN:VEVENT",
            f"UID:meeting-{session.id}.facilitator",
            f"DTSTAMP:{_stamp(source.changed[-1] if source.changed else session.created)}",
            f"SEQUENCE:{len(source.changed)}",
            f"DTSTART:{_stamp(session.starts)}",
            f"DTEND:{_stamp(to_stamp(starts + timedelta(minutes=session.minutes)))}",
            f"SUMMARY:{_escaped(title)}",
            "BEGIN:VALARM",
            "ACTION:DISPLAY",
            f"TRIGGER:-PT{postmortems.AHEAD // timedelta(hours=1)}H",
            f"DESCRIPTION:{_escaped(f'Everybody should have the written part now. {title}')}",
            "END:VALARM",
            "END:VEVENT",
        ]
    )


def events_bytes(
    community: Community, page: CommunityPage, events: Iterable[CommunityEvent], *, look_back: bool = False
) -> bytes:
    """Return events of a community's page that have a time, and the day of its next look back if asked for and set.

    Each change makes the next revision of the same entry, as RFC 5545 asks (3.8.7.2, 3.8.7.4): a calendar puts it in
    place of the one before. Same input, same bytes.
    """

    def marks(part: str) -> list[str]:
        revision = page.revisions.get(part, Revision())
        # Of a community that was rescued nobody may know any more when it came.
        at = next(filter(is_moment, (revision.at, community.created)), _LONG_AGO)
        return [f"DTSTAMP:{_stamp(at)}", f"SEQUENCE:{revision.number}"]

    lines = [
        line for each in events if each.starts for line in _community_event(community, each, marks(each.id))
    ]
    if look_back and page.look_back:
        lines += _look_back(community, date.fromisoformat(page.look_back), marks(LOOK_BACK))
    return _calendar(lines)


def _look_back(community: Community, day: date, marks: Iterable[str]) -> list[str]:
    return [
        "BEGIN:VEVENT",
        f"UID:look-back@{community.id}.facilitator",
        *marks,
        *_whole_day(day),
        f"SUMMARY:{_escaped(f'{community.name}: look back')}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _community_event(community: Community, event: CommunityEvent, marks: Iterable[str]) -> list[str]:
    ends = to_stamp(from_stamp(event.starts) + timedelta(minutes=event.minutes))
    # A format without a name says nothing in a calendar.
    named = "" if event.format == OTHER_FORMAT else format_title(event.format)
    told = [named, event.speaker, event.link]
    lines = [
        "BEGIN:VEVENT",
        f"UID:{event.id}@{community.id}.facilitator",
        *marks,
        f"DTSTART:{_stamp(event.starts)}",
        f"DTEND:{_stamp(ends)}",
        f"SUMMARY:{_escaped(f'{community.name}: {event.title}')}",
    ]
    if words := "\n".join(each for each in told if each):
        lines.append(f"DESCRIPTION:{_escaped(words)}")
    if event.link:
        lines.append(f"LOCATION:{_escaped(event.link)}")
    return [*lines, "END:VEVENT"]


def _calendar(entries: Iterable[str]) -> bytes:
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Facilitator//Actions//EN", "CALSCALE:GREGORIAN"]
    lines += entries
    lines.append("END:VCALENDAR")
    return b"".join(_folded(line) + b"\r\n" for line in lines)


def _event(source: Source, item: ActionItem, day: date) -> list[str]:
    session = source.data.session
    summary = f"{item.text} ({item.owner})" if item.owner else item.text
    return [
        "BEGIN:VEVENT",
        f"UID:{item.id}@{session.id}.facilitator",
        f"DTSTAMP:{_stamp(source.exported)}",
        *_whole_day(day),
        f"SUMMARY:{_escaped(summary)}",
        f"DESCRIPTION:{_escaped(session.title)}",
        "TRANSP:TRANSPARENT",
        "END:VEVENT",
    ]


def _whole_day(day: date) -> list[str]:
    begins = f"DTSTART;VALUE=DATE:{day:%Y%m%d}"
    # Without an end it lasts the day (3.6.1); the last day of all has none after it.
    return [begins] if day == date.max else [begins, f"DTEND;VALUE=DATE:{day + timedelta(days=1):%Y%m%d}"]


def _stamp(stamp: str) -> str:
    return "".join(each for each in stamp if each.isalnum())[:15] + "Z"


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
