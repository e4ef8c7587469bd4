"""One topic after another: votes counted, shown at once, a colour and a trend agreed, and why."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import ratings, scoring
from facilitator.findings import topic_finding
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.ratings import RatingScale, Topic, TopicFigures
from ui.desk.context import DeskContext
from ui.desk.rating.agreeing import Agreeing
from ui.desk.rating.history_side import HistorySide
from ui.desk.rating.sentences import SentencesOfTopic
from ui.desk.rating.topic_list import TopicList
from ui.desk.scoring.hands_table import HandsTable
from ui.desk.scoring.score_grid import ScoreGrid, Section
from ui.desk.scoring.score_words import scores_allowed
from ui.desk.stage import KeyHint, NextStep
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.rating_marks import is_colours
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["RatePanel"]

_TABLES = ("ballots", "hands", "activity_values", "participants", "sessions", "actions")
_LATER_MS = 200
_BESIDE_FROM = 1080
"""From this width on the small pictures of earlier runs stand beside the topic."""


class RatePanel(Panel):
    """The topics at the left, the one the room is at beside them."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._now = ratings.rating(self.session.data, activity)
        self._scales = self._now.scales
        self._first = self._scales[0]
        self.tables = {each.id: HandsTable(each.scale) for each in self._scales}
        self.grids = {each.id: ScoreGrid(each.scale, names=False) for each in self._scales}
        self.agreeing = Agreeing(
            self.session,
            f"{activity.id}/why",
            self._scales,
            trend=self._now.trend,
            evidence=self._now.evidence,
        )
        self.why = self.agreeing.why
        self._make()
        self._lay_out()
        self._showing: str | None = None
        self._show()

    def _make(self) -> None:
        self.list = TopicList()
        self.list.wanted.connect(self.go_to)
        self.entry = Segments(self.tr("How votes come in"))
        self.entry.set_segments(
            [(scoring.HANDS, self.tr("Counted hands")), (scoring.SHEETS, self.tr("Slips"))]
        )
        self.entry.chosen.connect(self._choose_entry)
        self.short = Button(self.tr("Show what is in"), kind="quiet", icon="eye")
        self.short.clicked.connect(self._reveal)
        self.again = Button(self.tr("Cover them again"), kind="quiet", icon="eye_off")
        self.again.clicked.connect(self._cover)
        self.agreeing.scored.connect(lambda scale, score: self._agree(values={scale: score}))
        self.agreeing.moved.connect(lambda trend: self._agree(trend=trend))
        self.agreeing.said.connect(self._keep_why)
        self.deeper = Button(self.tr("Look at what helps and hinders"), icon="force_field")
        self.deeper.clicked.connect(self._look_deeper)
        for scale in self._scales:
            self.tables[scale.id].counted.connect(
                lambda item, score, count, scale=scale: self.desk.bridge.do(
                    lambda: self.session.scores.set_hands(self.activity.id, scale.id, item, score, count)
                )
            )
            grid = self.grids[scale.id]
            grid.scored.connect(
                lambda sheet, item, score, scale=scale: self.desk.bridge.do(
                    lambda: self.session.scores.set(self.activity.id, scale.id, sheet, item, score)
                )
            )
            grid.refused.connect(lambda scale=scale: self.desk.say(scores_allowed(scale.scale)))

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(24, 0, 24, 8)
        row.setSpacing(24)
        row.addWidget(self.list, 0, Qt.AlignmentFlag.AlignTop)
        right = QVBoxLayout()
        right.setSpacing(10)
        self._title = PlainLabel(style="heading", wrap=True)
        right.addWidget(self._title)
        self._said = SentencesOfTopic()
        right.addWidget(self._said)
        bar = QHBoxLayout()
        bar.setSpacing(12)
        bar.addWidget(self.entry)
        bar.addStretch(1)
        bar.addWidget(self.short)
        bar.addWidget(self.again)
        right.addSpacing(4)
        right.addLayout(bar)
        for scale in self._scales:
            right.addWidget(self.tables[scale.id])
            right.addWidget(self.grids[scale.id])
        right.addWidget(self.agreeing)
        right.addWidget(self.deeper, 0, Qt.AlignmentFlag.AlignLeft)
        right.addStretch(1)
        row.addLayout(right, 1)
        self._side = HistorySide()
        self._side.hide()
        self._later = QTimer(self, singleShot=True, interval=_LATER_MS)
        self._later.timeout.connect(lambda: self._side.show_history(self.session, self._now))
        row.addWidget(self._side, 1)

    # -- the stage asks --------------------------------------------------------------------------------------------

    def caption(self) -> str:
        """See Panel."""
        now = self._now
        ids = [each.topic.id for each in now.topics]
        if now.current not in ids:
            return self.phase.title
        words = self.tr("Topic {number} of {count}")
        return words.format(number=ids.index(now.current) + 1, count=len(ids))

    def counted(self) -> Counted | None:
        """See Panel."""
        here = self._here
        if here is None:
            return None
        people = self.session.data.people_present
        votes = self._votes(here.topic.id)
        if self._is_shown:
            return Counted(self.tr("{count} votes, shown").format(count=votes), "ok")
        words = self.tr("{count} of {people} votes").format(count=votes, people=people)
        return Counted(words, "warn" if votes > people else "ok" if votes == people else "ink_soft")

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        if self._is_shown:
            return self.agreeing.first
        if self._by_hands:
            return self._field_with_the_keyboard() or self.tables[self._first.id].first_open()
        return self.grids[self._first.id]

    def take_text(self, text: str) -> bool:
        """See Panel."""
        if not self._is_shown or not self._now.evidence:
            return False
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)
        self.why.insertPlainText(text)
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches(*_TABLES):
            self._now = ratings.rating(self.session.data, self.activity)
            self._show()

    def leave(self) -> None:
        """See Panel."""
        self._keep_why()

    def room_sees(self) -> str:
        """See Panel."""
        if self._is_shown:
            return self.tr("The room sees the votes and what we agree on")
        return self.tr("The room sees the topic, no votes")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        if self._is_shown:
            return (KeyHint("Left Right", self.tr("choose")), KeyHint("Enter", self.tr("agree, next line")))
        if self._here is None:
            return ()
        if self._by_hands:
            return (KeyHint("0–9", self.tr("hands")), KeyHint("Enter", self.tr("next field")))
        scale = self._first.scale
        if is_colours(self._first):
            letters = " ".join(scale.words[value][:1] for value in scale.values)
            typed = KeyHint(letters, self.tr("red, amber, green"))
        else:
            typed = KeyHint(f"{scale.least}–{scale.most}", self.tr("score"))
        return (typed, KeyHint("Space", self.tr("no vote")))

    def next_step(self) -> NextStep | None:
        """See Panel."""
        here = self._here
        if here is None:
            return None
        if not self._is_shown:
            votes, people = self._votes(here.topic.id), self.session.data.people_present
            reason = ""
            if not votes:
                reason = self._nothing_yet(here.topic.id)
            elif votes < people:
                missing = people - votes
                reason = (
                    self.tr("1 vote is missing")
                    if missing == 1
                    else self.tr("{count} votes are missing").format(count=missing)
                )
            return NextStep(self.tr("Reveal"), "scores.reveal", reason)
        return NextStep(self.tr("Next topic"), "topic.next") if self._next_topic() is not None else None

    def command(self, name: str) -> bool:
        """See Panel."""
        if name == "scores.reveal":
            self._reveal()
        elif name == "topic.next":
            goal = self._next_topic()
            if goal is not None:
                self.go_to(goal)
        else:
            return False
        return True

    # -- what stands -----------------------------------------------------------------------------------------------

    @property
    def _here(self) -> TopicFigures | None:
        return self._now.find(self._now.current)

    @property
    def _is_shown(self) -> bool:
        current = self._now.current
        return current is not None and ratings.is_shown(self.session.data, self.activity, current)

    @property
    def _by_hands(self) -> bool:
        return scoring.entry(self.session.data, self.activity.id) == scoring.HANDS

    def _voters(self, topic_id: str) -> list[int]:
        """Return how many have voted on each scale."""
        data, activity_id = self.session.data, self.activity.id
        return [scoring.tally(data, activity_id, each.id, topic_id).voters for each in self._scales]

    def _votes(self, topic_id: str) -> int:
        """Return how many have voted on every scale."""
        return min(self._voters(topic_id))

    def _nothing_yet(self, topic_id: str) -> str:
        """Return why nothing can be shown: no vote at all, or none of one figure of two."""
        voters = self._voters(topic_id)
        if not any(voters):
            return self.tr("No vote is in yet")
        empty = self._scales[voters.index(0)]
        return self.tr("{scale}: no vote is in yet").format(scale=empty.title or empty.id)

    def _field_with_the_keyboard(self) -> QWidget | None:
        fields = (field for table in self.tables.values() for field in table.fields.values())
        return next((field for field in fields if field.hasFocus()), None)

    def _next_topic(self) -> str | None:
        ids = [each.topic.id for each in self._now.topics]
        current = self._now.current
        place = ids.index(current) + 1 if current in ids else len(ids)
        return ids[place] if place < len(ids) else None

    def _show(self) -> None:
        now = self._now
        here = self._here
        self.list.show_topics(now.topics, now.scales, now.current)
        shown, by_hands = self._is_shown, self._by_hands
        self._title.setText(
            here.topic.title if here is not None else self.tr("No topics. Add one in the phase before.")
        )
        self._said.setVisible(here is not None)
        # Once votes were shown, those of the other way would be missing from them.
        self.entry.setVisible(here is not None and not any(each.shown for each in now.topics))
        self.entry.set_current(scoring.HANDS if by_hands else scoring.SHEETS)
        self.again.setVisible(shown)
        self.agreeing.setVisible(shown and here is not None)
        self.deeper.setVisible(shown and here is not None and self.desk.look_into is not None)
        for scale in self._scales:
            self.tables[scale.id].setVisible(by_hands and here is not None)
            self.grids[scale.id].setVisible(not by_hands and here is not None)
        self._show_side()
        if here is None:
            self.short.hide()
            return
        moved = here.topic.id != self._showing
        self._showing = here.topic.id
        self._said.show_topic(here.topic, self._first)
        voters, people = self._voters(here.topic.id), self.session.data.people_present
        self.short.setVisible(not shown and max(voters) > 0 and min(voters) < people)
        for scale in self._scales:
            self._show_votes(scale, here.topic, is_open=not shown)
        self.agreeing.show_topic(here, moved=moved)
        if moved:
            for grid in self.grids.values():
                grid.go_to_first_gap()
            self._order_keys()
        if moved and self.isVisible():
            QTimer.singleShot(0, self, self._to_the_first)

    def _show_side(self) -> None:
        """Show how the topics have moved where there is room and something to show."""
        wanted = self.width() >= _BESIDE_FROM and bool(self._now.runs)
        if wanted and self._side.view is None:
            self._side.show_history(self.session, self._now)
        elif wanted:
            # What was just agreed or counted comes first.
            self._later.start()
        self._side.setVisible(wanted)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if (event.size().width() >= _BESIDE_FROM) != (event.oldSize().width() >= _BESIDE_FROM):
            QTimer.singleShot(0, self, self._show_side)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from the fields of one scale to those of the other."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Return: 1, Qt.Key.Key_Enter: 1}
        step = steps.get(Qt.Key(event.key()), 0)
        tables = list(self.tables.values())
        field = self._field_with_the_keyboard()
        if field is None or not step:
            super().keyPressEvent(event)
            return
        goal = next(place for place, each in enumerate(tables) if each.isAncestorOf(field)) + step
        if 0 <= goal < len(tables):
            fields = list(tables[goal].fields.values())
            fields[0 if step > 0 else -1].setFocus(Qt.FocusReason.TabFocusReason)

    def _order_keys(self) -> None:
        """Let Tab go from the fields, which are new for each topic, to what can be done with the votes."""
        fields = [field for table in self.tables.values() for field in table.fields.values()]
        QWidget.setTabOrder(fields[-1], self.short)
        QWidget.setTabOrder(self.short, self.again)

    def _to_the_first(self) -> None:
        goal = self.first_focus()
        if goal is not None:
            goal.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_votes(self, scale: RatingScale, topic: Topic, *, is_open: bool) -> None:
        data, activity_id = self.session.data, self.activity.id
        title = scale.title if len(self._scales) > 1 else self.tr("Hands")
        sections = (Section("", "ink", ((topic.id, title),)),)
        table, grid = self.tables[scale.id], self.grids[scale.id]
        table.show_items(sections)
        counted = scoring.hands_of(data, activity_id, scale.id, topic.id)
        table.show_counts({(topic.id, value): count for value, count in counted.items()}, is_open=is_open)
        sheets = scoring.sheets(data, activity_id, scale.id)
        scores = {
            (number, topic.id): given[topic.id] for number, given in sheets.items() if topic.id in given
        }
        columns = max(data.people_present, *sheets, 1)
        grid.show_scores((Section("", "ink", ((topic.id, topic.title),)),), columns, scores, is_open=is_open)

    # -- acts ------------------------------------------------------------------------------------------------------

    def go_to(self, topic_id: str) -> None:
        """Let the room look at a topic."""
        self._keep_why()
        self.desk.bridge.do(lambda: self.session.ratings.go_to(self.activity.id, topic_id))

    def _choose_entry(self, chosen: str) -> None:
        self.desk.bridge.do(lambda: self.session.scores.set_entry(self.activity.id, chosen))
        QTimer.singleShot(0, self, self._to_the_first)

    def _reveal(self) -> None:
        current = self._now.current
        if current is None:
            return

        def act() -> None:
            for scale in self._scales:
                if not scoring.tally(self.session.data, self.activity.id, scale.id, current).empty:
                    self.session.scores.reveal(self.activity.id, scale.id, current)

        self.desk.bridge.do(act)
        self._to_the_first()

    def _cover(self) -> None:
        current = self._now.current
        self._keep_why()

        def act() -> None:
            for scale in self._scales:
                if scoring.is_shown(self.session.data, self.activity.id, scale.id, current):
                    self.session.scores.cover(self.activity.id, scale.id, current)

        self.desk.bridge.do(act)
        self._to_the_first()

    def _agree(self, *, values: dict[str, int | None] | None = None, trend: str | None = None) -> None:
        current = self._now.current
        if current is None:
            return
        self.desk.bridge.do(
            lambda: self.session.ratings.agree(self.activity.id, current, values=values, trend=trend)
        )

    def _keep_why(self) -> None:
        here = self._here
        if here is None or here.topic.id != self._showing or not self._is_shown:
            return
        why = " ".join(self.why.text().split())
        stands = here.agreed.why if here.agreed is not None else ""
        if why != stands:
            topic_id = here.topic.id
            if (
                self.desk.bridge.do(lambda: self.session.ratings.agree(self.activity.id, topic_id, why=why))
                is None
            ):
                return
        self.session.course.keep_draft(f"{self.activity.id}/why", "")

    def _look_deeper(self) -> None:
        here = self._here
        if here is not None and self.desk.look_into is not None:
            self._keep_why()
            self.desk.look_into(topic_finding(self.session.data, here.topic.id))
