"""Damage that SQLite itself does not notice is found and told."""

import hashlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import EnvironmentFault
from facilitator.library import Library
from facilitator.library.record import link
from facilitator.library.rows import canonical_json


@contextmanager
def tampering(library: Library) -> Iterator[sqlite3.Connection]:
    """Close the library, give the file to another hand."""
    library.close()
    connection = sqlite3.connect(library.path, isolation_level=None)
    try:
        yield connection
    finally:
        connection.close()


def findings(path: Path) -> str:
    """Open the library again and return what its check says, in one text."""
    with Library.open_existing(path) as library:
        return "\n".join(library.check())


def test_a_flipped_byte_in_a_note_is_found(writer: Any, library_path: Path) -> None:
    """The digest of the row notices what passes SQLite's own check."""
    writer.note("forty-two owls")
    writer.library.close()
    content = library_path.read_bytes()
    library_path.write_bytes(content.replace(b"forty-two owls", b"forty-two owlz"))
    assert "1 note of “Spring meeting”" in findings(library_path)


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        (
            "UPDATE history SET rows = replace(rows, 'one', 'eno') WHERE number = 1",
            "step 1 is not as it was written",
        ),
        ("UPDATE history SET at = 'never' WHERE number = 2", "step 2 is not as it was written"),
        ("DELETE FROM history WHERE number = 2", "step 2 is missing"),
        ("DELETE FROM history WHERE number = 3", "does not end where it should"),
        ("DELETE FROM history", "does not end where it should"),
        ("DELETE FROM notes WHERE text = 'one'", "should have 4 entries and has 3"),
        ("DELETE FROM summaries", "summary of “Spring meeting”"),
        ("UPDATE summaries SET digest_sum = '00'", "are not those that were written"),
        ("UPDATE communities SET name = 'Others'", "community “Others” is not as it was written"),
        ("UPDATE library_history SET act = 'x' WHERE number = 1", "history of the library, step 1"),
        ("DELETE FROM library_history WHERE number = 1", "history of the library, step 1 is missing"),
        ("DELETE FROM library_history WHERE number = 2", "history of the library does not end"),
        ("UPDATE search SET body = 'other' WHERE body = 'two'", "does not know 1 of 3 notes"),
        ("DELETE FROM search WHERE body = 'two'", "search index has 3 lines instead of 4"),
        ("DELETE FROM search_docsize", "search index is damaged"),
        ("UPDATE notes SET session_id = 'gone' WHERE text = 'two'", "belongs to a session that is not there"),
    ],
)
def test_each_kind_of_tampering_is_told(writer: Any, library_path: Path, statement: str, told: str) -> None:
    """Changed, missing and orphaned rows and entries are each named."""
    writer.library.add_community("Bees")
    for text in ("one", "two", "three"):
        writer.note(text)
    with tampering(writer.library) as connection:
        connection.execute(statement)
    assert told in findings(library_path)


def test_two_swapped_texts_are_found(writer: Any, library_path: Path) -> None:
    """Words moved from one note to another keep every count right and are noticed all the same."""
    first, second = writer.note("left"), writer.note("right")
    with tampering(writer.library) as connection:
        for note, text in ((first, "right"), (second, "left")):
            connection.execute("UPDATE notes SET text = ? WHERE id = ?", (text, note.id))
    assert "2 notes of “Spring meeting”" in findings(library_path)


def test_no_backup_is_made_of_a_damaged_library(writer: Any, library_path: Path, tmp_path: Path) -> None:
    """A backup that looks good and is not would be worse than none; older ones stay."""
    writer.note("one")
    with tampering(writer.library) as connection:
        connection.execute("UPDATE notes SET text = 'two'")
    target = tmp_path / "backup.db"
    target.write_text("the older backup")
    with Library.open_existing(library_path) as library:
        with pytest.raises(EnvironmentFault, match="No backup was made"):
            library.backup_to(target)
        assert library.check_copy()[0].startswith("1 note of “Spring meeting”")
    assert target.read_text() == "the older backup"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.db", "workshops.db"]


def test_a_sound_library_has_nothing_to_tell(writer: Any) -> None:
    """Also through a copy, as the desk checks while work goes on."""
    writer.note("fine")
    assert writer.library.check() == []
    assert writer.library.check_copy() == []


@pytest.mark.parametrize("reverses", [None, 3])
def test_the_chain_covers_an_entry_as_canonical_json(reverses: int | None) -> None:
    """The bytes that a digest covers stay those of the encoder, whatever people wrote."""
    act, at, rows = 'an "act"', "2026-03-12T09:00:00Z", '[{"text":"é \\\\ \\u2028 \U0001f600"}]'
    covered = f"head\n{canonical_json([7, act, at, reverses, rows])}"
    assert link("head", 7, act, at, reverses, rows) == hashlib.sha256(covered.encode()).hexdigest()
