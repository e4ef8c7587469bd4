"""How the desk words a timeline: moments, what was there before, how long it took."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QCoreApplication

from facilitator import moments
from facilitator.timelines import Entry, Gap, Timeline, Wording, Written
from ui.pictures.timeline_axis import kind_words

__all__ = ["date_words", "details", "earlier_words", "gap_words", "moment_words", "written_words"]

# As they are read back: only English names of months are.
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)


@lru_cache(maxsize=8192)
def date_words(at: str, zone: str) -> str:
    """Return the day of a stamp in a zone: “2 Mar 2026”."""
    day = moments.local(at, zone).date()
    return f"{day.day} {_MONTHS[day.month - 1]} {day.year}"


def moment_words(at: str, zone: str, near: str = "") -> str:
    """Return a stamp as it stands in a field: the time alone on the day of the stamp `near`, else with its date.

    The date goes without its year in the year of `near`.
    """
    moment = moments.local(at, zone)
    there = moments.local(near, zone) if near else None
    if moments.came_twice(moment):
        return moments.written(at, zone)
    if there is not None and moment.date() == there.date():
        return moments.clock(at, zone)
    if moment.second:
        return moments.written(at, zone)
    if there is not None and moment.year == there.year:
        return f"{moment.day} {_MONTHS[moment.month - 1]} {moment:%H:%M}"
    return f"{date_words(at, zone)} {moment:%H:%M}"


def gap_words(gap: Gap) -> str:
    """Return what is said where nothing was written for a while."""
    return _tr("{time} without an entry").format(time=moments.span_words(gap.length))


def earlier_words(earlier: Wording) -> str:
    """Return how a part of an entry was worded before the meeting corrected it."""
    forms = {
        "at": _tr("Time was: {text}"),
        "text": _tr("Was: {text}"),
        "kind": _tr("Kind was: {text}"),
        "source": _tr("Source was: {text}"),
        "known": _tr("Known then was: {text}"),
    }
    text = kind_words(earlier.text) if earlier.part == "kind" else earlier.text
    return forms[earlier.part].format(text=text)


def details(entry: Entry | Written) -> str:
    """Return the source of an entry and what was known then; "" where there is neither."""
    parts = []
    if entry.source:
        parts.append(_tr("Source: {text}").format(text=entry.source))
    if entry.known:
        parts.append(_tr("Known then: {text}").format(text=entry.known))
    return " · ".join(parts)


def written_words(written: Written, timeline: Timeline) -> str:
    """Return what a typed line will become."""
    day = timeline.entries[0].at if timeline.entries else timeline.stamps["began"]
    time = moment_words(written.at, timeline.zone, day)
    begins = f"{time} · {kind_words(written.kind)} · {written.text}"
    return " · ".join(part for part in (begins, details(written)) if part)
