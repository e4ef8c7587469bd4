"""The command language, as people and scripts use it."""

import json
from pathlib import Path

import pytest

from ui import command_line

KEYS = ["file", "line", "column", "words", "class", "severity", "rule", "reason", "suggestion"]


def language(capture: pytest.CaptureFixture[str], *arguments: str | Path) -> tuple[int, str, str]:
    """Run the command: exit code, output, errors."""
    code = command_line.run(["language", *map(str, arguments)])
    out, err = capture.readouterr()
    return code, out, err


def test_nothing_found(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A text without hints: nothing is said, and the exit code is 0; as JSON an empty array."""
    file = tmp_path / "plain.md"
    file.write_text("The replica lagged.\n", "utf-8")
    assert language(capsys, file) == (0, "", "")
    code, out, err = language(capsys, file, "--json")
    assert (code, json.loads(out), err) == (0, [], "")


def test_each_hint_is_an_object(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One array for all files, an object a hint, with exactly these keys; the exit code is 3."""
    one, two = tmp_path / "one.md", tmp_path / "two.txt"
    one.write_text("# Ä\n\nThe engineer forgot it. Obviously.\n", "utf-8")
    two.write_text("We should have known.\n", "utf-8")
    code, out, err = language(capsys, one, two, "--json")
    found = json.loads(out)
    assert (code, err) == (3, "")
    assert [list(each) for each in found] == [KEYS] * 3
    assert [(each["file"], each["line"], each["column"], each["words"]) for each in found] == [
        (str(one), 3, 1, "The engineer forgot"),
        (str(one), 3, 25, "Obviously"),
        (str(two), 1, 4, "should have known"),
    ]
    assert [(each["class"], each["severity"], each["rule"]) for each in found] == [
        ("blame", "strong", "B4"),
        ("hindsight", "soft", "H1"),
        ("counterfactual", "soft", "C1"),
    ]
    assert all(each["reason"] and each["suggestion"] for each in found)


def test_lines_for_people(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Place, words and reason on one line, the suggestion under it; a wrapped phrase stays on its line."""
    file = tmp_path / "one.md"
    file.write_text("The engineer\nforgot it.\n", "utf-8")
    code, out, _ = language(capsys, file)
    first, second = out.splitlines()
    assert code == 3
    assert first.startswith(f"{file}:1:1: “The engineer forgot” (blame, strong, B4) ")
    assert second.startswith("    ")
    assert second.endswith("?")


def test_coaching_only_when_asked(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Coach hints come with --all only, and count for the exit code only then."""
    file = tmp_path / "one.md"
    file.write_text("They need to just check it.\n", "utf-8")
    assert language(capsys, file, "--json")[0] == 0
    code, out, _ = language(capsys, file, "--json", "--all")
    assert (code, [each["severity"] for each in json.loads(out)]) == (3, ["coach"])


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_encodings(tmp_path: Path, capsys: pytest.CaptureFixture[str], encoding: str, end: str) -> None:
    """Whatever program saved the file, words and columns are right, and a mark at its beginning is no column."""
    file = tmp_path / "one.md"
    file.write_bytes(f"The engineer forgot it.{end}Größe: we should have known.{end}".encode(encoding))
    code, out, _ = language(capsys, file, "--json")
    assert code == 3
    assert [(each["line"], each["column"]) for each in json.loads(out)] == [(1, 1), (2, 11)]


def test_what_cannot_be_read(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there, a folder, a picture, half a UTF-16: exit code 2, one line, and no half an array."""
    good, binary, half = tmp_path / "good.md", tmp_path / "picture.png", tmp_path / "half.txt"
    good.write_text("The engineer forgot it.\n", "utf-8")
    binary.write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR")
    half.write_bytes(b"\xff\xfea")
    for bad in (tmp_path / "nowhere.md", tmp_path, binary, half):
        code, out, err = language(capsys, good, bad, "--json")
        assert (code, out, err.count("\n")) == (2, "", 1)
        assert bad.name in err


def test_no_file_is_a_mistake(capsys: pytest.CaptureFixture[str]) -> None:
    """Without a file the command says what is missing."""
    code, out, err = language(capsys)
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_ten_megabytes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A log of ten megabytes is read to its last line."""
    file = tmp_path / "long.log"
    file.write_text("14:02 pod 17 restarted with code 137\n" * 280_000 + "The engineer forgot it.\n", "utf-8")
    code, out, _ = language(capsys, file, "--json")
    assert (code, [each["line"] for each in json.loads(out)]) == (3, [280_001])
