"""PySide's own Python is compiled once, and the very same code runs ever after."""

import builtins
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import ui
from ui.compiled_qt import KeptCode

FIRST = b"answer = 41 + 1"
OTHER = b"answer = 40 + 1"

PROGRAM = """
import builtins
plain, compiled = builtins.compile, []
def watched(*given, **named):
    compiled.append(given[1])
    return plain(*given, **named)
builtins.compile = watched
from ui.compiled_qt import import_qt
import_qt()
assert builtins.compile is watched
assert builtins.__import__ is getattr(builtins, "__orig_import__")
from PySide6.QtCore import QTimer
try:
    QTimer.singleShot("soon", "what")
except TypeError as wrong:
    # Which is put together by the Python part of PySide.
    assert "Supported signatures" in str(wrong)
print(len([each for each in compiled if str(each).startswith("shibokensupport/")]))
"""


def refuse(*_: object) -> Any:
    """Compile nothing: what is kept has to do."""
    raise AssertionError("compiled again")


def answer(code: Any) -> int:
    """Run what was compiled."""
    names: dict[str, int] = {}
    exec(code, names)
    return names["answer"]


@pytest.fixture(autouse=True)
def compiled_code_is_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    """Python may keep what it compiled, as it does for people."""
    monkeypatch.setattr(sys, "dont_write_bytecode", False)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """Where the code is kept, with that of one file in it."""
    kept = KeptCode(tmp_path / "there" / "kept.qt", compile)
    assert answer(kept.compile(FIRST, "a.py", "exec")) == 42
    kept.save()
    return tmp_path / "there" / "kept.qt"


def test_a_file_is_compiled_once(path: Path) -> None:
    """The next start takes what was kept, and writes nothing."""
    before = path.stat().st_mtime_ns
    kept = KeptCode(path, refuse)
    assert answer(kept.compile(FIRST, "a.py", "exec")) == 42
    kept.save()
    assert path.stat().st_mtime_ns == before
    assert [each.name for each in path.parent.iterdir()] == [path.name]


def test_another_text_is_compiled_anew(path: Path) -> None:
    """After an update of PySide its new text runs, and is kept from then on."""
    kept = KeptCode(path, compile)
    assert answer(kept.compile(OTHER, "a.py", "exec")) == 41
    kept.save()
    assert answer(KeptCode(path, refuse).compile(OTHER, "a.py", "exec")) == 41


@pytest.mark.parametrize("place", range(0, 120, 7))
def test_a_damaged_file_is_not_used(path: Path, place: int) -> None:
    """Whichever byte is wrong, everything is compiled as if nothing had been kept."""
    written = bytearray(path.read_bytes())
    written[place % len(written)] ^= 0x20
    path.write_bytes(written)
    assert answer(KeptCode(path, compile).compile(FIRST, "a.py", "exec")) == 42
    with pytest.raises(AssertionError, match="compiled again"):
        KeptCode(path, refuse).compile(FIRST, "a.py", "exec")


def test_where_nothing_can_be_written_all_is_compiled(tmp_path: Path) -> None:
    """A folder that cannot be made is no trouble."""
    (tmp_path / "file").write_text("in the way")
    kept = KeptCode(tmp_path / "file" / "kept.qt", compile)
    assert answer(kept.compile(FIRST, "a.py", "exec")) == 42
    kept.save()
    assert [each.name for each in tmp_path.iterdir()] == ["file"]


def test_anything_else_is_compiled_as_ever(path: Path) -> None:
    """Expressions, syntax trees and special wishes are none of its business."""
    kept = KeptCode(path, builtins.compile)
    assert eval(kept.compile("6 * 7", "a.py", "eval")) == 42
    assert answer(kept.compile(OTHER, "a.py", "exec", 0, True)) == 41
    assert answer(kept.compile(OTHER.decode(), "a.py", mode="exec")) == 41


def test_a_second_start_compiles_nothing_of_pyside(tmp_path: Path) -> None:
    """The real PySide: compiled at the first start, taken as it was at the second, and whole both times."""
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(tmp_path)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)

    def start() -> int:
        done = subprocess.run(
            [sys.executable, "-c", PROGRAM],
            capture_output=True,
            text=True,
            check=True,
            env=environment,
            cwd=Path(str(ui.__file__)).parent.parent,
        )
        return int(done.stdout)

    assert start() > 5
    assert start() == 0
