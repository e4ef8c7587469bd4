"""What becomes of a method that is in order: one of the user's own, or a file to hand on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from exports.files import safe_name
from facilitator.errors import FacilitatorError
from facilitator.method import Method
from ui.desk.methods.shelf import MethodShelf
from ui.file_place import FilePlace
from ui.widgets.prompts import Choice, Prompts, Question

__all__ = ["MethodSaving"]


def _tr(text: str) -> str:
    return QCoreApplication.translate("MethodEditor", text)


class MethodSaving:
    """Asks in a window what has to be asked, and writes. `changes` is the id of the own method that is changed."""

    def __init__(
        self,
        window: QWidget,
        shelf: MethodShelf,
        changes: str,
        prompts: Prompts,
        files: FilePlace,
        say: Callable[[str, str], None],
    ) -> None:
        """`changes` is "" for a new method; `say` shows a sentence in a colour role."""
        self.changes = changes
        self._window, self._shelf, self._prompts, self._files, self._say = window, shelf, prompts, files, say

    def save(self, method: Method) -> Literal["saved", "another_name", "failed"]:
        """Put the method among the user's own; "another_name" when its file name is taken and stays so."""
        replace = method.id == self.changes
        if not replace and (self._shelf.folder / f"{method.id}.toml").exists():
            question = Question(
                _tr("Replace your method “{title}”?").format(title=method.id),
                _tr("Sessions that were begun with it keep the one they have."),
                (Choice("no", _tr("Choose another file name")), Choice("yes", _tr("Replace it"), "filled")),
                "no",
            )
            if self._prompts.ask(self._window, question) != "yes":
                return "another_name"
            replace = True
        if not self._done(lambda: self._shelf.save(method, replace=replace)):
            return "failed"
        if self.changes and self.changes != method.id and not self._renamed():
            # It is saved; what could not be done is said, and saving once more would not ask again.
            self.changes = method.id
            return "failed"
        return "saved"

    def _renamed(self) -> bool:
        """Ask whether the method under its earlier file name stays; tell whether it is as was answered."""
        question = Question(
            _tr("Keep the one named “{name}” as well?").format(name=self.changes),
            _tr("The file name was changed, so there are two now."),
            (Choice("keep", _tr("Keep both"), "filled"), Choice("remove", _tr("Keep the new one only"))),
            "keep",
        )
        if self._prompts.ask(self._window, question) != "remove":
            return True
        return self._done(lambda: self._shelf.remove(self.changes))

    def export(self, method: Method) -> None:
        """Save the method as one file, to hand on."""
        suggested = self._files.folder / f"{safe_name(method.id)}.toml"
        title = _tr("Save the method as a file")
        path = self._prompts.save_file(self._window, title, suggested, ["Methods (*.toml)"])
        if path is None:
            return
        self._files.keep(path)
        if self._done(lambda: self._shelf.export(method, path, replace=True)):
            self._say(_tr("Saved as {name}.").format(name=path.name), "ok")

    def _done(self, act: Callable[[], object]) -> bool:
        try:
            act()
        except FacilitatorError as trouble:
            self._say(str(trouble), "alarm")
            return False
        return True
