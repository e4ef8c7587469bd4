"""Who gets a key: text that is being written, a command, a presenter's button, or the stage."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from ui import keys

__all__ = ["TypingGuard", "printable", "takes_text"]

_BARE = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
_PLAIN = (*_BARE, Qt.KeyboardModifier.ShiftModifier)


def takes_text(widget: QWidget | None) -> bool:
    """Tell whether what is typed lands in `widget` as text."""
    if isinstance(widget, QLineEdit | QPlainTextEdit | QTextEdit):
        return not widget.isReadOnly()
    return isinstance(widget, QAbstractSpinBox) or (isinstance(widget, QComboBox) and widget.isEditable())


def printable(event: QKeyEvent) -> str:
    """Return what a key writes; nothing for commands, Space, Tab, Enter and the like."""
    text = event.text()
    altgr = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    plain = event.modifiers() in _PLAIN or event.modifiers() & altgr == altgr
    return text if plain and text.isprintable() and not text.isspace() else ""


class TypingGuard(QObject):
    """Watches the widget that has the focus in one window, and only that one.

    A command's key works while text is written too, for a field would keep some of them for itself; undo and redo
    go to the text first, as long as it has something to take back. A presenter's keys are commands when they are
    switched on and nobody writes.
    """

    def __init__(self, window: QWidget, run: Callable[[str], None], presenter: Callable[[], bool]) -> None:
        """Watch over `window`; `run` carries out a command, `presenter` tells whether a presenter is in use."""
        super().__init__(window)
        self._window = window
        self._run = run
        self._presenter = presenter
        self._watched: QWidget | None = None
        self._commands = {
            QKeySequence(sequence): each.id
            for each in keys.KEYS
            if each.where in (keys.EVERYWHERE, keys.SESSION)
            for sequence in each.sequences
        }
        self._buttons = {QKeySequence(sequence): command for sequence, command in keys.PRESENTER_KEYS.items()}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._watched is not None:
            self._watched.removeEventFilter(self)
            self._watched.destroyed.disconnect(self._lost)
            self._watched = None
        if new is not None and self._window.isAncestorOf(new):
            self._watched = new
            new.installEventFilter(self)
            new.destroyed.connect(self._lost)

    def _lost(self) -> None:
        self._watched = None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if not isinstance(event, QKeyEvent) or not isinstance(watched, QWidget):
            return False
        sequence = QKeySequence(event.keyCombination())
        if event.type() == QEvent.Type.ShortcutOverride:
            command = self._commands.get(sequence)
            if command is not None and not _text_takes_it_back(watched, command):
                event.ignore()
                return True
        elif event.type() == QEvent.Type.KeyPress and event.modifiers() in _BARE and self._presenter():
            command = self._buttons.get(sequence)
            if command is not None and not _writing(watched, event):
                self._run(command)
                return True
        return False


def _text_takes_it_back(widget: QWidget, command: str) -> bool:
    if command not in ("undo", "redo"):
        return False
    if isinstance(widget, QPlainTextEdit | QTextEdit):
        document = widget.document()
        return document.isUndoAvailable() if command == "undo" else document.isRedoAvailable()
    if isinstance(widget, QLineEdit):
        return widget.isUndoAvailable() if command == "undo" else widget.isRedoAvailable()
    return False


def _writing(widget: QWidget, event: QKeyEvent) -> bool:
    """Tell whether a presenter's key would disturb writing; paging does not in a field that is still empty."""
    if not takes_text(widget):
        return False
    if printable(event):
        return True
    text = widget.toPlainText() if isinstance(widget, QPlainTextEdit | QTextEdit) else ""
    if isinstance(widget, QLineEdit):
        text = widget.text()
    return bool(text)
