"""Writing notes one after another: Enter, Tab to another lane, Esc, pasted lists, and drafts that come back."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from facilitator.method import Lane
from ui.desk.context import DeskContext
from ui.desk.notes.entry_note import EntryNote, next_colour
from ui.desk.notes.pasting import ask_about_lines

__all__ = ["NoteWriter", "draft_field"]


def draft_field(lane_id: str) -> str:
    """Return the name under which half-typed text of a lane is kept."""
    return f"note:{lane_id}"


class NoteWriter(EntryNote):
    """The note line of an activity. It always belongs to one lane; Tab takes it, text and all, to the next.

    `author` gives the participant whose note is being written, None for nobody.

    Signals: lane_changed() after it went to another lane; stopped() after Esc, the text kept; began() when it
    gets the keyboard.
    """

    lane_changed = Signal()
    stopped = Signal()
    began = Signal()

    def __init__(self, desk: DeskContext, lanes: tuple[Lane, ...], parent: QWidget | None = None) -> None:
        super().__init__("", splits_paste=True, takes_tab=True, parent=parent)
        self._desk = desk
        self._lanes = lanes
        self._index = 0
        self._chosen_colour: str | None = None
        self._loading = False
        self.author: Callable[[], str | None] = lambda: None
        field = self.field
        field.entered.connect(self._entered)
        field.tabbed.connect(self._tabbed)
        field.escaped.connect(self.stopped)
        field.lines_pasted.connect(self._lines_pasted)
        field.textChanged.connect(self._typed)
        field.focused.connect(self._got_focus)
        self.field.setPlaceholderText(self.tr("Just type"))
        self._show_lane()

    @property
    def lane(self) -> Lane:
        """The lane in which the next note lands."""
        return self._lanes[self._index]

    def go_to(self, lane_id: str) -> None:
        """Take the note line to a lane, with what is written on it."""
        index = next((place for place, lane in enumerate(self._lanes) if lane.id == lane_id), self._index)
        if index == self._index:
            return
        self._keep("")
        self._index = index
        waiting = self._desk.session.place.drafts.get(draft_field(self.lane.id), "")
        if not self.text() and waiting:
            self._load(waiting)
        self._chosen_colour = None
        self._show_lane()
        self._keep(self.text())
        self.lane_changed.emit()

    def bring_back(self) -> None:
        """Show a draft kept for one of the lanes, the present one first."""
        drafts = self._desk.session.place.drafts
        order = (self._index, *(place for place in range(len(self._lanes)) if place != self._index))
        for place in order:
            text = drafts.get(draft_field(self._lanes[place].id), "")
            if text:
                self._index = place
                self._load(text)
                break
        self._show_lane()
        self.lane_changed.emit()

    def begin(self, text: str) -> None:
        """Go on writing with `text`."""
        self.field.setFocus()
        self.field.moveCursor(self.field.textCursor().MoveOperation.End)
        self.field.insertPlainText(text)

    def colour_on(self) -> None:
        """Give the next note another colour."""
        self._chosen_colour = next_colour(self.colour)
        self.set_colour(self._chosen_colour)

    def _show_lane(self) -> None:
        self.set_colour(self._chosen_colour or self.lane.colour)
        self.field.setAccessibleName(self.tr("New note in {lane}").format(lane=self.lane.title))

    def _load(self, text: str) -> None:
        self._loading = True
        self.set_text(text)
        self._loading = False

    def _keep(self, text: str) -> None:
        self._desk.session.course.keep_draft(draft_field(self.lane.id), text)

    def _typed(self) -> None:
        if not self._loading:
            self._keep(self.text())

    def _got_focus(self, has: bool) -> None:
        if has:
            self.began.emit()

    def _entered(self) -> None:
        text = self.text()
        if text.strip():
            self._add([text])

    def _add(self, texts: list[str]) -> bool:
        lane, colour = self.lane, self._chosen_colour
        author_id = self.author()
        notes = self._desk.bridge.do(
            lambda: self._desk.session.notes.add_many(lane.id, texts, colour=colour, author_id=author_id)
        )
        if notes is None:
            return False
        self._load("")
        self._keep(self.text())
        return True

    def _tabbed(self, forward: bool) -> None:
        step = 1 if forward else -1
        self.go_to(self._lanes[(self._index + step) % len(self._lanes)].id)

    def _lines_pasted(self, lines: list[str]) -> None:
        what, texts = ask_about_lines(self._desk.prompts, self, lines, self.lane.title)
        if what == "notes":
            half = self.text()
            if self._add(texts):
                self._load(half)
                self._keep(half)
        elif what == "one":
            self.field.insertPlainText(texts[0])
        self.field.setFocus()
