"""Saving a session as a file: asked for here, written beside the window from a value that cannot change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QWidget

from ui.desk.context import DeskContext
from ui.desk.file_writing import FileWriting
from ui.widgets.toast import Toast

if TYPE_CHECKING:
    from exports.formats import Format, Options, Report
    from exports.source import Source
    from ui.desk.services import DeskServices

__all__ = ["FileSaving"]

_PLAIN = ("pdf", "json", "md", "csv", "png", "svg")
"""Formats that have nothing but their suffix to tell them apart by."""


class FileSaving(FileWriting):
    """Asks what and where, and writes the file of one session."""

    def __init__(self, window: QWidget, desk: DeskContext, toast: Toast, services: DeskServices) -> None:
        """Serve one session; files begin where `services` say."""
        super().__init__(window, toast, desk.prompts, services.file_place)
        self._desk = desk
        self._services = services
        self._sure: tuple[str, ...] = ()

    def ask(self, format_id: str = "") -> None:
        """Ask which file, and save it."""
        if not self.may_ask():
            return
        from ui.desk.dialogs.save_file import SaveFileDialog

        dialog = SaveFileDialog(self._desk, format_id, self._window)
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        while accepted and dialog.shows_replacements and not self._replacements_seen():
            accepted = dialog.exec() == QDialog.DialogCode.Accepted
        chosen, options = dialog.format_id, dialog.options
        dialog.deleteLater()
        if accepted:
            self.save(chosen, replace(options, sure=self._sure))

    def save(self, format_id: str, options: Options) -> None:
        """Ask where, and write the file beside the window."""
        from exports.files import safe_name
        from exports.formats import export, find_format
        from exports.versions import in_version

        chosen = find_format(format_id, self._desk.session.data.method)
        source = self._source()
        # The name of a file leaves the house with it.
        title = in_version(replace(source, sure=options.sure), options.version).data.session.title

        def job(path: Path, still_wanted: Callable[[], bool]) -> Report:
            return export(source, format_id, path, options=options, force=True, still_wanted=still_wanted)

        parts = (title, *(() if format_id in _PLAIN else (format_id,)), *_unusual(options.version, chosen))
        name = safe_name(" ".join(parts))
        self.write(self.tr(chosen.title), name, chosen.suffix, job)

    def _replacements_seen(self) -> bool:
        """Show what stands for the names, and return whether the file is still wanted like that."""
        from exports.versions import pseudonymised
        from ui.desk.dialogs.replacements import ReplacementsDialog

        source = self._source()
        dialog = ReplacementsDialog(
            lambda sure: pseudonymised(replace(source, sure=sure)), self._sure, self._window
        )
        accepted = dialog.exec() == QDialog.DialogCode.Accepted
        # What was said of a word holds for the next file of this session as well.
        self._sure = dialog.sure
        dialog.deleteLater()
        return accepted

    def _source(self) -> Source:
        """Return the session as it stands, with the community it belongs to."""
        from exports.source import source_of
        from facilitator.document import CommunityNamed

        found = source_of(self._desk.session)
        wanted = found.data.session.community_id
        known = next((each for each in self._services.communities() if each.id == wanted), None)
        return found if known is None else replace(found, community=CommunityNamed(known.id, known.name))


def _unusual(version: str, chosen: Format) -> tuple[str, ...]:
    """Return what tells a version apart from the usual one in the name of its file."""
    return () if version == chosen.versions[0] else (version,)
