"""What happens on the desk when a timebox is over: the sound, and the question whether to go on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from ui.desk.context import DeskContext
from ui.desk.time_up import EXTRA_MINUTES, TimeUpStrip

__all__ = ["TimeRunningOut"]


class TimeRunningOut(QObject):
    """Shows `strip` once a timebox is over, and takes it away when there is time again.

    Signals: answered() when the keyboard should go back to the work.
    """

    answered = Signal()

    def __init__(
        self, desk: DeskContext, strip: TimeUpStrip, chime: Callable[[], None], parent: QObject
    ) -> None:
        """`chime` sounds at zero, where the settings want a sound."""
        super().__init__(parent)
        self._desk = desk
        self._strip = strip
        self._chime = chime
        self._rang = False
        self._timed: tuple[str | None, ...] | None = None
        strip.ask.connect(self._ask)
        strip.more.connect(self._go_on)

    def begin(self) -> None:
        """Take the time as it is: what was over before is not rung for again."""
        session = self._desk.session
        self._rang = session.place.timebox.planned > 0 and session.course.remaining() <= 0

    def look(self) -> None:
        """See once a second whether time is up; only where a session runs and has, or had, a timebox."""
        session = self._desk.session
        over = self._has_timebox() and session.course.remaining() <= 0
        if over and not self._rang and session.place.timebox.running:
            if self._desk.settings.switch("sound", True):
                self._chime()
            self._strip.setVisible(True)
        if not over:
            self._strip.hide()
            self._end_vote()
        self._rang = over

    def _has_timebox(self) -> bool:
        """Tell whether there is a timebox here, if only one that was shortened to nothing."""
        place = self._desk.session.place
        # A break keeps the phase that it was taken in, and has minutes of its own.
        here = (place.activity_id, place.phase, place.break_id)
        if place.timebox.planned > 0:
            self._timed = here
        return self._timed == here

    def _ask(self) -> None:
        """Show the question to the room: everybody answers with a thumb, at the same moment."""
        session = self._desk.session
        session.set_focus(replace(session.focus, time_vote=True))
        self.answered.emit()

    def _end_vote(self) -> None:
        session = self._desk.session
        session.set_focus(replace(session.focus, time_vote=False))

    def _go_on(self) -> None:
        self._strip.hide()
        self._end_vote()
        course = self._desk.session.course
        self._desk.bridge.do(lambda: course.add_minutes(EXTRA_MINUTES))
        self.answered.emit()
