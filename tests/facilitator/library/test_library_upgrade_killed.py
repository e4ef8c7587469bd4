"""An upgrade that ends half-way, by a kill or by a refusal at any step, starts over and loses nothing."""

import gzip
import os
import signal
import sqlite3
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
Break = Callable[[], object]


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


def breaking(at: int, how: Callable[[], int]) -> Callable[[Path], sqlite3.Connection]:
    """Return what opens the library so that `how` is done at its step number `at`; what that returns ends the step."""
    count = 0

    def step() -> int:
        nonlocal count
        count += 1
        return how() if count >= at else 0

    def open_so(path: Path) -> sqlite3.Connection:
        connection = connect(path)
        connection.set_progress_handler(step, 1)
        return connection

    return open_so


def die() -> int:
    """End this process as a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)
    return 1


def killed(path: Path, prepare: Callable[[], None]) -> bool:
    """Open the library in a process of its own after `prepare`; tell whether it was killed."""
    child = os.fork()
    if child == 0:
        try:
            prepare()
            Library.open_existing(path).close()
        finally:
            os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


needs_fork = pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot fork a process")


@pytest.mark.torture
@needs_fork
def test_a_kill_at_any_step_of_an_upgrade_costs_nothing(
    tmp_path: Path, rounds: Callable[[int, int], int], figures: Callable[..., None]
) -> None:
    """The process dies at one step of SQLite's machine after the other, over the whole upgrade."""
    total = steps_of_upgrade(unpacked(tmp_path / "counted"))
    tried = rounds(16, 250)
    kills = 0
    for number in range(tried):
        path = unpacked(tmp_path / str(number))
        at = 1 + number * (total - 1) // tried

        def prepare(at: int = at) -> None:
            opening.connect = breaking(at, die)

        kills += killed(path, prepare)
        starts_over(path)
    assert kills == tried
    figures("upgrade", kills=kills, steps=total)


@needs_fork
@pytest.mark.parametrize(
    "name",
    ["copy_live", "connect", "migrate", "transaction", "mark_open", "leave_one_file", "make_private_folder"],
)
def test_a_kill_between_the_parts_of_an_upgrade_costs_nothing(tmp_path: Path, name: str) -> None:
    """Before the backup, after it, before and after the steps, and before the file is closed."""
    path = unpacked(tmp_path / "one")

    def prepare() -> None:
        setattr(opening, name, lambda *_: die())

    assert killed(path, prepare)
    starts_over(path)


@needs_fork
def test_a_kill_in_the_middle_of_the_backup_costs_nothing(tmp_path: Path) -> None:
    """The half copy is never taken for a backup."""
    path = unpacked(tmp_path / "one")

    def prepare() -> None:
        from facilitator.library import backups

        backups.sync_file = lambda *_: die()  # type: ignore[assignment]

    assert killed(path, prepare)
    starts_over(path)


@pytest.mark.torture
def test_a_refusal_at_any_step_of_an_upgrade_leaves_the_library_as_it_was(
    tmp_path: Path, rounds: Callable[[int, int], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """From one step on SQLite refuses everything, as with a disk that dies: the next start does it all."""
    total = steps_of_upgrade(unpacked(tmp_path / "counted"))
    tried = rounds(12, 120)
    for number in range(tried):
        path = unpacked(tmp_path / str(number))
        with monkeypatch.context() as broken:
            broken.setattr(opening, "connect", breaking(1 + number * (total - 1) // tried, lambda: 1))
            with pytest.raises((sqlite3.OperationalError, EnvironmentFault)):
                Library.open_existing(path).close()
        starts_over(path)


def test_the_oldest_sample_still_has_to_be_upgraded() -> None:
    """Otherwise the tests above would try nothing."""
    versions: dict[int, Any] = dict(schema.STATEMENTS)
    assert OLD in versions
    assert schema.SCHEMA_VERSION > OLD
