"""A break put into the agenda, and other minutes for one line of it."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from facilitator.agenda import BREAK
from facilitator.model import AgendaEntry
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, Stepper, labelled
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.plain_label import PlainLabel

__all__ = ["BreakDialog", "MinutesDialog"]

USUAL_BREAK = 10
_NOW = "now"


class BreakDialog(DeskDialog):
    """A break of some minutes, now or after a line of the agenda (`after_id`)."""

    def __init__(self, desk: DeskContext, after_id: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=440)
        self.set_title(self.tr("A break"))
        self._desk = desk
        self.minutes = Stepper(self.tr("Minutes"), USUAL_BREAK, 1, 240, unit=self.tr("minutes"))
        self.where = ChoiceBox(self.tr("When"))
        session = desk.session
        if session.place.mode == "run":
            self.where.addItem(self.tr("Now"), _NOW)
        for entry in session.data.agenda:
            self.where.addItem(self.tr("After “{title}”").format(title=entry.title), entry.id)
        if after_id is not None:
            self.where.setCurrentIndex(max(0, self.where.findData(after_id)))
        self.body.addWidget(labelled(self.tr("How long"), self.minutes))
        self.body.addWidget(labelled(self.tr("When"), self.where))
        self.add_cancel()
        self.add_answer(self.tr("Put it in"), self._accept, filled=True)
        self.minutes.setFocus()
        self.minutes.spin.selectAll()

    def _accept(self) -> None:
        session = self._desk.session
        minutes, where = self.minutes.value(), str(self.where.currentData())
        title = self.tr("Break")
        if where == _NOW:
            self._desk.bridge.do(lambda: session.course.break_now(minutes, title))
        else:
            self._desk.bridge.do(lambda: session.agenda.add_break(minutes, after_id=where, title=title))
        self.accept()


class MinutesDialog(DeskDialog):
    """The planned minutes of each phase of an activity, or of a break."""

    def __init__(self, desk: DeskContext, entry: AgendaEntry, parent: QWidget | None = None) -> None:
        super().__init__(parent, width=440)
        self.set_title(entry.title)
        self._desk = desk
        self._entry = entry
        self.steppers: dict[str, Stepper] = {}
        self.body.addWidget(
            PlainLabel(self.tr("Minutes planned. The timebox that runs now keeps its time."), role="ink_soft")
        )
        for phase_id, title, minutes in self._parts():
            stepper = Stepper(title, round(minutes), 0, 600, unit=self.tr("min"))
            self.steppers[phase_id] = stepper
            self.body.addWidget(labelled(title, stepper))
        self.add_cancel()
        self.add_answer(self.tr("Plan it so"), self._accept, filled=True)
        first = next(iter(self.steppers.values()), None)
        if first is not None:
            first.setFocus()
            first.spin.selectAll()

    def _parts(self) -> list[tuple[str, str, float]]:
        session, entry = self._desk.session, self._entry
        activity = session.data.method.activity(entry.activity_id or "")
        if activity is None:
            return [(BREAK, self.tr("Break"), entry.minutes.get(BREAK, 0.0))]
        return [
            (phase.id, phase.title, session.course.minutes(activity, phase))
            for phase in session.course.phases(activity)
        ]

    def _accept(self) -> None:
        session, entry = self._desk.session, self._entry
        for phase_id, _, before in self._parts():
            minutes = self.steppers[phase_id].value()
            if minutes == round(before):
                continue
            if entry.activity_id is None:
                self._desk.bridge.do(lambda minutes=minutes: session.agenda.change_break(entry.id, minutes))
            else:
                activity_id = entry.activity_id
                self._desk.bridge.do(
                    lambda activity_id=activity_id, phase_id=phase_id, minutes=minutes: (
                        session.agenda.set_minutes(activity_id, phase_id, minutes)
                    )
                )
        self.accept()
