"""A timeline as a document: it comes back as it was, with what the meeting corrected; strange values are refused."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from exports.json_file import json_text
from exports.source import source_of
from facilitator import method_files, timelines
from facilitator.document import from_document, to_document
from facilitator.errors import UserError
from facilitator.importing import import_session
from facilitator.library import Library
from facilitator.method import Method
from facilitator.model import TABLES
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from facilitator.state import SessionData
from facilitator.timelines import Timeline

STAMP = "2026-03-12T11:00:00Z"


@pytest.fixture
def corrected(meeting: Session) -> Session:
    """A timeline with all that it can keep: corrections, an added and a struck entry, an incident, a gap."""
    now = timelines.timeline(meeting.data)
    assert now is not None
    first, second, third = now.entries
    meeting.timeline.edit(first.id, text="All seemed well", source="dashboard")
    meeting.timeline.edit(second.id, at="2026-03-02T13:29:00Z", known="One region only")
    meeting.timeline.delete(third.id)
    meeting.timeline.add_line("14:40 Somebody restarts a node")
    meeting.timeline.set_incident(severity="Sev-2", service="Checkout", resolved="2026-03-02T15:00:00Z")
    meeting.timeline.set_gap(30)
    return meeting


def document_of(session: Session) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(json.dumps(to_document(session.data, session.place, STAMP)))
    return found


def timeline_in(document: dict[str, Any]) -> Timeline | None:
    """What a reader of the document has."""
    tables: dict[str, Any] = {name: {} for name in TABLES}
    for row in from_document(json.dumps(document)).rows:
        tables[next(name for name, kind in TABLES.items() if isinstance(row, kind))][row.id] = row
    return timelines.timeline(SessionData(method_files.from_mapping(document["method"]), tables))


def test_the_timeline_is_the_same_after_a_journey(corrected: Session) -> None:
    here = timelines.timeline(corrected.data)
    assert here is not None
    assert any(each.earlier for each in here.entries)
    assert any(each.added for each in here.entries)
    assert here.struck
    assert timeline_in(document_of(corrected)) == here


def test_a_library_takes_it_with_its_history(method: Method, tmp_path: Path) -> None:
    """The history of each value is believed: its images lead to the rows, whatever colons their keys hold."""
    with (
        Library.create_or_open(tmp_path / "one.db") as one,
        Library.create_or_open(tmp_path / "two.db") as two,
    ):
        session = open_session(one, new_session(one, method, "Look back"))
        entry, _ = session.timeline.add_line("2026-03-02 14:32 The pager rings")
        session.course.start()
        session.timeline.edit(entry.id, text="The pager rings twice")
        session.timeline.set_incident(zone="Europe/Berlin")
        session.undo()
        source = replace(source_of(session), exported=STAMP, history=tuple(one.history(session.id)))
        there = open_session(two, import_session(two, json_text(source)).session_id)
        assert timelines.timeline(there.data) == timelines.timeline(session.data)
        there.undo()
        found = timelines.timeline(there.data)
        assert found is not None
        assert [(each.text, each.earlier) for each in found.entries] == [("The pager rings", ())]


@pytest.mark.parametrize(
    ("prefix", "change", "told"),
    [
        ("entry:", {"at": "soon"}, "must be a time"),
        ("entry:", {"at": "1950-01-01T00:00:00Z"}, "between 1980 and 2199"),
        ("entry:", {"at": None}, "at"),
        ("entry:", {"text": "  "}, "must not be empty"),
        ("entry:", {"text": 5}, "a text"),
        ("entry:", {"kind": 5}, "a text"),
        ("entry:", {"position": "first"}, "a number"),
        ("entry:", {"struck": "maybe"}, "must be a time"),
        ("entry:", {"added": "yes"}, "true or false"),
        ("incident", {"began": "soon"}, "must be a time"),
        ("incident", {"zone": 5}, "a text"),
    ],
)
def test_values_of_another_shape_are_refused(
    corrected: Session, prefix: str, change: dict[str, Any], told: str
) -> None:
    """Windows read them without asking again, so the door asks; the sentence names the place."""
    document = document_of(corrected)
    kept = next(each for each in document["activity_values"] if each["key"].startswith(prefix))
    kept["value"] = {"is": {**kept["value"]["is"], **change}}
    with pytest.raises(UserError, match=rf"activity_values\[\d+\].*{told}"):
        from_document(json.dumps(document))


@pytest.mark.parametrize("value", [0, 100_000, "often"])
def test_a_gap_that_cannot_be_is_refused(corrected: Session, value: object) -> None:
    document = document_of(corrected)
    kept = next(each for each in document["activity_values"] if each["key"] == "gap")
    kept["value"] = {"is": value}
    with pytest.raises(UserError, match=r"activity_values\[\d+\]"):
        from_document(json.dumps(document))


@pytest.mark.parametrize(
    ("prefix", "change"),
    [
        ("entry:", {"kind": "rumour"}),
        ("entry:", {"colour": "red"}),
        ("incident", {"zone": "Mars/Olympus"}),
        ("incident", {"severity": "very"}),
    ],
)
def test_words_that_mean_nothing_here_do_no_harm(
    corrected: Session, prefix: str, change: dict[str, Any]
) -> None:
    """What a newer or a strange program wrote is passed over, and the timeline can still be read."""
    document = document_of(corrected)
    kept = next(each for each in document["activity_values"] if each["key"].startswith(prefix))
    kept["value"] = {"is": {**kept["value"]["is"], **change}}
    found = timeline_in(document)
    assert found is not None
    assert len(found.entries) == 3
    assert all(each.kind in timelines.KINDS for each in found.entries)
