"""Files come into being whole or not at all."""

import errno
import os
import unicodedata
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from exports import files
from exports.files import safe_name, write_file
from facilitator.errors import EnvironmentFault, UserError


def test_bytes_and_writers_make_the_file(tmp_path: Path) -> None:
    """Content is given as bytes, or written by a function to the path it is handed."""
    assert write_file(tmp_path / "a.bin", b"one").read_bytes() == b"one"
    assert write_file(tmp_path / "b.txt", lambda path: path.write_text("two")).read_text() == "two"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.bin", "b.txt"]


def test_a_file_is_replaced_only_when_asked(tmp_path: Path) -> None:
    """What somebody has already is not lost by a second export."""
    path = write_file(tmp_path / "a", b"one")
    with pytest.raises(UserError, match="--force"):
        write_file(path, b"two")
    assert path.read_bytes() == b"one"
    assert write_file(path, b"two", force=True).read_bytes() == b"two"


def test_a_writer_that_fails_leaves_nothing(tmp_path: Path) -> None:
    """Half a PDF is worse than none, and the old one stays."""
    path = write_file(tmp_path / "a", b"old")

    def broken(unfinished: Path) -> None:
        unfinished.write_bytes(b"half")
        raise KeyError("a bug")

    with pytest.raises(KeyError):
        write_file(path, broken, force=True)
    assert [each.name for each in tmp_path.iterdir()] == ["a"]
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (errno.ENOSPC, "disk is full"),
        (errno.EACCES, "cannot be written to"),
        (errno.EROFS, "cannot be written to"),
        (errno.EIO, "cannot be written"),
    ],
)
def test_refusals_of_the_machine_are_told(tmp_path: Path, number: int, told: str) -> None:
    """A full or read-only disk is one clear sentence, and nothing half-written is left."""

    def refused(unfinished: Path) -> None:
        unfinished.write_bytes(b"half")
        raise OSError(number, os.strerror(number))

    with pytest.raises(EnvironmentFault, match=told):
        write_file(tmp_path / "a", refused)
    assert list(tmp_path.iterdir()) == []


def test_a_missing_folder_is_told(tmp_path: Path) -> None:
    """The sentence names the folder."""
    with pytest.raises(EnvironmentFault, match="nowhere is not there"):
        write_file(tmp_path / "nowhere" / "a", b"x")


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    """Naming a folder is a slip that is easy to mend."""
    with pytest.raises(UserError, match="is a folder"):
        write_file(tmp_path, b"x", force=True)


def test_a_name_too_long_for_the_disk_is_told(tmp_path: Path) -> None:
    """The system's own words for it would help nobody."""
    with pytest.raises(EnvironmentFault, match="too long"):
        write_file(tmp_path / ("x" * 300), b"x")


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Reliability guild kick-off", "Reliability guild kick-off"),
        ("a/b\\c:d*e?f", "a b c d e f"),
        ("CON", "session-CON"),
        ("lpt1.txt", "session-lpt1.txt"),
        ("end. . .", "end"),
        ("../../etc/passwd", "etc passwd"),
        ("\u202eabc\u0000\n", "abc"),
        ("???", "session"),
        ("Größe 日本", "Größe 日本"),
    ],
)
def test_titles_become_names(title: str, name: str) -> None:
    """Letters stay, what any of the three systems refuses goes."""
    assert safe_name(title) == name


def test_names_without_blanks() -> None:
    """For scripts: small letters and hyphens."""
    assert safe_name("Data craft: shall we?  Now!", spaces=False) == "data-craft-shall-we-now"


@given(st.text(max_size=400))
def test_every_title_gives_a_name_that_works(title: str) -> None:
    """Whatever a session is called, its export has a name: short, of one piece, ending in no dot or blank."""
    for spaces in (True, False):
        name = safe_name(title, spaces=spaces)
        assert 0 < len(name.encode("utf-8")) <= 200
        assert not set(name) & set('<>:"/\\|?*\0\n')
        assert name == name.strip(" .")
        assert spaces or " " not in name


class Stop(BaseException):
    """What nobody catches: a key to interrupt, or the end of the memory."""


@pytest.mark.parametrize("force", [False, True])
@pytest.mark.parametrize(
    "trouble", [OSError(errno.EIO, "x"), PermissionError(13, "x"), MemoryError(), Stop()]
)
@pytest.mark.parametrize(
    "step", ["os.open", "os.fsync", "os.link", "os.replace", "pathlib.Path.chmod", "write"]
)
def test_no_step_that_fails_leaves_half_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, step: str, trouble: BaseException, force: bool
) -> None:
    """Whatever fails, and wherever: the old file is there as it was, nothing half stands beside it."""
    path = tmp_path / "report.pdf"
    if force:
        path.write_bytes(b"the old one")
    calls = 0

    def fail(*_: object, **__: object) -> None:
        nonlocal calls
        calls += 1
        raise trouble

    def write(unfinished: Path) -> None:
        unfinished.write_bytes(b"half")
        if step == "write":
            fail()
        unfinished.write_bytes(b"the new one")

    if step == "os.replace":
        # A disk that knows no second name for a file.
        monkeypatch.setattr("os.link", lambda *_: (_ for _ in ()).throw(OSError(errno.EPERM, "x")))
    if step != "write":
        monkeypatch.setattr(step, fail)
    expected = EnvironmentFault if isinstance(trouble, OSError) else type(trouble)
    written = False
    try:
        write_file(path, write, force=force)
        written = True
    except expected:
        pass
    monkeypatch.undo()
    assert calls or (step == "os.link" and force)
    # Without a second name the disk still knows how to rename.
    assert not written or step == "os.link"
    left = {each.name: each.read_bytes() for each in tmp_path.iterdir()}
    assert left == ({"report.pdf": b"the new one" if written else b"the old one"} if force or written else {})


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    """Not even in the last moment, between the last look and the new name."""
    path = tmp_path / "report.md"

    def write(unfinished: Path) -> None:
        unfinished.write_text("ours")

    look = files._refuse_existing
    looks = 0

    def late(given: Path, force: bool) -> None:
        nonlocal looks
        look(given, force)
        looks += 1
        if looks == 2:
            given.write_text("theirs")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(files, "_refuse_existing", late)
        with pytest.raises(UserError, match="is there already"):
            write_file(path, write)
    assert {each.name: each.read_text() for each in tmp_path.iterdir()} == {"report.md": "theirs"}


@given(st.text(st.characters(categories=["L", "M", "N", "P", "S", "Z", "Cf", "Cc", "Cs"]), max_size=200))
@example("CON").via("a device of Windows")
@example("con.").via("a device behind dots")
@example("nul .txt")
@example("COM¹.tar.gz")
@example("각" * 300)
@example("ᾂ" * 300)
@example("a" * 79 + ". .")
@example("../../etc/passwd")
@example("\u202etxt.exe")
@example("-rf")
@example("~")
def test_a_name_fits_every_system(title: str) -> None:
    """No device, no folder, no dot or blank at its ends, short enough in the way in which each system counts."""
    name = f"{safe_name(title)}.pdf"
    assert not set(name) & set('<>:"/\\|?*')
    assert all(each.isprintable() or each == " " for each in name)
    assert name.split(".")[0].strip().upper() not in {"CON", "PRN", "AUX", "NUL", "COM1", "LPT9", "COM¹"}
    assert name[0] not in ". -~" or name[0] == "~"
    assert safe_name(title)[-1] not in ". "
    assert len(name.encode("utf-8")) <= 255
    assert len(unicodedata.normalize("NFD", name).encode("utf-16-le")) // 2 <= 255
    assert unicodedata.is_normalized("NFC", name)
