"""The lines of the list: entries, days where there are several, and gaps; each a value that can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, NamedTuple

from PySide6.QtCore import QCoreApplication

from facilitator import moments
from facilitator.activities.timeline import walked
from facilitator.timelines import Entry, Timeline
from ui.desk.timeline import words
from ui.pictures.timeline_axis import kind_words

__all__ = ["BETWEEN", "HEIGHT", "MORE", "BetweenRow", "EntryRow", "Row", "rows_of"]

HEIGHT = 38
"""Of an entry with up to one line below its text, in px."""
MORE = 16
"""Of each further line below its text."""
BETWEEN = 26
"""Of a line between two entries."""


class EntryRow(NamedTuple):
    """One entry. `below` are the lines under its text, `state` where it stands in the walk.

    `unsourced` tells that it has no source and should have one.
    """

    entry: Entry
    clock: str
    utc: str
    below: tuple[str, ...]
    state: Literal["", "told", "talk", "folded"] = ""
    unsourced: bool = False

    @property
    def height(self) -> int:
        """Its height in px."""
        return HEIGHT + MORE * max(0, len(self.below) - 1)

    def spoken(self) -> str:
        """Return the whole line as a screen reader says it."""
        said = [self.clock, kind_words(self.entry.kind), self.entry.text, *self.below]
        if self.entry.source:
            said.append(_tr("Source: {text}").format(text=self.entry.source))
        if self.unsourced:
            said.append(_tr("No source yet"))
        if self.state == "folded":
            said.append(_tr("folded for the room"))
        if self.state == "talk":
            said.append(_tr("in talk"))
        return ", ".join(said)


class BetweenRow(NamedTuple):
    """What stands between two entries: the day that begins, or that nothing was written for a while."""

    text: str
    gap: bool = False

    @property
    def height(self) -> int:
        """Its height in px."""
        return BETWEEN

    def spoken(self) -> str:
        """Return the line as a screen reader says it."""
        return self.text


Row = EntryRow | BetweenRow


def rows_of(timeline: Timeline, *, walk: bool, in_talk: str | None = None) -> tuple[Row, ...]:
    """Return the lines of a timeline. While it is walked, what comes behind the entry `in_talk` is folded."""
    entries, zone = walked(timeline), timeline.zone
    several = len({words.date_words(each.at, zone) for each in entries}) > 1
    gaps = {each.before: words.gap_words(each) for each in timeline.gaps}
    talk = next((place for place, each in enumerate(entries) if each.id == in_talk), -1)
    rows: list[Row] = []
    day = ""
    for place, each in enumerate(entries):
        if each.id in gaps:
            rows.append(BetweenRow(gaps[each.id], gap=True))
        if several and words.date_words(each.at, zone) != day:
            day = words.date_words(each.at, zone)
            rows.append(BetweenRow(day))
        state: Literal["", "told", "talk", "folded"] = ""
        if walk:
            state = "told" if place < talk else "talk" if place == talk else "folded"
        rows.append(
            EntryRow(
                each,
                moments.clock(each.at, zone),
                f"{moments.clock(each.at, 'UTC')} UTC" if zone != "UTC" else "",
                _below(each),
                state,
                each.id in timeline.without_source,
            )
        )
    return tuple(rows)


def _below(entry: Entry) -> tuple[str, ...]:
    if not (entry.earlier or entry.known or entry.struck or entry.added):
        return ()
    said: Sequence[str] = [words.earlier_words(each) for each in entry.earlier]
    if entry.known:
        said = [_tr("Known then: {text}").format(text=entry.known), *said]
    if entry.struck:
        said = [*said, _tr("Struck out in the meeting")]
    elif entry.added:
        said = [*said, _tr("Added in the meeting")]
    return tuple(said)


def _tr(text: str) -> str:
    return QCoreApplication.translate("Timeline", text)
