"""Writing the timeline of an incident, and correcting it in the meeting without losing how it was worded."""

import pytest

from facilitator import method_files, timelines
from facilitator.corrections import earlier_wordings
from facilitator.errors import UserError
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.timelines import Entry, Incident, Timeline, Wording, Written
from tests.facilitator.timeline_method import TEXT


def timeline(session: Session) -> Timeline:
    found = timelines.timeline(session.data)
    assert found is not None
    return found


def texts(session: Session) -> list[str]:
    return [each.text for each in timeline(session).entries]


def by_text(session: Session, text: str) -> Entry:
    now = timeline(session)
    return next(each for each in (*now.entries, *now.struck) if each.text == text)


def test_a_session_without_a_timeline_says_so() -> None:
    other = rehearse(method_files.load("force-field"))
    assert timelines.timeline(other.data) is None
    assert timelines.incident(other.data) == Incident()
    with pytest.raises(UserError, match="no timeline"):
        other.timeline.add_line("14:32 pager fires")


def test_lines_typed_in_any_order_stand_by_time(session: Session) -> None:
    """What comes to mind late is typed late and still stands where it happened."""
    for line in ("14:32 pager fires", "14:10 deploy", "+5 canary looks fine", "14:32 pager fires twice"):
        session.timeline.add_line(line)
    assert texts(session) == ["deploy", "canary looks fine", "pager fires", "pager fires twice"]


def test_the_day_is_the_one_the_incident_began_and_goes_on_from_line_to_line(session: Session) -> None:
    """Midnight is passed by typing, not by choosing a date."""
    for line in ("23:55 deploy", "0:05 errors", "+10 rollback", "yesterday 23:50 merge"):
        session.timeline.add_line(line)
    assert [(each.at, each.text) for each in timeline(session).entries] == [
        ("2026-03-02T22:50:00Z", "merge"),
        ("2026-03-02T22:55:00Z", "deploy"),
        ("2026-03-02T23:05:00Z", "errors"),
        ("2026-03-02T23:15:00Z", "rollback"),
    ]


def test_each_line_is_one_act_and_an_import_too(session: Session) -> None:
    session.timeline.add_line("14:32 pager fires")
    session.timeline.take_many(
        [
            Written("2026-03-02T14:00:00Z", "two"),
            Written("2026-03-02T13:00:00Z", "one", "action", "chat", "little"),
        ]
    )
    assert texts(session) == ["one", "pager fires", "two"]
    one = by_text(session, "one")
    assert (one.kind, one.source, one.known) == ("action", "chat", "little")
    session.undo()
    assert texts(session) == ["pager fires"]
    session.undo()
    assert texts(session) == []
    session.redo()
    assert texts(session) == ["pager fires"]


def test_an_import_with_one_bad_row_adds_nothing(session: Session) -> None:
    with pytest.raises(UserError, match="no time"):
        session.timeline.take_many([Written("2026-03-02T14:00:00Z", "one"), Written("soon", "two")])
    assert texts(session) == []


@pytest.mark.parametrize(
    ("said", "told"),
    [
        (Written("2026-03-02T14:00:00Z", " \n"), "at least one character"),
        (Written("2026-03-02T14:00:00Z", "x" * 2_001), "2,000 characters at most"),
        (Written("1026-03-02T14:00:00Z", "x"), "The year 1026 looks wrong"),
        (Written("2026-02-30T14:00:00Z", "x"), "no time"),
        (Written("2026-03-02T14:00:00Z", "x", "rumour"), "An entry is one of impact"),  # type: ignore[arg-type]
    ],
)
def test_what_cannot_be_an_entry_is_refused_in_a_sentence(session: Session, said: Written, told: str) -> None:
    with pytest.raises(UserError, match=told):
        session.timeline.add(said)
    assert texts(session) == []


def test_a_full_timeline_says_so(session: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(timelines, "MOST_ENTRIES", 2)
    session.timeline.add_line("14:32 one")
    with pytest.raises(UserError, match="A timeline takes 2 entries"):
        session.timeline.take_many(
            [Written("2026-03-02T14:00:00Z", "two"), Written("2026-03-02T14:00:00Z", "three")]
        )
    assert texts(session) == ["one"]


def test_before_the_meeting_a_change_leaves_no_mark(session: Session) -> None:
    entry, _ = session.timeline.add_line("14:32 pager fires")
    session.timeline.edit(entry.id, text="The pager rings", kind="detection")
    session.timeline.edit(entry.id, at="2026-03-02T13:33:00Z", kind="decision", source="PagerDuty")
    (after,) = timeline(session).entries
    assert (after.at, after.text, after.kind, after.source) == (
        "2026-03-02T13:33:00Z",
        "The pager rings",
        "decision",
        "PagerDuty",
    )
    assert not after.corrected
    session.timeline.delete(entry.id)
    assert timeline(session).entries == ()
    assert timeline(session).struck == ()


def test_what_the_meeting_corrects_keeps_its_earlier_wording(meeting: Session) -> None:
    """The text, the time and the kind, each with the moment of the correction."""
    entry = by_text(meeting, "The pager rings")
    meeting.timeline.edit(entry.id, text="The pager rings twice", at="2026-03-02T13:46:00Z")
    after = by_text(meeting, "The pager rings twice")
    assert after.corrected
    assert [(each.part, each.text) for each in after.earlier] == [
        ("at", "2026-03-02 14:45"),
        ("text", "The pager rings"),
    ]
    meeting.timeline.edit(entry.id, text="The pager rings at last")
    assert [
        each.text for each in by_text(meeting, "The pager rings at last").earlier if each.part == "text"
    ] == [
        "The pager rings",
        "The pager rings twice",
    ]
    meeting.timeline.edit(entry.id, text="The pager rings", at="2026-03-02T13:45:00Z")
    assert not by_text(meeting, "The pager rings").corrected


def test_one_undo_takes_back_a_correction_with_its_mark(meeting: Session) -> None:
    entry = by_text(meeting, "The pager rings")
    meeting.timeline.edit(entry.id, text="The pager rings twice")
    meeting.undo()
    assert by_text(meeting, "The pager rings") == entry


def test_filling_a_gap_is_no_correction(meeting: Session) -> None:
    """A source that was missing is added, not corrected."""
    entry = by_text(meeting, "The pager rings")
    meeting.timeline.edit(entry.id, source="PagerDuty")
    assert not by_text(meeting, "The pager rings").corrected


def test_what_the_meeting_adds_is_marked_and_can_be_changed_freely(meeting: Session) -> None:
    entry, _ = meeting.timeline.add_line("14:40 Somebody restarts a node")
    meeting.timeline.edit(entry.id, text="A node is restarted")
    added = by_text(meeting, "A node is restarted")
    assert (added.added, added.earlier) == (True, ())
    meeting.timeline.delete(entry.id)
    assert timeline(meeting).struck == ()


def test_what_the_meeting_strikes_out_stays_to_be_seen(meeting: Session) -> None:
    entry = by_text(meeting, "The pager rings")
    meeting.timeline.delete(entry.id)
    now = timeline(meeting)
    assert [each.text for each in now.entries] == ["All was well", "Customers see errors"]
    assert [each.text for each in now.struck] == ["The pager rings"]
    assert now.stamps["noticed"] == ""
    meeting.timeline.take_back(entry.id)
    assert timeline(meeting).struck == ()
    assert by_text(meeting, "The pager rings") == entry


def test_the_incident_is_filled_in_field_by_field(session: Session) -> None:
    session.timeline.set_incident(severity="Sev-1", service="Checkout", resolved="2026-03-02T15:00:00Z")
    session.timeline.set_incident(severity=" Sev-2\n", resolved="")
    assert timelines.incident(session.data) == Incident(
        began="2026-03-02T13:30:00Z", severity="Sev-2", service="Checkout", zone="Europe/Berlin"
    )


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ({"zone": "Europe/Berln"}, "Try Europe/Berlin"),
        ({"zone": "../../etc/passwd"}, "no time zone"),
        ({"began": "soon"}, "no time"),
        ({"resolved": "2026-02-30T10:00:00Z"}, "no time"),
    ],
)
def test_an_incident_that_cannot_be_is_refused(session: Session, said: dict[str, str], told: str) -> None:
    before = timelines.incident(session.data)
    with pytest.raises(UserError, match=told):
        session.timeline.set_incident(**said)
    assert timelines.incident(session.data) == before


def test_another_zone_moves_no_entry(session: Session) -> None:
    """What is kept are moments; the zone is how they are shown."""
    entry, _ = session.timeline.add_line("14:32 pager fires")
    session.timeline.set_incident(zone="america/new york")
    assert timeline(session).zone == "America/New_York"
    assert timeline(session).entries == (entry,)


def test_a_moment_can_be_typed_as_in_a_line(session: Session) -> None:
    assert session.timeline.read_moment("14:32").at == "2026-03-02T13:32:00Z"
    assert session.timeline.read_moment("0:10", near="2026-03-02T22:50:00Z").at == "2026-03-02T23:10:00Z"
    for text in ("soon", "14:32 pager", ""):
        with pytest.raises(UserError, match="Write a time"):
            session.timeline.read_moment(text)


def test_the_meeting_marks_a_corrected_moment_of_the_incident(meeting: Session) -> None:
    meeting.timeline.set_incident(began="2026-03-02T13:31:00Z")
    (was,) = earlier_wordings(meeting.data, "what-happened", "incident:began")
    assert was.text == "2026-03-02T13:30:00Z"


def test_the_gap_that_is_marked_can_be_set() -> None:
    """It is what the method says until a session says otherwise."""
    settings = "[activities.settings]\ngap_minutes = 20\n\n[[activities.phases]]"
    session = rehearse(
        method_files.parse(TEXT.replace("[[activities.phases]]", settings, 1), "look-back.toml")
    )
    assert timeline(session).gap_minutes == 20
    session.timeline.set_gap(45)
    assert timeline(session).gap_minutes == 45
    for minutes in (0, 24 * 60 + 1):
        with pytest.raises(UserError, match="from 1 minute up"):
            session.timeline.set_gap(minutes)


def test_an_entry_that_is_gone_is_a_sentence(session: Session) -> None:
    for act in (session.timeline.delete, session.timeline.take_back, session.timeline.edit):
        with pytest.raises(UserError, match="not there any more"):
            act("gone")


def test_a_wording_names_its_part_and_its_moment(meeting: Session) -> None:
    meeting.wall = lambda: "2026-03-05T10:00:00Z"
    meeting.timeline.edit(by_text(meeting, "All was well").id, source="The dashboard")
    assert by_text(meeting, "All was well").earlier == (Wording("source", "graph", "2026-03-05T10:00:00Z"),)


def test_times_stay_as_they_were_written_when_the_zone_was_the_wrong_one(session: Session) -> None:
    """14:32 stays 14:32 by the clocks of the new zone; one undo takes all of it back."""
    session.timeline.set_incident(began="2026-03-02T13:27:00Z")
    session.timeline.add_line("14:32 pager fires")
    before = session.data
    assert session.timeline.moves_clocks("America/New_York")
    assert not session.timeline.moves_clocks("Europe/Paris")
    session.timeline.keep_clocks("America/New_York")
    after = timeline(session)
    assert after.zone == "America/New_York"
    assert [each.at for each in after.entries] == ["2026-03-02T19:32:00Z"]
    assert after.stamps["began"] == "2026-03-02T19:27:00Z"
    session.undo()
    assert session.data == before
    with pytest.raises(UserError):
        session.timeline.keep_clocks("Nowhere/Here")
