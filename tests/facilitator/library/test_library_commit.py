"""What is committed is what is read back, entry by entry and after a restart."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from facilitator.clock import Timebox
from facilitator.library import Library, sessions
from facilitator.method import Method
from facilitator.model import TABLES, Ballot, Note, Outcome, Picture, RowChange, SessionRow
from facilitator.state import Place
from facilitator.store import HistoryEntry


def test_a_session_comes_back_as_it_was_written(writer: Any, library_path: Path, method: Method) -> None:
    """Every table's rows, JSON and true/false included, are the same after closing and opening."""
    note = writer.note("<b>5 & 6</b> 👩‍👩‍👧 \u202eright to left", colour="sky", position=-0.0)
    ballot = Ballot("b1", writer.id, "vote", "1", 7, {note.id: 2, "ä": {"deep": [1, 2.5, None, True]}})
    picture = Picture("p", writer.id, "logo", "logo.png", "image/png", "iVBORw0KGgo=")
    writer.act(("ballots", None, ballot), ("pictures", None, picture), name="votes.cast")
    writer.library.close()
    with Library.open_existing(library_path) as again:
        data, _ = again.load(writer.id)
        assert data.method == method
        assert data.notes == [note]
        assert data.ballots == [ballot]
        assert data.pictures == [picture]
        assert data.session.keep_authors is False
        assert set(data.tables) == set(TABLES)
        assert again.check() == []


def test_an_entry_gives_whole_rows_although_only_changes_are_kept(writer: Any) -> None:
    """Undo gets complete rows; the history keeps only the columns that changed."""
    note = writer.note("first words")
    number = writer.act(("notes", note, replace(note, text="second words")), name="notes.edit")
    entry = writer.library.entry(writer.id, number)
    assert entry.rows == (RowChange("notes", note.id, note, replace(note, text="second words")),)
    image = writer.library.history(writer.id)[number - 1].images[0]
    assert image["before"] == {"text": "first words"}
    assert image["after"] == {"text": "second words"}


def test_an_old_entry_is_whole_although_its_row_is_gone(writer: Any) -> None:
    """What was changed and deleted later can still be told in full."""
    note = writer.note("one", colour="leaf")
    edited = replace(note, text="two")
    number = writer.act(("notes", note, edited))
    writer.act(("notes", edited, None), name="notes.delete")
    assert writer.library.entry(writer.id, number).rows[0].after == edited


def test_undo_brings_a_deleted_row_back(writer: Any) -> None:
    """The inverse of a deletion, committed, restores the very row."""
    note = writer.note("keep me", position=2.5)
    number = writer.act(("notes", note, None), name="notes.delete")
    assert writer.library.load(writer.id)[0].notes == []
    change = writer.library.entry(writer.id, number).rows[0].inverse()
    writer.library.commit(writer.id, [HistoryEntry(number + 1, "notes.delete", "x", (change,), number)])
    assert writer.library.load(writer.id)[0].notes == [note]
    assert [each.reverses for each in writer.library.headings(writer.id)] == [None, None, number]


def test_headings_come_in_order_without_rows(writer: Any) -> None:
    """Opening a session reads only what undo needs to know."""
    for text in ("a", "b", "c"):
        writer.note(text)
    assert [(each.number, each.rows) for each in writer.library.headings(writer.id)] == [
        (1, ()),
        (2, ()),
        (3, ()),
    ]


def test_a_refused_act_leaves_nothing(writer: Any) -> None:
    """When the last row of an act cannot be written, none of it is."""
    note = writer.note("there")
    stranger = Note("gone", writer.id, "topics", "never written")
    with pytest.raises(LookupError):
        writer.act(("notes", note, replace(note, text="changed")), ("notes", stranger, None))
    assert writer.library.load(writer.id)[0].notes == [note]
    assert len(writer.library.headings(writer.id)) == 1
    assert writer.library.check() == []


def test_entries_have_to_follow_each_other(writer: Any) -> None:
    """A gap in the numbers is a bug and is not written."""
    with pytest.raises(ValueError, match="cannot follow"):
        writer.library.commit(writer.id, [HistoryEntry(2, "notes.add", "x", ())])


def test_a_row_of_another_session_is_refused(writer: Any) -> None:
    """Rows never land in a session that they do not belong to."""
    note = Note("n", "another", "topics", "text")
    with pytest.raises(ValueError, match="does not belong"):
        writer.act(("notes", None, note))


def test_an_entry_that_is_not_there(writer: Any) -> None:
    """The store says so with a KeyError."""
    with pytest.raises(KeyError):
        writer.library.entry(writer.id, 5)


def test_row_ids_are_unique_only_within_their_session(
    library: Library, writer_of: Any, session_row: Callable[..., SessionRow]
) -> None:
    """Two sessions may have an outcome of the same id, and each keeps its own."""
    first, second = (library.add_session([session_row(title)]) for title in ("One", "Two"))
    writer_of(library, first).act(("outcomes", None, Outcome("name", first, "name", "Bees")))
    writer_of(library, second).act(("outcomes", None, Outcome("name", second, "name", "Ants")))
    assert library.load(first)[0].outcomes == {"name": "Bees"}
    assert library.load(second)[0].outcomes == {"name": "Ants"}
    assert library.check() == []


def test_the_clock_comes_back_at_rest_with_what_was_left(writer: Any) -> None:
    """A running timebox is kept with the seconds left at that moment and comes back paused."""
    writer.library.monotonic = lambda: 130.0
    place = Place(
        "run",
        "ideas",
        "solo",
        Timebox(300.0, 300.0, since=100.0),
        {"ideas/solo": 30.0},
        started="2026-03-04T09:00:00Z",
        drafts={"topics": "half a thou"},
        break_id="b",
    )
    writer.library.keep_place(writer.id, place)
    _, kept = writer.library.load(writer.id)
    assert kept == replace(place, timebox=Timebox(300.0, 270.0))
    assert writer.library.headings(writer.id) == []


def test_a_cut_history_begins_anew_and_stays_sound(writer: Any) -> None:
    """After names were cleaned nothing of the old history is left, and acts go on with the next number."""
    writer.note("Ada said so")
    with writer.library._handle.writing() as connection:
        sessions.cut_history(connection, writer.id, "2026-03-14T09:00:00Z")
    assert [(each.number, each.act) for each in writer.library.headings(writer.id)] == [(2, "history.cut")]
    writer.note("somebody said so")
    assert writer.library.headings(writer.id)[-1].number == 3
    assert writer.library.check() == []
