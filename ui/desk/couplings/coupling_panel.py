"""The coupling map while it is drawn, read, and changed on trial: figures, map, and what belongs beside it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from facilitator import coupling_layout, couplings
from facilitator.activities.coupling_map import figures_then
from facilitator.coupling_figures import figures
from facilitator.couplings import CouplingMap, Step
from facilitator.method import Activity, Phase
from facilitator.model import Changes
from facilitator.state import value_id
from ui.desk.context import DeskContext
from ui.desk.couplings.arranging import Arranging
from ui.desk.couplings.figure_strip import FigureStrip
from ui.desk.couplings.map_canvas import MapCanvas
from ui.desk.couplings.read_side import ReadSide
from ui.desk.couplings.side_column import SideColumn
from ui.desk.couplings.try_side import TrySide
from ui.desk.couplings.wait_list import WaitList
from ui.desk.stage import KeyHint
from ui.desk.steps.lines import DraftLine
from ui.desk.steps.panel import Counted, Panel
from ui.pictures.coupling_page import Shown
from ui.pictures.coupling_words import figure_list, legend_words, tried_words
from ui.widgets.button import Button
from ui.widgets.plain_label import PlainLabel

__all__ = ["CouplingPanel"]

_SIDE = 244
_WIDE_SIDE = 300
_MANY_WAITS = 60
_WIDE = 1100
"""Width of the panel from which on the side is the wide one."""


class CouplingPanel(Panel):
    """What the keyboard is on, the room looks at."""

    def __init__(self, desk: DeskContext, activity: Activity, phase: Phase) -> None:
        super().__init__(desk, activity, phase)
        self._glued: tuple[str, ...] = ()
        self._arranging = Arranging(desk.bridge, self)
        self._counting = QTimer(self)
        self._counting.setSingleShot(True)
        self._counting.timeout.connect(self._tell_figures)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 0, 24, 10)
        column.setSpacing(6)
        self.strip = FigureStrip()
        column.addWidget(self.strip)
        middle = QHBoxLayout()
        middle.setSpacing(16)
        self.canvas = MapCanvas()
        self.canvas.set_empty_words(
            self.tr("No party yet. Type who waits for whom: Ordering waits for Data feed 10 days.")
        )
        self._scroll = QScrollArea()
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(self.canvas)
        self._scroll.setMinimumHeight(160)
        self._scroll.viewport().installEventFilter(self)
        middle.addWidget(self._scroll, 1)
        self.list = WaitList()
        self.reading = ReadSide()
        self.trying = TrySide()
        self._side = SideColumn(self._above, self.list)
        self._side.setFixedWidth(_SIDE)
        middle.addWidget(self._side)
        # After what is beside the map: the keyboard goes from part to part in the order in which they come here.
        for each in (self.reading, self.trying):
            if each is not self._above:
                each.setParent(self)
                each.hide()
        column.addLayout(middle, 1)
        self.line = DraftLine(
            desk.session,
            f"{activity.id}/wait",
            self.tr("Who waits for whom, and how long"),
            self.tr("Ordering waits for Data feed 10 days"),
        )
        self.line.set_suggestions(self._suggestions, go_on=True)
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addWidget(self.line, 1)
        self.arrange = Button(self.tr("Arrange anew"), kind="quiet")
        row.addWidget(self.arrange)
        column.addLayout(row)
        self.legend = PlainLabel(
            _legend(self.now, read=self._is_read), style="caption", weight=400, role="ink_soft", elide=True
        )
        column.addWidget(self.legend)
        self.line.setVisible(not self._tries)
        self._connect()
        self._show()

    @property
    def _above(self) -> QWidget | None:
        """What stands over the list."""
        if self._tries:
            return self.trying
        return self.reading if self._is_read else None

    def _connect(self) -> None:
        self.line.taken.connect(self._take)
        self.line.lines_pasted.connect(self._arranging.add)
        self.arrange.clicked.connect(self._arranging.arrange_anew)
        self._arranging.changed.connect(self._tell_arranging)
        self.canvas.chosen.connect(self._point_at)
        self.canvas.carried.connect(
            lambda party, x, y: self._do(lambda: self.session.couplings.place(party, x, y))
        )
        self.canvas.arrow_chosen.connect(self._arrow_clicked)
        self.canvas.entered.connect(self._party_entered)
        self.canvas.marked.connect(self._mark)
        self.canvas.typed.connect(self.take_text)
        self.list.moved.connect(self._row_chosen)
        self.list.entered.connect(self._wait_entered)
        self.list.delete_wanted.connect(self._delete_wait)
        self.list.typed.connect(self.take_text)
        self.trying.cut_wanted.connect(self._cut)
        self.trying.split_wanted.connect(self._split)
        self.trying.merge_wanted.connect(self._merge)
        self.trying.keep_wanted.connect(self._keep)
        self.trying.drop_wanted.connect(lambda: self._do(self.session.couplings.drop))
        self.trying.asked.connect(lambda: self._side.set_alone(True))
        self.trying.left.connect(self._form_left)

    @property
    def _tries(self) -> bool:
        return self.phase.id == "try"

    @property
    def _is_read(self) -> bool:
        return self.phase.id in ("read", "try")

    @property
    def now(self) -> CouplingMap:
        """The map as it stands."""
        return couplings.coupling_map(self.session.data) or CouplingMap()

    @property
    def shown_map(self) -> CouplingMap:
        """The map as it is shown: with what is tried."""
        return couplings.after(self.now, couplings.tried(self.session.data)) if self._tries else self.now

    @property
    def _waiting(self) -> tuple[Step, ...]:
        """The steps of a what-if that is neither kept nor dropped, while something else is looked at."""
        return () if self._tries else couplings.tried(self.session.data)

    # What the stage asks

    def counted(self) -> Counted | None:
        """See Panel."""
        now = self.shown_map
        if not now.waits:
            return None
        unknown = sum(not each.days for each in now.waits)
        words = self.tr("1 arrow") if len(now.waits) == 1 else self.tr("{count} arrows")
        words = words.format(count=len(now.waits))
        if unknown:
            words = self.tr("{words}, {count} without days").format(words=words, count=unknown)
        if self._waiting:
            words = self.tr("{words}, a what-if is open").format(words=words)
        return Counted(words)

    def first_focus(self) -> QWidget | None:
        """See Panel."""
        return self.canvas if self._is_read and self.now.parties else self.line

    def part_of(self, row_id: str) -> QWidget | None:
        """See Panel."""
        key = row_id.removeprefix(value_id(self.activity.id, ""))
        party = key.removeprefix(couplings.PARTY)
        if key != party and self.now.party(party) is not None:
            self.canvas.choose(party)
            return self.canvas
        return None

    def take_text(self, text: str) -> bool:
        """See Panel."""
        if self._tries:
            return False
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        self.line.insert(text)
        self.line.textEdited.emit(self.line.text())
        return True

    def refresh(self, changes: Changes) -> None:
        """See Panel."""
        if changes.touches("activity_values"):
            self._arranging.map_changed()
            self._show()

    def leave(self) -> None:
        """See Panel."""
        self._arranging.settle()
        self.trying.put_away()
        if self._tries and couplings.tried(self.session.data):
            self.desk.say(self.tr("What you tried waits under “Try” until you keep it or drop it."))

    def room_sees(self) -> str:
        """See Panel."""
        if not self.now.parties:
            return self.tr("The room sees the question")
        if self._tries and couplings.tried(self.session.data):
            return self.tr("The room sees what is tried")
        return (
            self.tr("The room sees the map and its figures")
            if self._is_read
            else self.tr("The room sees the map")
        )

    def key_hints(self) -> tuple[KeyHint, ...]:
        """See Panel."""
        if self._tries:
            return (
                KeyHint("Space", self.tr("mark to glue")),
                KeyHint("Ctrl+J", self.tr("glue")),
                KeyHint("Ctrl+Shift+G", self.tr("split")),
                KeyHint("Del", self.tr("without this arrow")),
            )
        return (
            KeyHint("Enter", self.tr("draw it")),
            KeyHint("Up Down", self.tr("names")),
            KeyHint("Ctrl+V", self.tr("many lines")),
            KeyHint("Shift+Left", self.tr("carry a party")),
            KeyHint("F2", self.tr("rename")),
        )

    def command(self, name: str) -> bool:
        """See Panel."""
        party = self.canvas.chosen_party
        wait = self.list.chosen_wait
        if name == "merge" and self._tries:
            self.trying.ask_merge()
        elif name == "split" and self._tries:
            self.trying.ask_split()
        elif name == "delete" and self._tries:
            self._cut()
        elif name == "delete" and self.canvas.hasFocus() and party is not None:
            self._do(lambda: self.session.couplings.delete_party(party))
        elif name == "delete" and self.list.hasFocus() and wait is not None:
            self._delete_wait(wait)
        elif name == "edit" and self.list.hasFocus() and wait is not None:
            self._wait_entered(wait)
        elif name == "edit" and party is not None and not self._tries:
            self._rename(party)
        else:
            return False
        return True

    # What is shown

    def _show(self) -> None:
        stands, steps = self.now, couplings.tried(self.session.data) if self._tries else ()
        shown = couplings.after(stands, steps)
        # Of a large map they are counted once it is painted, where nothing in it depends on them.
        later = not self._is_read and len(shown.waits) > _MANY_WAITS
        found = None if later else figures(shown)
        self._glued = tuple(each for each in self._glued if shown.party(each) is not None)
        old = {each.id: each.name for each in stands.parties}
        fresh = frozenset(each.id for each in shown.parties if old.get(each.id) != each.name)
        # After a step of a trial no arrow is chosen: a second click must not take another one away.
        self.list.show_waits(shown, choose_next=not self._tries)
        # Before the map is shown: what can be done with it is offered when the choice changes.
        self.trying.show_steps(stands, steps)
        self.canvas.show_map(
            Shown(
                shown,
                coupling_layout.places(shown),
                found if self._is_read else None,
                self.canvas.chosen_party,
                fresh | frozenset(self._glued),
                self.list.chosen_wait if self._tries else None,
            )
        )
        if later:
            self._counting.start()
        else:
            self._tell_figures()
        self._show_buttons(stands)
        self.legend.setText(_legend(stands, read=self._is_read))
        self.legend.setVisible(bool(stands.parties) and not self._tries)
        if found is not None and self._is_read and not self._tries:
            waiting = tried_words(stands, self._waiting)
            self.reading.show_reading(shown, found, figures_then(self.session.data), waiting)
        self._tell_side()

    def _tell_figures(self) -> None:
        stands, steps = self.now, couplings.tried(self.session.data) if self._tries else ()
        shown = couplings.after(stands, steps)
        told = figure_list(shown, figures(shown))
        self.strip.show_figures(told, figure_list(stands, figures(stands)) if steps else ())
        self.canvas.setAccessibleDescription(". ".join(f"{each.name}: {each.value}" for each in told))

    def _show_buttons(self, now: CouplingMap) -> None:
        worth = len(now.parties) > 2 or self._arranging.busy
        self.arrange.setVisible(worth and not self._tries)

    def _tell_side(self) -> None:
        if self._tries:
            self.canvas.choose_arrow(self.list.chosen_wait)
            self._point(self.session.focus.group_id)
            self.trying.show_chosen(self.canvas.chosen_party, self.list.chosen_wait, self._glued)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._scroll.viewport() and event.type() == QEvent.Type.Resize:
            self.canvas.set_room(self._scroll.viewport().size())
        return super().eventFilter(watched, event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        wanted = _WIDE_SIDE if event.size().width() >= _WIDE else _SIDE
        if self._side.width() != wanted:
            self._side.setFixedWidth(wanted)
            # At once: the map beside it is arranged when it is shown, which is before the next turn of the event loop.
            if (layout := self.layout()) is not None:
                layout.activate()

    # What is done

    def _do(self, act: Callable[[], object]) -> bool:
        return self.desk.bridge.do(act) is not None

    def _take(self, text: str) -> None:
        before = self.now
        if text.strip() and self._do(lambda: self.session.couplings.add_line(text)):
            self.line.clear_draft()
            self._ask_about(before)

    def _ask_about(self, before: CouplingMap) -> None:
        """Say so where a line became a new party that begins as one on the map: its verb may be mistyped."""
        known = {each.id for each in before.parties}
        new = [each for each in self.now.parties if each.id not in known]
        begins = tuple(f"{couplings.alike(each.name)} " for each in before.parties)
        alone = len(new) == 1 and len(self.now.waits) == len(before.waits)
        if alone and couplings.alike(new[0].name).startswith(begins):
            words = self.tr(
                "“{name}” is a new party now. If it should be an arrow: Ctrl+Z, and A waits for B."
            )
            self.desk.say(words.format(name=new[0].name))

    def _tell_arranging(self) -> None:
        """Say on the button that it is at work."""
        self.arrange.set_words(self.tr("Arranging…") if self._arranging.busy else self.tr("Arrange anew"))
        self._show_buttons(self.now)

    def _suggestions(self) -> Sequence[str]:
        """Return lines that go on with the name of a party, at the beginning and behind "waits for"."""
        text = self.line.text()
        names = [each.name for each in self.now.parties]
        word = self.tr("waits for")
        before, found, _ = text.partition(f" {word} ")
        return (
            [f"{before} {word} {each}" for each in names] if found else [f"{each} {word} " for each in names]
        )

    def _point_at(self, party: str) -> None:
        self._point(party or None)
        if party:
            self._bring(party)
        self._tell_side()
        self.hints_changed.emit()

    def _point(self, party: str | None) -> None:
        """Point the room at a party, and at the arrow that is chosen to be tried without."""
        arrow = self.list.chosen_wait if self._tries else None
        self.session.set_focus(replace(self.session.focus, group_id=party, note_id=arrow))

    def _bring(self, party: str) -> None:
        """Scroll to a party where it is out of sight."""
        middle = self.canvas.rect_of(party).center()
        self._scroll.ensureVisible(middle.x(), middle.y(), 90, 50)

    def _row_chosen(self, wait_id: str) -> None:
        wait = self.shown_map.wait(wait_id)
        if self._tries and wait is not None:
            self._bring(wait.who)
            self._bring(wait.whom)
        self._tell_side()

    def _arrow_clicked(self, wait: str) -> None:
        self.list.choose(wait)
        self._tell_side()

    def _party_entered(self, party: str) -> None:
        if self._tries:
            self.trying.ask_split()
        else:
            self._rename(party)

    def _mark(self, party: str) -> None:
        """Mark a party for gluing, or no more."""
        if not self._tries:
            return
        others = tuple(each for each in self._glued if each != party)
        self._glued = others if party in self._glued else (*self._glued, party)
        self._show()

    def _wait_entered(self, wait_id: str) -> None:
        """Write the wait into the line, where its days can be changed."""
        now = self.now
        wait = now.wait(wait_id)
        who, whom = (now.party(wait.who), now.party(wait.whom)) if wait is not None else (None, None)
        if wait is None or who is None or whom is None or self._tries:
            return
        self.line.set_text(
            self.tr("{who} waits for {whom}, {days} days").format(
                who=who.name, whom=whom.name, days=f"{wait.days:g}"
            )
        )
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)
        start = self.line.text().rfind(",") + 2
        QTimer.singleShot(0, self.line, lambda: self.line.setSelection(start, len(f"{wait.days:g}")))

    def _delete_wait(self, wait_id: str) -> None:
        if self._tries:
            self._cut()
        else:
            self._do(lambda: self.session.couplings.delete_wait(wait_id))

    def _rename(self, party_id: str) -> None:
        party = self.now.party(party_id)
        if party is None:
            return
        name = self.desk.prompts.ask_text(
            self,
            self.tr("Rename a party"),
            self.tr("What is it called?"),
            value=party.name,
            accept=self.tr("Rename"),
        )
        if name is not None:
            self._do(lambda: self.session.couplings.rename(party_id, name))

    def _cut(self) -> None:
        wait = self.list.chosen_wait
        if wait is None:
            return
        if self.trying.cut.hasFocus():
            # The button has nothing to do then; the keyboard must not go on to "Keep it" by itself.
            self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)
        self._do(lambda: self.session.couplings.try_cut(wait))

    def _split(self, party: str, name: str, moved: Sequence[str]) -> None:
        if self._do(lambda: self.session.couplings.try_split(party, name, moved)):
            self.trying.put_away()

    def _merge(self, parties: Sequence[str], name: str) -> None:
        if self._do(lambda: self.session.couplings.try_merge(parties, name)):
            self._glued = ()
            self.trying.put_away()
            self._show()

    def _form_left(self) -> None:
        self._side.set_alone(False)
        self.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep(self) -> None:
        self._do(self.session.couplings.keep)


def _legend(now: CouplingMap, *, read: bool) -> str:
    return legend_words(read=read, unknown=any(not each.days for each in now.waits))
