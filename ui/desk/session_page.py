"""The page of one open session: rail, stage, private side, top bar and foot around whatever the session is at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QVBoxLayout, QWidget

from facilitator import forces, ratings, timelines
from facilitator.method import Activity
from facilitator.model import Changes
from facilitator.session import Session
from ui.desk import situation
from ui.desk.act_names import act_words
from ui.desk.been_here import BeenHere
from ui.desk.context import DeskContext
from ui.desk.foot import Foot
from ui.desk.foot_words import FootWords
from ui.desk.frame import Frame, frame_for
from ui.desk.hint_card import HintCard
from ui.desk.hint_words import show_hints
from ui.desk.language_watch import LanguageWatch
from ui.desk.private_side import PrivateSide
from ui.desk.private_words import PrivateWords
from ui.desk.rail import Rail
from ui.desk.regions import Region, RegionWalk
from ui.desk.stage import Stage
from ui.desk.stage_host import StageHost
from ui.desk.time_running_out import TimeRunningOut
from ui.desk.time_up import TimeUpStrip
from ui.desk.top_bar import TopBar
from ui.desk.turn_taking import TurnTaking
from ui.desk.typing_guard import printable, takes_text
from ui.pictures.preloading import load_soon
from ui.widgets.hint_strip import HintStrip

__all__ = ["SessionPage", "WayBack"]

_QUIET_MS = 1200
"""A session has come up by then, and what is heavy can be read beside it."""


_PICTURED = (forces.KIND_NAME, ratings.KIND, timelines.KIND_NAME)
"""The kinds whose pictures are drawn with what takes a while to be read."""


@dataclass(frozen=True)
class _Shown:
    """What the stage host shows: the summary, a break or an activity; a new stage is made when this changes."""

    kind: str
    id: str = ""


@dataclass(frozen=True)
class WayBack:
    """The way back to where a session was opened from: its words, and what takes it."""

    words: str
    go: Callable[[], None]


class SessionPage(QWidget):
    """The frame around the stage.

    Signals: menu_wanted() from the menu button, row_menu_wanted(str, QPoint) from a row of the rail.
    """

    menu_wanted = Signal()
    row_menu_wanted = Signal(str, QPoint)
    save_wanted = Signal(str)

    def __init__(
        self,
        desk: DeskContext,
        make_stage: Callable[[DeskContext, Activity], Stage],
        chime: Callable[[], None],
        save_elsewhere: Callable[[], None] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """Show the session of `desk`. `chime` sounds at zero, `save_elsewhere` is the way out of a full disk."""
        super().__init__(parent)
        self.desk = desk
        self._save_elsewhere = save_elsewhere
        self.way_back: WayBack | None = None
        self._form = Frame()
        self._shown: _Shown | None = None
        self._phase_id = ""
        self._mode_shown = ""
        self._summary = desk.session.place.mode == "after"
        self._wishes: dict[bool, bool] = {}
        self._hints_waiting = False
        self._walk = RegionWalk()
        self.top_bar = TopBar()
        self.rail = Rail()
        self.private_side = PrivateSide()
        self._private = PrivateWords(desk, self.private_side, self)
        self.turns = TurnTaking(desk)
        self.foot = Foot()
        self._foot_words = FootWords(desk, self.foot, self)
        self.time_up = TimeUpStrip()
        self._time = TimeRunningOut(desk, self.time_up, chime, self)
        self.hints = HintStrip()
        self._host = StageHost(desk, make_stage)
        self.break_page = self._host.break_page
        self.finished_page = self._host.finished_page
        self.language = LanguageWatch(desk, self._host, HintCard(), self)
        self.been_here = BeenHere(desk)
        for part in (self.been_here, self.language.card, self.turns):
            self.private_side.add_part(part)
        self._lay_out()
        self._connect()
        self.top_bar.set_stored(str(self.session.trouble) if self.session.trouble else None, save_elsewhere)
        if not self.session.kept:
            self.top_bar.set_rehearsal()
        self._begin()

    def set_way_back(self, way: WayBack) -> None:
        """Offer the way back to where this session was opened from."""
        self.way_back = way
        self.top_bar.set_way_back(way.words)

    @property
    def session(self) -> Session:
        """The open session."""
        return self.desk.session

    @property
    def stage(self) -> Stage | None:
        """The stage of the present activity; None in a break, and once the session is over."""
        return self._host.stage

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.top_bar)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.rail)
        self._host.add_below(self.time_up)
        self._host.add_below(self.hints)
        middle.addWidget(self._host, 1)
        middle.addWidget(self.private_side)
        column.addLayout(middle, 1)
        column.addWidget(self.foot)

    def _connect(self) -> None:
        run = self.desk.run
        self.top_bar.asked.connect(run)
        self.top_bar.menu_wanted.connect(self.menu_wanted)
        if self._save_elsewhere is not None:
            self.top_bar.elsewhere.clicked.connect(self._save_elsewhere)
        self.foot.asked.connect(run)
        self.foot.forward.connect(self.forward)
        self.foot.phase_chosen.connect(self._phase_chosen)
        self.rail.chosen.connect(self.go_to_entry)
        self.rail.menu_wanted.connect(self.row_menu_wanted)
        self.rail.parking_wanted.connect(lambda: run("park"))
        self._host.hints_changed.connect(self._hints_changed)
        self._time.answered.connect(self.focus_stage)
        self.time_up.onward.connect(self.forward)
        self.private_side.fold_wanted.connect(self.toggle_private_side)
        self.private_side.left.connect(self.focus_stage)
        self.finished_page.save_wanted.connect(self.save_wanted)
        self.finished_page.resume_wanted.connect(self.start)
        bridge = self.desk.bridge
        bridge.changed.connect(self._changed)
        bridge.ticked.connect(self._ticked)
        bridge.stored.connect(self._stored)
        self.desk.projector.changed.connect(self._projector_changed)

    def _begin(self) -> None:
        session = self.session
        if session.place.mode != "after" and session.course.activity is None and session.data.agenda:
            first = next(
                (each for each in session.data.agenda if each.activity_id and not each.skipped), None
            )
            if first is not None and first.activity_id is not None:
                activity_id = first.activity_id
                self.desk.bridge.do(lambda: session.course.go(activity_id))
        if any(each.kind in _PICTURED for each in session.data.method.activities):
            # One is most likely wanted soon, and nobody should wait for what draws it.
            QTimer.singleShot(_QUIET_MS, self, load_soon)
        self._time.begin()
        self._show_place()
        self._projector_changed()

    # What changed

    def _changed(self, changes: Changes) -> None:
        place = changes.origin == "place"
        if changes.act in ("course.go", "course.break", "course.start", "course.prepare"):
            self._summary = False
        elif changes.act == "course.finish":
            self._summary = True
        moved = self._show_place()
        self.turns.refresh(changes)
        self.been_here.refresh(changes)
        if not moved:
            if self.stage is not None:
                self.stage.refresh(changes)
            # Another way to elect, or a tie, takes other minutes.
            if place or changes.touches("agenda", "parked", "sessions", "activity_values", "ballots"):
                self._show_rail()
            if changes.touches("activity_values"):
                self._private.show_notes()
            if changes.touches("agenda", "ballots", "hands", "activity_values", "sessions") or place:
                self._show_foot()
            if self._summary:
                self._host.show_summary()
            if changes.act == "focus":
                self._show_hints()
        self._show_undo()

    def _show_place(self) -> bool:
        """Show where the session stands; tell whether that is another place than before."""
        self.private_side.settle()
        wanted, phase = self._wanted(), self.session.place.phase
        mode = self.session.place.mode
        if wanted == self._shown and phase == self._phase_id and mode == self._mode_shown:
            return False
        # Asked before the old stage goes: a hidden field hands the keyboard to whatever comes after it.
        free = self._focus_is_free() or (self.stage is None and self.foot.next.hasFocus())
        moved = wanted != self._shown
        # Noted first: what a stage stores on leaving comes back here as a change while it goes.
        self._shown, self._phase_id, self._mode_shown = wanted, phase, mode
        if moved:
            self._host.leave()
            self._host.put_in(wanted.kind)
        self.time_up.hide()
        self._host.enter()
        # What a stage stores on leaving is looked at as well: a hint on it would stand beside other words.
        self.language.clear()
        if free:
            self.focus_stage()
        self._show_rail()
        self._show_foot()
        self._private.show_place(wanted.kind)
        self.been_here.refresh()
        self._show_hints()
        self._fold()
        self._show_titles()
        self._show_undo()
        # A picture has the window painted as soon as it is there; what asked later would be painted twice.
        QCoreApplication.sendPostedEvents(None, QEvent.Type.UpdateLater)
        return True

    def _wanted(self) -> _Shown:
        place = self.session.place
        if self._summary:
            return _Shown("summary")
        if place.break_id and place.mode == "run":
            return _Shown("break", place.break_id)
        return _Shown("activity", place.activity_id) if place.activity_id else _Shown("nothing")

    def _focus_is_free(self) -> bool:
        """Tell whether the stage may take the keyboard: nobody walks through rail, private side or foot now."""
        focus = self.window().focusWidget() if self.window() is not self else None
        return focus is None or not any(
            region.isAncestorOf(focus) for region in (self.rail, self.private_side, self.foot)
        )

    # What is shown

    def _show_titles(self) -> None:
        self.top_bar.set_words(self.session.data.session.title, self.session.data.method.title)

    def _show_rail(self) -> None:
        data = self.session.data
        self.rail.set_items(situation.rail_items(self.session, show_place=not self._summary))
        self.rail.set_parked(sum(item.state == "open" for item in data.parked))
        self.rail.set_people(data.people_present)
        self._show_titles()

    def _show_foot(self) -> None:
        self._foot_words.show_all(self.stage, self._host.kind)

    def _show_hints(self) -> None:
        show_hints(self.hints, self.desk, self.stage, self._host.kind)

    def _show_undo(self) -> None:
        undo, redo = self.session.undo_act, self.session.redo_act
        self.top_bar.set_undo(act_words(undo) if undo else None, act_words(redo) if redo else None)

    def _projector_changed(self) -> None:
        projector = self.desk.projector
        self.top_bar.set_projector(projector.visible, projector.frozen, projector.black)
        self._show_hints()

    def _stored(self, trouble: object) -> None:
        if self.session.kept:
            self.top_bar.set_stored(str(trouble) if trouble else None, self._save_elsewhere)

    def _hints_changed(self) -> None:
        """Many of these come in one act: the strip and the button are written once, when it is over."""
        if not self._hints_waiting:
            self._hints_waiting = True
            QTimer.singleShot(0, self, self._hints_due)

    def _hints_due(self) -> None:
        self._hints_waiting = False
        self._show_hints()
        self._foot_words.show_next(self.stage, self._host.kind)
        phase = self.session.course.phase
        if self.stage is not None and phase is not None:
            self.private_side.show_phase(*self.stage.private_words(phase))
        self._fold()

    # The clock

    def _ticked(self) -> None:
        self._foot_words.show_time()
        self.turns.tick()
        if self._host.kind == "break":
            self._host.show_break()
        place = self.session.place
        if place.mode != "run":
            return
        if place.timebox.planned > 0:
            self._private.show_hint()
        self._time.look()

    # Ways on

    def forward(self) -> None:
        """Do what the filled button says."""
        session, bridge = self.session, self.desk.bridge
        if session.place.mode == "prepare":
            self.start()
        elif session.place.mode == "after":
            if self._summary:
                self.save_wanted.emit("")
            else:
                self.show_summary()
        else:
            step = self.stage.next_step() if self.stage is not None else None
            if step is not None:
                if not step.reason and self.stage is not None:
                    self.stage.command(step.command)
            elif not bridge.do(session.course.next_phase) and situation.onward(session).step == "end":
                bridge.do(session.course.finish)

    def start(self) -> None:
        """Begin to run, or go on after the end."""
        self.desk.bridge.do(self.session.course.start)
        self.focus_stage()

    def show_summary(self) -> None:
        """Show what came out of a session that is over."""
        self._summary = True
        self._show_place()
        self.focus_stage()

    def leave_summary(self) -> None:
        """Show the activity of a session that is over instead of what came out of it."""
        if self._summary:
            self._summary = False
            self._show_place()

    def go_to_entry(self, entry_id: str) -> None:
        """Jump to a line of the agenda."""
        session = self.session
        entry = next((each for each in session.data.agenda if each.id == entry_id), None)
        if entry is None:
            return
        if entry.activity_id is not None:
            activity_id = entry.activity_id
            self.desk.bridge.do(lambda: session.course.go(activity_id))
        elif session.place.mode == "run":
            self.desk.bridge.do(lambda: session.course.begin_break(entry_id))
        self.focus_stage()

    def _phase_chosen(self, phase_id: str) -> None:
        session = self.session
        self.desk.bridge.do(lambda: session.course.go(session.place.activity_id, phase_id))

    def next_hint(self) -> None:
        """Show the next private hint, opening the private side for it."""
        shown = self.language.next_hint() or self._private.next_hint()
        if shown and self.private_side.folded:
            self.toggle_private_side()

    def keep(self) -> None:
        """Keep half-typed text everywhere, before the page goes away."""
        self.language.close()
        self.private_side.settle()
        self._host.leave()

    # Form and regions

    def toggle_private_side(self) -> None:
        """Open the private side or fold it away, where the size of the window or the stage wants it otherwise."""
        self._wishes[self._folds_by_itself()] = not self.private_side.folded
        self._fold()

    def _folds_by_itself(self) -> bool:
        wide_stage = self.stage is not None and self.stage.wants_width() and not self._form.wide
        return self._form.compact or wide_stage

    def _fold(self) -> None:
        by_itself = self._folds_by_itself()
        self.private_side.set_frame(self._form, self._wishes.get(by_itself, by_itself))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        form = frame_for(self.width(), self.height())
        if form != self._form:
            self._form = form
            self.rail.set_frame(form)
            self.foot.set_frame(form)
            self.top_bar.set_compact(form.compact)
            self._fold()

    def regions(self) -> tuple[Region, ...]:
        """Return the regions that F6 walks."""
        found = [
            Region(self.rail, self.rail.take_focus),
            Region(self._host, self.focus_stage, returns=True),
        ]
        if not self.private_side.folded:
            found.append(Region(self.private_side, self.private_side.take_focus))
        return (*found, Region(self.foot, self.foot.take_focus))

    def walk(self, step: int) -> None:
        """Put the keyboard into the next region, or the one before."""
        self._walk.walk(self.regions(), step)

    def focus_stage(self) -> None:
        """Put the keyboard where the work is."""
        if self.stage is not None:
            self.stage.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._host.kind == "summary":
            self.finished_page.take_focus()
        else:
            self.foot.next.setFocus(Qt.FocusReason.OtherFocusReason)

    def stage_has_focus(self) -> bool:
        """Tell whether the keyboard is in the stage, or nowhere."""
        focus = QApplication.focusWidget()
        return focus is None or focus is self or focus is self._host or self._host.isAncestorOf(focus)

    def type_on(self, event: QKeyEvent) -> bool:
        """Hand a key that nobody took to the stage; tell whether a text began with it."""
        text = printable(event)
        if not text or self.stage is None or takes_text(QApplication.focusWidget()):
            return False
        return self.stage.take_text(text)
