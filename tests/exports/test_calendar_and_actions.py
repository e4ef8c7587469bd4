"""Next steps leave as a calendar file and as a table that other programs read."""

from dataclasses import replace
from datetime import date

import pytest

from exports.calendar_file import calendar_bytes
from exports.csv_review import actions_csv
from exports.source import Source, source_of
from facilitator import method_files
from facilitator.opening import rehearse
from facilitator.session import Session


@pytest.fixture
def session() -> Session:
    return rehearse(method_files.load("cop-bootstrap"), "Steady Hands")


def unfolded(source: Source) -> list[str]:
    text = calendar_bytes(source).decode("utf-8")
    return text.replace("\r\n ", "").split("\r\n")


def test_only_open_actions_with_a_day_are_in_the_calendar(session: Session) -> None:
    session.actions.add("Book the room", owner="Dana", due="2026-12-01")
    session.actions.add("Ask around")
    done = session.actions.add("Hang it up", due="2026-12-02")
    session.actions.set_state(done.id, "done")
    lines = unfolded(source_of(session))
    assert lines.count("BEGIN:VEVENT") == 1
    assert "SUMMARY:Book the room (Dana)" in lines
    assert "DTSTART;VALUE=DATE:20261201" in lines
    assert "DTEND;VALUE=DATE:20261202" in lines


def test_signs_of_the_format_in_a_text_are_text(session: Session) -> None:
    session.actions.add("One; two, three\\four\nEND:VCALENDAR", due=date(2026, 12, 1).isoformat())
    lines = unfolded(source_of(session))
    assert lines.count("END:VCALENDAR") == 1
    assert r"SUMMARY:One\; two\, three\\four\nEND:VCALENDAR" in lines


def test_no_line_is_longer_than_the_format_allows_and_no_letter_is_torn(session: Session) -> None:
    session.actions.add("Grüße " * 60 + "👩‍🚀" * 30, due="2026-12-01")
    whole = calendar_bytes(source_of(session))
    assert all(len(line) <= 75 for line in whole.split(b"\r\n"))
    assert ("SUMMARY:" + ("Grüße " * 60 + "👩‍🚀" * 30)) in unfolded(source_of(session))


def test_the_same_session_gives_the_same_bytes(session: Session) -> None:
    session.actions.add("Book the room", due="2026-12-01")
    source = source_of(session)
    assert calendar_bytes(source) == calendar_bytes(source)


def test_formulas_in_actions_are_neutralised(session: Session) -> None:
    session.actions.add('=HYPERLINK("x")', owner="@Dana", due="2026-12-01")
    table = actions_csv(source_of(session)).decode("utf-8-sig")
    assert "'=HYPERLINK" in table
    assert "'@Dana" in table


def test_a_step_exported_later_replaces_the_earlier_entry(session: Session) -> None:
    """The same UID with a later stamp, whatever happened to its day meanwhile."""
    session.actions.add("Book the room", due="2026-12-01")

    def marks(at: str) -> list[str]:
        text = calendar_bytes(replace(source_of(session), exported=at)).decode("utf-8")
        return [line for line in text.splitlines() if line.startswith(("UID:", "DTSTAMP:"))]

    earlier, later = marks("2026-03-10T08:00:00Z"), marks("2026-03-11T08:00:00Z")
    assert earlier[0] == later[0]
    assert (earlier[1], later[1]) == ("DTSTAMP:20260310T080000Z", "DTSTAMP:20260311T080000Z")
