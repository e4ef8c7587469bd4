"""Killed at any moment: every note that was acknowledged is there, and the library is sound."""

import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.library import Library
from facilitator.model import SessionRow

WRITE = """
import sys
from pathlib import Path
from facilitator.ids import new_id
from facilitator.library import Library
from facilitator.model import Note, RowChange
from facilitator.store import HistoryEntry

path, session_id = sys.argv[1:]
with Library.open_existing(Path(path)) as library:
    headings = library.headings(session_id)
    number = headings[-1].number if headings else 0
    while True:
        number += 1
        note = Note(new_id(), session_id, "topics", f"note {number}")
        change = RowChange("notes", note.id, None, note)
        library.commit(session_id, [HistoryEntry(number, "notes.add", "now", (change,))])
        print(note.id, flush=True)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs in another way")
def test_what_was_acknowledged_survives_ten_kills(
    tmp_path: Path, session_row: Callable[..., SessionRow]
) -> None:
    """Ten programs in turn are killed while they write; each finds the library and goes on."""
    chance = random.Random(20260304)
    path = tmp_path / "library.db"
    row = session_row()
    with Library.create_or_open(path) as library:
        library.add_session([row])
    acknowledged: list[str] = []
    for _ in range(10):
        program = subprocess.Popen(
            [sys.executable, "-c", WRITE, str(path), row.id], stdout=subprocess.PIPE, text=True
        )
        assert program.stdout is not None
        for _ in range(chance.randint(1, 60)):
            acknowledged.append(program.stdout.readline().strip())
        program.kill()
        # What it said between our last reading and its end counts as well; a line cut short was not said.
        rest = program.stdout.read()
        acknowledged += [line for line in rest.split("\n")[:-1] if line]
        program.wait()
        program.stdout.close()
    with Library.open_existing(path) as library:
        notes = [note.id for note in library.load(row.id)[0].notes]
        assert set(acknowledged) <= set(notes)
        assert len(acknowledged) >= 10
        # At most the one note of each program that was killed before it could say so.
        assert len(notes) - len(acknowledged) <= 10
        assert library.check() == []
    assert [each.name for each in tmp_path.iterdir()] == ["library.db"]
