"""The topics before they are rated: drop, take back, reword, add, move. What is kept here stays for the next time."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import ratings
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.ratings import RatingScale, Topic
from ui.desk.context import DeskContext
from ui.desk.rating.colour_sign import ScoreSign
from ui.desk.stage import KeyHint
from ui.desk.steps.draft_text import DraftText
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow

__all__ = ["TopicsPanel"]


class _TopicRow(RuledRow):
    """A topic; opened, its title and its sentences can be changed."""

    def __init__(self, panel: TopicsPanel, topic: Topic, opened: bool) -> None:
        super().__init__()
        self.topic = topic
        self.opened = opened
        self._panel = panel
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 5)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(8)
        self._number = PlainLabel(role="ink_soft")
        self._number.setFixedWidth(24)
        row.addWidget(self._number)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addStretch(1)
        self._title = PlainLabel(topic.title, weight=500, wrap=True)
        words.addWidget(self._title)
        missing = self.tr("Its ends have no words yet: what is best, what is worst?")
        self._missing = PlainLabel(missing, style="small", role="ink_soft", wrap=True)
        self._missing.setVisible(False)
        words.addWidget(self._missing)
        words.addStretch(1)
        row.addLayout(words, 1)
        self.buttons: dict[str, Button] = {}
        self._names: dict[str, str] = {}
        self._add(row, "up", self.tr("Move {topic} up"))
        self._add(row, "down", self.tr("Move {topic} down"))
        self._add(row, "edit", self.tr("Change the words of {topic}"), "pencil")
        self._add(row, "drop", self.tr("Leave {topic} out"), "trash")
        column.addLayout(row)
        self.fields: dict[str, DraftText] = {}
        if opened:
            self._open(column)
        self.show_topic(topic)

    def show_topic(self, topic: Topic) -> None:
        """Show other words of the same topic; a field with the keyboard stays as it is."""
        self.topic = topic
        self._title.setText(topic.title)
        for act, button in self.buttons.items():
            button.setAccessibleName(self._names[act].format(topic=topic.title))
        self._missing.setVisible(not self.fields and not (topic.high and topic.low))
        for key, field in self.fields.items():
            if not field.hasFocus():
                field.show_text(str(getattr(topic, key)))

    def show_place(self, number: int, last: bool) -> None:
        """Show where the topic stands: the first one cannot go up, the `last` one not down."""
        self._number.setText(str(number))
        self.buttons["up"].setEnabled(number > 1)
        self.buttons["down"].setEnabled(not last)

    def _add(self, row: QHBoxLayout, act: str, words: str, icon: str | None = None) -> None:
        self._names[act] = words
        name = words.format(topic=self.topic.title)
        if icon is None:
            text = self.tr("Up") if act == "up" else self.tr("Down")
            button = Button(text, kind="quiet", name=name)
        else:
            button = Button(kind="quiet", icon=icon, name=name)
        button.clicked.connect(lambda: self._panel.act_on(self.topic, act))
        self.buttons[act] = button
        row.addWidget(button)

    def _open(self, column: QVBoxLayout) -> None:
        scale = self._panel.scale
        session = self._panel.session
        middle = (scale.scale.least + scale.scale.most) // 2 if scale is not None else None
        ends = (None, None, None) if scale is None else (scale.scale.most, middle, scale.scale.least)
        parts = (
            ("title", None, self.tr("Title")),
            ("high", ends[0], self.tr("What the top means")),
            ("middle", ends[1], self.tr("What lies between")),
            ("low", ends[2], self.tr("What the bottom means")),
        )
        for key, value, name in parts:
            line = QHBoxLayout()
            line.setContentsMargins(32, 0, 0, 0)
            line.setSpacing(8)
            sign = ScoreSign()
            if scale is not None:
                sign.show_score(scale, value)
            line.addWidget(sign)
            field = DraftText(session, f"topic/{self.topic.id}/{key}", name, name)
            field.show_text(str(getattr(self.topic, key)))
            field.left.connect(self.keep)
            field.taken.connect(lambda _, key=key: self._on(key))
            self.fields[key] = field
            line.addWidget(field, 1)
            column.addLayout(line)

    def _on(self, key: str) -> None:
        keys = list(self.fields)
        place = keys.index(key) + 1
        if place < len(keys):
            self.fields[keys[place]].setFocus(Qt.FocusReason.TabFocusReason)
        else:
            self.keep()
            self._panel.close_words()

    def keep(self) -> None:
        """Store the words where they were changed."""
        words = {key: " ".join(field.text().split()) for key, field in self.fields.items()}
        if any(words[key] != getattr(self.topic, key) for key in words):
            self._panel.reword(self.topic.id, words)


class TopicsPanel(Panel):
    """A list of the topics with a line for one more below it."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self.rows: list[_TopicRow] = []
        self._opened: str | None = None
        self._shown: tuple[tuple[Topic, ...], str | None] | None = None
        column = self.lay_column(8)
        self.add = DraftLine(
            self.session,
            f"{activity.id}/topic",
            self.tr("One more topic"),
            self.tr("One more topic, then Enter"),
        )
        self.add.taken.connect(self._add)
        column.addWidget(self.add)
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        column.addLayout(self._list)
        self._left_out = QVBoxLayout()
        self._left_out.setSpacing(4)
        column.addLayout(self._left_out)
        column.addStretch(1)
        self._show()

    @property
    def scale(self) -> RatingScale | None:
        """The first scale of the rating, which gives the topics' sentences their signs."""
        return next(iter(ratings.scales(self.activity)), None)

    def counted(self) -> Counted | None:
        """See Panel."""
        return Counted(self.tr("{count} topics").format(count=len(self._topics())))

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.add

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values"):
            self._show()

    def leave(self) -> None:
        """See Panel."""
        for row in self.rows:
            if row.fields:
                row.keep()

    def room_sees(self) -> str:
        """See Panel."""
        return self.tr("The room sees the topics")

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        return (KeyHint("Enter", self.tr("one more topic")), KeyHint("Tab", self.tr("the topics")))

    def act_on(self, topic: Topic, act: str) -> None:
        """Move, open or leave out a topic."""
        session, activity_id = self.session, self.activity.id
        place = [each.id for each in self._topics()].index(topic.id)
        if act == "edit":
            self._opened = None if self._opened == topic.id else topic.id
            self._show()
            row = next((each for each in self.rows if each.fields), None)
            if row is not None:
                title = row.fields["title"]
                title.setFocus(Qt.FocusReason.OtherFocusReason)
                title.selectAll()
        elif act == "drop":
            self.add.setFocus(Qt.FocusReason.OtherFocusReason)
            self.desk.bridge.do(lambda: session.ratings.drop_topic(activity_id, topic.id))
        else:
            step = -1 if act == "up" else 1
            self.desk.bridge.do(lambda: session.ratings.move_topic(activity_id, topic.id, place + step))
            self._keep_the_keyboard_at(topic, act)

    def _keep_the_keyboard_at(self, topic: Topic, act: str) -> None:
        """Let the same key move a topic on: the keyboard goes along, to the other button at the end of the list."""
        moved = next((each for each in self.rows if each.topic.id == topic.id), None)
        if moved is None:
            return
        button = moved.buttons[act]
        if not button.isEnabled():
            button = moved.buttons["down" if act == "up" else "up"]
        (button if button.isEnabled() else self.add).setFocus(Qt.FocusReason.OtherFocusReason)

    def _take_back(self, topic: Topic) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self.desk.bridge.do(lambda: self.session.ratings.take_topic_back(self.activity.id, topic.id))

    def reword(self, topic_id: str, words: dict[str, str]) -> None:
        """Store other words for a topic."""
        self.desk.bridge.do(lambda: self.session.ratings.reword_topic(self.activity.id, topic_id, **words))
        for key in words:
            self.session.course.keep_draft(f"topic/{topic_id}/{key}", "")

    def close_words(self) -> None:
        """Fold the fields of the open topic away."""
        self._opened = None
        self._show()
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _topics(self) -> tuple[Topic, ...]:
        return ratings.topics(self.session.data, self.activity)

    def _show(self) -> None:
        every = ratings.topics(self.session.data, self.activity, dropped_too=True)
        if self._shown == (every, self._opened):
            return
        here = [each for each in every if not each.dropped]
        before, self._shown = self._shown, (every, self._opened)
        if before is not None and _places(before) == _places(self._shown):
            for row, topic in zip(self.rows, here, strict=True):
                if row.topic != topic:
                    row.show_topic(topic)
            return
        self._show_rows(here)
        clear_layout(self._left_out)
        gone = [each for each in every if each.dropped]
        if gone:
            self._left_out.addWidget(PlainLabel(self.tr("Left out"), style="lead", weight=600))
        for each in gone:
            line = QHBoxLayout()
            line.addWidget(PlainLabel(each.title, role="ink_soft", wrap=True), 1)
            name = self.tr("Take {topic} back").format(topic=each.title)
            back = Button(self.tr("Take it back"), kind="quiet", icon="undo", name=name)
            back.clicked.connect(lambda _=False, each=each: self._take_back(each))
            line.addWidget(back)
            self._left_out.addLayout(line)

    def _show_rows(self, topics: list[Topic]) -> None:
        """Bring the rows into the order of `topics`; those that stand already are only moved."""
        standing = {row.topic.id: row for row in self.rows}
        rows: list[_TopicRow] = []
        for place, topic in enumerate(topics):
            row = standing.get(topic.id)
            if row is None or row.opened != (topic.id == self._opened):
                row = _TopicRow(self, topic, topic.id == self._opened)
            else:
                del standing[topic.id]
                row.show_topic(topic)
            row.show_place(place + 1, place + 1 == len(topics))
            if self._list.indexOf(row) != place:
                self._list.insertWidget(place, row)
            rows.append(row)
        for row in standing.values():
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = rows

    def _add(self, text: str) -> None:
        def act() -> Topic:
            return self.session.ratings.add_topic(self.activity.id, text)

        if text.strip() and self.desk.bridge.do(act) is not None:
            self.add.clear_draft()


def _places(shown: tuple[tuple[Topic, ...], str | None]) -> object:
    """Return what rows there are and in which order, whatever words stand on them."""
    topics, opened = shown
    return tuple((each.id, each.dropped and each.title) for each in topics), opened
