"""Backups are sound, also while work goes on; the newest days, weeks and months stay; restoring loses nothing."""

import threading
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library, LibraryInUse, backup_folder, backups, list_backups, restore
from facilitator.library.backups import days_to_keep, rotate
from facilitator.model import SessionRow


def test_a_backup_has_everything_and_is_one_closed_file(writer: Any, tmp_path: Path) -> None:
    """It opens as a library with the same rows, history and search."""
    note = writer.note("to be kept")
    seen: list[tuple[int, int]] = []
    target = tmp_path / "copy.db"
    writer.library.backup_to(target, progress=lambda done, total: seen.append((done, total)))
    assert seen[-1][0] == seen[-1][1] > 0
    assert not list(tmp_path.glob(".*"))
    before = target.read_bytes()
    with Library.open_existing(target) as copy:
        assert copy.load(writer.id)[0].notes == [note]
        assert copy.headings(writer.id) == writer.library.headings(writer.id)
        assert len(copy.search("kept")) == 1
        assert copy.check() == []
    assert len(before) == target.stat().st_size


def test_work_goes_on_while_a_backup_is_made(writer: Any, tmp_path: Path) -> None:
    """Notes committed from the window's thread meanwhile are not held up, and the copy is sound."""
    for count in range(300):
        writer.note(f"{count} " + "long words " * 200)
    target = tmp_path / "copy.db"
    started = threading.Event()
    worker = threading.Thread(target=writer.library.backup_to, args=(target, lambda *_: started.set()))
    worker.start()
    started.wait()
    count = 0
    while worker.is_alive() or count == 0:
        writer.note(f"meanwhile {count}")
        count += 1
    worker.join()
    with Library.open_existing(target) as copy:
        assert copy.check() == []
        assert len(copy.load(writer.id)[0].notes) >= 300
    assert len(writer.library.load(writer.id)[0].notes) == 300 + count
    assert writer.library.check() == []


def test_a_backup_that_is_broken_off_leaves_nothing(writer: Any, tmp_path: Path) -> None:
    """What the progress raises ends the copying; no half file stays."""

    def stop(done: int, total: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        writer.library.backup_to(tmp_path / "copy.db", progress=stop)
    assert sorted(path.name for path in tmp_path.iterdir() if "workshops" not in path.name) == []


def test_a_backup_never_replaces_the_library(library: Library) -> None:
    """Naming the library itself is refused."""
    with pytest.raises(UserError, match="is the library itself"):
        library.backup_to(library.path)


def test_a_backup_needs_its_folder(library: Library, tmp_path: Path) -> None:
    """A folder that is not there is named."""
    with pytest.raises(EnvironmentFault, match="nowhere"):
        library.backup_to(tmp_path / "nowhere" / "copy.db")


def test_one_backup_a_day(library: Library) -> None:
    """The second call of a day does nothing, the next day brings the next file."""
    folder = backup_folder(library.path)
    today = datetime(2026, 3, 4, 10, tzinfo=UTC)
    first = library.backup_if_due(folder, today)
    assert first is not None
    assert first.name == "workshops-2026-03-04.db"
    assert library.backup_if_due(folder, today) is None
    assert library.backup_if_due(folder, today + timedelta(days=1)) is not None
    assert [backup.path.name for backup in list_backups(folder)] == [
        "workshops-2026-03-05.db",
        "workshops-2026-03-04.db",
    ]


def test_days_weeks_and_months_are_kept() -> None:
    """After two years of daily backups: seven days, the last of four weeks, the last of twelve months."""
    last = date(2026, 7, 15)
    kept = days_to_keep(last - timedelta(days=count) for count in range(730))
    assert {last - timedelta(days=count) for count in range(7)} <= kept
    assert {date(2026, 7, 12), date(2026, 7, 5), date(2026, 6, 28)} <= kept
    assert {date(2026, 6, 30), date(2026, 1, 31), date(2025, 8, 31)} <= kept
    assert date(2025, 7, 31) not in kept
    assert date(2026, 6, 21) not in kept
    assert len(kept) == 7 + 2 + 11


def test_rotation_deletes_only_its_own_files(tmp_path: Path) -> None:
    """Other libraries' backups, copies by hand and the copy before an upgrade stay."""
    library = tmp_path / "library.db"
    others = [
        "library-replaced-2020-01-01-101010.db",
        "library-before-upgrade-1-20200101.db",
        "other-2020-01-01.db",
    ]
    others += ["library-2020-13-45.db", "notes.txt"]
    days = [f"library-2026-01-{day:02}.db" for day in range(1, 32)]
    for name in [*others, *days]:
        (tmp_path / name).touch()
    gone = rotate(tmp_path, library)
    assert len(gone) == 31 - 9
    left = {path.name for path in tmp_path.iterdir()}
    assert set(others) <= left
    assert {"library-2026-01-31.db", "library-2026-01-25.db", "library-2026-01-18.db"} <= left
    assert "library-2026-01-01.db" not in left


def test_restoring_keeps_what_was_replaced(writer: Any, tmp_path: Path) -> None:
    """The backup is in place, the former library beside it, the backup itself unchanged."""
    library = writer.library
    kept = writer.note("in the backup")
    backup = tmp_path / "backup.db"
    library.backup_to(backup)
    later = writer.note("after the backup")
    library.close()
    content = backup.read_bytes()
    former = restore(backup, library.path)
    assert former is not None
    assert former.name.startswith("workshops-replaced-")
    assert backup.read_bytes() == content
    for path, notes in ((library.path, {kept.id}), (former, {kept.id, later.id})):
        with Library.open_existing(path) as opened:
            assert {note.id for note in opened.load(writer.id)[0].notes} == notes
            assert opened.check() == []


def test_restoring_where_nothing_is(library: Library, tmp_path: Path) -> None:
    """Without a library a backup simply becomes one; twice in a second keeps both replaced ones."""
    backup = tmp_path / "backup.db"
    library.backup_to(backup)
    target = tmp_path / "fresh.db"
    assert restore(backup, target) is None
    first, second = restore(backup, target), restore(backup, target)
    assert first is not None
    assert second is not None
    assert first != second
    assert first.exists()
    assert second.exists()


def test_a_library_in_use_is_not_replaced(writer: Any, tmp_path: Path) -> None:
    """Restoring waits until the window is closed."""
    backup = tmp_path / "backup.db"
    writer.library.backup_to(backup)
    note = writer.note("still here")
    with pytest.raises(LibraryInUse):
        restore(backup, writer.library.path)
    assert writer.library.load(writer.id)[0].notes == [note]


def test_a_damaged_backup_is_refused(
    library: Library, session_row: Callable[..., SessionRow], tmp_path: Path
) -> None:
    """A flipped letter in a backup is noticed before it replaces anything."""
    library.add_session([session_row("Remarkable title")])
    backup = tmp_path / "backup.db"
    library.backup_to(backup)
    library.close()
    backup.write_bytes(backup.read_bytes().replace(b"Remarkable title", b"Remarkable tible"))
    before = library.path.read_bytes()
    with pytest.raises(EnvironmentFault, match="damaged"):
        restore(backup, library.path)
    assert library.path.read_bytes() == before
    with pytest.raises(UserError, match="There is no"):
        restore(tmp_path / "none.db", library.path)
    with pytest.raises(UserError, match="library itself"):
        restore(library.path, library.path)


def test_no_folder_no_backups(tmp_path: Path) -> None:
    """A folder that is not there has none."""
    assert list_backups(tmp_path / "nowhere") == []


def test_a_backup_that_is_no_longer_wanted_ends_while_it_is_read_through(
    writer: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever stops it after the copying does not wait for the checks; nothing unfinished is left."""

    class NotWanted(Exception):
        pass

    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))
        if told.count((1, 1)) == 3:
            raise NotWanted

    monkeypatch.setattr(backups, "STEPS_BETWEEN_ASKING", 10)
    target = tmp_path / "elsewhere" / "copy.db"
    target.parent.mkdir()
    with pytest.raises(NotWanted):
        writer.library.backup_to(target, progress)
    assert told[-1] == (1, 1)
    assert list(target.parent.iterdir()) == []
    writer.library.backup_to(target)
    assert target.exists()
