"""The command that takes names out: a list first, the deed only with --yes."""

import json
from pathlib import Path

import pytest

from ui import command_line


def finished(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    """The id of a finished session in which Anna Schmidt is named."""
    assert command_line.run(["new", "cop-bootstrap", "--title", "Anna’s evening"]) == 0
    session = capsys.readouterr().out.strip()
    assert command_line.run(["add", session, "ask Anna Schmidt", "--activity", "impact"]) == 0
    capsys.readouterr()
    assert command_line.run(["show", session, "--json"]) == 0
    document = json.loads(capsys.readouterr().out)
    document["session"]["id"] = "over"
    document["place"]["mode"] = "after"
    document["participants"] = [{"id": "p1", "name": "Anna Schmidt"}]
    given = tmp_path / "over.json"
    given.write_text(json.dumps(document))
    assert command_line.run(["import", str(given)]) == 0
    capsys.readouterr()
    return session


def test_names_are_listed_and_then_taken_out(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without --yes nothing is different; with it no name is left, and what is not reached is said beside it."""
    running = finished(tmp_path, capsys)
    assert command_line.run(["forget-names", "over"]) == 0
    out, err = capsys.readouterr()
    assert "Anna Schmidt\tPerson 1\t2" in out.splitlines()
    assert "--yes" in err
    assert "“Anna’s evening”" in err
    assert command_line.run(["show", "over"]) == 0
    assert "Anna Schmidt" in capsys.readouterr().out
    assert command_line.run(["forget-names", "over", "--yes"]) == 0
    assert "paper that was printed" in capsys.readouterr().err
    assert command_line.run(["show", "over"]) == 0
    assert "Anna" not in capsys.readouterr().out
    assert command_line.run(["forget-names", running]) == 2
    assert "is not finished" in capsys.readouterr().err
