"""Home: go on, start a workshop, open a session, and what people promised to do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator.errors import EnvironmentFault
from ui.desk import home_places as at
from ui.desk.frame import USUAL
from ui.desk.home_actions import Hairline, OpenActions
from ui.desk.home_bar import HomeBar
from ui.desk.home_go_on import GoOnBar
from ui.desk.home_methods import MethodGrid
from ui.desk.home_search import SearchLine
from ui.desk.home_sessions import SessionList
from ui.desk.home_words import local_now
from ui.desk.regions import Region, RegionWalk
from ui.widgets.plain_label import PlainLabel

if TYPE_CHECKING:
    from datetime import datetime

    from facilitator.library import ActionListing, Hit, Library, SessionSummary
    from facilitator.method_headings import Heading
    from ui.desk.search_list import SearchList

__all__ = ["Home"]

_ACTION_ROW = 83


class Home(QWidget):
    """Shows a library.

    Signals: session_wanted(str) and go_on_wanted(str) with a session's id, method_wanted(str) with a method's id,
    method_menu_wanted(str, QPoint), file_wanted(), make_wanted(), hit_wanted(Hit), row_menu_wanted(str, QPoint),
    rename_wanted(str), bin_wanted(str), ticked(ActionListing, bool), all_actions_wanted(), asked(str) with a command,
    troubled(str) with a sentence.
    """

    session_wanted = Signal(str)
    go_on_wanted = Signal(str)
    method_wanted = Signal(str)
    method_menu_wanted = Signal(str, QPoint)
    file_wanted = Signal()
    make_wanted = Signal()
    hit_wanted = Signal(object)
    row_menu_wanted = Signal(str, QPoint)
    rename_wanted = Signal(str)
    bin_wanted = Signal(str)
    ticked = Signal(object, bool)
    all_actions_wanted = Signal()
    asked = Signal(str)
    troubled = Signal(str)

    def __init__(self, library: Library, *, now: Callable[[], datetime] = local_now) -> None:
        """Show `library` after the first `refresh`; `now` gives the local time."""
        super().__init__()
        self.library = library
        self.now = now
        self.open_session_id: Callable[[], str] = str
        self.include_archived = False
        self._searched = ""
        self._listings: Sequence[ActionListing] | None = None
        self.bar = HomeBar()
        self.go_on = GoOnBar()
        self.methods = MethodGrid()
        self.trouble = PlainLabel(style="small", role="warn", wrap=True)
        self.search = SearchLine()
        self.sessions = SessionList(self._read, now)
        self._hits: SearchList | None = None
        self._line: QWidget | None = None
        self.empty = PlainLabel(role="ink_faint", elide=True)
        self.empty.setFixedHeight(44)
        self.open_actions = OpenActions()
        self._lay_out()
        self._connect()
        self._walk = RegionWalk()
        # The size that it most likely gets in its window: what is laid out for it is not laid out twice.
        self.resize(*USUAL)
        self._arrange()

    # -- making ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.bar)
        self.view = QScrollArea()
        self.view.setFrameShape(QFrame.Shape.NoFrame)
        self.view.setWidgetResizable(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # In place of the view's own one, which has a background.
        self.view.setViewport(QWidget())
        page = QWidget()
        page.setAutoFillBackground(False)
        self.view.setWidget(page)
        whole.addWidget(self.view, 1)
        self._columns = QHBoxLayout(page)
        self._left = left = QVBoxLayout()
        left.setSpacing(0)
        left.addWidget(self.go_on)
        self._after_go_on = QWidget()
        self._after_go_on.setFixedHeight(at.AFTER_GO_ON)
        left.addWidget(self._after_go_on)
        left.addWidget(PlainLabel(self.tr("Start a workshop"), style="heading"))
        left.addSpacing(at.UNDER_HEADING)
        left.addWidget(self.methods)
        left.addWidget(self.trouble)
        left.addSpacing(at.ABOVE_SESSIONS)
        head = QHBoxLayout()
        self.heading = PlainLabel(self.tr("Sessions"), style="heading")
        head.addWidget(self.heading)
        head.addStretch(1)
        head.addWidget(self.search)
        left.addLayout(head)
        left.addSpacing(at.UNDER_SEARCH)
        left.addWidget(Hairline())
        left.addWidget(self.sessions)
        left.addWidget(self.empty)
        left.addStretch(1)
        self._columns.addLayout(left, 1)
        self._columns.addWidget(self.open_actions)
        self.trouble.hide()

    def _connect(self) -> None:
        self.bar.asked.connect(self.asked)
        self.go_on.wanted.connect(self.go_on_wanted)
        self.methods.method_wanted.connect(self.method_wanted)
        self.methods.menu_wanted.connect(self.method_menu_wanted)
        self.methods.walked.connect(lambda card: self._reveal(card, card.rect()))
        self.methods.file_wanted.connect(self.file_wanted)
        self.methods.make_wanted.connect(self.make_wanted)
        self.sessions.opened.connect(self.session_wanted)
        self.sessions.menu_wanted.connect(self.row_menu_wanted)
        self.sessions.rename_wanted.connect(self.rename_wanted)
        self.sessions.bin_wanted.connect(self.bin_wanted)
        self.sessions.current_moved.connect(lambda rect: self._reveal(self.sessions, rect))
        self.sessions.left_upwards.connect(self.search.setFocus)
        self.search.wanted.connect(self._search)
        self.search.entered.connect(self._search_entered)
        self.search.downwards.connect(self._into_list)
        self.search.left.connect(self._into_list)
        self.open_actions.ticked.connect(self.ticked)
        self.open_actions.opened.connect(self.session_wanted)
        self.open_actions.all_wanted.connect(self.all_actions_wanted)
        self.view.verticalScrollBar().valueChanged.connect(self._scrolled)

    # -- showing ---------------------------------------------------------------------------------------------------

    def show_methods(self, headings: Sequence[Heading]) -> None:
        """Show the cards of the methods."""
        self.methods.show_methods(headings)
        # The cards are newer than the search line, and come before it all the same.
        before: QWidget = self.go_on.button
        for each in (*self.methods.cards, self.search):
            QWidget.setTabOrder(before, each)
            before = each

    def show_method_troubles(self, sentences: Sequence[str]) -> None:
        """Say which of the user's method files cannot be used, and why."""
        self.trouble.setText("\n".join(sentences))
        self.trouble.setVisible(bool(sentences))

    def show_library(self, library: Library) -> None:
        """Show another library."""
        self.library = library
        self.include_archived = False
        self.search.clear()
        self.search.settle()
        self.refresh()

    def set_include_archived(self, shown: bool) -> None:
        """Show the sessions that were put away as well, or not."""
        self.include_archived = shown
        self.refresh()

    def refresh(self) -> None:
        """Read the library again; what cannot be read is told, and what was shown stays."""
        self.sessions.sessions.open_id = self.open_session_id()
        try:
            standing = self.library.interrupted()
            listings = self.library.open_actions()
            self.sessions.renew()
        except EnvironmentFault as fault:
            self.troubled.emit(str(fault))
            return
        now = self.now()
        self.go_on.setVisible(standing is not None)
        self._after_go_on.setVisible(standing is not None)
        if standing is not None:
            is_open = standing.session_id == self.sessions.sessions.open_id
            self.go_on.show_standing(standing, now, is_open=is_open)
        self._listings = listings
        self.open_actions.show_actions(listings, now, self._most_actions())
        self._show_list()

    def put_line(self, line: QWidget) -> None:
        """Put a line of its own above the methods; it shows and hides itself."""
        self._line = line
        self._left.insertWidget(self._left.indexOf(self._after_go_on) + 1, line)
        QWidget.setTabOrder(self.go_on.button, line)

    def note_for_first_frame(self) -> str:
        """Return what the first frame of the next start has to know; "" while families are not as they begin."""
        if not self.methods.is_as_it_began:
            return ""
        return at.methods_kept(self.width(), self.height(), self.methods.height())

    def key_hints(self) -> tuple[tuple[str, str], ...]:
        """Return the keys that work on sessions and methods, as pairs of keys and words."""
        return (
            ("Enter", self.tr("open the session, start with the method")),
            ("F2", self.tr("rename the session")),
            ("Del", self.tr("move the session to the bin, undo brings it back")),
            ("Shift+F10", self.tr("more about the session or the method")),
            ("Up Down", self.tr("among the sessions, and up to the search")),
            ("Tab", self.tr("next control")),
        )

    def _read(self, limit: int, offset: int) -> Sequence[SessionSummary]:
        return self.library.summaries(limit=limit, offset=offset, include_archived=self.include_archived)

    def _show_list(self) -> None:
        searching = bool(self._searched.strip())
        self.heading.setText(self.tr("Found") if searching else self.tr("Sessions"))
        empty = not (self.hits.count() if searching else self.sessions.sessions.rowCount())
        self.sessions.setVisible(not searching and not empty)
        if self._hits is not None:
            self._hits.setVisible(searching and not empty)
        self.empty.setVisible(empty)
        if searching:
            words = self.tr("Nothing with “{text}”. Try fewer letters.")
            self.empty.setText(words.format(text=self._searched.strip()))
        else:
            self.empty.setText(self.tr("Your sessions will be here. Start one above."))

    def _most_actions(self) -> int:
        return max(3, (self.height() - 220) // _ACTION_ROW)

    # -- searching -------------------------------------------------------------------------------------------------

    @property
    def hits(self) -> SearchList:
        """What the search found; made for the first search."""
        if self._hits is None:
            from ui.desk.search_list import SearchList

            hits = self._hits = SearchList()
            hits.hide()
            self._left.insertWidget(self._left.indexOf(self.empty), hits)
            hits.opened.connect(self._open_hit)
            hits.current_moved.connect(lambda rect: self._reveal(hits, rect))
            hits.left_upwards.connect(self.search.setFocus)
        return self._hits

    def start_search(self) -> None:
        """Put the keyboard on the search line."""
        self._reveal(self.search, self.search.rect())
        self.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.search.selectAll()

    def search_next(self) -> None:
        """Choose the next hit."""
        self.search.settle()
        if self._searched.strip():
            self.hits.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.hits.next_hit()
        else:
            self.start_search()

    def _search(self, text: str) -> None:
        self._searched = text
        if text.strip():
            try:
                # Only for the first search: the first window does without.
                from ui.desk.found_everywhere import found_everywhere

                self.hits.show_hits(*found_everywhere(self.methods.headings, self.library, text))
            except EnvironmentFault as fault:
                self.troubled.emit(str(fault))
                self.hits.show_hits(())
        self._show_list()
        if text.strip():
            # Once the list has its new height: what was found needs the room of the cards above it.
            QTimer.singleShot(0, self, self._lift_found)

    def _lift_found(self) -> None:
        page = self.view.widget()
        if page is not None and self._searched.strip():
            layout = page.layout()
            if layout is not None:
                layout.activate()
            top = self.search.mapTo(page, self.search.rect().topLeft()).y()
            self.view.verticalScrollBar().setValue(top - 16)

    def _open_hit(self, hit: Hit) -> None:
        from ui.desk.found_methods import METHODS

        if hit.table == METHODS:
            self.method_wanted.emit(hit.row_id)
        else:
            self.hit_wanted.emit(hit)

    def _search_entered(self) -> None:
        if self._searched.strip():
            self.hits.open_current()
        else:
            self._into_list()

    def _into_list(self) -> None:
        goal = self.hits if self._searched.strip() else self.sessions
        if not goal.isHidden():
            goal.setFocus(Qt.FocusReason.TabFocusReason)

    # -- moving ----------------------------------------------------------------------------------------------------

    def focus_first(self) -> None:
        """Put the keyboard where one most likely goes on: the interrupted session, else the first method."""
        if not self.go_on.isHidden():
            self.go_on.button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.methods.cards:
            self.methods.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take_focus(self) -> None:
        """Give the keyboard to what had it here before, or else to where one most likely goes on."""
        before = self.focusWidget()
        if before is None or before is self or not before.isVisibleTo(self) or not before.isEnabled():
            self.focus_first()
        else:
            before.setFocus(Qt.FocusReason.OtherFocusReason)

    def next_region(self, step: int) -> None:
        """Walk to the next part of the page: go on, methods, search and sessions, next steps, bar."""
        listed = self.hits if self._searched.strip() else self.sessions
        steps = self.open_actions
        parts: list[tuple[QWidget, QWidget]] = [
            *([] if self.go_on.isHidden() else [(self.go_on, self.go_on.button)]),
            *([] if self._line is None or self._line.isHidden() else [(self._line, self._line)]),
            *((self.methods, card) for card in self.methods.cards[:1]),
            (self.search, self.search),
            *([] if listed.isHidden() else [(listed, listed)]),
            (steps, steps.rows[0].check if steps.rows else steps.all),
            (self.bar, self.bar.menu),
        ]
        self._walk.walk([Region(part, partial(self._go_to, goal)) for part, goal in parts], step)

    def _go_to(self, goal: QWidget) -> None:
        self._reveal(goal, goal.rect().adjusted(0, 0, 0, min(0, 120 - goal.height())))
        goal.setFocus(Qt.FocusReason.TabFocusReason)

    def _reveal(self, widget: QWidget, rect: QRect) -> None:
        page = self.view.widget()
        if page is not None and page.isAncestorOf(widget):
            middle = widget.mapTo(page, rect.center())
            self.view.ensureVisible(middle.x(), middle.y(), 0, rect.height() // 2 + 24)

    def _scrolled(self, value: int) -> None:
        bar = self.view.verticalScrollBar()
        if value > bar.maximum() - 2 * self.height() and not self.sessions.isHidden():
            # Not while the list is being laid out, and not before the first page is read.
            QTimer.singleShot(0, self.sessions.sessions.more)

    def _arrange(self) -> None:
        size = self.width(), self.height()
        side = at.around(*size)
        self._columns.setContentsMargins(side, at.TOP, side, at.TOP)
        self._columns.setSpacing(at.beside(*size))
        self.open_actions.setFixedWidth(at.steps_width(*size))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()
        shown, listings = len(self.open_actions.rows), self._listings
        if listings is not None and shown != min(len(listings), self._most_actions()):
            self.open_actions.show_actions(listings, self.now(), self._most_actions())
