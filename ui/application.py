"""The desk as a program: its start, what it does once the first window is there, and its end."""

from __future__ import annotations

import contextlib
import gc
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication

from facilitator import __version__
from facilitator.library import Library
from facilitator.library.paths import data_folder
from ui import style
from ui import theme as themes
from ui.desk.first_frame import first_frame
from ui.desk.window import DeskWindow
from ui.library_door import let_go, open_or_ask
from ui.settings import Settings

if TYPE_CHECKING:
    # The first frame is painted before any of this is read.
    from types import FrameType

    from facilitator.session import Session
    from ui.crash_watch import CrashWatch
    from ui.desk.dialogs.library_in_use import Opened
    from ui.desk.home import Home
    from ui.desk.home_acts import HomeActs
    from ui.desk.services import DeskServices
    from ui.front import FrontWatch
    from ui.held_library import HeldLibrary
    from ui.library_care import LibraryCare
    from ui.session_needs import SessionNeeds

__all__ = ["Desk", "run_desk"]

_UNSEEN_MS = 500
"""A window that begins out of sight may not be painted for long: it is furnished all the same."""
_LATER_MS = 300
_WARM_UP_MS = 1500
_METHODS_KEY = "home_methods"


def run_desk(library_path: Path) -> int:
    """Open the desk with the library at `library_path` and return the exit code once it is closed."""
    there = cast("QApplication | None", QApplication.instance())
    application = _application(there)
    folder = data_folder()
    settings = Settings(folder / "settings.ini")
    mode = settings.text("theme", "system")
    style.begin(application, mode, set_style=there is not None)
    opened = open_or_ask(library_path, lambda: style.complete(application, mode))
    if opened is None:
        return 0
    desk = Desk(
        application, settings, folder, opened, lambda: style.follow(style.complete(application, mode))
    )
    desk.show()
    try:
        code = application.exec()
    finally:
        desk.close()
    if desk.fault is not None:
        raise desk.fault
    return code


def _application(there: QApplication | None) -> QApplication:
    QGuiApplication.setDesktopFileName("facilitator")
    application = there or QApplication([*sys.argv[:1], *style.FUSION])
    application.setApplicationName("Facilitator")
    application.setApplicationVersion(__version__)
    # The end is staged: the window closes, what runs is drained, then the loop ends.
    application.setQuitOnLastWindowClosed(False)
    return application


def _dressed() -> None:
    """Change nothing: the program has its whole look."""


class Desk(QObject):
    """Owns the window, the library behind it, and everything that runs beside them.

    It begins in two steps: the window shows its first frame, with the newest sessions; as soon as that is painted,
    `furnish` makes Home in its place, and everything that a person can do.

    Attributes:
        fault: what kept the window from being furnished, after which it ends; None as a rule.
    """

    home: Home
    needs: SessionNeeds
    held: HeldLibrary
    care: LibraryCare
    acts: HomeActs
    front: FrontWatch

    def __init__(
        self,
        application: QApplication,
        settings: Settings,
        folder: Path,
        opened: Library | Opened,
        dress: Callable[[], object] = _dressed,
    ) -> None:
        """Make the window. `folder` is the user's data folder: own methods and crash files are in it.

        `dress` gives a program that was only begun its whole look, before the window is furnished.
        """
        super().__init__()
        self._application = application
        self._settings = settings
        self._method_folder = folder / "methods"
        self._crash_folder = folder / "crashes"
        self._opened = opened
        self._dress = dress
        self.fault: Exception | None = None
        self.crash_watch: CrashWatch | None = None
        self._painted = self._furnished = self._closed = False
        self.window = DeskWindow(settings)
        self.window.installEventFilter(self)

    def furnish(self) -> None:
        """Make Home and everything that a person can do; harmless when done already."""
        if self._furnished or self._closed:
            return
        from facilitator.method_headings import headings
        from ui.desk.home import Home
        from ui.desk.home_acts import HomeActs
        from ui.front import FrontWatch, raise_window
        from ui.held_library import HeldLibrary
        from ui.library_care import LibraryCare
        from ui.session_needs import SessionNeeds

        self._dress()
        self._hear_signals()
        self.home = Home(self._opened if isinstance(self._opened, Library) else self._opened.library)
        self.needs = SessionNeeds(self._settings, lambda: self.library, self)
        self.needs.said.connect(self.window.say)
        self.window.furnish(self._services(), self.home)
        self.held = HeldLibrary(self._opened, self.window, self.home)
        self.held.exchanged.connect(self._show_library)
        self.held.abandoned.connect(self._end)
        self.care = LibraryCare(self.held, self.window, self.home)
        self.acts = HomeActs(self.window, self.home, self._method_folder)
        self._connect_acts()
        self.front = FrontWatch(self.library.path, self)
        self.front.called.connect(lambda: raise_window(self.window))
        self.home.show_methods(headings(self._method_folder))
        self.home.refresh()
        self.home.focus_first()
        # Somebody may have pressed a session of the first frame meanwhile: it has to be where it was seen.
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        self._furnished = True

    def _furnish_shown(self) -> None:
        try:
            self.furnish()
        # Nothing can be done in a window without it, so the program ends, and whoever started it is told.
        except Exception as fault:  # noqa: BLE001
            self.fault = fault
            self._end()

    @property
    def library(self) -> Library:
        """The library that is shown."""
        return self.held.library

    def _services(self) -> DeskServices:
        from ui.desk.services import DeskServices

        return DeskServices(
            settings=self._settings,
            make_projector=self.needs.make_projector,
            chime=self.needs.chime,
            save_elsewhere=lambda session: self.held.save_elsewhere(session),
            communities=self.needs.communities,
            add_community=lambda name: self.library.add_community(name),
            rename_community=lambda team_id, name: self.library.rename_community(team_id, name),
            look_into=lambda session, finding: self.acts.starts.look_into(session, finding),
            run_again=lambda session: self.acts.starts.run_again(session.id),
            forget_names=lambda session: self.acts.rows.forget_names(session.id),
            find_session=self.needs.find_session,
            earlier_postmortems=self.needs.earlier_postmortems,
            meetings=self.needs.meetings,
            files=_documents(),
        )

    def _connect_acts(self) -> None:
        self.acts.library_wanted.connect(self.held.go_to)
        self.acts.look_wanted.connect(self.held.look_into)
        self.acts.restore_wanted.connect(self.held.restore)
        self.acts.bring_wanted.connect(self.held.bring)
        self.acts.check_wanted.connect(self.care.check)
        self.care.backups_wanted.connect(self.acts.backups)
        self.held.leaving.connect(self.acts.communities.settle)
        self.acts.looks_at_copy = lambda: self.held.is_copy
        self.acts.opened.connect(self._session_opened)
        self.window.session_closed.connect(lambda _session: self.needs.rest())

    # -- start and end ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the window; the rest of the start follows once it is painted."""
        if isinstance(self._opened, Library):
            theme = themes.first(self._settings.text("theme", "system"))
            kept = self._settings.text(_METHODS_KEY, "")
            self.window.show_first(first_frame(self._opened, theme, kept))
            QTimer.singleShot(_UNSEEN_MS, self._furnish_shown)
        else:
            # Somebody was asked before, so this is not the first window.
            self.furnish()
        self.window.show()

    def leave(self) -> None:
        """Close the window without a question and end: what is not stored is tried once more."""
        shown = QApplication.activePopupWidget() or QApplication.activeModalWidget()
        if shown is not None:
            # A question that is open is answered with its way back, and whoever asked goes on, before the end.
            shown.close()
            QTimer.singleShot(0, self.leave)
            return
        self.window.close_session()
        self.window.hide()
        self._end()

    def close(self) -> None:
        """Let everything go; harmless when done already."""
        if self._closed:
            return
        self._closed = True
        if not self._furnished:
            let_go(self._opened)
            return
        self.acts.starts.close()
        self.acts.communities.close()
        if self.crash_watch is not None:
            # What fails from here on has no window left to tell of it.
            self.crash_watch.guard.uninstall()
        self.window.close_session()
        self.needs.close()
        self.held.close()
        self._note_for_next_start()
        self._settings.save()
        if self.crash_watch is not None:
            self.crash_watch.close()

    def _hear_signals(self) -> None:
        import signal

        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(ValueError):
                signal.signal(number, self._signalled)

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, self.leave)

    def _end(self) -> None:
        QTimer.singleShot(0, self._application.quit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint and not self._painted:
            self._painted = True
            QTimer.singleShot(0, self._furnish_shown)
            QTimer.singleShot(_LATER_MS, self._after_first_paint)
        elif kind == QEvent.Type.Close:
            if self._furnished and not self._closed and not self.held.may_leave_copy():
                event.ignore()
                return True
            # The window may still say no, so look only when it has answered.
            QTimer.singleShot(0, self._look_closed)
        return False

    def _look_closed(self) -> None:
        if not self.window.isVisible():
            self._end()

    def _after_first_paint(self) -> None:
        if not self._furnished or self._closed:
            return
        from facilitator import method_files
        from ui.crash_watch import CrashWatch

        # What was made by now stays until the end: the collector never looks at it again.
        gc.freeze()
        gc.enable()
        self._note_for_next_start()
        self.crash_watch = CrashWatch(self.window, self._crash_folder)
        self.care.look_after()
        folder = self._method_folder
        self.held.worker.run(
            lambda: [str(each) for each in method_files.problems(folder)], self.home.show_method_troubles
        )
        QTimer.singleShot(_WARM_UP_MS, self, lambda: self.held.worker.run(_warm_up))

    def _note_for_next_start(self) -> None:
        note = self.home.note_for_first_frame()
        if note:
            self._settings.keep(_METHODS_KEY, note)

    # -- meanwhile -------------------------------------------------------------------------------------------------

    def _show_library(self) -> None:
        """Show the library that is held now."""
        self.front.watch(self.library.path)
        self.acts.forget()
        self.home.show_library(self.library)
        self.window.show_home()
        self.care.look_after()

    def _session_opened(self, _session: Session) -> None:
        if self.window.desk is not None:
            self.needs.accompany(self.window.desk.bridge)


def _documents() -> Path:
    """Return where people keep their files."""
    from PySide6.QtCore import QStandardPaths

    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def _warm_up() -> None:
    """Import what the first file to be saved needs, so that it is there at once."""
    import exports.pdf.canvas  # noqa: F401
