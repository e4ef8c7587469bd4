"""A file that is no library of ours gets a clear sentence and stays as it was, to the byte."""

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.errors import EnvironmentFault, FacilitatorError, UserError
from facilitator.library import Library
from facilitator.library.schema import APPLICATION_ID, SCHEMA_VERSION


def change(path: Path, *statements: str) -> None:
    """Let another program change the file."""
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        for statement in statements:
            connection.execute(statement)
    finally:
        connection.close()


def not_a_database(path: Path) -> None:
    """A text file."""
    path.write_text("Dear diary, " * 100)


def without_beginning(path: Path) -> None:
    """A library whose first bytes are lost: most of it can still be got out."""
    path.write_bytes(bytes(200) + path.read_bytes()[200:])


def empty(path: Path) -> None:
    """A file without a byte, which SQLite would take for a new database."""
    path.write_bytes(b"")


def short(path: Path) -> None:
    """Less than a header."""
    path.write_bytes(path.read_bytes()[:60])


def truncated(path: Path) -> None:
    """The second half is missing."""
    path.write_bytes(path.read_bytes()[: path.stat().st_size // 2])


def another_program(path: Path) -> None:
    """Somebody else's database."""
    path.unlink()
    change(path, "CREATE TABLE photos (id INTEGER)", "PRAGMA user_version = 1")


def newer(path: Path) -> None:
    """What a later version of this program will write."""
    change(path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def no_version(path: Path) -> None:
    """Ours by its mark, but of no version that there was."""
    change(path, "PRAGMA user_version = 0")


def trigger(path: Path) -> None:
    """A trigger that empties a table at the first note."""
    change(path, "CREATE TRIGGER helpful AFTER INSERT ON notes BEGIN DELETE FROM history; END")


def trigger_with_a_known_name(path: Path) -> None:
    """The same, named as a table of ours is."""
    change(path, 'CREATE TRIGGER "notes" AFTER INSERT ON notes BEGIN DELETE FROM history; END')


def trigger_on_inner_table(path: Path) -> None:
    """The same on the table where steps are recorded."""
    change(path, 'CREATE TRIGGER "sqlitex" AFTER INSERT ON _sqlite_migrations BEGIN DELETE FROM history; END')


def view(path: Path) -> None:
    """A view that poses as a part of the search index."""
    change(path, "CREATE VIEW search_more AS SELECT 1")


def missing_table(path: Path) -> None:
    """A table is gone."""
    change(path, "DROP TABLE hands")


def other_column(path: Path) -> None:
    """A column more, computed by whatever function it names."""
    change(path, "ALTER TABLE notes ADD COLUMN extra TEXT DEFAULT 'x'")


def newer_in_wal_mode(path: Path) -> None:
    """A newer library that was left in the mode in which we run."""
    newer(path)
    change(path, "PRAGMA journal_mode = WAL")


def trigger_in_wal_mode(path: Path) -> None:
    """A planted trigger in a library that was left in the mode in which we run."""
    trigger(path)
    change(path, "PRAGMA journal_mode = WAL")


CASES: list[tuple[Callable[[Path], None], type[FacilitatorError], str]] = [
    (not_a_database, UserError, "is not a library of Facilitator"),
    (without_beginning, EnvironmentFault, "is damaged.*facilitator rescue"),
    (empty, UserError, "is empty"),
    (short, EnvironmentFault, "is cut off"),
    (truncated, EnvironmentFault, "is cut off"),
    (another_program, UserError, "database of another program"),
    (newer, UserError, "written by a newer Facilitator"),
    (newer_in_wal_mode, UserError, "written by a newer Facilitator"),
    (no_version, EnvironmentFault, "is damaged"),
    (trigger, UserError, r"no library has \(helpful\)"),
    (trigger_with_a_known_name, UserError, r"no library has \(notes\)"),
    (trigger_on_inner_table, UserError, "no library has"),
    (trigger_in_wal_mode, UserError, "no library has"),
    (view, UserError, "no library has"),
    (missing_table, UserError, "not built as a library"),
    (other_column, UserError, "not built as a library"),
]


@pytest.mark.parametrize(("spoil", "kind", "told"), CASES, ids=[case[0].__name__ for case in CASES])
@pytest.mark.parametrize("opening", [Library.open_existing, Library.create_or_open])
def test_a_stranger_is_refused_untouched(
    library: Library,
    spoil: Callable[[Path], None],
    kind: type[FacilitatorError],
    told: str,
    opening: Callable,
) -> None:
    """One sentence, the right family of trouble, and not a byte of the file or its time is changed."""
    path = library.path
    library.close()
    spoil(path)
    os.utime(path, ns=(10**18, 10**18))
    before = path.read_bytes()
    with pytest.raises(kind, match=told) as caught:
        opening(path)
    assert "\n" not in str(caught.value)
    assert path.read_bytes() == before
    assert path.stat().st_mtime_ns == 10**18
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_a_missing_library_is_said_to_be_missing(tmp_path: Path) -> None:
    """Only creating creates: nothing appears in the folder."""
    with pytest.raises(UserError, match=r"There is no library at .* 'facilitator new'"):
        Library.open_existing(tmp_path / "none.db")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_is_not_a_library(tmp_path: Path) -> None:
    """A folder's name instead of a file's is told apart."""
    with pytest.raises(UserError, match="is a folder"):
        Library.create_or_open(tmp_path)


def test_damage_inside_is_found_unless_we_closed_the_file_ourselves(library: Library) -> None:
    """A file that was left open is read through at once; a cleanly closed one opens fast and is checked later."""
    path = library.path
    library.close()
    content = bytearray(path.read_bytes())
    page = int.from_bytes(content[16:18], "big")
    for start in range(page * 3, len(content), page):
        content[start : start + 3] = b"\xff\xff\xff"
    path.write_bytes(content)
    with pytest.raises(EnvironmentFault, match="is damaged"):
        Library.open_existing(path)


def test_a_file_left_open_is_read_through(library: Library) -> None:
    """Without the mark of a clean closing, inner damage is noticed before anything is written."""
    path = library.path
    library.close()
    change(path, "DELETE FROM meta WHERE name = 'closed'")
    spoil_an_index(path)
    before = path.read_bytes()
    with pytest.raises(EnvironmentFault, match=r"is damaged.*restore the newest backup"):
        Library.open_existing(path)
    assert path.read_bytes() == before


def test_a_cleanly_closed_file_opens_and_check_tells(library: Library) -> None:
    """The same damage in a file with the mark waits for the check."""
    path = library.path
    library.close()
    spoil_an_index(path)
    with Library.open_existing(path) as again:
        assert any("The file is damaged" in line for line in again.check())


def test_the_header_is_ours(library: Library) -> None:
    """Whoever looks at the file from outside can tell what it is."""
    path = library.path
    library.close()
    header = path.read_bytes()[:100]
    assert int.from_bytes(header[68:72], "big") == APPLICATION_ID
    assert int.from_bytes(header[60:64], "big") == SCHEMA_VERSION


def spoil_an_index(path: Path) -> None:
    """Write nonsense over the free count of the root page of one small table."""
    connection = sqlite3.connect(path)
    (page_size,) = connection.execute("PRAGMA page_size").fetchone()
    (root,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'hands'").fetchone()
    connection.close()
    content = bytearray(path.read_bytes())
    start = (root - 1) * page_size
    # The count of cells: one that is not there.
    content[start + 3 : start + 5] = b"\x00\x01"
    path.write_bytes(content)
