"""The clock of a view that is frozen: true, although the desk looks ahead."""

from __future__ import annotations

from dataclasses import replace

from facilitator import audience
from facilitator.audience import ClockView
from facilitator.session import Session

__all__ = ["FrozenClock"]


class FrozenClock:
    """The clock that the room goes on seeing from the moment its view was frozen.

    As long as the desk is still in the same phase it is that phase's clock, with its pauses and added minutes; once
    the desk looks ahead it runs on as it ran when the desk left.
    """

    def __init__(self, session: Session) -> None:
        self._keep(session)

    def _keep(self, session: Session) -> None:
        self._place = _place(session)
        self._clock = audience.clock_view(session)
        self._at = session.monotonic()

    def view(self, session: Session) -> ClockView:
        """Return the clock as the room sees it now."""
        if self._place == _place(session):
            self._keep(session)
            return self._clock
        if not self._clock.running:
            return self._clock
        return replace(self._clock, remaining=self._clock.remaining - (session.monotonic() - self._at))


def _place(session: Session) -> tuple[str, str | None, str | None, str | None]:
    place = session.place
    return place.mode, place.activity_id, place.phase, place.break_id
