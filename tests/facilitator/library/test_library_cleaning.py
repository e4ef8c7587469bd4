"""Names that are cleaned out of a finished session are nowhere in the library any more, not even in bytes set free."""

import json
import random
from pathlib import Path

import pytest

from facilitator import method_files
from facilitator.errors import UserError
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from facilitator.veiling import people

NAMES = ("Zaphodia Quibbleton", "Hermenegild Oxley", "Wulfrida Tamworth")
PARTS = tuple(part for name in NAMES for part in name.split())


def raw(library: Library) -> str:
    """Every byte of the library and of what lies beside it, in small letters."""
    files = library.path.parent.glob(f"{library.path.name}*")
    return b"".join(each.read_bytes() for each in files).decode("latin-1").lower()


def left(library: Library) -> list[str]:
    """The parts of names that can still be read in the file."""
    found = raw(library)
    return [part for part in PARTS if part.lower() in found]


def started(library: Library, method: str = "cop-bootstrap", title: str = "Zaphodia’s evening") -> Session:
    """A session that runs."""
    session = open_session(library, new_session(library, method_files.load(method), title))
    session.course.start()
    return session


def workshop(library: Library, seed: int = 0) -> Session:
    """A workshop in which people are named wherever a text can stand, with much that was changed and taken back."""
    chance = random.Random(seed)
    session = started(library)
    session.people.add(NAMES[:2])
    session.people.add([NAMES[2]], "Wulfrida’s own role")
    gone = session.people.add(["Nobody Elsewhere"])
    session.people.remove(gone[0].id)
    session.values.set("check-in", "said", list(NAMES))
    for number in range(90):
        said = f"{chance.choice(NAMES)} said {number} " + "word " * chance.randrange(80)
        note = session.notes.add("vision", said)
        if chance.random() < 0.3:
            session.notes.edit(note.id, f"{chance.choice(PARTS)} says less")
        if chance.random() < 0.2:
            session.undo()
    notes = [each.id for each in session.data.notes]
    session.groups.create(notes[:3], "What Oxley’s team wants")
    session.parking.park("Ask Wulfrida")
    session.actions.add("Call @hermenegild.oxley", owner=NAMES[1])
    session.outcomes.write("how", "Tamworth, Wulfrida leads\n\tQuibbleton’s list")
    session.agenda.add_break(10, title="Oxley’s cake")
    session.course.finish()
    session.course.keep_draft("field", "Zaphodia once mo")
    session.keep_place()
    return session


@pytest.mark.parametrize("seed", range(4))
def test_no_byte_of_a_name_is_left(library: Library, seed: int) -> None:
    """Rows, texts, history, index, drafts and freed pages: nothing of a name can be read; what others wrote stays."""
    other = started(library, title="Another one")
    session = workshop(library, seed)
    other.notes.add_many("vision", ["kept word"] * 40)
    assert set(left(library)) == set(PARTS)
    done = library.clean_names(session.id)
    assert left(library) == []
    assert library.check() == []
    assert {*NAMES} <= set(done.people)
    assert done.drafts
    again = open_session(library, session.id)
    assert len(again.data.notes) == len(session.data.notes)
    assert [each.name for each in again.data.participants][:2] != list(NAMES[:2])
    assert again.place.drafts == {}
    assert again.undo_act is None
    assert len(open_session(library, other.id).data.notes) == 40
    assert library.search("zaphodia") == []
    assert library.search("word")


def test_nothing_is_left_in_the_closed_file_and_in_a_new_backup(library: Library, tmp_path: Path) -> None:
    """Closed, opened again, and backed up afterwards."""
    session = workshop(library)
    library.clean_names(session.id)
    backup = tmp_path / "elsewhere" / "backup.db"
    backup.parent.mkdir()
    library.backup_to(backup)
    path = library.path
    library.close()
    for file in (path, backup):
        assert [part for part in PARTS if part.lower().encode() in file.read_bytes().lower()] == []
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == [path.name]


def test_an_election_names_nobody_any_more(library: Library) -> None:
    """Candidates, the account of how it was decided, and consent: whole names that are words go there as well."""
    session = started(library)
    session.people.add(["Grace", *NAMES])
    activity = next(each for each in session.data.method.activities if each.kind == "election")
    lane = activity.lanes[0].id if activity.lanes else activity.reads[0]
    for name in ("Grace", NAMES[0]):
        session.notes.add(lane, name)
    ids = {each.title: each.id for each in session.votes.candidates(activity.id)}
    session.votes.set_hands(activity.id, "vote", ids["Grace"], 5)
    session.votes.close(activity.id, "vote")
    session.votes.elect(activity.id, ids["Grace"])
    assert "Grace" in json.dumps([dict(each.entries) for each in session.data.protocols])
    session.course.finish()
    library.clean_names(session.id)
    again = open_session(library, session.id)
    assert "Grace" not in json.dumps([dict(each.entries) for each in again.data.protocols])
    assert left(library) == []
    chosen = again.data.value(activity.id, "elected")
    assert chosen == ids["Grace"]
    assert all("Grace" not in each.text for each in again.data.notes)


def test_a_common_word_is_left_until_it_is_said_to_be_a_name(library: Library) -> None:
    """“Will” at the beginning of a sentence is told first, and replaced when somebody says that it is a person."""
    session = started(library, title="Plain")
    session.people.add(["Will Oxley"])
    session.notes.add("vision", "Will we meet again")
    session.course.finish()
    found = library.names_to_clean(session.id)
    assert [each.found for each in found.unsure] == ["Will"]
    assert library.names_to_clean(session.id, sure=["Will"]).unsure == ()
    library.clean_names(session.id, sure=["Will"])
    assert open_session(library, session.id).data.notes[0].text == "Person 1 we meet again"


def test_somebody_named_in_texts_only_can_be_added(library: Library) -> None:
    """Names that no list of the session has are given by hand."""
    session = started(library, title="Plain")
    session.notes.add("vision", "as Hermenegild Oxley said, and Oxley’s boss")
    session.course.finish()
    assert library.names_to_clean(session.id).changes == ()
    library.clean_names(session.id, also=["Hermenegild Oxley"])
    assert open_session(library, session.id).data.notes[0].text == "as Person 1 said, and Person 1’s boss"
    assert left(library) == []


def test_cleaning_twice_changes_nothing_more(library: Library) -> None:
    """Roles are no names: “person” in a text stays what it is."""
    session = workshop(library)
    session.notes.add("vision", "every person and each owner")
    library.clean_names(session.id)
    again = library.names_to_clean(session.id)
    assert (again.people, again.changes, again.replacements) == ((), (), ())


def test_ids_stay(library: Library) -> None:
    """A name that can be found in an id, such as Ada, breaks no link."""
    session = started(library, title="Plain")
    session.people.add(["Ada", "Bea", "Fae", "Dea"])
    notes = session.notes.add_many("vision", [f"note {number}" for number in range(400)])
    assert len(notes) == 400
    ids = [each.id for each in session.data.notes]
    session.values.set("check-in", "asked", ids)
    session.course.finish()
    library.clean_names(session.id)
    assert open_session(library, session.id).data.value("check-in", "asked") == ids


def test_a_postmortem_is_cleaned_as_well(library: Library) -> None:
    """Forms, timeline, commitments and what a meeting corrected."""
    session = started(library, "postmortem", "Night of the queue")
    session.people.add(NAMES)
    session.timeline.set_incident(zone="Europe/Berlin", severity="Sev-1", service="oxley-api")
    session.timeline.add_line("2026-02-17 12:00 > Zaphodia acts | @zaphodia.quibbleton | OXLEY knew")
    session.forms.set_field("reading", "overview", "Wulfrida Tamworth’s pager")
    session.forms.set_field("reading", "overview", "Somebody’s pager")
    session.forms.add_row("reading", "responders", {"person": NAMES[0], "role": "On call"})
    session.commitments.commit("Relieve Oxley", owner=NAMES[1], scope="Oxley", done_when="Oxley sleeps")
    session.commitments.decline("Nothing for Zaphodia", "Quibbleton agreed")
    session.postmortem.set_owner(NAMES[2])
    session.course.finish()
    library.clean_names(session.id)
    assert left(library) == []
    again = open_session(library, session.id)
    assert people(again.data) == ()
    assert again.timeline is not None
    assert library.check() == []


def test_only_a_finished_session_is_cleaned(library: Library) -> None:
    """While it runs names are needed: refused in one sentence, and nothing is different."""
    session = started(library)
    session.people.add(NAMES)
    before = session.data
    for act in (library.names_to_clean, library.clean_names):
        with pytest.raises(UserError, match="is not finished"):
            act(session.id)
    assert open_session(library, session.id).data == before
    assert library.history(session.id)


def test_what_cannot_be_reached_is_told(library: Library) -> None:
    """Copies, sessions that name the same people, and a community whose name or page has somebody's name."""
    session = workshop(library)
    other = started(library, title="Next year")
    other.notes.add("vision", "Thanks to Hermenegild Oxley")
    library.copy_session(session.id, "Once more")
    started(library, title="Nobody is named here")
    community = library.add_community("Friends of Zaphodia Quibbleton")
    session.values.set_community(community.id)
    assert library.names_to_clean(session.id).unreached.page == ""
    library.set_community_value(community.id, "leader", {"name": "Hermenegild Oxley", "hours": 2})
    found = library.clean_names(session.id).unreached
    assert found.page == "Friends of Zaphodia Quibbleton"
    assert found.sessions == ("Next year", "Once more")
    assert found.community == "Friends of Zaphodia Quibbleton"


def test_an_emptied_bin_leaves_no_word_in_the_file(library: Library) -> None:
    """What was deleted for good cannot be read in pages that SQLite set free, whatever was written when."""
    for seed in range(6):
        chance = random.Random(seed)
        other, gone = started(library, title="Other"), started(library, title="Gone")
        for _ in range(60):
            other.notes.add("vision", "kept " * chance.randrange(1, 200))
            note = gone.notes.add("vision", "quibbleton " * chance.randrange(1, 300))
            if chance.random() < 0.3:
                gone.notes.edit(note.id, "quibbleton " * chance.randrange(1, 200))
        library.bin(gone.id)
        assert library.empty_bin() == 1
        assert "quibbleton" not in raw(library)


def test_the_librarys_history_says_that_it_was_done_and_names_nobody(library: Library) -> None:
    """One entry more, which tells which session it was."""
    session = workshop(library)
    library.clean_names(session.id)
    with library._handle.reading() as connection:
        acts = connection.execute('SELECT "act", "rows" FROM "library_history" ORDER BY "number"').fetchall()
    assert acts[-1][0] == "names.cleaned"
    assert session.id in acts[-1][1]
    assert [each.act for each in library.history(session.id)] == ["history.cut"]
