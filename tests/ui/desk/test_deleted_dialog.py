"""The dialog with what was deleted: opened by its key, used with the keyboard alone."""

from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from ui.desk.dialogs.deleted import DeletedDialog


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
        finally:
            dialog.close()

    QTimer.singleShot(0, use)
    modifiers = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    qtbot.keyClick(desk.window, Qt.Key.Key_Delete, modifiers)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [["Put back: second", "Put back: first"], ["Put back: first"], []]
    assert {note.text for note in desk.session.data.notes} == {"first", "second", "third <b>"}
    assert desk.session.undo_act == "deleted.put_back"
