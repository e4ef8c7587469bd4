"""An upgrade that ends half-way, by a kill or by a refusal at any step, starts over and loses nothing."""

import gzip
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import EnvironmentFault
from facilitator.library import Library, backup_folder, list_backups, opening, schema
from facilitator.library.backups import mark_open
from facilitator.library.connection import connect
from facilitator.library.migrations import migrate
from facilitator.library.stranger import examine, read_version

SAMPLES = Path(__file__).parent / "samples"
OLD = 1
ROOT = Path(__file__).parents[3]


def unpacked(folder: Path) -> Path:
    """Write out the sample of the oldest version and return where it is."""
    folder.mkdir()
    path = folder / "library.db"
    path.write_bytes(gzip.decompress((SAMPLES / f"library-{OLD}.db.gz").read_bytes()))
    return path


def starts_over(path: Path) -> None:
    """Open the library again and see that all of it is there, in the newest format, with its backup beside it."""
    with Library.open_existing(path) as library:
        summary = library.summaries()[0]
        data, _ = library.load(summary.id)
        assert (summary.title, summary.community) == ("Hives in spring", "Bee keepers")
        assert [note.text for note in data.notes] == ["Who feeds the young queen?"]
        assert [each.number for each in library.headings(summary.id)] == [1, 2, 3]
        assert library.search("young que")
        assert library.check() == []
    assert read_version(path) == schema.SCHEMA_VERSION
    assert [each.name for each in path.parent.iterdir() if each.is_file()] == ["library.db"]
    backups = list_backups(backup_folder(path))
    assert backups
    for each in backups:
        examine(each.path, read_version(each.path), everything=True)
    assert any(read_version(each.path) == OLD for each in backups)


def steps_of_upgrade(path: Path) -> int:
    """Return how many steps of SQLite's machine the upgrade takes."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return 0

    connection = connect(path)
    connection.set_progress_handler(step, 1)
    migrate(connection)
    mark_open(connection)
    connection.close()
    return count


def breaking(at: int) -> Callable[[Path], sqlite3.Connection]:
    """Return what opens the library so that SQLite refuses everything from its step number `at` on."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return int(count >= at)

    def open_so(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_progress_handler(step, 1)
        return connection

    return open_so


PROGRAM = """
import os, signal, sys
from pathlib import Path
from facilitator.library import Library, backups, migrations, opening
from facilitator.library.connection import connect

def die(*_):
    os.kill(os.getpid(), signal.SIGKILL)

def open_so(path):
    left = int(sys.argv[3])
    def step():
        nonlocal left
        left -= 1
        return die() if left <= 0 else 0
    connection = connect(path)
    connection.set_progress_handler(step, 1)
    return connection

if sys.argv[2] == "step":
    opening.connect = open_so
else:
    modules = {"opening": opening, "backups": backups, "migrations": migrations}
    setattr(modules[sys.argv[2]], sys.argv[3], die)
Library.open_existing(Path(sys.argv[1])).close()
"""


def killed(path: Path, where: str, what: str) -> bool:
    """Open the library in a process of its own that kills itself at a step or in a function; tell whether it did."""
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(path), where, what], cwd=ROOT, check=False)
    return done.returncode == -signal.SIGKILL


needs_kill = pytest.mark.skipif(sys.platform == "win32", reason="Windows knows no SIGKILL")


@pytest.mark.torture
@needs_kill
def test_a_kill_at_any_step_of_an_upgrade_costs_nothing(
    tmp_path: Path, rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """The process dies at one step of SQLite's machine after the other, over the whole upgrade."""
    total = steps_of_upgrade(unpacked(tmp_path / "counted"))
    tried = rounds(10, 250)
    kills = 0
    for number in range(tried):
        path = unpacked(tmp_path / str(number))
        kills += killed(path, "step", str(1 + number * (total - 1) // tried))
        starts_over(path)
    assert kills == tried
    figures("upgrade", kills=kills, steps=total)


@needs_kill
@pytest.mark.parametrize(
    ("module", "name"),
    [
        *[
            ("opening", each)
            for each in ("copy_live", "connect", "transaction", "mark_open", "leave_one_file")
        ],
        ("opening", "make_private_folder"),
        ("migrations", "migrate"),
    ],
)
def test_a_kill_between_the_parts_of_an_upgrade_costs_nothing(tmp_path: Path, module: str, name: str) -> None:
    """Before the backup, after it, before and after the steps, and before the file is closed."""
    path = unpacked(tmp_path / "one")
    assert killed(path, module, name)
    starts_over(path)


@needs_kill
def test_a_kill_in_the_middle_of_the_backup_costs_nothing(tmp_path: Path) -> None:
    """The half copy is never taken for a backup."""
    path = unpacked(tmp_path / "one")
    assert killed(path, "backups", "sync_file")
    starts_over(path)


@pytest.mark.torture
def test_a_refusal_at_any_step_of_an_upgrade_leaves_the_library_as_it_was(
    tmp_path: Path, rounds: Callable[[int, int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one step on SQLite refuses everything, as with a disk that dies: the next start does it all."""
    total = steps_of_upgrade(unpacked(tmp_path / "counted"))
    tried = rounds(8, 120)
    for number in range(tried):
        path = unpacked(tmp_path / str(number))
        with monkeypatch.context() as broken:
            broken.setattr(opening, "connect", breaking(1 + number * (total - 1) // tried))
            with pytest.raises((sqlite3.OperationalError, EnvironmentFault)):
                Library.open_existing(path).close()
        starts_over(path)


def test_the_oldest_sample_still_has_to_be_upgraded() -> None:
    """Otherwise the tests above would try nothing."""
    versions: dict[int, Any] = dict(schema.STATEMENTS)
    assert OLD in versions
    assert schema.SCHEMA_VERSION > OLD
