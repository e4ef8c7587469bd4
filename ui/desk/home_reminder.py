"""Looks on Home for a postmortem that has to be thought of now, and says so in one line."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from facilitator.errors import EnvironmentFault
from facilitator.library.handle import LibraryClosed

if TYPE_CHECKING:
    from facilitator.sending_ahead import Ahead
    from facilitator.session import Session
    from ui.desk.home import Home
    from ui.desk.home_ahead import AheadLine
    from ui.desk.window import DeskWindow

__all__ = ["LOOK_MS", "HomeReminder"]

LOOK_MS = 900
"""How long after Home came up it looks: the first window is painted by then, and nobody waits for it."""
_PUT_AWAY = "sent_ahead_"
"""The settings keep under this and the session's id what was put away: the start of the meeting, or its last day."""
_INCIDENT = "incident"
"""The key under which a session keeps its incident: `facilitator.timelines.INCIDENT`."""


class HomeReminder(QObject):
    """Shows the most pressing postmortem; the next one once that was put away."""

    def __init__(self, window: DeskWindow, home: Home, open_session: Callable[[str], Session | None]) -> None:
        super().__init__(window)
        self._window, self._home, self._open_session = window, home, open_session
        self._settings = window.services.settings
        self.line: AheadLine | None = None
        self._shown: Ahead | None = None
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self.look)
        window.home_wanted.connect(self._timer.start)
        self._timer.start()

    def look(self) -> None:
        """Ask the library; what cannot be read now is read the next time."""
        self._timer.stop()
        try:
            found = self._most_pressing()
        except (EnvironmentFault, LibraryClosed):
            # Another library may just be taking the place of this one.
            return
        if found is None and self.line is None:
            return
        self._shown = found
        self._line().show_ahead(found, self._home.now())

    def _most_pressing(self) -> Ahead | None:
        library = self._home.library
        if not library.planned(_INCIDENT):
            # Most libraries: nothing more is read for it.
            return None
        from facilitator.sending_ahead import ahead
        from ui.deadline_settings import deadlines_of

        found = ahead(library, self._home.now(), deadlines_of(self._settings).meetings)
        return next((each for each in found if self._kept(each) != _what(each)), None)

    def _kept(self, ahead: Ahead) -> str:
        return self._settings.text(_PUT_AWAY + ahead.session_id, "")

    def _line(self) -> AheadLine:
        if self.line is None:
            from ui.desk.home_ahead import AheadLine

            self.line = AheadLine()
            self.line.pack_wanted.connect(self._write_pack)
            self.line.opened.connect(self._open_session)
            self.line.put_away.connect(self._put_away)
            self._home.put_line(self.line)
        return self.line

    def _write_pack(self, session_id: str) -> None:
        if self._open_session(session_id) is not None and self._window.page is not None:
            self._window.page.save_wanted.emit("ahead")

    def _put_away(self, session_id: str) -> None:
        if self._shown is not None and self._shown.session_id == session_id:
            self._settings.keep(_PUT_AWAY + session_id, _what(self._shown))
            self._settings.save()
        self.look()


def _what(ahead: Ahead) -> str:
    return ahead.starts or str(ahead.meeting_by)
