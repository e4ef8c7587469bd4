"""What people said is readable by its owner alone: library, backups, crash files, and files while they are written."""

import datetime
import os
import stat
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from exports.files import write_file
from facilitator import method_files
from facilitator.library import Library, restore
from facilitator.library.paths import default_library_path
from facilitator.opening import new_session, open_session
from ui import crash

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")


@pytest.fixture(autouse=True)
def open_mask() -> Iterator[None]:
    """A machine on which new files are readable and writable by everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def modes(folder: Path) -> dict[str, str]:
    """The permissions of everything in a folder that others could use."""
    return {
        str(each.relative_to(folder)): oct(stat.S_IMODE(each.stat().st_mode))
        for each in folder.rglob("*")
        if stat.S_IMODE(each.stat().st_mode) & 0o077
    }


def test_library_and_backups(monkeypatch: pytest.MonkeyPatch, command: Callable[..., str]) -> None:
    """The folder, the library, what lies beside it while it is open, backups of all kinds, and what was restored."""
    monkeypatch.delenv("FACILITATOR_LIBRARY")
    path = default_library_path()
    with Library.create_or_open(path) as library:
        session = open_session(library, new_session(library, method_files.load("cop-bootstrap"), "T"))
        session.notes.add("vision", "x")
        assert path.with_name("library.db-wal").exists()
        backup = library.backup_if_due(path.parent / "backups", datetime.datetime.now())
        assert modes(path.parent) == {}
    command("backup")
    assert backup is not None
    restore(backup, path)
    assert len(list(path.parent.rglob("*.db"))) == 4
    assert modes(path.parent) == {}
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_crash_files(tmp_path: Path) -> None:
    """A trace can hold what somebody typed."""
    folder = tmp_path / "crashes"
    file = crash.watch_faults(folder)
    assert file is not None
    try:
        crash.write_crash_file(folder, "ValueError: Anna said …", datetime.datetime.now())
        assert len(list(folder.iterdir())) == 2
        assert modes(tmp_path) == {}
    finally:
        crash.end_watching(file)


def test_a_file_while_it_is_written(tmp_path: Path) -> None:
    """Unfinished it is private; finished it is like any new file there, or like the one it replaces."""
    seen: list[int] = []

    def write(path: Path) -> None:
        path.write_text("x")
        seen.append(stat.S_IMODE(path.stat().st_mode))

    write_file(tmp_path / "new", write)
    (tmp_path / "private").touch(mode=0o600)
    write_file(tmp_path / "private", write, force=True)
    assert seen == [0o600, 0o600]
    assert modes(tmp_path) == {"new": "0o666"}
