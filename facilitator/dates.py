"""Days and times as people write them in British English."""

from facilitator.ids import from_stamp

# Not from the system's language: a file reads the same wherever it was made.
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def written_day(stamp: str | None) -> str:
    """Return "12 March 2026" for an ISO stamp, in this machine's time zone, or for an ISO day; "" for anything else."""
    try:
        moment = from_stamp(stamp or "")
    except ValueError:
        return ""
    if "T" in (stamp or ""):
        moment = moment.astimezone()
    return f"{moment.day} {_MONTHS[moment.month - 1]} {moment.year}"


def written_time(stamp: str | None) -> str:
    """Return "09:30" for an ISO stamp, in this machine's time zone; "" for anything else."""
    try:
        return from_stamp(stamp or "").astimezone().strftime("%H:%M")
    except ValueError:
        return ""


def month_and_year(day: str) -> tuple[str, str]:
    """Return ("March", "2026") for an ISO day, two empty texts for anything else."""
    words = written_day(day).split()
    return (words[1], words[2]) if len(words) == 3 else ("", "")
