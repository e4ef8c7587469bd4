"""The middle of the session page: the stage of an activity, or the quiet page of a break or of the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from PySide6.QtCore import QRect, Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QSizePolicy, QVBoxLayout, QWidget
from shiboken6 import isValid

from facilitator import postmortems
from facilitator.ids import from_stamp
from facilitator.method import Activity
from facilitator.session import Session
from ui.desk import situation
from ui.desk.context import DeskContext
from ui.desk.quiet_pages import BreakPage, FinishedPage
from ui.desk.stage import Stage

__all__ = ["ASK_MS", "StageHost"]


ASK_MS = 300
"""The library is asked this long after the last page came up: not while it is made."""
_MOST_MEETINGS = 5


class StageHost(QWidget):
    """Holds one thing at a time. `kind` says which: activity, break, summary or nothing; "" before the first.

    Signals: hints_changed() from the stage.
    """

    hints_changed = Signal()

    def __init__(self, desk: DeskContext, make_stage: Callable[[DeskContext, Activity], Stage]) -> None:
        super().__init__()
        self._desk = desk
        self._make_stage = make_stage
        self.kind = ""
        self.stage: Stage | None = None
        self.break_page = BreakPage()
        self.finished_page = FinishedPage()
        self._meetings: tuple[postmortems.Meeting, ...] = ()
        self._asking = QTimer(self)
        self._asking.setSingleShot(True)
        self._asking.setInterval(ASK_MS)
        self._asking.timeout.connect(self.ask_meetings)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        for page in (self.break_page, self.finished_page):
            page.hide()
            self._column.addWidget(page, 1)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Ignored)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._focus_changed)

    def focus_rect(self) -> QRect:
        """See FocusRing: nothing in particular has the keyboard."""
        return QRect()

    def _focus_changed(self, old: QWidget | None, new: QWidget | None) -> None:
        """Keep the keyboard here when the field that had it is closed, as after the last voice or answer.

        Qt hands it to whatever comes next in the window, where Enter would press a button of the foot.
        """
        if old is None or new is None or not isValid(old):
            return
        if not old.isEnabled() and self.isAncestorOf(old) and new is not self and not self.isAncestorOf(new):
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def _session(self) -> Session:
        return self._desk.session

    def add_below(self, strip: QWidget) -> None:
        """Put a strip under what is held."""
        self._column.addWidget(strip)

    def leave(self) -> None:
        """Let the stage go, if there is one, with what is half typed in it kept."""
        if self.stage is None:
            return
        old, self.stage = self.stage, None
        old.leave()
        old.hints_changed.disconnect(self.hints_changed)
        self._column.removeWidget(old)
        old.hide()
        old.deleteLater()

    def put_in(self, kind: str) -> None:
        """Hold something else, made for the place where the session stands."""
        self.kind = kind
        if kind == "summary" and postmortems.is_postmortem(self._session.data.method):
            self._asking.start()
        self.break_page.setVisible(kind == "break")
        self.finished_page.setVisible(kind == "summary")
        activity = self._session.course.activity
        if kind == "activity" and activity is not None:
            stage = self._make_stage(self._desk, activity)
            stage.hints_changed.connect(self.hints_changed)
            self._column.insertWidget(0, stage, 1)
            self.stage = stage

    def enter(self) -> None:
        """Show the present phase, break or end."""
        phase = self._session.course.phase
        if self.stage is not None and phase is not None:
            self.stage.enter(phase)
            self.stage.show()
        elif self.kind == "summary":
            self.show_summary()
        elif self.kind == "break":
            self.show_break()

    def show_break(self) -> None:
        """Show when the break ends, and what comes then."""
        session = self._session
        entry = session.course.on_break
        if entry is None:
            return
        now = from_stamp(session.wall())
        back = now + timedelta(seconds=max(0.0, session.course.remaining()))
        coming = situation.onward(session)
        self.break_page.show_break(entry.title, situation.clock_time(back), coming.title)

    def show_summary(self) -> None:
        """Show what came out, and the files it can be saved as."""
        caption, results = situation.results(self._session, self._meetings)
        self.finished_page.show_results(caption, results)
        self.finished_page.set_files([*self._main_files(), ("", self.tr("Another file"))])

    def ask_meetings(self) -> None:
        """Ask the library what earlier meetings were worth, to show it beside what this one was."""
        self._asking.stop()
        self._meetings = tuple(self._desk.bridge.do(lambda: self._desk.meetings(_MOST_MEETINGS)) or ())
        if self._meetings and self.kind == "summary":
            self.show_summary()

    def _main_files(self) -> list[tuple[str, str]]:
        """Return what a session of this method is about, and its report where that is something else."""
        # Brings the words of every kind of file along, which no first window needs.
        from exports.formats import offered

        report = ("report", self.tr("Report"))
        own = next((each for each in offered(self._session.data.method) if each.id == "pdf"), None)
        if own is None or own.title == "Report":
            return [report]
        return (
            [("pdf", self.tr(own.title))] if len(own.versions) > 1 else [("pdf", self.tr(own.title)), report]
        )
