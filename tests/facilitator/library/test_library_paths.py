"""Where the library is: what was named, else the environment's, else the user's own."""

from pathlib import Path

import pytest

from facilitator.library import backup_folder, default_library_path, library_path


def test_the_order_of_places(monkeypatch: pytest.MonkeyPatch, private_home: Path) -> None:
    """An option counts before the environment, the environment before the data folder."""
    monkeypatch.setenv("FACILITATOR_LIBRARY", "/from/environment.db")
    assert library_path("/given.db") == Path("/given.db")
    assert library_path() == Path("/from/environment.db")
    monkeypatch.delenv("FACILITATOR_LIBRARY")
    assert library_path() == default_library_path()
    assert library_path("~/here.db") == private_home / "here.db"


def test_backups_lie_beside_the_library() -> None:
    """So that whoever finds one finds the other."""
    assert backup_folder(Path("/data/library.db")) == Path("/data/backups")
