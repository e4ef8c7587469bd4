"""A library that is moved, deleted or replaced while it is open: nothing is lost, and nothing goes where none looks."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from facilitator import method_files
from facilitator.errors import EnvironmentFault
from facilitator.library import Library
from facilitator.opening import new_session, open_session
from facilitator.session import Session
from tests.facilitator.library.wholeness import all_there

pytestmark = pytest.mark.skipif(os.name != "posix", reason="Windows moves and deletes no file that is open")


@pytest.fixture
def session(library: Library) -> Session:
    """An open session with one note."""
    found = open_session(library, new_session(library, method_files.load("cop-bootstrap"), "Kick-off"))
    found.notes.add("vision", "one")
    return found


@pytest.fixture
def folder(library_path: Path, tmp_path: Path) -> Iterator[Path]:
    """The library's own folder, which tests may move away."""
    yield tmp_path
    away = tmp_path.with_name("away")
    if away.exists():
        shutil.rmtree(away)


@pytest.mark.parametrize("what", ["the file", "everything", "moved"])
def test_a_library_that_goes_away_is_written_anew(
    library: Library, library_path: Path, session: Session, what: str
) -> None:
    """Deleted alone or with what is beside it, or moved: the next act brings all of it back, and that is told."""
    if what == "moved":
        library_path.rename(library_path.with_name("mine.db"))
    else:
        for each in list(library_path.parent.iterdir()) if what == "everything" else [library_path]:
            each.unlink()
    session.notes.add("vision", "two")
    assert session.trouble is None
    assert ["moved or deleted" in each for each in library.notices()] == [True]
    assert library.notices() == []
    session.undo()
    session.redo()
    library.close()
    assert {each.name for each in library_path.parent.iterdir()} <= {library_path.name, "mine.db"}
    all_there(library_path, session)


def test_a_backup_is_written_over_an_older_one_while_the_library_is_away(
    library: Library, library_path: Path, session: Session, tmp_path_factory: pytest.TempPathFactory
) -> None:
    """What is open is whole all the while, so that a copy of it is."""
    backup = tmp_path_factory.mktemp("backups") / "backup.db"
    library.backup_to(backup)
    session.notes.add("vision", "two")
    library_path.unlink()
    library.backup_to(backup)
    with Library.open_existing(backup) as copied:
        assert copied.load(session.id)[0] == session.data


def test_a_library_that_goes_away_is_there_after_closing(
    library: Library, library_path: Path, session: Session
) -> None:
    """Nothing more was written, and still nothing is lost."""
    library_path.unlink()
    library.close()
    all_there(library_path, session)


def test_a_folder_that_goes_away_is_waited_for(
    library: Library, library_path: Path, session: Session, folder: Path
) -> None:
    """Acts, undo and redo go on in memory; back again, everything is written to the same file."""
    away = folder.rename(folder.with_name("away"))
    session.notes.add("vision", "two")
    assert session.trouble is not None
    assert "is away" in str(session.trouble)
    for step in (session.undo, session.undo, session.redo, session.redo):
        assert step() is not None
    assert session.waiting == 5
    assert not folder.exists()
    away.rename(folder)
    assert session.store_waiting()
    assert library.notices() == []
    library.close()
    all_there(library_path, session)


def test_another_file_in_its_place_is_left_alone(
    library: Library, library_path: Path, session: Session
) -> None:
    """A backup copied over the open library keeps every byte; once it is moved away all is written anew."""
    older = library_path.with_name("older.db")
    library.backup_to(older)
    session.notes.add("vision", "two")
    older.replace(library_path)
    before = library_path.read_bytes()
    session.notes.add("vision", "three")
    assert session.trouble is not None
    assert "Another file" in str(session.trouble)
    assert library_path.read_bytes() == before
    library_path.rename(older)
    assert session.store_waiting()
    library.close()
    all_there(library_path, session)


def test_another_file_in_its_place_is_not_replaced_by_closing(
    library: Library, library_path: Path, session: Session
) -> None:
    """What was open is kept beside it under a name that says so; both are sound."""
    older = library_path.with_name("older.db")
    library.backup_to(older)
    session.notes.add("vision", "two")
    older.replace(library_path)
    library.close()
    (kept,) = library_path.parent.glob("*-replaced-*.db")
    assert len(list(library_path.parent.iterdir())) == 2
    all_there(kept, session)
    with Library.open_existing(library_path) as other:
        assert [note.text for note in other.load(session.id)[0].notes] == ["one"]


def test_the_same_library_in_another_file_is_taken(
    library: Library, library_path: Path, session: Session
) -> None:
    """As a program leaves it that copies folders: nothing is missing in it, so the session goes on there."""
    library.utils.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    copy = library_path.with_name("copy.db")
    # Not in this program: to close a file of its own would let go of SQLite's locks on it.
    assert os.system(f"cp '{library_path}' '{copy}'") == 0
    copy.replace(library_path)
    session.notes.add("vision", "two")
    assert session.trouble is None
    library.close()
    all_there(library_path, session)


def test_nobody_gets_in_without_the_lock_file(library: Library, library_path: Path, session: Session) -> None:
    """Somebody tidied the folder: the second program is refused all the same, and closing takes no lock of others."""
    library_path.with_name(library_path.name + ".lock").unlink()
    with pytest.raises(EnvironmentFault, match="Another program holds"):
        Library.open_existing(library_path)
    session.notes.add("vision", "two")
    library.close()
    all_there(library_path, session)


@pytest.mark.parametrize("goes", ["the file", "the folder", "the disk"])
def test_a_backup_that_loses_its_library(
    library: Library, library_path: Path, session: Session, folder: Path, goes: str
) -> None:
    """In the middle of a copy: acts go on, nothing is closed under the worker, and later all is written."""
    session.notes.add_many("vision", [f"{number} {'words ' * 300}" for number in range(900)])
    half, go_on = threading.Event(), threading.Event()
    ended: list[BaseException | None] = []

    def copy() -> None:
        try:
            library.backup_to(library_path.with_name("backup.db"), lambda *_: half.set() or go_on.wait(20))
        except EnvironmentFault as fault:
            ended.append(fault)
        else:
            ended.append(None)

    worker = threading.Thread(target=copy)
    worker.start()
    assert half.wait(20)
    away = folder.with_name("away")
    gone: Callable[[], object] = {
        "the file": library_path.unlink,
        "the folder": lambda: folder.rename(away),
        "the disk": lambda: setattr(library._handle, "_disk_was_away", True),
    }[goes]
    gone()
    session.notes.add("vision", "two")
    assert session.waiting == 1
    go_on.set()
    worker.join()
    if away.exists():
        away.rename(folder)
    assert len(ended) == 1
    assert session.store_waiting()
    library.close()
    all_there(library_path, session)


def test_a_disk_that_comes_back_with_another_library(
    library: Library, library_path: Path, session: Session
) -> None:
    """An empty one stands where ours was: nothing of the session goes into it, and that is told, again and again."""
    library._handle._disk_was_away = True
    library.utils.conn.close()
    library._handle._lock.release()
    ours = library_path.rename(library_path.with_name("ours.db"))
    Library.create_or_open(library_path).close()
    for _ in range(2):
        session.notes.add("vision", "two")
        session.keep_place()
        assert session.trouble is not None
        assert "another place" in str(session.trouble)
    assert library.summaries() == []
    library.close()
    with Library.open_existing(ours) as found:
        assert [note.text for note in found.load(session.id)[0].notes] == ["one"]
