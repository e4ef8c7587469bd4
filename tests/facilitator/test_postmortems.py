"""A postmortem as a whole: its way from draft to closed, its deadlines, who leads it, and what happened before."""

from datetime import date

import pytest

from facilitator import method_files, postmortems, timelines
from facilitator.beginning import Beginning, begin_session
from facilitator.deadlines import Rule
from facilitator.errors import UserError
from facilitator.library import Library
from facilitator.opening import open_session, rehearse
from facilitator.postmortems import Postmortem
from facilitator.session import Session
from tests.facilitator.postmortem_method import look_back, looking_back, travelled


def whole(session: Session) -> Postmortem:
    """The postmortem of the session."""
    found = postmortems.postmortem(session.data)
    assert found is not None
    return found


def test_status_goes_one_step_at_a_time_and_back_to_any() -> None:
    """Nothing is closed that nobody reviewed; a step back is always possible."""
    session = looking_back()
    assert whole(session).status == "draft"
    with pytest.raises(UserError, match="First it is in review"):
        session.postmortem.set_status("reviewed")
    for status in ("in_review", "reviewed", "closed"):
        session.postmortem.set_status(status)
    assert whole(session).status == "closed"
    session.postmortem.set_status("draft")
    assert whole(session).status == "draft"
    with pytest.raises(UserError, match="draft, in review"):
        session.postmortem.set_status("done")


@pytest.mark.parametrize(
    ("text", "state", "waits"),
    [
        ("", None, False),
        ("We are sorry", None, True),
        ("We are sorry", "draft", True),
        ("We are sorry", "approved", True),
        ("", "approved", True),
        ("We are sorry", "published", False),
        ("We are sorry", "none", False),
    ],
)
def test_a_message_still_to_be_published_keeps_it_open(text: str, state: str | None, waits: bool) -> None:
    """Closed only once a message is out, or nobody needs one."""
    session = looking_back()
    session.forms.set_field("impact", "message_summary", text)
    session.postmortem.set_message(state)
    session.postmortem.set_status("in_review")
    session.postmortem.set_status("reviewed")
    assert whole(session).message_waits is waits
    if waits:
        with pytest.raises(UserError, match="still to be published"):
            session.postmortem.set_status("closed")
    else:
        session.postmortem.set_status("closed")
        assert whole(session).status == "closed"


def test_a_closed_one_is_open_again_when_its_message_is_not_out() -> None:
    """Closed and unpublished cannot stand side by side, in one act that undo takes back."""
    session = looking_back()
    for status in ("in_review", "reviewed", "closed"):
        session.postmortem.set_status(status)
    session.postmortem.set_message("approved")
    assert whole(session).status == "reviewed"
    session.undo()
    assert whole(session).status == "closed"


def test_the_meeting_is_due_by_severity_in_the_zone_of_the_incident() -> None:
    """Counted from the day on which it ended there: three days, or five business days over a weekend."""
    session = looking_back()
    assert whole(session).meeting_by is None
    # A Thursday in Berlin, still Wednesday in UTC.
    session.timeline.set_incident(began="2026-03-04T22:00:00Z", zone="Europe/Berlin", severity="Sev-1")
    session.timeline.set_incident(resolved="2026-03-04T23:30:00Z")
    assert whole(session).meeting_by == date(2026, 3, 8)
    session.timeline.set_incident(severity="Sev-2")
    assert whole(session).meeting_by == date(2026, 3, 12)
    own = postmortems.postmortem(session.data, {1: Rule(1), 2: Rule(2)})
    assert own is not None
    assert own.meeting_by == date(2026, 3, 7)
    session.values.set_start("2026-03-12T09:00:00Z")
    assert not whole(session).meeting_late
    session.values.set_start("2026-03-12T23:30:00Z")
    assert whole(session).meeting_late
    assert whole(session).send_by == "2026-03-11T23:30:00Z"


def test_actions_are_due_by_severity_unless_they_can_wait() -> None:
    """Fifteen days after the meeting for the gravest, thirty for the others, none of low priority."""
    session = looking_back()
    session.timeline.set_incident(severity="Sev-1")
    incident = whole(session).incident
    assert postmortems.latest_day(incident, date(2026, 3, 10), "high") == date(2026, 3, 25)
    assert postmortems.latest_day(incident, date(2026, 3, 10), "low") is None


def test_a_facilitator_who_responded_is_warned() -> None:
    """Whoever had a part in the incident leads no meeting about it: by the list of responders, or by role."""
    session = looking_back()
    session.postmortem.set_facilitator("Ana")
    assert not whole(session).responded
    row = session.forms.add_row("impact", "responders", {"person": "ana"})
    assert whole(session).responded
    session.forms.delete_row("impact", "responders", row)
    session.people.add(["Ana"], role="On call")
    assert whole(session).responded
    session.postmortem.set_facilitator("Bo")
    assert not whole(session).responded


def test_what_it_is_called_is_a_setting() -> None:
    """Another word replaces the usual one, an empty one brings it back, a long one is refused."""
    session = looking_back()
    session.postmortem.set_word("learning review")
    assert whole(session).word == "learning review"
    session.postmortem.set_word("")
    assert whole(session).word == "postmortem"
    with pytest.raises(UserError, match="40 characters"):
        session.postmortem.set_word("x" * 41)


def test_an_incident_made_up_to_practise_on_is_no_postmortem() -> None:
    """The method says so itself; its timeline works all the same."""
    session = rehearse(method_files.load("introduce-postmortems"))
    assert not postmortems.is_postmortem(session.data.method)
    assert postmortems.postmortem(session.data) is None
    session.timeline.set_incident(began="2026-03-02T10:00:00Z")
    session.timeline.add_line("2026-03-02 09:05 . The new list is uploaded")
    found = timelines.timeline(session.data)
    assert found is not None
    assert len(found.entries) == 1


def test_earlier_postmortems_of_the_same_service_are_found(library: Library) -> None:
    """By the name of the service, the newest incident first, with factors and open actions; not those in the bin."""
    sessions = []
    for number, service in enumerate(("Checkout", "checkout ", "Search", "CHECKOUT"), start=1):
        session = open_session(library, begin_session(library, look_back(), Beginning(f"Incident {number}")))
        session.timeline.set_incident(service=service, began=f"2026-0{number}-02T10:00:00Z", severity="Sev-2")
        session.notes.add("factors", f"Factor {number}")
        session.commitments.commit(f"Add an alert {number}")
        sessions.append(session)
    found = postmortems.earlier_postmortems(library, sessions[0].data)
    assert [(each.title, each.date, each.factors) for each in found] == [
        ("Incident 4", "2026-04-02", ("Factor 4",)),
        ("Incident 2", "2026-02-02", ("Factor 2",)),
    ]
    assert [action.text for action in found[0].open_actions] == ["Add an alert 4"]
    library.bin(sessions[3].id)
    assert [each.title for each in postmortems.earlier_postmortems(library, sessions[0].data)] == [
        "Incident 2"
    ]
    sessions[0].timeline.set_incident(service="")
    assert postmortems.earlier_postmortems(library, sessions[0].data) == ()


def test_the_worth_of_meetings_over_time(library: Library) -> None:
    """Raised hands become shares of those who could raise one; meetings that asked nobody are left out."""
    ids = [begin_session(library, look_back(), Beginning(f"Incident {number}")) for number in (1, 2, 3)]
    first, second = open_session(library, ids[0]), open_session(library, ids[1])
    first.values.set_start("2026-03-02T10:00:00Z")
    first.values.set_many("close", {"raised": [4, 2], "raised_of": 8})
    second.values.set_start("2026-02-02T10:00:00Z")
    second.values.set_many("close", {"raised": [None, 3], "raised_of": 2})
    found = postmortems.trend(library, open_session(library, ids[2]).data)
    assert [(each.title, each.learnt, each.again) for each in found] == [
        ("Incident 2", None, 1.0),
        ("Incident 1", 0.5, 0.25),
    ]
    third = open_session(library, ids[2])
    third.values.set_many("close", {"raised": [1, None], "raised_of": 2})
    for most, titles in ((1, 2), (0, 1)):
        assert len(postmortems.trend(library, third.data, most)) == titles
    assert postmortems.trend(library, third.data, 0)[0].title == "Incident 3"


def test_a_postmortem_travels_in_a_document() -> None:
    """Status, owner, message and word are the same in another library; another shape is refused."""
    session = looking_back()
    session.postmortem.set_owner("Ana")
    session.postmortem.set_status("in_review")
    session.postmortem.set_message("approved")
    assert postmortems.postmortem(travelled(session)) == whole(session)
    session.values.set("", "postmortem", {"owner": ["Ana"]})
    with pytest.raises(UserError, match="activity_values"):
        travelled(session)


def test_a_strangers_words_are_taken_as_none() -> None:
    """A status or message that this program does not know counts as the first one, and as none."""
    session = looking_back()
    session.values.set("", "postmortem", {"status": "finished", "message": "sent"})
    assert (whole(session).status, whole(session).message) == ("draft", None)


def test_other_workshops_are_no_postmortems() -> None:
    """Without a timeline there is nothing to look back at, and the acts say so."""
    session = rehearse(method_files.load("cop-bootstrap"))
    assert postmortems.postmortem(session.data) is None
    with pytest.raises(UserError, match="does not look back"):
        session.postmortem.set_owner("Ana")
