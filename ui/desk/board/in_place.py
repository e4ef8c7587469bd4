"""Writing on the board itself: the text of a note, or the title of a tray."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from facilitator.model import Group, Note
from ui import fonts
from ui.desk.notes.entry_note import EntryNote

__all__ = ["InPlace"]


class _TitleEdit(QLineEdit):
    """One line; Enter keeps it, Esc does not."""

    kept = Signal()
    dropped = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.kept.emit()
        elif event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() != Qt.FocusReason.PopupFocusReason:
            self.kept.emit()


class InPlace(QObject):
    """One editor at a time over the board. Signals: closed() after it went away."""

    closed = Signal()

    def __init__(self, host: QWidget) -> None:
        """Open editors on `host`."""
        super().__init__(host)
        self._host = host
        self._editor: QWidget | None = None
        self._keep: Callable[[str], None] | None = None
        self._read: Callable[[], str] = str
        self._before = ""
        self.key = ""

    @property
    def open(self) -> bool:
        """Whether something is being edited."""
        return self._editor is not None

    def edit_note(self, note: Note, box: QRect, keep: Callable[[str], None]) -> None:
        """Open a note; `keep` gets the new text when it became another one."""
        self.close(keep=True)
        editor = EntryNote(self.tr("Edit the note"), splits_paste=False, takes_tab=False, parent=self._host)
        editor.set_colour(note.colour)
        editor.set_least_height(box.height())
        editor.set_text(note.text)
        editor.field.entered.connect(lambda: self.close(keep=True))
        editor.field.escaped.connect(lambda: self.close(keep=False))
        editor.field.focused.connect(lambda has: None if has else self.close(keep=True))
        editor.setGeometry(box.x(), box.y(), max(150, box.width()), editor.wanted_height())
        self._open(editor, note.id, note.text, editor.text, keep)

    def edit_title(self, group: Group, box: QRect, keep: Callable[[str], None]) -> None:
        """Open the title of a tray; `keep` gets the new one when it became another."""
        self.close(keep=True)
        editor = _TitleEdit(group.title, self._host)
        editor.setAccessibleName(self.tr("Name of the group"))
        editor.setPlaceholderText(self.tr("A few words that say something"))
        editor.setMaxLength(300)
        editor.setFont(fonts.font("body", 600))
        editor.setProperty("number", True)
        editor.kept.connect(lambda: self.close(keep=True))
        editor.dropped.connect(lambda: self.close(keep=False))
        editor.setGeometry(box.adjusted(-4, -2, 4, 2))
        editor.selectAll()
        self._open(editor, group.id, group.title, editor.text, keep)

    def _open(
        self, editor: QWidget, key: str, before: str, read: Callable[[], str], keep: Callable[[str], None]
    ) -> None:
        self._editor, self.key, self._before, self._read, self._keep = editor, key, before, read, keep
        editor.show()
        editor.raise_()
        editor.setFocus()

    def close(self, *, keep: bool) -> None:
        """Close the editor, if one is open; with `keep` its text is taken."""
        editor, self._editor = self._editor, None
        if editor is None:
            return
        text, take = self._read(), self._keep
        editor.hide()
        editor.deleteLater()
        self.key = ""
        self.closed.emit()
        if keep and take is not None and text != self._before:
            take(text)
