"""What a session needs of the program around it: the room's window, sound, a screen that stays on, other sessions."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from facilitator.errors import EnvironmentFault

if TYPE_CHECKING:
    from facilitator.library import Library, SessionSummary
    from facilitator.model import Community
    from facilitator.postmortems import EarlierPostmortem, Meeting
    from facilitator.session import Session
    from ui.awake import Awake
    from ui.bridge import Bridge
    from ui.chime import Chime
    from ui.projector.controller import ProjectorController
    from ui.screens import ScreenWatcher
    from ui.settings import Settings

__all__ = ["SessionNeeds"]


class SessionNeeds(QObject):
    """Gives sessions what they need; each part is made when it is first asked for.

    Signals: said(str), one sentence for the person at the desk.
    """

    said = Signal(str)

    def __init__(self, settings: Settings, library: Callable[[], Library], parent: QObject) -> None:
        """`library` returns the one that is held now: another may take its place."""
        super().__init__(parent)
        self._settings = settings
        self._library = library
        self._screens: ScreenWatcher | None = None
        self._chime: Chime | None = None
        self._awake: Awake | None = None
        self._bridge: Bridge | None = None

    def close(self) -> None:
        """Let the screen sleep again."""
        if self._awake is not None:
            self._awake.close()

    def accompany(self, bridge: Bridge) -> None:
        """Keep the screen on while this session runs, and say what the library did by itself meanwhile."""
        self._bridge = bridge
        bridge.changed.connect(self._keep_awake)
        bridge.ticked.connect(self._tell_notices)
        # Opening may have put something right that was damaged.
        self._tell_notices()
        self._keep_awake()

    def rest(self) -> None:
        """Let the screen sleep: no session is open any more."""
        self._bridge = None
        self._keep_awake()

    def make_projector(self, bridge: Bridge, window: QWidget) -> ProjectorController:
        """Make what runs the room's window."""
        from ui.projector.controller import ProjectorController
        from ui.screens import ScreenWatcher

        if self._screens is None:
            self._screens = ScreenWatcher(self)
        return ProjectorController(self._settings, window, self._screens, bridge, self)

    def chime(self) -> None:
        """Sound once."""
        if self._chime is None:
            from ui.chime import Chime

            self._chime = Chime(self._settings)
        self._chime()

    def communities(self) -> tuple[Community, ...]:
        """Return the communities of the library; none when it cannot be read, which is said."""
        try:
            return tuple(self._library().communities())
        except EnvironmentFault as trouble:
            self.said.emit(str(trouble))
            return ()

    def find_session(self, session_id: str) -> SessionSummary | None:
        """Return a session of the library; None when it is not there or cannot be read, which is said."""
        try:
            return self._library().summary(session_id)
        except EnvironmentFault as trouble:
            self.said.emit(str(trouble))
            return None

    def earlier_postmortems(self, session: Session) -> tuple[EarlierPostmortem, ...]:
        """Return the postmortems of the same service as a session's, the newest first."""
        # Most sessions are no postmortems, and the first window has no use for it.
        from facilitator.postmortems import earlier_postmortems

        return earlier_postmortems(self._library(), session.data)

    def meetings(self, session: Session, most: int) -> tuple[Meeting, ...]:
        """Return what the newest meetings of a session's method were worth to those who came, the oldest first."""
        from facilitator.postmortems import trend

        return trend(self._library(), session.data, most)

    def _keep_awake(self, _changes: object = None) -> None:
        running = self._bridge is not None and self._bridge.session.place.mode == "run"
        if self._awake is None:
            if not running:
                return
            from ui.awake import Awake

            self._awake = Awake()
        self._awake.set_running(running)

    def _tell_notices(self) -> None:
        for sentence in self._library().notices():
            self.said.emit(sentence)
