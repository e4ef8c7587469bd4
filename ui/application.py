"""The desk as a program: its start, what it does once the first window is there, and its end."""

from __future__ import annotations

import contextlib
import gc
import signal
import sys
from datetime import datetime
from pathlib import Path
from types import FrameType
from typing import IO, TYPE_CHECKING, cast

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from facilitator import __version__
from facilitator.errors import EnvironmentFault, FacilitatorError, UserError
from facilitator.library import Library, backup_folder
from facilitator.library.paths import data_folder
from facilitator.method_headings import headings
from ui import style
from ui.background import Worker
from ui.desk.home import Home
from ui.desk.home_acts import HomeActs
from ui.desk.window import DeskServices, DeskWindow
from ui.front import FrontWatch, raise_window
from ui.library_door import open_library
from ui.settings import Settings
from ui.widgets import prompts

if TYPE_CHECKING:
    from facilitator.library import SessionSummary
    from facilitator.model import Community
    from facilitator.postmortems import EarlierPostmortem, Meeting
    from facilitator.session import Session
    from ui.awake import Awake
    from ui.bridge import Bridge
    from ui.chime import Chime
    from ui.crash import CrashGuard
    from ui.desk.dialogs.leave_copy import CopyChanges
    from ui.desk.dialogs.library_in_use import Opened
    from ui.projector.controller import ProjectorController
    from ui.screens import ScreenWatcher

__all__ = ["Desk", "run_desk"]

_LATER_MS = 300
_WARM_UP_MS = 1500
_TOAST_ROOM = 24


def run_desk(library_path: Path) -> int:
    """Open the desk with the library at `library_path` and return the exit code once it is closed."""
    there = cast("QApplication | None", QApplication.instance())
    application = _application(there)
    folder = data_folder()
    settings = Settings(folder / "settings.ini")
    style.install(application, settings.text("theme", "system"), set_style=there is not None)
    library = _open(library_path)
    if library is None:
        return 0
    desk = Desk(application, settings, folder, library)
    desk.show()
    try:
        return application.exec()
    finally:
        desk.close()


def _application(there: QApplication | None) -> QApplication:
    QGuiApplication.setDesktopFileName("facilitator")
    application = there or QApplication([*sys.argv[:1], *style.FUSION])
    application.setApplicationName("Facilitator")
    application.setApplicationVersion(__version__)
    # The end is staged: the window closes, what runs is drained, then the loop ends.
    application.setQuitOnLastWindowClosed(False)
    return application


def _open(path: Path) -> Library | Opened | None:
    """Return the library, or what the person chose in place of one that cannot be opened; None: they left."""
    try:
        return open_library(path)
    except FacilitatorError:
        from ui.desk.dialogs.library_in_use import open_with_help

        return open_with_help(path)


class Desk(QObject):
    """Owns the window, the library behind it, and everything that runs beside them."""

    def __init__(
        self, application: QApplication, settings: Settings, folder: Path, library: Library | Opened
    ) -> None:
        """Make the window. `folder` is the user's data folder: own methods and crash files are in it."""
        super().__init__()
        self._application = application
        self._settings = settings
        self._method_folder = folder / "methods"
        self._crash_folder = folder / "crashes"
        self._opened: Opened | None = None
        self._rescued: list[Library] = []
        self._copy_changes: CopyChanges | None = None
        self._screens: ScreenWatcher | None = None
        self._chime: Chime | None = None
        self._awake: Awake | None = None
        self._guard: CrashGuard | None = None
        self._faults: IO[str] | None = None
        self._started = self._closed = False
        self.library = self._take(library)
        self.worker = Worker(self)
        self.home = Home(self.library)
        self.window = DeskWindow(
            DeskServices(
                settings=settings,
                make_projector=self._make_projector,
                chime=self._sound,
                save_elsewhere=self.save_elsewhere,
                communities=lambda: tuple(self._communities()),
                add_community=lambda name: self.library.add_community(name),
                rename_community=lambda team_id, name: self.library.rename_community(team_id, name),
                look_into=lambda session, finding: self.acts.starts.look_into(session, finding),
                run_again=lambda session: self.acts.starts.run_again(session.id),
                forget_names=lambda session: self.acts.forget_names(session.id),
                find_session=self._find_session,
                earlier_postmortems=self._earlier_postmortems,
                meetings=self._meetings,
                files=_documents(),
            ),
            self.home,
        )
        self.acts = HomeActs(self.window, self.home, self._method_folder)
        self.acts.library_wanted.connect(self.go_to_library)
        self.acts.look_wanted.connect(self.look_into)
        self.acts.restore_wanted.connect(self.restore)
        self.acts.bring_wanted.connect(self.bring)
        self.acts.check_wanted.connect(self.check)
        self.acts.looks_at_copy = lambda: self._opened is not None and self._opened.origin is not None
        self.acts.opened.connect(self._session_opened)
        self.window.session_closed.connect(self._session_closed)
        self.window.installEventFilter(self)
        self.front = FrontWatch(self.library.path, self)
        self.front.called.connect(lambda: raise_window(self.window))
        self.home.show_methods(headings(self._method_folder))
        self.home.refresh()
        self.home.focus_first()
        self._mark()

    # -- start and end ---------------------------------------------------------------------------------------------

    def show(self) -> None:
        """Show the window; the rest of the start follows once it is painted."""
        for number in (signal.SIGINT, signal.SIGTERM):
            with contextlib.suppress(ValueError):
                signal.signal(number, self._signalled)
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
        self.acts.starts.close()
        self.acts.communities.close()
        if self._guard is not None:
            self._guard.uninstall()
        self.window.close_session()
        self.worker.drain()
        if self._awake is not None:
            self._awake.close()
        for library in (*self._rescued, self.library):
            with contextlib.suppress(EnvironmentFault):
                library.close()
        if self._opened is not None and self._opened.folder is not None:
            self._opened.folder.cleanup()
        self._settings.save()
        if self._faults is not None:
            self._faults.close()

    def _signalled(self, _number: int, _frame: FrameType | None) -> None:
        QTimer.singleShot(0, self.leave)

    def _end(self) -> None:
        QTimer.singleShot(0, self._application.quit)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.Paint and not self._started:
            self._started = True
            QTimer.singleShot(_LATER_MS, self._after_first_paint)
        elif kind == QEvent.Type.Close:
            if not self._may_leave_copy():
                event.ignore()
                return True
            # The window may still say no, so look only when it has answered.
            QTimer.singleShot(0, self._look_closed)
        return False

    def _look_closed(self) -> None:
        if not self.window.isVisible():
            self._end()

    # -- after the first window ------------------------------------------------------------------------------------

    def _after_first_paint(self) -> None:
        from facilitator import method_files

        # What was made by now stays until the end: the collector never looks at it again.
        gc.freeze()
        gc.enable()
        self._watch_for_crashes()
        self._look_after_library()
        folder = self._method_folder
        self.worker.run(
            lambda: [str(each) for each in method_files.problems(folder)], self.home.show_method_troubles
        )
        QTimer.singleShot(_WARM_UP_MS, lambda: self.worker.run(_warm_up))

    def _watch_for_crashes(self) -> None:
        from ui.crash import CrashGuard, mark_told, untold_crashes, watch_faults

        self._faults = watch_faults(self._crash_folder)
        earlier = untold_crashes(self._crash_folder)
        if earlier:
            mark_told(self._crash_folder, earlier[0])
            self.window.toast.show_message(
                self.tr("Something went wrong in the program last time. What happened is written down."),
                tone="warn",
                action=(self.tr("Look at it"), lambda: self._show_crash(earlier[0])),
            )
        self._guard = CrashGuard(
            self._crash_folder, save=self._save, on_fault=self._fault, version=__version__, parent=self
        )
        self._guard.install()

    def _show_crash(self, path: Path) -> None:
        try:
            details = path.read_text(encoding="utf-8", errors="replace")
        except OSError as error:
            self.window.say(
                self.tr("{path} cannot be read ({reason}).").format(path=path, reason=error.strerror)
            )
            return
        words = self.tr("Everything that was stored is here. To have it mended, send what happened: {path}")
        prompts.current().tell(
            self.window,
            self.tr("What went wrong last time"),
            words.format(path=path),
            tone="warn",
            details=details,
        )

    def _look_after_library(self) -> None:
        """Read the library through in the background, which making today's backup does as well."""
        if self._opened is not None and self._opened.folder is not None:
            return
        library, stop = self.library, self.worker.check_stop

        def job() -> list[str]:
            from facilitator.library.backups import NotSound

            try:
                if library.backup_if_due(backup_folder(library.path), datetime.now(), stop) is not None:
                    return []
            except NotSound as damage:
                return damage.findings
            return library.check_copy(stop)

        self.worker.run(job, self._checked, lambda trouble: self._checked([str(trouble)]))

    def _checked(self, findings: list[str]) -> None:
        if findings and self._search_is_mended():
            # The rows alone tell what the index should be: nobody has to decide anything.
            self._look_after_library()
        elif findings:
            words = self.tr("{finding} There is more.") if len(findings) > 1 else "{finding}"
            self.window.toast.show_message(
                words.format(finding=findings[0]),
                tone="warn",
                action=(self.tr("What to do"), lambda: self.show_damage(findings)),
            )

    def _search_is_mended(self) -> bool:
        try:
            return self.library.mend_search()
        except EnvironmentFault:
            # The rest is damaged as well, and what was found says so.
            return False

    def check(self) -> None:
        """Read the library through, and say what was found."""
        from ui.desk.dialogs.working import carry_out

        library = self.library
        title, text = self.tr("The library is checked"), self.tr("Every note is compared with its digest.")
        try:
            findings = carry_out(self.window, title, text, library.check_copy)
            if findings and self._search_is_mended():
                findings = carry_out(self.window, title, text, library.check_copy)
        except EnvironmentFault as trouble:
            self.window.say(str(trouble))
            return
        if findings:
            self.show_damage(findings)
        elif findings is not None:
            self.window.toast.show_message(self.tr("The library is sound."))

    def show_damage(self, findings: list[str]) -> None:
        """Show what is damaged in the library, and put back what can be."""
        from ui.desk.dialogs.damage import DamageDialog

        try:
            rows = self.library.damage()
        except EnvironmentFault:
            # Damaged so far that no row of it can be told from the others.
            rows = []
        dialog = DamageDialog(findings, rows, self.home.now, self.window)
        dialog.exec()
        if dialog.wish == "backups":
            self.acts.backups()
        elif dialog.wish == "rescue":
            self.rescue()
        elif dialog.wish:
            # An open session would go on with what it has read.
            if not self.window.may_let_go():
                return
            self.window.close_session()
            self.window.show_home()
            try:
                count = self.library.mend(rows, keep_the_rest=dialog.wish == "keep")
                self.library.mend_search()
            except EnvironmentFault as trouble:
                self.window.say(str(trouble))
                return
            self.home.refresh()
            self.window.toast.show_message(self.tr("Settled: {count} damaged rows.").format(count=count))
            self._look_after_library()

    def rescue(self) -> None:
        """Put what can be got out of this library in its place, if the person agrees; otherwise it stays."""
        from ui.desk.dialogs.library_in_use import rescued

        path = self.library.path
        if not self._may_go():
            return
        self._close_library()
        opened = rescued(path, self.window) or _open(path)
        if opened is None:
            self.window.hide()
            self._end()
            return
        self._exchange(opened, close_old=False)

    # -- libraries -------------------------------------------------------------------------------------------------

    def go_to_library(self, path: Path) -> None:
        """Close this library and open the one at `path`; if that fails this one stays."""
        if (path.exists() and path.samefile(self.library.path)) or not self._may_go():
            return
        try:
            other = open_library(path, self.window)
        except FacilitatorError as trouble:
            prompts.current().tell(
                self.window, self.tr("The library cannot be opened"), str(trouble), tone="warn"
            )
            return
        if other is not None:
            self._exchange(other)

    def look_into(self, backup: Path) -> None:
        """Go on with a copy of a backup, marked as such."""
        from ui.desk.dialogs.backups import backup_words
        from ui.desk.dialogs.library_in_use import look_into

        if not self._may_go():
            return
        try:
            opened = look_into(backup, self.library.path, backup_words(backup, self.home.now(), inside=True))
        except FacilitatorError as trouble:
            self.window.say(str(trouble))
            return
        self._exchange(opened)

    def bring(self, session_id: str) -> None:
        """Bring one session out of the copy of a backup that is shown into the library it is a backup of."""
        if self._copy_changes is None:
            return
        try:
            is_copy = self._copy_changes.bring(session_id)
        except FacilitatorError as trouble:
            self.window.say(str(trouble))
            return
        words = (
            self.tr("It is in the library again, as a copy beside the one that is there.")
            if is_copy
            else self.tr("It is in the library again.")
        )
        self.window.toast.show_message(words, action=(self.tr("Back to the library"), self._leave_copy))

    def restore(self, backup: Path) -> None:
        """Put a backup in the place of this library; what was there is kept beside it."""
        from facilitator.library import restore

        path = self.library.path
        if not self._may_go():
            return
        self._close_library()
        kept: Path | None = None
        trouble: FacilitatorError | None = None
        try:
            kept = restore(backup, path, program="window")
        except FacilitatorError as error:
            trouble = error
        opened = _open(path)
        if opened is None:
            self.window.hide()
            self._end()
            return
        self._exchange(opened, close_old=False)
        if trouble is not None:
            self.window.say(str(trouble))
        elif kept is not None:
            words = self.tr("Restored. The library of before is kept as {name}.")
            self.window.toast.show_message(words.format(name=kept.name))

    def save_elsewhere(self, session: Session) -> None:
        """Keep the open session in another library file, because its own cannot be written to."""
        from exports.files import safe_name
        from facilitator.elsewhere import save_elsewhere

        suggested = _documents() / f"{safe_name(session.data.session.title)}.db"
        title = self.tr("Save to another place")
        path = prompts.current().save_file(self.window, title, suggested, ["Libraries (*.db)"])
        if path is None:
            return
        try:
            self._rescued.append(save_elsewhere(session, self.library, path))
        except FacilitatorError as trouble:
            prompts.current().tell(self.window, title, str(trouble), tone="alarm")
            return
        if self.window.desk is not None:
            self.window.desk.bridge.beat()
        words = self.tr("Everything is kept in {path} now. Open that library to find it again.")
        self.window.toast.show_message(words.format(path=path))

    def _take(self, library: Library | Opened) -> Library:
        if isinstance(library, Library):
            return library
        self._opened = library
        return library.library

    def _exchange(self, other: Library | Opened, *, close_old: bool = True) -> None:
        self.window.close_session()
        # What a message offers is for the library that goes.
        self.window.toast.hide()
        old, folder = self.library, self._opened.folder if self._opened is not None else None
        self._wait_for_worker()
        if close_old:
            try:
                old.close()
            except EnvironmentFault as trouble:
                self.window.say(str(trouble))
        if folder is not None:
            folder.cleanup()
        self._opened = None
        self.library = self._take(other)
        self.front.watch(self.library.path)
        self.home.show_library(self.library)
        self.window.show_home()
        self._mark()
        self._look_after_library()

    def _close_library(self) -> None:
        """Let go of the library, so that another file can take its place."""
        self.window.close_session()
        self._wait_for_worker()
        # A damaged file may refuse its last step: it is free all the same, and another takes its place.
        with contextlib.suppress(EnvironmentFault):
            self.library.close()

    def _wait_for_worker(self) -> None:
        """Let no job go on with a library that is about to be closed."""
        self.worker.drain()
        self.worker.deleteLater()
        self.worker = Worker(self)

    def _mark(self) -> None:
        """Say all the time that what is shown is only a copy of a backup, and remember what is changed in it."""
        self._copy_changes = None
        if self._opened is None or not self._opened.copy_of:
            self.window.setMenuWidget(cast(QWidget, None))
            return
        from ui.desk.dialogs.leave_copy import CopyChanges
        from ui.desk.home_copy_mark import CopyMark

        if self._opened.origin is not None:
            self._copy_changes = CopyChanges(self.library, self._opened.origin)
        mark = CopyMark(self._opened.copy_of)
        mark.leave_wanted.connect(self._leave_copy)
        self.window.setMenuWidget(mark)

    def _may_go(self) -> bool:
        """Tell whether another library may take the place of this one: nothing is lost, or somebody gave it up."""
        return self.window.may_let_go() and self._may_leave_copy()

    def _may_leave_copy(self) -> bool:
        return self._copy_changes is None or self._copy_changes.may_leave(self.window)

    def _leave_copy(self) -> None:
        if self._opened is not None and self._opened.origin is not None:
            self.go_to_library(self._opened.origin)

    def _find_session(self, session_id: str) -> SessionSummary | None:
        try:
            return self.library.summary(session_id)
        except EnvironmentFault as trouble:
            self.window.say(str(trouble))
            return None

    def _earlier_postmortems(self, session: Session) -> tuple[EarlierPostmortem, ...]:
        # Most sessions are no postmortems, and the first window has no use for it.
        from facilitator.postmortems import earlier_postmortems

        return earlier_postmortems(self.library, session.data)

    def _meetings(self, session: Session) -> tuple[Meeting, ...]:
        from facilitator.postmortems import trend

        return trend(self.library, session.data)

    def _communities(self) -> list[Community]:
        try:
            return self.library.communities()
        except EnvironmentFault as trouble:
            self.window.say(str(trouble))
            return []

    # -- what a session needs --------------------------------------------------------------------------------------

    def _make_projector(self, bridge: Bridge, window: QWidget) -> ProjectorController:
        from ui.projector.controller import ProjectorController
        from ui.screens import ScreenWatcher

        if self._screens is None:
            self._screens = ScreenWatcher(self)
        controller = ProjectorController(self._settings, window, self._screens, bridge, self)
        controller.said.connect(self.window.say)
        return controller

    def _sound(self) -> None:
        if self._chime is None:
            from ui.chime import Chime

            self._chime = Chime(self._settings)
        self._chime()

    def _session_opened(self, session: Session) -> None:
        desk = self.window.desk
        if desk is not None:
            desk.bridge.changed.connect(self._keep_awake)
            desk.bridge.ticked.connect(self._tell_notices)
            self._keep_awake()

    def _session_closed(self, session: Session) -> None:
        self._keep_awake()

    def _tell_notices(self) -> None:
        """Say what the library did by itself to keep what it has."""
        for sentence in self.library.notices():
            self.window.say(sentence)

    def _keep_awake(self, _changes: object = None) -> None:
        session = self.window.session
        running = session is not None and session.place.mode == "run"
        if self._awake is None:
            if not running:
                return
            from ui.awake import Awake

            self._awake = Awake()
        self._awake.set_running(running)

    def _save(self) -> bool:
        session = self.window.session
        if session is None:
            return True
        session.keep_place()
        return session.store_waiting()

    def _fault(self, trouble: UserError | EnvironmentFault) -> None:
        self.window.say(str(trouble))


def _documents() -> Path:
    """Return where people keep their files."""
    from PySide6.QtCore import QStandardPaths

    found = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(found) if found and Path(found).is_dir() else Path.home()


def _warm_up() -> None:
    """Import what the first file to be saved needs, so that it is there at once."""
    import exports.pdf.canvas  # noqa: F401
