"""A stage made of panels: the heading stays, each phase brings the panel under it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.session import Session
from ui import theme as themes
from ui.desk.context import DeskContext
from ui.desk.heading import Heading, stage_caption
from ui.desk.stage import KeyHint, NextStep, Stage
from ui.icons import paint_icon
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from ui.desk.timeline.entry_list import EntryList

__all__ = ["KEPT_WHOLE", "ROW_ID", "Counted", "Panel", "PanelStage"]

MARGIN = 24
KEPT_WHOLE = "kept_whole"
"""Name of the property of a part that should be seen whole while the keyboard is in it."""
ROW_ID = "row_id"
"""Name of the property that says which row of the session a part shows, so that who looks for it is taken there."""
_ICON = 18
_AROUND = 24


@dataclass(frozen=True)
class Counted:
    """The words at the right of the heading; `role` is "ok" (with a tick), "warn" (with a sign) or "ink_soft"."""

    words: str
    role: str = "ink_soft"


class Panel(QWidget):
    """What is under the heading in one phase. Its methods answer for the stage as those of `Stage` do.

    Signals: `hints_changed` as in `Stage`, and for the words around the panel.
    """

    hints_changed = Signal()

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        """Make the panel with everything as the session has it now."""
        super().__init__()
        self.desk = desk
        self.activity = activity
        self.phase = phase

    @property
    def session(self) -> Session:
        """The open session."""
        return self.desk.session

    def names(self) -> list[str]:
        """Return who can be named: the people who are here."""
        people = self.session.data.participants
        return list(dict.fromkeys(" ".join(each.name.split()) for each in people if each.present))

    def lay_column(self, spacing: int) -> QVBoxLayout:
        """Return the column that fills the panel, under the heading and as far from the edges as it."""
        column = QVBoxLayout(self)
        column.setContentsMargins(MARGIN, 4, MARGIN, 16)
        column.setSpacing(spacing)
        return column

    def caption(self) -> str:
        """Return what follows "Activity 7 of 9" over the heading; empty: the phase and its minutes."""
        return ""

    def heading(self) -> str:
        """Return the heading of the stage."""
        return self.phase.heading or self.activity.title

    def counted(self) -> Counted | None:
        """Return what is said at the right of the heading."""
        return None

    def first_focus(self) -> QWidget | None:
        """Return where the keyboard goes when the phase begins."""
        return None

    def focus_rect(self) -> QRect:
        """Return nothing for the ring of the keyboard, as a stage does."""
        return QRect()

    def part_of(self, row_id: str) -> QWidget | None:
        """Return what shows the row of the session with this id, None where nothing does."""
        return next((each for each in self.findChildren(QWidget) if each.property(ROW_ID) == row_id), None)

    def entries(self) -> EntryList | None:
        """Return the list of entries whose words are looked at; None where there is none."""
        return None

    def refresh(self, changes: Changes) -> None:
        """Take in what changed."""

    def leave(self) -> None:
        """Keep what is half done."""

    def room_sees(self) -> str:
        """Return one line: what the room sees now."""
        raise NotImplementedError

    def key_hints(self) -> tuple[KeyHint, ...]:
        """Return the keys that work now."""
        return ()

    def next_step(self) -> NextStep | None:
        """Return what the filled button does; None for the next phase."""
        return None

    def private_words(self) -> tuple[str, tuple[str, ...]]:
        """Return what to say and what to watch now."""
        return self.phase.say, self.phase.watch

    def command(self, name: str) -> bool:
        """Carry out a command; tell whether it was one of this panel."""
        return False

    def take_text(self, text: str) -> bool:
        """Begin writing with `text`; tell whether it was taken."""
        line = self.first_focus()
        insert = getattr(line, "insert", None)
        if line is None or not callable(insert):
            return False
        line.setFocus(Qt.FocusReason.OtherFocusReason)
        insert(text)
        return True


class _CountedWords(QWidget):
    """A sign and a few words at the right of the heading."""

    def __init__(self) -> None:
        super().__init__()
        self._said: Counted | None = None
        row = QHBoxLayout(self)
        row.setContentsMargins(_ICON + 6, 0, 0, 4)
        self.label = PlainLabel(alignment=Qt.AlignmentFlag.AlignRight)
        row.addWidget(self.label)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def show_counted(self, said: Counted | None) -> None:
        """Say something, or nothing."""
        if said == self._said:
            return
        self._said = said
        self.setVisible(said is not None)
        if said is not None:
            self.label.setText(said.words)
            self.label.set_role(said.role)
            self.setAccessibleName(said.words)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        sign = {"ok": "check", "warn": "warning"}.get(self._said.role if self._said else "")
        if sign and self._said is not None:
            painter = QPainter(self)
            middle = self.label.geometry().center().y() + 0.5
            box = QRectF(0, middle - _ICON / 2, _ICON, _ICON)
            paint_icon(painter, sign, box, themes.current().colour(self._said.role))
            painter.end()


class _Body(QScrollArea):
    """Holds the panel; scrolls when the panel is higher, and follows the keyboard, also where a list above it grows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.viewport().setAutoFillBackground(False)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.isAncestorOf(new):
            # What has just been put in finds its place before the next turn of the event loop.
            QTimer.singleShot(0, self, self._follow_focus)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Here nothing has moved yet: what could be seen stays in sight.
        if watched is self.widget() and event.type() == QEvent.Type.Resize and self._sees_focus():
            QTimer.singleShot(0, self, self._follow_focus)
        return super().eventFilter(watched, event)

    def _sees_focus(self) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus) and not focus.visibleRegion().isEmpty()

    def _follow_focus(self) -> None:
        focus, panel = QApplication.focusWidget(), self.widget()
        if focus is not None and panel is not None and focus is not panel and self.isAncestorOf(focus):
            around = focus.parentWidget()
            while around is not None and around is not self:
                if around.property(KEPT_WHOLE):
                    self.ensureWidgetVisible(around, 0, 8)
                around = around.parentWidget()
            self.ensureWidgetVisible(focus, 0, _AROUND)
            low = focus.mapTo(panel, focus.rect().bottomLeft()).y() + _AROUND
            if low <= self.viewport().height() and not QApplication.mouseButtons():
                # What can be seen from the head of the panel is; under the mouse nothing moves away.
                self.verticalScrollBar().setValue(0)

    def minimumSizeHint(self) -> QSize:
        return QSize(200, 120)


class PanelStage(Stage):
    """The stage of a kind whose phases each have a panel: `make_panel` makes it."""

    def __init__(self, desk: DeskContext, activity: Activity, parent: QWidget | None = None) -> None:
        super().__init__(desk, activity, parent)
        self.panel: Panel | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, MARGIN, 0, 0)
        column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(MARGIN, 0, MARGIN, 0)
        head.setSpacing(16)
        self._heading = Heading()
        self._counted = _CountedWords()
        self._counted.hide()
        head.addWidget(self._heading, 1)
        head.addWidget(self._counted, 0, Qt.AlignmentFlag.AlignBottom)
        self._head = head
        column.addLayout(head)
        column.addSpacing(12)
        self._body = _Body()
        column.addWidget(self._body, 1)

    def add_to_head(self, widget: QWidget) -> None:
        """Put something at the right end of the heading, for as long as the stage lives."""
        self._head.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)

    def make_panel(self, phase: Phase) -> Panel:
        """Return a new panel for `phase`."""
        raise NotImplementedError

    def enter(self, phase: Phase) -> None:
        """See Stage."""
        self._put_away()
        panel = self.make_panel(phase)
        panel.setAutoFillBackground(False)
        self.panel = panel
        panel.hints_changed.connect(self._panel_changed)
        self._body.setWidget(panel)
        self._give_focus_to(panel)
        self._show_words()
        self.hints_changed.emit()

    def refresh(self, changes: Changes) -> None:
        """See Stage."""
        if self.panel is None or changes.origin == "place":
            return
        if self.session.course.phase is None and self.session.course.on_break is None:
            # An undo or a vote opened again can take the present phase away, such as a run-off without a tie.
            QTimer.singleShot(0, self, self._go_where_there_is_a_phase)
            return
        self.panel.refresh(changes)
        self._panel_changed()

    def leave(self) -> None:
        """See Stage."""
        if self.panel is not None:
            self.panel.leave()

    def room_sees(self) -> str:
        """See Stage."""
        return self.panel.room_sees() if self.panel is not None else ""

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Stage."""
        return self.panel.key_hints() if self.panel is not None else ()

    def next_step(self) -> NextStep | None:
        """See Stage."""
        return self.panel.next_step() if self.panel is not None else None

    def private_words(self, phase: Phase) -> tuple[str, tuple[str, ...]]:
        """See Stage."""
        return self.panel.private_words() if self.panel is not None else super().private_words(phase)

    def command(self, name: str) -> bool:
        """See Stage."""
        return self.panel.command(name) if self.panel is not None else False

    def reach(self, row_id: str) -> bool:
        """See Stage."""
        part = self.panel.part_of(row_id) if self.panel is not None else None
        if part is None:
            return False
        takes = [part, *part.findChildren(QWidget)]
        field = next((each for each in takes if each.focusPolicy() & Qt.FocusPolicy.TabFocus), None)
        if field is not None:
            field.setFocus(Qt.FocusReason.TabFocusReason)
        # What was just laid out finds its place before the next turn of the event loop.
        QTimer.singleShot(0, part, lambda: self._body.ensureWidgetVisible(part, 0, _AROUND))
        return True

    def take_text(self, text: str) -> bool:
        """See Stage."""
        return self.panel.take_text(text) if self.panel is not None else False

    def _put_away(self) -> None:
        if self.panel is not None:
            self.panel.leave()
            self.panel.hints_changed.disconnect(self._panel_changed)
            old = self._body.takeWidget()
            self.panel = None
            if old is not None:
                old.hide()
                old.deleteLater()

    def _give_focus_to(self, panel: Panel) -> None:
        """Let the keyboard go into `panel`: to its first line, or to itself when there is none to be used now."""
        first = panel.first_focus()
        if first is None or not first.isEnabled() or not first.isVisibleTo(panel):
            first = panel
        self.setFocusProxy(first)

    def _panel_changed(self) -> None:
        if self.panel is not None:
            self._give_focus_to(self.panel)
        self._show_words()
        self.hints_changed.emit()

    def _show_words(self) -> None:
        if self.panel is None:
            return
        caption = stage_caption(self.session, self.activity, self.panel.phase)
        if self.panel.caption():
            caption = " · ".join((caption.split(" · ")[0], self.panel.caption()))
        self._heading.set_words(caption, self.panel.heading())
        self._counted.show_counted(self.panel.counted())

    def _go_where_there_is_a_phase(self) -> None:
        course = self.session.course
        if course.phase is not None or self.session.place.activity_id != self.activity.id:
            return
        ids = [each.id for each in course.phases(self.activity)]
        goal = "vote" if "vote" in ids else ids[0]
        self.desk.bridge.do(lambda: course.go(self.activity.id, goal))
