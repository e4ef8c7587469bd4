"""Versions for others: roles instead of names, in everything that a session holds."""

import json
from dataclasses import fields, replace

import pytest

from exports.source import source_of
from exports.versions import EXTERNAL, INTERNAL, PSEUDONYMISED, in_version, pseudonymised
from facilitator import commitments, forms, method_files, timelines
from facilitator.document import CommunityNamed
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.veiling import people


def review() -> Session:
    """A postmortem in which somebody is named wherever a text can stand."""
    session = rehearse(method_files.load("postmortem"), "Nadia’s long night")
    session.people.add(["Nadia Petrov"], "Nadia’s own role")
    session.timeline.set_incident(zone="Europe/Berlin", severity="Sev-1", service="petrov-api")
    session.timeline.add_line("2026-02-17 12:00 > Nadia acts | @nadia.petrov | PETROV knew")
    session.forms.set_field("reading", "overview", "Nadia Petrov's pager")
    session.forms.add_row("reading", "responders", {"person": "Nadia Petrov", "role": "On call"})
    note = session.notes.add("factors", "Petrov’s key")
    session.groups.create([note.id], "What Nadia saw")
    session.analysis.add_question("cues", "Nadia, what did you see?")
    session.parking.park("Ask Nadia")
    session.course.start()
    session.forms.set_field("reading", "overview", "Somebody’s pager")
    entry = timelines.timeline(session.data)
    assert entry is not None
    session.timeline.edit(entry.entries[0].id, text="Somebody acts")
    session.commitments.commit(
        "Relieve Nadia", owner="Nadia Petrov", scope="Petrov", done_when="Nadia sleeps"
    )
    session.commitments.decline("Nothing for Nadia", "Petrov agreed")
    session.commitments.add_leader("Olga Brandt", role="Nadia’s lead", words="Nadia first")
    session.postmortem.set_owner("Nadia Petrov")
    session.parking.park("Olga’s list")
    return session


def everything(session_rows: object) -> str:
    """All that stands in rows, as one text."""
    return json.dumps(session_rows, default=str, ensure_ascii=False)


def test_no_row_keeps_a_name() -> None:
    """Also not in what was corrected, in the rows of forms, in commitments, or in a role that holds a name."""
    source = replace(source_of(review()), community=CommunityNamed("c", "Friends of Nadia"))
    found = pseudonymised(source).source
    texts = everything(
        [
            {each.name: getattr(row, each.name) for each in fields(row)}
            for rows in found.data.tables.values()
            for row in rows.values()
        ]
    )
    assert found.community is not None
    texts += found.community.name
    for name in ("nadia", "petrov", "olga", "brandt"):
        assert name not in texts.casefold()


def test_what_is_no_text_stays() -> None:
    """Ids, times, kinds and links between rows are the same, so that the report is the same report."""
    session = review()
    source = source_of(session)
    found = pseudonymised(source).source.data
    assert all(set(rows) == set(source.data.tables[table]) for table, rows in found.tables.items())
    before, after = timelines.timeline(source.data), timelines.timeline(found)
    assert before is not None
    assert after is not None
    assert [(each.id, each.at, each.kind) for each in before.entries] == [
        (each.id, each.at, each.kind) for each in after.entries
    ]
    assert after.incident.severity == "Sev-1"
    assert after.zone == before.zone
    promised = commitments.commitments(found)
    assert promised is not None
    assert promised.commitments[0].action.owner == "On call"
    assert forms.forms_of(found)[0].list_of("responders") is not None


def test_the_list_of_replacements_comes_without_a_file() -> None:
    """A window or a command can show it before anything is written; the same session gives the same list."""
    source = source_of(review())
    one, two = pseudonymised(source), pseudonymised(source)
    assert one.replacements == two.replacements
    assert {each.by for each in one.replacements} == {"On call", "Person 1’s lead"}
    assert all(each.times > 0 for each in one.replacements)
    assert ("Nadia Petrov", "On call") in people(source.data)


@pytest.mark.parametrize(("version", "named"), [(INTERNAL, True), (PSEUDONYMISED, False), (EXTERNAL, False)])
def test_only_the_internal_version_names_people(version: str, named: bool) -> None:
    """Those outside are never told a name either."""
    data = in_version(source_of(review()), version).data
    assert ("Nadia Petrov" in [each.name for each in data.participants]) == named


def test_teams_are_no_people() -> None:
    """An owner such as “Platform team” is not taken apart: “team” stays a word in every other text."""
    session = rehearse(method_files.load("postmortem"), "A team")
    session.commitments.commit("Help the team", owner="Platform team")
    found = pseudonymised(source_of(session)).source.data
    assert (found.actions[0].owner, found.actions[0].text) == ("Platform team", "Help the team")
