"""The facilitator's window: Home, and the page of the session that is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QSize, Signal
from PySide6.QtWidgets import QMainWindow, QStackedWidget, QWidget

from ui.desk import frame

if TYPE_CHECKING:
    # The window is there before most of it is needed, and what a session needs is read when the first one is opened.
    from PySide6.QtGui import QCloseEvent, QKeyEvent, QResizeEvent

    from facilitator.session import Session
    from ui.bridge import Bridge
    from ui.desk.commands import Commands
    from ui.desk.context import DeskContext
    from ui.desk.services import DeskServices
    from ui.desk.session_commands import SessionCommands
    from ui.desk.session_page import SessionPage
    from ui.desk.typing_guard import TypingGuard
    from ui.projector.controller import ProjectorController
    from ui.settings import Settings
    from ui.widgets.focus_ring import FocusRing
    from ui.widgets.toast import Toast

__all__ = ["DeskWindow"]


class DeskWindow(QMainWindow):
    """One window for everything the facilitator does. It is made empty; `furnish` gives it all that it does.

    Signals:
        home_wanted: Home is shown now and should be up to date; the session stays open behind it.
        session_closed: Session, after everything of it was kept and it may be forgotten.
        search_wanted: Home's search line should take the keyboard; search_next_wanted: its next hit.
        home_asked: str, any other command while Home is shown.
    """

    home_wanted = Signal()
    session_closed = Signal(object)
    search_wanted = Signal()
    search_next_wanted = Signal()
    home_asked = Signal(str)

    services: DeskServices
    commands: Commands
    _ring: FocusRing

    def __init__(self, settings: Settings) -> None:
        """Make an empty window of the size that it had when it was closed, as `settings` know it."""
        super().__init__()
        self._settings = settings
        self.home: QWidget | None = None
        self.page: SessionPage | None = None
        self._bridge: Bridge | None = None
        self._projector: ProjectorController | None = None
        self._session_commands: SessionCommands | None = None
        self._toast: Toast | None = None
        self._guard: TypingGuard | None = None
        self.setMinimumSize(*frame.SMALLEST)
        self.setWindowTitle(self.tr("Facilitator"))
        self._stack = QStackedWidget()
        self.setCentralWidget(self._stack)
        self._restore_geometry()

    def show_first(self, first_frame: QWidget) -> None:
        """Show this until the window is furnished."""
        self._stack.addWidget(first_frame)

    def furnish(self, services: DeskServices, home: QWidget | None = None) -> None:
        """Give the window what it does, and show `home`; `open_session` shows a session."""
        from ui.desk.commands import Commands
        from ui.widgets.focus_ring import FocusRing

        self.services = services
        self.commands = Commands(self, self.run)
        self._ring = FocusRing(self)
        # Before anything is clicked, Enter does what the keyboard is on: that has to be seen.
        self._ring.note_input(True)
        first_frame = self._stack.currentWidget()
        self.home = home
        if home is not None:
            home.resize(self._stack.size())
            self._stack.addWidget(home)
            self._stack.setCurrentWidget(home)
        if first_frame is not None:
            self._stack.removeWidget(first_frame)
            first_frame.deleteLater()

    @property
    def toast(self) -> Toast:
        """The line over the foot of the window; made when there is something to say."""
        if self._toast is None:
            from ui.widgets.toast import Toast

            self._toast = Toast(self, above=self._foot())
        return self._toast

    def _foot(self) -> int:
        return frame.frame_for(self.width(), self.height()).foot

    @property
    def session(self) -> Session | None:
        """The session that is open, also while Home is shown."""
        return self._bridge.session if self._bridge is not None else None

    @property
    def desk(self) -> DeskContext | None:
        """What the parts of the open session are given."""
        return self.page.desk if self.page is not None else None

    def open_session(self, session: Session) -> None:
        """Open a session and show it; another one that is open is closed first, or stays where it is not stored."""
        if (self.session is not None and self.session.id == session.id) or not self.may_let_go():
            self.back_to_session()
            return
        from ui.bridge import Bridge
        from ui.desk.context import DeskContext
        from ui.desk.session_commands import SessionCommands
        from ui.desk.session_page import SessionPage
        from ui.desk.typing_guard import TypingGuard

        self.close_session()
        services = self.services
        bridge = Bridge(session, self)
        # What was not kept cannot be followed.
        deeper, again = (services.look_into, services.run_again) if session.kept else (None, None)
        forget = services.forget_names if session.kept else None
        desk = DeskContext(
            bridge=bridge,
            prompts=services.prompts,
            settings=services.settings,
            projector=self._projector_for(bridge),
            say=self.say,
            run=self.run,
            look_into=None if deeper is None else lambda finding: deeper(session, finding),
            run_again=None if again is None else lambda: again(session),
            forget_names=None if forget is None else lambda: forget(session),
            earlier_postmortems=lambda: services.earlier_postmortems(session),
            meetings=lambda most: services.meetings(session, most),
        )
        elsewhere = services.save_elsewhere
        if self._guard is None:
            self._guard = TypingGuard(self, self.run, self._presenter_in_use)
        self._bridge = bridge
        self.page = SessionPage(
            desk,
            services.make_stage,
            services.chime,
            None if elsewhere is None else lambda: elsewhere(session),
        )
        self._session_commands = SessionCommands(self, self.page, services, self.toast)
        bridge.said.connect(self.say)
        bridge.slept.connect(self._session_commands.ask_about_sleep)
        self._stack.addWidget(self.page)
        self.back_to_session()

    def _projector_for(self, bridge: Bridge) -> ProjectorController:
        if self._projector is None:
            self._projector = self.services.make_projector(bridge, self)
            self._projector.said.connect(self.say)
            self._projector.unsaid.connect(lambda sentence: self.toast.take_back(sentence))
        else:
            self._projector.set_bridge(bridge)
        return self._projector

    def back_to_session(self) -> None:
        """Show the open session again."""
        if self.page is not None and self.session is not None:
            self._stack.setCurrentWidget(self.page)
            self.commands.set_in_session(True)
            self._show_title()
            self.page.focus_stage()

    def show_home(self) -> None:
        """Show Home; the session stays open and its clock runs on."""
        if self.home is not None:
            self._stack.setCurrentWidget(self.home)
            self.commands.set_in_session(False)
            self.setWindowTitle(self.tr("Facilitator"))
        self.home_wanted.emit()

    def show_page(self, page: QWidget, title: str) -> None:
        """Show a page beside Home, on which Home's keys work; a session that is open stays open."""
        if self._stack.indexOf(page) < 0:
            self._stack.addWidget(page)
        self._stack.setCurrentWidget(page)
        self.commands.set_in_session(False)
        self.setWindowTitle(self.tr("{title} - Facilitator").format(title=title))

    def shows(self, page: QWidget) -> bool:
        """Tell whether this page is what the window shows now."""
        return self._stack.currentWidget() is page

    def close_session(self) -> None:
        """Keep everything of the open session, close the projector and let the session go."""
        if self.page is None or self._bridge is None:
            return
        page, bridge = self.page, self._bridge
        if self._session_commands is not None:
            self._session_commands.close()
        page.keep()
        page.desk.projector.hide()
        page.desk.projector.set_bridge(None)
        bridge.close()
        self.page = self._bridge = self._session_commands = None
        self._stack.removeWidget(page)
        page.hide()
        page.deleteLater()
        bridge.deleteLater()
        self.commands.set_in_session(False)
        self.setWindowTitle(self.tr("Facilitator"))
        self.session_closed.emit(bridge.session)

    def say(self, sentence: str) -> None:
        """Show one sentence over the foot of the window."""
        self.toast.show_message(sentence, tone="warn")

    def run(self, command: str) -> None:
        """Carry out a command of `ui.keys`, or one of the menu."""
        if command == "full_screen":
            self.showNormal() if self.isFullScreen() else self.showFullScreen()
        elif command == "quit":
            self.close()
        elif command == "home":
            self.show_home()
        elif self._in_session() and self._session_commands is not None:
            self._session_commands.run(command)
        elif command == "search":
            if self.home is not None and not self.shows(self.home):
                self.show_home()
            self.search_wanted.emit()
        elif command == "search_next":
            self.search_next_wanted.emit()
        else:
            self.home_asked.emit(command)

    def search(self) -> None:
        """Show Home with its search line ready."""
        self.show_home()
        self.search_wanted.emit()

    def _in_session(self) -> bool:
        return self.page is not None and self._stack.currentWidget() is self.page

    def _presenter_in_use(self) -> bool:
        return self._in_session() and self._settings.switch("presenter_keys", False)

    def _show_title(self) -> None:
        if self.session is not None:
            title = self.session.data.session.title
            self.setWindowTitle(self.tr("{title} - Facilitator").format(title=title))

    def _restore_geometry(self) -> None:
        from PySide6.QtCore import QByteArray

        kept = self._settings.text("desk_geometry", "")
        if kept and self.restoreGeometry(QByteArray.fromBase64(kept.encode("ascii", "ignore"))):
            return
        self.resize(*frame.USUAL)
        room = self.screen().availableSize()
        usual = [side + around for side, around in zip(frame.USUAL, frame.AROUND, strict=True)]
        if _has_room(room, *frame.SMALLEST) and not _has_room(room, *usual):
            from PySide6.QtCore import Qt

            # With its title bar the window would be cut off at the foot, where the clock is.
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._toast is not None:
            # On the foot and not over the work: a board below it could not be scrolled by copying what is there.
            self._toast.set_above(self._foot())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._in_session() and self.page is not None and self.page.type_on(event):
            return
        super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Close in stages: ask where something is not stored, keep, close the room's window, then this one."""
        if not self.may_let_go():
            event.ignore()
            return
        self._settings.keep("desk_geometry", bytes(self.saveGeometry().toBase64().data()).decode("ascii"))
        self._settings.save()
        self.close_session()
        if self._projector is not None:
            self._projector.close()
            self._projector = None
        super().closeEvent(event)

    def may_let_go(self) -> bool:
        """Tell whether the open session may be closed: all of it is stored, or the person gives up what is not."""
        session = self.session
        return session is None or session.store_waiting() or self._close_anyway(session)

    def _close_anyway(self, session: Session) -> bool:
        from ui.widgets.prompts import Choice, Question

        choices = [
            Choice("stay", self.tr("Stay here"), "filled"),
            Choice("close", self.tr("Close, lose them")),
        ]
        if self.services.save_elsewhere is not None:
            choices.insert(1, Choice("elsewhere", self.tr("Save to another place")))
        question = Question(
            self.tr("The newest changes are not stored"),
            str(session.trouble),
            tuple(choices),
            "stay",
            "alarm",
        )
        answer = self.services.prompts.ask(self, question)
        if answer == "elsewhere" and self.services.save_elsewhere is not None:
            self.services.save_elsewhere(session)
            return session.store_waiting()
        return answer == "close"

    def menu_place(self) -> QPoint:
        """Return where the menu opens, on the screen."""
        button = self.page.top_bar.menu if self.page is not None else self
        return button.mapToGlobal(QPoint(0, button.height() + 4))


def _has_room(room: QSize, width: int, height: int) -> bool:
    return room.width() >= width and room.height() >= height
