"""The rules of a timeline, worked out by hand, and what holds for every timeline."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from facilitator import method_files, timelines
from facilitator.errors import UserError
from facilitator.ids import from_stamp, to_stamp
from facilitator.method import Method
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.timeline_lines import format_line, parse_line
from facilitator.timelines import KINDS, Band, Durations, Entry, Gap, Timeline, Written

DAY = date(2026, 3, 2)
BERLIN = "Europe/Berlin"


def said(line: str, before: str | None = None) -> Written:
    return parse_line(line, DAY, BERLIN, before)


def at(clock: str) -> str:
    return f"2026-03-02T{clock}:00Z"


def entry(clock: str, kind: timelines.EntryKind = "context", text: str = "x") -> Entry:
    return Entry(f"{kind}-{clock}", at(clock), text, kind)


def stamps(**given_ones: str) -> dict[str, str]:
    return {key: at(given_ones[key]) if key in given_ones else "" for key in timelines.STAMPS}


def now(session: Session) -> Timeline:
    found = timelines.timeline(session.data)
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("line", "kind", "text"),
    [
        ("14:32 pager fires", "context", "pager fires"),
        ("14:32 ! Errors", "impact", "Errors"),
        ("14:32 ~ Still going", "status", "Still going"),
        ("14:32 ? Pager rings", "detection", "Pager rings"),
        ("14:32 = We roll back", "decision", "We roll back"),
        ("14:32 > Rolled back", "action", "Rolled back"),
        ("14:32 . Friday before a holiday", "context", "Friday before a holiday"),
        ("14:32 #impact Errors", "impact", "Errors"),
        ("14:32 #imp Errors", "impact", "Errors"),
        ("14:32 Errors #IMPACT", "impact", "Errors"),
        ("14:32 impact: Errors", "impact", "Errors"),
        ("14:32 Decision: We roll back", "decision", "We roll back"),
        ("14:32 - #det: Pager rings", "detection", "Pager rings"),
        ("14:32 !important flag", "context", "!important flag"),
        ("14:32 #4711 opened", "context", "#4711 opened"),
        ("14:32 #ac noise", "context", "#ac noise"),
        ("14:32 act: two", "context", "act: two"),
        ("- [14:32] `pods` restart", "context", "`pods` restart"),
        ("**14:32:** pods restart", "context", "pods restart"),
        ("14:32 #impact #impact", "impact", "#impact"),
    ],
)
def test_a_line_is_a_time_a_mark_and_a_text(line: str, kind: str, text: str) -> None:
    found = said(line)
    assert (found.at, found.kind, found.text) == ("2026-03-02T13:32:00Z", kind, text)


@pytest.mark.parametrize(
    ("line", "text", "source", "known"),
    [
        ("14:32 pager fires | error rate", "pager fires", "error rate", ""),
        ("14:32 pager fires | error rate | only one region", "pager fires", "error rate", "only one region"),
        ("14:32 | pager fires", "pager fires", "", ""),
        ("14:32 pager fires | | only one region", "pager fires", "", "only one region"),
        ("14:32 pager fires https://a.example/b", "pager fires", "https://a.example/b", ""),
        ("14:32 pager fires (https://a.example/b).", "pager fires", "https://a.example/b", ""),
        ("14:32 see https://a.example/b_(c)", "see", "https://a.example/b_(c)", ""),
        ("14:32 https://a.example/b", "https://a.example/b", "", ""),
        ("14:32 a|b and c || d", "a|b and c || d", "", ""),
        (r"14:32 ps \| grep | terminal", "ps | grep", "terminal", ""),
        (r"14:32 \\server\share", r"\\server\share", "", ""),
    ],
)
def test_source_and_what_was_known_stand_behind_bars(line: str, text: str, source: str, known: str) -> None:
    found = said(line)
    assert (found.text, found.source, found.known) == (text, source, known)


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("", "Begin with a time"),
        ("pager fires", "Begin with a time"),
        ("14:32", "Say what happened"),
        ("2026-02-30 14:32 x", "no date 2026-02-30"),
        ("+5 x", "no entry before"),
        ("14:32 " + "x" * 2_001, "2,000 characters at most"),
    ],
)
def test_a_line_that_says_too_little_is_told_in_a_sentence(line: str, told: str) -> None:
    with pytest.raises(UserError, match=told):
        said(line)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30).map(
    lambda text: " ".join(text.split())
)
HARD = st.sampled_from(
    [
        "| a",
        "a | b",
        "a \\| b |",
        "\\",
        "#impact x",
        "! x",
        "x #impact",
        "impact: x",
        "+5 x",
        "14:32 x",
        ": x",
        "- x",
        "x https://a.example",
        "https://a.example",
        "] x",
        "** x",
        "UTC",
        "+01:00 x",
        "a\\\\| b",
        "(until 3:00)",
    ]
)
TEXTS = st.one_of(WORDS.filter(bool), HARD)
STAMPS = st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)).map(
    lambda each: to_stamp(each.replace(tzinfo=UTC))
)
ZONES = st.sampled_from(["UTC", BERLIN, "America/New_York", "Australia/Lord_Howe"])


@given(
    STAMPS, TEXTS, st.sampled_from(KINDS), st.one_of(st.just(""), TEXTS), st.one_of(st.just(""), TEXTS), ZONES
)
def test_an_entry_written_as_a_line_is_read_as_it_was(
    when: str, text: str, kind: timelines.EntryKind, source: str, known: str, zone: str
) -> None:
    """Whatever marks, bars, links and times the text itself begins or ends with."""
    one = Written(when, text, kind, source, known)
    read = parse_line(format_line(one, zone), DAY, zone)
    assert read._replace(said=()) == one


def test_durations_worked_out_by_hand() -> None:
    found = timelines.durations(
        stamps(began="13:30", noticed="13:44", acknowledged="13:47", mitigated="14:40", resolved="15:42")
    )
    assert found == Durations(*(timedelta(minutes=each) for each in (14, 3, 70, 132)))


def test_durations_over_midnight_and_over_a_change_of_the_clock() -> None:
    """From 23:50 to 04:10 in the night when clocks were put back are five hours and twenty minutes."""
    began = parse_line("2026-10-24 23:50 errors", DAY, BERLIN).at
    resolved = parse_line("04:10 fine", DAY, BERLIN, began).at
    assert timelines.durations({"began": began, "resolved": resolved}).resolve == timedelta(
        hours=5, minutes=20
    )
    spring = parse_line("2026-03-28 23:50 errors", DAY, BERLIN).at
    fine = parse_line("04:10 fine", DAY, BERLIN, spring).at
    assert timelines.durations({"began": spring, "resolved": fine}).resolve == timedelta(hours=3, minutes=20)


def test_moments_out_of_order_give_no_duration_and_a_remark(session: Session) -> None:
    session.timeline.set_incident(noticed=at("13:20"), resolved=at("15:00"))
    assert now(session).durations == Durations(resolve=timedelta(minutes=90))
    assert now(session).remarks == ("The incident was noticed before it began. Look at the two times again.",)


@given(st.lists(STAMPS, min_size=5, max_size=5), st.permutations(range(5)))
def test_no_duration_is_ever_negative(moments_given: list[str], order: list[int]) -> None:
    ordered = sorted(moments_given)
    right = timelines.durations(dict(zip(timelines.STAMPS, ordered, strict=True)))
    assert all(each is not None and each >= timedelta() for each in right)
    mixed = timelines.durations(dict(zip(timelines.STAMPS, (ordered[each] for each in order), strict=True)))
    assert all(each is None or each >= timedelta() for each in mixed)


def test_bands_run_from_one_entry_of_impact_to_the_next() -> None:
    entries = (
        entry("13:00"),
        entry("13:30", "impact", "5 %"),
        entry("13:50", "impact", "all"),
        entry("14:50"),
    )
    assert timelines.bands(stamps(began="13:28", mitigated="14:40", resolved="15:00"), entries) == (
        Band(at("13:28"), at("13:30"), "impact"),
        Band(at("13:30"), at("13:50"), "impact", "5 %"),
        Band(at("13:50"), at("14:40"), "impact", "all"),
        Band(at("14:40"), at("15:00"), "easing"),
    )
    assert timelines.bands(stamps(began="13:30"), entries)[-1] == Band(
        at("13:50"), at("14:50"), "impact", "all", open=True
    )
    assert timelines.bands(stamps(), entries) == ()
    assert timelines.bands(stamps(began="13:30", mitigated="14:00"), entries)[-1].ends == at("14:00")


@given(st.dictionaries(st.sampled_from(timelines.STAMPS), STAMPS), st.lists(STAMPS, max_size=6))
def test_bands_follow_one_another_without_a_hole(known: dict[str, str], impacts: list[str]) -> None:
    """Also where moments are missing or out of order."""
    entries = tuple(Entry(str(number), each, "x", "impact") for number, each in enumerate(sorted(impacts)))
    found = timelines.bands(known, entries)
    for one, two in pairwise(found):
        assert one.ends == two.starts
        assert not one.open
    for band in found:
        assert from_stamp(band.starts) <= from_stamp(band.ends)


def test_gaps_count_only_while_the_incident_lasts() -> None:
    """An hour between the change and the impact is no gap in what is known of the incident."""
    entries = (entry("12:00"), entry("13:30"), entry("13:45"), entry("14:30"), entry("18:00"))
    marked = stamps(began="13:30", resolved="15:00")
    assert timelines.gaps(entries, marked, timedelta(minutes=20)) == (
        Gap("context-13:45", "context-14:30", timedelta(minutes=45)),
        Gap("context-14:30", "context-18:00", timedelta(minutes=30)),
    )
    assert timelines.gaps(entries, marked, timedelta(minutes=45)) == ()
    assert len(timelines.gaps(entries, {}, timedelta(minutes=15))) == 3


def test_a_timeline_begins_before_the_impact(session: Session) -> None:
    """Foresight: the room starts where everything still looked normal."""
    assert not now(session).foresight
    session.timeline.add_line("14:30 ! Errors")
    assert not now(session).foresight
    assert now(session).remarks == (
        "The timeline begins with the impact. Begin before it: when was everything still normal?",
    )
    session.timeline.add_line("14:00 Deploy")
    assert now(session).foresight
    assert now(session).remarks == ()


def test_an_impact_before_the_beginning_is_remarked(session: Session) -> None:
    session.timeline.add_line("14:00 ! Errors")
    assert "An entry of impact lies before the incident began." in now(session).remarks[0]


def test_a_missing_beginning_and_notice_come_from_the_entries(session: Session) -> None:
    """Nobody types a time twice."""
    session.timeline.set_incident(began="")
    for line in ("2026-03-02 14:00 Deploy", "14:31 ! Errors", "14:40 ? Pager", "14:50 ? Customer writes"):
        session.timeline.add_line(line)
    assert (now(session).stamps["began"], now(session).stamps["noticed"]) == (at("13:31"), at("13:40"))
    assert now(session).durations.detect == timedelta(minutes=9)
    session.timeline.set_incident(began=at("13:25"))
    assert now(session).durations.detect == timedelta(minutes=15)


def test_entries_without_a_source_are_known(session: Session) -> None:
    session.timeline.add_line("14:00 Deploy | pipeline")
    bare, _ = session.timeline.add_line("14:31 ! Errors")
    assert now(session).without_source == {bare.id}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.tuples(STAMPS, TEXTS), max_size=12))
def test_entries_stand_by_time_whatever_the_order_they_came_in(
    method: Method, rows: list[tuple[str, str]]
) -> None:
    """Entries of one second stay as they were made."""
    session = rehearse(method)
    session.timeline.take_many(Written(when, text) for when, text in rows)
    expected = sorted(rows, key=lambda row: from_stamp(row[0]))
    assert [(each.at, each.text) for each in now(session).entries] == expected


def test_a_mark_of_correction_is_on_what_was_changed() -> None:
    one = Entry("a", at("13:00"), "x")
    assert not one.corrected
    assert replace(one, added=True).corrected
    assert replace(one, struck=at("14:00")).corrected


def test_an_incident_that_is_made_up_asks_for_no_sources_and_its_writing_corrects_nothing() -> None:
    """The rehearsal of the introduction is written in the meeting itself: only its walk adds and corrects."""
    session = rehearse(method_files.load("introduce-postmortems"))
    session.course.start()
    session.course.go("rehearsal", "write")
    written, _ = session.timeline.add_line("9:20 ! Lamps cost a tenth")
    session.timeline.edit(written.id, text="Lamps cost a tenth of their price")
    session.course.go("rehearsal", "walk")
    session.timeline.add_line("9:40 An order for a hundred lamps")
    found = timelines.timeline(session.data)
    assert found is not None
    assert [each.added for each in found.entries] == [False, True]
    assert not found.entries[0].corrected
    assert not found.without_source


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("**14:02 The feed stops**", "The feed stops"),
        ("- **14:02 The feed** stops", "The feed stops"),
        ("__14:02 Mara looks__ and **asks**", "Mara looks and **asks**"),
        ("**14:02** The feed **stops**", "The feed **stops**"),
        ("*14:02* The feed stops", "The feed stops"),
        ("**14:02 5**3 is 125", "5**3 is 125"),
    ],
)
def test_an_emphasis_that_begins_before_the_time_leaves_no_sign_behind(line: str, text: str) -> None:
    assert parse_line(line, date(2026, 3, 2), "UTC").text == text
