"""A machine that says no, a file that is no library, a library in other hands: one line, and nothing is lost."""

import json
import os
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from facilitator.library import Library

Refusal = Callable[..., str]

ROOT = Path(__file__).parents[2]
NOBODY = 65534
LARGE = "x" * 90_000
# Limits are set by the program itself, between starting and its first line: nothing is changed for the tests.
PROGRAM = """
import os, resource, signal, sys
limit, user = int(sys.argv.pop(1)), int(sys.argv.pop(1))
if limit:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, limit))
from ui.command_line import main
if user:
    # What is imported late lies in folders that the other user may not read.
    import contextlib, io, pathlib, tempfile
    from ui.command_line import run
    with tempfile.TemporaryDirectory() as name, contextlib.redirect_stdout(io.StringIO()), \
         contextlib.redirect_stderr(io.StringIO()):
        library = ["--library", name + "/library.db"]
        for words in (["new", "cop-bootstrap", "--title", "T"], ["list"], ["--help"]):
            run([*library, *words])
        run(["handout", "cop-bootstrap", "--output", name + "/blank.pdf"])
        run(["list", "--library", name])
    os.setgroups([]); os.setgid(user); os.setuid(user)
sys.exit(main())
"""


def program(*arguments: str, largest_file: int = 0, user: int = 0) -> "subprocess.CompletedProcess[str]":
    """Run a command as a process of its own: with no file larger than so many bytes, or as another user."""
    return subprocess.run(
        [sys.executable, "-c", PROGRAM, str(largest_file), str(user), *arguments],
        cwd=ROOT,
        capture_output=True,
        encoding="utf-8",
        check=False,
    )


def told(ended: "subprocess.CompletedProcess[str]") -> str:
    """The one line of a command that the machine refused."""
    assert (ended.returncode, ended.stderr.count("\n")) == (1, 1), ended.stderr
    assert "Traceback" not in ended.stderr
    return ended.stderr


def change(path: Path, statement: str) -> None:
    """Let another program change the file."""
    connection = sqlite3.connect(path)
    connection.execute(statement)
    connection.commit()
    connection.close()


def foreign(path: Path) -> None:
    """Put another program's database there."""
    path.unlink()
    change(path, "CREATE TABLE photos (id INTEGER)")


UNFIT: dict[str, tuple[Callable[[Path], object], int, str]] = {
    "a diary": (lambda path: path.write_text("Dear diary, " * 100), 2, "is not a library"),
    "nothing": (lambda path: path.write_bytes(b""), 2, "is empty"),
    "half of one": (lambda path: path.write_bytes(path.read_bytes()[:20_000]), 1, "is cut off"),
    "another program's": (foreign, 2, "another program"),
    "a newer one": (lambda path: change(path, "PRAGMA user_version = 9"), 2, "newer Facilitator"),
    "one with a trigger": (
        lambda path: change(path, "CREATE TRIGGER t AFTER INSERT ON notes BEGIN DELETE FROM history; END"),
        2,
        "no library has (t)",
    ),
    "one with a view": (lambda path: change(path, "CREATE VIEW v AS SELECT 1"), 2, "no library has (v)"),
}


@pytest.mark.parametrize(("spoil", "code", "words"), UNFIT.values(), ids=UNFIT)
def test_no_command_touches_an_unfit_file(
    session: str,
    document: dict[str, object],
    refused: Refusal,
    library_file: Path,
    spoil: Callable[[Path], object],
    code: int,
    words: str,
    tmp_path: Path,
) -> None:
    """Whatever is asked of it, each command says what it is and leaves every byte."""
    given = tmp_path / "given.json"
    given.write_text(json.dumps(document))
    spoil(library_file)
    before = library_file.read_bytes()
    beside = sorted(library_file.parent.iterdir())
    for arguments in (
        ("list",),
        ("show", session),
        ("add", session, "more", "--activity", "impact"),
        ("new", "cop-bootstrap", "--title", "T"),
        ("import", str(given)),
        ("export", session, "--format", "md", "--output", str(tmp_path / "out.md")),
        ("backup", "--output", str(tmp_path / "backup.db")),
        ("check",),
    ):
        assert words in refused(*arguments, code=code), arguments
        assert library_file.read_bytes() == before, arguments
    assert sorted(library_file.parent.iterdir()) == beside
    assert [each.name for each in tmp_path.iterdir()] == ["given.json"]


@pytest.mark.parametrize("name", [name for name in UNFIT if name != "nothing"])
def test_an_unfit_backup_replaces_nothing(
    session: str, command: Callable[..., str], refused: Refusal, library_file: Path, name: str, tmp_path: Path
) -> None:
    """Restoring from such a file is refused, and the library stays in its place."""
    backup = tmp_path / "backup.db"
    command("backup", "--output", str(backup))
    spoil, code, _ = UNFIT[name]
    spoil(backup)
    before = library_file.read_bytes()
    refused("restore", str(backup), code=code)
    assert library_file.read_bytes() == before
    assert "a note" in command("show", session)


@pytest.mark.parametrize("holder", ["window", "command"])
def test_every_command_says_who_holds_the_library(
    session: str,
    command: Callable[..., str],
    refused: Refusal,
    library_file: Path,
    holder: str,
    tmp_path: Path,
) -> None:
    """The second program is told which one is in it and since when; the first one notices nothing."""
    backup = tmp_path / "backup.db"
    command("backup", "--output", str(backup))
    with Library.open_existing(library_file, holder) as library:
        for arguments in (
            ("list",),
            ("add", session, "more", "--activity", "impact"),
            ("new", "cop-bootstrap", "--title", "T"),
            ("export", session, "--format", "md", "--output", str(tmp_path / "out.md")),
            ("restore", str(backup)),
        ):
            line = refused(*arguments, code=1)
            assert "since " in line
            assert holder in line
        assert len(library.summaries()) == 1
        assert library.check() == []
    assert list(tmp_path.iterdir()) == [backup]


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("largest", [30_000, 120_000])
def test_a_note_that_finds_no_room_is_not_there(
    session: str, command: Callable[..., str], library_file: Path, largest: int
) -> None:
    """Where files may not grow, nothing is acknowledged, nothing is half written, and the rest stays sound."""
    ended = program("add", session, LARGE, "--activity", "impact", largest_file=largest)
    told(ended)
    assert ended.stdout == ""
    assert "is sound" in command("check")
    assert "a note" in command("show", session)
    assert LARGE not in command("show", session)


@pytest.mark.skipif(sys.platform == "win32", reason="limits of POSIX")
@pytest.mark.parametrize("format_id", ["md", "csv", "json", "report", "pdf", "png"])
def test_a_file_that_finds_no_room_leaves_no_half(session: str, format_id: str, tmp_path: Path) -> None:
    """The old file of that name stays, and no unfinished one is left beside it."""
    path = tmp_path / "out"
    path.write_text("the old one")
    arguments = ("export", session, "--format", format_id, "--output", str(path), "--force")
    told(program(*arguments, largest_file=500))
    assert [each.name for each in tmp_path.iterdir()] == ["out"]
    assert path.read_text() == "the old one"


def test_a_full_disk_loses_nothing(
    small_disk: Callable[[str], Path],
    fill_up: Callable[[Path], Path],
    command: Callable[..., str],
    refused: Refusal,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Each command says that the disk is full; with room again every acknowledged note is there."""
    disk = small_disk("600k")
    library = disk / "library.db"
    monkeypatch.setenv("FACILITATOR_LIBRARY", str(library))
    session = command("new", "cop-bootstrap", "--title", "T").strip()
    acknowledged = []
    for _ in range(20):
        ended = program("add", session, LARGE, "--activity", "impact")
        acknowledged += ended.stdout.split()
        if ended.returncode:
            assert "is full" in told(ended)
            break
    ballast = fill_up(disk)
    beside = sorted(each.name for each in disk.iterdir())
    for arguments in (
        ("list",),
        ("add", session, "small", "--activity", "impact"),
        ("new", "cop-bootstrap", "--title", "U", "--library", str(disk / "other.db")),
        ("backup",),
        ("handout", "cop-bootstrap", "--output", str(disk / "blank.pdf")),
    ):
        assert "full" in refused(*arguments, code=1), arguments
    assert sorted(each.name for each in disk.iterdir() if each.suffix != ".lock") == beside
    ballast.unlink()
    moved = disk.parent / "library.db"
    for each in disk.glob("library.db*"):
        (moved.parent / each.name).write_bytes(each.read_bytes())
    monkeypatch.setenv("FACILITATOR_LIBRARY", str(moved))
    shown = command("show", session, "--json")
    assert all(note_id in shown for note_id in acknowledged)
    assert "is sound" in command("check")


@pytest.mark.skipif(sys.platform == "win32", reason="permissions of POSIX")
def test_a_folder_that_may_only_be_read(
    session: str, library_file: Path, command: Callable[..., str]
) -> None:
    """Library, backup and files: each refusal names the place, and nothing appears in it."""
    folder = library_file.parent
    if os.geteuid() == 0 and not _others_may_enter(folder):
        pytest.skip(
            "another user cannot reach the folder of the test, and an administrator may write anywhere"
        )
    folder.chmod(0o555)
    library_file.chmod(0o444)
    before = library_file.read_bytes()
    beside = sorted(folder.iterdir())
    user = NOBODY if os.geteuid() == 0 else 0
    try:
        for arguments in (
            ("list",),
            ("add", session, "more", "--activity", "impact"),
            ("new", "cop-bootstrap", "--title", "T", "--library", str(folder / "other.db")),
            ("handout", "cop-bootstrap", "--output", str(folder / "blank.pdf")),
        ):
            line = told(program(*arguments, user=user))
            assert str(folder) in line, arguments
        assert library_file.read_bytes() == before
        assert sorted(folder.iterdir()) == beside
    finally:
        folder.chmod(0o755)
        library_file.chmod(0o644)
    assert "a note" in command("show", session)


def _others_may_enter(folder: Path) -> bool:
    """Let others into the folders of the tests, and tell whether they can reach `folder` and this program."""
    for each in (folder, *folder.parents):
        if each.stat().st_uid == os.geteuid() and each.name.startswith(("home", "pytest-", "popen-")):
            each.chmod(0o755)
    reached = subprocess.run(
        [sys.executable, "-c", "import os, sys; os.setuid(int(sys.argv[1])); os.listdir(sys.argv[2])",
         str(NOBODY), str(folder)],
        capture_output=True, check=False,
    )  # fmt: skip
    return reached.returncode == 0
