"""The pages of communities and teams: a list at the left, and all about the chosen one beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from facilitator.ids import from_stamp, to_stamp
from facilitator.model_listed import Community
from ui import theme as themes
from ui.desk.community.parts import CommunityContext, CommunityPanel
from ui.desk.frame import TOP_BAR, frame_for
from ui.desk.home_words import day_words, sessions_words
from ui.desk.regions import Region, RegionWalk
from ui.widgets.button import Button
from ui.widgets.drawing import fill
from ui.widgets.layouts import clear_layout
from ui.widgets.plain_label import PlainLabel
from ui.widgets.segments import Segments

__all__ = ["CommunityPageView"]

_PARTS = {
    "asks": "life",
    "backlog": "events",
    "channels": "life",
    "criteria": "check",
    "decides": "life",
    "events": "events",
    "leader": "life",
    "name": "overview",
    "purposes": "life",
    "sponsor": "life",
}
"""The part of the page in which an entry that a search found stands; see `community_words`."""
_ROW = 36
_NARROW_RAIL = 192


class _Bar(QWidget):
    """The bar on top: back to Home, where we are, and the book."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(TOP_BAR)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 0, 16, 1)
        row.setSpacing(8)
        self.home = Button(kind="quiet", icon="home", name=self.tr("Home"))
        self.home.setToolTip(self.tr("Home"))
        self.undo = Button(kind="quiet", icon="undo", name=self.tr("Undo"))
        self.undo.setToolTip(self.tr("Undo"))
        self.redo = Button(kind="quiet", icon="redo", name=self.tr("Redo"))
        self.redo.setToolTip(self.tr("Redo"))
        self.rename = Button(self.tr("Rename…"), kind="quiet", icon="pencil")
        self.book = Button(self.tr("Save the book…"), kind="filled", icon="book")
        row.addWidget(self.home)
        row.addSpacing(4)
        row.addWidget(PlainLabel(self.tr("Communities and teams"), style="lead"))
        row.addStretch(1)
        for each in (self.undo, self.redo, self.rename, self.book):
            row.addWidget(each)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        fill(painter, QRectF(0, self.height() - 1, self.width(), 1), themes.current().colour("line"))
        painter.end()


class _Rail(QWidget):
    """The communities by name, and a line for a new one. Signals: chosen(str) with an id, wanted() for a new one."""

    chosen = Signal(str)
    wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 16, 8, 16)
        column.setSpacing(8)
        self.list = QListWidget()
        # PySide does not know a view's own viewport and loads every kind of widget to find out what it is.
        self.list.setViewport(viewport := QWidget())
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(self.tr("Communities and teams"))
        self.list.setProperty("rows", True)
        viewport.setAutoFillBackground(False)
        self.list.currentItemChanged.connect(self._moved)
        column.addWidget(self.list, 1)
        self.new = Button(self.tr("New community…"), kind="quiet", icon="plus")
        self.new.clicked.connect(self.wanted)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeft)

    def show_communities(self, found: Sequence[Community], chosen: str) -> None:
        """Show these, `chosen` marked."""
        self.list.blockSignals(True)
        self.list.clear()
        for each in found:
            item = QListWidgetItem(each.name)
            item.setData(Qt.ItemDataRole.UserRole, each.id)
            item.setSizeHint(QSize(0, _ROW))
            self.list.addItem(item)
            if each.id == chosen:
                self.list.setCurrentItem(item)
        self.list.blockSignals(False)

    def _moved(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.chosen.emit(str(item.data(Qt.ItemDataRole.UserRole)))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        theme = themes.current()
        fill(painter, QRectF(self.rect()), theme.colour("table"))
        fill(painter, QRectF(self.width() - 1, 0, 1, self.height()), theme.colour("line"))
        painter.end()


class CommunityPageView(QWidget):
    """Shows one community at a time; a part of it is made when it is first looked at.

    Signals: chosen(str) another community by its id, home_wanted(), new_wanted(), rename_wanted(), book_wanted(),
    undo_wanted(), redo_wanted().
    """

    chosen = Signal(str)
    home_wanted = Signal()
    new_wanted = Signal()
    rename_wanted = Signal()
    book_wanted = Signal()
    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._context: CommunityContext | None = None
        self.panel: CommunityPanel | None = None
        self._panels: dict[str, CommunityPanel] = {}
        self._part = "overview"
        self._walk = RegionWalk()
        self.bar = _Bar()
        self.rail = _Rail()
        self.title = PlainLabel(style="title", elide=True)
        self.facts = PlainLabel(style="small", role="ink_soft", elide=True)
        self.parts = Segments(self.tr("Parts of the page"))
        self.parts.set_segments(
            [
                ("overview", self.tr("Overview")),
                ("life", self.tr("What keeps it alive")),
                ("events", self.tr("Events and topics")),
                ("check", self.tr("Self-check")),
            ]
        )
        self.parts.set_current(self._part)
        self.nothing = PlainLabel(
            self.tr("No community yet. Name the first one; its sessions, events and promises will be here."),
            role="ink_faint",
            wrap=True,
        )
        self.nothing.hide()
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        right = QVBoxLayout()
        right.setSpacing(0)
        self._head = QVBoxLayout()
        self._head.setSpacing(4)
        self._head.addWidget(self.nothing)
        self._head.addWidget(self.title)
        self._head.addWidget(self.facts)
        self._head.addSpacing(8)
        self._head.addWidget(self.parts, 0, Qt.AlignmentFlag.AlignLeft)
        right.addLayout(self._head)
        self.view = QScrollArea()
        self.view.setViewport(viewport := QWidget())
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setWidgetResizable(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        viewport.setAutoFillBackground(False)
        inside = QWidget()
        self._inside = QVBoxLayout(inside)
        inside.setAutoFillBackground(False)
        self.view.setWidget(inside)
        right.addWidget(self.view, 1)
        middle.addLayout(right, 1)
        whole.addLayout(middle, 1)

    def _connect(self) -> None:
        self.bar.home.clicked.connect(self.home_wanted)
        self.bar.undo.clicked.connect(self.undo_wanted)
        self.bar.redo.clicked.connect(self.redo_wanted)
        self.bar.rename.clicked.connect(self.rename_wanted)
        self.bar.book.clicked.connect(self.book_wanted)
        self.rail.chosen.connect(self._choose)
        self.rail.wanted.connect(self.new_wanted)
        self.parts.chosen.connect(self.show_part)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_communities(self, found: Sequence[Community], context: CommunityContext | None) -> None:
        """Show the list, and all about the one of `context`; None while there is none."""
        self.settle()
        if self._context is None or context is None or context.acts is not self._context.acts:
            self._let_go()
        self._context = context
        chosen = context.acts.community_id if context is not None else ""
        self.rail.show_communities(found, chosen)
        for each in (self.title, self.facts, self.parts, self.view, self.bar.book, self.bar.rename):
            each.setVisible(context is not None)
        self.nothing.setVisible(context is None)
        self._put_in()

    def show_part(self, part: str) -> None:
        """Show another part of the page."""
        self.settle()
        self._part = part
        self.parts.set_current(part)
        self._put_in()

    def refresh(self) -> None:
        """Show what the page and the library hold now."""
        self._show_head()
        if self.panel is not None:
            self.panel.refresh()

    def show_glance(self) -> None:
        """Show what the sessions of the community say, once they are read."""
        # A turn of the event loop later: what is shown already is painted before the rest is laid out.
        QTimer.singleShot(0, self, self._show_glance)

    def settle(self) -> None:
        """Keep what is being typed."""
        focus = QApplication.focusWidget()
        if focus is not None and self.panel is not None and self.panel.isAncestorOf(focus):
            focus.clearFocus()

    def take_focus(self) -> None:
        """Put the keyboard where one most likely begins: on the list, or on making the first one."""
        (self.rail.list if self.rail.list.count() else self.rail.new).setFocus(
            Qt.FocusReason.OtherFocusReason
        )

    def reach(self, where: str) -> None:
        """Show the part that has an entry found by a search, and put the keyboard on it."""
        part = _PARTS.get(where.partition(":")[0])
        if part is None:
            return
        self.show_part(part)
        found = self.panel.part_of(where) if self.panel is not None else None
        if found is not None:
            takes = [found, *found.findChildren(QWidget)]
            goal = found.focusProxy() or next((each for each in takes if _takes_focus(each)), found)
            goal.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def next_region(self, step: int) -> None:
        """Walk to the next part of the page: the list, the parts, what is in the chosen one, the bar."""
        panel = self.panel
        first = (
            next((each for each in panel.findChildren(QWidget) if _takes_focus(each)), None)
            if panel is not None
            else None
        )
        listed: QWidget = self.rail.list if self.rail.list.count() else self.rail.new
        regions: list[tuple[QWidget, QWidget]] = [(self.rail, listed)]
        if panel is not None:
            buttons = self.parts.findChildren(QAbstractButton)
            regions.append((self.parts, next((each for each in buttons if _takes_focus(each)), self.parts)))
        if panel is not None and first is not None:
            regions.append((panel, first))
        regions.append((self.bar, self.bar.home))
        self._walk.walk([Region(part, partial(_take, goal), returns=True) for part, goal in regions], step)

    def _choose(self, community_id: str) -> None:
        if self._context is None or community_id != self._context.acts.community_id:
            self.chosen.emit(community_id)

    def _show_glance(self) -> None:
        if self.panel is not None:
            self.panel.show_glance()

    def _let_go(self) -> None:
        """Forget the parts of the community that was shown."""
        self.panel = None
        self._panels = {}
        clear_layout(self._inside)

    def _put_in(self) -> None:
        """Show the chosen part; what was made once stays, hidden, since making it takes longer than showing it."""
        if self.panel is not None:
            self.panel.hide()
            self.panel = None
        self._show_head()
        if self._context is None:
            return
        panel = self._panels.get(self._part)
        if panel is None:
            panel = self._panels[self._part] = _panel_of(self._part)(self._context)
            self._inside.addWidget(panel)
        else:
            panel.refresh()
        panel.show()
        self.panel = panel
        self._fit()
        self.view.verticalScrollBar().setValue(0)

    def _show_head(self) -> None:
        if self._context is None:
            return
        story = self._context.story()
        self.title.setText(story.community.name)
        facts = [sessions_words(len(story.sessions))]
        facts += self._day_words()
        open_ones = len(story.actions)
        facts.append(
            self.tr("nothing open")
            if not open_ones
            else self.tr("1 next step open")
            if open_ones == 1
            else self.tr("{count} next steps open").format(count=open_ones)
        )
        self.facts.setText(" \N{MIDDLE DOT} ".join(facts))

    def _day_words(self) -> list[str]:
        """Return when the last session was held, and when the next one is planned for."""
        assert self._context is not None
        story, now = self._context.story(), self._context.now()
        last, coming = story.held, story.planned(to_stamp(now))
        days = (
            (self.tr("the last one {day}"), last.started if last is not None else None),
            (self.tr("the next one {day}"), coming.starts if coming is not None else None),
        )
        found = []
        for words, stamp in days:
            if stamp:
                day = from_stamp(stamp).astimezone(now.tzinfo).date()
                found.append(words.format(day=day_words(day, now.date(), inside=True)))
        return found

    def _fit(self) -> None:
        """Let the part that is shown fit between the list and the bar that scrolls."""
        if self.panel is not None:
            bar = self.view.verticalScrollBar().sizeHint().width()
            self.panel.fit(self.width() - self.rail.width() - 2 * self._side - bar)

    @property
    def _side(self) -> int:
        return 24 if frame_for(self.width(), self.height()).compact else 32

    # -- moving ----------------------------------------------------------------------------------------------------

    def _focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if new is not None and self.panel is not None and self.panel.isAncestorOf(new):
            QTimer.singleShot(0, self, lambda: self._follow(new))

    def _follow(self, widget: QWidget) -> None:
        if (
            QApplication.focusWidget() is widget
            and self.panel is not None
            and self.panel.isAncestorOf(widget)
        ):
            self.view.ensureWidgetVisible(widget, 0, 24)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.home_wanted.emit()
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        form = frame_for(self.width(), self.height())
        self.rail.setFixedWidth(_NARROW_RAIL if form.compact else form.rail)
        self._inside.setContentsMargins(self._side, 8, self._side, 8)
        self._fit()
        self._head.setContentsMargins(self._side, 24 if not form.compact else 16, self._side, 8)


def _panel_of(part: str) -> Callable[[CommunityContext], CommunityPanel]:
    """Return what makes a part of the page: imported when it is first looked at, so that the page opens at once."""
    if part == "life":
        from ui.desk.community.life_panel import LifePanel

        return LifePanel
    if part == "events":
        from ui.desk.community.events_panel import EventsPanel

        return EventsPanel
    if part == "check":
        from ui.desk.community.check_panel import CheckPanel

        return CheckPanel
    from ui.desk.community.overview_panel import OverviewPanel

    return OverviewPanel


def _takes_focus(widget: QWidget) -> bool:
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isVisible() and widget.isEnabled()


def _take(goal: QWidget) -> None:
    goal.setFocus(Qt.FocusReason.TabFocusReason)
