"""Events with their format, speaker, minutes and link, and the backlog of topics."""

from __future__ import annotations

from datetime import datetime
from itertools import pairwise

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from facilitator import communities
from facilitator.communities import Event, Topic
from facilitator.errors import UserError
from facilitator.ids import from_stamp, to_stamp
from ui.desk.community.parts import (
    BOX_LEFT,
    CommunityContext,
    CommunityPanel,
    KeptLine,
    KeptText,
    NewLine,
    shows_entry,
)
from ui.widgets.button import Button
from ui.widgets.check import Check
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.ruled_row import RuledRow
from ui.widgets.select import Select

__all__ = ["EventsPanel"]

_SHAPE = "%Y-%m-%d %H:%M"
_WHEN = 168
_MINUTES = 64


class _EventRow(RuledRow):
    """One event: what, which format, when and how long; below it who speaks, the link, and what was said."""

    def __init__(self, panel: EventsPanel, event: Event) -> None:
        super().__init__()
        shows_entry(self, f"events:{event.id}")
        self.event_kept = event
        name = event.title[:40]
        self.title = KeptLine(panel.tr("What: {event}").format(event=name), panel.tr("What it is about"))
        self.format = Select(
            panel.tr("Format: {event}").format(event=name),
            [(each.id, each.title) for each in communities.FORMATS],
            least=12,
        )
        self.when = KeptLine(panel.tr("When: {event}").format(event=name), panel.tr("2026-03-14 16:00"))
        self.when.setFixedWidth(_WHEN)
        self.minutes = KeptLine(panel.tr("Minutes: {event}").format(event=name), panel.tr("min"))
        self.minutes.setFixedWidth(_MINUTES)
        self.speaker = KeptLine(panel.tr("Speaker: {event}").format(event=name), panel.tr("Who speaks"))
        self.link = KeptLine(panel.tr("Link: {event}").format(event=name), panel.tr("https://…"))
        self.said = KeptText(
            panel.tr("Minutes of the event: {event}").format(event=name),
            panel.tr("What was said, in a few lines"),
            several_lines=True,
        )
        keep = panel.keep
        self.title.written.connect(lambda text: keep(event.id, title=text))
        self.format.activated.connect(lambda _: keep(event.id, format=self.format.chosen_id()))
        self.when.written.connect(lambda text: panel.keep_when(event.id, text))
        self.minutes.written.connect(lambda text: panel.keep_minutes(event.id, text))
        self.speaker.written.connect(lambda text: keep(event.id, speaker=text))
        self.link.written.connect(lambda text: keep(event.id, link=text))
        self.said.written.connect(lambda text: keep(event.id, said=text))
        self.date = Button(
            kind="quiet", icon="calendar", name=panel.tr("Save the date: {event}").format(event=name)
        )
        self.date.setToolTip(panel.tr("Save the date for a calendar"))
        self.date.clicked.connect(lambda: panel.save_date(event.id))
        delete = Button(kind="quiet", icon="trash", name=panel.tr("Take out {name}").format(name=name))
        delete.clicked.connect(lambda: panel.delete_event(event.id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 9)
        column.setSpacing(6)
        lines: tuple[tuple[tuple[QWidget, int], ...], ...] = (
            (
                (self.title, 3),
                (self.format, 1),
                (self.when, 0),
                (self.minutes, 0),
                (self.date, 0),
                (delete, 0),
            ),
            ((self.speaker, 1), (self.link, 1), (self.said, 2)),
        )
        # Fields before buttons: who types on by Tab would take the event out with the first blank of a name.
        buttons = (self.date, delete)
        fields_first = (field for fields in lines for field, _ in fields if field not in buttons)
        self.stops: tuple[QWidget, ...] = (*fields_first, *buttons)
        for fields in lines:
            line = QHBoxLayout()
            line.setSpacing(8)
            for field, stretch in fields:
                line.addWidget(field, stretch, Qt.AlignmentFlag.AlignTop)
            column.addLayout(line)
        self.show_event(event)

    def show_event(self, event: Event) -> None:
        """Show the event as it is kept."""
        self.event_kept = event
        self.title.show_text(event.title)
        self.format.choose(event.format)
        self.when.show_text(_local(event.starts))
        self.minutes.show_text(str(event.minutes))
        self.speaker.show_text(event.speaker)
        self.link.show_text(event.link)
        self.said.show_text(event.said)
        self.date.setEnabled(bool(event.starts))


class _TopicRow(RuledRow):
    """One topic of the backlog."""

    def __init__(self, panel: EventsPanel, topic: Topic) -> None:
        super().__init__()
        self.topic = topic
        name = topic.text[:40]
        acts = panel.context.acts
        self.done = Check(name=panel.tr("Done: {topic}").format(topic=name))
        self.done.clicked.connect(lambda on: panel.do(lambda: acts.change_topic(topic.id, done=on)))
        # Marked itself: as the focus proxy of its row it would take Tab away from the box before it.
        self.text = KeptLine(panel.tr("Topic: {topic}").format(topic=name))
        shows_entry(self.text, f"backlog:{topic.id}")
        self.text.written.connect(lambda text: panel.do(lambda: acts.change_topic(topic.id, text=text)))
        self.hold = Button(panel.tr("Make it an event"), kind="quiet", icon="calendar")
        self.hold.setAccessibleName(panel.tr("Make it an event: {topic}").format(topic=name))
        self.hold.clicked.connect(lambda: panel.hold(topic.id))
        up = Button(panel.tr("Up"), kind="quiet")
        up.setAccessibleName(panel.tr("Further up: {topic}").format(topic=name))
        up.clicked.connect(lambda: panel.move_up(topic.id))
        delete = Button(kind="quiet", icon="trash", name=panel.tr("Take out {name}").format(name=name))
        delete.clicked.connect(lambda: panel.delete_topic(topic.id))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 0, 5)
        row.setSpacing(8)
        row.addSpacing(BOX_LEFT)
        row.addWidget(self.done)
        row.addWidget(self.text, 1)
        for each in (self.hold, up, delete):
            row.addWidget(each)
        self.up = up
        self.stops: tuple[QWidget, ...] = (self.done, self.text, self.hold, up, delete)
        self.show_topic(topic)

    def show_topic(self, topic: Topic) -> None:
        """Show the topic as it is kept."""
        self.topic = topic
        self.done.setChecked(topic.done)
        self.text.show_text(topic.text)
        self.hold.setVisible(not topic.done)


class EventsPanel(CommunityPanel):
    """What comes next first, then topics, then what was."""

    def __init__(self, context: CommunityContext) -> None:
        super().__init__(context)
        self.events: list[_EventRow] = []
        self.past: list[_EventRow] = []
        self.topics: list[_TopicRow] = []
        self._walked: list[_EventRow | _TopicRow] = []
        self.add_heading(self.tr("Events"), self.tr("Open for everybody, and not the same format each time."))
        row = QHBoxLayout()
        row.setSpacing(8)
        self.new_event = NewLine(self.tr("An event"), self.tr("What is the next event about? Then Enter"))
        self.new_event.taken.connect(self._add_event)
        self.dates = Button(self.tr("Save the dates…"), icon="calendar")
        self.dates.clicked.connect(self._save_dates)
        row.addWidget(self.new_event, 1)
        row.addWidget(self.dates)
        self.column.addLayout(row)
        self._coming = QVBoxLayout()
        self._coming.setSpacing(0)
        self.column.addLayout(self._coming)
        self.add_heading(self.tr("Topics people want"), self.tr("Sort them together; the next one on top."))
        self.new_topic = NewLine(self.tr("A topic"), self.tr("A topic, then Enter"))
        self.new_topic.taken.connect(self._add_topic)
        self.column.addWidget(self.new_topic)
        self._backlog = QVBoxLayout()
        self._backlog.setSpacing(0)
        self.column.addLayout(self._backlog)
        self.add_heading(self.tr("What was"))
        self._nothing = PlainLabel(self.tr("No event has been held yet."), role="ink_faint")
        self.column.addWidget(self._nothing)
        self._past = QVBoxLayout()
        self._past.setSpacing(0)
        self.column.addLayout(self._past)
        self.column.addStretch(1)
        self.refresh()

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See CommunityPanel."""
        page, now = self.page, to_stamp(self.context.now())
        coming, past = page.coming(now), page.past(now)
        self.events = self._show_events(self._coming, self.events, coming)
        self.past = self._show_events(self._past, self.past, past)
        self._nothing.setVisible(not past)
        self.dates.setEnabled(bool(page.look_back) or any(each.starts for each in coming))
        if [row.topic.id for row in self.topics] == [each.id for each in page.backlog]:
            for row, each in zip(self.topics, page.backlog, strict=True):
                row.show_topic(each)
        else:
            clear_layout(self._backlog)
            self.topics = [_TopicRow(self, each) for each in page.backlog]
            for row in self.topics:
                self._backlog.addWidget(row)
        for place, row in enumerate(self.topics):
            row.up.setEnabled(place > 0)
        self._order_keyboard()

    def _order_keyboard(self) -> None:
        """Let Tab go from top to bottom: without being told it goes in the order in which everything was made."""
        rows: list[_EventRow | _TopicRow] = [*self.events, *self.topics, *self.past]
        if rows == self._walked:
            return
        self._walked = rows
        above = [stop for row in self.events for stop in row.stops]
        below = [stop for row in (*self.topics, *self.past) for stop in row.stops]
        for before, after in pairwise((self.dates, *above, self.new_topic, *below)):
            QWidget.setTabOrder(before, after)

    def _show_events(
        self, place: QVBoxLayout, rows: list[_EventRow], events: tuple[Event, ...]
    ) -> list[_EventRow]:
        known = {row.event_kept.id: row for row in rows}
        wanted = {each.id for each in events}
        for event_id, row in known.items():
            if event_id not in wanted:
                place.removeWidget(row)
                row.hide()
                row.deleteLater()
        shown: list[_EventRow] = []
        for at, event in enumerate(events):
            row = known.get(event.id) or _EventRow(self, event)
            row.show_event(event)
            # A row that moves keeps the keyboard and what is typed in it.
            if place.indexOf(row) != at:
                place.insertWidget(at, row)
            shown.append(row)
        return shown

    # -- acts ------------------------------------------------------------------------------------------------------

    def keep(self, event_id: str, **said: object) -> None:
        """Keep what was written about an event."""
        self.do(lambda: self.context.acts.change_event(event_id, **said))

    def keep_when(self, event_id: str, text: str) -> None:
        """Keep when an event begins, in local time."""
        self.do(lambda: self.context.acts.change_event(event_id, starts=_stamp(text)))

    def keep_minutes(self, event_id: str, text: str) -> None:
        """Keep how long an event lasts."""

        def act() -> None:
            if not text.strip().isdecimal() or len(text.strip()) > 4:
                raise UserError(self.tr("Write the length as a number of minutes, such as 60."))
            self.context.acts.change_event(event_id, minutes=int(text))

        self.do(act)

    def save_date(self, event_id: str) -> None:
        """Save one event for a calendar."""
        event = self.page.event(event_id)
        if event is not None:
            self.context.save_dates([event], False)

    def _save_dates(self) -> None:
        coming = [each for each in self.page.coming(to_stamp(self.context.now())) if each.starts]
        self.context.save_dates(coming, True)

    def delete_event(self, event_id: str) -> None:
        """Take an event out."""
        self.new_event.setFocus(Qt.FocusReason.OtherFocusReason)
        self.do(lambda: self.context.acts.delete("events", event_id))

    def delete_topic(self, topic_id: str) -> None:
        """Take a topic out."""
        self.new_topic.setFocus(Qt.FocusReason.OtherFocusReason)
        self.do(lambda: self.context.acts.delete("backlog", topic_id))

    def move_up(self, topic_id: str) -> None:
        """Move a topic up, and keep the keyboard on it."""
        if self.do(lambda: self.context.acts.move_topic(topic_id, -1)):
            row = next((each for each in self.topics if each.topic.id == topic_id), None)
            if row is not None:
                (row.up if row.up.isEnabled() else row.text).setFocus(Qt.FocusReason.OtherFocusReason)

    def hold(self, topic_id: str) -> None:
        """Make an event of a topic, which is done then."""
        topic = next(each for each in self.page.backlog if each.id == topic_id)

        def act() -> None:
            self.context.acts.add_event(topic.text)
            self.context.acts.change_topic(topic.id, done=True)

        self.new_event.setFocus(Qt.FocusReason.OtherFocusReason)
        self.do(act)

    def _add_event(self, title: str) -> None:
        if self.do(lambda: self.context.acts.add_event(title)):
            self.new_event.clear()

    def _add_topic(self, text: str) -> None:
        if self.do(lambda: self.context.acts.add_topic(text)):
            self.new_topic.clear()


def _local(stamp: str) -> str:
    try:
        return from_stamp(stamp).astimezone().strftime(_SHAPE) if stamp else ""
    except (ValueError, OverflowError):
        return ""


def _stamp(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return to_stamp(datetime.strptime(" ".join(text.split()), _SHAPE).astimezone())
    except (ValueError, OverflowError):
        words = QCoreApplication.translate("EventsPanel", "Write a day and a time as in 2026-03-14 16:00.")
        raise UserError(words) from None
