"""The postmortem as a whole: how far it is, its message, who leads it, by when to meet, and what was before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import moments, postmortems, timelines
from facilitator.deadlines import business_days
from facilitator.errors import FacilitatorError
from facilitator.model import Changes
from facilitator.postmortems import MESSAGES, STATUSES, WORDS, Postmortem
from ui.deadline_settings import deadlines_of
from ui.desk.context import DeskContext
from ui.desk.dialogs.base import DeskDialog, labelled
from ui.desk.home_words import day_words, stored_day_words
from ui.desk.postmortem_results import OPEN, meetings_words, message_words, status_words
from ui.widgets.button import Button
from ui.widgets.choice_box import ChoiceBox
from ui.widgets.field import Field
from ui.widgets.plain_label import PlainLabel
from ui.widgets.tall_scroll import TallScroll

if TYPE_CHECKING:
    from facilitator.postmortems import EarlierPostmortem, Meeting

__all__ = ["PostmortemDialog"]

_WIDTH, _BESIDE, _AROUND, _LEAST = 600, 64, 200, 160


def _tr(words: str) -> str:
    return QCoreApplication.translate("PostmortemDialog", words)


class PostmortemDialog(DeskDialog):
    """Each change is carried out at once; undo takes it back. What cannot be yet is said in the dialog."""

    def __init__(
        self,
        desk: DeskContext,
        earlier: Sequence[EarlierPostmortem] = (),
        parent: QWidget | None = None,
        *,
        meetings: Sequence[Meeting] = (),
    ) -> None:
        """`earlier` are the postmortems of the same service, the newest first; `meetings` what meetings were worth."""
        super().__init__(parent, width=_WIDTH)
        self.set_title(self.tr("The postmortem"))
        self._desk = desk
        self.status = ChoiceBox(self.tr("How far it is"))
        for status in STATUSES:
            self.status.addItem(status_words(status), status)
        self.message = ChoiceBox(self.tr("Message to those outside"))
        for state in (OPEN, *MESSAGES):
            self.message.addItem(message_words(state), state)
        self.rule = PlainLabel(style="small", role="ink_soft", wrap=True)
        self.owner = Field(self.tr("Who drives it to its end"), show_label=False)
        self.facilitator = Field(self.tr("Who leads the meeting"), show_label=False)
        self.responded = PlainLabel(style="small", role="warn", wrap=True)
        self.deadline = PlainLabel(wrap=True)
        self.late = PlainLabel(style="small", role="warn", wrap=True)
        self.word = ChoiceBox(self.tr("What it is called"))
        self.word.setEditable(True)
        self.word.addItems(list(WORDS))
        self.trouble = PlainLabel(style="small", role="alarm", wrap=True)
        self.incident = PlainLabel(wrap=True)
        self.go_there = Button(self.tr("Write it"), name=self.tr("Go to where the incident is written"))
        self.go_there.clicked.connect(self._go_to_incident)
        self.earlier = _earlier_list(earlier)
        title, worth = meetings_words(meetings)
        self.meetings = PlainLabel(f"{title}\n{worth}", style="small", role="ink_soft", wrap=True)
        self.meetings.setVisible(bool(meetings))
        inside = QWidget()
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 8, 0)
        self._column.setSpacing(12)
        for part in self._parts():
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.view = TallScroll(inside)
        self.body.addWidget(self.view, 1)
        self.add_close()
        self._show()
        acts = desk.session.postmortem
        self.status.activated.connect(
            lambda: self._do(lambda: acts.set_status(str(self.status.currentData())))
        )
        self.message.activated.connect(lambda: self._do(lambda: acts.set_message(self._message())))
        self.owner.edit.editingFinished.connect(self._owner_written)
        self.facilitator.edit.editingFinished.connect(self._facilitator_written)
        self.word.activated.connect(lambda: self._word_written())
        line = self.word.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._word_written)

    def _parts(self) -> Sequence[QWidget]:
        incident = QWidget()
        row = QHBoxLayout(incident)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(12)
        row.addWidget(self.incident, 1)
        row.addWidget(self.go_there, 0, Qt.AlignmentFlag.AlignTop)
        return (
            labelled(self.tr("How far it is"), self.status),
            labelled(self.tr("Message to those outside"), self.message),
            self.rule,
            self.trouble,
            labelled(self.tr("The incident"), incident),
            labelled(self.tr("Who drives it to its end"), self.owner),
            labelled(self.tr("Who leads the meeting"), self.facilitator),
            self.responded,
            labelled(self.tr("The meeting"), self.deadline),
            self.late,
            labelled(self.tr("What it is called"), self.word),
            self.earlier,
            self.meetings,
        )

    def _go_to_incident(self) -> None:
        session = self._desk.session
        at_home = timelines.home(session.data.method)
        self.accept()
        if at_home is not None:
            self._desk.bridge.do(lambda: session.course.go(at_home))

    def _fit(self) -> None:
        """Be as high as what is shown, or as the window allows; then it scrolls."""
        parent = self.parentWidget()
        room = parent.window().height() if parent is not None else self.screen().availableSize().height()
        wanted = self._column.totalHeightForWidth(_WIDTH - _BESIDE)
        self.view.setMinimumHeight(max(_LEAST, min(wanted, room - _AROUND)))

    @property
    def _now(self) -> Postmortem:
        rules = deadlines_of(self._desk.settings).meetings
        now = postmortems.postmortem(self._desk.session.data, rules)
        assert now is not None, "only a postmortem has this dialog"
        return now

    def _message(self) -> str | None:
        state = str(self.message.currentData())
        return None if state == OPEN else state

    def _do(self, act: Callable[[], Changes]) -> None:
        """Carry out an act; a refusal stands in the dialog, since the line below the window is behind it."""
        said: list[str] = []

        def attempt() -> None:
            try:
                act()
            except FacilitatorError as trouble:
                said.append(str(trouble))

        self._desk.bridge.do(attempt)
        self.trouble.setText(" ".join(said))
        self._show()

    def _owner_written(self) -> None:
        name = self.owner.text().strip()
        if name != self._now.owner:
            self._do(lambda: self._desk.session.postmortem.set_owner(name))

    def _facilitator_written(self) -> None:
        name = self.facilitator.text().strip()
        if name != self._now.facilitator:
            self._do(lambda: self._desk.session.postmortem.set_facilitator(name))

    def _word_written(self) -> None:
        word = self.word.currentText().strip()
        if word != self._now.word:
            self._do(lambda: self._desk.session.postmortem.set_word(word))

    def _show(self) -> None:
        now = self._now
        self.status.setCurrentIndex(self.status.findData(now.status))
        self.message.setCurrentIndex(self.message.findData(now.message or OPEN))
        self.rule.setText(
            self.tr("The message is still to be published. Until then this cannot be closed.")
            if now.message_waits
            else ""
        )
        for field, name in ((self.owner, now.owner), (self.facilitator, now.facilitator)):
            if field.text().strip() != name:
                field.set_text(name)
        self.responded.setText(
            self.tr("{name} had a part in the incident. Somebody else should lead the meeting.").format(
                name=now.facilitator
            )
            if now.responded
            else ""
        )
        self.word.setEditText(now.word)
        self.deadline.setText(_deadline_words(now))
        self.late.setText(
            self.tr("It is planned later than that. People remember less with every day.")
            if now.meeting_late
            else ""
        )
        for each in (self.rule, self.responded, self.late, self.trouble):
            each.setVisible(bool(each.text()))
        self.incident.setText(_incident_words(now))
        # The same sentence twice helps nobody.
        self.rule.setVisible(bool(self.rule.text()) and not self.trouble.text())
        self._fit()


def _incident_words(now: Postmortem) -> str:
    """Return what is known of the incident in short, or that nothing is."""
    incident = now.incident
    began = ""
    if incident.began:
        local = moments.local(incident.began, incident.zone)
        began = f"{day_words(local.date(), date.today(), inside=True)}, {local:%H:%M}"
    known = [each for each in (incident.service, incident.severity, began) if each]
    return " · ".join(known) if known else _tr("Service, severity and times are not written yet.")


def _deadline_words(now: Postmortem) -> str:
    if now.meeting_by is None:
        return _tr("By when is known once the incident has a beginning.")
    day = day_words(now.meeting_by, date.today(), inside=True)
    words = _tr("By {day}").format(day=day)
    if now.incident.severity:
        words = _tr("By {day}, for severity {severity}").format(day=day, severity=now.incident.severity)
    left = business_days(date.today(), now.meeting_by)
    if not left:
        return words
    one, many = _tr("1 business day is left"), _tr("{count} business days are left")
    return f"{words} \N{MIDDLE DOT} {one if left == 1 else many.format(count=left)}"


def _earlier_list(earlier: Sequence[EarlierPostmortem]) -> QWidget:
    """Return the earlier postmortems of the same service, hidden where there is none."""
    inside = QWidget()
    column = QVBoxLayout(inside)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    column.addWidget(PlainLabel(_tr("Have we been here before?"), weight=600))
    for each in earlier:
        facts = [stored_day_words(each.date, date.today()), status_words(each.status)]
        if each.severity:
            facts.append(_tr("severity {severity}").format(severity=each.severity))
        if each.open_actions:
            facts.append(
                _tr("still open: {actions}").format(actions="; ".join(one.text for one in each.open_actions))
            )
        if each.factors:
            facts.append(_tr("factors: {factors}").format(factors="; ".join(each.factors)))
        column.addWidget(PlainLabel(each.title, weight=500, wrap=True))
        column.addWidget(PlainLabel(" · ".join(facts), style="small", role="ink_soft", wrap=True))
    inside.setVisible(bool(earlier))
    return inside
