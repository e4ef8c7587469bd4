"""What draws pictures is read beside the window as soon as a session that has some was opened."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.library import Library
from facilitator.opening import new_session
from ui.desk import session_page


@pytest.mark.parametrize(
    ("method", "wanted"), [("force-field", 1), ("cop-health-check", 1), ("postmortem", 1), ("lean-coffee", 0)]
)
def test_only_sessions_with_pictures_read_what_draws_them(
    open_desk: Callable[[], Any],
    library_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    method: str,
    wanted: int,
) -> None:
    """The first picture is there at once then; other sessions do without."""
    with Library.create_or_open(library_file) as library:
        session_id = new_session(library, method_files.load(method), "Soon")
    asked: list[None] = []
    monkeypatch.setattr(session_page, "load_soon", lambda: asked.append(None))
    monkeypatch.setattr(session_page, "_QUIET_MS", 0)
    open_desk().acts.open_session(session_id)
    QApplication.processEvents()
    QApplication.processEvents()
    assert len(asked) == wanted
