"""A community at a glance: its canvas, what is next, its sessions in order, its ratings over time, what is open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtWidgets import QBoxLayout, QGridLayout, QHBoxLayout, QVBoxLayout

from facilitator.ids import from_stamp, to_stamp
from ui.desk.community.parts import CommunityContext, CommunityPanel, KeptLine, heading
from ui.desk.home_actions import Hairline, OpenActions
from ui.desk.home_sessions import SessionList
from ui.desk.home_words import day_words
from ui.widgets.button import Button
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from facilitator.library import ActionListing, SessionSummary
    from facilitator.session import Session
    from ui.desk.community.glance import Rated

__all__ = ["OverviewPanel"]

_SIDE, _NARROW_SIDE = 300, 248
_NARROW = 880
"""Below this width of the panel the canvas stands over the facts, and the next steps are narrower."""
_CANVASES = ((1130, 420), (964, 260), (_NARROW, 180), (0, 300))
"""How wide the canvas is from which width of the panel on."""
_MOST_ACTIONS = 12
_NAME = 116
_LATE_MS = 300
"""So long nothing is said about what is still being read: words that came and went at once would only startle."""


class OverviewPanel(CommunityPanel):
    """Everything that other parts keep, to be seen and opened."""

    def __init__(self, context: CommunityContext) -> None:
        super().__init__(context)
        columns = self._columns = QHBoxLayout()
        self._left = QVBoxLayout()
        self._left.setSpacing(8)
        columns.addLayout(self._left, 1)
        self.column.addLayout(columns)
        self._steps_shown: object = None
        self._facts_shown: object = None
        self._canvas_shown: object = None
        self._rated: tuple[Rated, ...] = ()
        self._left_out: tuple[Rated, ...] = ()
        self._room = _CANVASES[0][0]
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(_LATE_MS)
        self._make_left()
        self.steps_open = OpenActions()
        self.steps_open.all_wanted.connect(context.all_steps)
        self.steps_open.ticked.connect(self._tick)
        self.steps_open.opened.connect(context.open_session)
        columns.addWidget(self.steps_open)
        self.refresh()

    def _make_left(self) -> None:
        top = self._top = QHBoxLayout()
        top.setSpacing(24)
        self._canvas = QVBoxLayout()
        self._canvas.setSpacing(0)
        top.addLayout(self._canvas, 0)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(8)
        facts = QVBoxLayout()
        facts.setSpacing(12)
        facts.addLayout(self._facts)
        self.look_back = KeptLine(self.tr("Next look back"), self.tr("2026-03-14"))
        self.look_back.setFixedWidth(132)
        self.look_back.written.connect(lambda text: self.do(lambda: self.context.acts.set_look_back(text)))
        line = QHBoxLayout()
        line.setSpacing(16)
        name = PlainLabel(self.tr("Next look back"), role="ink_soft")
        name.setFixedWidth(_NAME)
        line.addWidget(name)
        line.addWidget(self.look_back)
        self._due = PlainLabel(style="small", weight=600)
        line.addWidget(self._due, 1)
        facts.addLayout(line)
        facts.addStretch(1)
        top.addLayout(facts, 1)
        self._left.addLayout(top)
        self._left.addSpacing(8)
        head = QHBoxLayout()
        head.addWidget(heading(self.tr("Sessions, in order")), 1)
        self.new = Button(self.tr("New session…"), icon="plus")
        self.new.clicked.connect(self._begin)
        head.addWidget(self.new)
        self._left.addLayout(head)
        self._left.addWidget(Hairline())
        self.sessions = SessionList(self._read, self.context.now, may_fold=True)
        self.sessions.setAccessibleName(self.tr("Sessions, in order"))
        self.sessions.opened.connect(self.context.open_session)
        self.sessions.menu_wanted.connect(self.context.row_menu)
        self.sessions.rename_wanted.connect(lambda session_id: self.context.run_on("rename", session_id))
        self.sessions.bin_wanted.connect(lambda session_id: self.context.run_on("bin", session_id))
        self._left.addWidget(self.sessions)
        self._none = PlainLabel(
            self.tr("No session yet. Start the first one above."),
            role="ink_faint",
            wrap=True,
        )
        self._left.addWidget(self._none)
        self._reading = PlainLabel(self.tr("The canvas and ratings are being read…"), role="ink_faint")
        self._reading.hide()
        self._late.timeout.connect(self._reading.show)
        self._left.addWidget(self._reading)
        self._health = QVBoxLayout()
        self._health.setSpacing(8)
        self._left.addSpacing(8)
        self._left.addLayout(self._health)
        self._left.addStretch(1)

    def _tick(self, listing: ActionListing, done: bool) -> None:
        # Where it cannot be kept, its row is made anew as well, so that the box is what it was.
        self._steps_shown = None
        self.context.tick(listing, done)

    def _begin(self) -> None:
        self.context.begin(self.new.mapToGlobal(QPoint(0, self.new.height() + 4)))

    def _read(self, limit: int, offset: int) -> Sequence[SessionSummary]:
        return self.context.story().sessions[offset : offset + limit]

    # -- showing ---------------------------------------------------------------------------------------------------

    def refresh(self) -> None:
        """See CommunityPanel."""
        story, now = self.context.story(), self.context.now()
        self.sessions.renew()
        self.sessions.setVisible(bool(story.sessions))
        self._none.setVisible(not story.sessions)
        if (story.actions, now.date()) != self._steps_shown:
            self._steps_shown = (story.actions, now.date())
            self.steps_open.show_actions(story.actions, now, _MOST_ACTIONS)
        self.steps_open.all.setVisible(len(story.actions) > _MOST_ACTIONS)
        self.look_back.show_text(self.page.look_back)
        words, role = _due_words(self.page.look_back, now.date())
        self._due.setText({"": "", "late": self.tr("overdue"), "today": self.tr("today")}.get(words, words))
        self._due.set_role(role)
        self._show_facts()
        self.show_glance()

    def show_glance(self) -> None:
        """See CommunityPanel. Canvas and tables stay as they are while what they show is being read anew."""
        glance = self.context.glance()
        if glance is None:
            self._late.start()
            return
        from facilitator.audience import canvas_view

        self._late.stop()
        self._reading.hide()
        session = glance.canvas
        canvas = (session.id, session.place.started, canvas_view(session)) if session is not None else None
        if canvas != self._canvas_shown:
            self._canvas_shown = canvas
            self._show_canvas(session)
        if glance.rated != self._rated:
            self._rated = self._left_out = glance.rated
            clear_layout(self._health)
            self._next_table()

    def _show_facts(self) -> None:
        page, story = self.page, self.context.story()
        coming = [each for each in page.coming(to_stamp(self.context.now())) if each.starts]
        met = sum(each.state == "met" for each in page.criteria)
        asked = any(each.state is not None for each in page.criteria)
        rows = [
            (self.tr("Leader"), page.leader.name),
            (self.tr("Sponsor"), page.sponsor.name),
            (self.tr("What it is for"), "; ".join(page.purposes)),
            (self.tr("Next event"), self._event_words(coming[0].title, coming[0].starts) if coming else ""),
            (
                self.tr("Next on the path"),
                page.next_step.step.title if page.next_step and story.sessions else "",
            ),
            (
                self.tr("Would it last?"),
                self.tr("{met} of {count} met").format(met=met, count=len(page.criteria)) if asked else "",
            ),
        ]
        if rows == self._facts_shown:
            return
        self._facts_shown = rows
        clear_layout(self._facts)
        for place, (name, words) in enumerate(each for each in rows if each[1]):
            self._facts.addWidget(PlainLabel(name, role="ink_soft"), place, 0, Qt.AlignmentFlag.AlignTop)
            self._facts.addWidget(PlainLabel(words, weight=500, wrap=True), place, 1)
        self._facts.setColumnMinimumWidth(0, _NAME)
        self._facts.setColumnStretch(1, 1)

    def _event_words(self, title: str, stamp: str) -> str:
        now = self.context.now()
        moment = from_stamp(stamp).astimezone(now.tzinfo)
        words = self.tr("{title}, {day} {time}")
        return words.format(
            title=title, day=day_words(moment.date(), now.date(), inside=True), time=f"{moment:%H:%M}"
        )

    def _show_canvas(self, session: Session | None) -> None:
        clear_layout(self._canvas)
        if session is not None:
            # The page is there before what it shows next is read.
            from ui.desk.canvas_preview import CanvasPreview

            preview = CanvasPreview(session)
            width = self._canvas_width()
            preview.setFixedSize(width, preview.heightForWidth(width))
            self._canvas.addWidget(preview, 0, Qt.AlignmentFlag.AlignTop)

    def _next_table(self) -> None:
        """Show one table more: one a turn of the event loop, so that many hold nobody up."""
        if not self._left_out:
            return
        from ui.desk.community.health_table import HealthTable

        (rating, began), *rest = self._left_out
        self._left_out = tuple(rest)
        self._health.addWidget(heading(self.tr("{title} over time").format(title=rating.title)))
        self._health.addWidget(Hairline())
        self._health.addWidget(HealthTable(rating, began, self.context.now().date()))
        if rest:
            QTimer.singleShot(0, self, self._next_table)

    def _canvas_width(self) -> int:
        return next(canvas for least, canvas in _CANVASES if self._room >= least)

    def fit(self, width: int) -> None:
        """See CommunityPanel."""
        self._room = max(0, width)
        narrow = width < _NARROW
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._top.setDirection(down if narrow else across)
        self._columns.setSpacing(24 if narrow else 40)
        self.steps_open.setFixedWidth(_NARROW_SIDE if narrow else _SIDE)
        item = self._canvas.itemAt(0)
        preview = item.widget() if item is not None else None
        canvas = self._canvas_width()
        if preview is not None and preview.width() != canvas:
            preview.setFixedSize(canvas, preview.heightForWidth(canvas))


def _due_words(day: str, today: date) -> tuple[str, str]:
    """Return whether a look back is due ("late", "today", or nothing), and the role of the word."""
    try:
        left = (date.fromisoformat(day) - today).days
    except ValueError:
        return "", "ink_soft"
    return ("late", "alarm") if left < 0 else ("today", "warn") if left == 0 else ("", "ink_soft")
