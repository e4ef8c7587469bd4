"""The dialogs of Home: a new session, the bin, backups, all actions, and a library that cannot be opened."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog

from facilitator import method_files
from facilitator.beginning import Beginning
from facilitator.errors import EnvironmentFault
from facilitator.library import Library, backup_folder
from facilitator.model import Community
from ui.application import Desk
from ui.desk.dialogs.backups import BackupsDialog, size_words
from ui.desk.dialogs.bin import BinDialog
from ui.desk.dialogs.library_in_use import look_into, open_with_help
from ui.desk.dialogs.new_session import NewSessionDialog, read_start_time, split_names
from ui.desk.home_copy_mark import CopyMark
from ui.front import FrontWatch, call_to_front, request_path

Open = Callable[[], Desk]
Add = Callable[..., str]
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


def now() -> datetime:
    """Return the same morning always."""
    return NOW


@pytest.fixture
def dialog(qtbot: Any, styled: QApplication) -> NewSessionDialog:
    """The dialog for a new session; what it begins is kept in `dialog.begun`."""
    begun: list[tuple[Beginning, str]] = []

    def begin(beginning: Beginning, community: str) -> str:
        begun.append((beginning, community))
        return "id"

    made = NewSessionDialog(
        method_files.load("cop-bootstrap"), [Community("c1", "Steady Hands", "")], begin, NOW
    )
    made.begun = begun  # type: ignore[attr-defined]
    qtbot.addWidget(made)
    return made


@pytest.fixture
def small_screen(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the fields of a new session 260 pixels of the screen."""
    room = QGuiApplication.primaryScreen().availableGeometry().height()
    monkeypatch.setattr("ui.desk.dialogs.new_session._AROUND", room - 260)


def test_the_fields_of_a_new_session_are_whole(dialog: Any) -> None:
    """Where the screen has room nothing scrolls and nothing is squeezed."""
    dialog.show()
    assert not dialog._view.verticalScrollBar().isVisible()
    assert all(each.height() >= 32 for each in (dialog.title_field.edit, dialog.entry, dialog.time.edit))


@pytest.mark.parametrize("method_id", ["postmortem", "wiring-review", "introduce-postmortems"])
def test_no_line_is_left_to_scroll_for_while_the_screen_has_room(
    qtbot: Any, styled: QApplication, method_id: str
) -> None:
    """A bar that comes for a moment narrows the words, and must not stay for the line that this takes."""
    made = NewSessionDialog(method_files.load(method_id), [], lambda *_: "", NOW)
    qtbot.addWidget(made)
    made.show()
    bar = made._view.verticalScrollBar()
    qtbot.wait(50)
    assert (bar.maximum(), bar.isVisible()) == (0, False)


def test_on_a_small_screen_the_fields_scroll_and_the_answers_stay(
    qtbot: Any, styled: QApplication, small_screen: None, request: pytest.FixtureRequest
) -> None:
    """Every field is whole and can be reached, and what starts the session is never below the screen."""
    dialog = request.getfixturevalue("dialog")
    dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    assert dialog.height() < 480
    assert dialog.rect().contains(dialog.start.geometry())
    assert dialog.title_field.edit.height() >= 32
    bar = dialog._view.verticalScrollBar()
    qtbot.waitUntil(lambda: bar.maximum() > 0)
    for _ in range(30):
        if dialog.authors.hasFocus():
            break
        qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Tab)
    assert dialog.authors.hasFocus()
    assert bar.value() > 0


def test_names_make_room_for_themselves(dialog: Any, qtbot: Any) -> None:
    """A pasted list is seen without squeezing what is below it."""
    dialog.show()
    before = dialog.height()
    dialog.names.setPlainText("Ines\nJonas\nMara\nTom")
    qtbot.waitUntil(lambda: dialog.height() > before)
    assert dialog.people.value() == 4


def test_enter_starts_with_everything_prefilled(dialog: Any, qtbot: Any) -> None:
    """A facilitator in a hurry presses Enter: title, ten people and two hours are there."""
    assert dialog.title_field.text() == "Found a community, 22 November"
    qtbot.keyClick(dialog.title_field.edit, Qt.Key.Key_Return)
    ((beginning, community),) = dialog.begun
    assert (beginning.people, beginning.minutes, beginning.wall, community) == (10, 120, False, "")
    assert dialog.start_now
    assert dialog.session_id == "id"


def test_names_count_the_people(dialog: Any) -> None:
    """Names may come one a line or with commas; the head count follows."""
    dialog.names.set_text("Dana\nEli, Hana;  Goran ")
    assert dialog.people.value() == 4
    dialog.prepare.click()
    ((beginning, _),) = dialog.begun
    assert beginning.names == ("Dana", "Eli", "Hana", "Goran")
    assert not dialog.start_now


def test_what_is_wrong_stays_open(dialog: Any) -> None:
    """An empty title and a time that is none are marked; nothing is begun."""
    dialog.title_field.set_text("  ")
    dialog.time.set_text("quarter past")
    dialog.start.click()
    assert dialog.title_field.wrong()
    assert dialog.time.wrong()
    assert dialog.begun == []


def test_community_known_or_new(dialog: Any) -> None:
    """A name of the list gives its id, in any case of letters; another one is to be added."""
    dialog.community.setEditText("steady hands")
    dialog.prepare.click()
    dialog.community.setEditText("Lighthouse")
    dialog.prepare.click()
    (known, none), (new, name) = dialog.begun
    assert (known.community_id, none) == ("c1", "")
    assert (new.community_id, name) == (None, "Lighthouse")


@pytest.mark.parametrize(
    ("day", "time", "wrong"),
    [
        ("2026-11-22", "10:00", ""),
        ("", "10.15", ""),
        ("2026-11-22", "", ""),
        ("tomorrow", "10:00", "day"),
        ("tomorrow", "", "day"),
        ("", "25:00", "time"),
    ],
)
def test_a_planned_start_is_read_or_named(day: str, time: str, wrong: str) -> None:
    """A time alone means today, no time means no start, and what cannot be read is named."""
    moment, told = read_start_time(day, time, NOW)
    assert told == wrong
    assert (moment is not None) == (bool(time) and not wrong)


def test_tab_goes_from_number_to_field_without_stopping_at_the_buttons(dialog: NewSessionDialog) -> None:
    """What is typed after Tab lands in the next field, not on a plus."""
    for stepper in (dialog.people, dialog.length):
        assert stepper.less.focusPolicy() == stepper.more.focusPolicy() == Qt.FocusPolicy.NoFocus


def test_names_are_split_and_trimmed() -> None:
    """No empty names, whatever stands between them."""
    assert split_names(" a,,b;\n\n c  d ") == ["a", "b", "c d"]


def test_start_now_runs_the_session(open_desk: Open) -> None:
    """From the card to a running session with its first activity, by Enter alone."""
    desk = open_desk()

    def press() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, NewSessionDialog)
        dialog.start.click()

    QTimer.singleShot(0, press)
    desk.home.methods.cards[0].click()
    session = desk.window.session
    assert session is not None
    assert (session.place.mode, session.place.activity_id) == ("run", session.data.method.activities[0].id)


def test_the_bin_gives_back_and_is_emptied_after_a_question(
    qtbot: Any, styled: QApplication, answers: Any, library_file: Path, add_session: Add
) -> None:
    """Taking out asks nothing; emptying does, and "go back" keeps everything."""
    first, second = add_session("First"), add_session("Second")
    with Library.open_existing(library_file) as library:
        library.bin(first)
        library.bin(second)
        dialog = BinDialog(library, now)
        qtbot.addWidget(dialog)
        dialog.restore_buttons[0].click()
        assert len(library.summaries()) == 1
        answers.next += ["back", "empty"]
        dialog.empty_button.click()
        assert len(library.summaries(binned=True)) == 1
        dialog.empty_button.click()
        assert library.summaries(binned=True) == []
        assert dialog.changed


def test_the_buttons_of_the_bin_end_where_close_ends(
    qtbot: Any, styled: QApplication, library_file: Path, add_session: Add
) -> None:
    """Without a bar they stand at the right edge; beside a bar they keep clear of it."""
    ids = [add_session(f"Session {number}") for number in range(12)]
    shown = []

    def gap() -> int:
        dialog = BinDialog(library, now)
        shown.append(dialog)
        qtbot.addWidget(dialog)
        dialog.show()
        qtbot.wait(50)
        close = dialog.filled
        assert close is not None
        ends = [each.mapTo(dialog, each.rect().topRight()).x() for each in (dialog.restore_buttons[0], close)]
        return ends[1] - ends[0]

    with Library.open_existing(library_file) as library:
        library.bin(ids[0])
        assert gap() == 0
        for each in ids[1:]:
            library.bin(each)
        assert gap() >= 8


def test_backups_are_made_listed_and_restored_after_a_question(
    qtbot: Any, styled: QApplication, answers: Any, library_file: Path, add_session: Add
) -> None:
    """Back up now writes a file that stands in the list; restoring asks first."""
    add_session("Kept")
    with Library.open_existing(library_file) as library:
        dialog = BackupsDialog(library, now)
        qtbot.addWidget(dialog)
        dialog.now_button.click()
        assert len(list(backup_folder(library_file).iterdir())) == 1
        dialog.show()
        qtbot.wait(50)
        close = dialog.filled
        assert close is not None
        ends = [each.mapTo(dialog, each.rect().topRight()).x() for each in (dialog.buttons[1], close)]
        assert ends[0] == ends[1], "the buttons of the rows end where Close ends"
        answers.next += ["back", "restore"]
        dialog.buttons[1].click()
        assert dialog.result() != QDialog.DialogCode.Accepted
        dialog.buttons[1].click()
        assert dialog.wish == "restore"
        assert dialog.chosen is not None


def test_sizes_are_said_as_people_say_them() -> None:
    """Never "0 KB" for a file that holds something."""
    assert [size_words(size) for size in (10, 48_200, 3_240_000)] == ["1 KB", "48 KB", "3.2 MB"]


def test_restore_puts_the_backup_back_and_keeps_what_was_there(open_desk: Open, add_session: Add) -> None:
    """After restoring, Home shows the library of the backup; the one of before lies beside it."""
    add_session("From the backup")
    desk = open_desk()
    backup = desk.library.path.parent / "safe.db"
    desk.library.backup_to(backup)
    desk.library.copy_session(desk.library.summaries()[0].id, "Later")
    desk.held.restore(backup)
    assert [each.title for each in desk.home.sessions.sessions.sessions] == ["From the backup"]
    assert list(desk.library.path.parent.glob("library-replaced-*.db"))


def test_looking_into_a_backup_is_marked_and_changes_nothing(open_desk: Open, add_session: Add) -> None:
    """What is done in the copy reaches neither the backup nor the library, and the way back opens that again."""
    add_session("Original")
    desk = open_desk()
    path = desk.library.path
    backup = path.parent / "safe.db"
    desk.library.backup_to(backup)
    before = backup.read_bytes()
    desk.held.look_into(backup)
    mark = desk.window.menuWidget()
    assert isinstance(mark, CopyMark)
    assert "Nothing you change here is kept." in mark.words.text()
    desk.acts.rows.bin(desk.home.sessions.sessions.sessions[0].id)
    mark.leave.click()
    assert desk.library.path == path
    assert desk.window.menuWidget() is None
    assert backup.read_bytes() == before
    assert [each.title for each in desk.home.sessions.sessions.sessions] == ["Original"]


def test_the_library_that_a_session_was_saved_to_can_be_opened(
    open_desk: Open, add_session: Add, tmp_path: Path, answers: Any
) -> None:
    """It is open already, for the session that goes on in it: its own lock stands in nobody’s way."""
    session_id = add_session("Kick-off")
    desk = open_desk()
    session = desk.acts.open_session(session_id)
    assert session is not None
    other = tmp_path / "other.db"
    answers.next.append(other)
    desk.held.save_elsewhere(session)
    session.notes.add("vision", "Nobody answers a page alone")
    desk.held.go_to(other)
    assert desk.library.path == other
    assert [each.title for each in desk.home.sessions.sessions.sessions] == ["Kick-off"]
    assert [note.text for note in desk.library.load(session_id)[0].notes] == ["Nobody answers a page alone"]


def test_undo_reaches_no_other_library(open_desk: Open, add_session: Add) -> None:
    """What was done before a backup is looked into is not taken back in its copy, where the same sessions are."""
    add_session("Original")
    desk = open_desk()
    session_id = desk.home.sessions.sessions.sessions[0].id
    desk.acts.rows.archive(session_id)
    backup = desk.library.path.parent / "safe.db"
    desk.library.backup_to(backup)
    desk.held.look_into(backup)
    desk.window.run("undo")
    summary = desk.library.summary(session_id)
    assert summary is not None
    assert summary.archived


def test_a_library_in_use_offers_every_way_on(
    answers: Any, library_file: Path, add_session: Add, tmp_path: Path
) -> None:
    """The second window says who has it; another library, or a copy of the newest backup, can be opened instead."""
    add_session("Shared")
    other = tmp_path / "other.db"
    Library.create_or_open(other).close()
    with Library.open_existing(library_file, "window") as library:
        backup_folder(library_file).mkdir()
        library.backup_to(backup_folder(library_file) / "library-2026-11-21.db")
        answers.next += ["other", other]
        opened = open_with_help(library_file)
        assert opened is not None
        assert opened.library.path == other
        opened.library.close()
        answers.next.append("look")
        copy = open_with_help(library_file)
        assert copy is not None
        assert copy.folder is not None
        assert [each.title for each in copy.library.summaries()] == ["Shared"]
        copy.library.close()
        copy.folder.cleanup()
        answers.next.append("quit")
        assert open_with_help(library_file) is None
    assert answers.asked[0] == ("ask", "The library is in use")


def test_a_file_that_is_no_library_offers_another(answers: Any, tmp_path: Path) -> None:
    """The file is not touched, and leaving is possible."""
    stranger = tmp_path / "letters.db"
    stranger.write_bytes(b"Dear all,")
    answers.next.append("quit")
    assert open_with_help(stranger) is None
    assert stranger.read_bytes() == b"Dear all,"
    assert answers.asked == [("ask", "The library cannot be opened")]


def test_a_backup_that_is_gone_leaves_nothing_open(tmp_path: Path) -> None:
    """Looking into a file that is not there is told, and no temporary folder stays."""
    with pytest.raises(EnvironmentFault):
        look_into(tmp_path / "gone.db", tmp_path / "library.db", "today")


def test_the_window_that_holds_a_library_comes_when_called(qtbot: Any, library_file: Path) -> None:
    """The request is a file beside the library: answered by taking it away, taken back when nobody answers."""
    watch = FrontWatch(library_file)
    request_path(library_file).touch()
    with qtbot.waitSignal(watch.called):
        watch.look()
    assert not request_path(library_file).exists()
    assert not call_to_front(library_file, patience=0.0)
    assert list(library_file.parent.iterdir()) == []
