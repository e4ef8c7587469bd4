"""Whatever is asked or told, in small windows of the program and the system's own windows for files."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from ui.widgets.prompts import Choice, Question

__all__ = ["WindowPrompts"]


class WindowPrompts:
    """Answers `prompts.Prompts` with windows, which are loaded for the first question."""

    def ask(self, parent: QWidget | None, question: Question) -> str | None:
        """See prompts.Prompts."""
        from ui.widgets.dialogs import QuestionDialog

        dialog = QuestionDialog(question, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.chosen

    def tell(
        self, parent: QWidget | None, title: str, text: str, *, tone: str = "calm", details: str = ""
    ) -> None:
        """See prompts.Prompts."""
        close = Choice("close", QCoreApplication.translate("WindowPrompts", "Close"), "filled")
        self.ask(parent, Question(title, text, (close,), "close", tone, details))

    def ask_text(
        self,
        parent: QWidget | None,
        title: str,
        text: str,
        *,
        value: str = "",
        accept: str,
        check: Callable[[str], str | None] | None = None,
    ) -> str | None:
        """See prompts.Prompts."""
        from ui.widgets.dialogs import TextDialog

        dialog = TextDialog(title, text, value, accept, check, parent)
        dialog.exec()
        dialog.deleteLater()
        return dialog.value

    def open_file(
        self, parent: QWidget | None, title: str, folder: Path, filters: Sequence[str]
    ) -> Path | None:
        """See prompts.Prompts."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getOpenFileName(parent, title, str(folder), ";;".join(filters))
        return Path(chosen) if chosen else None

    def save_file(
        self, parent: QWidget | None, title: str, suggested: Path, filters: Sequence[str]
    ) -> Path | None:
        """See prompts.Prompts."""
        from PySide6.QtWidgets import QFileDialog

        chosen, _ = QFileDialog.getSaveFileName(parent, title, str(suggested), ";;".join(filters))
        return Path(chosen) if chosen else None

    def choose_folder(self, parent: QWidget | None, title: str, folder: Path) -> Path | None:
        """See prompts.Prompts."""
        from PySide6.QtWidgets import QFileDialog

        chosen = QFileDialog.getExistingDirectory(parent, title, str(folder))
        return Path(chosen) if chosen else None
