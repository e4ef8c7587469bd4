"""Which postmortems Home reminds of: a meeting that is near, or a last day that comes without one."""

from datetime import UTC, date, datetime

import pytest

from facilitator.beginning import Beginning, begin_session
from facilitator.deadlines import Rule
from facilitator.library import Library
from facilitator.opening import open_session
from facilitator.sending_ahead import ahead
from facilitator.session import Session
from tests.facilitator.postmortem_method import look_back

NOW = datetime(2026, 3, 10, 9, 0, tzinfo=UTC)
"""A Tuesday."""


def incident(
    library: Library, title: str, began: str = "2026-03-09T10:00:00Z", severity: str = "1"
) -> Session:
    """A postmortem that is being prepared."""
    session = open_session(library, begin_session(library, look_back(), Beginning(title)))
    session.timeline.set_incident(zone="Europe/Berlin", began=began, severity=severity)
    return session


@pytest.mark.parametrize(
    ("starts", "reminded"),
    [
        ("2026-03-11T20:59:00Z", True),
        ("2026-03-11T09:00:00Z", True),
        ("2026-03-10T09:01:00Z", True),
        ("2026-03-10T09:00:00Z", False),
        ("2026-03-09T09:00:00Z", False),
        ("2026-03-11T21:01:00Z", False),
        ("2026-03-20T09:00:00Z", False),
    ],
)
def test_a_meeting_is_thought_of_a_day_and_a_half_before(
    library: Library, starts: str, reminded: bool
) -> None:
    """A morning is enough to send it 24 hours ahead; what has begun needs no reminder."""
    incident(library, "Search was slow").values.set_start(starts)
    found = ahead(library, NOW)
    assert [each.starts for each in found] == ([starts] if reminded else [])
    if found:
        assert found[0].send_by is not None
        assert found[0].send_by < starts
        assert (found[0].title, found[0].severity, found[0].meeting_by) == ("Search was slow", "1", None)


@pytest.mark.parametrize(
    ("began", "severity", "by"),
    [
        ("2026-03-07T10:00:00Z", "1", "2026-03-10"),
        ("2026-03-08T10:00:00Z", "1", "2026-03-11"),
        ("2026-03-09T10:00:00Z", "1", None),
        ("2026-03-03T10:00:00Z", "2", "2026-03-10"),
        ("2026-03-04T10:00:00Z", "2", "2026-03-11"),
        ("2026-03-05T10:00:00Z", "2", None),
        ("2026-02-07T10:00:00Z", "1", "2026-02-10"),
        ("2026-01-01T10:00:00Z", "1", None),
        ("", "1", None),
    ],
)
def test_a_last_day_without_a_meeting_is_thought_of(
    library: Library, began: str, severity: str, by: str | None
) -> None:
    """By severity, over the weekend: the day before and on it, and for a month after; then it is let go."""
    incident(library, "Search was slow", began, severity)
    assert [each.meeting_by for each in ahead(library, NOW)] == ([date.fromisoformat(by)] if by else [])


def test_deadlines_of_the_settings_hold(library: Library) -> None:
    """A house with longer ones hears of it later."""
    incident(library, "Search was slow", "2026-03-07T10:00:00Z")
    assert ahead(library, NOW)
    assert not ahead(library, NOW, {1: Rule(10)})


def test_only_what_is_being_prepared_counts_meetings_first(library: Library) -> None:
    """Not what runs, was held, is closed or in the bin; a planned meeting comes before a missing one."""
    missing = incident(library, "Missing", "2026-03-07T10:00:00Z")
    later = incident(library, "Later")
    later.values.set_start("2026-03-11T09:00:00Z")
    sooner = incident(library, "Sooner")
    sooner.values.set_start("2026-03-10T15:00:00Z")
    assert [each.title for each in ahead(library, NOW)] == ["Sooner", "Later", "Missing"]
    library.bin(sooner.id)
    later.course.start()
    later.keep_place()
    for status in ("in_review", "reviewed", "closed"):
        missing.postmortem.set_status(status)
    assert ahead(library, NOW) == ()
