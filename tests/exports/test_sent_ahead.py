"""What goes out a day before a postmortem’s meeting, and tables without names."""

import json
import zipfile
from pathlib import Path

import pytest

from exports.calendar_file import meeting_bytes
from exports.formats import Options, export, find_format, offered
from exports.source import Source, source_of
from exports.versions import NAMED, PSEUDONYMISED
from facilitator import method_files
from facilitator.document import from_document
from facilitator.errors import UserError
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from facilitator.session import Session

START = "2026-03-11T09:30:00Z"


@pytest.fixture
def session() -> Session:
    """A postmortem that is prepared: two names, one of them a word as well."""
    made = rehearse(method_files.load("postmortem"), "Search of Farid")
    made.people.add(["Farid Haddad"], "Cache expert")
    made.people.add(["Grace Lindqvist"], "On call")
    made.timeline.set_incident(zone="Europe/Berlin", severity="Sev-2", began="2026-03-09T10:00:00Z")
    made.timeline.add_line(
        "2026-03-09 10:55 > Farid looks at the panel | chat of Farid | Grace period was over"
    )
    made.commitments.commit("Relieve Farid", owner="Farid Haddad", due="2026-04-01")
    made.notes.add("factors", "Farid was alone")
    return made


def lines(source: Source) -> list[str]:
    return meeting_bytes(source).decode("utf-8").replace("\r\n ", "").split("\r\n")


def test_the_meeting_comes_with_an_alarm_24_hours_before(session: Session) -> None:
    """It ends when the workshop is planned to end, and is called what the house calls it."""
    session.values.set_start(START)
    session.postmortem.set_word("learning review")
    found = lines(source_of(session))
    assert "DTSTART:20260311T093000Z" in found
    assert "DTEND:20260311T103000Z" in found
    assert "SUMMARY:Learning review: Search of Farid" in found
    alarm = found[found.index("BEGIN:VALARM") : found.index("END:VALARM")]
    assert "TRIGGER:-PT24H" in alarm
    assert found.count("BEGIN:VEVENT") == found.count("END:VEVENT") == 1


def test_a_meeting_that_moves_is_the_next_revision_of_the_same_event(tmp_path: Path) -> None:
    """A calendar takes it in place of the one before, also when a change was taken back, and after the library was
    closed; without a change the file stays the same.
    """
    with Library.create_or_open(tmp_path / "library.db") as library:
        session_id = new_session(library, method_files.load("postmortem"), "Search was slow")
        session = open_session(library, session_id)
        session.wall = lambda: "2026-03-10T08:00:00Z"
        session.values.set_start(START)
        first = revision(session)
        assert first[1] == "DTSTAMP:20260310T080000Z"
        session.notes.add("factors", "An old limit")
        assert revision(session) == first
        session.wall = lambda: "2026-03-10T09:00:00Z"
        numbers = [number_of(session)]
        session.values.set_start("2026-03-11T08:30:00Z")
        assert revision(session)[1] == "DTSTAMP:20260310T090000Z"
        numbers.append(number_of(session))
        session.undo()
        numbers.append(number_of(session))
        session.values.set_length(30)
        numbers.append(number_of(session))
        session.values.set_title("Search was away")
        numbers.append(number_of(open_session(library, session_id)))
        assert numbers == sorted(set(numbers))
        assert revision(session)[0] == first[0]


def revision(session: Session) -> list[str]:
    """Return what tells revisions of an event apart."""
    return [each for each in lines(source_of(session)) if each.startswith(("UID:", "DTSTAMP:", "SEQUENCE:"))]


def number_of(session: Session) -> int:
    return int(next(each for each in revision(session) if each.startswith("SEQUENCE:")).partition(":")[2])


def test_without_a_time_there_is_no_calendar_file(session: Session, tmp_path: Path) -> None:
    """It is said what to do; the pack goes out without it."""
    with pytest.raises(UserError, match="No time is set"):
        export(source_of(session), "meeting", tmp_path / "out.ics")
    pack = export(source_of(session), "ahead", tmp_path / "out.zip").path
    with zipfile.ZipFile(pack) as opened:
        assert [Path(each).suffix for each in opened.namelist()] == [".pdf", ".pdf"]


def test_the_pack_has_report_agenda_and_date(session: Session, tmp_path: Path) -> None:
    """Each under a name that says what it is; the same session gives the same bytes."""
    session.values.set_start(START)
    source = source_of(session)
    one, two = (export(source, "ahead", tmp_path / name).path for name in ("one.zip", "two.zip"))
    assert one.read_bytes() == two.read_bytes()
    with zipfile.ZipFile(one) as opened:
        assert opened.namelist() == [
            "Search of Farid.pdf",
            "Search of Farid agenda.pdf",
            "Search of Farid meeting.ics",
        ]
        assert all(opened.read(each).startswith(b"%PDF") for each in opened.namelist()[:2])


def test_the_pack_for_others_names_nobody(session: Session, tmp_path: Path) -> None:
    """Not in the names of its files either, nor in the calendar."""
    session.values.set_start(START)
    options = Options(version=PSEUDONYMISED)
    pack = export(source_of(session), "ahead", tmp_path / "out.zip", options=options).path
    with zipfile.ZipFile(pack) as opened:
        assert not any("Farid" in each for each in opened.namelist())
        assert b"Farid" not in opened.read(opened.namelist()[2])


@pytest.mark.parametrize("format_id", ["csv", "timeline", "notes", "actions", "ics", "json", "meeting"])
def test_tables_and_data_have_a_version_without_names(
    session: Session, format_id: str, tmp_path: Path
) -> None:
    """Names are in their texts as well, so roles stand there too; words that were ticked are replaced with them."""
    session.values.set_start(START)
    source = source_of(session)
    assert find_format(format_id, session.data.method).versions == NAMED
    named = export(source, format_id, tmp_path / "named").path.read_text(encoding="utf-8")
    options = Options(version=PSEUDONYMISED, sure=("Grace",))
    bare = export(source, format_id, tmp_path / "bare", options=options).path.read_text(encoding="utf-8")
    assert "Farid" in named
    for name in ("Farid", "Haddad", "Grace", "Lindqvist"):
        assert name not in bare, name


def test_a_document_without_names_can_be_opened(session: Session, tmp_path: Path) -> None:
    """It is a session like any other, without its history."""
    options = Options(version=PSEUDONYMISED)
    path = export(source_of(session), "json", tmp_path / "out.json", options=options).path
    came = from_document(path.read_bytes())
    assert came.session.title == "Search of Cache expert"
    assert json.loads(path.read_text(encoding="utf-8")).get("history") is None


def test_every_file_of_a_workshop_stays_as_it_was() -> None:
    """Versions are for postmortems."""
    found = offered(method_files.load("cop-bootstrap"))
    assert {each.versions for each in found} == {("internal",)}
    assert not {"ahead", "meeting"} & {each.id for each in found}
