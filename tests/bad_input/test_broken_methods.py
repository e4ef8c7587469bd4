"""Own method files with mistakes hide neither the program's methods nor the good ones beside them."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

import resources
from facilitator import method_files
from facilitator.library.paths import data_folder
from ui import command_line

GOOD = resources.read_text("methods/cop-bootstrap.toml").replace('id = "cop-bootstrap"', 'id = "mine"', 1)
BROKEN: dict[str, bytes] = {
    "no-toml": b"id = [[[",
    "no-text": b"\xff\xfe\x00\x01",
    "empty": b"",
    "half": GOOD.replace('"mine"', '"half"', 1)[:3000].encode(),
    "wrong-kind": GOOD.replace('"mine"', '"wrong-kind"', 1)
    .replace('kind = "briefing"', 'kind = "brefing"')
    .encode(),
    "deep": b"a = " + b"[" * 50_000,
    "control": GOOD.replace('id = "mine"', 'id = "control"\ntitle = "\\u001b[31m"', 1).encode(),
    "another-name": GOOD.encode(),
}


@pytest.fixture
def folder() -> Path:
    """The folder of the user's own methods, with one good file."""
    found = data_folder() / "methods"
    found.mkdir(parents=True)
    (found / "mine.toml").write_text(GOOD, "utf-8")
    return found


def test_each_broken_file_is_told_in_a_line_and_hides_nothing(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The list holds every good method; beside it stands one line for each file that cannot be used."""
    for name, content in BROKEN.items():
        (folder / f"{name}.toml").write_bytes(content)
    assert command_line.run(["methods"]) == 0
    out, err = capsys.readouterr()
    listed = [line.split("\t")[0] for line in out.splitlines()]
    assert listed == [*(method.id for method in method_files.available()), "mine"]
    lines = err.splitlines()
    assert len(lines) == len(BROKEN)
    for name in BROKEN:
        assert sum(f"{name}.toml" in line for line in lines) == 1, name
    assert "briefing" in next(line for line in lines if "wrong-kind.toml" in line)
    assert all(line.isprintable() for line in lines)


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_method_begins_no_session(
    folder: Path, refused: Callable[..., str], library_file: Path, name: str
) -> None:
    """The mistake is told, no library is made for it, and the other methods work."""
    (folder / f"{name}.toml").write_bytes(BROKEN[name])
    refused("new", name, "--title", "T", code=2)
    refused("handout", name, "--output", str(folder / "blank.pdf"), code=2)
    assert not library_file.exists()
    assert not (folder / "blank.pdf").exists()
    assert command_line.run(["new", "mine", "--title", "T"]) == 0
    assert command_line.run(["new", "cop-bootstrap", "--title", "T"]) == 0


def test_a_session_outlives_its_method_file(folder: Path, command: Callable[..., str]) -> None:
    """A session keeps the method it began with, whatever becomes of the file."""
    session = command("new", "mine", "--title", "T").strip()
    (folder / "mine.toml").write_bytes(BROKEN["no-toml"])
    command("add", session, "still here", "--activity", "impact")
    assert json.loads(command("show", session, "--json"))["method"]["id"] == "mine"
