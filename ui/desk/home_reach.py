"""How Home reaches a session or the library, whether the session is open or not, and says what went wrong."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from facilitator.errors import FacilitatorError
from ui.desk.window import DeskWindow

if TYPE_CHECKING:
    from PySide6.QtWidgets import QDialog

    from facilitator.library import Library, SessionSummary
    from facilitator.session import Session
    from ui.desk.home import Home

__all__ = ["HomeReach"]

Answer = TypeVar("Answer")


class HomeReach:
    """The sessions and the library of `home`, as the acts in `window` need them."""

    def __init__(self, window: DeskWindow, home: Home) -> None:
        self._window = window
        self._home = home

    @property
    def library(self) -> Library:
        """The library that Home shows."""
        return self._home.library

    def do(self, act: Callable[[], Answer]) -> Answer | None:
        """Return what `act` returns; None after a mistake, which the window says."""
        try:
            return act()
        except FacilitatorError as trouble:
            self._window.say(str(trouble))
            return None

    def done(self, act: Callable[[], object]) -> bool:
        """Carry out `act`; tell whether it came to its end. The window says why not."""

        def carried_out() -> bool:
            act()
            return True

        return self.do(carried_out) is not None

    def summary(self, session_id: str) -> SessionSummary | None:
        """Return a session as Home lists it, None when it is not in the list."""
        return next((each for each in self._home.sessions.sessions.sessions if each.id == session_id), None)

    def session(self, session_id: str) -> Session | None:
        """Return the session that is open with this id, or read it from the library."""
        present = self._window.session
        if present is not None and present.id == session_id:
            return present
        return self.do(lambda: self._load(session_id))

    def _load(self, session_id: str) -> Session:
        from facilitator.opening import open_session

        return open_session(self.library, session_id)

    def change(self, session_id: str, act: Callable[[Session], object]) -> bool:
        """Carry out an act on a session, open or not; tell whether it is stored, and say why it is not."""
        session = self.session(session_id)
        done = session is not None and self.done(lambda: act(session))
        if session is not None and done and session.trouble is not None:
            self._window.say(str(session.trouble))
            done = False
        self._home.refresh()
        return done

    def let_go(self, session_id: str) -> bool:
        """Close the session before the library changes its row behind its back; tell whether that was possible."""
        present = self._window.session
        if present is not None and present.id == session_id:
            if not self._window.may_let_go():
                return False
            self._window.close_session()
        return True

    def carry_out(self, dialog: QDialog) -> bool:
        """Show a dialog until it is answered; tell whether it was accepted."""
        accepted = bool(dialog.exec())
        dialog.deleteLater()
        return accepted
