"""When the machine says no, people get one sentence and nothing is half written."""

import errno
import os
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import EnvironmentFault
from facilitator.library import Library
from facilitator.library.faults import sentence_for, told
from facilitator.model import Note, RowChange
from facilitator.state import Place
from facilitator.store import HistoryEntry


def test_a_full_disk_writes_nothing_and_later_everything(writer: Any) -> None:
    """The act that met the full disk can be committed again, once there is room, and all is sound."""
    library = writer.library
    writer.note("before")
    connection = library.utils.conn
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    connection.execute(f"PRAGMA max_page_count = {pages}")
    note = Note("big", writer.id, "topics", "large words " * 8000)
    entry = HistoryEntry(2, "notes.add", "now", (RowChange("notes", note.id, None, note),))
    with pytest.raises(EnvironmentFault, match="is full"):
        library.commit(writer.id, [entry])
    assert len(library.load(writer.id)[0].notes) == 1
    assert library.check() == []
    connection.execute("PRAGMA max_page_count = 1000000")
    library.commit(writer.id, [entry])
    assert library.load(writer.id)[0].note("big") == note
    assert library.check() == []


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    """A library is not created in a folder that somebody named and that is not there."""
    with pytest.raises(EnvironmentFault, match=r"The folder .*nowhere is not there. Create it"):
        Library.create_or_open(tmp_path / "nowhere" / "library.db")
    assert list(tmp_path.iterdir()) == []


def test_the_users_own_folder_is_created(private_home: Path) -> None:
    """Only the data folder of the program appears by itself."""
    from facilitator.library import default_library_path

    path = default_library_path()
    assert private_home in path.parents
    Library.create_or_open(path).close()
    assert [each.name for each in path.parent.iterdir()] == ["library.db"]


@pytest.mark.skipif(
    sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0),
    reason="permissions do not stop this user",
)
def test_a_read_only_folder_is_told(library: Library) -> None:
    """Opening a library in a folder that cannot be written to says so."""
    library.close()
    folder = library.path.parent
    folder.chmod(0o500)
    try:
        with pytest.raises(EnvironmentFault, match="You may not write"):
            Library.open_existing(library.path)
    finally:
        folder.chmod(0o700)


def test_a_refused_lock_file_is_told(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same for whoever may write everywhere: the system's refusal becomes a sentence."""
    library.close()

    def refuse(*_: object) -> int:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr("facilitator.library.lock.os.open", refuse)
    with pytest.raises(EnvironmentFault, match=r"You may not write to .*workshops\.db"):
        Library.open_existing(library.path)


def test_another_program_inside_the_file_is_told(library: Library) -> None:
    """A database browser that holds the file is met by SQLite's own lock."""
    library.close()
    browser = sqlite3.connect(library.path, isolation_level=None)
    try:
        browser.execute("BEGIN EXCLUSIVE")
        with pytest.raises(EnvironmentFault, match="Another program holds"):
            Library.open_existing(library.path)
    finally:
        browser.close()
    Library.open_existing(library.path).close()


def test_nobody_gets_in_while_the_library_is_open(library: Library) -> None:
    """Another program cannot even read: two writers in one file could damage it."""
    browser = sqlite3.connect(library.path, timeout=0)
    try:
        with pytest.raises(sqlite3.OperationalError, match="locked"):
            browser.execute("SELECT count(*) FROM notes").fetchone()
    finally:
        browser.close()


def test_every_refusal_has_a_sentence_and_a_bug_has_none(tmp_path: Path) -> None:
    """Families of SQLite's refusals are told with what to do; a mistake of ours passes as it is."""
    path = tmp_path / "library.db"
    for code, words in {
        sqlite3.SQLITE_FULL: "full",
        sqlite3.SQLITE_IOERR | (3 << 8): "plugged in",
        sqlite3.SQLITE_READONLY | (4 << 8): "cannot be written to",
        sqlite3.SQLITE_CANTOPEN: "cannot be opened",
        sqlite3.SQLITE_NOTADB: "restore the newest backup",
        sqlite3.SQLITE_CORRUPT: "damaged",
        sqlite3.SQLITE_BUSY: "Another program",
        sqlite3.SQLITE_PERM: "may not",
    }.items():
        error = sqlite3.OperationalError("technical words")
        error.sqlite_errorcode = code
        sentence = sentence_for(error, path)
        assert sentence is not None
        assert words in sentence
        assert "technical" not in sentence
    with pytest.raises(sqlite3.OperationalError), told(path):
        raise sqlite3.OperationalError("no such table: x")


def test_a_closed_library_is_a_bug_to_use(library: Library) -> None:
    """Using it after closing is our mistake, closing twice is nobody's."""
    library.close()
    library.close()
    with pytest.raises(RuntimeError, match="is closed"):
        library.summaries()


def test_one_file_is_left(writer: Any, library_path: Path) -> None:
    """After closing nothing stands beside the library."""
    writer.note("something")
    writer.library.close()
    assert [each.name for each in library_path.parent.iterdir()] == [library_path.name]
    assert library_path.read_bytes()[18:20] == b"\x01\x01"


def test_every_opening_is_careful(library: Library) -> None:
    """The settings that do not stay in the file are set again each time."""
    connection = library.utils.conn
    for pragma, value in {
        "journal_mode": "wal",
        "locking_mode": "exclusive",
        "synchronous": 2,
        "foreign_keys": 1,
        "trusted_schema": 0,
        "cell_size_check": 1,
        "fullfsync": 1,
        "checkpoint_fullfsync": 1,
        "secure_delete": 1,
    }.items():
        assert connection.execute(f"PRAGMA {pragma}").fetchone() == (value,), pragma


class DeadDisk:
    """A connection to a stick that was pulled out: whatever is asked, the system reports an error of the device."""

    in_transaction = False

    def __init__(self, former: sqlite3.Connection) -> None:
        """Take the place of `former`, which stays open as the system keeps what a program has open."""
        self.former = former

    def execute(self, *_: object) -> None:
        """Fail as a device does that is gone."""
        error = sqlite3.OperationalError("disk I/O error")
        error.sqlite_errorcode = sqlite3.SQLITE_IOERR
        raise error

    def close(self) -> None:
        """Close what was open."""
        self.former.close()


def test_a_stick_that_comes_back_is_written_again(writer: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """While it is away each act is refused with a sentence; once it is back the same library takes them."""
    library = writer.library
    kept = writer.note("before")
    handle = library._handle
    handle._connection = DeadDisk(handle.connection)
    note = Note("late", writer.id, "topics", "after")
    entry = HistoryEntry(2, "notes.add", "now", (RowChange("notes", note.id, None, note),))
    with pytest.raises(EnvironmentFault, match="plugged in"):
        library.commit(writer.id, [entry])
    away = library.path.parent.with_name("away")
    library.path.parent.rename(away)
    try:
        for _ in range(2):
            with pytest.raises(EnvironmentFault, match="is away"):
                library.commit(writer.id, [entry])
        assert not library.path.parent.exists()
    finally:
        away.rename(library.path.parent)
    library.commit(writer.id, [entry])
    assert {each.id for each in library.load(writer.id)[0].notes} == {kept.id, "late"}
    assert library.check() == []
    assert library.utils.conn is handle.connection


def test_another_file_in_its_place_is_not_written_to(writer: Any) -> None:
    """When the disk comes back with something else under the library's name, that is left alone."""
    library = writer.library
    handle = library._handle
    handle._connection = DeadDisk(handle.connection)
    with pytest.raises(EnvironmentFault):
        library.keep_place(writer.id, Place())
    library.path.rename(library.path.with_name("former.db"))
    library.path.write_text("Dear diary, " * 100)
    with pytest.raises(EnvironmentFault, match="is not a library"):
        library.keep_place(writer.id, Place())
    assert library.path.read_text().startswith("Dear diary")


CUT_SHORT = """
import os, signal, sqlite3, sys
connection = sqlite3.connect(sys.argv[1], isolation_level=None)
connection.execute("PRAGMA cache_size = 2")
connection.execute("BEGIN")
connection.execute("UPDATE history SET act = act || 'x'")
connection.execute("UPDATE notes SET text = 'gone'")
os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
def test_a_change_that_was_cut_short_is_taken_back(writer: Any) -> None:
    """Killed in the middle of a change that is written into the file itself, as closing does: it opens as it was."""
    for number in range(200):
        writer.note(f"{number} {'words ' * 50}")
    library, notes = writer.library, writer.library.load(writer.id)[0].notes
    library.close()
    subprocess.run([sys.executable, "-c", CUT_SHORT, str(library.path)], check=False)
    assert library.path.with_name(library.path.name + "-journal").stat().st_size > 0
    with Library.open_existing(library.path) as again:
        assert again.check() == []
        assert again.load(writer.id)[0].notes == notes
    assert [each.name for each in library.path.parent.iterdir()] == [library.path.name]


def test_an_index_that_fails_within_itself_is_told_as_damage(tmp_path: Path) -> None:
    """SQLite's search has no code for some damage of its own, and a damaged file is no mistake of the program."""
    with pytest.raises(EnvironmentFault, match="is damaged"), told(tmp_path / "library.db"):
        raise sqlite3.OperationalError("SQL logic error")
