"""What stands in the foot: phases, clock, predicted end, and the words of the filled button."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt, QTimer

from facilitator.postmortems import is_postmortem
from ui.desk import situation
from ui.desk.context import DeskContext
from ui.desk.foot import Foot
from ui.desk.stage import Stage

__all__ = ["FootWords"]


class FootWords(QObject):
    """Fills `foot` from the session. The digits follow those of the room between two ticks."""

    def __init__(self, desk: DeskContext, foot: Foot, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._foot = foot
        self._second = QTimer(self)
        self._second.setSingleShot(True)
        self._second.setTimerType(Qt.TimerType.PreciseTimer)
        self._second.timeout.connect(self.show_time)

    def show_all(self, stage: Stage | None, kind: str) -> None:
        """Show everything. `kind` is what the stage host shows: activity, break, summary or nothing."""
        session = self._desk.session
        activity, phase = session.course.activity, session.course.phase
        self._foot.set_running_form(session.place.mode == "run")
        self._foot.resting.setText(
            self.tr("Preparing: no clock, everything is open.")
            if session.place.mode == "prepare"
            else self.tr("The session is over. Everything can still be corrected.")
        )
        if kind == "activity" and activity is not None and phase is not None:
            phases = [(each.id, each.title) for each in session.course.phases(activity)]
            self._foot.set_phases(phases, phase.id, situation.done_phases(session))
        else:
            self._foot.set_phases([], None, ())
        self.show_next(stage, kind)
        self.show_time()

    def show_time(self) -> None:
        """Show what is left, and the end that follows from it."""
        session = self._desk.session
        timebox = session.place.timebox
        remaining = session.course.remaining()
        self._foot.set_time(remaining, timebox.planned, timebox.running)
        if timebox.running:
            # The digits change with those of the room, not up to a second later.
            self._second.start(max(20, round((remaining % 1.0 or 1.0) * 1000) + 5))
        said = situation.end_words(session)
        self._foot.set_end(said.end, said.pace, said.role)

    def show_next(self, stage: Stage | None, kind: str) -> None:
        """Show what the filled button does, or why it does nothing yet."""
        self._foot.set_next(*self._next_words(stage, kind))

    def _next_words(self, stage: Stage | None, kind: str) -> tuple[str, str | None]:
        mode = self._desk.session.place.mode
        if mode == "prepare":
            meets = is_postmortem(self._desk.session.data.method)
            return self.tr("Start the meeting") if meets else self.tr("Start the workshop"), None
        if mode == "after":
            return (self.tr("Save a file") if kind == "summary" else self.tr("Back to the summary")), None
        step = stage.next_step() if stage is not None else None
        if step is not None:
            return step.text, step.reason or None
        coming = situation.onward(self._desk.session)
        if coming.step == "phase":
            return self.tr("Next: {title}").format(title=coming.title), None
        if coming.step == "break":
            return self.tr("Break"), None
        return (self.tr("End the session") if coming.step == "end" else self.tr("Next activity")), None
