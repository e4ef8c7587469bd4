"""What was deleted can be put back for 30 days, whatever was done since, also after a restart."""

from datetime import timedelta
from pathlib import Path

import pytest

from facilitator import method_files
from facilitator.errors import UserError
from facilitator.ids import from_stamp, to_stamp
from facilitator.library import Library
from facilitator.opening import new_session, open_session, rehearse
from facilitator.session import Session

LONG_AGO = "2000-01-01T00:00:00Z"


@pytest.fixture
def session() -> Session:
    """A rehearsal, which keeps its history in memory alone."""
    return rehearse(method_files.load("cop-bootstrap"))


def texts(session: Session) -> set[str]:
    """Return the texts of the notes that are there."""
    return {note.text for note in session.data.notes}


def test_a_note_comes_back_after_other_work_and_a_restart(tmp_path: Path) -> None:
    """Delete, go on, close, open: the note is listed with its words, comes back, and undo takes it away again."""
    with Library.create_or_open(tmp_path / "library.db") as library:
        session_id = new_session(library, method_files.load("cop-bootstrap"), "Kick-off")
        session = open_session(library, session_id)
        first, second = session.notes.add_many("vision", ["first", "second"])
        session.notes.delete([first.id])
        session.notes.edit(second.id, "second, changed")
    with Library.open_existing(tmp_path / "library.db") as library:
        session = open_session(library, session_id)
        (gone,) = session.deleted.since(LONG_AGO)
        assert gone.words == ("first",)
        session.deleted.put_back(gone.number)
        assert session.data.tables["notes"][first.id] == first
        assert texts(session) == {"first", "second, changed"}
        assert session.deleted.since(LONG_AGO) == []
        session.undo()
        assert texts(session) == {"second, changed"}
        assert [each.words for each in session.deleted.since(LONG_AGO)] == [("first",)]
        assert library.check() == []


def test_the_newest_stand_first_and_old_ones_are_left_out(session: Session) -> None:
    """Two acts of deleting, and a moment between which and now nothing was deleted."""
    one, other = session.notes.add_many("vision", ["one", "other"])
    session.notes.delete([one.id])
    session.notes.delete([other.id])
    assert [each.words[0] for each in session.deleted.since(LONG_AGO)] == ["other", "one"]
    assert session.deleted.since(to_stamp(from_stamp(session.wall()) + timedelta(days=1))) == []


def test_a_group_comes_back_with_its_notes(session: Session) -> None:
    """One act brings all of it back; a note whose group is gone comes back on its own."""
    notes = session.notes.add_many("vision", ["one", "two"])
    group = session.groups.create([note.id for note in notes], "Together")
    session.groups.delete(group.id)
    (gone,) = session.deleted.since(LONG_AGO)
    assert set(gone.words) == {"one", "two", "Together"}
    session.deleted.put_back(gone.number)
    assert {note.text for note in session.data.notes_of(group.id)} == {"one", "two"}
    session.notes.delete([notes[0].id])
    session.groups.delete(group.id)
    single = session.deleted.since(LONG_AGO)[1]
    session.deleted.put_back(single.number)
    assert session.data.tables["notes"][notes[0].id].group_id is None  # type: ignore[union-attr]


def test_next_steps_parked_topics_and_entries_come_back_as_well(session: Session) -> None:
    """Whatever has a key or a button that deletes it."""
    action = session.actions.add("Order frames")
    parked = session.parking.park("Honey prices")
    session.actions.delete(action.id)
    session.parking.delete(parked.id)
    assert [each.words for each in session.deleted.since(LONG_AGO)] == [("Honey prices",), ("Order frames",)]
    for each in session.deleted.since(LONG_AGO):
        session.deleted.put_back(each.number)
    assert session.data.actions == [action]
    assert session.data.parked == [parked]


def test_an_entry_of_a_timeline_comes_back() -> None:
    """Its words are found although they stand in a value."""
    session = rehearse(method_files.load("postmortem"))
    entry, _ = session.timeline.add_line("10:02 The shop was slow")
    before = session.data
    session.timeline.delete(entry.id)
    (gone,) = session.deleted.since(LONG_AGO)
    assert "The shop was slow" in gone.words[0]
    session.deleted.put_back(gone.number)
    assert session.data == before


def test_twice_is_refused(session: Session) -> None:
    """Putting back what undo brought back already says so."""
    note = session.notes.add("vision", "one")
    session.notes.delete([note.id])
    (gone,) = session.deleted.since(LONG_AGO)
    session.undo()
    with pytest.raises(UserError, match="again already"):
        session.deleted.put_back(gone.number)
