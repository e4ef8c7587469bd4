"""Moments as people say them, in one time zone: “14:32”, “2 March 2026 2:32 pm”, “+5” after the one before.

Kept are stamps in UTC. Where clocks were put forward, a time that never was counts by the clock before the change;
where they were put back, a time that came twice is the first one, unless the moment before lies behind it. Both are
said in a sentence. Zones are those of the IANA time zone database.
"""

import re
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from functools import cache, lru_cache
from typing import NamedTuple

from facilitator.errors import UserError
from facilitator.ids import from_stamp, to_stamp

USUAL_ZONE = "UTC"
EARLIEST_YEAR, LATEST_YEAR = 1980, 2199
"""Zones are known as they were, and stay within what every calendar here can count."""
FORWARD = timedelta(hours=12)
"""A bare time that lies more than this before the moment before it is one of the next day."""
BACK = timedelta(hours=18)
"""A bare time that lies more than this behind the moment before it is one of the day before."""

_NO_YEAR = 4
"""Stands for a year that was not written: a leap year, so that 29 February can be read."""
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_WEEKDAY = r"(?:(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*\.?,?\s+)?"
_DATES = tuple(
    re.compile(_WEEKDAY + form, re.IGNORECASE)
    for form in (
        r"(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})(?!\d)",
        r"(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?(?P<year>\d{4}|\d{2})(?!\d)",
        r"(?P<one>\d{1,2})/(?P<two>\d{1,2})/(?P<year>\d{4}|\d{2})(?!\d)",
        rf"(?P<day>\d{{1,2}})(?:st|nd|rd|th|\.)?\s+(?P<name>{_NAMED})\b\.?,?(?:\s+(?P<year>\d{{4}}))?(?!:?\d)",
        rf"(?P<name>{_NAMED})\b\.?\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?!:?\d),?(?:\s+(?P<year>\d{{4}}))?(?!:?\d)",
    )
)
_JOIN = re.compile(r"[Tt](?=\d)|\s*(?:,|-|–|\bat\b)?\s*")
_TIME = re.compile(
    r"(?P<hour>\d{1,2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d{1,9})?)?(?!:?\d)"
    r"(?:\s?(?P<half>[ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET = re.compile(
    r"\s?\(?(?:UTC|GMT)\)?(?P<far>[+-]\d{1,2}(?::?\d{2})?)?(?![\w+-])|Z\b|(?P<near>[+-]\d{2}:?\d{2})(?!:?\d)"
)
_RANGE = re.compile(r"\s*(?:-|–|—|\bto\b|\buntil\b)\s*(?P<until>\d{1,2}:\d{2}(?::\d{2})?)(?!:?\d)")
_PLUS = re.compile(
    r"\+(?:(?P<hours>\d{1,3})\s?h(?:\s?(?P<rest>\d{1,2})(?:\s?m(?:in)?)?)?|(?P<clock>\d{1,2}):(?P<past>\d{2})"
    r"|(?P<count>\d{1,4})\s?(?P<unit>min|m|s|sec)?)(?![\w:])",
    re.IGNORECASE,
)
_SHIFT = re.compile(r"(?P<word>yesterday|(?:the\s+)?day\s+before|next\s+day|tomorrow)\b,?\s*", re.IGNORECASE)


class Reading(NamedTuple):
    """A moment as it was written: `day` None for a bare time, `shift` in days, `plus` after the one before.

    `until` is the end of a span such as “09:00-11:00”, as it was written.
    """

    clock: time | None
    day: date | None = None
    offset: timedelta | None = None
    shift: int = 0
    plus: timedelta | None = None
    until: str = ""
    said: tuple[str, ...] = ()


class Placed(NamedTuple):
    """A moment as a stamp in UTC, with what there is to say about it."""

    at: str
    said: tuple[str, ...] = ()


@cache
def zone_names() -> tuple[str, ...]:
    """Return the names of all zones that the machine knows, sorted."""
    # Read when the first zone is: the first window needs none.
    from zoneinfo import available_timezones

    strange = ("posix/", "right/", "SystemV/")
    return tuple(
        sorted(
            name for name in available_timezones() - {"Factory", "localtime"} if not name.startswith(strange)
        )
    )


def zone_name(text: str) -> str:
    """Return the zone that `text` names, capitals and blanks as in the IANA database.

    Raises:
        UserError: there is no such zone; the nearest name is given.
    """
    wanted = "_".join(text.split()).casefold()
    known = {name.casefold(): name for name in zone_names()}
    if wanted in known:
        return known[wanted]
    towns = {name.rpartition("/")[2]: full for name, full in known.items()}
    if wanted in towns:
        return towns[wanted]
    from difflib import get_close_matches

    near = get_close_matches(wanted, [*known, *towns], 1, 0.5)
    name = (known | towns)[near[0]] if near else "Europe/Berlin"
    shown = " ".join(text.split())[:40]
    raise UserError(f"There is no time zone called “{shown}”. Try {name}.")


@cache
def zone(name: str) -> tzinfo:
    """Return the zone called `name`; UTC where the machine does not know it, as in a document from elsewhere."""
    from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

    try:
        return ZoneInfo(name) if name and name != USUAL_ZONE else UTC
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return UTC


def local(at: str, zone_id: str) -> datetime:
    """Return the aware local time of a stamp."""
    return from_stamp(at).astimezone(zone(zone_id))


@lru_cache(maxsize=8_192)
def clock(at: str, zone_id: str) -> str:
    """Return the time of day of a stamp in a zone: “14:32”, with seconds where it has some.

    A time that came twice, because clocks were put back, has the name of its offset behind it.
    """
    moment = local(at, zone_id)
    text = moment.strftime("%H:%M:%S" if moment.second else "%H:%M")
    return f"{text} {moment.strftime('%Z')}" if came_twice(moment) else text


def came_twice(moment: datetime) -> bool:
    """Tell whether the clocks showed this local time twice."""
    return moment.utcoffset() != moment.replace(fold=1 - moment.fold).utcoffset()


def placed(wall: datetime, zone_id: str, before: str | None = None) -> Placed:
    """Return the moment at which clocks in a zone show `wall` (naive).

    `before` is the stamp of the moment before it, which tells which one of two it is when clocks were put back.
    """
    there = zone(zone_id)
    first, second = wall.replace(tzinfo=there), wall.replace(tzinfo=there, fold=1)
    early, late = first.astimezone(UTC), second.astimezone(UTC)
    if early == late:
        return Placed(to_stamp(early))
    shown = f"{wall:%H:%M} on {wall.day} {wall:%B %Y}"
    if early > late:
        # Clocks were put forward: by the clock before the change, this is a later time by the one after it.
        moved = early.astimezone(there)
        said = f"Clocks were put forward: there was no {shown} in {zone_id}. It is taken as {moved:%H:%M}."
        return Placed(to_stamp(early), (said,))
    is_second = before is not None and early < from_stamp(before) <= late
    chosen = second if is_second else first
    other = first if is_second else second
    said = (
        f"Clocks were put back: {shown} came twice in {zone_id}. It is taken as the "
        f"{'second' if is_second else 'first'}; for the other one write {wall:%H:%M}{_offset_text(other)}."
    )
    return Placed(to_stamp(chosen), (said,))


def leading(text: str) -> tuple[Reading | None, str]:
    """Return the moment that `text` begins with, and what follows it; None and the text where there is none.

    Raises:
        UserError: it begins with a date or a time that cannot be.
    """
    begins = text.lstrip()
    plus = _PLUS.match(begins)
    if plus:
        return Reading(None, plus=_plus(plus)), begins[plus.end() :]
    shift = _SHIFT.match(begins)
    rest = begins[shift.end() :] if shift else begins
    dated = next((found for form in _DATES if (found := form.match(rest))), None)
    if dated:
        after = rest[dated.end() :]
        join = _JOIN.match(after)
        after = after[join.end() :] if join else after
    else:
        after = rest
    timed = _TIME.match(after)
    if timed is None:
        return None, text
    clock_time, next_day = _time(timed)
    day, said = _date(dated) if dated else (None, ())
    after = after[timed.end() :]
    # Behind a date, “-11:00” is an offset from UTC, also with a blank before it; behind a bare time it ends a span.
    far = re.match(r"\s?(?=[+-]\d{2}:?\d{2}(?!:?\d))", after) if dated else None
    after = after[far.end() :] if far else after
    span = None if far else _RANGE.match(after)
    offset = None if span else _OFFSET.match(after)
    if span or offset:
        after = after[(span or offset).end() :]  # type: ignore[union-attr]
    return (
        Reading(
            clock_time,
            day,
            _offset(offset) if offset else None,
            (_shift(shift) if shift else 0) + next_day,
            until=span["until"] if span else "",
            said=said,
        ),
        after,
    )


def leading_date(text: str, year: int) -> tuple[date | None, str]:
    """Return the date that `text` begins with, and what follows it; a date without a year is one of `year`.

    Raises:
        UserError: it begins with a date that cannot be.
    """
    found = next((found for form in _DATES if (found := form.match(text.lstrip()))), None)
    if found is None:
        return None, text
    day, _said = _date(found)
    return in_year(day, year), text.lstrip()[found.end() :]


def place(reading: Reading, day: date, zone_id: str, before: str | None = None) -> Placed:
    """Return the moment of a reading. A bare time is one of the day of `before`, a stamp, or else of `day`.

    Over midnight: a bare time more than twelve hours before `before` is one of the next day, one more than eighteen
    hours behind it one of the day before.

    Raises:
        UserError: “+5” with nothing before it, or a year that cannot be.
    """
    if reading.clock is None:
        if before is None:
            raise UserError("There is no entry before this one yet. Begin with a time, such as 14:32.")
        return Placed(to_stamp(from_stamp(before) + (reading.plus or timedelta())))
    there = zone(zone_id)
    last = from_stamp(before).astimezone(there).replace(tzinfo=None, fold=0) if before else None
    given = in_year(reading.day, (last or datetime.combine(day, time())).year) if reading.day else None
    base = given or (last.date() if last else day)
    if not EARLIEST_YEAR <= base.year <= LATEST_YEAR:
        raise UserError(f"The year {base.year} looks wrong. Write the date as in 2026-03-02.")
    wall = datetime.combine(base + timedelta(days=reading.shift), reading.clock)
    if given is None and last is not None and not reading.shift and reading.offset is None:
        if last - wall > FORWARD:
            wall += timedelta(days=1)
        elif wall - last > BACK:
            wall -= timedelta(days=1)
    if reading.offset is not None:
        return Placed(to_stamp((wall - reading.offset).replace(tzinfo=UTC)), reading.said)
    found = placed(wall, zone_id, before)
    return Placed(found.at, (*reading.said, *found.said))


def written(at: str, zone_id: str) -> str:
    """Return a stamp as `leading` reads it back: “2026-03-02 14:32”, with an offset where the time came twice."""
    moment = local(at, zone_id)
    text = moment.strftime("%Y-%m-%d %H:%M:%S" if moment.second else "%Y-%m-%d %H:%M")
    return text + _offset_text(moment) if came_twice(moment) else text


def span_words(span: timedelta) -> str:
    """Return a span of time as people say it, in its two largest units: “1 h 12 min”, “2 d 3 h”, “40 s”."""
    seconds = int(abs(span).total_seconds())
    parts = [
        (seconds // 86_400, "d"),
        (seconds // 3_600 % 24, "h"),
        (seconds // 60 % 60, "min"),
        (seconds % 60, "s"),
    ]
    begins = next((number for number, (count, _) in enumerate(parts) if count), 3)
    # Seconds say something beside minutes only while there are few of them.
    kept = [
        part for part in parts[begins : begins + 2] if part[0] and not (part[1] == "s" and seconds >= 600)
    ]
    return " ".join(f"{count} {unit}" for count, unit in kept) or "0 min"


def in_year(day: date, year: int) -> date:
    """Return a date that was read without a year as one of `year`.

    Raises:
        UserError: 29 February, in a year without one.
    """
    if day.year > _NO_YEAR:
        return day
    try:
        return date(year, day.month, day.day)
    except ValueError:
        raise UserError(f"There is no {day.day} {day:%B} in {year}.") from None


def _date(found: re.Match[str]) -> tuple[date, tuple[str, ...]]:
    parts = found.groupdict()
    said: tuple[str, ...] = ()
    year_text = parts.get("year") or ""
    year = int(year_text) + (2000 if len(year_text) == 2 else 0) if year_text else 0
    if parts.get("one"):
        day, month = int(parts["one"]), int(parts["two"])
        if day <= 12 < month:
            day, month = month, day
        elif month <= 12 and day <= 12 and day != month:
            said = (
                f"{found.group().strip()} is read as day/month. If it is month/day, write it as in 2026-03-02.",
            )
    elif parts.get("name"):
        day, month = int(parts["day"]), _MONTHS.index(parts["name"][:3].casefold()) + 1
    else:
        day, month = int(parts["day"]), int(parts["month"])
    try:
        real = date(year or _NO_YEAR, month, day)
    except ValueError:
        raise UserError(f"There is no date {found.group().strip()}. Write it as in 2026-03-02.") from None
    return real, said


def _time(found: re.Match[str]) -> tuple[time, int]:
    """Return the time of day, and 1 where it is midnight at the end of its day."""
    hour, minute, second = (int(found[part] or 0) for part in ("hour", "minute", "second"))
    half = (found["half"] or "").casefold()
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
    elif half and (half == "a" or not 13 <= hour <= 23):
        hour = 99
    if (hour, minute, second) == (24, 0, 0):
        return time(), 1
    if hour > 23 or minute > 59 or second > 60:
        raise UserError(f"There is no time {found.group().strip()}. Write it as in 14:32 or 14:32:05.")
    return time(hour, minute, min(second, 59)), 0


def _plus(found: re.Match[str]) -> timedelta:
    parts = found.groupdict(default="")
    if parts["count"]:
        count = int(parts["count"])
        return (
            timedelta(seconds=count) if parts["unit"].casefold().startswith("s") else timedelta(minutes=count)
        )
    hours, minutes = parts["hours"] or parts["clock"], parts["rest"] or parts["past"] or "0"
    return timedelta(hours=int(hours), minutes=int(minutes))


def _shift(found: re.Match[str]) -> int:
    return 1 if found["word"].casefold().startswith(("next", "tomorrow")) else -1


def _offset(found: re.Match[str]) -> timedelta:
    text = found["far"] or found["near"]
    if not text:
        return timedelta()
    digits = text[1:].replace(":", "")
    hours, minutes = (int(digits), 0) if len(digits) <= 2 else (int(digits[:-2]), int(digits[-2:]))
    if hours > 14 or minutes > 59:
        raise UserError(f"There is no offset {text} from UTC. Write it as in +01:00.")
    return timedelta(hours=hours, minutes=minutes) * (-1 if text[0] == "-" else 1)


def _offset_text(moment: datetime) -> str:
    text = moment.strftime("%z")
    return f"{text[:3]}:{text[3:5]}"
