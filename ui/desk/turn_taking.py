"""Who has spoken in a meeting that walks through a timeline: on the private side, in memory, gone when it ends."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import analysis, moments, timelines
from facilitator.model import Changes
from facilitator.turns import Hint, Speaker, Turns
from ui.desk.context import DeskContext
from ui.desk.turn_rows import TurnRow, TurnRows
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.key_cap import KeyCap
from ui.widgets.plain_label import PlainLabel

__all__ = ["TurnTaking"]


def _tr(words: str) -> str:
    return QCoreApplication.translate("TurnTaking", words)


class TurnTaking(QWidget):
    """The part of the private side about turns; hidden where the method has no timeline, and out of the meeting."""

    def __init__(self, desk: DeskContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._serves = timelines.home(desk.session.data.method) is not None
        self._turns = Turns()
        self._round = False
        self.rows = TurnRows()
        self.rows.chosen.connect(self.begin)
        self.empty = PlainLabel(
            self.tr("Write the names of those in the room, and a key for each tells who speaks."),
            style="small",
            role="ink_soft",
            wrap=True,
        )
        self.people = Button(self.tr("Write the names"))
        self.people.clicked.connect(lambda: desk.run("people"))
        self.prompt = PlainLabel(style="lead", weight=400, wrap=True)
        self.round = Button(self.tr("Round"), name=self.tr("Go round: everybody in turn"))
        self.round.setCheckable(True)
        self.round.setToolTip(self.tr("Everybody in turn, those who have said least first"))
        self.round.toggled.connect(self._set_round)
        self.passes = Button(self.tr("Passes"), kind="quiet")
        self.passes.clicked.connect(self._pass_on)
        self.back = Button(self.tr("Take back"), kind="quiet", name=self.tr("Take the newest turn back"))
        self.back.clicked.connect(self._take_back)
        self.enough = Button(self.tr("Enough, let’s move on"), icon="parking")
        self.enough.setToolTip(
            self.tr("Somebody said the safe word: what is talked about is parked, the turn ends")
        )
        self.enough.clicked.connect(self.move_on)
        self.keep = Check(self.tr("Keep it until I close this session"))
        self.keep.toggled.connect(lambda _: self.refresh())
        self.fate = PlainLabel(style="caption", weight=400, role="ink_faint", wrap=True)
        self._lay_out()
        self._people_changed()
        self._show()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 12)
        column.setSpacing(4)
        head = QHBoxLayout()
        head.setSpacing(8)
        head.addWidget(PlainLabel(self.tr("Who has spoken"), weight=600), 1)
        head.addWidget(KeyCap("Alt+1 … 9"))
        column.addLayout(head)
        column.addWidget(self.rows)
        column.addWidget(self.empty)
        column.addWidget(self.people)
        column.addSpacing(2)
        column.addWidget(self.prompt)
        answers = QHBoxLayout()
        answers.setSpacing(4)
        for each in (self.round, self.passes, self.back):
            answers.addWidget(each)
        answers.addStretch(1)
        column.addLayout(answers)
        column.addWidget(self.enough, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.keep)
        column.addWidget(self.fate)

    @property
    def turns(self) -> Turns:
        """The turns so far."""
        return self._turns

    def _now(self) -> float:
        return self._desk.session.monotonic()

    def refresh(self, changes: Changes | None = None) -> None:
        """Take in what changed: people who came or left, the beginning and the end of the meeting."""
        if not self._serves:
            return
        if changes is None or changes.touches("participants"):
            self._people_changed()
        if self._desk.session.place.mode != "run":
            self._round = False
            # What is kept is in memory all the same: never in the library, nor in a file.
            self._turns = self._turns.end(self._now()) if self.keep.isChecked() else self._turns.forgotten()
        self._show()

    def tick(self) -> None:
        """Show how long they speak now."""
        if not self.isHidden() and self._turns.now is not None:
            self._show()

    def begin(self, person_id: str) -> None:
        """Tell that somebody begins to speak; once the meeting is over nobody does."""
        if self._desk.session.place.mode != "run":
            return
        self._turns = self._turns.begin(person_id, self._now())
        self._show()

    def begin_number(self, number: int) -> None:
        """Tell that the person of this row, from 1, begins to speak; 0: nobody speaks now."""
        if self.isHidden() or self._desk.session.place.mode != "run":
            return
        if number == 0:
            self._turns = self._turns.end(self._now())
            self._show()
        elif number <= len(self._turns.people):
            self.begin(self._turns.people[number - 1][0])

    def move_on(self) -> None:
        """Park what is talked about and end the turn: anybody may ask for that with the safe word."""
        topic = self._topic()
        if topic and self._desk.bridge.do(lambda: self._desk.session.parking.park(topic)) is not None:
            self.begin_number(0)
            self._desk.say(self.tr("Parked: {topic}").format(topic=topic))

    def _topic(self) -> str:
        """Return what is talked about: the time of an entry, question or note the room looks at, else the activity.

        Of an entry only its time: its words may name somebody, and what is parked comes back before the room.
        """
        session = self._desk.session
        here, data = session.focus.note_id, session.data
        timeline, questions = timelines.timeline(data), analysis.analysis(data)
        entry = timeline.find(here) if timeline is not None else None
        if timeline is not None and entry is not None:
            return self.tr("The talk about {time}").format(time=moments.clock(entry.at, timeline.zone))
        found = (
            questions.question(here) if questions is not None else None,
            data.note(here) if here else None,
        )
        said = next((each.text for each in found if each is not None), "")
        return said or (session.course.activity.title if session.course.activity is not None else "")

    def _take_back(self) -> None:
        self._turns = self._turns.take_back()
        self._show()

    def _set_round(self, on: bool) -> None:
        if on and not self._round:
            self._turns = self._turns.start_round()
        self._round = on
        self._show()

    def _pass_on(self) -> None:
        waiting = self._turns.waiting(self._now())
        if waiting:
            self._turns = self._turns.pass_on(waiting[0].id)
        self._show()

    def _people_changed(self) -> None:
        people = self._desk.session.data.participants
        self._turns = self._turns.with_people([(each.id, each.name) for each in people if each.present])

    def _show(self) -> None:
        mode, kept = self._desk.session.place.mode, self.keep.isChecked()
        self.setVisible(
            self._serves and (mode == "run" or (mode == "after" and kept and bool(self._turns.talk)))
        )
        self.fate.setText(
            self.tr("Forgotten when you close this session; nobody else sees it.")
            if kept
            else self.tr("Forgotten when the meeting ends.")
        )
        self.enough.setVisible(mode == "run")
        at = self._now()
        speakers = self._turns.speakers(at)
        longest = max((each.seconds for each in speakers), default=0.0)
        self.rows.show_rows([_row(each, longest) for each in speakers])
        for each in (self.empty, self.people):
            each.setVisible(not speakers)
        said = self._prompt(at) if mode == "run" else ""
        self.prompt.setText(said)
        self.prompt.setVisible(bool(said))
        self.round.setVisible(bool(speakers) and mode == "run")
        self.round.setChecked(self._round)
        self.passes.setVisible(self._round and bool(self._turns.waiting(at)))
        self.back.setVisible(mode == "run" and (self._turns.now is not None or bool(self._turns.talk)))

    def _prompt(self, at: float) -> str:
        """Return one gentle prompt, the most pressing one; in a round, whose turn is next."""
        if self._round:
            waiting = self._turns.waiting(at)
            if not waiting:
                return self.tr("Everybody had their turn.")
            return self.tr("Next in the round: {name}").format(name=waiting[0].name)
        found = self._turns.hints(at)
        return _prompt_words(found[0]) if found else ""


def _row(speaker: Speaker, longest: float) -> TurnRow:
    if speaker.speaking:
        words, state = _tr("now"), "now"
    elif not speaker.turns:
        words, state = _tr("not yet"), "silent"
    elif speaker.turns == 1:
        words, state = _tr("1 turn"), ""
    else:
        words, state = _tr("{count} turns").format(count=speaker.turns), ""
    return TurnRow(speaker.id, speaker.name, speaker.seconds / longest if longest else 0.0, words, state)


def _prompt_words(hint: Hint) -> str:
    words = {
        "quiet": _tr("“Let us hear somebody we have not heard yet. What stood out for you?”"),
        "long_now": _tr("“Thank you, {name}. Let me hold that here. Who saw it from another place?”"),
        "much": _tr("“{name} has given us a lot. Who would like to add to it, or saw it differently?”"),
        "round": _tr("“Let us go round once. What stood out for you? You may pass.”"),
    }
    return words[hint.prompt].format(name=hint.name)
