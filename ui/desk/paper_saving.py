"""Paper for the room, saved as a file to print: blank canvas, worksheet, cards, whatever a method has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from facilitator.method import Method
from ui.desk.file_writing import FileWriting
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from exports.formats import Handout, Report
    from ui.desk.services import DeskServices

__all__ = ["PaperSaving", "session_sheets"]


def session_sheets(method: Method) -> tuple[Handout, ...]:
    """Return what can be printed of a session's method that is not a file of the session, in its own words, as well."""
    from exports.formats import handouts, offered

    files = {each.id for each in offered(method)}
    return tuple(each for each in handouts(method) if each.id not in files)


SheetsOf = Callable[[Method], "tuple[Handout, ...]"]


class PaperSaving(FileWriting):
    """Asks what to print of which method, and writes it."""

    def __init__(self, window: QWidget, toast: Toast, services: DeskServices) -> None:
        super().__init__(window, toast, services.prompts, services.file_place)
        self._settings = services.settings

    def ask(self, methods: Sequence[Method], sheets_of: SheetsOf | None = None) -> None:
        """Ask what to print of one of these, and save it; those without anything to print are not offered.

        `sheets_of` returns what is offered of a method, every handout it has with None.
        """
        from exports.formats import handouts

        sheets = sheets_of or handouts
        offered = [each for each in methods if sheets(each)]
        if not offered or not self.may_ask():
            return
        from ui.desk.dialogs.paper import PaperDialog

        dialog = PaperDialog(offered, sheets, self._settings, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        method, what, paper = dialog.method, dialog.handout.id, dialog.paper_name
        dialog.deleteLater()
        if accepted:
            self.save(method, what, paper)

    def save(self, method: Method, what: str, paper: str) -> None:
        """Ask where, and write the handout `what` of `method` beside the window."""
        from exports.files import safe_name
        from exports.formats import export_handout, handouts

        chosen = next(each for each in handouts(method) if each.id == what)

        def job(path: Path, still_wanted: Callable[[], bool]) -> Report:
            return export_handout(method, path, what=what, paper=paper, force=True, still_wanted=still_wanted)

        self.write(self.tr(chosen.title), safe_name(f"{method.title} {what}"), ".pdf", job)
