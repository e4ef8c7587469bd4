"""One open session, made ready for Qt: its changes as one signal, the heartbeat, and acts that cannot crash a slot."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from facilitator.clock import awake_and_asleep, slept
from facilitator.errors import FacilitatorError
from facilitator.model import Changes
from facilitator.session import Session

__all__ = ["Bridge"]

Answer = TypeVar("Answer")

HEARTBEAT_MS = 1000
"""The place and half-typed text are stored this often; the clock is repainted as often."""


class Bridge(QObject):
    """Connects a session with the windows.

    Signals:
        changed: Changes, after every act, undo, redo, move and turn of the clock.
        ticked: once a second, to repaint clocks; nothing else has changed.
        said: str, one sentence for the person at the desk (a mistake, or what the machine refused).
        stored: str or None, why the newest acts are not stored yet; None once everything is.
        slept: float, seconds the machine slept while the clock ran.
    """

    changed = Signal(object)
    ticked = Signal()
    said = Signal(str)
    stored = Signal(object)
    slept = Signal(float)

    def __init__(self, session: Session, parent: QObject | None = None) -> None:
        """Listen to `session` until `close`."""
        super().__init__(parent)
        self.session = session
        self._last_trouble: str | None = None
        self._marks = (time.monotonic(), awake_and_asleep())
        self._unsubscribe = session.subscribe(self._tell)
        self._timer = QTimer(self)
        self._timer.setInterval(HEARTBEAT_MS)
        self._timer.timeout.connect(self.beat)
        self._timer.start()

    def do(self, act: Callable[[], Answer]) -> Answer | None:
        """Carry out an act; a mistake or a refusal is said in one sentence, and None returned."""
        try:
            answer = act()
        except FacilitatorError as trouble:
            self.said.emit(str(trouble))
            return None
        self._tell_trouble()
        return answer

    def beat(self) -> None:
        """Store where the session stands, write what waits, and see whether the machine slept."""
        monotonic, counted = time.monotonic(), awake_and_asleep()
        gap = slept(monotonic - self._marks[0], counted - self._marks[1])
        self._marks = (monotonic, counted)
        if self.session.waiting and self.session.try_is_due:
            self.session.store_waiting()
        moving = self.session.place.mode == "run" or not self.session.place_is_kept
        if moving and self.session.try_is_due:
            self.session.keep_place()
        self._tell_trouble()
        self.ticked.emit()
        if gap and self.session.place.timebox.running:
            self.slept.emit(gap)

    def close(self) -> None:
        """Stop listening, with the place stored a last time."""
        self._timer.stop()
        self.session.store_waiting()
        self.session.keep_place()
        self._unsubscribe()

    def _tell(self, changes: Changes) -> None:
        self.changed.emit(changes)
        self._tell_trouble()

    def _tell_trouble(self) -> None:
        trouble = str(self.session.trouble) if self.session.trouble else None
        if trouble != self._last_trouble:
            self._last_trouble = trouble
            self.stored.emit(trouble)
            if trouble is not None:
                self.said.emit(trouble)
