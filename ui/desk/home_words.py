"""What Home says about sessions, actions and methods, as a person would say it. No widgets here."""

from __future__ import annotations

from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QLocale

from facilitator.ids import from_stamp

__all__ = [
    "day_words",
    "due_words",
    "length_words",
    "local_now",
    "long_day_words",
    "method_facts",
    "moment_words",
    "open_words",
    "people_words",
    "planned_words",
    "sessions_words",
    "state_words",
    "time_words",
]

_WEEK = 7


def _tr(text: str) -> str:
    return QCoreApplication.translate("Home", text)


def _named(day: date, pattern: str) -> str:
    # The names of days and months belong to the language of the program, not to that of the machine.
    return QLocale.c().toString(QDate(day.year, day.month, day.day), pattern)


def local_now() -> datetime:
    """Return the present moment in the zone of this machine."""
    return datetime.now().astimezone()


def day_words(day: date, today: date, *, inside: bool = False) -> str:
    """Return a day as "Today", "Yesterday", "12 Nov", or "12 Nov 2023" in another year; "today" `inside` a sentence."""
    past = (today - day).days
    if past == 0:
        return _tr("today") if inside else _tr("Today")
    if past == 1:
        return _tr("yesterday") if inside else _tr("Yesterday")
    return _named(day, "d MMM" if day.year == today.year else "d MMM yyyy")


def stored_day_words(day: str, today: date, *, inside: bool = False) -> str:
    """Return a stored ISO day as `day_words` does; what is no day, as a file by others may say, stays as it is."""
    try:
        return day_words(date.fromisoformat(day), today, inside=inside)
    except ValueError:
        return day


def long_day_words(day: date) -> str:
    """Return a day for a title, "12 November"."""
    return _named(day, "d MMMM")


def time_words(moment: datetime) -> str:
    """Return the time of day, "09:30"."""
    return f"{moment:%H:%M}"


def moment_words(stamp: str, now: datetime, *, inside: bool = False) -> str:
    """Return a stored stamp as the local day, with the time if it was today or yesterday; "" for an odd stamp.

    `inside` a sentence it begins with a small letter.
    """
    try:
        moment = from_stamp(stamp).astimezone(now.tzinfo)
    except ValueError:
        return ""
    words = day_words(moment.date(), now.date(), inside=inside)
    return f"{words} {time_words(moment)}" if (now.date() - moment.date()).days in (0, 1) else words


def planned_words(stamp: str, now: datetime) -> str:
    """Return a stored stamp that is ahead as `moment_words` does, with the time as well if it is tomorrow."""
    try:
        moment = from_stamp(stamp).astimezone(now.tzinfo)
    except ValueError:
        return ""
    if (moment.date() - now.date()).days == 1:
        return _tr("Tomorrow {time}").format(time=time_words(moment))
    return moment_words(stamp, now)


def people_words(count: int) -> str:
    """Return "1 person", "10 people"."""
    return _tr("1 person") if count == 1 else _tr("{count} people").format(count=count)


def sessions_words(count: int) -> str:
    """Return "1 session", "12 sessions"; "No session yet" for none."""
    if not count:
        return _tr("No session yet")
    return _tr("1 session") if count == 1 else _tr("{count} sessions").format(count=count)


def state_words(state: str) -> str:
    """Return the state of a session in words, "open" for the one that is open in the program."""
    words = {
        "prepare": _tr("In preparation"),
        "run": _tr("In progress"),
        "after": _tr("Finished"),
        "open": _tr("Open now"),
    }
    return words.get(state, state)


def due_words(due: str | None, today: date) -> tuple[str, str]:
    """Return when an action is due, and the colour role of these words; ("", "ink_soft") without a day."""
    if not due:
        return "", "ink_soft"
    try:
        day = date.fromisoformat(due)
    except ValueError:
        return due, "ink_soft"
    left = (day - today).days
    if left < -1:
        return _tr("Overdue {days} days").format(days=-left), "alarm"
    if left == -1:
        return _tr("Overdue since yesterday"), "alarm"
    if left == 0:
        return _tr("Due today"), "warn"
    if left == 1:
        return _tr("Due tomorrow"), "warn"
    if left < _WEEK:
        return _tr("Due {day}").format(day=_named(day, "dddd")), "warn"
    return _tr("Due {day}").format(day=day_words(day, today)), "ink_soft"


def open_words(count: int, overdue: int) -> str:
    """Return "4 open, 1 overdue"; "" when nothing is open."""
    if not count:
        return ""
    if not overdue:
        return _tr("{count} open").format(count=count)
    return _tr("{count} open, {overdue} overdue").format(count=count, overdue=overdue)


def length_words(minutes: float) -> str:
    """Return a length as rooms say it, to the half minute: "4.5 min", "45 min", "90 min", "2 h", "2 h 30 min"."""
    halves = round(minutes * 2) / 2
    if halves >= 120:
        hours, rest = divmod(halves, 60)
        if not rest:
            return _tr("{hours} h").format(hours=int(hours))
        return _tr("{hours} h {minutes} min").format(hours=int(hours), minutes=f"{rest:g}")
    return _tr("{minutes} min").format(minutes=f"{halves:g}")


def method_facts(minutes: float, least: int, most: int) -> str:
    """Return the facts of a method's card, "2 h, 5 to 20 people"."""
    return _tr("{length}, {least} to {most} people").format(
        length=length_words(minutes), least=least, most=most
    )
