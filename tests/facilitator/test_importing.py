"""A session's document taken into a library."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from exports.json_file import json_text
from exports.source import Source, source_of
from facilitator import method_files
from facilitator.demo import build_samples
from facilitator.document import CommunityNamed
from facilitator.errors import EnvironmentFault, UserError
from facilitator.importing import bring_session, import_session
from facilitator.library import Library
from facilitator.opening import new_session, open_session

STAMP = "2026-03-12T11:00:00Z"


def source_in(library: Library, session_id: str, *, with_history: bool = False) -> Source:
    """The session as the commands give it to an export, at a fixed moment."""
    session = open_session(library, session_id)
    community = next(
        (each for each in library.communities() if each.id == session.data.session.community_id), None
    )
    return replace(
        source_of(session),
        exported=STAMP,
        community=CommunityNamed(community.id, community.name) if community else None,
        history=tuple(library.history(session_id)) if with_history else None,
    )


@pytest.mark.parametrize("with_history", [False, True])
def test_from_library_to_library_and_back(tmp_path: Path, with_history: bool) -> None:
    """A session moves to another machine and comes out of it letter by letter the same."""
    with Library.create_or_open(tmp_path / "one.db") as one:
        ids = build_samples(one)
        texts = [
            json_text(source_in(one, each, with_history=with_history), with_ballots=True) for each in ids
        ]
    with Library.create_or_open(tmp_path / "two.db") as two:
        came = [import_session(two, text) for text in texts]
        assert [(each.session_id, each.is_copy) for each in came] == [(each, False) for each in ids]
        again = [
            json_text(source_in(two, each, with_history=with_history), with_ballots=True) for each in ids
        ]
        assert two.check() == []
    assert again == texts


def test_a_copy_out_of_a_backup_travels_on_with_its_history(tmp_path: Path) -> None:
    """Its title says of which day it is; its document is believed all the same, and undo takes that back first."""
    with (
        Library.create_or_open(tmp_path / "backup.db") as backup,
        Library.create_or_open(tmp_path / "one.db") as one,
        Library.create_or_open(tmp_path / "two.db") as two,
    ):
        session = open_session(backup, new_session(backup, method_files.load("cop-bootstrap"), "First"))
        session.values.set_title("Hives")
        bring_session(backup, session.id, one)
        copy = bring_session(backup, session.id, one, "12 March 2026")
        assert copy.is_copy
        came = import_session(two, json_text(source_in(one, copy.session_id, with_history=True)))
        again = open_session(two, came.session_id)
        assert again.data.session.title == "Hives (from the backup of 12 March 2026)"
        again.undo()
        assert again.data.session.title == "Hives"
        again.undo()
        assert again.data.session.title == "First"
        assert two.check() == one.check() == []


def test_undo_goes_on_after_an_import_with_history(tmp_path: Path) -> None:
    """What was done on the other machine can be undone here, if its history came along."""
    method = method_files.load("cop-bootstrap")
    with Library.create_or_open(tmp_path / "one.db") as one:
        session = open_session(one, new_session(one, method, "First"))
        kept = session.notes.add("vision", "kept")
        gone = session.notes.add("vision", "gone")
        session.notes.delete([gone.id])
        text = json_text(source_in(one, session.id, with_history=True))
    with Library.create_or_open(tmp_path / "two.db") as two:
        session = open_session(two, import_session(two, text).session_id)
        session.undo()
        assert [note.text for note in session.data.notes] == ["kept", "gone"]
        session.undo()
        session.undo()
        assert session.data.notes == []
        session.redo()
        assert [note.id for note in session.data.notes] == [kept.id]
        assert two.check() == []


def test_a_known_id_becomes_a_copy(tmp_path: Path) -> None:
    """Importing twice harms nothing: the second one gets an id of its own and says so."""
    with Library.create_or_open(tmp_path / "one.db") as one:
        session_id = new_session(one, method_files.load("cop-bootstrap"), "First")
        open_session(one, session_id).notes.add("vision", "A note")
        text = json_text(source_in(one, session_id, with_history=True))
        came = import_session(one, text.encode())
        assert came.is_copy
        assert came.session_id != session_id
        copied = open_session(one, came.session_id)
        assert [note.text for note in copied.data.notes] == ["A note"]
        copied.undo()
        assert copied.data.notes == []
        assert [note.text for note in open_session(one, session_id).data.notes] == ["A note"]
        assert one.check() == []


def test_a_community_comes_along_once(tmp_path: Path) -> None:
    """A community that the library lacks is added under its id; one that is there keeps its name."""
    with Library.create_or_open(tmp_path / "one.db") as one:
        ids = build_samples(one)
        text = json_text(source_in(one, ids[1]))
    with Library.create_or_open(tmp_path / "two.db") as two:
        import_session(two, text)
        two.rename_community(two.communities()[0].id, "Renamed here")
        import_session(two, text)
        assert [each.name for each in two.communities()] == ["Renamed here"]


def test_a_full_disk_leaves_neither_session_nor_community(tmp_path: Path) -> None:
    """Community and session come in together: where the session does not fit, its community is not left alone."""
    with Library.create_or_open(tmp_path / "one.db") as one:
        build_samples(one)
        large = next(each.id for each in one.summaries() if each.title == "Reliability guild kick-off")
        session = open_session(one, large)
        session.notes.add(session.data.method.activities[2].lanes[0].id, "large words " * 80)
        text = json_text(source_in(one, session.id, with_history=True))
    with Library.create_or_open(tmp_path / "two.db") as two:
        connection = two.utils.conn
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count = {pages}")
        with pytest.raises(EnvironmentFault, match="is full"):
            import_session(two, text)
        assert two.communities() == []
        assert two.summaries() == []
        connection.execute("PRAGMA max_page_count = 1000000")
        import_session(two, text)
        assert len(two.communities()) == 1
        assert two.check() == []


def test_nothing_is_written_when_anything_is_wrong(tmp_path: Path) -> None:
    """A document with one mistake at its very end leaves the library as it was."""
    with Library.create_or_open(tmp_path / "one.db") as one:
        document = json.loads(json_text(source_in(one, build_samples(one)[1])))
    document["pictures"] = [{"id": "logo"}]
    with Library.create_or_open(tmp_path / "two.db") as two:
        with pytest.raises(UserError, match=r"pictures\[0\]"):
            import_session(two, json.dumps(document))
        assert two.summaries() == []
        assert two.communities() == []
        assert two.utils["library_history"].count == 0
