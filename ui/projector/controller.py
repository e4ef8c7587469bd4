"""Runs the room's window: what it shows, on which screen, and what happens when screens come and go."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from facilitator import audience
from facilitator.audience import AudienceView, ClockView
from facilitator.model import Changes
from facilitator.session import Session
from ui import theme as themes
from ui.bridge import Bridge
from ui.projector import scene
from ui.projector.desk_keys import DeskKeys
from ui.projector.freezing import FrozenClock
from ui.projector.identify import Numbers
from ui.projector.moving import beside, move_to_screen
from ui.projector.sheet import Screen
from ui.projector.window import ProjectorWindow
from ui.screens import ScreenInfo, ScreenWatcher, pick_projector_screen, screen_of, show_full_screen_on
from ui.settings import Settings
from ui.theme import Theme

__all__ = ["ProjectorController"]

REMEMBERED = "projector_screen"
_UNSEEN = Screen(1280.0, 720.0)


class ProjectorController(QObject):
    """The room's window, as the desk works it.

    Frozen, the room keeps its view, and its clock stays true.

    Signals:
        changed: shown, hidden, frozen, black, another screen, or another number of pages.
        said: str, one sentence for the person at the desk; unsaid: str, one of them that holds no more.
    """

    changed = Signal()
    said = Signal(str)
    unsaid = Signal(str)

    def __init__(
        self,
        settings: Settings,
        desk: QWidget,
        watcher: ScreenWatcher,
        bridge: Bridge | None = None,
        parent: QObject | None = None,
    ) -> None:
        """Show nothing yet. `desk` is the facilitator's top-level window."""
        super().__init__(parent)
        self._settings = settings
        self._desk = desk
        self._watcher = watcher
        self._bridge: Bridge | None = None
        self._window: ProjectorWindow | None = None
        self._screen: ScreenInfo | None = None
        self._visible = False
        self._frozen = False
        self._black = False
        self._hidden_for_change = False
        self._kept: FrozenClock | None = None
        self._last_view: AudienceView | None = None
        self._numbers = Numbers(self)
        self.forward_keys: Callable[[QKeyEvent], None] = DeskKeys(desk)
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self._tick)
        watcher.disturbed.connect(self._screens_disturbed)
        watcher.settled.connect(self._screens_settled)
        themes.holder().changed.connect(self._theme_changed)
        self.set_bridge(bridge)

    @property
    def visible(self) -> bool:
        """Whether the room's window is shown."""
        return self._visible

    @property
    def frozen(self) -> bool:
        """Whether the room keeps its view while the desk looks ahead."""
        return self._frozen

    @property
    def black(self) -> bool:
        """Whether the room sees black."""
        return self._black

    @property
    def single_screen(self) -> bool:
        """Whether there is no second screen now, so that the room's view is an ordinary window."""
        return self._wanted() is None

    @property
    def window(self) -> ProjectorWindow | None:
        """The room's window, None until it was shown first."""
        return self._window

    @property
    def pages(self) -> int:
        """On how many pages the room sees what the desk shows now."""
        if self._window is not None and self._window.shown is not None and not self._frozen:
            return self._window.shown.pages
        view = self._current_view()
        return scene.pages(view, _UNSEEN) if view is not None else 1

    def set_bridge(self, bridge: Bridge | None) -> None:
        """Show another session; None when no session is open. Freezing and black end with the session before."""
        if self._bridge is not None:
            self._bridge.changed.disconnect(self._session_changed)
            self._bridge.ticked.disconnect(self._tick)
        self._bridge = bridge
        self._frozen = self._black = False
        self._kept = None
        self._last_view = None
        if bridge is not None:
            bridge.changed.connect(self._session_changed)
            bridge.ticked.connect(self._tick)
        if self._window is not None:
            self._window.set_black(False)
        self._show_current()
        self.changed.emit()

    def apply_settings(self) -> None:
        """Take in that the settings were changed: the colours of the room, motion."""
        if self._window is not None:
            self._window.set_theme(self._theme())
            self._window.reduced_motion = self._settings.switch("reduced_motion", False)

    def toggle(self) -> None:
        """Show the room's window, or hide it; an ordinary window moves to a second screen that is there now."""
        moves = self._visible and self._screen is None and self._wanted() is not None
        if self._visible and not moves:
            self.hide()
        else:
            self.show()

    def show(self) -> None:
        """Show the room's window: full screen away from the desk, or as an ordinary window."""
        window = self._made()
        wanted = self._wanted()
        self._hidden_for_change = False
        if wanted is None:
            self._show_as_window(window)
        elif self._fill(window, wanted):
            self._settings.keep(REMEMBERED, json.dumps(list(wanted.key)))
        else:
            self._lost()
            return
        self._visible = True
        self._show_current()
        self._desk.activateWindow()
        self.changed.emit()

    def hide(self) -> None:
        """Hide the room's window."""
        if self._window is not None:
            self._window.hide()
        self._screen = None
        self._hidden_for_change = False
        if self._visible:
            self._visible = False
            self.unsaid.emit(self._one_screen)
            self.changed.emit()

    def set_frozen(self, frozen: bool) -> None:
        """Let the room keep what it sees, or see the present again."""
        if frozen == self._frozen:
            return
        self._frozen = frozen
        session = self._session()
        self._kept = FrozenClock(session) if frozen and session is not None else None
        self._show_current()
        self.changed.emit()

    def set_black(self, black: bool) -> None:
        """Show black to the room, or its view again."""
        if black == self._black:
            return
        self._black = black
        if self._window is not None:
            self._window.set_black(black)
        self.changed.emit()

    def swap(self) -> None:
        """Let desk and room change screens."""
        window, room, own = self._window, self._screen, screen_of(self._desk)
        if not self._visible or window is None or room is None or own is None:
            self.said.emit(
                self.tr("There is nothing to swap yet. Show the projector on a second screen first: F5.")
            )
            return
        window.hide()
        if not move_to_screen(self._desk, room):
            self._lost()
            return
        if self._fill(window, own):
            self._settings.keep(REMEMBERED, json.dumps(list(own.key)))
            self._show_current()
            self._desk.activateWindow()
            self.changed.emit()
        else:
            self._lost()

    def identify(self) -> None:
        """Show a big number on each screen for a moment."""
        own = screen_of(self._desk)

        def words(info: ScreenInfo) -> str:
            if own is not None and info.key == own.key:
                return self.tr("This desk")
            if self._screen is not None and info.key == self._screen.key:
                return self.tr("The room")
            return info.name

        self._numbers.show(self._watcher.screens, words)

    def turn_page(self, step: int) -> None:
        """Show the room `step` pages further on (or back); after the last page comes the first."""
        session = self._session()
        if session is not None:
            page = (session.focus.page + step) % self.pages
            session.set_focus(replace(session.focus, page=page))

    def close(self) -> None:
        """Take the window away for good, with everything that listens."""
        self.set_bridge(None)
        self.hide()
        self._numbers.clear()
        self._second.stop()
        if self._window is not None:
            self._window.close()
            self._window.deleteLater()
            self._window = None

    # What the room sees

    def _session(self) -> Session | None:
        return self._bridge.session if self._bridge is not None else None

    def _current_view(self) -> AudienceView | None:
        session = self._session()
        return audience.view(session) if session is not None else None

    def _show_current(self) -> None:
        if not self._frozen:
            self._last_view = self._current_view()
        if self._window is None or not self._visible:
            return
        before = self._window.shown.pages if self._window.shown is not None else 1
        self._window.show_view(self._last_view)
        self._tick()
        after = self._window.shown.pages if self._window.shown is not None else 1
        if before != after:
            self.changed.emit()

    def _session_changed(self, changes: Changes) -> None:
        self._show_current()

    def _tick(self) -> None:
        """Show the clock of this moment, and come back when its digits change."""
        if self._window is None or not self._visible:
            return
        clock = self._clock()
        self._window.show_clock(clock)
        if clock is not None and clock.running:
            rest = clock.remaining % 1.0
            self._second.start(max(20, round((rest or 1.0) * 1000) + 5))

    def _clock(self) -> ClockView | None:
        session = self._session()
        if session is None or (self._last_view is not None and self._last_view.clock is None):
            return None
        if not self._frozen or self._kept is None:
            return audience.clock_view(session)
        return self._kept.view(session)

    # Where the room's window is

    def _made(self) -> ProjectorWindow:
        if self._window is None:
            window = ProjectorWindow()
            window.key_typed.connect(self._key_typed)
            window.dismissed.connect(self.hide)
            self._window = window
            self.apply_settings()
            window.set_black(self._black)
            handle = self._desk.window().windowHandle()
            if handle is not None:
                handle.screenChanged.connect(self._desk_moved)
        return self._window

    def _wanted(self) -> ScreenInfo | None:
        return pick_projector_screen(self._watcher.screens, screen_of(self._desk), self._remembered())

    def _remembered(self) -> tuple[str, str] | None:
        try:
            name, serial = json.loads(self._settings.text(REMEMBERED, "[]"))
        except ValueError:
            return None
        return str(name), str(serial)

    @property
    def _one_screen(self) -> str:
        return self.tr("One screen only. The room’s view opens in a window.")

    def _fill(self, window: ProjectorWindow, wanted: ScreenInfo) -> bool:
        window.hide()
        window.setWindowFlags(
            Qt.WindowType.Window | Qt.WindowType.FramelessWindowHint | Qt.WindowType.WindowDoesNotAcceptFocus
        )
        window.setWindowTitle(self.tr("The room’s view"))
        window.setCursor(Qt.CursorShape.BlankCursor)
        filled = show_full_screen_on(window, wanted)
        self._screen = wanted if filled else None
        return filled

    def _show_as_window(self, window: ProjectorWindow) -> None:
        window.hide()
        # It takes no focus, so a window manager would put it below the desk, where nobody sees it.
        window.setWindowFlags(Qt.WindowType.Window | Qt.WindowType.WindowStaysOnTopHint)
        window.setWindowState(Qt.WindowState.WindowNoState)
        window.setWindowTitle(self.tr("The room’s view, in a window: one screen only"))
        window.unsetCursor()
        own = screen_of(self._desk)
        if own is not None:
            window.setGeometry(beside(own.geometry, 0.45))
        window.show()
        self._screen = None
        self.said.emit(self._one_screen)

    def _screens_disturbed(self) -> None:
        """Something happens to the screens: nothing of the room may flash up on the desk meanwhile."""
        if self._visible and self._screen is not None and self._window is not None:
            self._window.hide()
            self._hidden_for_change = True

    def _screens_settled(self) -> None:
        if not self._hidden_for_change or self._window is None or self._screen is None:
            self.changed.emit()
            return
        self._hidden_for_change = False
        before = self._screen.key
        own = screen_of(self._desk)
        still = next((each for each in self._watcher.screens if each.key == before), None)
        safe = still is not None and pick_projector_screen([still], own, before) is not None
        if still is not None and safe and own is not None and self._fill(self._window, still):
            self._show_current()
            self.changed.emit()
        else:
            self._lost()

    def _lost(self) -> None:
        if self._window is not None:
            self._window.hide()
        self._screen = None
        self._visible = False
        self.said.emit(self.tr("The projector went away. Its window is hidden; press F5 when it is back."))
        self.changed.emit()

    def _desk_moved(self) -> None:
        """The desk was dragged onto the room's screen: the room gives way."""
        own = screen_of(self._desk)
        if self._window is None or not self._window.isVisible() or self._screen is None or own is None:
            return
        if own.key == self._screen.key:
            wanted = self._wanted()
            if wanted is not None and self._fill(self._window, wanted):
                self._show_current()
                self.changed.emit()
            else:
                self._lost()

    def _key_typed(self, event: QKeyEvent) -> None:
        self.forward_keys(event)

    # How it looks

    def _theme(self) -> Theme:
        chosen = self._settings.text("projector_theme", "follow")
        return themes.load(chosen) if chosen in ("light", "dark") else themes.holder().theme

    def _theme_changed(self, theme: Theme) -> None:
        self.apply_settings()
