"""What stands on the private side: what to say and watch for, the hint that is due, and the facilitator's notes."""

from __future__ import annotations

from PySide6.QtCore import QObject

from facilitator.session import Session
from ui.desk.context import DeskContext
from ui.desk.private_side import PrivateSide

__all__ = ["PrivateWords"]

NOTES_KEY = "private_notes"
"""Under this key an activity keeps what the facilitator wrote on the private side."""


class PrivateWords(QObject):
    """Fills `side` from the session. `kind` is what the stage host shows: activity, break, summary or nothing."""

    def __init__(self, desk: DeskContext, side: PrivateSide, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._side = side
        self._kind = ""
        self._notes_of = ""
        self._hint: int | None = None
        side.notes_typed.connect(self._notes_typed)
        side.notes_settled.connect(self._notes_settled)

    @property
    def _session(self) -> Session:
        return self._desk.session

    def show_place(self, kind: str) -> None:
        """Show the words of another place; a hint that was asked for is gone with the place it belonged to."""
        self._kind, self._hint = kind, None
        phase = self._session.course.phase
        if kind == "summary":
            self._side.show_phase("", self._session.data.method.after, afterwards=True)
        elif kind == "break" or phase is None:
            self._side.show_phase("", ())
        else:
            self._side.show_phase(phase.say, phase.watch)
        self.show_notes()
        self.show_hint()

    def show_notes(self) -> None:
        """Show the notes of the present activity, unless they are being written."""
        if self._side.unsettled:
            return
        self._notes_of = self._session.place.activity_id
        kept = str(self._session.data.value(self._notes_of, NOTES_KEY, ""))
        self._side.show_notes(self._session.place.drafts.get(self._draft_field(), kept))

    def show_hint(self) -> None:
        """Show the hint that was asked for, or the one that is due as time runs out."""
        pool = self._pool()
        if self._hint is not None and pool:
            self._side.show_hint(pool[self._hint % len(pool)])
            return
        phase, place = self._session.course.phase, self._session.place
        late = place.mode == "run" and place.timebox.planned > 0 and not place.break_id
        due = late and place.timebox.pace(self._session.monotonic()) != "fine"
        self._side.show_hint(phase.hint if due and phase is not None else "")

    def next_hint(self) -> bool:
        """Show the next hint; tell whether there is one."""
        if not self._pool():
            return False
        self._hint = 0 if self._hint is None else self._hint + 1
        self.show_hint()
        return True

    def _pool(self) -> tuple[str, ...]:
        if self._kind == "summary":
            return self._session.data.method.after
        phase = self._session.course.phase
        if phase is None:
            return ()
        return tuple(text for text in (phase.hint, *phase.watch) if text)

    def _draft_field(self) -> str:
        return f"{self._notes_of}/{NOTES_KEY}"

    def _notes_typed(self, text: str) -> None:
        self._session.course.keep_draft(self._draft_field(), text)

    def _notes_settled(self, text: str) -> None:
        activity_id = self._notes_of
        self._session.course.keep_draft(self._draft_field(), "")
        self._desk.bridge.do(
            lambda: self._session.values.set(activity_id, NOTES_KEY, text or None, act="values.notes")
        )
