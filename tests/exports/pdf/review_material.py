"""Postmortems to print: the invented incident of the demo, and timelines of any length."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from exports.source import Source, source_of
from facilitator import method_files
from facilitator.demo import build_samples
from facilitator.library import Library
from facilitator.opening import open_session, rehearse
from facilitator.timelines import Written

STARTED = "2026-02-20T12:00:00Z"


def sample_incident(folder: Path) -> Source:
    """The incident of the demo."""
    with Library.create_or_open(folder / "library.db") as library:
        build_samples(library)
        found = next(each.id for each in library.summaries() if each.title == "Empty baskets on a Tuesday")
        return replace(source_of(open_session(library, found)), exported=STARTED)


def long_incident(count: int) -> Source:
    """An incident with so many entries, a minute apart."""
    session = rehearse(method_files.load("postmortem"), "A long day")
    session.timeline.set_incident(
        zone="Europe/Berlin", severity="Sev-2", began=f"{date(2026, 2, 17)}T06:05:00Z"
    )
    kinds = ("context", "impact", "status", "detection", "decision", "action")
    session.timeline.take_many(
        Written(
            f"2026-02-17T{6 + number // 60:02}:{number % 60:02}:00Z",
            f"Entry {number}: somebody looks at panel {number} and tells the channel what is to be seen there",
            kinds[number % len(kinds)],  # type: ignore[arg-type] # each of them is a kind
            f"panel {number}",
            "",
        )
        for number in range(count)
    )
    return source_of(session)
