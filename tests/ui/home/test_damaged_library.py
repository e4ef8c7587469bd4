"""Working on a library whose bytes changed in silence: windows say what is the matter, and none of it is a mistake."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication

from facilitator.errors import FacilitatorError
from facilitator.library import Library
from facilitator.session import Session
from tests.facilitator.library.spoiling import overwrite
from ui.application import Desk
from ui.crash import untold_crashes
from ui.settings import Settings

Open = Callable[[], Desk]
Add = Callable[..., str]


def written(session: Session) -> None:
    """Leave something in each corner of a session."""
    session.course.start()
    for text in ("Feed the queen", "Order frames", "Paint the doors"):
        session.notes.add("vision", text)
    session.people.add("Ada")
    session.parking.park("Honey prices")
    session.actions.add("Call the shop")
    session.course.keep_draft("vision", "half a thought")


def test_undo_over_a_damaged_step_is_a_sentence(
    open_desk: Open, add_session: Add, library_file: Path
) -> None:
    """Ctrl+Z where the history was damaged behind an open session: said, nothing taken back, and work goes on."""
    session_id = add_session("Hives", written)
    desk = open_desk()
    session = desk.acts.open_session(session_id)
    assert session is not None
    with desk.library._handle.writing() as connection:
        connection.execute("UPDATE history SET rows = '[]', digest = 'x'")
    desk.window.run("undo")
    assert "cannot be taken back" in desk.window.toast.message
    assert session.data.actions
    session.notes.add("vision", "one more")
    desk.window.run("undo")
    assert [note.text for note in session.data.notes_in("vision")][-1] == "Paint the doors"
    assert session.trouble is None


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE places SET mode = 'x', activity_id = 'nowhere'",
        "UPDATE places SET drafts = '[', spent = '{'",
        "UPDATE notes SET text = 'x', colour = 'y'",
        "UPDATE summaries SET history_number = 77",
        "UPDATE agenda SET minutes = '{\"solo\": 1e300}'",
    ],
)
def test_a_damaged_session_opens_and_that_is_said(
    open_desk: Open, add_session: Add, library_file: Path, statement: str
) -> None:
    """The room is there now: what is proved is whole again, a place is kept as far as it reads."""
    session_id = add_session("Hives", written)
    with_backup = library_file.parent / "backups"
    with_backup.mkdir(exist_ok=True)
    (with_backup / "library-2026-01-01.db").write_bytes(library_file.read_bytes())
    overwrite(library_file, statement)
    desk = open_desk()
    session = desk.acts.open_session(session_id)
    assert session is not None
    assert "was damaged" in desk.window.toast.message
    assert len(session.data.notes_in("vision")) == 3
    assert desk.library.check() == []


@pytest.mark.torture
def test_windows_on_a_damaged_library_never_show_a_mistake_of_the_program(
    styled: QApplication,
    add_session: Add,
    library_file: Path,
    answers: Any,
    own_signals: None,
    tmp_path: Path,
    rounds: Callable[[int, int], int],
    figures: Callable[..., None],
) -> None:
    """Home, a session, undo, redo, what was deleted, the next phase: each after other bytes were turned."""
    session_id = add_session("Hives", written)
    whole = library_file.read_bytes()
    tried = rounds(6, 60)
    shown = 0
    desks: list[Desk] = []
    for number in range(tried):
        content = bytearray(whole)
        # Some at a time, since most bytes of a library are free.
        for at in range(4096 + number * 37, len(content), len(content) // (1 + number % 40)):
            content[at] ^= 1 << (number % 8)
        path = tmp_path / f"{number}.db"
        path.write_bytes(content)
        answers.next[:] = ["leave"] * 3
        try:
            desks.append(
                Desk(styled, Settings(tmp_path / "s.ini"), tmp_path, Library.open_existing(path, "window"))
            )
        except FacilitatorError:
            continue
        shown += use(desks[-1], session_id)
    assert untold_crashes(tmp_path / "crashes") == []
    for desk in desks:
        desk.close()
        desk.window.deleteLater()
        desk.deleteLater()
    assert shown
    figures("windows_on_damage", libraries=tried, shown=shown)


def use(desk: Desk, session_id: str) -> bool:
    """Work with what is left of a library; tell whether its session could be opened."""
    desk.show()
    desk.furnish()
    QApplication.processEvents()
    session = desk.acts.open_session(session_id)
    if session is not None and desk.window.desk is not None:
        desk.window.desk.bridge.do(lambda: session.notes.add("vision", "new"))
        for command in ("undo", "undo", "redo", "next_phase", "deleted"):
            QApplication.processEvents()
            QTimer.singleShot(0, close_what_asks)
            desk.window.run(command)
        QApplication.processEvents()
    desk.window.close_session()
    desk.window.show_home()
    desk.home.refresh()
    QApplication.processEvents()
    desk.window.hide()
    return session is not None


def close_what_asks() -> None:
    """Leave a dialog by its way back."""
    shown = QApplication.activeModalWidget()
    if shown is not None:
        shown.close()
