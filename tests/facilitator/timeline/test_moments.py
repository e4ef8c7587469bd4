"""Times as people write them, in a zone: over midnight, over changes of the clock, and those that cannot be."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitator import moments
from facilitator.errors import UserError
from facilitator.ids import from_stamp, to_stamp

DAY = date(2026, 3, 2)
BERLIN = "Europe/Berlin"


def read(text: str, *, day: date = DAY, zone: str = BERLIN, before: str | None = None) -> moments.Placed:
    reading, rest = moments.leading(text)
    assert reading is not None
    assert rest == ""
    return moments.place(reading, day, zone, before)


@pytest.mark.parametrize(
    ("text", "at"),
    [
        ("14:32", "2026-03-02T13:32:00Z"),
        ("14:32:05", "2026-03-02T13:32:05Z"),
        ("7:05", "2026-03-02T06:05:00Z"),
        ("2:32 pm", "2026-03-02T13:32:00Z"),
        ("12:10 a.m.", "2026-03-01T23:10:00Z"),
        ("14:32 UTC", "2026-03-02T14:32:00Z"),
        ("14:32Z", "2026-03-02T14:32:00Z"),
        ("24:00", "2026-03-02T23:00:00Z"),
        ("yesterday 23:50", "2026-03-01T22:50:00Z"),
        ("next day 0:10", "2026-03-02T23:10:00Z"),
        ("2026-03-04 14:32", "2026-03-04T13:32:00Z"),
        ("2026-07-04T14:32:05.250Z", "2026-07-04T14:32:05Z"),
        ("2026-03-04 14:32 +0530", "2026-03-04T09:02:00Z"),
        ("2026-03-04T14:32-05:00", "2026-03-04T19:32:00Z"),
        ("2026/3/4, 14:32", "2026-03-04T13:32:00Z"),
        ("4.3.2026 14:32", "2026-03-04T13:32:00Z"),
        ("31.03.26, 14:32", "2026-03-31T12:32:00Z"),
        ("3/31/2026 2:32 PM", "2026-03-31T12:32:00Z"),
        ("March 4, 2026 at 14:32", "2026-03-04T13:32:00Z"),
        ("Wed, 4 Mar 14:32", "2026-03-04T13:32:00Z"),
        ("Mar 4th 14:32", "2026-03-04T13:32:00Z"),
    ],
)
def test_times_are_read_as_people_write_them(text: str, at: str) -> None:
    assert read(text).at == at


@pytest.mark.parametrize(
    ("text", "minutes"),
    [
        ("+5", 5),
        ("+5m", 5),
        ("+90 min", 90),
        ("+1h", 60),
        ("+1h30", 90),
        ("+1:30", 90),
        ("+30s", 0.5),
        ("+0", 0),
    ],
)
def test_plus_counts_from_the_moment_before(text: str, minutes: float) -> None:
    before = "2026-03-02T13:32:00Z"
    assert from_stamp(read(text, before=before).at) - from_stamp(before) == timedelta(minutes=minutes)


def test_plus_needs_a_moment_before() -> None:
    with pytest.raises(UserError, match="no entry before this one"):
        read("+5")


@pytest.mark.parametrize(
    ("before", "text", "at"),
    [
        ("2026-03-02 23:58", "0:05", "2026-03-03 00:05"),
        ("2026-03-02 23:58", "11:57", "2026-03-03 11:57"),
        ("2026-03-02 23:58", "11:58", "2026-03-02 11:58"),
        ("2026-03-02 14:32", "14:20", "2026-03-02 14:20"),
        ("2026-03-02 08:00", "21:00", "2026-03-02 21:00"),
        ("2026-03-03 00:05", "23:50", "2026-03-02 23:50"),
        ("2026-03-02 23:58", "yesterday 23:00", "2026-03-01 23:00"),
        ("2026-12-31 23:58", "0:05", "2027-01-01 00:05"),
        ("2028-02-28 23:58", "0:05", "2028-02-29 00:05"),
    ],
)
def test_midnight_is_passed_by_bare_times(before: str, text: str, at: str) -> None:
    """More than twelve hours back is the next day; more than eighteen ahead is the day before."""
    stamp = read(before, zone="UTC").at
    assert moments.written(read(text, zone="UTC", before=stamp).at, "UTC") == at


def test_a_time_that_never_was_is_told() -> None:
    """In Berlin, clocks went from 02:00 to 03:00 on 29 March 2026."""
    found = read("2026-03-29 02:30")
    assert found.at == "2026-03-29T01:30:00Z"
    assert moments.clock(found.at, BERLIN) == "03:30"
    assert found.said == (
        "Clocks were put forward: there was no 02:30 on 29 March 2026 in Europe/Berlin. It is taken as 03:30.",
    )
    assert read("2026-03-29 01:59").said == ()
    assert read("2026-03-29 03:00").at == "2026-03-29T01:00:00Z"


def test_a_time_that_came_twice_is_the_first_unless_something_lies_before_it() -> None:
    """In Berlin, clocks went from 03:00 back to 02:00 on 25 October 2026."""
    first = read("2026-10-25 02:30")
    assert first.at == "2026-10-25T00:30:00Z"
    assert "came twice in Europe/Berlin. It is taken as the first" in first.said[0]
    assert "02:30+01:00" in first.said[0]
    second = read("02:10", before="2026-10-25T00:30:00Z")
    assert second.at == "2026-10-25T01:10:00Z"
    assert "as the second; for the other one write 02:10+02:00" in second.said[0]
    assert read("2026-10-25 02:30+01:00") == moments.Placed("2026-10-25T01:30:00Z")
    assert [moments.clock(each, BERLIN) for each in (first.at, second.at)] == ["02:30 CEST", "02:10 CET"]


def test_plus_counts_real_minutes_over_a_change_of_the_clock() -> None:
    assert read("+60", before="2026-10-25T00:30:00Z").at == "2026-10-25T01:30:00Z"


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("2026-02-30 14:00", "no date 2026-02-30"),
        ("31.04.2026 14:00", "no date 31.04.2026"),
        ("13/13/2026 14:00", "no date 13/13/2026"),
        ("25:10", "no time 25:10"),
        ("14:60", "no time 14:60"),
        ("13:10 am", "no time 13:10 am"),
        ("29 Feb 10:00", "no 29 February in 2026"),
        ("0026-03-02 14:00", "The year 26 looks wrong"),
        ("9999-12-31 14:00", "The year 9999 looks wrong"),
        ("2026-03-02 14:00+15:00", "no offset"),
    ],
)
def test_what_cannot_be_is_told_in_a_sentence(text: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        read(text)


@pytest.mark.parametrize(
    "text", ["", "soon", "5 customers", "3:4", "14", "2026-03-02", "may I", "-14:32", "1/2 done"]
)
def test_what_begins_with_no_time_is_left_whole(text: str) -> None:
    assert moments.leading(text) == (None, text)


def test_a_span_keeps_its_end_as_words() -> None:
    for text in ("09:00-11:00 looking", "09:00 – 11:00 looking", "09:00 to 11:00 looking"):
        reading, rest = moments.leading(text)
        assert reading is not None
        assert (reading.clock, reading.until, rest) == (time(9), "11:00", " looking")


def test_a_date_with_slashes_says_how_it_was_read() -> None:
    assert "read as day/month" in read("3/4/2026 9:00").said[0]
    assert read("3/3/2026 9:00").said == ()


def test_zones_are_found_by_name_or_town() -> None:
    assert moments.zone_name("europe/berlin") == BERLIN
    assert moments.zone_name(" New York ") == "America/New_York"
    assert BERLIN in moments.zone_names()
    for strange in ("Berln", "../../etc/passwd", "", "a\0b"):
        with pytest.raises(UserError, match="There is no time zone called"):
            moments.zone_name(strange)


def test_a_zone_from_elsewhere_that_is_not_known_is_utc() -> None:
    for name in ("Mars/Olympus", "", "../x", "/etc/passwd"):
        assert moments.local("2026-03-02T13:32:00Z", name) == datetime(2026, 3, 2, 13, 32, tzinfo=UTC)


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *(
            (0, "0 min"),
            (40, "40 s"),
            (60, "1 min"),
            (90, "1 min 30 s"),
            (599, "9 min 59 s"),
            (630, "10 min"),
        ),
        *((3_600, "1 h"), (4_320, "1 h 12 min"), (3_605, "1 h"), (183_600, "2 d 3 h"), (172_860, "2 d")),
    ],
)
def test_spans_are_said_in_their_two_largest_units(seconds: int, words: str) -> None:
    assert moments.span_words(timedelta(seconds=seconds)) == words


ZONES = st.sampled_from(
    ["UTC", BERLIN, "America/New_York", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia"]
)
MOMENTS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda each: to_stamp(each.replace(tzinfo=UTC))
)
CHANGES = st.builds(
    lambda start, minutes: to_stamp(start + timedelta(minutes=minutes)),
    st.sampled_from([datetime(2026, 3, 29, tzinfo=UTC), datetime(2026, 10, 25, tzinfo=UTC)]),
    st.integers(-120, 240),
)


@given(st.one_of(MOMENTS, CHANGES), ZONES)
def test_what_is_written_is_read_as_the_same_moment(at: str, zone: str) -> None:
    """In every zone, also in the hour that comes twice."""
    assert read(moments.written(at, zone), zone=zone).at == at


@given(MOMENTS, st.times(), ZONES)
def test_a_bare_time_is_never_a_day_away(before: str, clock: time, zone: str) -> None:
    found = read(f"{clock:%H:%M}", zone=zone, before=before)
    away = from_stamp(found.at) - from_stamp(before)
    # Two changes of the clock, or of the calendar as in Apia, may lie in between.
    assert timedelta(hours=-15) <= away <= timedelta(hours=21) or zone == "Pacific/Apia"


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading(text: str) -> None:
    """Either there is a moment with a rest, or none, or a sentence."""
    try:
        reading, rest = moments.leading(text)
    except UserError:
        return
    assert rest == text if reading is None else text.endswith(rest)
