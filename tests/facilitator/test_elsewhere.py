"""A session whose library cannot be written to is kept in another one, with everything that waits."""

from pathlib import Path
from typing import Any

import pytest

from facilitator import method_files
from facilitator.elsewhere import save_elsewhere
from facilitator.errors import EnvironmentFault, UserError
from facilitator.library import Library
from facilitator.opening import new_session, open_session


def full(*_: object) -> None:
    """Refuse as a full disk does."""
    raise EnvironmentFault("The disk is full.")


def test_what_waits_is_kept_and_the_session_goes_on(tmp_path: Path, monkeypatch: Any) -> None:
    """Acts before and during the trouble are in the other library; undo reaches back over both."""
    with Library.create_or_open(tmp_path / "old.db") as old:
        community = old.add_community("Steady Hands")
        session = open_session(old, new_session(old, method_files.load("cop-bootstrap"), "Kick-off"))
        session.values.set_community(community.id)
        session.notes.add("vision", "Before")
        monkeypatch.setattr(old, "commit", full)
        monkeypatch.setattr(old, "keep_place", full)
        session.notes.add("vision", "During")
        assert session.waiting == 1
        with save_elsewhere(session, old, tmp_path / "new.db") as library:
            assert session.trouble is None
            session.notes.add("vision", "After")
            data, _ = library.load(session.id)
            assert [note.text for note in data.notes] == ["Before", "During", "After"]
            assert [each.name for each in library.communities()] == ["Steady Hands"]
            while session.undo():
                pass
            assert library.load(session.id)[0].notes == []
            assert library.check() == []


def test_a_library_that_cannot_be_read_starts_undo_anew(tmp_path: Path, monkeypatch: Any) -> None:
    """Without the history every note is kept all the same, and the next act can be undone."""
    with Library.create_or_open(tmp_path / "old.db") as old:
        session = open_session(old, new_session(old, method_files.load("cop-bootstrap"), "Kick-off"))
        session.notes.add("vision", "Before")
        monkeypatch.setattr(old, "history", full)
        with save_elsewhere(session, old, tmp_path / "new.db") as library:
            assert session.undo_act is None
            session.notes.add("vision", "After")
            session.undo()
            assert [note.text for note in library.load(session.id)[0].notes] == ["Before"]
            assert library.check() == []


def test_a_place_that_refuses_leaves_the_session_where_it_was(tmp_path: Path) -> None:
    """The same library twice, or a file that is none, changes nothing."""
    with Library.create_or_open(tmp_path / "old.db") as old:
        session = open_session(old, new_session(old, method_files.load("cop-bootstrap"), "Kick-off"))
        save_elsewhere(session, old, tmp_path / "new.db").close()
        session.move_to_store(old)
        with pytest.raises(UserError):
            save_elsewhere(session, old, tmp_path / "new.db")
        (tmp_path / "letter.db").write_text("Dear all")
        with pytest.raises(UserError):
            save_elsewhere(session, old, tmp_path / "letter.db")
        session.notes.add("vision", "Still here")
        assert [note.text for note in old.load(session.id)[0].notes] == ["Still here"]
