"""The dialog with what was deleted: opened by its key, used with the keyboard alone."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.desk.dialogs.deleted import DeletedDialog
from ui.widgets.plain_label import PlainLabel


def names(dialog: DeletedDialog) -> list[str]:
    """Return what its buttons are called."""
    return [button.accessibleName() for button in dialog.buttons]


def test_deleted_notes_come_back_one_after_the_other(open_desk: Any, qtbot: QtBot) -> None:
    """Ctrl+Shift+Del opens it; each row says what it was, Enter puts it back, and the next row has the focus."""
    desk = open_desk()
    notes = desk.session.notes.add_many("vision", ["first", "second", "third <b>"])
    desk.session.notes.delete([notes[0].id])
    desk.session.notes.delete([notes[1].id, notes[2].id])
    seen: list[list[str]] = []

    def use() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, DeletedDialog)
        try:
            seen.append(names(dialog))
            dialog.buttons[0].setFocus()
            qtbot.keyClick(dialog.buttons[0], Qt.Key.Key_Return)
            seen.append(names(dialog))
            qtbot.keyClick(dialog.focusWidget(), Qt.Key.Key_Return)
            seen.append(names(dialog))
            seen.append([label.text() for label in dialog.findChildren(PlainLabel)])
        finally:
            dialog.close()

    QTimer.singleShot(0, use)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(desk.window, Qt.Key.Key_Delete, modifiers)
    qtbot.waitUntil(lambda: bool(seen))
    said = seen.pop()
    assert seen == [["Put back: second", "Put back: first"], ["Put back: first"], []]
    assert "Everything is back." in said
    assert "There is nothing to put back." not in said
    assert {note.text for note in desk.session.data.notes} == {"first", "second", "third <b>"}
    assert desk.session.undo_act == "deleted.put_back"


def test_the_buttons_of_the_rows_end_where_close_ends(open_desk: Any, qtbot: QtBot) -> None:
    """Without a bar they stand at the right edge; beside a bar they keep clear of it."""
    desk = open_desk()
    notes = desk.session.notes.add_many("vision", [f"note {number}" for number in range(20)])
    desk.session.notes.delete([notes[0].id])
    assert _gap_to_close(desk, qtbot) == 0
    for note in notes[1:]:
        desk.session.notes.delete([note.id])
    assert _gap_to_close(desk, qtbot) >= 8


def test_where_nothing_was_deleted_the_dialog_says_so(open_desk: Any, qtbot: QtBot) -> None:
    """Opened with nothing to put back, it does not claim that something came back."""
    dialog = DeletedDialog(open_desk().page.desk)
    qtbot.addWidget(dialog)
    assert "There is nothing to put back." in [label.text() for label in dialog.findChildren(PlainLabel)]


def _gap_to_close(desk: Any, qtbot: QtBot) -> int:
    dialog = DeletedDialog(desk.page.desk, desk.window)
    dialog.show()
    qtbot.wait(50)
    close = dialog.filled
    assert close is not None
    ends = [each.mapTo(dialog, each.rect().topRight()).x() for each in (dialog.buttons[0], close)]
    dialog.close()
    return ends[1] - ends[0]
