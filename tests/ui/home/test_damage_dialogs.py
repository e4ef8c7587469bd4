"""Damage as people meet it: a library that cannot be opened, a note that changed in silence, a session in a backup."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facilitator import method_files
from facilitator.dates import written_day
from facilitator.errors import EnvironmentFault
from facilitator.ids import utc_now
from facilitator.library import Library, backup_folder
from facilitator.opening import new_session, open_session
from tests.facilitator.library.spoiling import overwrite, spoil_page
from ui.application import Desk
from ui.desk.dialogs import library_in_use, working
from ui.desk.dialogs.damage import DamageDialog
from ui.desk.dialogs.library_in_use import open_with_help
from ui.desk.home_copy_mark import CopyMark

Open = Callable[[], Desk]
Add = Callable[..., str]


def test_a_library_that_cannot_be_opened_can_be_rescued(
    answers: Any, library_file: Path, add_session: Add
) -> None:
    """What is left takes the library's place once somebody has seen what came of it; the damaged file stays beside."""
    session_id = add_session("Kept", lambda session: session.notes.add("vision", "still here"))
    content = bytearray(library_file.read_bytes())
    content[:4096] = bytes(4096)
    library_file.write_bytes(content)
    answers.next += ["rescue", "take"]
    opened = open_with_help(library_file)
    assert opened is not None
    with opened.library as library:
        assert library.path == library_file
        assert [note.text for note in library.load(session_id)[0].notes] == ["still here"]
        assert library.check() == []
    (beside,) = library_file.parent.glob("library-replaced-*.db")
    assert beside.read_bytes() == content
    assert len(list(library_file.parent.glob("*.db"))) == 2
    assert [title for _, title in answers.asked] == [
        "The library cannot be opened",
        "This could be got out of the library",
    ]


def test_a_library_that_may_only_be_read_can_be_looked_into(
    answers: Any, library_file: Path, add_session: Add, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In a folder of somebody else: a copy of it opens, and the library stays as it was, to the byte."""
    add_session("Hives")
    before = library_file.read_bytes()

    def refuse(*_: Any) -> None:
        raise EnvironmentFault("You may not write to it.")

    monkeypatch.setattr(Library, "create_or_open", refuse)
    # Root may write everywhere.
    monkeypatch.setattr(library_in_use, "_may_write", lambda path: False)
    answers.next += ["copy"]
    opened = open_with_help(library_file)
    assert opened is not None
    with opened.library as library:
        assert [each.title for each in library.summaries()] == ["Hives"]
        assert (library.path == library_file, opened.origin) == (False, library_file)
    assert "may only be read" in CopyMark(opened.copy_of).words.text()
    assert library_file.read_bytes() == before
    assert opened.folder is not None
    opened.folder.cleanup()


def test_going_back_from_a_rescue_leaves_everything_as_it_was(
    answers: Any, library_file: Path, add_session: Add
) -> None:
    """Nothing takes the library's place, and nothing new lies beside it."""
    add_session("Kept")
    library_file.write_bytes(library_file.read_bytes()[:-5000])
    before = library_file.read_bytes()
    answers.next += ["rescue", "back", "quit"]
    assert open_with_help(library_file) is None
    assert library_file.read_bytes() == before
    assert [each.name for each in library_file.parent.iterdir()] == ["library.db"]


def settle(wish: str) -> list[str]:
    """Answer the dialog about damage as soon as it is there; returns what it said, when it has been answered."""
    said: list[str] = []

    def answer() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, DamageDialog):
            # How far the check is may be shown first.
            QTimer.singleShot(20, answer)
            return
        said.extend(each.text() for each in dialog.findChildren(type(dialog.title_label)))
        getattr(dialog, wish).click()

    QTimer.singleShot(0, answer)
    return said


def test_damaged_notes_are_put_back_from_the_window(
    open_desk: Open, add_session: Add, library_file: Path
) -> None:
    """The dialog names the note and where it is still as written; afterwards the library is sound."""
    session_id = add_session("Hives", lambda session: session.notes.add("vision", "Feed the queen"))
    overwrite(library_file, "UPDATE notes SET text = 'Fexd the quxxn'")
    desk = open_desk()
    said = settle("mend")
    desk.care.show_damage(desk.library.check())
    assert "1 note of “Hives”: Fexd the quxxn" in said
    assert "The session’s own history has it as it was written." in said
    assert desk.library.check() == []
    assert [note.text for note in desk.library.load(session_id)[0].notes] == ["Feed the queen"]


def test_who_stops_the_search_for_damage_is_asked_nothing(
    open_desk: Open, add_session: Add, library_file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was not looked for is not said to be beyond help."""
    add_session("Hives", lambda session: session.notes.add("vision", "Feed the queen"))
    overwrite(library_file, "UPDATE notes SET text = 'Fexd the quxxn'")
    desk = open_desk()
    shown: list[DamageDialog] = []
    monkeypatch.setattr(DamageDialog, "exec", lambda dialog: shown.append(dialog))
    monkeypatch.setattr(working, "carry_out", lambda *_: None)
    desk.care.show_damage(["1 note is damaged"])
    assert shown == []


def test_the_library_is_checked_on_request(open_desk: Open, add_session: Add, library_file: Path) -> None:
    """From the backups' dialog: sound is said, damage opens what to do about it."""
    add_session("Hives", lambda session: session.notes.add("vision", "Feed the queen"))
    desk = open_desk()
    desk.care.check()
    assert desk.window.toast.message == "The library is sound."
    with desk.library._handle.writing() as connection:
        connection.execute("UPDATE notes SET text = 'Fexd'")
    said = settle("mend")
    desk.care.check()
    assert "1 note of “Hives”: Fexd" in said
    desk.care.check()
    assert desk.window.toast.message == "The library is sound."


def test_what_nobody_has_is_kept_only_when_told(
    open_desk: Open, add_session: Add, library_file: Path
) -> None:
    """A title that no backup has: it stays damaged until somebody keeps it as it reads."""
    add_session("Hives")
    overwrite(library_file, "UPDATE sessions SET title = 'Hivxs'")
    desk = open_desk()
    said = settle("keep")
    desk.care.show_damage(desk.library.check())
    assert "Nothing has it as it was written." in said
    assert desk.library.damage() == []
    assert [each.title for each in desk.home.sessions.sessions.sessions] == ["Hivxs"]


@pytest.mark.parametrize("still_there", [True, False])
def test_one_session_comes_back_out_of_a_backup(
    open_desk: Open, add_session: Add, library_file: Path, still_there: bool
) -> None:
    """While a backup is looked into, a session's menu brings it into the library, beside what is there."""
    session_id = add_session("Lost", lambda session: session.notes.add("vision", "found again"))
    desk = open_desk()
    backup = library_file.parent / "safe.db"
    desk.library.backup_to(backup)
    if not still_there:
        desk.library.bin(session_id)
        desk.library.empty_bin()
    desk.held.look_into(backup)
    desk.acts.run_on("bring", session_id)
    desk.window.menuWidget().leave.click()  # type: ignore[attr-defined]
    titles = [each.title for each in desk.home.sessions.sessions.sessions]
    # Of two with the same title one says where it came from.
    copied = f"Lost (from the backup of {written_day(utc_now())})"
    assert titles == ([copied, "Lost"] if still_there else ["Lost"])
    newest = desk.library.summaries()[0].id
    assert [note.text for note in desk.library.load(newest)[0].notes] == ["found again"]
    assert desk.library.check() == []


def test_the_newest_backup_is_never_the_only_way(library_file: Path, add_session: Add, answers: Any) -> None:
    """With a backup at hand both are offered: the backup first, and what is left of the library."""
    add_session("Kept")
    with Library.open_existing(library_file) as library:
        backup_folder(library_file).mkdir()
        library.backup_to(backup_folder(library_file) / "library-2026-11-21.db")
    library_file.write_bytes(library_file.read_bytes()[:-5000])
    asked: list[Any] = []
    real = answers.ask
    answers.ask = lambda parent, question: (asked.append(question), real(parent, question))[1]
    answers.next += ["quit"]
    assert open_with_help(library_file) is None
    assert [choice.id for choice in asked[0].choices] == ["restore", "rescue", "other", "quit"]


def test_a_damaged_search_index_asks_nobody(open_desk: Open, add_session: Add, library_file: Path) -> None:
    """It is made anew on request, and every note is found again."""
    add_session("Hives", lambda session: session.notes.add("vision", "Feed the queen"))
    overwrite(library_file, "UPDATE search_content SET c0 = 'Fexd' WHERE c0 LIKE 'Feed%'")
    desk = open_desk()
    desk.care.check()
    assert desk.window.toast.message == "The library is sound."
    assert [hit.excerpt for hit in desk.library.search("feed")] == ["Feed the queen"]


@pytest.mark.parametrize("answer", ["bring", "stay", "lose"])
def test_what_was_begun_in_the_copy_of_a_backup_is_not_lost_in_silence(
    open_desk: Open, add_session: Add, library_file: Path, answers: Any, answer: str
) -> None:
    """Leaving asks, and so does closing the window; an untouched copy and what was brought already ask nothing."""
    add_session("Old")
    desk = open_desk()
    backup = library_file.parent / "safe.db"
    desk.library.backup_to(backup)
    desk.held.look_into(backup)
    with_note = open_session(
        desk.library, new_session(desk.library, method_files.load("cop-bootstrap"), "Today")
    )
    with_note.notes.add("vision", "written in the copy")
    answers.next.append("stay")
    assert not desk.window.close()
    assert desk.window.isVisible()
    answers.next.append(answer)
    desk.window.menuWidget().leave.click()  # type: ignore[attr-defined]
    assert [title for _, title in answers.asked] == ["Keep what you changed here?"] * 2
    titles = {each.title for each in desk.library.summaries()}
    assert titles == ({"Old"} if answer == "lose" else {"Old", "Today"})
    assert (desk.library.path == library_file) == (answer != "stay")
    if answer == "stay":
        desk.acts.run_on("bring", with_note.data.session.id)
        desk.window.menuWidget().leave.click()  # type: ignore[attr-defined]
        assert desk.library.path == library_file
        assert {each.title for each in desk.library.summaries()} == {"Old", "Today"}


@pytest.mark.parametrize("answer", ["take", "back"])
def test_damaged_pages_have_a_way_out_of_an_open_window(
    open_desk: Open, add_session: Add, library_file: Path, answers: Any, answer: str
) -> None:
    """Where no row can be told from the others, what is left can take the library's place; or nothing changes."""
    add_session("Hives", lambda session: session.notes.add("vision", "Feed the queen"))
    spoil_page(library_file, "agenda")
    desk = open_desk()
    said = settle("rescue")
    answers.next.append(answer)
    desk.care.show_damage(desk.library.check())
    assert any("newer notes included" in each for each in said)
    assert desk.library.path == library_file
    assert (desk.library.check() == []) == (answer == "take")
    assert [each.title for each in desk.library.summaries()] == ["Hives"]
