"""A session as a JSON document and back."""

import base64
import copy
import json
from collections.abc import Callable
from contextlib import suppress
from dataclasses import fields
from typing import Any

import jsonschema
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import resources
from facilitator import method_files, voting
from facilitator.document import TABLES_WRITTEN, as_copy, from_document, to_document
from facilitator.document_rows import LEFT_OUT
from facilitator.errors import UserError
from facilitator.library.record import record_of
from facilitator.model import TABLES, Note
from facilitator.opening import rehearse
from facilitator.session import Session
from facilitator.state import SessionData, find_activity

STAMP = "2026-03-12T11:00:00Z"
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
SCHEMA = json.loads(resources.read_text("schemas/facilitator-session.schema.json"))

Document = dict[str, Any]


@pytest.fixture
def session() -> Session:
    """A session with something in every table."""
    one = rehearse(method_files.load("cop-bootstrap"), "Größe <b>& =1+1 \u202e🚀")
    one.people.keep_authors(True)
    people = one.people.add(["Ann", "Bo"], "guest")
    notes = [one.notes.add("vision", f"note {number}", author_id=people[0].id) for number in range(3)]
    one.groups.create([notes[0].id, notes[1].id], "Together")
    one.groups.add_named("importance", "On the wall", 7)
    one.notes.delete([notes[2].id])
    one.outcomes.write("vision", "A\n\tB\n\t\tC")
    one.pictures.set_logo("logo.png", PNG)
    one.course.start()
    names = one.notes.add_many("names", ["X", "Y"])
    one.votes.cast("name", "vote", {names[0].id: 1, names[1].id: 1}, voter_id=people[1].id)
    one.votes.cast("name", "vote", {names[0].id: 1})
    one.votes.set_hands("name", "vote", names[1].id, 1)
    one.votes.set_hands("leader", "vote", "nobody", 2)
    one.votes.close("name", "vote")
    one.votes.cast("name", "run_off", {names[0].id: 1})
    one.votes.close("name", "run_off")
    one.parking.park("Later")
    one.actions.add("Do it", owner="Ann", due="2026-04-01")
    one.agenda.add_break(5, after_id="impact")
    one.values.set("close", "roti", [5, 4])
    one.course.keep_draft("note", "half-typ ")
    return one


def document_of(session: Session, **options: Any) -> Document:
    """The document as a reader gets it: through JSON text."""
    document = to_document(session.data, session.place, STAMP, **options)
    read: Document = json.loads(json.dumps(document, ensure_ascii=False, allow_nan=False))
    return read


def again(document: Document, **options: Any) -> Document:
    """Read a document and write it anew."""
    parsed = from_document(json.dumps(document))
    tables: dict[str, Any] = {name: {} for name in TABLES}
    for row in parsed.rows:
        tables[next(name for name, kind in TABLES.items() if isinstance(row, kind))][row.id] = row
    method = method_files.from_mapping(document["method"])
    written = to_document(
        SessionData(method, tables), parsed.place, STAMP, community=parsed.community, **options
    )
    read: Document = json.loads(json.dumps(written))
    return read


def test_every_table_is_in_the_sample(session: Session) -> None:
    """The tests below are only worth something if no table is empty."""
    assert [name for name in TABLES_WRITTEN if not document_of(session, with_ballots=True)[name]] == []


@pytest.mark.parametrize("with_ballots", [True, False])
def test_a_document_read_and_written_is_the_same(session: Session, with_ballots: bool) -> None:
    """Export, import, export again: nothing is added and nothing is lost."""
    document = document_of(session, with_ballots=with_ballots)
    assert again(document, with_ballots=with_ballots) == document


def test_the_schema_describes_every_document(session: Session) -> None:
    """The published schema is valid and takes what the program writes."""
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    history = tuple(
        record_of(session._store.entry(session.id, n)) for n in range(1, session._last_number + 1)
    )
    for document in (
        document_of(session),
        document_of(session, with_ballots=True),
        document_of(session, history=history),
        document_of(rehearse(method_files.load("cop-bootstrap"))),
    ):
        jsonschema.Draft202012Validator(SCHEMA).validate(document)


def test_the_schema_names_every_field() -> None:
    """A new column of the model must not be forgotten in the schema."""
    for table, row_type in TABLES.items():
        described = SCHEMA["$defs"]["session" if table == "sessions" else table]["properties"]
        hidden = LEFT_OUT.get(table, frozenset({"session_id"}))
        assert set(described) == {each.name for each in fields(row_type)} - hidden


def test_sheets_travel_as_sums_unless_asked(session: Session) -> None:
    """Who ticked what stays at home, the result travels."""
    activity = find_activity(session.data.method, "name")
    before = voting.standing(session.data, activity)
    document = document_of(session)
    assert document["ballots"] == []
    assert "voter_id" not in json.dumps(document)
    parsed = from_document(json.dumps(document))
    tables: dict[str, Any] = {name: {} for name in TABLES}
    for row in parsed.rows:
        tables[next(name for name, kind in TABLES.items() if isinstance(row, kind))][row.id] = row
    after = voting.standing(SessionData(session.data.method, tables), activity)
    assert (after.winner, after.decided_by) == (before.winner, before.decided_by)
    assert [dict(each.counts) for each in after.closed] == [dict(each.counts) for each in before.closed]


def test_a_history_travels_when_asked(session: Session) -> None:
    """With its history a document keeps every act, and the ballots that are in it."""
    history = tuple(
        record_of(session._store.entry(session.id, n)) for n in range(1, session._last_number + 1)
    )
    document = document_of(session, history=history)
    parsed = from_document(json.dumps(document))
    assert [each.act for each in parsed.history] == [each.act for each in history]
    assert document["ballots"]
    assert again(document, history=parsed.history) == document


def test_a_copy_keeps_everything_but_its_id(session: Session) -> None:
    """Under another id the session is the same: rows, place and history."""
    session.values.set_title("Another title")
    history = tuple(
        record_of(session._store.entry(session.id, n)) for n in range(1, session._last_number + 1)
    )
    parsed = from_document(json.dumps(document_of(session, history=history)))
    copied = as_copy(parsed, "copy-1")
    assert {row.session_id for row in copied.rows} == {"copy-1"}
    assert [row.id for row in copied.rows[1:]] == [row.id for row in parsed.rows[1:]]
    assert session.id not in json.dumps([list(each.images) for each in copied.history])


def note(document: Document) -> Document:
    """The first note."""
    first: Document = document["notes"][0]
    return first


BAD: dict[str, Callable[[Document], object]] = {
    "no session of Facilitator": lambda d: d.update(format="other"),
    "newer Facilitator": lambda d: d.update(version=2),
    "version must be the number 1": lambda d: d.update(version="1"),
    "nearest known name is “notes”": lambda d: d.update(note=[]),
    "session is missing": lambda d: d.pop("session"),
    "method is missing": lambda d: d.pop("method"),
    "session must be an object": lambda d: d.update(session=[]),
    "notes must be a list": lambda d: d.update(notes={}),
    r"notes\[0\] must be an object": lambda d: d["notes"].insert(0, 7),
    r"notes\[0\].text must be a text, not a number": lambda d: note(d).update(text=3),
    r"notes\[0\].text must not be empty": lambda d: note(d).update(text=" \u0000"),
    r"notes\[0\].text is missing": lambda d: note(d).pop("text"),
    r"notes\[0\].text has 100,001 characters": lambda d: note(d).update(text="x" * 100_001),
    r"notes\[0\] has a field “colr”.*“colour”": lambda d: note(d).update(colr="sun"),
    r"notes\[0\].colour must be one of sun": lambda d: note(d).update(colour="pink"),
    r"notes\[0\].position must be a number": lambda d: note(d).update(position="1"),
    r"notes\[0\].position must be a number, not true": lambda d: note(d).update(position=True),
    r"notes\[0\].position must be between": lambda d: note(d).update(position=1e300),
    r"notes\[0\].id must be an id": lambda d: note(d).update(id="../x"),
    r"notes\[1\].id is “.*” a second time": lambda d: d["notes"][1].update(id=note(d)["id"]),
    r"notes\[0\].lane names the lane “nowhere”": lambda d: note(d).update(lane="nowhere"),
    r"notes\[0\].group_id names the group “gone”": lambda d: note(d).update(group_id="gone"),
    r"notes\[0\].group_id names a group of another lane": lambda d: [
        group.update(lane="how") for group in d["groups"]
    ],
    r"notes\[0\].author_id names the participant": lambda d: note(d).update(author_id="gone"),
    r"notes\[0\].text must not be null": lambda d: note(d).update(text=None),
    r"groups\[0\].stickies must be a whole number": lambda d: d["groups"][0].update(stickies=1.5),
    r"groups\[0\].stickies must be between": lambda d: d["groups"][0].update(stickies=-1),
    r"session.id must be an id": lambda d: d["session"].update(id="a/b"),
    r"session.title must not be empty": lambda d: d["session"].update(title=""),
    r"session.minutes must be between": lambda d: d["session"].update(minutes=10**30),
    r"session.created must be a time": lambda d: d["session"].update(created="yesterday"),
    r"session.keep_authors must be true or false": lambda d: d["session"].update(keep_authors=1),
    r"outcomes\[0\].id must be": lambda d: d["outcomes"][0].update(id="other"),
    r"hands\[0\].id must be": lambda d: d["hands"][0].update(id="other"),
    r"activity_values\[0\].value must hold": lambda d: d["activity_values"][0].update(value={"was": 1}),
    r"protocols\[0\].(id|activity_id)": lambda d: d["protocols"][0].update(activity_id="gone"),
    r"actions\[0\].due must be a day": lambda d: d["actions"][0].update(due="2026-4-1"),
    r"actions\[0\].due must be a time": lambda d: d["actions"][0].update(due="2026-13-41"),
    r"agenda\[0\].minutes.* must be between": lambda d: d["agenda"][0].update(minutes={"show": -1}),
    r"pictures\[0\].data is not a PNG or JPEG": lambda d: d["pictures"][0].update(data="AAAA"),
    r"place.phase names the phase": lambda d: d["place"].update(phase="none"),
    r"place.activity_id names the activity": lambda d: d["place"].update(activity_id="none"),
    r"place.mode must be one of": lambda d: d["place"].update(mode="pause"),
    r"place.break_id names the break": lambda d: d["place"].update(break_id="none"),
    r"place has a field “since”": lambda d: d["place"].update(since=1),
    r"community.id is not the one": lambda d: d.update(community={"id": "c", "name": "C"}),
    r"activity_values\[\d\].value.is must be a list": lambda d: next(
        each for each in d["activity_values"] if each["key"] == "roti"
    ).update(value={"is": "five"}),
    r"activity_values\[\d\].value.is\[1\] must be between 1 and 5": lambda d: next(
        each for each in d["activity_values"] if each["key"] == "roti"
    ).update(value={"is": [5, 6]}),
    r"protocols\[0\].entries.rounds\[0\] must be an object": lambda d: d["protocols"][0]["entries"].update(
        rounds=[7]
    ),
    r"protocols\[0\].entries.rules must be an object": lambda d: d["protocols"][0].update(entries={}),
    r"kind of activity": lambda d: d["method"]["activities"][0].update(kind="dance"),
    r"history\[0\].number must be 1": lambda d: d.update(
        history=[{"number": 4, "act": "a", "at": STAMP, "rows": []}]
    ),
}


@pytest.mark.parametrize("told", BAD)
def test_a_mistake_is_named_with_its_place(session: Session, told: str) -> None:
    """Each mistake ends in one sentence that names where it is, and in nothing else."""
    document = document_of(session, with_ballots=True)
    BAD[told](document)
    with pytest.raises(UserError, match=told) as caught:
        from_document(json.dumps(document))
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 400


def test_a_history_that_does_not_fit_is_refused(session: Session) -> None:
    """Undo after the import would write rows that were never there."""
    history = tuple(
        record_of(session._store.entry(session.id, n)) for n in range(1, session._last_number + 1)
    )
    document = document_of(session, history=history)
    for change, told in (
        (lambda d: d["history"].pop(3), "does not follow"),
        (lambda d: d["notes"][0].update(text="changed"), "does not lead to the rows"),
        (lambda d: d["history"][4].update(reverses=9), "not before it"),
        (lambda d: d["history"][2]["rows"][0].update(table="sqlite_master"), "must be one of"),
    ):
        spoiled = copy.deepcopy(document)
        change(spoiled)
        with pytest.raises(UserError, match=told):
            from_document(json.dumps(spoiled))


def test_a_cut_takes_nothing_back(session: Session) -> None:
    """A cut that looks like an undo would let deleted notes come back from before it, where nothing is proved."""
    history = tuple(
        record_of(session._store.entry(session.id, n)) for n in range(1, session._last_number + 1)
    )
    document = document_of(session, history=history)
    cut = {"number": len(history) + 1, "act": "history.cut", "at": STAMP, "rows": []}
    document["history"].append(cut)
    assert from_document(json.dumps(document)).history[-1].act == cut["act"]
    cut["reverses"] = 1
    with pytest.raises(UserError, match="takes nothing back"):
        from_document(json.dumps(document))


def test_control_characters_and_surrogates_are_taken_out(session: Session) -> None:
    """Texts come in as if they had been typed: nothing a terminal or a database would choke on."""
    document = document_of(session)
    document["notes"][0]["text"] = "a\u0000b\u001b[31m\ud800c"
    text = from_document(json.dumps(document)).rows
    notes = [row.text for row in text if isinstance(row, Note)]
    assert "ab[31m?c" in notes


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)


@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_any_value_anywhere_is_taken_or_refused(session: Session, data: st.DataObject) -> None:
    """Whatever is put in the place of any value, the answer is rows or one sentence, never a crash."""
    document = document_of(session, with_ballots=True)
    here: Any = document
    while isinstance(here, dict | list) and here:
        keys = list(here) if isinstance(here, dict) else list(range(len(here)))
        key = data.draw(st.sampled_from(keys))
        if not isinstance(here[key], dict | list) or not here[key] or data.draw(st.integers(0, 3)) == 0:
            here[key] = data.draw(json_values)
            break
        here = here[key]
    with suppress(UserError):
        from_document(json.dumps(document))
