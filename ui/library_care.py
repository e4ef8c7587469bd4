"""Looking after the library that the window shows: reading it through, and putting right what is damaged in it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from facilitator.errors import EnvironmentFault
from facilitator.library import backup_folder

if TYPE_CHECKING:
    from facilitator.library.hurt import Hurt
    from facilitator.library.mending import Whole
    from ui.desk.dialogs.working import Progress
    from ui.desk.home import Home
    from ui.desk.window import DeskWindow
    from ui.held_library import HeldLibrary

__all__ = ["LibraryCare"]


class LibraryCare(QObject):
    """Checks the library that is held, and says what was found in `window`. Signals: backups_wanted()."""

    backups_wanted = Signal()

    def __init__(self, held: HeldLibrary, window: DeskWindow, home: Home) -> None:
        super().__init__(window)
        self._held = held
        self._window = window
        self._home = home

    def look_after(self) -> None:
        """Read the library through in the background, which making today's backup does as well."""
        if self._held.is_copy:
            return
        library, stop = self._held.library, self._held.worker.check_stop

        def job() -> list[str]:
            from facilitator.library.backups import NotSound

            try:
                if library.backup_if_due(backup_folder(library.path), datetime.now(), stop) is not None:
                    return []
            except NotSound as damage:
                return damage.findings
            return library.check_copy(stop)

        self._held.worker.run(job, self._checked, lambda trouble: self._checked([str(trouble)]))

    def check(self) -> None:
        """Read the library through, and say what was found."""
        from ui.desk.dialogs.working import carry_out

        library = self._held.library
        title, text = self.tr("The library is checked"), self.tr("Every note is compared with its digest.")
        try:
            findings = carry_out(self._window, title, text, library.check_copy)
            if findings and self._search_is_mended():
                findings = carry_out(self._window, title, text, library.check_copy)
        except EnvironmentFault as trouble:
            self._window.say(str(trouble))
            return
        if findings:
            self.show_damage(findings)
        elif findings is not None:
            self._window.toast.show_message(self.tr("The library is sound."))

    def show_damage(self, findings: list[str]) -> None:
        """Show what is damaged in the library, and put back what can be."""
        from ui.desk.dialogs.damage import DamageDialog

        library = self._held.library
        found = self._damage()
        if found is None:
            return
        rows, beside = found
        dialog = DamageDialog(findings, rows, beside, self._home.now, self._window)
        dialog.exec()
        if dialog.wish == "backups":
            self.backups_wanted.emit()
        elif dialog.wish == "rescue":
            self._held.rescue()
        elif dialog.wish:
            # An open session would go on with what it has read.
            if not self._window.may_let_go():
                return
            self._window.close_session()
            self._window.show_home()
            try:
                library.mend(rows, keep_the_rest=dialog.wish == "keep")
                library.mend_beside(keep_the_rest=dialog.wish == "keep")
                library.mend_search()
            except EnvironmentFault as trouble:
                self._window.say(str(trouble))
                return
            self._home.refresh()
            self._window.toast.show_message(self.tr("What could be put right is. The library is read again."))
            self.look_after()

    def _damage(self) -> tuple[list[Whole], list[Hurt]] | None:
        """Look for what is damaged, and for how it was written; None when the person stopped that.

        It is done beside the window, since all is read for it.
        """
        from ui.desk.dialogs.working import carry_out

        library = self._held.library

        def job(progress: Progress) -> tuple[list[Whole], list[Hurt]]:
            rows = library.damage()
            progress(0, 1)
            return rows, library.damage_beside()

        title = self.tr("The library is looked through")
        text = self.tr("What is damaged is looked for in its history and in backups.")
        try:
            return carry_out(self._window, title, text, job)
        except EnvironmentFault:
            # Damaged so far that no row of it can be told from the others.
            return [], []

    def _checked(self, findings: list[str]) -> None:
        if findings and self._search_is_mended():
            # The rows alone tell what the index should be: nobody has to decide anything.
            self.look_after()
        elif findings:
            words = self.tr("{finding} There is more.") if len(findings) > 1 else "{finding}"
            self._window.toast.show_message(
                words.format(finding=findings[0]),
                tone="warn",
                action=(self.tr("What to do"), lambda: self.show_damage(findings)),
            )

    def _search_is_mended(self) -> bool:
        try:
            return self._held.library.mend_search()
        except EnvironmentFault:
            # The rest is damaged as well, and what was found says so.
            return False
