"""A rescue keeps what the file still proves of a history: undo goes back to what is lost, and stops there kindly."""

import sqlite3
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from facilitator import method_files
from facilitator.document import from_document, to_document
from facilitator.ids import repeatable
from facilitator.library import Library, backup_folder, sessions
from facilitator.library.pages import read_pages
from facilitator.library.record import HISTORY_CUT, HistoryRecord
from facilitator.model import columns
from facilitator.opening import new_session, open_session
from facilitator.rescue import Rescued, rescue
from facilitator.session import Session

Rows = Mapping[tuple[str, str], Mapping[str, Any]]


class Written(NamedTuple):
    """A library's file, its history as it was written, and how its rows stood after each entry, by number."""

    file: bytes
    history: list[HistoryRecord]
    states: list[Rows]


def rows_of(session: Session) -> Rows:
    """Return everything that undo can change."""
    return {
        (table, each.id): columns(each)
        for table, kept in session.data.tables.items()
        for each in kept.values()
    }


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Written:
    """A session with notes that were added, edited, grouped, deleted, undone and redone."""
    path = tmp_path_factory.mktemp("written") / "library.db"
    with repeatable("rescue history"), Library.create_or_open(path) as library:
        session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), "Hives"))
        states = [rows_of(session)]
        session.subscribe(lambda changes: states.append(rows_of(session)) if changes.rows else None)
        queen, frames = session.notes.add_many("vision", ["Feed the queen", "Order frames"])
        doors = session.notes.add("vision", "Paint the doors")
        session.notes.edit(queen.id, "Feed every queen")
        session.notes.delete([frames.id])
        session.undo()
        session.undo()
        session.redo()
        session.notes.edit(doors.id, "Paint both doors")
        session.actions.add("Buy sugar")
        session.undo()
        session.redo()
        history = library.history(session.id)
    assert [each.number for each in history] == list(range(1, len(states)))
    return Written(path.read_bytes(), history, states)


def damaged(path: Path, written: Written, *statements: str) -> Rescued:
    """Damage the library as another hand might, and rescue it."""
    path.write_bytes(written.file)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    for each in statements:
        connection.execute(each)
    connection.close()
    return rescue(path, path.with_name("new.db"))


def undone(library: Library) -> Session:
    """Return the one session after everything that can be undone is, the library sound and its document whole."""
    assert library.check() == []
    session = open_session(library, library.summaries()[0].id)
    document = to_document(
        session.data, session.place, "2026-03-14T09:00:00Z", history=tuple(library.history(session.id))
    )
    assert list(from_document(document).history) == library.history(session.id)
    while session.undo() is not None:
        pass
    assert session.trouble is None
    assert library.check() == []
    return session


DAMAGE = {
    "rows": "UPDATE history SET rows = replace(rows, '\"id\"', '\"ix\"') WHERE number = {}",
    "unreadable": "UPDATE history SET rows = '[' WHERE number = {}",
    "act": "UPDATE history SET act = 'notes.adx' WHERE number = {}",
    "moment": "UPDATE history SET at = 'x' WHERE number = {}",
    "reverses": "UPDATE history SET reverses = 77 WHERE number = {}",
}
ENTRIES = range(1, 12)


@pytest.mark.parametrize(
    ("number", "damage"), [*((each, "rows") for each in ENTRIES), *((5, each) for each in list(DAMAGE)[1:])]
)
def test_undo_goes_back_to_the_entry_that_is_damaged(
    tmp_path: Path, written: Written, number: int, damage: str
) -> None:
    """One entry that nobody knows any more: all others and every note stay, and undo ends just behind it."""
    assert len(written.history) == len(ENTRIES)
    report = damaged(tmp_path / "library.db", written, DAMAGE[damage].format(number))
    assert report.lost == ("“Hives”: 1 step of its history is lost, so undo ends there.",)
    with Library.open_existing(report.path) as library:
        found = library.history(library.summaries()[0].id)
        assert found[number - 1].act == HISTORY_CUT
        assert [each for each in found if each.number != number] == [
            each for each in written.history if each.number != number
        ]
        session = open_session(library, library.summaries()[0].id)
        assert rows_of(session) == written.states[-1]
        assert rows_of(undone(library)) == written.states[number]


@pytest.mark.parametrize("number", ENTRIES)
def test_undo_goes_back_to_an_entry_that_is_missing(tmp_path: Path, written: Written, number: int) -> None:
    """The one behind a missing entry is not proved either; the newest one is known to be missing by its number."""
    report = damaged(tmp_path / "library.db", written, f"DELETE FROM history WHERE number = {number}")
    last = number == len(written.history)
    words = "1 step of its history is" if last else "2 steps of its history are"
    assert report.lost == (f"“Hives”: {words} lost, so undo ends there.",)
    with Library.open_existing(report.path) as library:
        assert rows_of(undone(library)) == written.states[number if last else number + 1]


PROVED = (
    "UPDATE history SET digest = 'x' WHERE number = {}",
    "UPDATE history SET number = 77 WHERE number = {}",
    "UPDATE summaries SET history_number = {}",
)


@pytest.mark.parametrize(
    ("number", "statement"),
    [
        *((number, each) for number in ENTRIES for each in PROVED),
        (4, "UPDATE history SET number = -7 WHERE number = {}"),
    ],
)
def test_what_another_link_proves_is_as_it_was(
    tmp_path: Path, written: Written, number: int, statement: str
) -> None:
    """A digest, a number or what is kept of the end: nothing is lost, and undo goes back to the beginning."""
    report = damaged(tmp_path / "library.db", written, statement.format(number))
    assert report.lost == ()
    with Library.open_existing(report.path) as library:
        assert library.history(library.summaries()[0].id) == written.history
        assert rows_of(undone(library)) == written.states[0]


@pytest.mark.parametrize("statement", ["DELETE FROM history WHERE number > 3", "DROP TABLE history"])
def test_a_backup_gives_back_what_it_proves(tmp_path: Path, written: Written, statement: str) -> None:
    """Entries that only a backup has are as they were written: nothing is lost."""
    path = tmp_path / "library.db"
    path.write_bytes(written.file)
    with Library.open_existing(path) as library:
        backup_folder(path).mkdir()
        library.backup_to(backup_folder(path) / "library-2026-01-01.db")
    report = damaged(path, written, statement)
    assert report.lost == ()
    with Library.open_existing(report.path) as library:
        assert library.history(library.summaries()[0].id) == written.history


def test_entries_on_a_page_whose_list_of_cells_is_damaged_are_found(tmp_path: Path, written: Written) -> None:
    """Every row is there, but no list leads to the history: it is looked for where it may lie."""
    path = tmp_path / "library.db"
    path.write_bytes(written.file)
    with read_pages(path) as pages:
        leaves, _ = pages.tree(pages.roots()["history"])
        size = pages.size
    data = bytearray(written.file)
    for number in leaves:
        at = (number - 1) * size
        data[at + 3 : at + 5] = b"\0\0"
    path.write_bytes(data)
    report = rescue(path, tmp_path / "new.db")
    assert report.lost == ()
    with Library.open_existing(report.path) as library:
        assert library.history(library.summaries()[0].id) == written.history


def test_how_many_of_the_newest_steps_are_lost_is_told(tmp_path: Path, written: Written) -> None:
    """The summary knows how many there were; the others stay, though undo cannot reach them."""
    report = damaged(tmp_path / "library.db", written, "DELETE FROM history WHERE number > 6")
    assert report.lost == ("“Hives”: 5 steps of its history are lost, so undo ends there.",)
    with Library.open_existing(report.path) as library:
        found = library.history(library.summaries()[0].id)
        assert [found[:-1], found[-1].act] == [written.history[:6], HISTORY_CUT]
        assert rows_of(undone(library)) == written.states[-1]


def test_a_history_is_kept_where_the_sums_are_lost(tmp_path: Path, written: Written) -> None:
    """Nothing tells whether all of it is there, but what is there leads to every row."""
    report = damaged(tmp_path / "library.db", written, "DROP TABLE summaries")
    assert report.lost == ("“Hives”: whether all of it is here cannot be told.",)
    with Library.open_existing(report.path) as library:
        assert library.history(library.summaries()[0].id) == written.history
        assert rows_of(undone(library)) == written.states[0]


def test_undo_never_goes_back_over_a_row_that_is_not_as_it_was(tmp_path: Path, written: Written) -> None:
    """A note reads other than its history left it: what came after is undone, its own step is not."""
    report = damaged(
        tmp_path / "library.db",
        written,
        "UPDATE notes SET text = 'Odd', digest = 'x' WHERE text LIKE '%queen'",
    )
    told = "“Hives”: the older part of its history does not fit what is here, so undo ends there."
    assert told in report.lost
    with Library.open_existing(report.path) as library:
        session = undone(library)
        assert "Odd" in [each.text for each in session.data.notes]
        # It was edited third, and that edit was undone and done again; two later acts are all that is left.
        found = library.history(session.id)
        cut = next(each for each in found if each.act == HISTORY_CUT)
        assert [each for each in found if each.number < cut.number] == written.history[: cut.number - 1]
        after = written.states[cut.number - 1]
        assert {key: row for key, row in rows_of(session).items() if row.get("text") != "Odd"} == {
            key: row for key, row in after.items() if row.get("text") != "Feed every queen"
        }


def test_undo_begins_anew_where_a_row_of_the_last_step_is_lost(tmp_path: Path, written: Written) -> None:
    """The newest step made something that is gone from every place: there is nothing to take back."""
    report = damaged(
        tmp_path / "library.db",
        written,
        "UPDATE actions SET text = 'Odd', digest = 'x' WHERE text LIKE 'Buy%'",
    )
    assert "“Hives”: its history does not fit what is here, so undo begins anew." in report.lost
    with Library.open_existing(report.path) as library:
        assert open_session(library, library.summaries()[0].id).undo_act is None
        assert "Odd" in [each.text for each in undone(library).data.actions]


def test_undo_ends_before_a_row_that_stays_as_it_reads(tmp_path: Path, written: Written) -> None:
    """The same without a rescue: somebody agrees that a damaged note stays, and its document is believed."""
    path = tmp_path / "library.db"
    path.write_bytes(written.file)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("UPDATE notes SET text = 'Odd', digest = 'x' WHERE text LIKE '%queen'")
    connection.close()
    with Library.open_existing(path) as library:
        library.mend(library.damage(), keep_the_rest=True)
        assert "Odd" in [each.text for each in undone(library).data.notes]
        cuts = [each for each in library.history(library.summaries()[0].id) if each.act == HISTORY_CUT]
        assert len(cuts) == 1


def test_undo_ends_before_a_row_that_nobody_has_any_more(tmp_path: Path, written: Written) -> None:
    """A row and the steps that made it are gone, and somebody agrees to go on without it."""
    path = tmp_path / "library.db"
    path.write_bytes(written.file)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute("DELETE FROM notes WHERE text LIKE 'Order%'")
    connection.execute("UPDATE history SET rows = replace(rows, 'Order frames', 'Order frxmes')")
    connection.close()
    with Library.open_existing(path) as library:
        library.mend_beside(keep_the_rest=True)
        library.mend_search()
        assert [each.text for each in undone(library).data.notes]


@pytest.mark.parametrize("side", ["5", '"words"', "[1]"])
def test_an_entry_that_means_nothing_stops_no_rescue(tmp_path: Path, written: Written, side: str) -> None:
    """What a stranger wrote as the image of a row may be none; everything else comes out all the same."""
    image = f"""[{{"table":"notes","id":"n","before":null,"after":{side}}}]"""
    found = damaged(tmp_path / "odd.db", written, f"UPDATE history SET rows = '{image}' WHERE number = 3")
    assert found.sessions == 1
    assert any("1 step of its history is lost" in each for each in found.lost)


def test_names_that_were_cut_out_of_a_history_do_not_come_back(tmp_path: Path, written: Written) -> None:
    """A page that still holds entries from before a cut gives nothing back."""
    path = tmp_path / "library.db"
    path.write_bytes(written.file)
    with Library.open_existing(path) as library, library._handle.writing() as opened:
        sessions.cut_history(opened, library.summaries()[0].id, "2026-03-14T09:00:00Z")
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute(
        "INSERT INTO history SELECT session_id, 1, 'notes.add', at, NULL, rows, digest FROM history"
    )
    connection.close()
    report = rescue(path, tmp_path / "new.db")
    assert report.lost == ()
    with Library.open_existing(report.path) as library:
        assert [each.act for each in library.history(library.summaries()[0].id)] == [HISTORY_CUT]


@pytest.mark.parametrize("lost", ["participants", "sessions"])
def test_names_that_were_taken_out_do_not_come_back_from_an_older_backup(tmp_path: Path, lost: str) -> None:
    """A backup from before names were taken out has them still: what the file lost stays lost, and is told."""
    path = tmp_path / "library.db"
    with Library.create_or_open(path) as library:
        title = "Zaphodia’s hives"
        session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), title))
        session.course.start()
        session.people.add(["Zaphodia Quibbleton"])
        session.notes.add("vision", "Feed the queen")
        session.course.finish()
        backup_folder(path).mkdir()
        library.backup_to(backup_folder(path) / "library-2026-01-01.db")
        library.clean_names(session.id)
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA foreign_keys = OFF")
    connection.execute(f'DELETE FROM "{lost}"')
    connection.close()
    report = rescue(path, tmp_path / "new.db")
    assert report.lost
    assert b"Zaphodia" not in report.path.read_bytes()
    with Library.open_existing(report.path) as library:
        rescued = open_session(library, library.summaries()[0].id)
        assert [note.text for note in rescued.data.notes] == ["Feed the queen"]
