"""Taking the names out of a finished session: offered in menus, looked at first, never by itself."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication

from facilitator.library import Library
from facilitator.session import Session
from ui.application import Desk
from ui.desk.dialogs.forget_names import ForgetNamesDialog
from ui.desk.home_menu import session_row_menu
from ui.desk.menu import session_menu

Open = Callable[[], Desk]
Add = Callable[..., str]


def finished(session: Session) -> None:
    """A workshop of Anna Schmidt’s and Will’s, at its end."""
    session.people.add(["Anna Schmidt", "Will Turner"])
    session.course.start()
    session.notes.add("vision", "Anna’s pager")
    session.notes.add("vision", "Will we meet again? asks Olga Brandt")
    session.course.finish()


def answer(act: Callable[[ForgetNamesDialog], object]) -> list[str]:
    """Let `act` answer the dialog as soon as it is open; the list holds its title then."""
    seen: list[str] = []

    def reply() -> None:
        dialog = QApplication.activeModalWidget()
        if not isinstance(dialog, ForgetNamesDialog):
            QTimer.singleShot(10, reply)
            return
        seen.append(dialog.windowTitle())
        try:
            act(dialog)
        except BaseException:
            # A test that failed in it must not leave it open.
            dialog.reject()
            raise

    QTimer.singleShot(0, reply)
    return seen


def names_in(desk: Desk, session_id: str) -> str:
    """All that the session says of people now."""
    data, _ = desk.library.load(session_id)
    return " ".join([*(each.name for each in data.participants), *(each.text for each in data.notes)])


def test_only_a_finished_session_offers_it(open_desk: Open, add_session: Add) -> None:
    """Its line is in the menu of a session that is over, and of no other."""
    over, running = add_session("Over", finished), add_session("Running", lambda each: each.course.start())
    desk = open_desk()
    for session_id, offered in ((over, True), (running, False)):
        summary = desk.library.summary(session_id)
        assert summary is not None
        menu = session_row_menu(desk.window, summary, lambda _: None)
        assert ("forget_names" in [each.objectName() for each in menu.actions()]) is offered
        desk.acts.open_session(session_id)
        assert desk.window.page is not None
        menu = session_menu(desk.window.page, lambda _: None)
        assert ("forget_names" in [each.objectName() for each in menu.actions()]) is offered


def test_going_back_changes_nothing(open_desk: Open, add_session: Add) -> None:
    """The filled answer is the one that keeps everything."""
    session_id = add_session("Over", finished)
    desk = open_desk()
    before = names_in(desk, session_id)
    seen = answer(lambda dialog: dialog.filled.click())
    desk.acts.run_on("forget_names", session_id)
    assert seen == ["Take the names out"]
    assert names_in(desk, session_id) == before
    assert desk.library.history(session_id)


def test_names_go_from_an_open_session_by_its_menu(
    qtbot: Any, open_desk: Open, add_session: Add, library_file: Path
) -> None:
    """A word that is a name is marked, somebody named in a text is added; the session closes and holds no name."""
    session_id = add_session("Over", finished)
    desk = open_desk()
    desk.acts.open_session(session_id)

    def take_out(dialog: ForgetNamesDialog) -> None:
        assert [each.text()[:17] for each in dialog.checks] == ["Will, as in “Will"]
        dialog.checks[0].click()
        assert dialog.sure == ("Will",)
        qtbot.waitUntil(lambda: [each.isChecked() for each in dialog.checks] == [True])
        qtbot.keyClicks(dialog.field.edit, "Olga Brandt")
        dialog.field.setFocus()
        qtbot.keyClick(dialog.field.edit, Qt.Key.Key_Return)
        assert dialog.also == ("Olga Brandt",)
        dialog.do_button.click()

    answer(take_out)
    desk.window.run("forget_names")
    assert desk.window.session is None
    kept = names_in(desk, session_id)
    assert not any(name in kept for name in ("Anna", "Schmidt", "Will", "Turner", "Olga", "Brandt"))
    assert "pager" in kept
    raw = b"".join(each.read_bytes() for each in library_file.parent.glob("library.db*"))
    assert b"Schmidt" not in raw


def test_undo_on_home_brings_no_name_back(open_desk: Open, add_session: Add, answers: Any) -> None:
    """What was renamed before cannot be taken back afterwards: the old title may hold a name."""
    session_id = add_session("Anna Schmidt’s evening", finished)
    desk = open_desk()
    answers.next.append("Evening")
    desk.acts.rows.rename(session_id)
    answer(lambda dialog: dialog.do_button.click())
    desk.acts.run_on("forget_names", session_id)
    desk.acts.run("undo")
    found = desk.library.summary(session_id)
    assert found is not None
    assert found.title == "Evening"


def test_what_it_does_not_reach_is_said(
    qtbot: Any, styled: QApplication, add_session: Add, library_file: Path
) -> None:
    """Backups, other sessions that name the same people, files and paper."""
    session_id = add_session("Over", finished)
    with Library.open_existing(library_file) as library:
        library.copy_session(session_id, "Next <b>year</b>")
        dialog = ForgetNamesDialog("Over", lambda *names: library.names_to_clean(session_id, *names), 12)
        qtbot.addWidget(dialog)
        words = " ".join(each.text() for each in dialog.findChildren(type(dialog.title_label)))
    assert "Backups made before, 12 of them." in words
    assert "“Next <b>year</b>”" in words
    assert "paper that was printed" in words
