"""What the tests of bad input work with: the command line, a session, and what a refusal has to look like."""

import json
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ui import command_line

Refusal = Callable[..., str]


@pytest.fixture
def library_file() -> Path:
    """The library of the test; nothing is there yet."""
    return Path(os.environ["FACILITATOR_LIBRARY"])


@pytest.fixture
def command(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """Runs a command that succeeds and returns its output."""

    def run(*arguments: str) -> str:
        capsys.readouterr()
        code = command_line.run(arguments)
        out, err = capsys.readouterr()
        assert code == 0, err
        return out

    return run


@pytest.fixture
def refused(capsys: pytest.CaptureFixture[str]) -> Refusal:
    """Runs a command that must fail with `code`: nothing on its output, one line beside it, which is returned."""

    def run(*arguments: str, code: int) -> str:
        capsys.readouterr()
        found = command_line.run(arguments)
        out, err = capsys.readouterr()
        assert (found, out, err.count("\n")) == (code, "", 1), err
        assert err.endswith("\n")
        assert "Traceback" not in err
        return err

    return run


@pytest.fixture
def session(command: Callable[..., str]) -> str:
    """The id of a session with one note."""
    session_id = command("new", "cop-bootstrap", "--title", "Spring meeting").strip()
    command("add", session_id, "a note", "--activity", "impact")
    return session_id


@pytest.fixture
def document(command: Callable[..., str], session: str) -> dict[str, Any]:
    """The document of that session under another id, so that it would come in as it is."""
    found: dict[str, Any] = json.loads(command("show", session, "--json"))
    found["session"]["id"] = "a-visitor"
    return found
