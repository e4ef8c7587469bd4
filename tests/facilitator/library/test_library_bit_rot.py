"""Bytes that a disk changed in silence are noticed, named, and put back from wherever they are still as written."""

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import EnvironmentFault
from facilitator.library import Library, backup_folder
from facilitator.library.checking import findings
from facilitator.library.rows import SHAPES
from facilitator.method import Method
from facilitator.opening import new_session, open_session
from tests.facilitator.library.spoiling import overwrite, spoil_page

WRITTEN = {
    **{table: ", ".join(f'"{name}"' for name, _ in shape.columns) for table, shape in SHAPES.items()},
    "places": "*",
    "summaries": '"session_id", "method_title"',
    "communities": '"id", "name", "created"',
    "community_values": '"id", "community_id", "key", "value"',
    "history": '"session_id", "number", "act", "at", "reverses", "rows"',
    "library_history": '"number", "act", "at", "reverses", "rows"',
}
"""Everything that people wrote, and what keeps it in its place."""


def opened(content: bytes) -> sqlite3.Connection:
    """Open a library that is nowhere but in memory."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.deserialize(content)
    return connection


def written(connection: sqlite3.Connection) -> list[Any]:
    """Return all that people wrote; None where it cannot be read."""
    found: list[Any] = []
    for table, names in WRITTEN.items():
        try:
            found.append(connection.execute(f'SELECT {names} FROM "{table}" ORDER BY 1, 2').fetchall())
        except (sqlite3.Error, UnicodeDecodeError):
            # Python reads SQLite's own message, which may quote the damaged letters.
            found.append(None)
    return found


@pytest.mark.torture
def test_no_flipped_byte_goes_unnoticed(
    small: bytes, rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """Every byte is turned, one after the other: where that changes what people wrote, the check tells."""
    before = opened(small)
    untouched = written(before)
    assert findings(before) == []
    before.close()
    tried = changed = 0
    for at in range(0, len(small), rounds(61, 1)):
        content = bytearray(small)
        # Another bit for each place, so that text, numbers and lengths all meet high and low ones.
        content[at] ^= 1 << (at * 5 % 8)
        connection = opened(bytes(content))
        tried += 1
        try:
            if written(connection) == untouched:
                continue
            changed += 1
            assert noticed(connection), f"byte {at}"
        finally:
            connection.close()
    assert changed > tried / 10
    figures("bit_rot", bytes=tried, changed=changed, unnoticed=0)


def noticed(connection: sqlite3.Connection) -> bool:
    """Tell whether the check says something about the library, or SQLite refuses to open it at all."""
    try:
        return bool(findings(connection))
    except (sqlite3.OperationalError, UnicodeDecodeError):
        return True


def damage(path: Path, old: bytes, new: bytes, times: int = 1) -> None:
    """Change bytes in a closed library."""
    content = path.read_bytes()
    assert old in content
    path.write_bytes(content.replace(old, new, times))


@pytest.fixture
def library_with_words(library_path: Path, method: Method) -> Path:
    """A library with notes that its history made and an agenda that it did not; one note is newer than the backup."""
    with Library.create_or_open(library_path) as library:
        session = open_session(library, new_session(library, method, "Hives in spring"))
        session.notes.add("topics", "Who feeds the queen?")
        backup_folder(library_path).mkdir()
        library.backup_to(backup_folder(library_path) / "workshops-2026-01-01.db")
        session.notes.add("topics", "After the backup")
    return library_path


def test_damaged_notes_are_named_and_come_from_the_history(library_with_words: Path) -> None:
    """Two notes that the history still knows: counted, put back as written, also the one no backup has."""
    path = library_with_words
    overwrite(path, "UPDATE notes SET text = replace(text, 'e', 'x')")
    with Library.open_existing(path) as library:
        assert any(line.startswith("2 notes of “Hives in spring”") for line in library.check())
        found = library.damage()
        assert [(each.found, each.source) for each in found] == [(True, None)] * 2
        assert library.mend(found) == 2
        assert library.check() == []
        texts = {note.text for note in library.load(library.summaries()[0].id)[0].notes}
        assert texts == {"Who feeds the queen?", "After the backup"}
        assert library.search("queen")


def test_what_no_history_knows_comes_from_the_newest_backup_that_has_it(library_with_words: Path) -> None:
    """A title and a line of the agenda: the backup is named, everything written after it stays."""
    path = library_with_words
    overwrite(path, "UPDATE sessions SET title = 'Hivxs'")
    overwrite(path, "UPDATE agenda SET title = 'x'")
    with Library.open_existing(path) as library:
        found = library.damage()
        assert {each.source.name for each in found if each.source} == {"workshops-2026-01-01.db"}
        library.mend(found)
        assert library.check() == []
        summary = library.summaries()[0]
        assert summary.title == "Hives in spring"
        assert len(library.load(summary.id)[0].notes) == 2


def test_damaged_digests_alone_cost_nothing(library_with_words: Path) -> None:
    """Where the sum of the session proves that the words are right, only the digest is written anew."""
    overwrite(library_with_words, "UPDATE notes SET digest = replace(digest, 'a', 'b')")
    overwrite(library_with_words, "DELETE FROM history")
    overwrite(library_with_words, "UPDATE summaries SET history_number = 0, history_digest = ''")
    with Library.open_existing(library_with_words) as library:
        library.mend(library.damage())
        assert library.check() == []


def test_what_nobody_has_can_stay_as_it_reads(library_with_words: Path) -> None:
    """A row that is nowhere as written stays damaged until somebody says that it may stay: then backups go on."""
    path = library_with_words
    overwrite(path, "UPDATE notes SET text = 'Aftxr the backup', colour = 'sux' WHERE text LIKE 'After%'")
    overwrite(path, "UPDATE history SET rows = '[]' WHERE number = 2")
    with Library.open_existing(path) as library:
        (lost,) = library.damage()
        assert not lost.found
        assert library.mend([lost]) == 0
        assert library.mend([lost], keep_the_rest=True) == 1
        assert library.damage() == []
        texts = {(note.text, note.colour) for note in library.load(library.summaries()[0].id)[0].notes}
        assert ("Aftxr the backup", "sun") in texts
        assert library.search("Aftxr")
        assert not any("search" in line for line in library.check())


def test_letters_that_are_no_letters_are_told_and_mended(library_with_words: Path) -> None:
    """Bytes that are no text at all: lists say that the library is damaged, never that the program is."""
    path = library_with_words
    damage(path, b"Who feeds the queen?sun", b"Who feeds \xff\xfe\xfd queen?sun")
    with Library.open_existing(path) as library:
        session_id = library.summaries()[0].id
        with pytest.raises(EnvironmentFault, match="damaged"):
            library.copy_session(session_id, "Again")
        library.mend(library.damage())
        assert "Who feeds the queen?" in {note.text for note in library.load(session_id)[0].notes}
        assert library.check() == []


def test_a_damaged_search_index_is_made_anew_from_the_rows(library_with_words: Path) -> None:
    """No backup has to take the library's place for it, everything is found again, and backups are made again."""
    path = library_with_words
    overwrite(path, "UPDATE search_content SET c0 = 'Who fxxds' WHERE c0 LIKE 'Who%'")
    overwrite(path, "DELETE FROM search_idx")
    with Library.open_existing(path) as library:
        assert any("search index" in line for line in library.check())
        assert library.mend_search()
        assert library.check() == []
        assert not library.mend_search()
        assert [hit.excerpt for hit in library.search("queen")] == ["Who feeds the queen?"]
        library.backup_to(path.with_name("again.db"))


def test_what_a_damaged_history_says_is_no_proof(library_with_words: Path) -> None:
    """The same letter is wrong in the note and in its history: a backup has it, and nothing is put back without one."""
    path = library_with_words
    damage(path, b"Who feeds the queen?", b"Who feexs the queen?", 9)
    with Library.open_existing(path) as library:
        (first,) = library.damage()
        assert first.source is not None
        assert first.stored["text"] == "Who feeds the queen?"
        first.source.unlink()
        (again,) = library.damage()
        assert not again.found


def test_damaged_pages_are_told_of_the_library_not_of_a_copy(library_with_words: Path) -> None:
    """Reading the library through names no file that nobody has ever seen, and leaves none."""
    path = library_with_words
    spoil_page(path, "history")
    with Library.open_existing(path) as library:
        told = library.check_copy()
        assert told
        assert not any("copy.db" in line or "facilitator-" in line for line in told)
