"""The axis of a timeline, on screens and on paper: from when to when it runs, and which hours stand below it."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import NamedTuple

from facilitator import moments
from facilitator.ids import from_stamp, to_stamp

STEPS = (1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720, 1440, 2880, 10080, 20160, 43200)
"""Minutes from one label to the next."""
_SHORTEST = timedelta(minutes=2)
_DAY = 1440
_MARGIN = 0.04


class Axis(NamedTuple):
    """From when to when an axis runs."""

    starts: datetime
    ends: datetime

    def share(self, stamp: str) -> float:
        """Return where a stamp lies, 0 at the beginning of the axis and 1 at its end."""
        return (from_stamp(stamp) - self.starts) / (self.ends - self.starts)


def axis(stamps: Sequence[str]) -> Axis:
    """Return an axis on which all `stamps` lie, with a little room at both ends.

    Raises:
        ValueError: there is no stamp.
    """
    found = [from_stamp(each) for each in stamps]
    starts, ends = min(found), max(found)
    if ends - starts < _SHORTEST:
        starts, ends = starts - timedelta(minutes=5), ends + timedelta(minutes=5)
    room = (ends - starts) * _MARGIN
    return Axis(starts - room, ends + room)


def ticks(on: Axis, zone: str, most: float) -> Iterator[tuple[str, str]]:
    """Yield the stamps that get a label, at most about `most` of them, each with its words in the time of `zone`.

    The date stands with the first hour of a day where the axis runs over more than one.
    """
    whole = (on.ends - on.starts).total_seconds() / 60
    step = next((each for each in STEPS if whole / each <= max(2.0, most)), STEPS[-1])
    first = moments.local(to_stamp(on.starts), zone).replace(second=0, microsecond=0)
    start = first.replace(hour=0, minute=0)
    passed = int((first - start).total_seconds() // 60)
    moment = start + timedelta(minutes=-(-passed // step) * step)
    day = ""
    while (utc := moment.astimezone(on.starts.tzinfo)) <= on.ends:
        if utc >= on.starts:
            here = moments.local(to_stamp(utc), zone)
            words = f"{here:%H:%M}" if step < _DAY else ""
            date = f"{here.day} {here:%b}"
            if date != day and (day or whole > _DAY or step >= _DAY):
                words = f"{words} {date}".strip()
            day = date
            yield to_stamp(utc), words
        moment = moment + timedelta(minutes=step)
